"""What allauth asks of this site."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.encoding import force_bytes
from django.utils.translation import gettext_lazy as _

from dateline.domain.errors import SecretUnreadable
from dateline.web.site.accounts import signing_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from dateline.web.site.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Refusals in our words, of which the log hears."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("No account has this address and this password."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a quarter of an hour, have a new password sent, or use a passkey."
        ),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code is not right, or not any more."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 -- allauth's
        """Refuse who has guessed too often, and log it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            signing_in.locked_out(request, credentials.get("email", ""))
            raise

    def set_password(self, user: User, password: str) -> None:
        """Keep a new password and nothing else: an admin may be closing the account at this moment."""
        user.set_password(password)
        user.save(update_fields=["password"])


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """Second factors. Their secrets lie encrypted in the database: a stolen copy of it opens nothing."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or not any more."),
    }

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again.

        Raises:
            SecretUnreadable: It was stored under another DATELINE_SECRET_KEY.
        """
        try:
            return _cipher().decrypt(encrypted_text.encode("ascii")).decode()
        except InvalidToken as error:
            raise SecretUnreadable(
                remedy="Set DATELINE_SECRET_KEY to the one that it was stored under, or take the factor off:"
                " dateline admin EMAIL --without-second-factor."
            ) from error

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site, as a browser names it when it asks for a passkey."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Dateline"}


def _cipher() -> MultiFernet:
    """Encrypts with today's key, decrypts with that and former ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    return urlsafe_b64encode(sha256(b"dateline second factor\0" + force_bytes(key)).digest())
