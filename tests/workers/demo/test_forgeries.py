"""What the demo plants is what the checks are there to see, each with a place to look at."""

from datetime import UTC, datetime

from workers.checks.context import Context
from workers.checks.examine import examine
from workers.checks.pairs.compare import compare_files
from workers.checks.pairs.pair import PairRelation
from workers.checks.pdf.sheets import sheets
from workers.demo.forgeries import altered_list, cloned, cropped
from workers.demo.pictures import photograph

PHOTO = photograph(scene=7, taken=datetime(2026, 5, 1, 9, tzinfo=UTC))


def test_a_list_with_another_number_shows_both_versions() -> None:
    report = examine(altered_list(), Context(name="daftar.pdf"))
    found = [f for outcome in report.outcomes for f in outcome.findings]
    (changed,) = [f for f in found if f.kind == "earlier_version"]
    assert '"28" menjadi "128"' in changed.explanation.id
    before, after = sheets(altered_list(), 1)
    assert before.facts["boxes"] == []
    assert len(after.facts["boxes"]) == 1


def test_a_cut_photograph_is_found_with_its_place() -> None:
    pair = compare_files(cropped(PHOTO), PHOTO).pair
    assert pair is not None
    assert pair.relation is PairRelation.NEAR_DUPLICATE
    assert len(pair.second) >= 4


def test_a_cloned_photograph_shows_both_parts() -> None:
    report = examine(cloned(PHOTO), Context(name="foto.jpg"))
    found = [f for outcome in report.outcomes for f in outcome.findings]
    (twice,) = [f for f in found if f.kind == "copied_inside"]
    assert twice.region is not None
    assert twice.region.polygon
    assert twice.region.other_polygon
    assert report.preview_size == (640, 480)
