"""The date of each event of a coding: by its times, or by what stands around it where it has none."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.domain import EventType, Precision, Status
from dateline.resolving.dates import Reading, Standpoint, read_time
from dateline.resolving.dates.days import day, days, month, shift, until, year
from dateline.resolving.dates.relative import AMOUNT, UNIT, amount_of, back_by

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Coding, DateRange, Event, Span

SENTENCE_END = re.compile(r"[.!?;:](?=\s)|\n")


def date_events(coding: Coding, spoken: date | None) -> dict[str, DateRange]:
    """The date of each event that has one, by the event's id; `spoken` is the report's day."""
    text = coding.report.text
    readings = _readings(coding, spoken)
    dates: dict[str, DateRange] = {}
    told: list[DateRange] = []
    for event in sorted(coding.events, key=lambda event: event.trigger):
        found = _by_its_times(event, readings, text, spoken)
        if found:
            told.append(found)
        elif spoken and not event.times and event.status in _FRESH:
            found = _by_default(event, spoken, told, text)
        if found:
            dates[event.id] = found
    return dates


def _readings(coding: Coding, spoken: date | None) -> dict[Span, Reading]:
    """What every time of the coding says, in the order of the text, each counting from the one before."""
    text = coding.report.text
    anchor: DateRange | None = None
    backward = {time for event in coding.events if event.status not in _AHEAD for time in event.times}
    triggers: dict[Span, Span] = {}  # the first event of each time
    for event in coding.events:
        for time in event.times:
            triggers[time] = min(event.trigger, triggers.get(time, event.trigger))
    readings: dict[Span, Reading] = {}
    for time in sorted(triggers):
        told = anchor or (None if spoken else _year_near(time, text))
        stand = Standpoint(day=spoken, anchor=told, ahead=time not in backward)
        before = _before_that(time, triggers[time], readings, text, spoken)
        reading = Reading(range=before, own=True) if before else read_time(time.of(text), stand)
        if reading is None:
            continue
        readings[time] = reading
        if reading.own:
            anchor = reading.range
    return readings


def _before_that(
    time: Span, trigger: Span, readings: dict[Span, Reading], text: str, spoken: date | None
) -> DateRange | None:
    """The day of what follows "a day after": that much before what the sentence tells first, or the report.

    "The truce broke a day after shells fell" dates the shells, where the engine marks the words as theirs.
    """
    match = _AFTER.match(text, time.start)
    if match is None or trigger.start < match.end() or match.end() < time.end:
        return None
    sentence = _sentence_start(time, text)
    told = [at for at, reading in readings.items() if reading.own and at.start >= sentence]
    since = readings[told[-1]].range.end if told else spoken
    amount = amount_of(match["amount"])
    return back_by(since, -amount, match["unit"].lower()) if since and amount else None


def _year_near(time: Span, text: str) -> DateRange | None:
    """The year written last before a time, or else first after it, for a report without a day."""
    before = list(_YEAR.finditer(text, 0, time.start))
    found = before[-1] if before else _YEAR.search(text, time.end)
    return year(int(found[0])) if found else None


def _by_its_times(
    event: Event, readings: dict[Span, Reading], text: str, spoken: date | None
) -> DateRange | None:
    """The most exact of the event's times; two days joined by "and" are a stretch."""
    read = [(time, readings[time]) for time in event.times if time in readings]
    own = [(time, reading.range) for time, reading in read if reading.own]
    ranked = own or [(time, reading.range) for time, reading in read]
    if not ranked:
        return None
    time, best = min(ranked, key=lambda one: one[1].exactness)
    if spoken and best.end < spoken and _lasts(event, time, text):
        return until(best, spoken)
    exact = [(time, found) for time, found in ranked if found.precision is Precision.DAY]
    for (first, earlier), (second, later) in pairwise(exact):
        if first.end < second.start and _JOINED.fullmatch(text[first.end : second.start]):
            return days(earlier.start, later.end)
    return _stretch_around(time, best, ranked, text) or best


def _stretch_around(
    time: Span, best: DateRange, ranked: list[tuple[Span, DateRange]], text: str
) -> DateRange | None:
    """The days that hold the day told most exactly: "on Thursday and Friday" goes before "on Thursday"."""
    if best.precision is not Precision.DAY or _NIGHT.search(time.of(text)):
        return None
    for _, stretch in ranked:
        holds = stretch.start <= best.start and best.end <= stretch.end
        if stretch.precision is Precision.RANGE and holds and stretch.end - stretch.start <= _FEW_DAYS:
            return stretch
    return None


def _lasts(event: Event, time: Span, text: str) -> bool:
    """Whether the event's time is when that began which lasts: "killed since the war broke out in 2011"."""
    lead = text[max(time.start - _BEFORE_TIME, 0) : time.start]
    if not _BEGAN.search(SENTENCE_END.split(lead)[-1]):
        return False
    if event.status is Status.ONGOING:
        return True
    return (
        event.type in _TOLLS and event.status is not Status.PLANNED and not _DAY_NAMED.search(time.of(text))
    )


