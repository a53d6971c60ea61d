"""The app `newsroom`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    """Screens alone: what they show and change lies in the press and the archive."""

    name = "dateline.web.newsroom"
    label = "newsroom"
    verbose_name = _("newsroom")
