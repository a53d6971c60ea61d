"""allauth's forms in the words of this site. What they do is allauth's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms
    from django_stubs_ext import StrOrPromise


class _Worded:
    """A form whose fields are named as `words` says, each with its help; "" takes allauth's help away."""

    words: ClassVar[Mapping[str, tuple[StrOrPromise, StrOrPromise | None]]]
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth's signatures
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.words.items():
            if name in self.fields:
                self.fields[name].label = label
                if help_text is not None:
                    self.fields[name].help_text = help_text


_ADDRESS: tuple[StrOrPromise, None] = (_("E-mail address"), None)
GOOD_PASSWORD = _("Twelve characters or more, unlike your address, and none that many people use.")
_NEW: dict[str, tuple[StrOrPromise, StrOrPromise | None]] = {
    "password1": (_("New password"), GOOD_PASSWORD),
    "password2": (_("New password again"), None),
}


class SignIn(_Worded, account.LoginForm):  # type: ignore[misc] # allauth ships no types
    """Signing in."""

    words: ClassVar = {
        "login": _ADDRESS,
        "password": (_("Password"), ""),
        "remember": (_("Stay signed in on this machine for two weeks"), None),
    }


class Reauthenticate(_Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """Showing once more that it is oneself."""

    words: ClassVar = {"password": (_("Password"), "")}


class AddEmail(_Worded, account.AddEmailForm):  # type: ignore[misc]
    """Changing the address."""

    words: ClassVar = {"email": (_("New e-mail address"), None)}


class ChangePassword(_Worded, account.ChangePasswordForm):  # type: ignore[misc]
    """Changing the password."""

    words: ClassVar = {"oldpassword": (_("Password as it is"), ""), **_NEW}


class SetPassword(_Worded, account.SetPasswordForm):  # type: ignore[misc]
    """Setting a password where there is none."""

    words: ClassVar = _NEW


class ResetPassword(_Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a new password by mail."""

    words: ClassVar = {"email": _ADDRESS}


class ResetPasswordKey(_Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Setting the new password that was asked for."""

    words: ClassVar = _NEW


class ActivateApp(_Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    """Setting up an authenticator app."""

    words: ClassVar = {"code": (_("Code of the app"), None)}


class AddPasskey(_Worded, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Adding a passkey."""

    words: ClassVar = {
        "name": (_("Name of the key"), _("By which you will know it again.")),
        "passwordless": (
            _("Let it sign in alone, without the password"),
            _("It then asks for your finger, your face or its PIN each time."),
        ),
    }
