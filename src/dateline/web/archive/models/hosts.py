"""Host: how often a site's machine may be asked, so that all processes together ask no more than that."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Host(models.Model):
    """A machine that pages are fetched from.

    `free_at` is when it may be asked next, `line_at` when those will have had their turn that wait for one,
    `closed_until` until when it wants to be left alone, and `refusals` how often in a row it said so.
    """

    name = models.CharField(max_length=255, primary_key=True)
    free_at = models.DateTimeField(default=timezone.now)
    line_at = models.DateTimeField(default=timezone.now)
    closed_until = models.DateTimeField(null=True, blank=True)
    refusals = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        """The name of the machine."""
        return self.name
