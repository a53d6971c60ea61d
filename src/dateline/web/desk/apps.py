"""The app `desk`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Screens alone: what they show and change lies in the archive."""

    name = "dateline.web.desk"
    label = "desk"
    verbose_name = _("desk")
