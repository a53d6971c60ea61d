"""Tallies: how many of some incidents are of each grade, type, precision, standing and country, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.web.press.atlas.columns import (
    GRADES,
    NO_DAY,
    PRECISIONS,
    SHAPE,
    STANDINGS,
    TYPES,
)
from dateline.web.press.incidents.charts import Step

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.web.press.atlas.columns import Columns
    from dateline.web.press.atlas.totals import OfDays, OfKinds

_EPOCH = date(1970, 1, 1)
_MOST = ((Step.DAY, 45), (Step.WEEK, 366), (Step.MONTH, 366 * 5))
"""Days from the first to the last of a chart up to which its bars are days, weeks, months; then years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallies:
    """How many incidents are of each kind. What none is of is not there; `countries` are the most first.

    `unpinned` are those of each country of which no more than the country is known, so that no map shows
    them; "" counts those of which not even that is known.
    """

    all: int
    grades: dict[str, int]
    types: dict[str, int]
    standings: dict[str, int]
    precisions: dict[str, int]
    countries: dict[str, int]
    unpinned: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A day, week, month or year: its days, how many incidents began then, and how many people they killed.

    `killed` are the least, the best and the most, None where nobody tells; `open` says that of some no most
    is told.
    """

    first: date
    last: date
    incidents: int
    killed: tuple[int, int, int] | None
    open: bool


def tallied(columns: Columns, totals: OfKinds) -> Tallies:
    """The tallies of some incidents by their totals."""
    kinds = totals.kinds.reshape(SHAPE)
    words = columns.countries.words[: len(totals.lands)]
    by = [kinds.sum(axis=tuple(other for other in range(4) if other != axis)) for axis in range(4)]
    return Tallies(
        all=int(totals.kinds.sum()),
        types=_by_number(TYPES, by[0]),
        grades={name: int(one) for name, one in zip(GRADES, by[1], strict=True) if one},
        standings={name: int(one) for name, one in zip(STANDINGS, by[2], strict=True) if one},
        precisions={name: int(one) for name, one in zip(PRECISIONS, by[3], strict=True) if one},
        countries={word: one for word, one in _by_number(words, totals.lands.sum(axis=1)).items() if word},
        unpinned=_by_number(words, totals.lands[:, 0]),
    )


def step_for(first: date, last: date) -> Step:
    """The finest step at which a chart of some days can bear its bars."""
    return next((step for step, most in _MOST if (last - first).days <= most), Step.YEAR)


def days_of(columns: Columns, totals: OfDays) -> tuple[date, date] | None:
    """The first and the last day on which some incidents began; None where no day of theirs is known."""
    days = columns.days.known[: len(totals.number)][totals.number > 0]
    days = days[days != NO_DAY]
    return (date_of(int(days.min())), date_of(int(days.max()))) if len(days) else None


def by_days(columns: Columns, totals: OfDays, first: date, last: date, step: Step) -> list[Bar]:
    """The bars of a chart from a day to another, each of a whole step; empty ones, too.

    An incident that lasted longer counts on the day on which it began; one that began before, on the first.
    """
    edges = _edges(first, last, step)
    at = np.array([(one - _EPOCH).days for one in edges])
    days = columns.days.known[: len(totals.number)]
    inside = np.flatnonzero((days != NO_DAY) & (days < at[-1]))
    bar = np.maximum(np.searchsorted(at, days[inside], "right") - 1, 0)
    number = np.bincount(bar, totals.number[inside], len(at) - 1)
    tolls = totals.tolls.at(inside).joined(bar, len(at) - 1)
    return [
        Bar(
            first=edges[one],
            last=edges[one + 1] - timedelta(days=1),
            incidents=int(number[one]),
            killed=killed,
            open=bool(tolls.opened[one]),
        )
        for one, killed in enumerate(tolls.ranges())
    ]


def _edges(first: date, last: date, step: Step) -> list[date]:
    """The first day of each bar, and the day after the last one."""
    edges = [_begin(first, step)]
    while edges[-1] <= last:
        edges.append(_next(edges[-1], step))
    return edges


def _begin(day: date, step: Step) -> date:
    match step:
        case Step.DAY:
            return day
        case Step.WEEK:
            return day - timedelta(days=day.weekday())
        case Step.MONTH:
            return day.replace(day=1)
    return day.replace(month=1, day=1)


def _next(day: date, step: Step) -> date:
    match step:
        case Step.DAY:
            return day + timedelta(days=1)
        case Step.WEEK:
            return day + timedelta(days=7)
        case Step.MONTH:
            return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return day.replace(year=day.year + 1, month=1, day=1)


def _by_number(words: Any, numbers: NDArray[Any]) -> dict[str, int]:  # noqa: ANN401 -- words in an order
    order = np.argsort(-numbers, kind="stable")
    return {words[one]: int(numbers[one]) for one in order.tolist() if numbers[one]}


def date_of(day: int) -> date:
    """The date of a day as the columns count it."""
    return _EPOCH + timedelta(days=int(day))
