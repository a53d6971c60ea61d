"""Searchable: the words of reports, claims, incidents and briefings, as they are looked for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class SearchKind(models.TextChoices):
    """What is found."""

    REPORT = "report", "report"
    CLAIM = "claim", "claim"
    INCIDENT = "incident", "incident"
    BRIEFING = "briefing", "briefing"


class Searchable(models.Model):
    """One thing that can be found.

    `forms` are its names however spelt; the index itself is the database's own.
    """

    kind = models.CharField(max_length=8, choices=SearchKind)
    object = models.UUIDField()
    day = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    forms = models.TextField(blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object"], name="searchable_once"),
            models.CheckConstraint(condition=Q(kind__in=SearchKind.values), name="searchable_kind"),
        ]

    def __str__(self) -> str:
        return self.title