def _by_default(event: Event, spoken: date, told: list[DateRange], text: str) -> DateRange | None:
    """The report's month for what goes on; for fresh news the day that the story so far is told of."""
    sentence = _sentence(event.trigger, text)
    if event.type in _TOLLS and told and (found := _over_the_war(sentence, told[-1], spoken)):
        return found
    if _LONG_AGO.search(sentence):
        return None
    if event.status is Status.ONGOING:
        return None if event.type is EventType.SUPPORT else month(spoken)
    trigger = event.trigger
    if _PERFECT.search(text, max(trigger.start - _BEFORE_TRIGGER, 0), trigger.end):
        return None
    today, yesterday = day(spoken), day(shift(spoken, -1))
    if not told or told[-1] == today:
        return today
    return yesterday if told[0] == told[-1] == yesterday and event.type in _DEEDS else None


def _over_the_war(sentence: str, latest: DateRange, spoken: date) -> DateRange | None:
    """The time since a war began, where it was told just before: "and the war drove a million from home"."""
    if _SINCE_THEN.search(sentence):
        return until(latest, spoken) if latest.end < spoken else latest
    lasts = latest.end in {spoken, month(spoken).end} and latest.end - latest.start > _A_MONTH
    return latest if lasts and _WAR.search(sentence) else None


def _sentence(span: Span, text: str) -> str:
    end = SENTENCE_END.search(text, span.end)
    return text[_sentence_start(span, text) : end.start() if end else len(text)]


def _sentence_start(span: Span, text: str) -> int:
    return max((end.end() for end in SENTENCE_END.finditer(text, 0, span.start)), default=0)


_AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
# "On Friday and again on Saturday": this close and so joined, two days are one stretch.
_JOINED = re.compile(
    r"[^.;]{0,40}?\band(?:\s+[\w']+){0,4}\s+|\s*(?:-|\b(?:to|until|till|through|into)\s)(?:\w+\s+)?\s*"
)
_AFTER = re.compile(rf"{AMOUNT}[\s-]+{UNIT}\s+after\b", re.IGNORECASE)
# Of ten such days in the training corpora seven are dated by the stretch; the other days are nights.
_FEW_DAYS = timedelta(days=7)
_NIGHT = re.compile(r"\bnight\b", re.IGNORECASE)
_BEGAN = re.compile(
    r"\b(?:beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|erupt(?:s|ed|ing)?|br(?:ea|o)k(?:e|en|s)? out|outbreak"
    r"|launch(?:es|ed|ing)?|flared|intensified|since|in(?:to)? effect)\b",
    re.IGNORECASE,
)
_BEFORE_TIME = 60  # letters in which a verb still says what the time is of
_TOLLS = frozenset({EventType.DEATH, EventType.DISPLACEMENT})
_SINCE_THEN = re.compile(r"\bsince then\b", re.IGNORECASE)
_WAR = re.compile(r"\b(?:war|conflict|fighting|violence|uprising|revolution)\b", re.IGNORECASE)
_A_MONTH = timedelta(days=31)
# A toll's day is its own; a month or a year is when the war began that took it.
_DAY_NAMED = re.compile(r"day\b|\b\d{1,2}\b", re.IGNORECASE)

# An event without a time is dated by where it stands. Of 903 so dated in 835 training reports the annotators
# have the same date for 65 of 100 that get the report's day, 61 that get the day before (while the text has
# told of no other), 46 that get its month (what goes on) and 67 that get all the time of a war. _PERFECT and
# _LONG_AGO leave out what the text looks back on.
_FRESH = frozenset({Status.REPORTED, Status.ONGOING})
_DEEDS = frozenset({
    EventType.ABDUCTION, EventType.AIRSTRIKE, EventType.ARREST, EventType.ASSAULT,
    EventType.ATTACK_ON_CIVILIANS, EventType.BOMBING, EventType.CAPTURE, EventType.CHEMICAL_ATTACK,
    EventType.CLASH, EventType.DEATH, EventType.DEPLOYMENT, EventType.DESTRUCTION, EventType.DRONE_STRIKE,
    EventType.SHELLING, EventType.SUICIDE_BOMBING, EventType.WITHDRAWAL,
})  # fmt: skip
_PERFECT = re.compile(r"\b(?:had|has|have|having)\b", re.IGNORECASE)
_LONG_AGO = re.compile(
    r"\b(?:years?|months?|weeks?|war|since|previous(?:ly)?|earlier|past|recent(?:ly)?|ever|always|often"
    r"|used to)\b",
    re.IGNORECASE,
)
_BEFORE_TRIGGER = 30  # letters in which an auxiliary verb still belongs to the trigger
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
