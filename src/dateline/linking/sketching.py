"""Sketches: the little of an account that is compared when accounts are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.domain import Feature, NameClass, PlacePrecision, Placing
from dateline.linking.hours import hours_of, marks_of
from dateline.linking.wording import names, telling, weight
from dateline.resolving import read_dateline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.domain import Coding, Count, Event, EventRef, EventType, Span
    from dateline.linking.rollup import Account
    from dateline.linking.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that an account names no wider than a town: its id, its point in degrees, its radius in km."""

    place: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is compared of an account: plain values, so that it can be kept and read back.

    `key` tells it from all others (see `key_of`); `events` are what it is made of, the main one first.

    Days are ordinals (`date.toordinal`), None where they are not known. `first` and `last` bound when it
    happened; `exact` says that the words name a day, or a night between two; `said` is the day of the report.
    `calendar` holds weekdays ("fri") and days of the year ("12-03") that an account in a report without a day
    names. `hours` is the part of the day, a bit for each hour, 0 where none is told.

    `spots` are the most exact places first; `divisions` the first divisions of all of them ("SY/Idlib").
    `agents` and `targets` are ids of actors, their parents', classes ("=civilians") and countries ("@TR").
    `killed` and `injured` are least and most. `total` marks a sum over several
    happenings: of more than a day.

    `grounds`, `people`, `told` and `words` are tokens (see `wording`): of the names of its places; of the
    persons in the sentences that tell of it; of all that these sentences say; and of all the report.
    `weights` are those of `told` and `words`.
    """

    key: str
    report: str
    events: tuple[EventRef, ...]
    type: EventType
    said: int | None
    first: int | None
    last: int | None
    exact: bool
    total: bool
    calendar: frozenset[str]
    hours: int
    spots: tuple[Spot, ...]
    divisions: frozenset[str]
    agents: frozenset[str]
    targets: frozenset[str]
    killed: tuple[int, int] | None
    injured: tuple[int, int] | None
    grounds: frozenset[str]
    people: frozenset[str]
    told: frozenset[str]
    words: frozenset[str]
    weights: tuple[float, float]


def key_of(event: EventRef) -> str:
    """The key of the account whose first event this is: a string, since one is hashed some thousand times."""
    return f"{event.report}\0{event.event}"


def sketch(told: Sequence[Told]) -> tuple[Sketch, ...]:
    """The sketches of accounts of one report, in their order."""
    if not told:
        return ()
    coding = told[0].coding
    report = coding.report
    said = read_dateline(report.text, report.published)
    words = telling(f"{report.title or ''}\n{report.text[:_LEAD]}")
    weighs = weight(words)
    sentences = sentence_spans(report.text)
    return tuple(
        _sketch(one, sentences, said.toordinal() if said else None, words, weighs, news=at == 0)
        for at, one in enumerate(told)
    )


# Letters of a report that its words are taken from: what comes later is background, or of another page.
_LEAD = 4000
_MOST_SPOTS = 3
_MOST_TOLD = 24
_EXACT_DAYS = 1  # "overnight" is as good as a day
# "On 3 December" in a report without a day is of whatever year stands near it in the text.
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def _sketch(
    told: Told,
    sentences: Iterable[tuple[int, int]],
    said: int | None,
    words: frozenset[str],
    weighs: float,
    *,
    news: bool,
) -> Sketch:
    coding, account = told.coding, told.account
    text = coding.report.text
    times = [span.of(text) for event in account.events for span in event.times]
    dated = account.date is not None and (said is not None or any(map(_YEAR.search, times)))
    date = account.date if dated else None
    first, last = (date.start.toordinal(), date.end.toordinal()) if date else (None, None)
    if not account.times and first is not None and last is not None and last - first > _EXACT_DAYS:
        first = last = None  # a stretch that no words tell: of its other happenings
    if first is None and said is not None and news and not times:
        first, last = said - 1, said
    placed = [found for span in account.places if isinstance(found := coding.places.get(span), Placing)]
    passages = _passages(account, sentences)
    says = telling(" ".join(text[start:end] for start, end in passages), _MOST_TOLD)
    exact = first is not None and last is not None and last - first <= _EXACT_DAYS
    return Sketch(
        key=key_of(told.events[0]),
        report=coding.report.id,
        events=told.events,
        type=account.events[0].type,
        said=said,
        first=first,
        last=last,
        exact=exact,
        total=not exact and any(harm.total for event in account.events for harm in event.harm),
        calendar=frozenset() if said or date else marks_of(times),
        hours=hours_of(times),
        spots=tuple(_spots(placed)),
        divisions=frozenset(_divisions(placed)),
        agents=frozenset(_actors((span for event in account.events for span in event.agents), coding)),
        targets=frozenset(_actors(_victims(account.events), coding)),
        killed=_bounds(account.killed.count),
        injured=_bounds(account.injured.count),
        grounds=frozenset(token for span in account.places for token in names(span.of(text))),
        people=frozenset(_people(passages, coding)),
        told=says,
        words=words,
        weights=(weight(says), weighs),
    )


def _spots(placed: list[Placing]) -> Iterator[Spot]:
    seen: set[str] = set()
    for one in sorted(placed, key=lambda one: (one.exactness, one.place.id)):
        wide = one.precision in {PlacePrecision.ADMIN, PlacePrecision.COUNTRY}
        if wide or one.lat is None or one.lon is None or one.place.id in seen or len(seen) == _MOST_SPOTS:
            continue
        seen.add(one.place.id)
        yield Spot(place=one.place.id, lat=one.lat, lon=one.lon, radius_km=one.radius_km)


def _divisions(placed: list[Placing]) -> Iterator[str]:
    for one in placed:
        place = one.place
        division = place.name if place.feature is Feature.ADMIN1 else place.admin1
        if place.country and division:
            yield f"{place.country}/{division}"


def _victims(events: Iterable[Event]) -> Iterator[Span]:
    for event in events:
        yield from event.targets
        yield from (harm.victims for harm in event.harm if harm.victims)


def _actors(spans: Iterable[Span], coding: Coding) -> Iterator[str]:
    for span in spans:
        acting = coding.actors.get(span)
        if acting is None:
            continue
        actor = acting.actor
        if actor:
            yield actor.id
            if actor.parent:
                yield actor.parent
        if cls := actor.cls if actor else acting.cls:
            yield f"={cls}"
        if country := actor.country if actor else acting.country:
            yield f"@{country}"


def _bounds(count: Count) -> tuple[int, int] | None:
    """Least and most; where the words leave one end open, nothing and twice as many."""
    low, high = count.min, count.max
    if low is None and high is None:
        return None
    return low or 0, 2 * (low or 0) if high is None else high


def _passages(account: Account, sentences: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences that hold a mention of the happening or harm that it did."""
    held = [mention.start for event in account.events for mention in event.mentions]
    held += [harm.quantity.start for event in account.events for harm in event.harm]
    return [(start, end) for start, end in sentences if any(start <= at < end for at in held)]


def _people(passages: Iterable[tuple[int, int]], coding: Coding) -> Iterator[str]:
    """The names of persons in some passages."""
    for name in coding.names:
        if name.cls is NameClass.PERSON and any(a <= name.span.start < b for a, b in passages):
            yield from names(name.span.of(coding.report.text))
