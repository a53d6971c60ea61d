"""An invitation: sign-up is closed, and this opens it to one address, once, for some days."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid6 import uuid7

from dateline.web.rights import Role
from dateline.web.site.accounts.models.user import User

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

GOOD_FOR = timedelta(days=7)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Named questions about invitations."""

    def open(self, now: datetime | None = None) -> InvitationQuerySet:
        """Those that can be accepted."""
        return self.waiting().filter(expires_at__gt=now or timezone.now())

    def waiting(self) -> InvitationQuerySet:
        """Those neither accepted nor withdrawn, run out or not."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def of_token(self, token: str) -> InvitationQuerySet:
        """The one whose link holds `token`."""
        return self.filter(token_hash=hash_of(token))


class Invitation(models.Model):
    """An invitation of one address to an account with the roles that it names."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail address"))
    roles = models.ManyToManyField(Group, related_name="+", verbose_name=_("roles"))
    # Of the token only its hash is kept: who reads the database cannot accept an invitation.
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="invitations", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("good until"))
    accepted_by = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="invitation", verbose_name=_("accepted by")
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """How it lies in the database."""

        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-invited_at", "-id")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_waiting",
            ),
            models.CheckConstraint(
                name="invitation_one_end",
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="invitation_accepted_by",
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.email

    @property
    def has_run_out(self) -> bool:
        """Whether it was left lying for too long."""
        return self.expires_at <= timezone.now()

    @property
    def role_labels(self) -> tuple[StrOrPromise, ...]:
        """The roles as the screens name them."""
        names = {group.name for group in self.roles.all()}
        return tuple(role.label for role in Role if role in names)


def new_token() -> str:
    """A token that nobody guesses: 256 bits."""
    return token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token. It is random and long, so a quick hash keeps it."""
    return sha256(token.encode()).hexdigest()
