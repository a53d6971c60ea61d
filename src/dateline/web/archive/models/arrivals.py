"""Arrival: a page on its way in, and what became of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dateline.web.archive.models.common import Identified
from dateline.web.archive.models.reports import Report
from dateline.web.archive.models.sources import Feed
from dateline.web.archive.packing import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable


class ArrivalState(models.TextChoices):
    """What became of an arrival."""

    WAITING = "waiting", "waiting"
    READ = "read", "read"  # it is a report, or a new version of one
    KNOWN = "known", "known already"  # it holds nothing that was not there
    REFUSED = "refused", "refused"  # it is no report that can be read: the error says why
    FAILED = "failed", "failed"  # something went wrong: the error says what


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Named questions about arrivals."""

    def waiting(self) -> Self:
        """Those that are still to be read."""
        return self.filter(state=ArrivalState.WAITING)

    def of(self, keys: Iterable[str]) -> Self:
        """Those of some pages, by their canonical addresses or the hashes of their contents."""
        return self.filter(key__in=list(keys))

    def troubled(self) -> Self:
        """Those that became no report, the newest first."""
        return self.filter(state__in=(ArrivalState.REFUSED, ArrivalState.FAILED)).order_by("-came_at", "-id")


class Arrival(Identified):
    """A page on its way in: an address to fetch, or what somebody handed in.

    `key` tells two of one page: the canonical address, or for what has none the hash of its content. What was
    handed in is kept here until it is read; then the report's page has it.
    """

    key = models.CharField(max_length=2100)
    url = models.CharField(max_length=4100, blank=True)
    packed = models.BinaryField(null=True, editable=False)
    charset = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=500, blank=True)
    outlet = models.CharField(max_length=255, blank=True)
    published = models.DateField(null=True, blank=True)
    feed = models.ForeignKey(Feed, models.SET_NULL, null=True, blank=True, related_name="arrivals")
    batch = models.UUIDField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=ArrivalState, default=ArrivalState.WAITING)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="arrivals")
    error = models.TextField(blank=True)
    came_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state=ArrivalState.WAITING), name="one_waiting_arrival_of_a_page"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ArrivalState.values), name="arrival_in_a_state_that_is"
            ),
            models.CheckConstraint(
                condition=~Q(url="") | Q(packed__isnull=False) | ~Q(state=ArrivalState.WAITING),
                name="waiting_arrival_has_something_to_read",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["key"], name="arrival_key"),
            models.Index(fields=["state", "-came_at"], name="arrival_state"),
            models.Index(fields=["batch"], name="arrival_batch"),
        ]

    def __str__(self) -> str:
        """What it is called on screens."""
        return self.url or self.name or self.title or self.key

    @property
    def content(self) -> bytes | None:
        """What was handed in, unpacked."""
        return None if self.packed is None else unpack(self.packed)

    @staticmethod
    def key_of(content: bytes) -> str:
        """The key of what has no address."""
        return f"sha256:{hashlib.sha256(content).hexdigest()}"
