"""Incidents: one happening in the world, and what each source says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain.codebook import Stance

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain.actors import Acting
    from dateline.domain.codebook import EventType
    from dateline.domain.coding import Count, DateRange
    from dateline.domain.places import Placing
    from dateline.domain.spans import Span


class Fact(StrEnum):
    """What a telling is about."""

    TYPE = "type"
    DATE = "date"
    PLACE = "place"
    AGENT = "agent"
    TARGET = "target"
    MEANS = "means"
    # Harm, one fact for each effect:
    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DAMAGED = "damaged"


HARM = frozenset({Fact.KILLED, Fact.INJURED, Fact.CAPTURED, Fact.MISSING, Fact.DISPLACED, Fact.DAMAGED})
"""The facts that are harm."""


class Standing(StrEnum):
    """How an incident stands among those who speak of it."""

    REPORTED = "reported"
    DISPUTED = "disputed"  # somebody denies it, or tells it so that both cannot be true
    DENIED = "denied"  # nobody says in their own name that it happened
    ACKNOWLEDGED = "acknowledged"  # a belligerent says that it did it


class Grade(StrEnum):
    """How well an incident is evidenced, in the manner of Airwars' grades."""

    CONFIRMED = "confirmed"  # a belligerent accepted responsibility
    FAIR = "fair"  # two or more credible, independent origins
    WEAK = "weak"  # one origin
    CONTESTED = "contested"  # competing claims of who is responsible
    DISCOUNTED = "discounted"  # those who could know say that it was not so


class SourceKind(StrEnum):
    """What kind of publisher or speaker an origin is."""

    AGENCY = "agency"  # sells or gives its reports to other outlets
    MEDIA = "media"  # any other outlet that no party owns
    LOCAL_MEDIA = "local_media"
    STATE_MEDIA = "state_media"
    PARTY = "party"  # a belligerent, its body or its mouthpiece
    MONITOR = "monitor"
    ORGANISATION = "organisation"  # UN bodies, NGOs, courts, parliaments
    WITNESS = "witness"  # people on the ground whom the report doesn't name
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class EventRef:
    """An event by the id of its report and its own id there."""

    report: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whom words go back to in the end: counted once, however many pass them on.

    `id` is stable: the id of an actor of the register ("actor:sohr"), the outlet's name ("outlet:coast
    monitor") or, where nobody is named, the report that speaks ("report:4f2a", for its own unnamed
    witnesses). `alignment` is the id of the actor whose side it is on, where known. `reports` are those
    that bring its words, copies too.
    """

    id: str
    name: str
    kind: SourceKind
    reports: tuple[str, ...]
    alignment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One fact of an incident as one voice in one report gives it.

    `value` is the fact in words that can be compared ("3", "at least 11", "2018-12-06", "Islamic State");
    what it rests on stands beside it: `count` for harm, `date`, `place`, `actor`. `words` are the
    report's own and `at` where they stand, `quote` the sentence or the words attributed. `origin` is the
    id of whom they go back to, `through` who passed them on, the report's source last; `said` the day of
    the report.
    """

    fact: Fact
    value: str
    event: EventRef
    origin: str
    words: str
    at: Span
    quote: str
    stance: Stance = Stance.ASSERTS
    through: tuple[str, ...] = ()
    said: date | None = None
    count: Count | None = None
    date: DateRange | None = None
    place: Placing | None = None
    actor: Acting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening in the world, made of the events of many reports.

    `id` stays when reports join. `events` are in order of their reports' days, then ids. `tellings` say
    who says what of each fact, in time order; `origins` are those that say anything, each once. `date`
    and `place` are the most exact of what is told; `killed` and `injured` the range over independent
    origins, None where nobody gives a number. `reason` says why `grade`, in words.
    """

    id: str
    type: EventType
    events: tuple[EventRef, ...]
    tellings: tuple[Telling, ...]
    origins: tuple[Origin, ...]
    standing: Standing
    grade: Grade
    reason: str
    date: DateRange | None = None
    place: Placing | None = None
    killed: Count | None = None
    injured: Count | None = None

    @property
    def reports(self) -> tuple[str, ...]:
        """The ids of the reports that tell of it, in time order."""
        return tuple(dict.fromkeys(event.report for event in self.events))


class Verdict(StrEnum):
    """What an analyst has decided on two events."""

    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An analyst's word on two events, which every later run keeps. The last of several on one pair holds."""

    verdict: Verdict
    one: EventRef
    other: EventRef
    by: str
    on: date
