"""Clusters: what a stretch of the map shows at a zoom. Many incidents are one sign with their number.

clustered(columns, choice, totals, inside, zoom) -> spots

A spot is a cluster, several incidents at one place, or one incident. Signs are made of totals by ground; the
incidents themselves are looked at only where few are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import atan, degrees, pi, sinh
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from dateline.web.archive.models.happenings import Bounds
from dateline.web.press.atlas.columns import GRADES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from dateline.web.press.atlas.choosing import Choice
    from dateline.web.press.atlas.columns import Columns
    from dateline.web.press.atlas.tolls import Tolls
    from dateline.web.press.atlas.totals import OfGrounds

CELLS: Final = 3
"""The world is two to this many cells wide at zoom 0; each is 64 px wide where a tile has 512."""
APART: Final = 0.75
"""Cells by which two signs have to lie apart, else they are one: 48 px, where signs are up to 44 px wide."""
LAST: Final = 14
"""The zoom from which on nothing is told apart any further: a cell is 300 m wide at the equator."""
MOST: Final = 400
"""Signs that a map can bear; where there would be more, cells are as wide as of the zoom before."""
_WORLD = 2.0**32


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A sign of the map.

    `row` is the incident's where there is one alone. `splits` says that a closer look shows more signs;
    otherwise all lie at one place. `killed` are the least, the best and the most, None where nobody tells;
    `open` says that of some no most is told. `grade` is that of the worst founded. `radius` is in kilometres,
    that of the least exact of one place.
    """

    lat: float
    lon: float
    number: int
    bounds: Bounds
    killed: tuple[int, int, int] | None
    open: bool
    grade: str
    radius: float
    row: int
    splits: bool


def clustered(
    columns: Columns, choice: Choice, totals: OfGrounds, inside: NDArray[np.bool_], zoom: float
) -> list[Spot]:
    """The signs for some incidents, the greatest first.

    Args:
        columns: Where they are.
        choice: Which of them.
        totals: Theirs.
        inside: Which grounds are shown.
        zoom: As maps count it: 0 shows the world in 512 px, and each one more shows it twice as wide.
    """
    there = _Points.of(columns, totals, inside)
    if not len(there.ground):
        return []
    level = max(0, min(LAST, int(zoom)))
    cells, count = _cells(there.x, there.y, level)
    while count > MOST and level:
        level -= 1
        cells, count = _cells(there.x, there.y, level)
    number = np.bincount(cells, there.number, count)
    x, y = (np.bincount(cells, at * there.number, count) / number for at in (there.x, there.y))
    joined = _joined(number, x, y, _WORLD / 2 ** (level + CELLS) * APART)
    return _spots(there, joined[cells], level, partial(_looked_at, columns, choice))


