"""Charts: incidents and the harm that is told of them, by day, week, month or year, as the days ask for.

harm_by_day(days) -> chart     "press/incidents/chart.html" draws it, with a table that says the same

What is told as a range is drawn as one, and so are sums: from the sum of the least to the sum of the most,
with the sum of the best numbers marked. Where no most is told ("at least 6"), the range is open at its top.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext

from dateline.web.press.incidents.charts_drawn import LEFT, LOWER, RIGHT, UPPER, Bar, Chart, Range, Row, Tick
from dateline.web.press.incidents.words import count_words, day_words, range_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

_WIDEST = 26.0  # units of a bar, however few there are
_LABELS = 6  # of days along the foot, at most
_TICKS = 3  # of a scale, at most, beside its zero


class Step(StrEnum):
    """What one bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_MOST = ((Step.DAY, 45), (Step.WEEK, 366), (Step.MONTH, 366 * 5))  # days from first to last, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHarm:
    """What is told of the incidents of a day, together; `killed_max` is None where some name no most."""

    day: date
    incidents: int
    killed_min: int | None
    killed_best: int | None
    killed_max: int | None


def harm_by_day(days: Sequence[DayHarm], *, step: Step | None = None) -> Chart:
    """The chart of some days, in any order; with a `step`, of weeks and so on that are summed up already."""
    if not days:
        return Chart(title=_("Nothing is told of any day."), head="")
    first, last = min(one.day for one in days), max(one.day for one in days)
    step = step or next((step for step, most in _MOST if (last - first).days <= most), Step.YEAR)
    sums = _summed(days, step)
    starts = list(_starts(first, last, step))
    room = (RIGHT - LEFT) / len(starts)
    wide = round(min(_WIDEST, room * 0.72), 2)
    middles = {start: round(LEFT + (nth + 0.5) * room, 2) for nth, start in enumerate(starts)}
    upper = _scale(max(one.incidents for one in sums.values()))
    lower = _scale(max(_top(one) for one in sums.values()))
    return Chart(
        title=str(_TITLES[step]),
        head=str(_HEADS[step]),
        bars=tuple(_bar(middles[at], wide, one, upper, _when(at, step)) for at, one in sums.items()),
        ranges=tuple(
            _range(middles[at], wide, one, lower, _when(at, step))
            for at, one in sums.items()
            if one.killed_min is not None or one.killed_max is not None
        ),
        upper=tuple(_ticks(upper, UPPER)),
        lower=tuple(_ticks(lower, LOWER)),
        along=tuple(_along(starts, middles, step)),
        rows=tuple(
            Row(
                when=_when(at, step),
                incidents=one.incidents,
                killed=range_words(one.killed_min, one.killed_best, one.killed_max),
            )
            for at, one in sums.items()
        ),
    )


def _summed(days: Iterable[DayHarm], step: Step) -> dict[date, DayHarm]:
    """Days put together by what one bar stands for, in order."""
    found: dict[date, DayHarm] = {}
    for one in sorted(days, key=lambda one: one.day):
        start = _start(one.day, step)
        found[start] = _sum(found[start], one, start) if start in found else _at(one, start)
    return found


def _at(one: DayHarm, start: date) -> DayHarm:
    return DayHarm(
        day=start,
        incidents=one.incidents,
        killed_min=one.killed_min,
        killed_best=one.killed_best,
        killed_max=one.killed_max,
    )


def _sum(one: DayHarm, other: DayHarm, start: date) -> DayHarm:
    told = [each for each in (one, other) if each.killed_min is not None or each.killed_max is not None]
    if len(told) < 2:  # noqa: PLR2004 -- of two, one tells of nobody
        of = told[0] if told else one
        return DayHarm(
            day=start,
            incidents=one.incidents + other.incidents,
            killed_min=of.killed_min,
            killed_best=of.killed_best,
            killed_max=of.killed_max,
        )
    mosts = [each.killed_max for each in told if each.killed_max is not None]
    return DayHarm(
        day=start,
        incidents=one.incidents + other.incidents,
        killed_min=sum(each.killed_min or 0 for each in told),
        killed_best=sum(_best(each) for each in told),
        killed_max=sum(mosts) if len(mosts) == len(told) else None,
    )


