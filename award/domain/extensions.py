"""More time, for one unit, a region or all, with a reason."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from award.domain.lock import hold
from award.domain.seasons import only_centre_admin
from award.domain.table import barred_from
from award.enums import DateKind, ExtensionScope
from award.errors import NotAllowed, Refused
from award.models import Application, Extension, Season
from award.queries.calendar import calendar_of
from award.queries.running import RUNNING, being_worked_on
from award.rules import someone
from directory.actors import Actor
from directory.models import Region, Unit
from record.domain.work import recorded

# A dotted path, as in `award.edges`: conflicts of interest are an app's above this one.
BARS = "jury.rules.has_conflict"
EXTENDABLE = (
    DateKind.SELF_ASSESSMENT_DUE,
    DateKind.TEAM_DUE,
    DateKind.EVIDENCE_DUE,
    DateKind.VERIFICATION_DUE,
    DateKind.FORWARDING_DUE,
    DateKind.SCORING_DUE,
)


def extend(
    *,
    season_id: int,
    kind: DateKind,
    until: datetime,
    reason: str,
    by: Actor,
    region: Region | None = None,
    unit: Unit | None = None,
) -> Extension:
    """Give more time until an instant later than the season's own; it stands in the ledger.

    Raises NotAllowed for anyone but a centre admin, and for one who has a conflict of interest with
    the one unit that would be given it; Refused without a reason, for a date that
    gives no time, or where nobody works to it: outside a running season only a unit that was
    sent back, by an upheld objection or the centre, is given more.
    """
    only_centre_admin(by)
    with recorded(actor=by.ledger) as work:
        season = Season.objects.select_for_update(no_key=True).get(pk=season_id)
        reached = _reached(season, region, unit)
        if unit is not None and barred_from([import_string(BARS)], by, reached):
            raise NotAllowed(_("Anda memiliki benturan kepentingan dengan UPT ini."))
        problems = [*_not_running(season, unit), *_problems(season, kind, until, reason)]
        if problems:
            raise Refused(problems)
        hold(reached)
        extension = Extension.objects.create(
            season=season,
            kind=kind,
            scope=_scope(region, unit),
            region=region,
            unit=unit,
            until=until,
            reason=reason.strip(),
            by=someone(by),
        )
        facts = {
            "kind": kind.value,
            "scope": extension.scope,
            "region": region.code if region else None,
            "unit": unit.work_unit_code if unit else None,
            "until": until,
            "reason": work.commitment(extension.reason),
        }
        work.event("extended", subject=f"season:{season.year}", facts=facts)
    return extension


def _reached(season: Season, region: Region | None, unit: Unit | None) -> QuerySet[Application]:
    """Whose time it is: none of them lapses any more while it is given."""
    if unit is not None:
        return season.applications.filter(unit=unit)
    if region is not None:
        return season.applications.filter(region=region)
    return season.applications.all()


def _scope(region: Region | None, unit: Unit | None) -> ExtensionScope:
    if unit is not None:
        return ExtensionScope.UNIT
    return ExtensionScope.REGION if region is not None else ExtensionScope.ALL


def extendable(season: Season) -> bool:
    """Whether anybody works to the season's dates: in a running one, or sent back afterwards."""
    return season.state in RUNNING or season.applications.filter(being_worked_on()).exists()


def _not_running(season: Season, unit: Unit | None) -> list[str]:
    if season.state in RUNNING:
        return []
    if unit is not None and season.applications.filter(being_worked_on(), unit=unit).exists():
        return []
    if extendable(season):
        return [_("Sesudah penetapan, hanya waktu satu UPT yang dibuka kembali dapat ditambah.")]
    return [_("Hanya batas waktu periode yang berjalan yang dapat diperpanjang.")]


def _problems(season: Season, kind: DateKind, until: datetime, reason: str) -> list[str]:
    problems = []
    if kind not in EXTENDABLE:
        problems.append(_("Tanggal ini tidak dapat diperpanjang."))
    base = calendar_of(season.pk).get(kind)
    if until <= timezone.now() or (base is not None and until <= base):
        problems.append(_("Batas baru harus sesudah batas semula dan belum lewat."))
    if not reason.strip():
        problems.append(_("Alasan wajib diisi."))
    return problems