def grounds_shown(totals: OfGrounds, inside: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Those of the grounds that are inside on which something is."""
    there = totals.grades.sum(axis=1) > 0
    return np.flatnonzero(there & inside[: len(totals.grades)])  # grounds that came since lie behind


@dataclass(frozen=True, slots=True, kw_only=True)
class _Points:
    """The grounds on which some incidents lie, and what is known of those on each."""

    ground: NDArray[Any]
    x: NDArray[Any]
    y: NDArray[Any]
    number: NDArray[Any]
    worst: NDArray[Any]
    tolls: Tolls

    @classmethod
    def of(cls, columns: Columns, totals: OfGrounds, inside: NDArray[np.bool_]) -> Self:
        """Those of some that are inside."""
        taken = grounds_shown(totals, inside)
        return cls(
            ground=taken,
            x=columns.grounds.x[taken],
            y=columns.grounds.y[taken],
            number=totals.grades[taken].sum(axis=1),
            worst=(np.arange(len(GRADES)) * (totals.grades[taken] > 0)).max(axis=1),
            tolls=totals.tolls.at(taken),
        )


def _cells(x: NDArray[Any], y: NDArray[Any], level: int) -> tuple[NDArray[np.intp], int]:
    """The cell of each row as a number from 0 without gaps worth naming, and how many cells there are."""
    shift = np.uint32(32 - CELLS - level)
    across, down = x.astype("u4") >> shift, y.astype("u4") >> shift
    left, top = across.min(), down.min()
    wide, high = int(across.max() - left) + 1, int(down.max() - top) + 1
    cells = (down - top).astype(np.intp) * wide + (across - left)
    number = np.bincount(cells, minlength=wide * high) if wide * high < 4 * len(x) + 65_536 else None
    if number is None:
        _, cells = np.unique(cells, return_inverse=True)
        return cells, int(cells.max()) + 1
    taken = np.flatnonzero(number)
    at = np.zeros(len(number), np.intp)
    at[taken] = np.arange(len(taken))
    return at[cells], len(taken)


def _joined(number: NDArray[Any], x: NDArray[Any], y: NDArray[Any], apart: float) -> NDArray[np.intp]:
    """By cell, the sign that stands for it: what would lie on a greater sign is part of that."""
    kept: dict[tuple[int, int], list[int]] = {}
    joined = np.zeros(len(number), np.intp)
    groups = 0
    for cell in np.argsort(-number, kind="stable").tolist():
        here = int(x[cell] // apart), int(y[cell] // apart)
        near = (
            one
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for one in kept.get((here[0] + across, here[1] + down), ())
            if (x[one] - x[cell]) ** 2 + (y[one] - y[cell]) ** 2 < apart**2
        )
        if (one := next(near, None)) is not None:
            joined[cell] = joined[one]
        else:
            kept.setdefault(here, []).append(cell)
            joined[cell] = groups
            groups += 1
    return joined


def _spots(there: _Points, of: NDArray[Any], level: int, look: Callable[..., tuple[Any, Any]]) -> list[Spot]:
    groups = int(of.max()) + 1
    number = np.bincount(of, there.number, groups)
    x, y = (np.bincount(of, at * there.number, groups) / number for at in (there.x, there.y))
    tolls = there.tolls.joined(of, groups)
    killed = tolls.ranges()
    worst = np.zeros(groups, np.intp)
    np.maximum.at(worst, of, there.worst)
    west, north, east, south = _extents(there, of, groups)
    cell = _WORLD / 2 ** (LAST + CELLS)
    splits = (np.maximum(east - west, south - north) > cell) & (level < LAST)
    row, radius = look(there.ground, np.where(splits[of], -1, of), groups)
    spots = [
        Spot(
            lat=_lat(y[one]),
            lon=_lon(x[one]),
            number=int(number[one]),
            bounds=Bounds(
                west=_lon(west[one]), north=_lat(north[one]), east=_lon(east[one]), south=_lat(south[one])
            ),
            killed=killed[one],
            open=bool(tolls.opened[one]),
            grade=GRADES[worst[one]],
            radius=0.0 if splits[one] else round(float(radius[one]), 2),
            row=int(row[one]) if number[one] == 1 else -1,
            splits=bool(splits[one]),
        )
        for one in range(groups)
    ]
    return sorted(spots, key=lambda spot: -spot.number)


def _looked_at(
    columns: Columns, choice: Choice, grounds: NDArray[Any], of: NDArray[Any], groups: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """By group: one of its incidents, and the radius of the least exact one. `of` is -1 for no group."""
    group = np.full(len(columns.grounds), -1)
    group[grounds] = of
    row, radius = np.zeros(groups, np.intp), np.zeros(groups)
    if (of < 0).all():
        return row, radius
    rows = choice.on(columns, group >= 0)
    within = group[columns.ground_of(rows)]
    row[within] = rows
    np.maximum.at(radius, within, columns["radius"][rows])
    return row, radius


def _extents(there: _Points, of: NDArray[Any], groups: int) -> list[NDArray[Any]]:
    """West, north, east and south of each group."""
    found = []
    for ends, start in ((np.minimum, _WORLD), (np.maximum, 0.0)):
        for at in (there.x, there.y):
            extent = np.full(groups, start)
            ends.at(extent, of, at)
            found.append(extent)
    return found


def _lon(x: float) -> float:
    return round(float(x) / _WORLD * 360 - 180, 5)


def _lat(y: float) -> float:
    return round(degrees(atan(sinh(pi * (1 - 2 * float(y) / _WORLD)))), 5)
