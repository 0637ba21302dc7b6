"""Whether a decree may work on an application."""

from uuid import UUID

from django.utils.translation import gettext as _

from award.given import Given
from award.models import Application
from award.queries.instruments import instrument_of
from verification.enums import Issuer, TeamFunction
from verification.models import Decree, DecreeMember
from verification.queries.conflicts import in_conflict
from verification.queries.team import members_in_force


def decree_fits(application: Application, given: Given) -> list[str]:
    """The decree named in `data["decree"]`: in force, of the right issuer, for this unit, whole."""
    decree = _decree(given.data.get("decree"))
    if decree is None:
        return [_("Pilih SK tim verifikasi.")]
    if not decree.in_force(given.at):
        return [_("SK %(number)s tidak (lagi) berlaku.") % {"number": decree.number}]
    members = list(members_in_force(decree, given.at))
    return [
        *wrong_issuer(decree, application),
        *_not_covering(decree, application),
        *_team_too_small(members, application),
        *_conflicts(members, application),
    ]


def wrong_issuer(decree: Decree, application: Application) -> list[str]:
    """A line where somebody else issued the decree than the instrument asks for."""
    wanted = Issuer(instrument_of(application.season).decree_issuer)
    if decree.issuer == wanted:
        return []
    text = _("Instrumen ini mensyaratkan SK tim dari %(wanted)s, bukan dari %(issuer)s.")
    return [text % {"wanted": wanted.label, "issuer": decree.get_issuer_display()}]


def _decree(pk: object) -> Decree | None:
    try:
        return Decree.objects.filter(pk=UUID(str(pk))).first()
    except ValueError:
        return None


def _not_covering(decree: Decree, application: Application) -> list[str]:
    named = set(decree.units.values_list("pk", flat=True))
    if (
        decree.season_id == application.season_id
        and decree.region_id == application.region_id
        and (not named or application.unit_id in named)
    ):
        return []
    text = _("SK %(number)s tidak mencakup %(unit)s pada periode ini.")
    return [text % {"number": decree.number, "unit": application.unit.name}]


def _team_too_small(members: list[DecreeMember], application: Application) -> list[str]:
    reasons = []
    least = instrument_of(application.season).process.team_size_min
    if len(members) < least:
        text = _("Tim harus terdiri atas sedikitnya %(least)d orang; yang aktif %(count)d orang.")
        reasons.append(text % {"least": least, "count": len(members)})
    if not any(member.function == TeamFunction.LEADER for member in members):
        reasons.append(_("Tim tidak memiliki ketua yang aktif."))
    return reasons


def _conflicts(members: list[DecreeMember], application: Application) -> list[str]:
    people = in_conflict(application, [member.person for member in members])
    text = _("%(name)s bertugas atau belum lama bertugas di %(unit)s.")
    return [text % {"name": person.name, "unit": application.unit.name} for person in people]
