"""Rolling up: the events of one report that tell of one happening become one account of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Effect, EventType, Status
from dateline.resolving.tolls import toll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.domain import Coding, DateRange, Event, Span
    from dateline.resolving.tolls import Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one report says of one happening, over all its events that tell of it.

    `events`: the main one first. `date` is theirs that is told most exactly, `times` the words it rests on;
    `places` and `agents` are what they name, each wording once, in the order of the text.
    """

    events: tuple[Event, ...]
    date: DateRange | None
    times: tuple[Span, ...]
    places: tuple[Span, ...]
    agents: tuple[Span, ...]
    killed: Toll
    injured: Toll


def roll_up(coding: Coding) -> tuple[Account, ...]:
    """The accounts that a report gives, that of its main happening first, the rest in the order of the text.

    The main happening is the first attack that killed or injured somebody; without one, the first attack;
    without one, the first event. What was not done (planned, denied, hypothetical) gives no account.
    """
    text = coding.report.text
    left = [event for event in coding.events if event.status in _HAPPENED]
    left.sort(key=lambda event: (-_weight(event), event.trigger))
    accounts: list[Account] = []
    while left:
        group = [left[0]]
        group += [event for event in left[1:] if _tells_of_the_same(left[0], event, text)]
        accounts.append(_account(group, text))
        left = [event for event in left if event not in group]
    return (*accounts[:1], *sorted(accounts[1:], key=lambda one: one.events[0].trigger))


def _weight(event: Event) -> int:
    harms = any(harm.effect in _TO_PEOPLE and harm.part_of is None for harm in event.harm)
    return 2 * (event.type in _ATTACKS) + harms


def _tells_of_the_same(main: Event, other: Event, text: str) -> bool:
    """Whether nothing in `other` (type, date, places) speaks against its telling of what `main` tells of.

    Of the distinct events of 405 annotated reports 88 % stay apart by this.
    """
    return (
        _same_kind(main.type, other.type)
        and not _apart(main.date, other.date)
        and not _elsewhere(main.places, other.places, text)
    )


def _same_kind(main: EventType, other: EventType) -> bool:
    """Attacks of one type, deaths that any attack may have caused, or one writer's "bombing" of a strike."""
    if main not in _ATTACKS or other not in _ATTACKS:
        return False
    return (
        main is other
        or EventType.DEATH in (main, other)
        or (EventType.BOMBING in (main, other) and {main, other} <= _BOMBED)
    )


def _apart(one: DateRange | None, other: DateRange | None) -> bool:
    return one is not None and other is not None and (one.end < other.start or other.end < one.start)


def _elsewhere(some: tuple[Span, ...], others: tuple[Span, ...], text: str) -> bool:
    """Whether each names a place that the other does not: both may name the town, but not two villages."""
    here, there = _forms(some, text), _forms(others, text)
    return bool(here - there) and bool(there - here)


def _forms(spans: Iterable[Span], text: str) -> set[str]:
    return {_form(span, text) for span in spans}


def _form(span: Span, text: str) -> str:
    return " ".join(span.of(text).lower().split()).removeprefix("the ")


def _account(group: list[Event], text: str) -> Account:
    dates = [event.date for event in group if event.date is not None]
    date = min(dates, key=lambda found: found.exactness, default=None)
    return Account(
        events=tuple(group),
        date=date,
        times=_distinct(group, text, lambda event: event.times if event.date == date else ()),
        places=_distinct(group, text, lambda event: event.places),
        agents=_distinct(group, text, lambda event: event.agents),
        killed=toll(Effect.KILLED, group, text),
        injured=toll(Effect.INJURED, group, text),
    )


def _distinct(group: list[Event], text: str, told: Callable[[Event], tuple[Span, ...]]) -> tuple[Span, ...]:
    first: dict[str, Span] = {}
    for span in sorted(span for event in group for span in told(event)):
        first.setdefault(_form(span, text), span)
    return tuple(first.values())


_HAPPENED = frozenset({Status.REPORTED, Status.ONGOING, Status.DISPUTED})
_TO_PEOPLE = frozenset({Effect.KILLED, Effect.INJURED})
_BOMBED = frozenset({
    EventType.AIRSTRIKE, EventType.DRONE_STRIKE, EventType.SHELLING, EventType.BOMBING,
})  # fmt: skip
_ATTACKS = frozenset({
    EventType.CLASH, EventType.ASSAULT, EventType.AIRSTRIKE, EventType.DRONE_STRIKE, EventType.SHELLING,
    EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.CHEMICAL_ATTACK, EventType.ATTACK_ON_CIVILIANS,
    EventType.DESTRUCTION, EventType.DEATH,
})  # fmt: skip
