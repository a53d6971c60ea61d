"""Changes of rights and of the keys to an account, in the archive's history: who, when, what was, what is.

The history is for ever, so no address stands in it, only ids. Sign-ins say where somebody was at what hour;
they have a log of their own that forgets (`signing_in`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dateline.web.archive import history
from dateline.web.archive.models import Change
from dateline.web.rights import Role
from dateline.web.site.accounts.models import Invitation, User

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from allauth.mfa.models import Authenticator
    from django.db.models import QuerySet
    from django.dispatch import Signal

ROLES_CHANGED = gettext_noop("roles changed")
JOINED = gettext_noop("joined")
CLOSED = gettext_noop("account closed")
OPENED = gettext_noop("account opened")
NAMED = gettext_noop("name changed")
INVITED = gettext_noop("invited")
WITHDRAWN = gettext_noop("invitation withdrawn")

# What the history calls them, and where they are.
_ABOUT: dict[str, type[User | Invitation]] = {"user": User, "invitation": Invitation}

# What changes the keys to an account, as its owner does it; of second factors, by their kind.
_KEYS: tuple[tuple[Signal, dict[str, str]], ...] = (
    (password_set, {"": gettext_noop("password set")}),
    (password_changed, {"": gettext_noop("password changed")}),
    (password_reset, {"": gettext_noop("password reset by mail")}),
    (email_changed, {"": gettext_noop("address changed")}),
    (
        authenticator_added,
        {
            "totp": gettext_noop("authenticator app added"),
            "webauthn": gettext_noop("passkey added"),
            "recovery_codes": gettext_noop("recovery codes made"),
        },
    ),
    (
        authenticator_removed,
        {
            "totp": gettext_noop("authenticator app removed"),
            "webauthn": gettext_noop("passkey removed"),
            "recovery_codes": gettext_noop("recovery codes removed"),
        },
    ),
    (authenticator_reset, {"recovery_codes": gettext_noop("recovery codes made")}),
)
STRIPPED = gettext_noop("second factors taken off")
PASSWORD_GIVEN = gettext_noop("password set from the console")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the log, in words."""

    what: str
    whose: str
    roles: str
    by: User | None
    at: datetime


def changed(
    verb: str,
    row: User | Invitation,
    *,
    by: User | None,
    before: Iterable[Role] = (),
    after: Iterable[Role] = (),
) -> None:
    """Keep one change, in the transaction that makes it; None made it from the console."""
    history.record(verb, row, by=by, before=sorted(before), after=sorted(after))


def changes() -> QuerySet[Change]:
    """All changes of accounts and invitations, the newest first."""
    return Change.objects.filter(about__in=_ABOUT).newest_first()


def in_words(found: Iterable[Change]) -> list[Line]:
    """Some of these changes as lines, whose accounts and invitations are looked up together."""
    found = list(found)
    named: dict[str, User | Invitation] = {}
    for about, model in _ABOUT.items():
        ids = [change.object for change in found if change.about == about]
        named.update((str(row.pk), row) for row in model.objects.filter(pk__in=ids))
    return [
        Line(
            what=capfirst(_(change.verb)),
            whose=_address(named.get(change.object)),
            roles=_difference(change.before or [], change.after or []),
            by=change.by,
            at=change.at,
        )
        for change in found
    ]


def listen() -> None:
    """Hear of every change of keys; the app calls it once, when it is ready."""
    for number, (signal, verbs) in enumerate(_KEYS):
        signal.connect(_heard(verbs), weak=False, dispatch_uid=f"accounts.audit.{number}")


def _heard(verbs: dict[str, str]) -> Any:  # noqa: ANN401 -- a receiver, as Django calls it
    def receive(*, user: User, authenticator: Authenticator | None = None, **_kwargs: Any) -> None:  # noqa: ANN401
        verb = verbs[authenticator.type if authenticator else ""]
        with transaction.atomic():
            changed(verb, user, by=user)

    return receive


def _address(row: User | Invitation | None) -> str:
    return row.email if row else "–"


def _difference(before: list[str], after: list[str]) -> str:
    """What was given (+) and taken (-), by the names of the screens."""
    given = [f"+ {role.label}" for role in Role if role in after and role not in before]
    taken = [f"− {role.label}" for role in Role if role in before and role not in after]  # noqa: RUF001 -- a minus
    return ", ".join(given + taken)
