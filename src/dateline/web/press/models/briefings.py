"""Briefing: what the newsroom publishes; its revisions, and what somebody is writing just now."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.web.archive.models import Incident
from dateline.web.archive.models.common import Identified
from dateline.web.press.models.media import Media
from dateline.web.press.models.series import Series


class Stage(models.TextChoices):
    """How far the newest revision of a briefing has got."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for approval")
    APPROVED = "approved", _("approved")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("published")


class BriefingQuerySet(models.QuerySet["Briefing"]):
    """Named questions about briefings."""

    def published(self) -> Self:
        """Those that readers see."""
        return self.filter(live__isnull=False, withdrawn_at=None)

    def out(self) -> Self:
        """Those that were ever published: of a withdrawn one readers see that it was withdrawn, and why."""
        return self.filter(live__isnull=False)

    def in_work(self) -> Self:
        """Those whose newest revision readers do not see yet, and may come to see."""
        return self.filter(Q(withdrawn_at=None) | Q(coming_back=True)).exclude(stage=Stage.LIVE)

    def telling_of(self, incident: Incident) -> Self:
        """Those in which readers are told of an incident."""
        return self.filter(told__incident=incident, told__shown=True)

    def newest_first(self) -> Self:
        """By the day that they are of, the newest first."""
        return self.order_by("-day", "-published_at", "-id")

    def to_show(self) -> Self:
        """With what a list shows of each, in one query."""
        return self.select_related("series", "live").defer("live__body")


class Briefing(Identified):
    """A briefing: one dated issue of a series.

    `head` is its newest revision, `live` the one that readers see; `stage` tells of `head`. `period_start` to
    `period_end` are the days that it tells of, `day` and `place` its dateline. An approval is of one
    revision: a newer one goes back to being a draft. With `four_eyes` no one approves what they submitted.
    `coming_back` is a withdrawn one that somebody has said is to be reinstated, and why.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="briefings")
    slug = models.SlugField(max_length=80)
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    four_eyes = models.BooleanField(default=True)
    incidents = models.ManyToManyField(Incident, through="BriefingIncident", related_name="briefings")
    media = models.ManyToManyField(Media, blank=True, related_name="briefings")

    stage = models.CharField(max_length=9, choices=Stage, default=Stage.DRAFT)
    head = models.ForeignKey("Revision", models.PROTECT, null=True, blank=True, related_name="+")
    live = models.ForeignKey("Revision", models.PROTECT, null=True, blank=True, related_name="+")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    embargo_key = models.CharField(max_length=64, blank=True)  # opens the page to partners before that

    published_at = models.DateTimeField(null=True, blank=True)
    revised_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    coming_back = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "slug"], name="briefing_of_series"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="briefing_stage"),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="briefing_period"),
            models.CheckConstraint(
                condition=Q(live=None, published_at=None) | Q(live__isnull=False, published_at__isnull=False),
                name="briefing_live_since",
            ),
            models.CheckConstraint(
                condition=Q(four_eyes=False)
                | Q(approved_by=None)
                | Q(submitted_by=None)
                | ~Q(approved_by=F("submitted_by")),
                name="briefing_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.APPROVED, Stage.SCHEDULED]) | Q(approved_by__isnull=False),
                name="briefing_approved_by",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.SCHEDULED) | Q(publish_at__isnull=False),
                name="briefing_scheduled_for",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(embargo_until=None) | Q(publish_at__gte=F("embargo_until")),
                name="briefing_not_before_its_embargo",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (Q(live__isnull=False) & ~Q(withdrawn_why="")),
                name="briefing_withdrawn_why",
            ),
            models.CheckConstraint(
                condition=Q(coming_back=False) | Q(withdrawn_at__isnull=False),
                name="briefing_comes_back_from_withdrawal",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-day", "-published_at", "-id"],
                name="briefing_newest",
                condition=Q(live__isnull=False),
            ),
            models.Index(fields=["series", "-day", "-id"], name="briefing_series_newest"),
            models.Index(fields=["stage", "publish_at"], name="briefing_due"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.slug}"

    @property
    def is_out(self) -> bool:
        """Whether readers see it."""
        return self.live_id is not None and self.withdrawn_at is None

    @property
    def is_closed(self) -> bool:
        """Whether it was withdrawn and nothing is done with it, unless somebody has it reinstated."""
        return self.withdrawn_at is not None and not self.coming_back


class Revision(Identified):
    """A revision of a briefing. It never changes: who edits makes the next.

    `body` is Markdown; in it `[^c3]` is the claim of the briefing's citation with the label "c3", and
    `![words](media:ID)` a picture or a video. `authors` is the line of who wrote it. `pictures` is what was
    said of its pictures and videos, by their ids, when readers came to see it: that stays so for them.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    headline = models.CharField(max_length=300)
    standfirst = models.TextField(blank=True)
    body = models.TextField()
    authors = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    live_from = models.DateTimeField(null=True, blank=True)  # when readers came to see it
    pictures = models.JSONField(default=dict, blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["briefing", "number"], name="revision_of_briefing"),
            models.CheckConstraint(condition=~Q(headline=""), name="revision_has_a_headline"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"


class WorkingCopy(models.Model):
    """What one person is writing and has not saved as a revision; `base` is the one that they began from."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="copies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    base = models.ForeignKey(Revision, models.CASCADE, related_name="+")
    headline = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    authors = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["briefing", "by"], name="one_working_copy_each"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} by {self.by_id}"


class BriefingIncidentQuerySet(models.QuerySet["BriefingIncident"]):
    """Named questions about what briefings tell of."""

    def shown(self) -> Self:
        """What readers are told of: not what was added since the briefing was published last."""
        return self.filter(shown=True)

    def staying(self) -> Self:
        """What the newest revision tells of: not what readers see for the last time."""
        return self.filter(leaves=False)


class BriefingIncident(models.Model):
    """An incident that a briefing tells of, under a heading (`front`), in the order of `position`.

    It is `shown` to readers from the next publication on; one that `leaves` is, until the next one.
    """

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="told")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="told_in")
    front = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)
    shown = models.BooleanField(default=False)
    leaves = models.BooleanField(default=False)

    objects = BriefingIncidentQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["briefing", "incident"], name="incident_once_in_a_briefing"),
            models.CheckConstraint(
                condition=Q(leaves=False) | Q(shown=True), name="what_leaves_a_briefing_was_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} in {self.briefing_id}"
