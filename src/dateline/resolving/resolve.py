"""Counts and dates for a coding: what the words of each harm and event say, and a default for silence."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.domain import Count, Precision, Status
from dateline.resolving.counts import read_count
from dateline.resolving.datelines import read_dateline
from dateline.resolving.dates import Standpoint, read_time
from dateline.resolving.dates.days import day, days, month, year

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Coding, DateRange, Event, Harm, Span
    from dateline.resolving.dates import Reading

_AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
# Of several times an event is dated by the most exact.
_EXACTNESS = (Precision.DAY, Precision.WEEK, Precision.RANGE, Precision.MONTH, Precision.YEAR)
# "On Friday and again on Saturday": this close and so joined, two days are one stretch.
_JOINED = re.compile(
    r"[^.;]{0,40}?\band(?:\s+[\w']+){0,4}\s+|\s*(?:-|\b(?:to|until|till|through|into)\s)(?:\w+\s+)?\s*"
)

# Fresh news without a time is dated by the report's day, what goes on by its month. On the training corpus
# that is right for 54 of 100 so dated; the report's day for every event without a time would be for 28, and
# no date at all for 24. These two leave out what the text looks back on: without them it is right for 50.
_PERFECT = re.compile(r"\b(?:had|has|have|having)\b", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\b(?:years?|months?|weeks?|war|since|previous(?:ly)?|earlier|past|recent(?:ly)?|ever|always|often"
    r"|used to)\b",
    re.IGNORECASE,
)
_BEFORE_TRIGGER = 30  # letters in which an auxiliary verb still belongs to the trigger
_SENTENCE_END = re.compile(r"[.!?;:](?=\s)|\n")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A share counts nobody: "50", and behind it "% of the garrison".
_SHARE = re.compile(r"\s?(?:%|per\s?cent\b)", re.IGNORECASE)


def resolve(coding: Coding) -> Coding:
    """The coding with each harm's count and each event's date read from their words.

    Dates count from the report's dateline (see `read_dateline`) or, where it has none, from
    `report.published`. An event whose times cannot be read stays undated.
    """
    text = coding.report.text
    spoken = read_dateline(text, coding.report.published)
    dates = _dates(coding, spoken)
    events = tuple(
        replace(event, date=dates.get(event.id), harm=tuple(_counted(harm, text) for harm in event.harm))
        for event in coding.events
    )
    return replace(coding, events=events)


def _counted(harm: Harm, text: str) -> Harm:
    if _SHARE.match(text, harm.quantity.end):
        return replace(harm, count=Count())
    lead = _SENTENCE_END.split(text[max(harm.quantity.start - 40, 0) : harm.quantity.start])[-1]
    return replace(harm, count=read_count(harm.quantity.of(text), before=lead) or Count())


def _dates(coding: Coding, spoken: date | None) -> dict[str, DateRange]:
    """The date of each event that has one, by the event's id."""
    text = coding.report.text
    readings = _readings(coding, spoken)
    dates: dict[str, DateRange] = {}
    latest: DateRange | None = None
    for event in sorted(coding.events, key=lambda event: event.trigger):
        found = _by_its_times(event, readings, text)
        if found is None and spoken and not event.times:
            found = _by_default(event, spoken, latest, text)
        elif found:
            latest = found
        if found:
            dates[event.id] = found
    return dates


def _readings(coding: Coding, spoken: date | None) -> dict[Span, Reading]:
    """What every time of the coding says, in the order of the text, each counting from the one before."""
    text = coding.report.text
    anchor: DateRange | None = None
    backward = {time for event in coding.events if event.status not in _AHEAD for time in event.times}
    readings: dict[Span, Reading] = {}
    for time in sorted({time for event in coding.events for time in event.times}):
        told = anchor or (None if spoken else _year_near(time, text))
        stand = Standpoint(day=spoken, anchor=told, ahead=time not in backward)
        reading = read_time(time.of(text), stand)
        if reading is None:
            continue
        readings[time] = reading
        if reading.own:
            anchor = reading.range
    return readings


def _year_near(time: Span, text: str) -> DateRange | None:
    """The year written last before a time, or else first after it, for a report without a day."""
    before = list(_YEAR.finditer(text, 0, time.start))
    found = before[-1] if before else _YEAR.search(text, time.end)
    return year(int(found[0])) if found else None


def _by_its_times(event: Event, readings: dict[Span, Reading], text: str) -> DateRange | None:
    """The most exact of the event's times; two days joined by "and" are a stretch."""
    read = [(time, readings[time]) for time in event.times if time in readings]
    own = [(time, reading.range) for time, reading in read if reading.own]
    ranked = own or [(time, reading.range) for time, reading in read]
    if not ranked:
        return None
    _, best = min(ranked, key=lambda one: _EXACTNESS.index(one[1].precision))
    exact = [(time, found) for time, found in ranked if found.precision is Precision.DAY]
    for (first, earlier), (second, later) in pairwise(exact):
        if first.end < second.start and _JOINED.fullmatch(text[first.end : second.start]):
            return days(earlier.start, later.end)
    return best


def _by_default(event: Event, spoken: date, latest: DateRange | None, text: str) -> DateRange | None:
    """The report's month for what goes on; its day for fresh news, told first or along with that day's."""
    if event.status is Status.ONGOING:
        return month(spoken)
    fresh = latest is None or latest == day(spoken)
    if event.status is not Status.REPORTED or not fresh:
        return None
    trigger = event.trigger
    if _PERFECT.search(text, max(trigger.start - _BEFORE_TRIGGER, 0), trigger.end):
        return None
    return None if _LONG_AGO.search(_sentence(trigger, text)) else day(spoken)


def _sentence(span: Span, text: str) -> str:
    start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, span.start)), default=0)
    end = _SENTENCE_END.search(text, span.end)
    return text[start : end.start() if end else len(text)]
