"""Frames: the stretch of the world that a drawn map shows, in Web Mercator, and those beside it."""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, cos, degrees, log2, pi, radians, sinh, tan
from typing import Final, Self

from dateline.web.archive.models.happenings import Bounds

WIDTH: Final = 960
HEIGHT: Final = 540
TILE: Final = 512
"""How wide the world is at zoom 0, as MapLibre counts it."""
_CLOSEST = 14.0
_MARGIN = 0.08  # of the width, around what has to be seen
_LEAST = 2.0**-12  # of the world: 10 km at the equator; a single town is shown with its surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is shown: its west and north edges and its width, the world being 1 wide and 1 high."""

    left: float
    top: float
    wide: float

    @classmethod
    def of(cls, bounds: Bounds, *, margin: float = 0.0) -> Self:
        """The frame that shows all of some bounds."""
        east = bounds.east + (360 if bounds.east < bounds.west else 0)
        left, right = _across(bounds.west), _across(east)
        top, foot = _down(bounds.north), _down(bounds.south)
        shape = HEIGHT / WIDTH
        wide = max(right - left, (foot - top) / shape, _LEAST) * (1 + 2 * margin)
        wide = min(max(wide, WIDTH / TILE / 2**_CLOSEST), WIDTH / TILE)
        middle = (left + right) / 2, (top + foot) / 2
        return cls(left=middle[0] - wide / 2, top=middle[1] - wide * shape / 2, wide=wide)

    @property
    def scale(self) -> float:
        """How wide the world is in the units of the drawing."""
        return WIDTH / self.wide

    @property
    def zoom(self) -> float:
        """As maps count it."""
        return max(0.0, log2(self.scale / TILE))

    @property
    def bounds(self) -> Bounds:
        """Its edges in degrees."""
        west, east = self.left * 360 - 180, (self.left + self.wide) * 360 - 180
        if self.wide >= 1:
            west, east = -180.0, 180.0
        return Bounds(
            west=_turned(west),
            east=_turned(east),
            north=_lat(self.top),
            south=_lat(self.top + self.wide * HEIGHT / WIDTH),
        )

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the drawing; of a world that comes twice, in the middle."""
        x = _across(lon) - self.left
        x = x - round(x - self.wide / 2)
        return round(x * self.scale, 1), round((_down(lat) - self.top) * self.scale, 1)

    def units(self, km: float, lat: float) -> float:
        """How long some kilometres are in the drawing at a latitude."""
        return round(km / (_EARTH * max(cos(radians(lat)), 0.01)) * self.scale, 1)

    def closer(self, times: float) -> Bounds:
        """The bounds of what is so many times as wide, with the same middle."""
        wide = min(self.wide * times, WIDTH / TILE)
        grown = (wide - self.wide) / 2
        return Frame(left=self.left - grown, top=self.top - grown * HEIGHT / WIDTH, wide=wide).bounds

    def moved(self, across: float, down: float) -> Bounds:
        """The bounds of what lies beside it, by a part of its width and height."""
        return Frame(
            left=self.left + across * self.wide,
            top=self.top + down * self.wide * HEIGHT / WIDTH,
            wide=self.wide,
        ).bounds


EVERYWHERE: Final = Bounds(west=-180.0, south=-58.0, east=180.0, north=76.0)
_EARTH = 40_075.0  # kilometres round the equator


def around(bounds: Bounds) -> Frame:
    """The frame that shows some bounds with room around them."""
    return Frame.of(bounds, margin=_MARGIN)


def _across(lon: float) -> float:
    return (lon + 180) / 360


def _down(lat: float) -> float:
    lat = max(-85.0511, min(85.0511, lat))
    return 0.5 - asinh(tan(radians(lat))) / (2 * pi)


def _lat(down: float) -> float:
    return round(degrees(atan(sinh(pi * (1 - 2 * min(1.0, max(0.0, down)))))), 5)


def _turned(lon: float) -> float:
    return round(lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180, 5)  # noqa: PLR2004
