"""Answers: all that the map, its chart, its counts and its list are drawn from, for what one address asks.

answers = Answers(sought)
answers.spots(zoom)      answers.tallies()      answers.chart()      answers.page(30, after)

The last answers of this process are remembered, until an incident changes.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

import numpy as np

from dateline.web.archive.models import Incident, SearchKind
from dateline.web.archive.models.happenings import Bounds
from dateline.web.press.atlas import memory, reading
from dateline.web.press.atlas.clusters import clustered
from dateline.web.press.atlas.columns import GRADES, NO_DAY, PRECISIONS, STANDINGS, TYPES
from dateline.web.press.atlas.listing import newest
from dateline.web.press.atlas.tallies import by_days, date_of, days_of, step_for, tallied

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from dateline.web.press.atlas.asking import Sought
    from dateline.web.press.atlas.clusters import Spot
    from dateline.web.press.atlas.columns import Columns, Rows
    from dateline.web.press.atlas.listing import Mark
    from dateline.web.press.atlas.tallies import Bar, Tallies
    from dateline.web.press.incidents.charts import Step

_Answer = TypeVar("_Answer")
_MOST: Final = 256  # answers that are remembered; none has more than 100 KB
_FEW: Final = 8  # choices of rows that are remembered; of a million one has 8 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The bars of a time line, what each stands for, and the days that they are of."""

    bars: list[Bar]
    step: Step
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An incident that stands alone on the map, as the columns have it."""

    pk: UUID
    type: str
    first: date | None
    last: date | None
    place: str
    country: str
    precision: str
    grade: str
    standing: str


class Answers:
    """What one address asks, answered out of memory."""

    def __init__(self, sought: Sought, *, remember: bool = True) -> None:
        """Of `sought`; without `remember` each answer is worked out anew, as measuring needs it."""
        self._sought = sought
        self._remember = remember

    def spots(self, zoom: float) -> list[tuple[Spot, Found | None]]:
        """The signs of the map, the greatest first; with the incident where there is one alone."""
        return self._once(f"spots {int(zoom)}", lambda columns: self._spots(columns, zoom))

    def tallies(self) -> Tallies:
        """The counts of all that is asked for: in the stretch of the map, if one is asked for."""
        return self._once("tallies", lambda columns: tallied(columns, self._rows(columns)))

    def chart(self) -> Chart | None:
        """The time line; None where no day is known."""
        return self._once("chart", self._chart)

    def page(self, number: int, after: Mark | None = None) -> tuple[list[UUID], Mark | None]:
        """The ids of the newest, and where the next page begins."""
        return self._once(
            f"page {number} {after}", lambda columns: newest(columns, self._rows(columns), number, after)
        )

    def extent(self) -> Bounds | None:
        """The bounds of all that is asked for and has a point; None where nothing has."""
        return self._once("extent", self._extent)

    def without_bounds(self) -> Tallies:
        """The counts wherever it was: what is known by its country alone is in no stretch of the map."""
        if self._sought.bounds is None:
            return self.tallies()
        return self._once("everywhere", lambda columns: tallied(columns, self._chosen(columns)))

    def _spots(self, columns: Columns, zoom: float) -> list[tuple[Spot, Found | None]]:
        rows = self._pinned(columns)
        spots = clustered(columns, rows, zoom)
        return [(spot, _found(columns, spot.row) if spot.row >= 0 else None) for spot in spots]

    def _extent(self, columns: Columns) -> Bounds | None:
        rows = self._pinned(columns)
        if not len(rows):
            return None
        lat, lon = columns["lat"][rows], columns["lon"][rows]
        return Bounds(
            west=float(lon.min()), south=float(lat.min()), east=float(lon.max()), north=float(lat.max())
        )

    def _chart(self, columns: Columns) -> Chart | None:
        rows = self._rows(columns)
        days = days_of(columns, rows)
        if days is None:
            return None
        first = max(self._sought.first or days[0], days[0])
        last = min(self._sought.last or days[1], days[1])
        first = min(first, last)
        step = step_for(first, last)
        return Chart(bars=by_days(columns, rows, first, last, step), step=step, first=first, last=last)

    def _rows(self, columns: Columns) -> Rows:
        """The rows that are asked for."""
        return self._pinned(columns) if self._sought.bounds else self._chosen(columns)

    def _pinned(self, columns: Columns) -> Rows:
        """Those that are asked for and have a point, in the stretch of the map if one is asked for."""
        key = ("pinned", self._sought.query())
        return _kept(
            _choices,
            _FEW,
            key,
            lambda: columns.within(self._chosen(columns), self._sought.bounds),
            remember=self._remember,
        )

    def _chosen(self, columns: Columns) -> Rows:
        """Those that are asked for, wherever they are."""
        key = ("rows", self._sought.query(bbox=None))
        return _kept(_choices, _FEW, key, lambda: self._choose(columns), remember=self._remember)

    def _choose(self, columns: Columns) -> Rows:
        if not self._sought.words:
            return columns.chosen(self._sought)
        selected = self._sought.meant.matching(self._sought.words, SearchKind.INCIDENT)
        rows = columns.rows_of(reading.keys_of(selected))
        return columns.chosen(self._sought, rows[rows >= 0])

    def _once(self, what: str, work: Callable[[Columns], _Answer]) -> _Answer:
        with memory.held() as columns:
            key = (what, self._sought.query())
            return _kept(_answers, _MOST, key, lambda: work(columns), remember=self._remember)


def rows_in_order(keys: list[UUID]) -> list[Incident]:
    """Incidents by their ids, in that order; those that left meanwhile are not there."""
    found = Incident.objects.published().light().in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _found(columns: Columns, row: int) -> Found:
    first, last = (int(columns[name][row]) for name in ("start", "end"))
    return Found(
        pk=UUID(bytes=columns.ids(np.array([row]))[0]),
        type=TYPES[columns["type"][row]],
        first=None if first == NO_DAY else date_of(first),
        last=None if last == NO_DAY else date_of(last),
        place=columns.places.names[columns["place"][row]],
        country=columns.countries.words[columns["country"][row]],
        precision=PRECISIONS[columns["precision"][row]],
        grade=GRADES[columns["grade"][row]],
        standing=STANDINGS[columns["standing"][row]],
    )


_lock = Lock()
_answers: OrderedDict[Any, Any] = OrderedDict()
_choices: OrderedDict[Any, Any] = OrderedDict()


def forget() -> None:
    """Work everything out anew; for measuring."""
    with _lock:
        _answers.clear()
        _choices.clear()


def _kept(
    known: OrderedDict[Any, Any],
    most: int,
    key: tuple[str, ...],
    work: Callable[[], _Answer],
    *,
    remember: bool,
) -> _Answer:
    """What was worked out before, of the incidents as they are now; else what is worked out now."""
    whole = (memory.version(), *key)
    if remember:
        with _lock:
            if whole in known:
                known.move_to_end(whole)
                return known[whole]  # type: ignore[no-any-return]
    made = work()
    if remember:
        with _lock:
            known[whole] = made
            while len(known) > most:
                known.popitem(last=False)
    return made
