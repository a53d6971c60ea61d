"""Correction: a dated public change to a briefing."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.web.archive.models.common import Identified
from dateline.web.press.models.briefings import Briefing, Revision


class CorrectionKind(models.TextChoices):
    """What kind of change it is."""

    CORRECTION = "correction", _("correction")  # what stood there was wrong
    CLARIFICATION = "clarification", _("clarification")  # it could be taken wrongly
    UPDATE = "update", _("update")  # more is known since
    WITHDRAWAL = "withdrawal", _("withdrawal")  # none of it stands any more
    REINSTATEMENT = "reinstatement", _("reinstatement")  # it was withdrawn, and stands again


class BriefingCorrectionQuerySet(models.QuerySet["Correction"]):
    """Named questions about corrections."""

    def published(self) -> Self:
        """Those that readers see."""
        return self.filter(published_at__isnull=False)

    def waiting(self) -> Self:
        """Those that are published with the next revision."""
        return self.filter(published_at=None)

    def newest_first(self) -> Self:
        """The newest first."""
        return self.order_by("-published_at", "-id")


class Correction(Identified):
    """A correction: what stood there (`was`), what is right (`now`), and the revisions before and after.

    It waits until the revision that it tells of is published. What was published is never altered.
    `looked_at` says that somebody else than who announced it (`by`) has looked at it.
    """

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=13, choices=CorrectionKind)
    was = models.TextField(blank=True)
    now = models.TextField()
    before = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    after = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    looked_at = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BriefingCorrectionQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=CorrectionKind.values), name="correction_kind"),
            models.CheckConstraint(condition=~Q(now=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(after__isnull=False) | Q(kind=CorrectionKind.WITHDRAWAL),
                name="published_correction_of_a_revision",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-published_at", "-id"],
                name="press_correction_newest",
                condition=Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.now}"
