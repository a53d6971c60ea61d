"""Times: when it happened, when each report told what of the dead and injured, and how figures moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.domain import Fact
from dateline.domain.messages import Row, message
from dateline.exporting import wording
from dateline.exporting.incidents.findings import Finding, told_by
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from dateline.domain import DateRange
    from dateline.exporting.incidents.accounts import IncidentTold, SayingTold

WIDTH = 640
_MARGIN = 24
_CLOSE = 22  # units within which the numbers of two days would run into each other
_TOLD = (Fact.KILLED, Fact.INJURED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a report tells of one kind of harm, and each figure with who gives it, as the core has them."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report on its day: its number on the page, and its figures."""

    number: int
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on which reports told of it; `gap` says how long after it happened, `words` is "" for no day."""

    day: date | None
    words: str
    gap: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Where on the strip a day of reports stands, and their numbers; "" where a tick close by has them."""

    x: float
    numbers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The days as a drawing: from where to where it happened, and where reports came."""

    first: str
    last: str
    x: float
    width: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When it happened, in words; the days of reports in order; `moved` are figures that were replaced."""

    happened: str
    days: tuple[Day, ...]
    moved: tuple[str, ...]
    strip: Strip | None


def times_of(told: IncidentTold) -> Times:
    """When it happened, and when what was told."""
    incident = told.incident
    days_of = {one.event.report: one.said for one in incident.tellings}
    numbers = {key: number for number, key in enumerate(told.reports, 1)}
    on: dict[date | None, list[str]] = {}
    for key in told.reports:
        on.setdefault(days_of.get(key), []).append(key)
    days = tuple(
        Day(
            day=day,
            words=said(wording.day_words(day)) if day else "",
            gap=gap_words(incident.date, day) if day and incident.date else "",
            told=tuple(Told(number=numbers[key], figures=tuple(_figures(told, key))) for key in on[day]),
        )
        for day in sorted(on, key=lambda one: (one is None, one))
    )
    return Times(
        happened=said(told.date),
        days=days,
        moved=tuple(
            said(message("%(fact)s: %(what)s", fact=fact.label, what=part))
            for fact in told.facts
            for note in fact.notes
            if note.finding is Finding.MOVED
            for part in note.parts
        ),
        strip=_strip(incident.date, days),
    )


def gap_words(happened: DateRange, day: date) -> str:
    """How long after it happened a day is: "3 days later"."""
    if day > happened.end:
        later = (day - happened.end).days
        return ngettext("%(days)d day later", "%(days)d days later", later) % {"days": later}
    if day < happened.start:
        return _("before the day that it is told of")
    return _("the same day") if happened.start == happened.end else _("within these days")


def _figures(told: IncidentTold, report: str) -> Iterator[Figures]:
    for fact in told.facts:
        if fact.fact not in _TOLD:
            continue
        found = tuple(dict.fromkeys(_figure(one) for one in fact.sayings if one.report == report))
        if found:
            yield Figures(label=said(fact.label), figures=found)


def _figure(saying: SayingTold) -> str:
    figure = Row.of([one.value for one in saying.values], "; ")
    return told_by(figure, with_warning(saying.who, saying.warning))


def with_warning(who: str, warning: str) -> str:
    """Who says so, and what a reader must be told besides."""
    return message("%(who)s (%(warning)s)", who=who, warning=warning) if warning else who


def _strip(happened: DateRange | None, days: tuple[Day, ...]) -> Strip | None:
    """The days as a drawing; none where there is no more than one."""
    known = [one.day for one in days if one.day]
    if happened is None or not known:
        return None
    first, last = min(happened.start, *known), max(happened.end, *known)
    length = (last - first).days
    if not length:
        return None
    per_day = (WIDTH - 2 * _MARGIN) / (length + 1)

    def at(day: date) -> float:
        return round(_MARGIN + (day - first).days * per_day, 1)

    return Strip(
        first=said(wording.day_words(first)),
        last=said(wording.day_words(last)),
        x=at(happened.start),
        width=round(max(3.0, ((happened.end - happened.start).days + 1) * per_day), 1),
        ticks=_ticks(
            [
                (round(at(one.day) + per_day / 2, 1), _(", ").join(str(told.number) for told in one.told))
                for one in days
                if one.day
            ]
        ),
    )


def _ticks(marks: list[tuple[float, str]]) -> tuple[Tick, ...]:
    """The marks of days; of those that stand close together the first bears the numbers of all."""
    found: list[Tick] = []
    bears = 0
    for x, numbers in marks:
        if found and x - found[bears].x < _CLOSE:
            found[bears] = replace(found[bears], numbers=_(", ").join((found[bears].numbers, numbers)))
            found.append(Tick(x=x, numbers=""))
        else:
            bears = len(found)
            found.append(Tick(x=x, numbers=numbers))
    return tuple(found)
