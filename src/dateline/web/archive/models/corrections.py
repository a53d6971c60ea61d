"""Correction: what a person says an event should say; kept as gold, and laid over every coding to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dateline.web.archive.models.codings import Event
from dateline.web.archive.models.common import Identified
from dateline.web.archive.models.reports import Report

if TYPE_CHECKING:
    from uuid import UUID


class Field(models.TextChoices):
    """What of an event can be corrected. The values are those of the record in the domain, but for three."""

    EVENT = "event", "the whole event"  # one that no engine found, or finds any more
    TYPE = "type", "type"
    STATUS = "status", "status"
    MENTIONS = "mentions", "mentions"
    AGENTS = "agents", "agents"
    TARGETS = "targets", "targets"
    PLACES = "places", "places"
    TIMES = "times", "times"
    MEANS = "means", "means"
    HARM = "harm", "harm"
    DATE = "date", "date"
    CLAIMS = "claims", "attributions"
    ACTOR = "actor", "which actor is meant"  # by words of the event
    PLACE = "place", "which place is meant"


class CorrectionState(models.TextChoices):
    """Whether a correction holds."""

    PROPOSED = "proposed", "proposed"
    CONFIRMED = "confirmed", "confirmed"
    WITHDRAWN = "withdrawn", "withdrawn"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Named questions about corrections."""

    def holding(self) -> Self:
        """Those that are to be laid over codings, in the order in which they were made."""
        return self.filter(state="confirmed").order_by("at", "id")

    def proposed(self) -> Self:
        """Those that an analyst has still to confirm."""
        return self.filter(state="proposed").order_by("at", "id")

    def lost(self) -> Self:
        """Those that hold and cannot be laid over the current coding of their report."""
        return self.filter(state="confirmed", laid=False).order_by("at", "id")

    def of_report(self, report: UUID) -> Self:
        """Those of a report."""
        return self.filter(report=report)


class Correction(Identified):
    """A correction of one field of one event.

    `before` and `after` are as interchange writes them, with the words beside each span, so that they are
    found again when the text has moved. `words` are those that an actor or a place is said of. `anchor` is
    what the
    event was found by when it was corrected. `laid` says whether it stands in the current coding; where it
    does not, `obstacle` says why.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="corrections")
    event = models.ForeignKey(Event, models.PROTECT, related_name="corrections")
    anchor = models.JSONField(default=dict)
    field = models.CharField(max_length=8, choices=Field)
    words = models.JSONField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=9, choices=CorrectionState, default=CorrectionState.CONFIRMED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    laid = models.BooleanField(default=False)
    obstacle = models.TextField(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(field__in=Field.values), name="correction_field"),
            models.CheckConstraint(condition=Q(state__in=CorrectionState.values), name="correction_state"),
            models.CheckConstraint(
                condition=~Q(laid=True) | Q(state=CorrectionState.CONFIRMED),
                name="correction_laid_where_it_holds",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["report", "state"], name="correction_of_report"),
            models.Index(fields=["state", "laid"], name="correction_lost"),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} of {self.event_id}"
