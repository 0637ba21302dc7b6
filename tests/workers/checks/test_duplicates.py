from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.workers.checks import makers
from workers.checks.duplicates import Known, Prover, Scope, duplicates, matches, scope_of
from workers.checks.file import File
from workers.checks.finding import Severity, Status
from workers.checks.fingerprint import fingerprint
from workers.checks.pairs.compare import Compared
from workers.checks.pairs.pair import Evidence, Pair, PairRelation

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
        ("exact_same_application", Severity.HIGH, "same"),
        ("exact_other_season", Severity.HIGH, "season"),
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


def proving(relation: PairRelation, *, share: float = 1.0) -> Prover:
    """A prover that answers the same of every candidate."""
    pair = Pair(
        relation=relation,
        evidence=Evidence(inliers=99, blocks=50, alike=1.0, correlation=0.97, drift=0.1),
        transform=((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        first=((0, 0), (9, 0), (9, 9)),
        second=((1, 1), (8, 1), (8, 8)),
        first_share=share,
        second_share=share,
    )
    return lambda others: [Compared(pair=pair)] * len(others)


def refusing(reason: str, which: int = 0, asked: list[str] | None = None) -> Prover:
    """A prover that cannot compare anything, and notes what it was asked for."""

    def prove(others: Sequence[Known]) -> list[Compared]:
        if asked is not None:
            asked.extend(other.reference for other in others)
        return [Compared(pair=None, reason=reason, which=which)] * len(others)

    return prove


@pytest.mark.parametrize(
    ("relation", "share", "kind", "severity"),
    [
        (PairRelation.IDENTICAL, 1.0, "near_other_unit", Severity.HIGH),
        (PairRelation.NEAR_DUPLICATE, 0.9, "near_other_unit", Severity.HIGH),
        (PairRelation.PART_OF, 0.4, "part_other_unit", Severity.HIGH),
        (PairRelation.PART_OF, 0.1, "part_other_unit", Severity.MEDIUM),
        (PairRelation.SAME_SCENE, 0.9, "same_scene", Severity.INFO),
        (PairRelation.UNRELATED, 0.0, "near_other_unit", Severity.INFO),
    ],
)
def test_what_the_pixels_say_decides(
    relation: PairRelation, share: float, kind: str, severity: Severity
) -> None:
    other = known("copy", COPY, application="a2", unit="u2")
    _, near = duplicates(OWN, [other], proving(relation, share=share))
    (finding,) = near.findings
    assert (finding.kind, finding.severity) == (kind, severity)
    if relation is not PairRelation.UNRELATED:
        assert finding.region is not None
        assert finding.region.polygon == ((0, 0), (9, 0), (9, 9))
        assert finding.region.other_polygon == ((1, 1), (8, 1), (8, 8))
    assert finding.facts["relation"] == relation.value
    # A note accuses nobody and stands on no rates of forgeries.
    assert (finding.strength is None) == (
        relation in {PairRelation.SAME_SCENE, PairRelation.IDENTICAL}
    )


def test_a_pair_that_could_not_be_compared_stays_a_question_of_medium() -> None:
    _, near = duplicates(OWN, [known("copy", COPY)], refusing("memory"))
    (finding,) = near.findings
    assert finding.severity is Severity.MEDIUM
    assert finding.facts["not_compared"] == "memory"


def test_a_distant_hash_is_a_candidate_and_no_finding_without_proof() -> None:
    assert OWN.fingerprint is not None
    first, *rest = OWN.fingerprint.hashes
    far = f"{int(first, 16) ^ ((1 << 50) - 1):064x}"
    other = known("far", OTHER)
    other = replace(other, fingerprint=replace(OWN.fingerprint, hashes=(far, *rest)))
    lonely = replace(OWN, fingerprint=replace(OWN.fingerprint, hashes=(first,) * 8))
    assert [m.likeness.bits for m in matches(lonely, [other]) if m.likeness] == [50]
    assert duplicates(lonely, [other])[1].findings == ()
    assert duplicates(lonely, [other], proving(PairRelation.UNRELATED))[1].findings == ()
    (proven,) = duplicates(lonely, [other], proving(PairRelation.NEAR_DUPLICATE))[1].findings
    assert proven.severity is Severity.HIGH


def test_only_the_nearest_are_proven() -> None:
    asked: list[str] = []
    copies = [known(f"copy{number}", COPY) for number in range(9)]
    duplicates(OWN, copies, refusing("timeout", asked=asked))
    assert len(asked) == 6


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


SHARED = replace(known("page", OTHER, application="a2", unit="u2"), places={"": 40})


def test_a_part_that_only_the_bank_saw_is_told_by_its_pixels() -> None:
    _, near = duplicates(OWN, [SHARED], proving(PairRelation.PART_OF, share=0.4))
    (finding,) = near.findings
    assert (finding.kind, finding.severity) == ("part_other_unit", Severity.HIGH)
    assert finding.facts["shared_places"] == 40
    assert "bits" not in finding.facts
    assert duplicates(OWN, [SHARED], proving(PairRelation.UNRELATED))[1].findings == ()
    assert duplicates(OWN, [SHARED])[1].findings == ()


@pytest.mark.parametrize(
    ("which", "status"),
    [(0, Status.COULD_NOT_CHECK), (1, Status.COULD_NOT_CHECK), (2, Status.DONE)],
)
def test_a_part_that_could_not_be_compared_is_not_passed_over(which: int, status: Status) -> None:
    _, near = duplicates(OWN, [SHARED], refusing("timeout", which))
    assert near.findings == ()
    assert near.status is status
    assert near.reason == ("timeout" if status is Status.COULD_NOT_CHECK else "")


def test_places_of_another_part_are_not_one_s_own() -> None:
    other = replace(SHARED, places={"3/1": 40})
    assert list(matches(OWN, [other])) == []


def test_where_parts_could_not_be_sought_the_check_says_so() -> None:
    own = replace(OWN, parts_reason="timeout")
    _, near = duplicates(own, [known("copy", COPY, application="a2", unit="u2")])
    assert (near.status, near.reason) == (Status.COULD_NOT_CHECK, "timeout")
    assert [f.kind for f in near.findings] == ["near_other_unit"]


def test_what_shares_most_is_proven_first() -> None:
    asked: list[str] = []
    few = replace(known("few", OTHER), places={"": 6})
    duplicates(OWN, [few, known("copy", COPY), SHARED], refusing("timeout", asked=asked))
    assert asked == ["copy", "page", "few"]
