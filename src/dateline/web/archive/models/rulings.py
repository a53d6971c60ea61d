"""Ruling: what an analyst decided on incidents in one go, and the decisions on events that it comes to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dateline.domain import Verdict
from dateline.web.archive.models.codings import Event
from dateline.web.archive.models.common import Identified, one_of, words_of
from dateline.web.archive.models.incidents import Incident


class RulingKind(models.TextChoices):
    """What was done."""

    MERGE = "merge", "merged"
    SPLIT = "split", "split"
    APART = "apart", "kept apart"


class Ruling(Identified):
    """A merge, a split or a keeping apart. `before` tells which incident each account was of.

    It holds until it is withdrawn, through every re-coding and every report to come.
    """

    kind = models.CharField(max_length=5, choices=RulingKind)
    incidents = models.ManyToManyField(Incident, related_name="rulings")
    before = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="rulings")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=RulingKind.values), name="ruling_kind"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="ruling_withdrawn_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class Decision(models.Model):
    """The word that two events are of one incident, or of two: the last that holds counts."""

    ruling = models.ForeignKey(Ruling, models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=words_of(Verdict))
    one = models.ForeignKey(Event, models.PROTECT, related_name="+")
    other = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            one_of("verdict", Verdict, "decision_verdict"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="decision_on_two_events"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.verdict} {self.other_id}"
