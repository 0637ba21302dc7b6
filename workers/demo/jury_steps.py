"""What the centre and the jury do in the demo."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from award.domain.transitions import transit
from award.models import Application, Season
from award.queries.instruments import indicators_of
from directory.enums import RoleKind
from jury.domain.closing import close, propose_closing
from jury.domain.conflicts import declare
from jury.domain.decisions import Choice, decide_each, publish
from jury.domain.hearings import carry_out, open_hearing, propose_consequence
from jury.domain.panels import add_applications, make_panel, seat_juror
from jury.domain.scoring import open_sheet, save_score, seal
from jury.models import Panel, Seat
from verification.queries.basis import latest_verifications
from workers.demo.cast import Cast

NUMBER = "M.HH-00.HA.03.07/{year} (contoh)"


def form_panel(cast: Cast, season: Season, name: str, applications: Iterable[Application]) -> Panel:
    """The secretary forms a panel of all three jurors."""
    secretary = cast.actor(RoleKind.JURY_SECRETARY)
    panel = make_panel(season=season, name=name, by=secretary)
    add_applications(panel=panel, application_ids=[a.pk for a in applications], by=secretary)
    for person in cast.people[RoleKind.JUROR, ""]:
        seat_juror(panel=panel, person=person, by=secretary)
    return panel


def declare_all(cast: Cast, panel: Panel, applications: Iterable[Application]) -> None:
    """Each juror declares that there is no conflict."""
    for number, person in enumerate(cast.people[RoleKind.JUROR, ""]):
        seat = Seat.objects.get(panel=panel, person=person)
        for application in applications:
            declare(
                seat_id=seat.pk,
                application_id=application.pk,
                conflict=None,
                by=cast.actor(RoleKind.JUROR, "", number),
            )


def score(cast: Cast, application: Application, *, jurors: int = 3) -> None:
    """Jurors score as the Kanwil found it, one of them a little more severely, and seal."""
    found = latest_verifications(application)
    for number in range(jurors):
        marks = {code: (row.value, "") for code, row in found.items()}
        if number == 2:
            first = indicators_of(application)[0]
            marks[first.code] = first.scale.answers[1].code, "Belum lengkap."
        fill_sheet(cast, application, number, marks)


def fill_sheet(
    cast: Cast, application: Application, juror: int, marks: Mapping[str, tuple[str, str]]
) -> None:
    """One juror fills a sheet, with a mark and a comment for each indicator, and seals it."""
    by = cast.actor(RoleKind.JUROR, "", juror)
    sheet = open_sheet(application_id=application.pk, by=by)
    for indicator in indicators_of(application):
        value, comment = marks[indicator.code]
        save_score(
            sheet_id=sheet.pk,
            indicator=indicator.code,
            value=value,
            comment=comment,
            expected_version=0,
            by=by,
        )
    seal(sheet_id=sheet.pk, by=by)


def close_panel(cast: Cast, panel: Panel) -> None:
    """Chair and secretary close the scoring."""
    proposal = propose_closing(panel=panel, by=cast.actor(RoleKind.JURY_CHAIR))
    close(
        proposal_id=proposal.pk,
        digest=proposal.digest,
        by=cast.actor(RoleKind.JURY_SECRETARY),
    )


def decide_on(
    cast: Cast, season: Season, awards: Iterable[tuple[Application, bool]], *, on: date
) -> None:
    """The centre decides, under embargo, on each whether it is awarded."""
    refused = decide_each(
        season=season,
        choices=[_choice(application, award=award) for application, award in awards],
        number=NUMBER.format(year=season.year),
        on=on,
        by=cast.actor(RoleKind.CENTRE_ADMIN),
    )
    for why in refused.values():
        raise why


def _choice(application: Application, *, award: bool) -> Choice:
    return Choice(
        application_id=application.pk,
        award=award,
        reasons="Nilai dan semua minimum tercapai." if award else "Nilai belum mencapai batas.",
        expected_version=application.version,
    )


def announce(cast: Cast, season: Season, on: date) -> None:
    """The season's decisions are published."""
    publish(
        season_id=season.pk,
        number=NUMBER.format(year=season.year),
        on=on,
        expected_version=season.version,
        by=cast.actor(RoleKind.CENTRE_ADMIN),
    )


def not_assessable(cast: Cast, application: Application) -> None:
    """The centre ends an application that cannot be assessed."""
    transit(
        application_id=application.pk,
        edge="decide_not_assessable",
        by=cast.actor(RoleKind.CENTRE_ADMIN),
        expected_version=application.version,
        reason="Layanan unit dipindahkan selama setahun.",
    )


def hear(cast: Cast, application: Application, charge: str) -> None:
    """The centre asks the unit to answer a charge."""
    open_hearing(application_id=application.pk, charge=charge, by=cast.actor(RoleKind.CENTRE_ADMIN))


def conclude(cast: Cast, application: Application, reason: str, number: str = "") -> None:
    """Two people draw the consequence once the days to answer ran out."""
    hearing = application.hearings.get(closed_at=None)
    proposal = propose_consequence(
        hearing=hearing,
        reason=reason,
        by=cast.actor(RoleKind.CENTRE_ADMIN),
        number=number,
        on=timezone.localdate() if number else None,
    )
    carry_out(proposal_id=proposal.pk, digest=proposal.digest, by=cast.actor(RoleKind.JURY_CHAIR))
