"""The app `api`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Answers alone; it has no tables."""

    name = "dateline.web.api"
    label = "api"
    verbose_name = _("API")
