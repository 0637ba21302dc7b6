"""Erasure of what was written about people (UU 27/2022): the words go, the chain stays.

The ledger has no words, only salted commitments to them. To erase, the salt is destroyed and the
words are taken out of the rows that hold them, with an event of its own that names the commitments.
Some of those rows never change: their triggers are lifted for it inside the transaction, which only
the owner of the tables may do. The running application is not (see record.domain.rights).
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from record.append_only import lifted
from record.canonical import Json
from record.domain.commitments import made_of
from record.domain.work import recorded
from record.errors import RecordError
from record.models import Commitment, LedgerEntry

ERASED = "[dihapus]"
_CHUNK = 2000
_DIGEST = 64  # hexadecimal digits


class Why(StrEnum):
    """Why words are erased; a code, for a reason in words would be the next thing to erase."""

    ASKED = "asked"  # the person they speak of asked for it
    MISTAKE = "mistake"  # they ought never to have been written
    RETENTION = "retention"  # they were kept for as long as they may


class NothingToErase(RecordError):
    """The entry has no commitment whose salt is still there."""


@dataclass(frozen=True)
class Place:
    """A column of one row that holds the words of a commitment."""

    model: type[models.Model]
    pk: Any
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}:{self.pk}"


def commitments_in(entry: LedgerEntry) -> dict[str, str]:
    """The commitments of an entry whose salts are still there: digest to salt."""
    facts = json.loads(entry.body)["facts"]
    digests = {text for text in _texts(facts) if len(text) == _DIGEST}
    found = Commitment.objects.filter(digest__in=digests)
    return dict(found.values_list("digest", "salt"))


def places_of(salts: Mapping[str, str]) -> list[Place]:
    """Every place in the project's tables whose words one of the commitments was made of."""
    return [
        Place(model, pk, field)
        for model, fields in _columns()
        for pk, *texts in model._default_manager.values_list("pk", *fields).iterator(_CHUNK)
        for field, text in zip(fields, texts, strict=True)
        if _without(text, salts) != text
    ]


def erase_words(
    *, seq: int, why: Why, actor: str, places: Collection[str] | None = None
) -> list[Place]:
    """Destroy the salts of an entry's commitments and the words they were made of.

    `places` are the places to empty, as `Place` prints them, of those `places_of` finds; None
    means all. Other rows may hold the same words by chance, so they are told apart by a person.
    Returns the emptied ones. Raises NothingToErase, and ProgrammingError for a role that does not
    own the tables.
    """
    with recorded(actor=actor) as work:
        salts = commitments_in(LedgerEntry.objects.get(seq=seq))
        if not salts:
            raise NothingToErase(f"entry {seq} has no commitment that is not erased")
        chosen = [p for p in places_of(salts) if places is None or str(p) in places]
        for place in chosen:
            _empty(place, salts)
        destroy(salts)
        facts = {"digests": sorted(salts), "why": why.value}
        work.event("words_erased", subject=f"entry:{seq}", facts=facts)
    return chosen


def destroy(digests: Collection[str]) -> None:
    """Destroy salts; the caller enters the event that names them."""
    Commitment.objects.filter(digest__in=list(digests)).delete()


def _empty(place: Place, salts: Mapping[str, str]) -> None:
    rows = place.model._default_manager.filter(pk=place.pk)
    words = _without(rows.values_list(place.field, flat=True).get(), salts)
    with transaction.atomic(), lifted(place.model._meta.db_table):
        rows.update(**{place.field: words})


def _without(value: Json, salts: Mapping[str, str]) -> Json:
    """The value with ERASED in the place of each text that one of the commitments is to."""
    if isinstance(value, str):
        found = value and any(made_of(digest, salt, value) for digest, salt in salts.items())
        return ERASED if found else value
    if isinstance(value, Mapping):
        return {key: _without(part, salts) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_without(part, salts) for part in value]
    return value


def _columns() -> Iterator[tuple[type[models.Model], list[str]]]:
    """The columns for words, model by model: not keys, codes, digests, or what must be unique."""
    for model in apps.get_models():
        if (
            model is Commitment
            or model is LedgerEntry
            or model._meta.app_label not in settings.APPS
        ):
            continue
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and not (field.choices or field.unique or field.remote_field)
        ]
        if fields:
            yield model, fields


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, Collection):
        for part in value:
            yield from _texts(part)
