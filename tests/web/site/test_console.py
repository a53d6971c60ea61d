"""What `dateline admin` does, and who is at home after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.test import Client

from dateline.cli.admin import admin
from dateline.domain.errors import AddressFaulty, PasswordTooWeak
from dateline.web.rights import Role
from dateline.web.site.accounts import audit, console, roles
from dateline.web.site.accounts.models import User
from tests.web.accounts import KEY_PHRASE, sign_in_by_form

if TYPE_CHECKING:
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db

_BOTH = [Role.ADMIN, Role.EDITOR]


def test_the_first_admin_comes_from_the_console_and_can_sign_in() -> None:
    told = console.admit("Nadia@Example.org", _BOTH, name="Nadia Haddad", password=KEY_PHRASE)
    assert told == [
        "nadia@example.org: an account is made",
        "The password is set.",
        "Its roles: editor, admin.",
    ]
    client = Client()
    assert sign_in_by_form(client, "nadia@example.org") == 302
    assert client.get("/people/").status_code == 200


def test_the_console_adds_roles_and_takes_none(person: Person) -> None:
    user = person(Role.TREASURER)
    told = console.admit(user.email, [Role.ADMIN])
    assert told == [f"{user.email}: there is an account", "Its roles: treasurer, admin."]
    assert sign_in_by_form(Client(), user.email) == 302  # its password is as it was


def test_the_console_opens_a_closed_account(person: Person) -> None:
    boss, user = person(Role.ADMIN), person()
    roles.put_in_use(user, in_use=False, by=boss)
    console.admit(user.email, [Role.ADMIN])
    assert User.objects.get(pk=user.pk).is_active


def test_the_console_takes_off_second_factors(person: Person) -> None:
    user = person(Role.ADMIN)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "unreadable"})
    assert "Its second factors are taken off." in console.admit(user.email, [Role.ADMIN], strip=True)
    assert sign_in_by_form(Client(), user.email) == 302
    assert not Authenticator.objects.exists()


def test_what_the_console_does_is_in_the_history_as_done_by_nobody_known(person: Person) -> None:
    user = person()
    Authenticator.objects.create(user=user, type="totp", data={})
    console.admit(user.email, _BOTH, password=KEY_PHRASE, strip=True)
    lines = audit.in_words(audit.changes())
    assert {line.what for line in lines} == {
        "Roles changed",
        "Second factors taken off",
        "Password set from the console",
    }
    assert {line.by for line in lines} == {None}


def test_an_account_made_without_a_password_cannot_be_signed_in_to_with_one() -> None:
    console.admit("omar@example.org", [Role.READER])
    assert sign_in_by_form(Client(), "omar@example.org", "") == 200
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize("address", ["", "nadia", "nadia@", "na dia@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(AddressFaulty):
        console.admit(address, _BOTH, password=KEY_PHRASE)


@pytest.mark.parametrize("weak", ["", "short", "password1234", "nadia@example.org"])
def test_a_weak_password_is_refused_and_nothing_is_made(weak: str) -> None:
    with pytest.raises(PasswordTooWeak):
        console.admit("nadia@example.org", _BOTH, password=weak)
    assert not User.objects.exists()


def test_the_command_offers_the_roles_that_there_are() -> None:
    (option,) = [each for each in admin.params if each.name == "names"]
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(Role)


def test_the_command_asks_for_a_password_twice() -> None:
    asked = CliRunner().invoke(admin, ["nadia@example.org"], input=f"{KEY_PHRASE}\n{KEY_PHRASE}\n")
    assert asked.exit_code == 0, asked.output
    assert "Its roles: editor, admin." in asked.output
    assert KEY_PHRASE not in asked.output
    assert sign_in_by_form(Client(), "nadia@example.org") == 302


def test_the_command_takes_a_password_from_a_pipe_and_asks_nothing_for_an_account_that_is_there() -> None:
    piped = CliRunner().invoke(
        admin, ["nadia@example.org", "--role", "analyst", "--password-stdin"], input=f"{KEY_PHRASE}\n"
    )
    assert "Its roles: analyst." in piped.output
    again = CliRunner().invoke(admin, ["nadia@example.org"], input="")
    assert again.exit_code == 0, again.output
    assert "Its roles: analyst, editor, admin." in again.output
