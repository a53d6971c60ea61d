"""What the log of sign-ins hears: allauth and Django tell of every sign-in, sign-out and refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.contrib.sessions.backends.db import SessionStore
from django.dispatch import receiver

from dateline.web.site.accounts.models import SignIn, User
from dateline.web.site.accounts.models.user import UserManager

if TYPE_CHECKING:
    from django.http import HttpRequest

_BY_CODE = {
    Authenticator.Type.TOTP: SignIn.Means.CODE,
    Authenticator.Type.RECOVERY_CODES: SignIn.Means.RECOVERY,
    Authenticator.Type.WEBAUTHN: SignIn.Means.KEY,
}


def locked_out(request: HttpRequest, email: str) -> None:
    """Somebody was refused unheard, for too many attempts."""
    _note(request, SignIn.Outcome.LOCKED, SignIn.Means.PASSWORD, _owner(email))


@receiver(user_logged_in)
def _signed_in(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:  # noqa: ANN401 -- Django's way
    _note(request, SignIn.Outcome.IN, _means(request, user), user)
    # Nobody else comes by regularly: what has been kept long enough goes when somebody signs in.
    SignIn.objects.outdated().delete()
    SessionStore.clear_expired()


@receiver(user_logged_out)
def _signed_out(*, request: HttpRequest, user: User | None, **_kwargs: Any) -> None:  # noqa: ANN401
    if user is not None:
        _note(request, SignIn.Outcome.OUT, SignIn.Means.OTHER, user)


@receiver(user_login_failed)
def _wrong_password(
    *,
    credentials: dict[str, Any],
    request: HttpRequest | None = None,
    **_kwargs: Any,  # noqa: ANN401
) -> None:
    if request is not None:
        _note(request, SignIn.Outcome.WRONG, SignIn.Means.PASSWORD, _owner(credentials.get("email", "")))


@receiver(authentication_failed)
def _wrong_code(
    *,
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_kwargs: Any,  # noqa: ANN401
) -> None:
    _note(request, SignIn.Outcome.WRONG, _BY_CODE[Authenticator.Type(authenticator.type)], user)


def _means(request: HttpRequest, user: User) -> SignIn.Means:
    """How the account was proved to be theirs, by the last step of it."""
    records = get_authentication_records(request, user)
    if not records:  # nothing was asked of who came by an invitation
        return SignIn.Means.INVITED
    last = records[-1]
    if last.get("passwordless"):
        return SignIn.Means.PASSKEY
    if last.get("method") == "mfa":
        return _BY_CODE[Authenticator.Type(last["type"])]
    return SignIn.Means.PASSWORD if last.get("method") == "password" else SignIn.Means.OTHER


def _owner(email: str) -> User | None:
    return User.objects.filter(email=UserManager.normalize_email(email)).first()


def _note(request: HttpRequest, outcome: SignIn.Outcome, means: SignIn.Means, user: User | None) -> None:
    adapter = get_adapter(request)
    SignIn.objects.create(
        user=user,
        outcome=outcome,
        means=means,
        ip=adapter.get_client_ip(request),
        browser=adapter.get_http_user_agent(request)[:200],
    )
