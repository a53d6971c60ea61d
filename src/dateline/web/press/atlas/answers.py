"""Answers: all that the map, its chart, its counts and its list are drawn from, for what one address asks.

answers = Answers(sought)
answers.spots(zoom)      answers.tallies()      answers.chart()      answers.page(30, after)

The last answers of this process are remembered, until an incident changes.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

import numpy as np

from dateline.web.archive.models import Incident, SearchKind
from dateline.web.archive.models.happenings import Bounds
from dateline.web.archive.search import keys_holding
from dateline.web.press.atlas import memory
from dateline.web.press.atlas.choosing import Choice
from dateline.web.press.atlas.clusters import clustered, grounds_shown
from dateline.web.press.atlas.columns import GRADES, NO_DAY, PRECISIONS, STANDINGS, TYPES
from dateline.web.press.atlas.listing import newest
from dateline.web.press.atlas.tallies import by_days, date_of, days_of, step_for, tallied
from dateline.web.press.atlas.totals import OfDays, OfGrounds, OfKinds, summed
from dateline.web.press.incidents.charts import DayHarm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from numpy.typing import NDArray

    from dateline.web.press.atlas.asking import Sought
    from dateline.web.press.atlas.clusters import Spot
    from dateline.web.press.atlas.columns import Columns
    from dateline.web.press.atlas.listing import Mark
    from dateline.web.press.atlas.tallies import Bar, Tallies
    from dateline.web.press.incidents.charts import Step

_Answer = TypeVar("_Answer")
_Of = TypeVar("_Of", OfGrounds, OfDays, OfKinds)
_MOST: Final = 256  # answers that are remembered; none has more than 100 KB
_A_LIST: Final = 500  # ids of a list that is remembered; of more one has megabytes
_FEW: Final = 8  # choices that are remembered; of a million one has 5 MB at most
_SOME: Final = 24  # totals of choices; one has some 80 bytes for each ground
_WORTH_NAMING: Final = 5_000  # ids: a query that names them takes 20 ms; of more, one in 200 is among them
_THE_WORLD: Final = Bounds(west=-180.0, south=-90.0, east=180.0, north=90.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The bars of a time line, what each stands for, and the days that they are of."""

    bars: list[Bar]
    step: Step
    first: date
    last: date

    @property
    def harm(self) -> list[DayHarm]:
        """The bars that are not empty, as charts are drawn from them."""
        return [
            DayHarm(
                day=bar.first,
                incidents=bar.incidents,
                killed_min=bar.killed[0] if bar.killed else None,
                killed_best=bar.killed[1] if bar.killed else None,
                killed_max=bar.killed[2] if bar.killed and not bar.open else None,
            )
            for bar in self.bars
            if bar.incidents
        ]


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
        means = type(sought.meant).__name__
        self._everywhere_asked = (sought.query(bbox=None), means)
        self._asked_for = (sought.query(), means)

    def spots(self, zoom: float) -> list[tuple[Spot, Found | None]]:
        """The signs of the map, the greatest first; with the incident where there is one alone."""
        return self._once(f"spots {int(zoom)}", lambda columns: self._spots(columns, zoom))

    def tallies(self) -> Tallies:
        """The counts of all that is asked for: in the stretch of the map, if one is asked for."""
        return self._once("tallies", lambda columns: tallied(columns, self._totals(columns, OfKinds)))

    def chart(self) -> Chart | None:
        """The time line; None where no day is known."""
        return self._once("chart", self._chart)

    def page(self, number: int, after: Mark | None = None) -> tuple[list[UUID], Mark | None]:
        """The ids of the newest, and where the next page begins."""
        return self._once(
            f"page {number} {after}",
            lambda columns: self._newest(columns, number, after=after),
            worth=number <= _A_LIST,
        )

    def some(self, first: int, last: int) -> list[UUID]:
        """The ids of the newest, without the first few and up to the last."""
        return self._once(
            f"some {first} {last}", lambda columns: self._newest(columns, last, skipped=first)[0]
        )

    def few(self) -> list[UUID] | None:
        """The ids of all of them; None where they are more than it is worth naming to the database."""
        return None if self.tallies().all > _WORTH_NAMING else self.page(_WORTH_NAMING)[0]

    def version(self) -> str:
        """A word that changes when any of them does, or when there are others."""
        return self._once("version", lambda columns: columns.version_of(self._asked(columns).rows()))

    def extent(self) -> Bounds | None:
        """The bounds of all that is asked for and has a point; None where nothing has."""
        return self._once("extent", self._extent)

    def without_bounds(self) -> Tallies:
        """The counts wherever it was: what is known by its country alone is in no stretch of the map."""
        if self._sought.bounds is None:
            return self.tallies()
        return Answers(replace(self._sought, bounds=None), remember=self._remember).tallies()

    def _newest(
        self, columns: Columns, number: int, *, after: Mark | None = None, skipped: int = 0
    ) -> tuple[list[UUID], Mark | None]:
        totals = self._totals(columns, OfDays)
        return newest(columns, self._asked(columns), totals, number, after=after, skipped=skipped)

    def _spots(self, columns: Columns, zoom: float) -> list[tuple[Spot, Found | None]]:
        totals = self._everywhere(columns, OfGrounds)
        spots = clustered(columns, self._chosen(columns), totals, self._inside(columns), zoom)
        return [(spot, _found(columns, spot.row) if spot.row >= 0 else None) for spot in spots]

    def _extent(self, columns: Columns) -> Bounds | None:
        there = grounds_shown(self._everywhere(columns, OfGrounds), self._inside(columns))
        if not len(there):
            return None
        lat, lon = columns.grounds.lat[there], columns.grounds.lon[there]
        return Bounds(
            west=float(lon.min()), south=float(lat.min()), east=float(lon.max()), north=float(lat.max())
        )

    def _chart(self, columns: Columns) -> Chart | None:
        totals = self._totals(columns, OfDays)
        days = days_of(columns, totals)
        if days is None:
            return None
        first = max(self._sought.first or days[0], days[0])
        last = min(self._sought.last or days[1], days[1])
        first = min(first, last)
        step = step_for(first, last)
        return Chart(bars=by_days(columns, totals, first, last, step), step=step, first=first, last=last)

    def _inside(self, columns: Columns) -> NDArray[np.bool_]:
        """Which grounds are in the stretch of the map; all points are where none is asked for."""
        return columns.grounds.within(self._sought.bounds or _THE_WORLD)

    def _totals(self, columns: Columns, of: type[_Of]) -> _Of:
        """The totals of what is asked for."""
        if self._sought.bounds is None:
            return self._everywhere(columns, of)
        return self._summed(columns, of, self._asked_for, self._asked)

    def _everywhere(self, columns: Columns, of: type[_Of]) -> _Of:
        """The totals of what is asked for, wherever it is."""
        return self._summed(columns, of, self._everywhere_asked, self._chosen)

    def _summed(
        self, columns: Columns, of: type[_Of], query: tuple[str, ...], choose: Callable[[Columns], Choice]
    ) -> _Of:
        key = (of.__name__, *query)
        return _kept(
            _totals, _SOME, key, lambda: summed(columns, choose(columns), of), remember=self._remember
        )

    def _asked(self, columns: Columns) -> Choice:
        """What is asked for: what is in the stretch of the map, if one is asked for."""
        if self._sought.bounds is None:
            return self._chosen(columns)
        chosen = self._chosen(columns)
        return self._choice(self._asked_for, lambda: chosen.within(columns, self._inside(columns)))

    def _chosen(self, columns: Columns) -> Choice:
        """What is asked for, wherever it is."""
        return self._choice(self._everywhere_asked, lambda: self._choose(columns))

    def _choice(self, query: tuple[str, ...], work: Callable[[], Choice]) -> Choice:
        return _kept(_choices, _FEW, query, work, remember=self._remember)

    def _choose(self, columns: Columns) -> Choice:
        rows = None
        if self._sought.words:
            rows = columns.rows_of(keys_holding(self._sought.words, SearchKind.INCIDENT))
            rows = rows[rows >= 0]
        return Choice.of(columns, columns.chosen(self._sought, rows))

    def _once(self, what: str, work: Callable[[Columns], _Answer], *, worth: bool = True) -> _Answer:
        with memory.held() as columns:
            key = (what, *self._asked_for)
            return _kept(_answers, _MOST, key, lambda: work(columns), remember=self._remember and worth)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """How many incidents a source tells of, and a word that changes when any of them does."""

    number: int
    version: str


