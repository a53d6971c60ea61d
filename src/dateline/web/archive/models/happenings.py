"""What both events and incidents are asked for: where, when, of what type, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.contrib.auth.base_user import AbstractBaseUser

    from dateline.domain import EventType

_Row = TypeVar("_Row", bound=models.Model)
OPEN = ("new", "second")
"""The reviews that somebody has still to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A stretch of the map in degrees. `west` lies east of `east` where it crosses the date line."""

    south: float
    west: float
    north: float
    east: float


class HappeningQuerySet(models.QuerySet[_Row]):
    """Named questions that hold for events and for incidents."""

    def within(self, bounds: Bounds) -> Self:
        """Those whose point lies in a stretch of the map."""
        found = self.filter(lat__range=(bounds.south, bounds.north))
        if bounds.west <= bounds.east:
            return found.filter(lon__range=(bounds.west, bounds.east))
        return found.filter(Q(lon__gte=bounds.west) | Q(lon__lte=bounds.east))

    def between(self, first: date | None, last: date | None) -> Self:
        """Those that may have been on a day from `first` to `last`; None leaves an end open."""
        found = self.filter(date_start__isnull=False) if first or last else self.all()
        if first:
            found = found.filter(date_end__gte=first)
        if last:
            found = found.filter(date_start__lte=last)
        return found

    def of_type(self, *types: EventType | str) -> Self:
        """Those of one of some types."""
        return self.filter(type__in=[str(one) for one in types])

    def in_country(self, *countries: str) -> Self:
        """Those in one of some countries, by ISO 3166-1 alpha-2 codes."""
        return self.filter(country__in=countries)

    def at_place(self, *places: str) -> Self:
        """Those at one of some places, by their ids in the gazetteer."""
        return self.filter(place__in=places)

    def awaiting_review(self) -> Self:
        """Those that somebody has still to look at."""
        return self.filter(review__in=OPEN)

    def in_order_of_use(self) -> Self:
        """What is most useful to look at first; `dateline.web.archive.use` says what that is."""
        return self.order_by("review", F("use").desc(), "id")

    def free_for(self, user: AbstractBaseUser, now: datetime | None = None) -> Self:
        """Those that nobody else has in hand."""
        now = now or timezone.now()
        return self.exclude(Q(assignee__isnull=False) & ~Q(assignee=user) & Q(assigned_until__gt=now))

    def in_hand(self, now: datetime | None = None) -> Self:
        """Those that somebody has taken and not yet had to give back."""
        return self.filter(assignee__isnull=False, assigned_until__gt=now or timezone.now())

    def in_the_hands_of(self, user: AbstractBaseUser, now: datetime | None = None) -> Self:
        """Those that one person has taken and not yet had to give back."""
        return self.filter(assignee=user, assigned_until__gt=now or timezone.now())
