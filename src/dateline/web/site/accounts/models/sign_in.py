"""The log of sign-ins: who came in, who tried to, by what means and from where."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from dateline.web.site.accounts.models.user import User

if TYPE_CHECKING:
    from datetime import datetime

# Long enough to look back after a break-in is noticed; what says where people were is not kept for ever.
KEPT_FOR = timedelta(days=180)


class SignInQuerySet(models.QuerySet["SignIn"]):
    """Named questions about the log."""

    def outdated(self, now: datetime | None = None) -> SignInQuerySet:
        """What has been kept long enough."""
        return self.filter(at__lt=(now or timezone.now()) - KEPT_FOR)

    def newest_first(self) -> SignInQuerySet:
        """With the accounts that they name, the newest first."""
        return self.select_related("user").order_by("-at", "-id")


class SignIn(models.Model):
    """One line of the log."""

    class Outcome(models.TextChoices):
        """What came of it."""

        IN = "in", _("signed in")
        OUT = "out", _("signed out")
        WRONG = "wrong", _("refused: wrong password or code")
        LOCKED = "locked", _("refused: too many attempts")

    class Means(models.TextChoices):
        """How it was proved, or was to be."""

        PASSWORD = "password", _("password")
        CODE = "code", _("password and code")
        RECOVERY = "recovery", _("password and recovery code")
        KEY = "key", _("password and passkey")
        PASSKEY = "passkey", _("passkey")
        INVITED = "invited", _("invitation")
        OTHER = "other", _("otherwise")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    # Empty where the address is nobody's: what a stranger typed may be a password, and is not kept.
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="sign_ins", verbose_name=_("account")
    )
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices)
    means = models.CharField(_("means"), max_length=8, choices=Means.choices)
    ip = models.GenericIPAddressField(_("address"), null=True)
    browser = models.CharField(_("browser"), max_length=200, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        """How it lies in the database."""

        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")
        default_permissions = ()
        indexes = (models.Index(fields=["user", "-at"], name="sign_in_of_user"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.user or '–'} {self.outcome}"
