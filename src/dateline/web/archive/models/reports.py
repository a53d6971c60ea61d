"""Report: one page by a source as it was read; and the versions of that page as they were fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dateline.web.archive.models.common import Identified
from dateline.web.archive.models.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID


class ReportState(models.TextChoices):
    """How far a report has got on its way."""

    FETCHED = "fetched", "read"
    CODED = "coded", "coded"
    LINKED = "linked", "linked"
    FAILED = "failed", "failed"


class ReportQuerySet(models.QuerySet["Report"]):
    """Named questions about reports."""

    def from_source(self, *sources: UUID) -> Self:
        """Those of some sources."""
        return self.filter(source__in=sources)

    def published_between(self, first: date | None, last: date | None) -> Self:
        """Those of the days from `first` to `last`; None leaves an end open."""
        found = self
        if first:
            found = found.filter(published__gte=first)
        if last:
            found = found.filter(published__lte=last)
        return found

    def failed(self) -> Self:
        """Those that got stuck on their way."""
        return self.filter(state="failed")

    def newest_first(self) -> Self:
        """By the day they are of, then by when they came."""
        return self.order_by("-published", "-first_seen", "-id")

    def light(self) -> Self:
        """Without their texts, for lists."""
        return self.select_related("source").defer("text", "set_apart")


class Report(Identified):
    """A report. `key` is its id in codings; it stays when the page's words change.

    `text` is what was read last; a coding keeps the text that it was made of. `failure` says why it got no
    further.
    """

    key = models.CharField(max_length=200, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="reports")
    url = models.CharField(max_length=4100, blank=True)
    canonical_url = models.CharField(max_length=2100, null=True, blank=True)  # noqa: DJ001 -- unique where known
    title = models.TextField(blank=True)
    author = models.TextField(blank=True)
    published = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    text = models.TextField()
    set_apart = models.JSONField(default=list, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    first_seen = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=7, choices=ReportState, default=ReportState.FETCHED)
    failure = models.TextField(blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["canonical_url"],
                condition=Q(canonical_url__isnull=False),
                name="report_canonical_url",
            ),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state"),
            models.CheckConstraint(condition=~Q(canonical_url=""), name="report_canonical_url_or_none"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source", "-published"], name="report_of_source"),
            models.Index(fields=["-published", "-first_seen"], name="report_by_day"),
            models.Index(fields=["state", "first_seen"], name="report_state_age"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.key

    @property
    def showable(self) -> bool:
        """Whether readers may see the whole of it: its source says so."""
        return self.source is not None and self.source.showable


class PageQuerySet(models.QuerySet["Page"]):
    """Named questions about pages."""

    def latest_of(self, reports: Iterable[UUID]) -> dict[UUID, Page]:
        """The version of each report's page that was fetched last, without its bytes, by the report's id."""
        rows = self.filter(report__in=list(reports)).order_by("fetched_at", "pk")
        return {row.report_id: row for row in rows.defer("body", "headers")}


class Page(Identified):
    """A version of a report's page, byte for byte.

    `body` is compressed with zstd, `sha256` of what it holds.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="pages")
    url = models.CharField(max_length=4100, blank=True)
    fetched_at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    headers = models.JSONField(default=list, blank=True)  # pairs: a header may come twice
    media_type = models.CharField(max_length=200, blank=True)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = PageQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "sha256"], name="page_version"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="page_content")]

    def __str__(self) -> str:
        return self.url or self.sha256
