"""What to mend first stands on the result's page as in the report card, and never before it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from award.enums import State
from award.queries.instruments import indicators_of
from directory.enums import RoleKind
from directory.models import Person
from jury.domain.papers.report_card import report_data
from jury.enums import Outcome
from jury.figures import read
from jury.models import Decision, ReportCard
from jury.pages.mends import mends_table
from record.domain.blobs import register
from tests.directory.factories import make_holder
from tests.jury.worlds import BEST, WORST, Jury, client
from tests.verification.situations import Region3, make_decree, pdf, put
from verification.models import IndicatorVerification

pytestmark = pytest.mark.django_db
TITLE = "Yang perlu dibenahi lebih dahulu"


def page(world: Jury, person: Person | None = None) -> str:
    url = reverse("jury:result", args=[world.application.pk])
    return client(person or world.head()).get(url).content.decode()


def carded(decision: Decision) -> None:
    """The report card as the background leaves it."""
    ReportCard.objects.create(decision=decision, blob=register(pdf("Rapor")), at=decision.at)


def found_at_worst(world: Jury) -> None:
    """The Kanwil's values, each the last of its scale."""
    row = world.application
    decree = make_decree(Region3(region=row.region), world.season)
    given = {"application": row, "decree": decree, "by": world.admin, "at": timezone.now()}
    IndicatorVerification.objects.bulk_create(
        IndicatorVerification(
            indicator=each.code, version=1, value=each.scale.answers[-1].code, basis="0", **given
        )
        for each in indicators_of(row)
    )


def test_the_page_repeats_the_report_card() -> None:
    world = Jury(units=1)
    world.score(BEST, BEST, WORST)
    world.close()
    world.decide(award=False)
    decision = world.application.decisions.get()
    assert TITLE not in page(world), "under embargo there is no result at all"
    world.publish()
    assert TITLE not in page(world), "without a report card there is nothing to repeat"
    carded(decision)
    decision = Decision.objects.get(pk=decision.pk)
    table = mends_table(decision.application, decision)
    assert table is not None
    given: list[dict[str, str]] = report_data(decision)["mend"]  # type: ignore[assignment]
    assert given
    assert [row[1].value for row in table.rows] == [row["text"] for row in given]
    assert [row[2].value for row in table.rows] == ["+" + row["gain"] for row in given]
    places = [page(world).index(row["text"]) for row in given]
    assert places == sorted(places)
    head = make_holder(RoleKind.REGION_HEAD, region=world.application.region)
    assert TITLE in page(world, head)
    assert TITLE not in page(world, world.jurors[0])


def test_nothing_is_listed_where_all_is_best_or_the_team_works_on() -> None:
    world = Jury(units=1)
    world.published()
    decision = world.application.decisions.select_related("result").get()
    carded(decision)
    assert TITLE not in page(world), "all is best"
    decision.result = None
    found_at_worst(world)
    assert mends_table(world.application, decision) is not None, "by the Kanwil's values"
    put(world.application, State.UNDER_VERIFICATION, state_since=decision.at.replace(year=2200))
    assert mends_table(world.application, decision) is None


def test_a_disqualified_unit_reads_no_scores_on_its_report_card_either() -> None:
    world = Jury(units=1)
    world.published()
    decision = world.application.decisions.select_related("result").get()
    scored = report_data(decision)
    assert decision.result is not None
    assert scored["criteria"]
    assert scored["total"] == read(decision.result.total)
    decision.outcome = Outcome.DISQUALIFIED
    card = report_data(decision)
    assert [card[name] for name in ("total", "rank", "place")] == ["–"] * 3
    assert card["criteria"] == []
    rows: list[dict[str, str]] = card["indicators"]  # type: ignore[assignment]
    assert {row["jury"] for row in rows} == {"–"}
