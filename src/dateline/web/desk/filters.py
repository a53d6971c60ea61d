"""Filters: what a list of the desk is asked for by its address, so that it can be sent, kept and exported.

events_asked_for(request.GET, user) -> events      incidents_asked_for, reports_asked_for as well
kept(request.GET) -> "type=airstrike&country=SY"   the filters alone, for the links of a page
Asked.of(request.GET)                              the same as a record, for forms

Whatever is no value of a filter is passed over; `Asked.refused` tells which.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Self, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dateline.domain import EventType, Grade, Standing, Status
from dateline.web.archive.asking import Meant, Parameters, country
from dateline.web.archive.models import Event, Incident, Report, ReportState, Review, SearchKind
from dateline.web.archive.search import matching

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models.codings import EventQuerySet
    from dateline.web.archive.models.incidents import IncidentQuerySet
    from dateline.web.archive.models.reports import ReportQuerySet

_Set = TypeVar("_Set", "EventQuerySet", "IncidentQuerySet")


class Reviewed(StrEnum):
    """Which reviews are listed; what still waits unless somebody asks otherwise."""

    WAITING = "waiting"
    NEW = Review.NEW.value
    SECOND = Review.SECOND.value
    ACCEPTED = Review.ACCEPTED.value
    REJECTED = Review.REJECTED.value
    ALL = "all"

    @property
    def reviews(self) -> tuple[Review, ...]:
        """The reviews that are meant, in the order in which they are listed."""
        return {
            Reviewed.WAITING: (Review.NEW, Review.SECOND),
            Reviewed.ALL: (Review.NEW, Review.SECOND, Review.ACCEPTED, Review.REJECTED),
        }.get(self) or (Review(self.value),)


class Hands(StrEnum):
    """In whose hands a thing is."""

    MINE = "mine"
    FREE = "free"


class Sureness(StrEnum):
    """The confidence of the engine in words, by the chance that it is right."""

    HIGH = "high"
    MIDDLING = "middling"
    LOW = "low"

    @property
    def bounds(self) -> tuple[float, float]:
        """The least confidence that it means, and the one from which it is more."""
        return _SURENESS[self]

    @property
    def label(self) -> StrOrPromise:
        """What it is called on screens."""
        return _SURENESS_LABELS[self]

    @classmethod
    def of(cls, confidence: float) -> Self:
        """That of an event."""
        return next(one for one in cls if confidence >= one.bounds[0])


# Confidence is a calibrated chance (docs/benchmarks.md), so that 0.5 is as likely wrong as right.
_SURENESS: Final = {Sureness.HIGH: (0.8, 1.1), Sureness.MIDDLING: (0.5, 0.8), Sureness.LOW: (0.0, 0.5)}
_SURENESS_LABELS: Final = {Sureness.HIGH: _("high"), Sureness.MIDDLING: _("middling"), Sureness.LOW: _("low")}

MANY: Final = ("type", "country", "source", "status", "confidence", "standing", "grade", "state")
"""The filters that may bear several values."""
ONE: Final = ("q", "place", "actor", "from", "to", "review", "hands")
"""Those that bear one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list is asked for. `refused` are pairs of a filter and a value that it does not take."""

    words: str = ""
    place: str = ""
    actor: str = ""
    types: tuple[EventType, ...] = ()
    countries: tuple[str, ...] = ()
    sources: tuple[UUID, ...] = ()
    statuses: tuple[Status, ...] = ()
    confidence: tuple[Sureness, ...] = ()
    standings: tuple[Standing, ...] = ()
    grades: tuple[Grade, ...] = ()
    states: tuple[ReportState, ...] = ()
    first: date | None = None
    last: date | None = None
    reviewed: Reviewed = Reviewed.WAITING
    hands: Hands | None = None
    refused: tuple[tuple[str, str], ...] = ()
    meant: Meant = field(default_factory=Meant, compare=False, repr=False)

    @classmethod
    def of(cls, params: QueryDict) -> Self:
        """What the parameters of an address ask for."""
        reading = Parameters(params)
        return cls(
            words=reading.text("q"),
            place=reading.text("place"),
            actor=reading.text("actor"),
            types=reading.many("type", EventType),
            countries=reading.many("country", country),
            sources=reading.many("source", UUID),
            statuses=reading.many("status", Status),
            confidence=reading.many("confidence", Sureness),
            standings=reading.many("standing", Standing),
            grades=reading.many("grade", Grade),
            states=reading.many("state", ReportState),
            first=reading.one("from", date.fromisoformat),
            last=reading.one("to", date.fromisoformat),
            reviewed=reading.one("review", Reviewed) or Reviewed.WAITING,
            hands=reading.one("hands", Hands),
            refused=tuple(reading.refused),
        )

    def of_reports(self) -> Self:
        """What of it a list of reports knows."""
        return type(self)(
            words=self.words,
            sources=self.sources,
            states=self.states,
            first=self.first,
            last=self.last,
            refused=self.refused,
        )


def events_asked_for(params: QueryDict, user: AbstractBaseUser | None = None) -> EventQuerySet:
    """The events that an address asks for, in no order: those that wait unless it asks for others.

    Args:
        params: The parameters of the address.
        user: Whose hands `mine` and `free` mean; without one these are passed over.
    """
    return events_asked(Asked.of(params), user)


def events_asked(asked: Asked, user: AbstractBaseUser | None = None) -> EventQuerySet:
    """As `events_asked_for`, of what was read already."""
    found = _happened(Event.objects.told(), asked, user, SearchKind.CLAIM)
    if asked.actor:
        found = found.by_actor(*asked.meant.actors(asked.actor))
    if asked.sources:
        found = found.from_source(*asked.sources)
    if asked.statuses:
        found = found.filter(status__in=asked.statuses)
    if asked.confidence:
        either = Q(pk__in=[])
        for one in asked.confidence:
            least, below = one.bounds
            either |= Q(confidence__gte=least, confidence__lt=below)
        found = found.filter(either)
    return found


def incidents_asked_for(params: QueryDict, user: AbstractBaseUser | None = None) -> IncidentQuerySet:
    """The incidents that an address asks for, in no order; as `events_asked_for`."""
    return incidents_asked(Asked.of(params), user)


def incidents_asked(asked: Asked, user: AbstractBaseUser | None = None) -> IncidentQuerySet:
    """As `incidents_asked_for`, of what was read already."""
    found = _happened(Incident.objects.there().light(), asked, user, SearchKind.INCIDENT)
    if asked.actor:
        found = found.by_actor(*asked.meant.actors(asked.actor))
    if asked.sources:
        found = found.told_by(*asked.sources)
    if asked.standings:
        found = found.filter(standing__in=asked.standings)
    if asked.grades:
        found = found.filter(grade__in=asked.grades)
    return found


def reports_asked_for(params: QueryDict) -> ReportQuerySet:
    """The reports that an address asks for by words, source, day and state, in no order."""
    asked = Asked.of(params)
    found = Report.objects.published_between(asked.first, asked.last)
    if asked.sources:
        found = found.from_source(*asked.sources)
    if asked.states:
        found = found.filter(state__in=asked.states)
    if asked.words:
        found = found.filter(pk__in=matching(asked.words, SearchKind.REPORT))
    return found


def kept(params: QueryDict, **instead: str | Iterable[str] | None) -> str:
    """The filters alone as a query string, without what tells where in the list one is.

    `instead` sets filters anew (None takes one out); "from" is given as `**{"from": …}`.
    """
    pairs: list[tuple[str, str]] = []
    for name in (*ONE, *MANY):
        values = instead[name] if name in instead else params.getlist(name)
        values = [values] if isinstance(values, str) else list(values or ())
        values = values[-1:] if name in ONE else list(dict.fromkeys(values))
        pairs += [(name, value.strip()) for value in values if value.strip()]
    return urlencode(pairs)


def kept_of_reports(params: QueryDict) -> str:
    """As `kept`, of the filters that a list of reports knows."""
    return kept(params, **dict.fromkeys(set(MANY + ONE) - _OF_REPORTS))


_OF_REPORTS: Final = frozenset({"q", "from", "to", "source", "state"})


def _happened(found: _Set, asked: Asked, user: AbstractBaseUser | None, kind: SearchKind) -> _Set:
    """What both events and incidents are asked for."""
    found = found.filter(review__in=asked.reviewed.reviews)
    if asked.types:
        found = found.of_type(*asked.types)
    if asked.countries:
        found = found.in_country(*asked.countries)
    if asked.place:
        found = found.at_place(*asked.meant.places(asked.place))
    if asked.first or asked.last:
        found = found.between(asked.first, asked.last)
    if asked.words:
        found = found.filter(pk__in=asked.meant.matching(asked.words, kind))
    if user is not None and asked.hands is Hands.MINE:
        found = found.in_the_hands_of(user)
    if user is not None and asked.hands is Hands.FREE:
        found = found.free_for(user)
    return found
