"""The app `press`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    """Series, briefings, corrections, subscriptions; and the pages that readers see."""

    name = "dateline.web.press"
    label = "press"
    verbose_name = _("press")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have workers publish what is due and forget addresses, and addresses of pages know keys."""
        from dateline.web.archive import chores  # noqa: PLC0415 -- it asks for models
        from dateline.web.press.keys import known_to_addresses  # noqa: PLC0415 -- before addresses are read

        known_to_addresses()
        chores.register("publish what is due", _publish_due)
        chores.register("forget addresses", _forget, thorough=True)


def _publish_due() -> int:
    # Imported when a worker does it: no command that only starts up waits for it.
    from dateline.web.press.publishing.stages import publish_due  # noqa: PLC0415

    return publish_due()


def _forget() -> int:
    from dateline.web.press.newsletter.forgetting import forget  # noqa: PLC0415 -- as above

    return forget()
