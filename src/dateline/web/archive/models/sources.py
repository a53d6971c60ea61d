"""Source: who publishes reports; its sites, and the feeds that tell of new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dateline.domain import SourceKind
from dateline.web.archive.models.common import Identified, one_of, words_of

if TYPE_CHECKING:
    from datetime import datetime


class SourceQuerySet(models.QuerySet["Source"]):
    """Named questions about sources."""

    def by_name(self) -> Self:
        """In the order of their names."""
        return self.order_by("name")


class Source(Identified):
    """A publisher of reports.

    `kind`, `alignment` (the id of the actor whose side it is on) and `owner` are the register's until
    somebody sets them here (`edited`): then they hold. Pages of a `showable` source may be shown to readers
    whole; of others they see no more than the sentences that claims rest on.
    """

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=12, choices=words_of(SourceKind), default=SourceKind.UNKNOWN.value)
    country = models.CharField(max_length=3, blank=True)  # ISO 3166-1 alpha-3
    alignment = models.CharField(max_length=100, blank=True)
    owner = models.CharField(max_length=100, blank=True)
    homepage = models.URLField(max_length=500, blank=True)
    edited = models.BooleanField(default=False)
    showable = models.BooleanField(default=False)
    first_seen = models.DateTimeField(default=timezone.now, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            one_of("kind", SourceKind, "source_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="source_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SourceDomain(models.Model):
    """A site of a source: "example.org", without a "www."."""

    domain = models.CharField(max_length=253, unique=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="domains")

    def __str__(self) -> str:
        return self.domain


class SourceName(models.Model):
    """The name of a source that became part of another one, whose reports are that one's from then on.

    `former` is the id that it had, by which its address still leads on.
    """

    name = models.CharField(max_length=200, unique=True)
    source = models.ForeignKey(Source, models.CASCADE, related_name="former_names")
    former = models.UUIDField()

    class Meta:
        """How it is kept."""

        indexes: ClassVar = [models.Index(fields=["former"], name="source_former")]

    def __str__(self) -> str:
        return self.name


class FeedKind(models.TextChoices):
    """What a feed is."""

    RSS = "rss", "RSS or Atom feed"
    SITEMAP = "sitemap", "sitemap"
    LIST = "list", "list of addresses"


class FeedQuerySet(models.QuerySet["Feed"]):
    """Named questions about feeds."""

    def due(self, now: datetime | None = None) -> Self:
        """Those to be asked now, the longest waiting first."""
        return self.filter(enabled=True, next_poll__lte=now or timezone.now()).order_by("next_poll", "id")

    def troubled(self) -> Self:
        """Those that could not be read of late."""
        return self.filter(failures__gt=0).order_by("-failures", "url")


class Feed(Identified):
    """Where a source tells of new reports, and how often it is asked. `interval` is in minutes."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="feeds")
    url = models.CharField(max_length=2000, unique=True)
    kind = models.CharField(max_length=7, choices=FeedKind, default=FeedKind.RSS)
    interval = models.PositiveIntegerField(default=60)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)
    next_poll = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)  # in a row
    last_error = models.TextField(blank=True)
    enabled = models.BooleanField(default=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        indexes: ClassVar = [models.Index(fields=["enabled", "next_poll"], name="feed_due")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=FeedKind.values), name="feed_kind"),
            models.CheckConstraint(condition=Q(interval__gte=1), name="feed_interval"),
        ]

    def __str__(self) -> str:
        return self.url
