"""Codings for tests: any at all, for properties, and the samples' as a careful reader would code them."""

from __future__ import annotations

import calendar
from datetime import UTC, date
from functools import cache
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from dateline.domain import (
    Acting,
    Actor,
    ActorClass,
    ApartKind,
    Attribution,
    Coding,
    Count,
    DateRange,
    Effect,
    Event,
    EventType,
    Feature,
    Harm,
    Name,
    NameClass,
    Place,
    PlacePrecision,
    Placing,
    Precision,
    Report,
    ResolvedBy,
    SetApart,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Status,
    Unresolved,
)
from dateline.pipeline import code
from dateline.reading import read
from tests.fakes import ScriptedEngine
from tests.sample_scripts import SAMPLE_SCRIPTS

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
OIL_FIELD = SAMPLES / "oil-field.html"
HARBOUR = SAMPLES / "crossing-harbour.html"
MONITOR = SAMPLES / "crossing-levant-monitor.html"


def sample_coding(page: Path) -> Coding:
    """The coding of a sample page, read and resolved for real, its words marked by a script."""
    return code(read(page), ScriptedEngine(*SAMPLE_SCRIPTS))


_T = TypeVar("_T")
_Key = TypeVar("_Key")
_words = st.text(max_size=20)
_maybe_words = st.none() | _words
_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


def reports() -> st.SearchStrategy[Report]:
    """Any report with at least one character of text."""
    return st.builds(
        Report,
        id=_words,
        text=st.text(min_size=1, max_size=60),
        url=_maybe_words,
        source=_maybe_words,
        title=_maybe_words,
        author=_maybe_words,
        published=st.none() | _days,
        fetched=st.none() | st.datetimes(timezones=st.just(UTC)),
        language=st.sampled_from([None, "en", "ar"]),
        set_apart=st.lists(st.builds(SetApart, kind=st.sampled_from(ApartKind), text=_words), max_size=3).map(
            tuple
        ),
    )


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    """Any coding whose spans lie in its text, with any part of its words looked up."""
    report = draw(reports())
    spans = _spans(len(report.text))
    keys = draw(st.lists(st.sampled_from(["a1", "a2", "a3"]), unique=True))
    names = _tuple(draw, st.builds(Name, span=spans, cls=st.sampled_from(NameClass), ref=_maybe_words))
    events = tuple(
        draw(_events(spans, keys, f"e{nth}")) for nth in range(draw(st.integers(min_value=0, max_value=3)))
    )
    attributions = tuple(draw(_attributions(spans, keys, key)) for key in keys)
    named = [name.span for name in names]
    where = [span for event in events for span in event.places]
    acting = [span for event in events for span in (*event.agents, *event.targets)]
    acting += [harm.victims for event in events for harm in event.harm if harm.victims]
    sources = [one.source for one in attributions if one.source]
    return Coding(
        report=report,
        engine=draw(_words),
        names=names,
        events=events,
        attributions=attributions,
        places=_some(draw, [*named, *where], _answers_where()),
        actors=_some(draw, [*named, *acting], actings()),
        speakers=_some(draw, sources, speakers()),
        parties=draw(st.dictionaries(_words, _words, max_size=2)),
    )


@cache
def placings() -> st.SearchStrategy[Placing]:
    """Any placing, with or without a pin and a runner-up."""
    return st.builds(
        Placing,
        place=places(),
        precision=st.sampled_from(PlacePrecision),
        radius_km=st.floats(min_value=0, max_value=5_000),
        reason=_words,
        lat=st.none() | _degrees(90),
        lon=st.none() | _degrees(180),
        runner_up=st.none() | places(),
    )


@cache
def places() -> st.SearchStrategy[Place]:
    """Any place."""
    return st.builds(
        Place,
        id=_words,
        name=_words,
        lat=_degrees(90),
        lon=_degrees(180),
        feature=st.sampled_from(Feature),
        country=st.none() | st.sampled_from(["SY", "XK", "ZZ"]),
        admin1=_maybe_words,
        admin2=_maybe_words,
        population=st.integers(min_value=0),
    )


