"""Inviting people: the only way in while sign-up is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from dateline.domain.errors import AddressHasAccount, InvitationVoid
from dateline.web.site.accounts import audit
from dateline.web.site.accounts.models import Invitation, User
from dateline.web.site.accounts.models.invitation import GOOD_FOR, hash_of, new_token
from dateline.web.site.accounts.models.user import UserManager
from dateline.web.site.accounts.roles import groups_of, hold_rights

if TYPE_CHECKING:
    from collections.abc import Collection

    from dateline.web.rights import Role


def invite(email: str, roles: Collection[Role], *, by: User) -> tuple[Invitation, str]:
    """Invite an address; gives the invitation and the token that its link holds, which is kept nowhere.

    An older invitation of the same address that still waits is withdrawn.

    Raises:
        AddressHasAccount: Somebody has an account under it.
    """
    email = UserManager.normalize_email(email)
    token = new_token()
    now = timezone.now()
    with transaction.atomic():
        hold_rights()
        if User.objects.filter(email=email).exists():
            raise AddressHasAccount(email, "Give its owner the roles instead.")
        Invitation.objects.waiting().filter(email=email).update(withdrawn_at=now)
        invitation = Invitation.objects.create(
            email=email,
            token_hash=hash_of(token),
            invited_by=by,
            invited_at=now,
            expires_at=now + GOOD_FOR,
        )
        invitation.roles.set(groups_of(roles))
        audit.changed(audit.INVITED, invitation, by=by, after=roles)
    return invitation, token


def withdraw(invitation: Invitation, *, by: User) -> bool:
    """Withdraw an invitation; tells whether it still waited."""
    with transaction.atomic():
        waited = (
            Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()) == 1
        )
        if waited:
            audit.changed(audit.WITHDRAWN, invitation, by=by)
    return waited


def accept(token: str, *, name: str, password: str) -> User:
    """Make the account that `token` invites to, with its roles; the address counts as verified.

    Whoever holds the link has it from the mail to that address, or from the hands of the admin.

    Raises:
        InvitationVoid: It was accepted, withdrawn or ran out, or there never was one, or the address has
            come to an account in the meantime.
    """
    remedy = "Ask the one who invited you for a new one."
    with transaction.atomic():
        hold_rights()  # first, as who invites does
        invitation = (
            Invitation.objects.open().of_token(token).select_for_update().prefetch_related("roles").first()
        )
        if invitation is None:
            raise InvitationVoid(remedy=remedy)
        if User.objects.filter(email=invitation.email).exists():
            raise InvitationVoid(invitation.email, "There is an account under this address; sign in with it.")
        user = User.objects.create_user(invitation.email, password, name=name)
        user.groups.set(invitation.roles.all())
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        invitation.accepted_by = user
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_by", "accepted_at"])
        audit.changed(audit.JOINED, user, by=user, after=user.roles)
    return user
