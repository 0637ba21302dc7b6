"""Places by their coordinates as circles on a plain net of degrees.

There is no coast line: nothing is drawn that is not in the database. Circles that would cover each
other are moved apart, each with a thin line to where it belongs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

WIDTH, MARGIN, KEY = 640, 24, 20
NET = 5  # degrees between two lines
NETS = ((6, 1), (12, 2))  # as many degrees as are drawn at most, and those between two lines
# Indonesia from Sabang to Merauke, from Miangas to Rote, in whole meshes.
WEST, EAST, SOUTH, NORTH = 95, 145, -15, 10
SMALLEST, LARGEST = 9, 18
ROUNDS = 60


@dataclass(frozen=True)
class Place:
    """A place in degrees; `size` is the circle's area, `tone` its colour, `text` stands in it."""

    title: str
    longitude: Decimal
    latitude: Decimal
    size: int
    tone: int
    text: str


@dataclass(frozen=True)
class Degree:
    """A line of the net and where its label stands."""

    at: int
    text: str


@dataclass(frozen=True)
class Circle:
    """A circle where it is drawn; `home` is where it belongs."""

    x: int
    y: int
    radius: int
    home_x: int
    home_y: int
    tone: int
    text: str
    title: str


@dataclass(frozen=True)
class Key:
    """What a colour means."""

    x: int
    tone: int
    text: str


@dataclass(frozen=True)
class PlacePlot:
    """The whole drawing, as `record/places.html` takes it."""

    name: str
    title: str
    description: str
    width: int
    height: int
    net_height: int
    key_y: int
    meridians: list[Degree]
    parallels: list[Degree]
    circles: list[Circle]
    legend: list[Key]


@dataclass(frozen=True)
class Frame:
    """The part of the earth that is drawn, all degrees of one length."""

    west: int
    east: int
    south: int
    north: int
    net: int = NET

    @classmethod
    def close_to(cls, places: Sequence[Place]) -> "Frame":
        """The places alone, in whole meshes, and at least four wide for three high."""
        longitudes = [float(place.longitude) for place in places]
        latitudes = [float(place.latitude) for place in places]
        span = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes))
        net = next((each for most, each in NETS if span <= most), NET)
        west, south = (
            net * math.floor(min(longitudes) / net),
            net * math.floor(min(latitudes) / net),
        )
        east = net * (math.floor(max(longitudes) / net) + 1)
        north = net * (math.floor(max(latitudes) / net) + 1)
        lacking = max(0, (north - south) * 4 / 3 - (east - west))
        more = net * math.ceil(lacking / 2 / net)
        return cls(west - more, east + more, south, north, net)

    @classmethod
    def around(cls, places: Sequence[Place]) -> "Frame":
        """Indonesia, and as much more as a place outside of it asks for."""
        longitudes = [place.longitude for place in places]
        latitudes = [place.latitude for place in places]
        return cls(
            west=min([WEST, *(NET * math.floor(x / NET) for x in longitudes)]),
            east=max([EAST, *(NET * math.ceil(x / NET) for x in longitudes)]),
            south=min([SOUTH, *(NET * math.floor(y / NET) for y in latitudes)]),
            north=max([NORTH, *(NET * math.ceil(y / NET) for y in latitudes)]),
        )

    @property
    def scale(self) -> float:
        """Units of the drawing for a degree."""
        return WIDTH / (self.east - self.west)

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def x(self, longitude: Decimal | int) -> float:
        return (float(longitude) - self.west) * self.scale

    def y(self, latitude: Decimal | int) -> float:
        return (self.north - float(latitude)) * self.scale


def place_plot(
    *,
    name: str,
    title: str,
    description: str,
    places: Sequence[Place],
    legend: Sequence[str],
    close: bool = False,
) -> PlacePlot:
    """Draw the places; `legend` names the tones from 0 on.

    `close`: only where the places are instead of all Indonesia, in circles of one size.
    """
    frame = Frame.close_to(places) if close and places else Frame.around(places)
    share = WIDTH // max(len(legend), 1)
    return PlacePlot(
        name=name,
        title=title,
        description=description,
        width=WIDTH,
        height=frame.height + MARGIN + KEY,
        net_height=frame.height,
        key_y=frame.height + MARGIN,
        meridians=[
            Degree(round(frame.x(at)), _meridian(at))
            for at in range(frame.west + frame.net, frame.east, frame.net)
        ],
        parallels=[
            Degree(round(frame.y(at)), _parallel(at))
            for at in range(frame.south + frame.net, frame.north, frame.net)
        ],
        circles=_circles(frame, places, SMALLEST if close else LARGEST),
        legend=[Key(number * share, number, text) for number, text in enumerate(legend)],
    )


def _circles(frame: Frame, places: Sequence[Place], largest: int) -> list[Circle]:
    """The large ones first, so that no small one lies below another."""
    ordered = sorted(places, key=lambda place: (-place.size, place.title))
    most = max((place.size for place in ordered), default=0)
    radii = [_radius(place.size, most, largest) for place in ordered]
    homes = [(frame.x(place.longitude), frame.y(place.latitude)) for place in ordered]
    spots = apart(homes, radii, width=WIDTH, height=frame.height)
    return [
        Circle(
            x=round(x),
            y=round(y),
            radius=radius,
            home_x=round(home_x),
            home_y=round(home_y),
            tone=place.tone,
            text=place.text,
            title=place.title,
        )
        for place, radius, (home_x, home_y), (x, y) in zip(
            ordered, radii, homes, spots, strict=True
        )
    ]


def apart(
    homes: Sequence[tuple[float, float]], radii: Sequence[int], *, width: int, height: int
) -> list[tuple[float, float]]:
    """Move circles as far as they cover each other, the same way each time, within the drawing."""
    spots = [[x, y] for x, y in homes]
    for _round in range(ROUNDS):
        if not _pushed(spots, radii):
            break
        for spot, radius in zip(spots, radii, strict=True):
            spot[0] = min(max(spot[0], radius), width - radius)
            spot[1] = min(max(spot[1], radius), height - radius)
    return [(x, y) for x, y in spots]


def _pushed(spots: list[list[float]], radii: Sequence[int]) -> bool:
    """Push each two that overlap half of it apart; whether any did."""
    moved = False
    for i, one in enumerate(spots):
        for j in range(i):
            other = spots[j]
            dx, dy = one[0] - other[0], one[1] - other[1]
            distance, wanted = math.hypot(dx, dy), radii[i] + radii[j] + 1
            if distance >= wanted:
                continue
            if not distance:  # on one spot: one goes to the right
                dx, distance = 1.0, 1.0
                wanted += 1
            moved = True
            step = (wanted - distance) / distance / 2
            for spot, sign in ((one, 1), (other, -1)):
                spot[0] += sign * dx * step
                spot[1] += sign * dy * step
    return moved


def _radius(size: int, most: int, largest: int) -> int:
    """By the area; none is too small for its number."""
    return max(SMALLEST, round(largest * math.sqrt(size / most))) if most else SMALLEST


def _meridian(at: int) -> str:
    east, west = _("%d° BT"), _("%d° BB")
    return (east if at >= 0 else west) % abs(at)


def _parallel(at: int) -> str:
    north, south = _("%d° LU"), _("%d° LS")
    return (north if at > 0 else south) % abs(at) if at else "0°"
