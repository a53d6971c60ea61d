"""What several tables share: words of the closed lists of the domain; when, where, how many victims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from uuid6 import uuid7

from dateline.domain import EventType, PlacePrecision, Precision

if TYPE_CHECKING:
    from enum import StrEnum


class Review(models.TextChoices):
    """How far people have got with an event or an incident."""

    NEW = "new", "new"
    SECOND = "second", "waits for a second reviewer"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


def words_of(values: type[StrEnum]) -> list[tuple[str, str]]:
    """Choices from a closed list, each under its own name."""
    return [(one.value, one.value.replace("_", " ")) for one in values]


def one_of(field: str, values: type[StrEnum], name: str, *, empty: bool = False) -> models.CheckConstraint:
    """The promise that a column holds a word of a closed list, or nothing where `empty`."""
    allowed = [one.value for one in values] + ([""] if empty else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": allowed}), name=name)


class Identified(models.Model):
    """A row with an id that grows with time and can be shown to anybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        """No table of its own."""

        abstract = True


class Happening(Identified):
    """What events and incidents are filtered and ordered by. `use` says how much is won by looking at it."""

    type = models.CharField(max_length=20, choices=words_of(EventType))

    date_start = models.DateField(null=True, blank=True)
    date_end = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=5, choices=words_of(Precision), blank=True)

    place = models.CharField(max_length=120, blank=True)  # its id in the gazetteer
    place_name = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    admin1 = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    place_precision = models.CharField(max_length=7, choices=words_of(PlacePrecision), blank=True)
    radius_km = models.FloatField(null=True, blank=True)

    killed_min = models.PositiveBigIntegerField(null=True, blank=True)
    killed_max = models.PositiveBigIntegerField(null=True, blank=True)
    injured_min = models.PositiveBigIntegerField(null=True, blank=True)
    injured_max = models.PositiveBigIntegerField(null=True, blank=True)

    use = models.FloatField(default=0.0)
    review = models.CharField(max_length=8, choices=Review, default=Review.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    assigned_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """No table of its own."""

        abstract = True


def promises(name: str) -> list[models.BaseConstraint]:
    """What holds for every row of a table of happenings, by the table's name."""
    both_or_none: list[tuple[str, Any]] = [
        ("dates", Q(date_start=None, date_end=None) | Q(date_start__isnull=False, date_end__isnull=False)),
        ("point", Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False)),
        (
            "assigned",
            Q(assignee=None) | Q(assigned_until__isnull=False),
        ),
    ]
    ordered: list[tuple[str, Any]] = [
        ("days", Q(date_start=None) | Q(date_end__gte=F("date_start"))),
        ("killed", Q(killed_min=None) | Q(killed_max=None) | Q(killed_max__gte=F("killed_min"))),
        ("injured", Q(injured_min=None) | Q(injured_max=None) | Q(injured_max__gte=F("injured_min"))),
        ("on_earth", Q(lat=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180))),
        ("radius", Q(radius_km=None) | Q(radius_km__gte=0)),
    ]
    checks = [
        models.CheckConstraint(condition=condition, name=f"{name}_{of}")
        for of, condition in (*both_or_none, *ordered)
    ]
    return [
        *checks,
        one_of("type", EventType, f"{name}_type"),
        models.CheckConstraint(condition=Q(review__in=Review.values), name=f"{name}_review"),
    ]
