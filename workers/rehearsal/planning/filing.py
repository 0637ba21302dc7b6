"""Which files each unit hands in, what is false among them, and their bytes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle, islice
from random import Random
from typing import NamedTuple

from criteria.instrument import Indicator
from workers.demo.forgeries import altered_list, cloned, cropped
from workers.demo.pictures import document, photograph, recompressed
from workers.rehearsal.planning.course import UPLOADED
from workers.rehearsal.planning.forging import Forgery
from workers.rehearsal.planning.order import Order
from workers.rehearsal.planning.words import letter

ONE_FORGED_OF = 10
HOURS = (2, 24 * 60)  # before the day of the upload; all in the season
Place = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class PlannedFile:
    """One file. `scene` decides what it shows, `hours` how long before the upload it was made.

    `forged` is what was done to it, `source` the file it was made from where there is one. `enough`
    says that its indicator has as many files as it needs.
    """

    unit: int
    indicator: str
    number: int
    scene: int
    hours: int
    place: Place
    document: bool = False
    enough: bool = False
    forged: Forgery | None = None
    source: "PlannedFile | None" = None

    @property
    def kind(self) -> str:
        """The ending of its name."""
        return "pdf" if self.document else "jpg"

    @property
    def honest(self) -> bool:
        return self.forged is None


class Taker(NamedTuple):
    """A unit to which files are dealt: what it is asked (nothing: it gets no files), where it is.

    One that `forges` does so for certain, besides every second unit. From the photographs of one
    that `lends` others forge: all that it is dealt is handed in one day.
    """

    asked: Sequence[Indicator]
    place: Place
    forges: bool
    lends: bool


def dealt(order: Order, takers: Sequence[Taker]) -> list[tuple[PlannedFile, ...]]:
    """The files of each unit; each kind of forgery comes in turn."""
    kinds = cycle(Forgery)
    units = [_Unit(number, taker.place, taker.asked) for number, taker in enumerate(takers)]
    false = [
        max(1, order.files // ONE_FORGED_OF) if taker.asked and (taker.forges or n % 2 == 0) else 0
        for n, taker in enumerate(takers)
    ]
    honest = [
        list(_honest(order, unit, order.files - false[n])) if unit.indicators else []
        for n, unit in enumerate(units)
    ]
    pool = _Pool(honest, [taker.lends for taker in takers])
    return [
        (*honest[n], *_forged(order, unit, false[n], pool, kinds)) for n, unit in enumerate(units)
    ]


class _Unit:
    """A unit while files are dealt to it: how many each indicator has, against what it may have."""

    def __init__(self, number: int, place: Place, indicators: Sequence[Indicator]) -> None:
        self.number, self.place, self.indicators = number, place, indicators
        self.used = {indicator.code: 0 for indicator in indicators}

    def take(self, indicator: Indicator) -> int:
        """The number of a further file under it, from 0."""
        self.used[indicator.code] += 1
        return self.used[indicator.code] - 1

    def with_room(self) -> list[Indicator]:
        return [i for i in self.indicators if self.used[i.code] < i.evidence.count_max]


class _Pool:
    """The honest photographs of all units, for forgeries to be made from."""

    def __init__(self, honest: Sequence[Sequence[PlannedFile]], lends: Sequence[bool]) -> None:
        self.photos = [[file for file in mine if not file.document] for mine in honest]
        self.lent = [mine if lent else [] for mine, lent in zip(self.photos, lends, strict=True)]

    def sources(self, forgery: Forgery, unit: int) -> Sequence[PlannedFile | None]:
        """What a unit could make it from: None where nothing is needed, nothing where all lacks."""
        if forgery.borrowed:
            return [file for n, mine in enumerate(self.lent) if n != unit for file in mine]
        return self.photos[unit] if forgery.changes_own else [None]


def _honest(order: Order, unit: _Unit, count: int) -> Iterator[PlannedFile]:
    """First as many indicators as can be shown wholly, then a further file for each in turn."""
    draw = _chance(order, "files", unit)
    shuffled = list(unit.indicators)
    draw.shuffle(shuffled)
    shown = []
    for indicator in shuffled:
        needed = indicator.evidence.count_min
        if needed <= count:
            count -= needed
            shown.append(indicator)
            for _ in range(needed):
                yield _file(draw, unit, indicator, enough=True)
    while count > 0 and (free := unit.with_room()):
        for indicator in [i for i in shown if i in free] or free:
            if count > 0:
                count -= 1
                yield _file(draw, unit, indicator)


def _file(draw: Random, unit: _Unit, indicator: Indicator, *, enough: bool = False) -> PlannedFile:
    """A further honest file: of what counts where it is to be enough, else of either kind."""
    evidence = indicator.evidence
    kinds = evidence.counted_kinds if enough else evidence.kinds
    either = not enough and unit.used[indicator.code] % 2 == 1
    document = "photo" not in kinds or (either and "document" in kinds)
    return replace(_drawn(draw, unit, indicator), document=document, enough=enough)


def _forged(
    order: Order, unit: _Unit, count: int, pool: _Pool, kinds: Iterator[Forgery]
) -> Iterator[PlannedFile]:
    """So many forgeries of the next kinds that the unit can be given at all."""
    draw = _chance(order, "forged", unit)
    for _ in range(count):
        for forgery in islice(kinds, len(Forgery)):
            sources = pool.sources(forgery, unit.number)
            free = [indicator for indicator in unit.with_room() if _takes(indicator, forgery)]
            if free and sources:
                break
        else:
            return
        source = draw.choice(sources)
        apart = [i for i in free if source is None or i.code != source.indicator]
        indicator = draw.choice(apart or free)
        made_up = _drawn(draw, unit, indicator)
        yield replace(made_up, document=forgery.document, forged=forgery, source=source)


def _drawn(draw: Random, unit: _Unit, indicator: Indicator) -> PlannedFile:
    """A further file of the unit under the indicator, of what it shows and when by chance."""
    return PlannedFile(
        unit=unit.number,
        indicator=indicator.code,
        number=unit.take(indicator),
        scene=draw.getrandbits(62),
        hours=draw.randrange(*HOURS),
        place=unit.place,
    )


def _chance(order: Order, what: str, unit: _Unit) -> Random:
    return Random(f"{order.seed}/{what}/{unit.number}")  # noqa: S311 - it is to be repeated


def _takes(indicator: Indicator, forgery: Forgery) -> bool:
    return ("document" if forgery.document else "photo") in indicator.evidence.kinds


def made(file: PlannedFile) -> bytes:
    """Its bytes, the same whenever they are made."""
    if file.forged is not None:
        return _MADE[file.forged](file)
    if file.document:
        title, *lines = letter(file.scene)
        return document(title, *lines)
    return _photo(file)


def _photo(file: PlannedFile, *, editor: str = "", days: int = 0, far: bool = False) -> bytes:
    taken = UPLOADED - timedelta(hours=file.hours, days=days)
    latitude, longitude = file.place
    place = (latitude, longitude - 6) if far else file.place
    return photograph(scene=file.scene, taken=taken, place=place, editor=editor)


def _source(file: PlannedFile) -> bytes:
    if file.source is None:
        raise ValueError(f"{file.forged} is made from nothing")
    return made(file.source)


_MADE: dict[Forgery, Callable[[PlannedFile], bytes]] = {
    Forgery.SAME_FILE: _source,
    Forgery.CUT: lambda file: cropped(_source(file)),
    Forgery.COPY: lambda file: recompressed(_source(file)),
    Forgery.CLONE: lambda file: cloned(_source(file)),
    Forgery.EDITED: lambda file: _photo(file, editor="Adobe Photoshop 25.0"),
    Forgery.FAR: lambda file: _photo(file, far=True),
    Forgery.OLD: lambda file: _photo(file, days=500),
    Forgery.ALTERED: lambda file: altered_list(place=str(file.scene), counted=20 + file.scene % 70),
}
