"""The demo's seasons leave each thing to be tried that the application can do."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from award.domain.seasons import advance
from award.enums import SeasonState, State
from award.models import Application, Season
from directory.actors import Actor
from directory.enums import RoleKind
from directory.models import Person, Region
from directory.queries.roles import holders, today
from jury.domain.decisions import decide, publish
from jury.domain.objections import file_objection, window_ends
from jury.models import Objection
from tests.directory.factories import make_region
from workers.demo import seeding
from workers.demo.accounts import write_accounts
from workers.demo.cast import UNITS, gather
from workers.demo.plans import Plan, Stop


def head(application: Application) -> Actor:
    return Actor(holders(RoleKind.UNIT_HEAD, unit=application.unit).get())


@pytest.mark.django_db
def test_an_account_is_told_for_everybody_of_the_centre_and_each_kanwil(tmp_path: Path) -> None:
    make_region()  # and with it all the others
    cast = gather("rahasia")
    write_accounts(cast, tmp_path / "accounts.txt", undecided=2024)
    text = (tmp_path / "accounts.txt").read_text()
    for person in Person.objects.exclude(roles__kind__in=("unit_head", "unit_operator")):
        assert person.email in text
    for region in Region.objects.filter(code__in={row[0] for row in UNITS}):
        assert f"\n{region.name}\n" in text
    assert "rahasia" in text


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_season_can_be_decided_and_published_and_an_outcome_objected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_region()
    call_command("load_instruments", verbosity=0)
    monkeypatch.setattr(seeding, "UNDECIDED", {11: Plan(Stop.SCORED, met=0)})
    monkeypatch.setattr(seeding, "LAST_YEAR", {7: Plan(Stop.NOT_AWARDED, met=0)})
    rejected = {14: Plan(Stop.NOT_PASSED, met=0), 18: Plan(Stop.SCORED, met=0)}
    monkeypatch.setattr(seeding, "THIS_YEAR", rejected)
    seeding.fill()

    undecided, _last, running = Season.objects.order_by("year")
    told = running.applications.get(state=State.NOT_PASSED)
    ends = window_ends(told)
    assert ends is not None
    assert ends > timezone.now() + timedelta(days=7)
    file_objection(application_id=told.pk, text="Foto kami ada.", by=head(told))

    admin = Actor(holders(RoleKind.CENTRE_ADMIN).order_by("email").first())
    scored = undecided.applications.get(state=State.SCORED)
    decide(
        application_id=scored.pk,
        award=False,
        number="1",
        on=today(),
        reasons="Belum tercapai.",
        expected_version=scored.version,
        by=admin,
    )
    undecided = Season.objects.get(pk=undecided.pk)
    decided = advance(
        season_id=undecided.pk,
        to=SeasonState.DECIDED,
        by=admin,
        expected_version=undecided.version,
    )
    publish(
        season_id=undecided.pk,
        number="2",
        on=today(),
        expected_version=decided.version,
        by=admin,
    )
    file_objection(application_id=scored.pk, text="Nilai kami kurang.", by=head(scored))
    assert Objection.objects.count() == 2
