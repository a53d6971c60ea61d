"""What editors add to the register and the gazetteer: names, actors and places of this newsroom's own."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dateline.domain import ActorClass, Feature
from dateline.web.archive.models.common import Identified, one_of, words_of


class Override(Identified):
    """An entry of an editor. It holds for reports to come from the moment it is saved."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        """No table of its own."""

        abstract = True


class ActorOverride(Override):
    """An actor of our own, or names more for one of the register (`own` tells which)."""

    actor = models.CharField(max_length=100)
    own = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    cls = models.CharField(max_length=20, choices=words_of(ActorClass), blank=True)
    sector = models.CharField(max_length=8, blank=True)
    country = models.CharField(max_length=2, blank=True)
    parent = models.CharField(max_length=100, blank=True)
    alignment = models.CharField(max_length=100, blank=True)
    alignment_start = models.DateField(null=True, blank=True)
    alignment_end = models.DateField(null=True, blank=True)
    start = models.DateField(null=True, blank=True)  # of an actor of our own: when it existed
    end = models.DateField(null=True, blank=True)
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["actor"], condition=Q(withdrawn_at=None), name="one_override_of_an_actor"
            ),
            one_of("cls", ActorClass, "actor_override_class", empty=True),
            models.CheckConstraint(
                condition=Q(own=False) | (~Q(name="") & ~Q(cls="")), name="own_actor_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")), name="actor_override_days"
            ),
            models.CheckConstraint(
                condition=Q(alignment_start=None)
                | Q(alignment_end=None)
                | Q(alignment_end__gte=F("alignment_start")),
                name="actor_override_side_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.actor


class PlaceOverride(Override):
    """A place of our own, or names more for one of the gazetteer (`own` tells which)."""

    place = models.CharField(max_length=120)
    own = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    feature = models.CharField(max_length=9, choices=words_of(Feature), blank=True)
    country = models.CharField(max_length=2, blank=True)
    admin1 = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    radius_km = models.FloatField(null=True, blank=True)
    aliases = models.JSONField(default=list, blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(withdrawn_at=None), name="one_override_of_a_place"
            ),
            one_of("feature", Feature, "place_override_feature", empty=True),
            models.CheckConstraint(
                condition=Q(own=False) | (~Q(name="") & ~Q(feature="") & Q(lat__isnull=False)),
                name="own_place_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="place_override_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(radius_km=None) | Q(radius_km__gte=0),
                name="place_override_radius",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.place
