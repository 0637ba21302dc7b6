from dataclasses import replace

from tests.workers.checks import makers
from workers.checks.duplicates import Known, Scope, duplicates, matches, scope_of
from workers.checks.file import File
from workers.checks.finding import Severity, Status
from workers.checks.fingerprint import fingerprint

PHOTO = File(makers.jpeg(), "a.jpg")
COPY = File(makers.jpeg(quality=40), "b.jpg")
OTHER = File(makers.jpeg("coffee.png"), "c.jpg")


def known(reference: str, file: File, *, application: str = "a1", unit: str = "u1") -> Known:
    return Known(
        reference=reference,
        sha256=file.sha256,
        application=application,
        unit=unit,
        season="2024",
        fingerprint=fingerprint(file),
    )


OWN = known("own", PHOTO)


def test_where_the_other_file_is() -> None:
    assert scope_of(OWN, known("x", PHOTO)) is Scope.SAME_APPLICATION
    assert scope_of(OWN, known("x", PHOTO, application="a0")) is Scope.OTHER_SEASON
    assert scope_of(OWN, known("x", PHOTO, application="a2", unit="u2")) is Scope.OTHER_UNIT


def test_the_same_bytes_are_found_in_each_scope() -> None:
    candidates = [
        known("same", PHOTO),
        known("season", PHOTO, application="a0"),
        known("unit", PHOTO, application="a2", unit="u2"),
        known("nothing", OTHER),
    ]
    exact, near = duplicates(OWN, candidates)
    assert {(f.kind, f.severity, f.region.other if f.region else None) for f in exact.findings} == {
        ("exact_same_application", Severity.MEDIUM, "same"),
        ("exact_other_season", Severity.MEDIUM, "season"),
        ("exact_other_unit", Severity.HIGH, "unit"),
    }
    assert near.findings == ()
    assert near.status is Status.DONE


def test_a_recompressed_copy_is_a_near_duplicate_of_medium_at_most() -> None:
    exact, near = duplicates(OWN, [known("copy", COPY, application="a2", unit="u2")])
    assert exact.findings == ()
    (finding,) = near.findings
    assert (finding.kind, finding.severity) == ("near_other_unit", Severity.MEDIUM)
    assert finding.facts["bits"] <= 31
    assert finding.strength is not None
    assert finding.strength.honest == 77_421


def test_a_file_is_not_a_duplicate_of_itself() -> None:
    assert list(matches(OWN, [OWN])) == []


def test_the_explanation_names_neither_file_nor_unit() -> None:
    exact, _ = duplicates(OWN, [known("rahasia", PHOTO, application="a2", unit="u-lain")])
    for text in (exact.findings[0].explanation.id, exact.findings[0].explanation.en):
        assert "rahasia" not in text
        assert "u-lain" not in text


def test_only_the_nearest_are_kept_and_all_are_counted() -> None:
    copies = [
        known(f"copy{quality}", File(makers.jpeg(quality=quality), "a.jpg"))
        for quality in (30, 20, 80, 70, 60)
    ]
    _, near = duplicates(OWN, copies)
    assert len(near.findings) == 3
    assert near.facts == {"matches": 5}
    bits = [finding.facts["bits"] for finding in near.findings]
    assert bits == sorted(bits)


def test_without_a_fingerprint_the_bytes_are_still_compared() -> None:
    document = replace(OWN, fingerprint=None, reason="other_kind")
    exact, near = duplicates(document, [known("same", PHOTO)])
    assert len(exact.findings) == 1
    assert (near.status, near.reason) == (Status.SKIPPED, "other_kind")
    damaged = replace(OWN, fingerprint=None, reason="damaged")
    assert duplicates(damaged, [])[1].status is Status.COULD_NOT_CHECK
