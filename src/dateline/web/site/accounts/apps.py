"""The app `accounts`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts, roles and the logs of them."""

    name = "dateline.web.site.accounts"
    label = "accounts"
    verbose_name = _("accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to sign-ins, and bring roles in step whenever the database was migrated."""
        # The receivers of `signing_in` connect themselves.
        from dateline.web.site.accounts import audit, signing_in  # noqa: F401, PLC0415

        audit.listen()
        post_migrate.connect(_lay_down_roles, sender=self, dispatch_uid="accounts.roles")


def _lay_down_roles(*, sender: AppConfig, using: str, **_kwargs: Any) -> None:  # noqa: ANN401 -- Django's way
    # Models are ready by now; they are not when this module is loaded.
    from django.contrib.auth.management import create_permissions  # noqa: PLC0415

    from dateline.web.site.accounts.roles import lay_down  # noqa: PLC0415

    create_permissions(sender, verbosity=0, using=using)  # Django's own turn to make them comes after ours
    lay_down(using)