def cited() -> dict[UUID, Cited]:
    """The sources that tell of incidents."""
    with memory.held() as columns:
        return _kept(_answers, _MOST, ("cited",), lambda: _cited(columns), remember=True)


def _cited(columns: Columns) -> dict[UUID, Cited]:
    rows, codes = columns.sources.among(columns["alive"])
    words = columns.sources.words.words
    numbers, marks = np.bincount(codes, minlength=len(words)), np.zeros(len(words), "u8")
    np.add.at(marks, codes, columns.marks(rows))
    return {
        UUID(words[code]): Cited(number=int(numbers[code]), version=f"{numbers[code]}-{marks[code]:x}")
        for code in np.flatnonzero(numbers).tolist()
    }


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
        country=columns.countries.words[columns["land"][row] >> 1],
        precision=PRECISIONS[columns["precision"][row]],
        grade=GRADES[columns["grade"][row]],
        standing=STANDINGS[columns["standing"][row]],
    )


_lock = Lock()
_answers: OrderedDict[Any, Any] = OrderedDict()
_choices: OrderedDict[Any, Any] = OrderedDict()
_totals: OrderedDict[Any, Any] = OrderedDict()


def forget() -> None:
    """Work everything out anew; for measuring."""
    with _lock:
        _answers.clear()
        _choices.clear()
        _totals.clear()


def _kept(
    known: OrderedDict[Any, Any],
    most: int,
    key: tuple[str, ...],
    work: Callable[[], _Answer],
    *,
    remember: bool,
) -> _Answer:
    """What was worked out before, of the incidents as they are now; else what is worked out now."""
    whole = (memory.turn(), *key)
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
