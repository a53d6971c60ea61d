"""Who works in the demo's newsroom: an account for each role, and a second analyst to disagree with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.web.rights import Role
from dateline.web.site.accounts import console
from dateline.web.site.accounts.models import User

if TYPE_CHECKING:
    from typing import TypeAlias

    People: TypeAlias = dict[str, User]
    """Accounts by what they are in the demo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """An account of the demo."""

    called: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        """The address that they sign in with; no mail goes to it."""
        return f"{self.name.split()[0].lower()}@demo.example"


PEOPLE = (
    Somebody(called="analyst", name="Nadia Haddad", role=Role.ANALYST),
    Somebody(called="second analyst", name="Omar Aziz", role=Role.ANALYST),
    Somebody(called="editor", name="Ada Lindqvist", role=Role.EDITOR),
    Somebody(called="contributor", name="Sami Khoury", role=Role.CONTRIBUTOR),
    Somebody(called="reader", name="Rima Saleh", role=Role.READER),
    Somebody(called="treasurer", name="Tomas Berg", role=Role.TREASURER),
    Somebody(called="admin", name="Ines Moreau", role=Role.ADMIN),
)


def admit_all(password: str) -> People:
    """Give everybody of the demo an account.

    Raises:
        PasswordTooWeak: The password is not good enough.
    """
    for one in PEOPLE:
        console.admit(one.email, [one.role], name=one.name, password=password)
    accounts = {user.email: user for user in User.objects.all()}
    return {one.called: accounts[one.email] for one in PEOPLE}
