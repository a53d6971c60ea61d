"""What the console of the machine may do with accounts: it asks nobody, and the log says that it was it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from dateline.domain.errors import AddressFaulty, PasswordTooWeak
from dateline.web.site.accounts import audit, roles
from dateline.web.site.accounts.models import User
from dateline.web.site.accounts.models.user import UserManager

if TYPE_CHECKING:
    from collections.abc import Collection

    from dateline.web.rights import Role


def has_account(email: str) -> bool:
    """Whether somebody has an account under the address."""
    return User.objects.filter(email=UserManager.normalize_email(email)).exists()


def admit(
    email: str, given: Collection[Role], *, name: str = "", password: str | None = None, strip: bool = False
) -> list[str]:
    """Give an address an account with the roles `given` beside those it has; tells what was done, by lines.

    Args:
        email: The address, which counts as verified.
        given: The roles.
        name: The name that others see; "" leaves it as it is.
        password: A new password; None leaves it as it is.
        strip: Whether to take off all second factors.

    Raises:
        AddressFaulty: It is no e-mail address.
        PasswordTooWeak: The password is not good enough.
    """
    email = UserManager.normalize_email(email)
    _see_to(email, password, name)
    with transaction.atomic():
        roles.hold_rights()  # first, as all do: two who each wait for the other would both fail
        user, made = User.objects.select_for_update().get_or_create(email=email)
        told = [f"{email}: {'an account is made' if made else 'there is an account'}"]
        if name and name != user.name and not made:
            audit.changed(audit.NAMED, user, by=None)
        user.name = name or user.name
        if password is not None:
            user.set_password(password)
            audit.changed(audit.PASSWORD_GIVEN, user, by=None)
            told.append("The password is set.")
        elif made:
            user.set_unusable_password()
        user.save()
        EmailAddress.objects.update_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        if strip and Authenticator.objects.filter(user=user).delete()[0]:
            audit.changed(audit.STRIPPED, user, by=None)
            told.append("Its second factors are taken off.")
        roles.put_in_use(user, in_use=True, by=None)
        roles.give(user, {*user.roles, *given}, by=None)
    after = User.objects.get(pk=user.pk)
    return [*told, f"Its roles: {', '.join(after.roles)}."]


def _see_to(email: str, password: str | None, name: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise AddressFaulty(email, "Write it as name@example.org.") from None
    if password is None:
        return
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise PasswordTooWeak(remedy=" ".join(error.messages)) from None