@cache
def actings() -> st.SearchStrategy[Acting]:
    """Whatever words for an actor may resolve to: an actor, a class and country, or nothing."""
    country = st.none() | st.sampled_from(["SY", "XK", "ZZ"])
    actor = st.builds(
        Actor,
        id=_words,
        name=_words,
        cls=st.sampled_from(ActorClass),
        sector=_words,
        country=country,
        parent=_maybe_words,
        alignment=_maybe_words,
        wikidata=_maybe_words,
    )
    found = st.sampled_from([ResolvedBy.REGISTER, ResolvedBy.RULE])
    return (
        st.builds(_registered, found, actor, _words)
        | st.builds(
            Acting, by=found, reason=_words, cls=st.none() | st.sampled_from(ActorClass), country=country
        )
        | st.builds(Acting, by=st.just(ResolvedBy.UNRESOLVED), reason=_words)
    )


@cache
def _answers_where() -> st.SearchStrategy[Placing | Unresolved]:
    return placings() | st.builds(Unresolved, reason=_words)


def _registered(by: ResolvedBy, actor: Actor, reason: str) -> Acting:
    return Acting(by=by, reason=reason, actor=actor, cls=actor.cls, country=actor.country)


@cache
def speakers() -> st.SearchStrategy[Speaker]:
    """Any speaker."""
    return st.builds(
        Speaker,
        kind=st.sampled_from(SpeakerKind),
        reason=_words,
        person=_maybe_words,
        role=_maybe_words,
        organisation=st.none() | actings(),
        alignment=_maybe_words,
    )


def _degrees(most: int) -> st.SearchStrategy[float]:
    return st.floats(min_value=-most, max_value=most)


def _some(draw: st.DrawFn, keys: list[_Key], values: st.SearchStrategy[_T]) -> dict[_Key, _T]:
    """Some of `keys`, each with a value."""
    return draw(st.dictionaries(st.sampled_from(keys), values, max_size=2)) if keys else {}


def _spans(length: int) -> st.SearchStrategy[Span]:
    bounds = st.tuples(st.integers(0, length - 1), st.integers(1, length))
    return bounds.map(lambda pair: Span(min(pair), max(pair) if pair[0] != pair[1] else pair[1] + 1)).filter(
        lambda span: span.end <= length
    )


def _tuple(draw: st.DrawFn, items: st.SearchStrategy[_T]) -> tuple[_T, ...]:
    return tuple(draw(st.lists(items, max_size=3)))


@st.composite
def _events(draw: st.DrawFn, spans: st.SearchStrategy[Span], claims: list[str], key: str) -> Event:
    return Event(
        id=key,
        type=draw(st.sampled_from(EventType)),
        mentions=tuple(draw(st.lists(spans, min_size=1, max_size=3))),
        agents=_tuple(draw, spans),
        targets=_tuple(draw, spans),
        places=_tuple(draw, spans),
        times=_tuple(draw, spans),
        means=_tuple(draw, spans),
        harm=_tuple(draw, _harm(spans)),
        status=draw(st.sampled_from(Status)),
        date=draw(st.none() | date_ranges()),
        claims=tuple(draw(st.lists(st.sampled_from(claims), unique=True))) if claims else (),
        confidence=draw(st.floats(min_value=0, max_value=1)),
    )


def _harm(spans: st.SearchStrategy[Span]) -> st.SearchStrategy[Harm]:
    return st.builds(
        Harm,
        effect=st.sampled_from(Effect),
        quantity=spans,
        victims=st.none() | spans,
        count=_counts(),
        part_of=st.none() | spans,
        total=st.booleans(),
    )


@st.composite
def _counts(draw: st.DrawFn) -> Count:
    least = draw(st.none() | st.integers(min_value=0))
    return Count(min=least, max=draw(st.none() | st.integers(min_value=least or 0)))


@st.composite
def date_ranges(draw: st.DrawFn) -> DateRange:
    """Any date range; months and years are mostly whole, as resolving makes them."""
    start, end = sorted(draw(st.tuples(_days, _days)))
    precision = draw(st.sampled_from(Precision))
    if draw(st.booleans()) and precision is Precision.MONTH:
        start, end = start.replace(day=1), end.replace(day=calendar.monthrange(end.year, end.month)[1])
    if draw(st.booleans()) and precision is Precision.YEAR:
        start, end = start.replace(month=1, day=1), end.replace(month=12, day=31)
    return DateRange(start=start, end=end, precision=precision)


@st.composite
def _attributions(draw: st.DrawFn, spans: st.SearchStrategy[Span], keys: list[str], key: str) -> Attribution:
    return Attribution(
        id=key,
        cue=draw(spans),
        source=draw(st.none() | spans),
        content=draw(st.none() | spans),
        named=draw(st.booleans()),
        stance=draw(st.sampled_from(Stance)),
        within=draw(st.none() | st.sampled_from(keys)),
    )