def _best(one: DayHarm) -> int:
    return one.killed_best if one.killed_best is not None else one.killed_min or 0


def _top(one: DayHarm) -> int:
    return max(one.killed_max or 0, _best(one), one.killed_min or 0)


def _start(day: date, step: Step) -> date:
    match step:
        case Step.DAY:
            return day
        case Step.WEEK:
            return day - timedelta(days=day.weekday())
        case Step.MONTH:
            return day.replace(day=1)
        case Step.YEAR:
            return day.replace(month=1, day=1)


def _starts(first: date, last: date, step: Step) -> Iterator[date]:
    at = _start(first, step)
    while at <= last:
        yield at
        match step:
            case Step.DAY:
                at += timedelta(days=1)
            case Step.WEEK:
                at += timedelta(days=7)
            case Step.MONTH:
                at = (at + timedelta(days=31)).replace(day=1)
            case Step.YEAR:
                at = at.replace(year=at.year + 1)


def _when(at: date, step: Step) -> str:
    match step:
        case Step.DAY:
            return day_words(at)
        case Step.WEEK:
            return _("week of %(day)s") % {"day": day_words(at)}
        case Step.MONTH:
            return day_words(at, "F Y")
        case Step.YEAR:
            return day_words(at, "Y")


_TITLES = {
    Step.DAY: later("Incidents, and people killed in them, by day"),
    Step.WEEK: later("Incidents, and people killed in them, by week"),
    Step.MONTH: later("Incidents, and people killed in them, by month"),
    Step.YEAR: later("Incidents, and people killed in them, by year"),
}
_HEADS = {
    Step.DAY: later("Day"),
    Step.WEEK: later("Week"),
    Step.MONTH: later("Month"),
    Step.YEAR: later("Year"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """A scale from zero to a round number."""

    top: int
    step: int


def _scale(most: int) -> _Scale:
    if most <= _TICKS:
        return _Scale(top=max(most, 1), step=1)
    rough = most / _TICKS
    power = 10 ** floor(log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
    return _Scale(top=ceil(most / step) * step, step=int(step))


def _y(value: float, scale: _Scale, panel: tuple[int, int]) -> float:
    top, foot = panel
    return round(foot - (foot - top) * value / scale.top, 2)


def _bar(x: float, wide: float, one: DayHarm, scale: _Scale, when: str) -> Bar:
    y = _y(one.incidents, scale, UPPER)
    said = ngettext("%(when)s: %(number)d incident", "%(when)s: %(number)d incidents", one.incidents)
    return Bar(
        x=round(x - wide / 2, 2),
        y=y,
        width=wide,
        height=round(UPPER[1] - y, 2),
        words=said % {"when": when, "number": one.incidents},
    )


def _range(x: float, wide: float, one: DayHarm, scale: _Scale, when: str) -> Range:
    counted = range_words(one.killed_min, one.killed_best, one.killed_max)
    said = _("%(when)s: killed %(count)s") % {"when": when, "count": counted or count_words(0, 0)}
    half = round(min(wide / 2, 7.0), 2)
    return Range(
        x=x,
        left=round(x - half, 2),
        right=round(x + half, 2),
        low=_y(one.killed_min or 0, scale, LOWER),
        best=_y(_best(one), scale, LOWER),
        high=_y(_top(one), scale, LOWER),
        open=one.killed_max is None,
        words=said,
    )


def _ticks(scale: _Scale, panel: tuple[int, int]) -> Iterator[Tick]:
    for value in range(0, scale.top + 1, scale.step):
        yield Tick(at=_y(value, scale, panel), words=count_words(value, value) if value else "0")


def _along(starts: Sequence[date], middles: dict[date, float], step: Step) -> Iterator[Tick]:
    form = {Step.DAY: "j M", Step.WEEK: "j M", Step.MONTH: "M Y", Step.YEAR: "Y"}[step]
    every = ceil(len(starts) / _LABELS)
    year = None  # said with the first day that is named in it
    for start in starts[::every]:
        whole = form == "j M" and start.year != year
        yield Tick(at=middles[start], words=day_words(start, "j M Y" if whole else form))
        year = start.year
