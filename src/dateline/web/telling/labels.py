"""Labels on a map that don't lie on each other: what finds no room is left out, or led to by a line."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

_SIGN = 6.6  # units that a sign of a town's name is wide, at most, at a size of 12
_HEIGHT = 14.0
_DISC = 10.0  # from the middle of a number's disc to its rim
_GAP = 5.0
_RING = 11.0  # from one ring on which a number may stand to the next
_EDGE = 2.0
_FOOT = 30.0  # the strip at the foot of the map that the scale bar and the degrees stand in


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a point; `led` says that they stand off what they name, so that a line leads there."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    led: bool = False


class Labels:
    """The labels of one map, set one after the other: those that matter most first."""

    def __init__(self, width: float, height: float) -> None:
        """A map of so many units, without labels."""
        self._width, self._height = width, height
        self._taken: list[Box] = []

    def number(self, text: str, x: float, y: float, r: float) -> Label:
        """A number in a disc in a circle, or beside it where the disc would hide the circle or a disc."""
        least = 0.0 if r > _DISC + _GAP else r + _DISC + _GAP
        if least:
            self._taken.append((x - r, y - r, x + r, y + r))
        ways = ((x + east, y + south) for east, south in _around(least))
        here = next((way for way in ways if self._is_free(_disc(*way))), (x, y))
        self._taken.append(_disc(*here))
        led = here != (x, y)
        return Label(text=text, x=round(here[0], 1), y=round(here[1], 1), anchor="middle", led=led)

    def keep_free(self, left: float, top: float, right: float, bottom: float) -> None:
        """Nothing is set here from now on: something else stands there."""
        self._taken.append((left, top, right, bottom))

    def beside(self, text: str, x: float, y: float, *, r: float = 0.0) -> Label | None:
        """A name beside a point, or beside a sign of radius `r` on it; None where there is no room for it."""
        wide, gap = len(text) * _SIGN, max(_GAP, r + 3)
        for anchor, left, down in (
            ("start", gap, 0.0),
            ("end", -gap - wide, 0.0),
            ("middle", -wide / 2, -_HEIGHT - r),
            ("middle", -wide / 2, _HEIGHT + r),
        ):
            middle = y + down
            box = (x + left, middle - _HEIGHT / 2, x + left + wide, middle + _HEIGHT / 2)
            dot = (x - 3, y - 3, x + 3, y + 3)
            if self._is_free(box) and (r or self._is_free(dot)):
                self._taken += [box, dot]
                at = {"start": x + gap, "end": x - gap, "middle": x}[anchor]
                return Label(text=text, x=round(at, 1), y=round(middle + 4, 1), anchor=anchor)
        return None

    def within(self, text: str, x: float, y: float) -> Label | None:
        """A name in the middle of what it names; None where there is no room for it."""
        wide = len(text) * _SIGN
        box = (x - wide / 2, y - _HEIGHT / 2, x + wide / 2, y + _HEIGHT / 2)
        if not self._is_free(box):
            return None
        self._taken.append(box)
        return Label(text=text, x=round(x, 1), y=round(y + 4, 1), anchor="middle")

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        inside = (
            left >= _EDGE and top >= _EDGE and right <= self._width - _EDGE and bottom <= self._height - _FOOT
        )
        return inside and not any(
            left < there[2] and there[0] < right and top < there[3] and there[1] < bottom
            for there in self._taken
        )


def _disc(x: float, y: float) -> Box:
    return x - _DISC, y - _DISC, x + _DISC, y + _DISC


def _around(least: float) -> Iterator[tuple[float, float]]:
    """The ways to points on ever wider rings around one, `least` away or more."""
    for ring in range(8):
        far = least + ring * _RING
        for step in range(8 if far else 1):
            turn = step * pi / 4
            yield far * cos(turn), -far * sin(turn)
