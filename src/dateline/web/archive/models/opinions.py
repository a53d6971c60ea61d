"""Opinion: what one person thinks of one event; where two are asked for, they have to be the same."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dateline.web.archive.models.codings import Event
from dateline.web.archive.models.common import Identified, Review


class Opinion(Identified):
    """An event is right, or wrong, in somebody's eyes: their last word on it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="opinions")
    opinion = models.CharField(max_length=8, choices=Review)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "by"], name="one_opinion_each"),
            models.CheckConstraint(
                condition=Q(opinion__in=[Review.ACCEPTED, Review.REJECTED]), name="opinion_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opinion} by {self.by_id}"
