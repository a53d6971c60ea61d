"""Change: what a person did, when and to what, with what was there before and after.

It is never altered and never taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from dateline.web.archive.models.common import Identified

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class ChangeQuerySet(models.QuerySet["Change"]):
    """Named questions about changes."""

    def of(self, row: models.Model) -> Self:
        """Those of one row, the newest first."""
        about = row._meta.model_name or ""
        return self.filter(about=about, object=str(row.pk)).newest_first()

    def of_report(self, key: str) -> Self:
        """Those of a report's events, corrections and itself, the newest first."""
        return self.filter(report=key).newest_first()

    def made_by(self, user: AbstractBaseUser) -> Self:
        """Those that one person made, the newest first."""
        return self.filter(by=user).newest_first()

    def newest_first(self) -> Self:
        """The newest first, each with who made it."""
        return self.select_related("by").order_by("-at", "-id")


class Change(Identified):
    """One change. The database itself refuses to update or delete it (see the triggers in `history_guard`).

    `about` names the kind of what was changed ("event", "incident", "source"), `object` is its id, `report`
    the key of the report that it is of, where it is of one. `request` is the number of the request that
    brought it.
    """

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="changes"
    )
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=40)
    object = models.CharField(max_length=64)
    report = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    request = models.CharField(max_length=64, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        indexes: ClassVar = [
            models.Index(fields=["about", "object", "-at"], name="change_of_object"),
            models.Index(fields=["report", "-at"], name="change_of_report"),
            models.Index(fields=["by", "-at"], name="change_by"),
            models.Index(fields=["-at"], name="change_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.about} {self.object}"
