"""Series: briefings under one name, that come at some pace on some region."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.web.archive.models.common import Identified


class Cadence(models.TextChoices):
    """How often a briefing of a series comes."""

    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly")
    MONTHLY = "monthly", _("monthly")
    IRREGULAR = "irregular", _("now and then")


_OUT = Q(briefings__live__isnull=False, briefings__withdrawn_at=None)


class SeriesQuerySet(models.QuerySet["Series"]):
    """Named questions about series."""

    def running(self) -> Self:
        """Those that go on."""
        return self.filter(retired_at=None)

    def shown(self) -> Self:
        """Those that go on, or have briefings: each with `number` of these and the day of the `latest`."""
        counted = self.annotate(
            number=Count("briefings", filter=_OUT), latest=Max("briefings__day", filter=_OUT)
        )
        return counted.filter(Q(retired_at=None) | Q(number__gt=0))

    def by_name(self) -> Self:
        """In the order of their names."""
        return self.order_by("name")


class Series(Identified):
    """A series: "Syria report". `countries` (ISO 3166-1 alpha-2) are what is offered for it first.

    With `four_eyes` somebody else than the writer approves a briefing before it is published.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    cadence = models.CharField(max_length=9, choices=Cadence, default=Cadence.DAILY)
    countries = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=12, default="en")
    four_eyes = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cadence__in=Cadence.values), name="series_cadence"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="series_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
