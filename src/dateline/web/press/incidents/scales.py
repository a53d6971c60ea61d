"""Scales: the dead or the injured of one incident as a line from least to most, with the figures told."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.domain import Fact, Stance
from dateline.web.press.incidents.words import count_words, range_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.domain import Examined

WIDTH, HEIGHT = 320, 46
_LEFT, _RIGHT, _LINE = 14, 306, 20
_ROOM = 1.12  # of the greatest number: a range that is open needs room for its arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that somebody gives, on the line."""

    x: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A kind of harm: in words, and as a line in the units of its view box.

    `low` to `high` is the range over independent origins, `best` where the best number lies, None where it is
    none by itself; `open` says that no most is told. `figures` are those that somebody asserts.
    """

    label: str
    words: str
    low: float
    high: float
    best: float | None
    open: bool
    figures: tuple[Figure, ...]
    top: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    line: int = _LINE


def scales_of(examined: Examined) -> tuple[Scale, ...]:
    """The dead and the injured of an incident, where somebody tells of any."""
    return tuple(_scales(examined))


def _scales(examined: Examined) -> Iterator[Scale]:
    for fact, label in ((Fact.KILLED, _("Killed")), (Fact.INJURED, _("Injured"))):
        weighing = examined.weighing(fact)
        if weighing is None or weighing.range is None:
            continue
        least, most = weighing.range.min, weighing.range.max
        counts = [
            one.count
            for one in examined.incident.tellings
            if one.fact is fact and one.count and one.stance in {Stance.ASSERTS, Stance.HEDGES}
        ]
        numbers = [number for one in counts for number in (one.min, one.max) if number is not None]
        top = max(1, ceil(max([*numbers, least or 0, most or 0]) * _ROOM))
        told = {count_words(one.min, one.max): one.min if one.min is not None else one.max for one in counts}
        yield Scale(
            label=label,
            words=range_words(least, weighing.best, most),
            low=_x(least or 0, top),
            high=_x(top if most is None else most, top),
            best=_x(weighing.best, top) if weighing.best is not None else None,
            open=most is None,
            figures=tuple(Figure(x=_x(at, top), words=words) for words, at in told.items() if at is not None),
            top=count_words(top, top),
        )


def _x(number: int, top: int) -> float:
    return round(_LEFT + (_RIGHT - _LEFT) * number / top, 1)
