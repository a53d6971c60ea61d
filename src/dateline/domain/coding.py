"""Coding: the names, events and attributions of one report."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain.codebook import Role, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from dateline.domain.actors import Acting, Speaker
    from dateline.domain.codebook import Effect, EventType, NameClass
    from dateline.domain.places import Placing, Unresolved
    from dateline.domain.report import Report
    from dateline.domain.spans import Span


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """Days from `start` to `end`, both included, and how exactly the words give them.

    Raises:
        ValueError: `end` lies before `start`.
    """

    start: date
    end: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a date range cannot end on {self.end}, before it starts on {self.start}")

    @property
    def exactness(self) -> int:
        """How exact it is, to sort by: 0 for a day, more for a week, a stretch, a month, a year."""
        return _BY_EXACTNESS.index(self.precision)


_BY_EXACTNESS = (Precision.DAY, Precision.WEEK, Precision.RANGE, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as exact as its words: "up to 10" is Count(min=None, max=10), "6" is Count(min=6, max=6).

    Raises:
        ValueError: A bound is negative, or `max` lies under `min`.
    """

    min: int | None = None
    max: int | None = None

    def __post_init__(self) -> None:
        if any(bound is not None and bound < 0 for bound in (self.min, self.max)):
            raise ValueError(f"a count cannot be negative: {self.min} to {self.max}")
        if self.min is not None and self.max is not None and self.max < self.min:
            raise ValueError(f"a count cannot run from {self.min} down to {self.max}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An actor, person, place or weapon as written. `ref` is the id of what it resolves to."""

    span: Span
    cls: NameClass
    ref: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """Harm done by an event: the words of the quantity and of the victims, and the count they give.

    `quantity` are the words that give the number ("at least six"), `count` what they mean; words
    that give no number leave both bounds None. `part_of` quotes the words of the larger group
    that these victims belong to ("two people, including a child"); `total` marks a sum over other harm.
    """

    effect: Effect
    quantity: Span
    victims: Span | None = None
    count: Count = Count()
    part_of: Span | None = None
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening as one report tells it.

    `mentions` start with the trigger. `claims` are the ids of the attributions under which the
    event stands; empty means the source's own voice. `confidence` is the chance, over 0 and under 1, that the
    event as coded is right: that the report tells of an event of this type here. It is 1 where the engine
    gives no chance.
    """

    id: str
    type: EventType
    mentions: tuple[Span, ...]
    agents: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    means: tuple[Span, ...] = ()
    harm: tuple[Harm, ...] = ()
    status: Status = Status.REPORTED
    date: DateRange | None = None
    claims: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def trigger(self) -> Span:
        """The words that name the happening best."""
        return self.mentions[0]

    def fillers(self, role: Role) -> tuple[Span, ...]:
        """The words that play `role` in the event, in the order of the text."""
        match role:
            case Role.AGENT:
                return self.agents
            case Role.TARGET:
                return self.targets
            case Role.PLACE:
                return self.places
            case Role.TIME:
                return self.times
            case Role.MEANS:
                return self.means


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says what: source, cue ("said", "according to", a quote mark) and content.

    `source` is None where the words name no speaker ("it was reported"); `within` is the id of
    the attribution that encloses this one; `named` tells a named source from an anonymous one.
    """

    id: str
    cue: Span
    source: Span | None = None
    content: Span | None = None
    named: bool = False
    stance: Stance = Stance.ASSERTS
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All names, events and attributions of one report, by one engine ("compact/1").

    What words resolve to stands by their span: `places` for names of places and for events' places, `actors`
    for names of actors, agents, targets and victims, `speakers` for sources of claims. Words that were not
    looked up are not in there, and `actors` leaves out words for things ("bus", "weapons depot"). `parties`
    are the names, by their ids, of those whom actors and speakers side with: the report itself need not name
    them.
    """

    report: Report
    engine: str
    names: tuple[Name, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: Mapping[Span, Placing | Unresolved] = field(default_factory=dict, hash=False)
    actors: Mapping[Span, Acting] = field(default_factory=dict, hash=False)
    speakers: Mapping[Span, Speaker] = field(default_factory=dict, hash=False)
    parties: Mapping[str, str] = field(default_factory=dict, hash=False)

    def attribution(self, key: str) -> Attribution:
        """The attribution with the id `key`.

        Raises:
            KeyError: The coding has none of that id.
        """
        for one in self.attributions:
            if one.id == key:
                return one
        raise KeyError(f"no attribution {key} in the coding of report {self.report.id}")
