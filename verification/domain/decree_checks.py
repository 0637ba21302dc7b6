"""Everything that can be wrong with a decree before it is registered."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from award.edges import MOVING
from award.enums import SeasonState
from award.queries.instruments import instrument_of
from directory.enums import UNIT_KINDS
from directory.models import Person, Role
from directory.queries.roles import not_over, today
from verification.domain.decree_draft import LONGEST_NUMBER, DecreeDraft
from verification.enums import Issuer, TeamFunction
from verification.models import Decree
from verification.queries.team import verifier_roles

# After the decision, too: an upheld objection may outlive the team's decree.
OPEN_SEASONS = (SeasonState.PREPARED, *MOVING)


def problems_of(draft: DecreeDraft, *, replaces: Decree | None = None) -> list[str]:
    """Why the decree cannot be registered; empty means it can."""
    return [
        *_season(draft),
        *_number(draft),
        *_issuer(draft),
        *_days(draft, replaces),
        *_units(draft),
        *_team(draft),
        *_people(draft),
        *_overlaps(draft, replaces),
    ]


def _season(draft: DecreeDraft) -> Iterator[str]:
    if draft.season.state not in OPEN_SEASONS:
        yield _("Periode ini sudah selesai; SK tim tidak dapat didaftarkan lagi.")


def _number(draft: DecreeDraft) -> Iterator[str]:
    number = draft.plain_number
    if not number or len(number) > LONGEST_NUMBER or not number.isprintable():
        yield _("Isi nomor SK, paling panjang %(most)d huruf.") % {"most": LONGEST_NUMBER}
    elif Decree.objects.filter(region=draft.region, number__iexact=number).exists():
        yield _("SK nomor %(number)s sudah terdaftar di Kanwil ini.") % {"number": number}


def _issuer(draft: DecreeDraft) -> Iterator[str]:
    wanted = Issuer(instrument_of(draft.season).decree_issuer)
    if draft.issuer != wanted:
        text = _("Instrumen ini mensyaratkan SK tim dari %(wanted)s.")
        yield text % {"wanted": wanted.label}


def _days(draft: DecreeDraft, replaces: Decree | None) -> Iterator[str]:
    if draft.dated > today():
        yield _("Tanggal SK tidak boleh di masa depan.")
    if draft.starts < draft.dated:
        yield _("Masa berlaku tidak boleh dimulai sebelum tanggal SK.")
    if draft.last_day < draft.starts:
        yield _("Masa berlaku berakhir sebelum dimulai.")
    elif draft.last_day < today():
        yield _("Masa berlaku SK ini sudah berakhir.")
    if replaces is not None and draft.starts > today():
        yield _("SK pengganti harus sudah berlaku hari ini.")


def _units(draft: DecreeDraft) -> Iterator[str]:
    instrument = instrument_of(draft.season)
    for unit in draft.units:
        if unit.region_id != draft.region.pk or not instrument.assesses(unit.unit_type):
            text = _("%(unit)s tidak dinilai di Kanwil ini pada periode ini.")
            yield text % {"unit": unit.name}


def _team(draft: DecreeDraft) -> Iterator[str]:
    people = [named.person.pk for named in draft.members]
    leaders = [n for n in draft.members if n.function == TeamFunction.LEADER]
    least = instrument_of(draft.season).process.team_size_min
    if len(leaders) != 1:
        yield _("Tim harus memiliki tepat satu ketua.")
    if len(set(people)) != len(people):
        yield _("Satu orang disebut lebih dari sekali.")
    if len(set(people)) < least:
        yield _("Tim harus terdiri atas sedikitnya %(least)d orang.") % {"least": least}


def _people(draft: DecreeDraft) -> Iterator[str]:
    people = Person.objects.filter(pk__in=[named.person.pk for named in draft.members])
    day = max(today(), draft.starts)
    verifying = verifier_roles(draft.region.pk, day).filter(person=OuterRef("pk"))
    for person in people.filter(~Exists(verifying) | Q(is_active=False)):
        text = _("%(name)s bukan verifikator Kanwil ini pada tanggal mulai berlaku.")
        yield text % {"name": person.name}
    for role in _roles_in_covered_units(draft).filter(person__in=people):
        text = _("%(name)s bertugas di %(unit)s, UPT yang dinilai.")
        yield text % {"name": role.person.name, "unit": role.unit.name if role.unit else ""}


def _roles_in_covered_units(draft: DecreeDraft) -> QuerySet[Role]:
    roles = Role.objects.filter(not_over(), kind__in=sorted(UNIT_KINDS))
    roles = roles.select_related("person", "unit")
    if draft.units:
        return roles.filter(unit__in=draft.units)
    types = instrument_of(draft.season).unit_types
    return roles.filter(unit__region=draft.region, unit__unit_type__in=types)


def _overlaps(draft: DecreeDraft, replaces: Decree | None) -> Iterator[str]:
    """Two decrees for all of a region, or two that name the same unit, in the same days.

    One that names a unit may stand beside the region's: it goes before it for that unit. What
    lies before now no longer matters: a decree that was ended makes room for the next.
    """
    others = Decree.objects.filter(
        season=draft.season,
        region=draft.region,
        valid_from__lt=draft.valid_until,
        valid_until__gt=max(draft.valid_from, timezone.now()),
    )
    if replaces is not None:
        others = others.exclude(pk=replaces.pk)
    same = others.filter(units__in=draft.units) if draft.units else others.filter(units=None)
    for other in same.distinct():
        text = _("Masa berlakunya bertumpang tindih dengan SK %(number)s.")
        yield text % {"number": other.number}
