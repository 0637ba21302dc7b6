"""The list of the demo's accounts, for the person at the terminal."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from directory.enums import RoleKind
from directory.models import Region
from workers.demo.cast import CENTRE, IN_REGION, Cast

UNITS_SHOWN = (4, 5, 3, 2, 8, 11, 14)  # places in UNITS: one for each thing a unit does
# Places in UNITS of those whose heads may object: after the publication, and at once.
AWARDED_SOON, NOT_PASSED = 2, 14


def write_accounts(cast: Cast, path: Path, *, undecided: int) -> None:
    """Write who can sign in, readable by the owner of the data folder alone.

    `undecided` is the year of the season in which deciding and publishing can be tried.
    """
    lines = [f"Kata sandi semua akun / password of all accounts: {cast.password}"]
    lines += [*_centre(cast), *_regions(cast), *_units(cast), *_to_try(cast, undecided)]
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")


def _centre(cast: Cast) -> Iterator[str]:
    """Everybody of the centre: two admins, and a panel of three."""
    yield from ("", "Pusat / centre")
    yield from _lines(cast, dict.fromkeys(kind for kind, _name in CENTRE), "")


def _regions(cast: Cast) -> Iterator[str]:
    """Head, secretariat and the whole team of each Kanwil."""
    for region in Region.objects.filter(code__in={scope for _kind, scope in cast.people}):
        yield from ("", region.name)
        yield from _lines(cast, dict.fromkeys(kind for kind, _name in IN_REGION), region.code)


def _units(cast: Cast) -> Iterator[str]:
    for place in UNITS_SHOWN:
        unit = cast.units[place]
        yield from ("", f"{unit.name} ({unit.region.name})")
        yield from _lines(cast, (RoleKind.UNIT_HEAD, RoleKind.UNIT_OPERATOR), unit.work_unit_code)


def _lines(cast: Cast, kinds: Iterable[RoleKind], scope: str) -> Iterator[str]:
    for kind in kinds:
        for person in cast.people[kind, scope]:
            yield f"  {kind.label:28} {person.email:44} {person.name}"


def _to_try(cast: Cast, undecided: int) -> Iterator[str]:
    """What can be done only in this order, by whom and where."""
    soon, now = (_head(cast, place) for place in (AWARDED_SOON, NOT_PASSED))
    admin = cast.people[RoleKind.CENTRE_ADMIN, ""][0].email
    yield from ("", "Dapat dicoba / to try")
    yield f"  P2HAM {undecided}: {admin} menetapkan dan mengumumkan / decides and publishes,"
    yield f"      lalu {soon} mengajukan keberatan / then objects"
    yield f"  P2HAM {undecided + 2}: {now} mengajukan keberatan / objects to not having passed"


def _head(cast: Cast, place: int) -> str:
    [head] = cast.people[RoleKind.UNIT_HEAD, cast.units[place].work_unit_code]
    return head.email
