"""The app `telling`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TellingConfig(AppConfig):
    """Templates and drawings alone; it has no tables."""

    name = "dateline.web.telling"
    label = "telling"
    verbose_name = _("telling")
