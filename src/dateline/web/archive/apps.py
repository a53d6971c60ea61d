"""The app `archive`."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Sources, reports, codings, incidents and their history."""

    name = "dateline.web.archive"
    label = "archive"
    verbose_name = "archive"
    default_auto_field = "django.db.models.BigAutoField"
