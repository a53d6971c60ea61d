"""WorkerLease: the sign of life of a worker, without which its task goes back to be done by another."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from dateline.web.archive.models.common import Identified


class WorkerLease(Identified):
    """A worker that is at work. It says so every few seconds while it lives (`beat_at`)."""

    worker = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Which process it is."""
        return f"{self.host}, process {self.pid}"
