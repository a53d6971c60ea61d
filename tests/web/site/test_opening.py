"""Which pages open to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.test import Client

from dateline.web.rights import Role
from dateline.web.site.accounts.models import User
from tests.web.accounts import confirm

if TYPE_CHECKING:
    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db

_NOBODY = UUID(int=4)
_FOR_ADMINS = ("/people/", "/people/invite/", "/people/log/", "/people/log/rights/", f"/people/{_NOBODY}/")
_FOR_ANYBODY_SIGNED_IN = (
    "/account/",
    "/account/name/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/sessions/",
)


@pytest.mark.parametrize("page", [*_FOR_ADMINS, *_FOR_ANYBODY_SIGNED_IN])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/login/?next={page}"


@pytest.mark.parametrize("page", _FOR_ADMINS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_admins_see_everybodys_accounts(signed_in: SignedIn, role: Role, page: str) -> None:
    client, _ = signed_in(role)
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("page", _FOR_ADMINS[:-1])
def test_an_admin_sees_everybodys_accounts(signed_in: SignedIn, page: str) -> None:
    client, _ = signed_in(Role.ADMIN)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("page", _FOR_ANYBODY_SIGNED_IN)
def test_everybody_sees_their_own_account(signed_in: SignedIn, page: str) -> None:
    client, _ = signed_in()
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_but_an_admin_gives_roles(signed_in: SignedIn, person: Person, role: Role) -> None:
    other = person(Role.READER)
    client, me = signed_in(role)
    confirm(client)
    for whom in (me, other):
        assert client.post(f"/people/{whom.pk}/", {"roles": ["admin"]}).status_code == 403
        assert client.post(f"/people/{whom.pk}/in-use/", {"in_use": "no"}).status_code == 403
    assert User.objects.get(pk=me.pk).roles == (role,)
    assert User.objects.get(pk=other.pk).roles == (Role.READER,)
    assert User.objects.get(pk=other.pk).is_active


def test_an_admin_shows_once_more_who_they_are_before_giving_roles(
    signed_in: SignedIn, person: Person
) -> None:
    other = person(Role.READER)
    client, _ = signed_in(Role.ADMIN)
    answer = client.post(f"/people/{other.pk}/", {"roles": ["editor"]})
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert User.objects.get(pk=other.pk).roles == (Role.READER,)
    confirm(client)
    client.post(f"/people/{other.pk}/", {"roles": ["editor"]})
    assert User.objects.get(pk=other.pk).roles == (Role.EDITOR,)


def test_a_form_without_its_token_changes_nothing(person: Person) -> None:
    admin, other = person(Role.ADMIN), person(Role.READER)
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    answer = client.post(f"/people/{other.pk}/", {"roles": ["editor"]})
    assert answer.status_code == 403
    assert "This form is out of date" in answer.text
    assert User.objects.get(pk=other.pk).roles == (Role.READER,)


@pytest.mark.parametrize("page", ["/people/log/", "/", "/welcome/", "/account/"])
def test_what_only_shows_refuses_to_be_sent_anything(signed_in: SignedIn, page: str) -> None:
    client, _ = signed_in(Role.ADMIN)
    assert client.post(page).status_code == 405


def test_the_masthead_offers_what_one_may(signed_in: SignedIn) -> None:
    for role, offered in ((Role.ADMIN, True), (Role.READER, False)):
        client, _ = signed_in(role)
        assert ('href="/people/"' in client.get("/welcome/").text) is offered
