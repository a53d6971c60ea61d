"""Drawn: a chart as it stands on a page, in the units of its view box."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT = 34, WIDTH - 8
UPPER = (16, 96)
"""Top and foot of the panel of incidents."""

LOWER = (136, 232)
"""Top and foot of the panel of the killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Incidents of a day, a week …, as a bar."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The killed of a day, a week …: a line from the least to the most, and where the best number lies.

    `open` says that no most is told; the line then ends in an arrow.
    """

    x: float
    left: float
    right: float
    low: float
    best: float
    high: float
    open: bool
    words: str

    @property
    def tip(self) -> float:
        """Where the arrow of an open range ends."""
        return round(self.high - 6, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark of a scale."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A day, a week … as the table has it."""

    when: str
    incidents: int
    killed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as it is drawn, in the units of its view box; without rows there is nothing to draw."""

    title: str
    head: str
    bars: tuple[Bar, ...] = ()
    ranges: tuple[Range, ...] = ()
    upper: tuple[Tick, ...] = ()
    lower: tuple[Tick, ...] = ()
    along: tuple[Tick, ...] = ()
    rows: tuple[Row, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT

    @property
    def any_open(self) -> bool:
        """Whether some range is open at its top."""
        return any(one.open for one in self.ranges)
