"""People with accounts, and clients that are signed in as them: what all tests of pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from dateline.web.site.accounts import roles
from dateline.web.site.accounts.models import User

if TYPE_CHECKING:
    from dateline.web.rights import Role

KEY_PHRASE = "seven owls over Marj"


class Person(Protocol):
    """Makes somebody with an account; without an address one is made up."""

    def __call__(self, *given: Role, email: str = "", name: str = "") -> User:
        """The account."""
        ...


@pytest.fixture
def person(db: None) -> Person:  # noqa: ARG001 -- asked for, so that there is a database
    """Somebody with an account, a verified address, the password `KEY_PHRASE`, and roles."""

    def make(*given: Role, email: str = "", name: str = "") -> User:
        number = User.objects.count() + 1
        user = User.objects.create_user(email or f"p{number}@example.org", KEY_PHRASE, name=name)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if given:
            roles.give(user, given, by=None)
        return User.objects.get(pk=user.pk)

    return make


@pytest.fixture
def signed_in(person: Person) -> SignedIn:
    """A client that has just signed in as somebody, by the form."""

    def sign_in(*given: Role, email: str = "") -> tuple[Client, User]:
        user = person(*given, email=email)
        client = Client()
        sign_in_by_form(client, user.email)
        return client, user

    return sign_in


class SignedIn(Protocol):
    """Makes somebody and signs them in."""

    def __call__(self, *given: Role, email: str = "") -> tuple[Client, User]:
        """The client, and whose it is."""
        ...


def sign_in_by_form(client: Client, email: str, password: str = KEY_PHRASE) -> int:
    """Send the form of signing in; the status of the answer."""
    return client.post("/account/login/", {"login": email, "password": password}).status_code


def confirm(client: Client) -> None:
    """Show once more that it is oneself, as changes of rights ask for."""
    client.post("/account/reauthenticate/", {"password": KEY_PHRASE})


@pytest.fixture(autouse=True)
def nobody_has_tried(request: pytest.FixtureRequest) -> None:
    """Forget the attempts of the test before: they are counted in a table that no test empties."""
    if {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("db")
        cache.clear()
