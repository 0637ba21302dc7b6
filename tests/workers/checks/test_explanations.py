import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from workers import checks
from workers.checks.explanations import content_name, finding_text, known_findings, reason_text
from workers.checks.kinds import _SIGNATURES, KINDS

FOLDER = Path(checks.__file__).parent
TEXTS = tomllib.loads((FOLDER / "explanations.toml").read_text("utf-8"))
ENTRIES = [(section, code) for section in TEXTS for code in TEXTS[section]]
# A machine accuses nobody: none of these words, in either language.
ACCUSING = re.compile(
    r"\b(palsu|memalsukan|curang|kecurangan|menipu|bohong|manipulasi|fraud|fake|forge\w*|cheat\w*"
    r"|genuine|guilty|bersalah|lied?)\b",
    re.IGNORECASE,
)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("section", "code"), ENTRIES)
def test_both_languages_say_the_same_and_accuse_nobody(section: str, code: str) -> None:
    entry = TEXTS[section][code]
    assert set(entry) == {"id", "en"}
    assert names(entry["id"]) == names(entry["en"])
    assert not ACCUSING.search(entry["id"] + entry["en"])


@pytest.mark.parametrize("kind", sorted(TEXTS["finding"]))
def test_a_finding_has_fact_reasons_and_advice(kind: str) -> None:
    for text in TEXTS["finding"][kind].values():
        assert len(re.findall(r"[.](?:\s|$)", text)) >= 3, text
        assert len(text) <= 320


def test_every_code_in_the_sources_has_a_text() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py"))
    reasons = re.findall(r"(?:CannotCheck|NothingToCheck|_not_scanned)\(\s*\"(\w+)\"", sources)
    assert len(set(reasons)) >= 8
    for reason in reasons:
        assert reason in TEXTS["reason"] or reason in TEXTS["finding"], reason
    kinds = re.findall(r"(?:finding_text|_finding)\(\s*\"(\w+)\"", sources)
    assert set(kinds) <= known_findings()
    for code in re.findall(r"_refuse\(\s*\"(\w+)\"", sources):
        assert code in TEXTS["refusal"]


def test_what_a_file_holds_has_a_name() -> None:
    for code in {*KINDS, *(code for _, _, code in _SIGNATURES), "script", "html", "iso"}:
        assert content_name(code).id != code.upper()
    assert content_name("xcf").en == "XCF"
    assert content_name("") == content_name(None)


def test_an_unknown_reason_reads_as_a_fault() -> None:
    assert reason_text("apa saja") == reason_text("fault")


def test_an_unknown_finding_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        finding_text("apa saja")
