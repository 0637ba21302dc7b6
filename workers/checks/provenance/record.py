"""A signed record and those of the pictures it was made from, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workers.checks.provenance.codes import Fault, fault_of
from workers.checks.provenance.sources import Source, declared, source_of

_CREATED = "c2pa.created"
_MOST_RECORDS = 60


@dataclass(frozen=True, kw_only=True)
class Failure:
    """One thing that does not hold; `of_ingredient` where it is about a source of the file."""

    code: str
    fault: Fault
    of_ingredient: bool


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A model's part in a picture; `whole` if the file itself is what the model made."""

    term: str
    source: Source
    whole: bool
    maker: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """What the record says and how far it holds."""

    maker: str
    signer: str
    signed_at: str
    ingredients: int
    failures: tuple[Failure, ...]
    origins: tuple[Origin, ...]
    terms: tuple[str, ...]
    actions: tuple[str, ...]

    @property
    def broken(self) -> tuple[Failure, ...]:
        """What speaks against the record itself: everything but trust in the signer."""
        return tuple(f for f in self.failures if f.fault is not Fault.TRUST)

    @property
    def intact(self) -> bool:
        """Whether nothing but trust, or a person's identity, is in doubt."""
        return all(f.fault is Fault.IDENTITY for f in self.broken)


def record_from(report: dict[str, Any]) -> Record:
    """Read what c2pa reported; whatever is not as it should be reads as absent."""
    manifests = _dict(report.get("manifests"))
    label = str(report.get("active_manifest", ""))
    active = _dict(manifests.get(label))
    reached = list(_reached(manifests, label))
    signature = _dict(active.get("signature_info"))
    signer = [_text(signature.get("common_name")), _text(signature.get("issuer"))]
    return Record(
        maker=_maker(active),
        signer=", ".join(dict.fromkeys(filter(None, signer))),
        signed_at=_text(signature.get("time")),
        ingredients=len(_dicts(active.get("ingredients"))),
        failures=tuple(dict.fromkeys((*_validated(report), *_recorded(manifests)))),
        origins=tuple(dict.fromkeys(o for m, own in reached for o in _origins(m, own=own))),
        terms=tuple(dict.fromkeys(t for t, _ in declared(active.get("assertions")) if t)),
        actions=tuple(dict.fromkeys(_actions(active))),
    )


def _reached(manifests: dict[str, Any], label: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield each record from the active one down, and whether the file is that picture itself.

    A picture that was opened and saved anew (parentOf) is still itself; one that was placed in
    another is a part of it.
    """
    waiting = [(label, True)]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_RECORDS:
        name, own = waiting.pop()
        manifest = _dict(manifests.get(name))
        if name in seen or not manifest:
            continue
        seen.add(name)
        yield manifest, own
        for ingredient in _dicts(manifest.get("ingredients")):
            parent = ingredient.get("relationship") == "parentOf"
            waiting.append((str(ingredient.get("active_manifest", "")), own and parent))


def _origins(manifest: dict[str, Any], *, own: bool) -> Iterator[Origin]:
    for term, action in declared(manifest.get("assertions")):
        source = source_of(term)
        if source is Source.OTHER:
            continue
        created = action in {"", _CREATED}
        made = source is Source.MADE and created
        yield Origin(
            term=term,
            source=Source.MADE if made else Source.EDITED,
            whole=own and made,
            maker=_maker(manifest),
        )


def _validated(report: dict[str, Any]) -> Iterator[Failure]:
    """What c2pa found now: of the file's own record, and of its ingredients' beside what they say."""
    results = _dict(report.get("validation_results"))
    yield from _failures(results.get("activeManifest"), of_ingredient=False)
    for delta in _dicts(results.get("ingredientDeltas")):
        yield from _failures(delta.get("validationDeltas"), of_ingredient=True)


def _recorded(manifests: dict[str, Any]) -> Iterator[Failure]:
    """What the programs that used an ingredient found when they did, and wrote down."""
    for manifest in manifests.values():
        for ingredient in _dicts(_dict(manifest).get("ingredients")):
            results = _dict(ingredient.get("validation_results"))
            yield from _failures(results.get("activeManifest"), of_ingredient=True)
            for delta in _dicts(results.get("ingredientDeltas")):
                yield from _failures(delta.get("validationDeltas"), of_ingredient=True)
            statuses = {"failure": ingredient.get("validation_status")}
            yield from _failures(statuses, of_ingredient=True)


def _failures(results: object, *, of_ingredient: bool) -> Iterator[Failure]:
    for failure in _dicts(_dict(results).get("failure")):
        code = _text(failure.get("code"))
        if code and failure.get("success") is not True:
            yield Failure(code=code, fault=fault_of(code), of_ingredient=of_ingredient)


def _actions(manifest: dict[str, Any]) -> Iterator[str]:
    for assertion in _dicts(manifest.get("assertions")):
        for action in _dicts(_dict(assertion.get("data")).get("actions")):
            yield _text(action.get("action")).removeprefix("c2pa.")


def _maker(manifest: dict[str, Any]) -> str:
    info = _dicts(manifest.get("claim_generator_info"))
    named = (
        " ".join(filter(None, (_text(info[0].get(k)) for k in ("name", "version")))) if info else ""
    )
    return named or _text(manifest.get("claim_generator")).partition(" ")[0].replace("_", " ")


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(c if c.isprintable() else " " for c in text)[:120]
