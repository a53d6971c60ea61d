"""Drawing a map: circles to scale, numbered, among the towns around, with a graticule and a scale bar.

Degrees are drawn as long as they are in the middle of the map. There a kilometre is one in all directions;
300 km north or south of it a length from west to east is 3 % off at the 30th parallel, 9 % at the 60th.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, log10, radians
from typing import TYPE_CHECKING, TypeAlias

from dateline.adapters.gazetteer.overlaying import WithTowns
from dateline.domain.messages import Number, message
from dateline.exporting import wording
from dateline.resolving.geometry import EARTH_KM
from dateline.web.telling.labels import Labels
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.resolving.ports import Gazetteer
    from dateline.web.telling.labels import Label

    Spot: TypeAlias = tuple[float, float, float]  # degrees north and east, kilometres

WIDTH, HEIGHT = 640, 440
_MARGIN = 36
_LEAST_KM = 12.0  # from the middle to the nearer edge: closer there are no towns to find one's way by
_TOWNS = 16
_DEGREE_KM = radians(1) * EARTH_KM
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
_WORDS = 50  # units from the edge within which a degree is not written: it would be cut off
_DEGREES = 16  # units that the words of a degree are high, with room
_LINES = 4  # of the graticule across the map, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A place that accounts give: its number on the map, and the circle that stands for it."""

    number: int
    x: float
    y: float
    r: float
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town for context."""

    x: float
    y: float
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the graticule with its degree."""

    at: float
    degree: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The scale bar."""

    length: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The map as it is drawn, in the units of its view box."""

    circles: tuple[Circle, ...]
    towns: tuple[Town, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    bar: Bar
    km_per_unit: float
    width: int = WIDTH
    height: int = HEIGHT


def draw(spots: Sequence[Spot], gazetteer: Gazetteer | None = None) -> Drawing:
    """Circles to scale, numbered in their order from 1, with towns, a graticule and a scale bar.

    Args:
        spots: Where they lie, in degrees north and east, and their radii in kilometres.
        gazetteer: Knows the towns around; without one there are none.
    """
    plane = _Plane(spots)
    labels = Labels(WIDTH, HEIGHT)
    at = [(*plane.at(lat, lon), km / plane.km_per_unit) for lat, lon, km in spots]
    circles = tuple(
        Circle(number=number, x=x, y=y, r=round(r, 2), label=labels.number(str(number), x, y, r))
        for number, (x, y, r) in enumerate(at, 1)
    )
    meridians, parallels = tuple(plane.meridians()), tuple(plane.parallels())
    for line in meridians:  # where their degrees stand (telling/drawing.html), no town is named
        labels.keep_free(line.at, 0, line.at + _WORDS, _DEGREES)
    for line in parallels:
        labels.keep_free(0, line.at - _DEGREES, _WORDS, line.at)
    return Drawing(
        circles=circles,
        towns=tuple(_towns(plane, labels, gazetteer)),
        meridians=meridians,
        parallels=parallels,
        bar=plane.bar(),
        km_per_unit=plane.km_per_unit,
    )


class _Plane:
    """Degrees to the units of the view box, north up, so that all circles are on it."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        home = spots[0][1]
        east = [(lon - home + 540) % 360 - 180 for _, lon, _ in spots]  # across the date line, too
        self._lat = (max(lat for lat, *_ in spots) + min(lat for lat, *_ in spots)) / 2
        self._squeeze = max(cos(radians(self._lat)), 0.05)
        self._lon = home + (max(east) + min(east)) / 2
        reach_x = max(abs(self._east(lon)) + km for _, lon, km in spots)
        reach_y = max(abs(self._north(lat)) + km for lat, _, km in spots)
        self.km_per_unit = max(
            reach_x / (WIDTH / 2 - _MARGIN),
            reach_y / (HEIGHT / 2 - _MARGIN),
            _LEAST_KM / (HEIGHT / 2),
        )

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies on the map."""
        x = WIDTH / 2 + self._east(lon) / self.km_per_unit
        return round(x, 2), round(HEIGHT / 2 - self._north(lat) / self.km_per_unit, 2)

    def bounds(self) -> tuple[float, float, float, float]:
        """South, north, west and east of the map."""
        high = HEIGHT / 2 * self.km_per_unit / _DEGREE_KM
        wide = min(179.9, WIDTH / 2 * self.km_per_unit / (_DEGREE_KM * self._squeeze))
        west, east = (_turned(self._lon + side * wide) for side in (-1, 1))
        return max(-90.0, self._lat - high), min(90.0, self._lat + high), west, east

    def meridians(self) -> Iterator[Line]:
        """The lines of equal longitude, with their degrees."""
        wide = WIDTH / 2 * self.km_per_unit / (_DEGREE_KM * self._squeeze)
        step = _step(2 * wide)
        for degree in _multiples(self._lon - wide, self._lon + wide, step):
            here = _turned(degree)
            at = self.at(self._lat, here)[0]
            words = _from_east_to_west(here, step)
            yield Line(at=at, degree=words if at < WIDTH - _WORDS else "")

    def parallels(self) -> Iterator[Line]:
        """The lines of equal latitude, with their degrees."""
        high = HEIGHT / 2 * self.km_per_unit / _DEGREE_KM
        step = _step(2 * high)
        for degree in _multiples(self._lat - high, self._lat + high, step):
            if abs(degree) < 90:  # noqa: PLR2004 (the pole)
                at = self.at(degree, self._lon)[1]
                words = _from_north_to_south(degree, step)
                yield Line(at=at, degree=words if _WORDS / 2 < at < HEIGHT - _WORDS else "")

    def bar(self) -> Bar:
        """A scale bar of a round length, up to a quarter of the map."""
        most = WIDTH / 4 * self.km_per_unit
        power = 10.0 ** floor(log10(most))
        km = next(times * power for times in (5, 2, 1) if times * power <= most)
        return Bar(length=round(km / self.km_per_unit, 1), words=said(wording.distance_words(km)))

    def _east(self, lon: float) -> float:
        return ((lon - self._lon + 540) % 360 - 180) * self._squeeze * _DEGREE_KM

    def _north(self, lat: float) -> float:
        return (lat - self._lat) * _DEGREE_KM


def _towns(plane: _Plane, labels: Labels, gazetteer: object) -> Iterator[Town]:
    if not isinstance(gazetteer, WithTowns):
        return
    shown = 0
    for town in gazetteer.greatest_towns(plane.bounds(), 4 * _TOWNS):
        x, y = plane.at(town.lat, town.lon)
        if shown < _TOWNS and (label := labels.beside(town.name, x, y)):
            shown += 1
            yield Town(x=x, y=y, label=label)


def _turned(lon: float) -> float:
    return (lon + 540) % 360 - 180


def _step(span: float) -> float:
    """The widest step between lines of which the map still has some."""
    return next((step for step in reversed(_STEPS) if span / step >= _LINES), _STEPS[0])


def _multiples(least: float, most: float, step: float) -> Iterator[float]:
    first = -floor(-least / step)
    for times in range(first, floor(most / step) + 1):
        yield round(times * step, 4)


def _from_east_to_west(degree: float, step: float) -> str:
    number = _number(degree, step)
    if not degree:
        return said(message("%(number)s°", number=number))
    east, west = message("%(number)s° E", number=number), message("%(number)s° W", number=number)
    return said(east if degree > 0 else west)


def _from_north_to_south(degree: float, step: float) -> str:
    number = _number(degree, step)
    if not degree:
        return said(message("%(number)s°", number=number))
    north, south = message("%(number)s° N", number=number), message("%(number)s° S", number=number)
    return said(north if degree > 0 else south)


def _number(degree: float, step: float) -> Number:
    digits = 0 if step >= 1 else 1 if step >= 0.1 else 2  # noqa: PLR2004 (tenths and hundredths)
    return Number.of(abs(degree), places=digits)
