"""Inviting people, giving and taking roles, closing accounts, and what the history keeps of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from dateline.domain.errors import AddressHasAccount, InvitationVoid, LastAdmin
from dateline.web.archive.models import Change
from dateline.web.rights import Right, Role, may
from dateline.web.site.accounts import audit, inviting, roles
from dateline.web.site.accounts.models import Invitation, SignIn, User
from tests.web.accounts import KEY_PHRASE, confirm, sign_in_by_form

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db

_GUEST = "omar@example.org"
_ANSWER = {"name": "Omar Aziz", "password": KEY_PHRASE, "again": KEY_PHRASE}


@pytest.fixture
def host(person: Person) -> User:
    """An admin, who invites."""
    return person(Role.ADMIN, name="Nadia Haddad")


# ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("email", ["Upper@example.org", ""])
def test_the_database_refuses_an_address_that_is_not_in_its_one_form(email: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=email)


def test_the_database_refuses_two_accounts_of_one_address(person: Person) -> None:
    person(email=_GUEST)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("OMAR@example.org")


def test_the_database_refuses_who_would_stand_above_the_table_of_roles() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=_GUEST, is_superuser=True)


def test_others_see_the_name_or_else_the_address(person: Person) -> None:
    assert str(person(email=_GUEST)) == _GUEST
    assert str(person(name="Nadia Haddad")) == "Nadia Haddad"


# ── inviting ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invited_person_makes_their_account_and_is_signed_in(host: User) -> None:
    _, token = inviting.invite(_GUEST, [Role.ANALYST, Role.TREASURER], by=host)
    client = Client()
    page = client.get(f"/invited/{token}/").text
    assert "Nadia Haddad invites you" in page
    assert "analyst" in page
    assert client.post(f"/invited/{token}/", _ANSWER).status_code == 302
    user = User.objects.get(email=_GUEST)
    assert client.get("/account/").context["user"] == user
    assert user.roles == (Role.ANALYST, Role.TREASURER)
    assert user.name == "Omar Aziz"
    assert EmailAddress.objects.get(user=user).verified
    assert SignIn.objects.get(user=user).means == SignIn.Means.INVITED


def test_an_invitation_is_accepted_once(host: User) -> None:
    _, token = inviting.invite(_GUEST, [Role.READER], by=host)
    Client().post(f"/invited/{token}/", _ANSWER)
    for answer in (Client().get(f"/invited/{token}/"), Client().post(f"/invited/{token}/", _ANSWER)):
        assert answer.status_code == 410
        assert "This invitation is not valid" in answer.text
    with pytest.raises(InvitationVoid):
        inviting.accept(token, name="", password=KEY_PHRASE)
    assert User.objects.count() == 2


def test_an_invitation_runs_out_after_a_week(host: User) -> None:
    invitation, token = inviting.invite(_GUEST, [Role.READER], by=host)
    assert abs(invitation.expires_at - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(f"/invited/{token}/").status_code == 410
    with pytest.raises(InvitationVoid):
        inviting.accept(token, name="", password=KEY_PHRASE)


def test_an_invitation_that_is_withdrawn_cannot_be_accepted(signed_in: SignedIn) -> None:
    client, admin = signed_in(Role.ADMIN)
    invitation, token = inviting.invite(_GUEST, [Role.READER], by=admin)
    client.post(f"/people/invitations/{invitation.pk}/withdraw/")
    assert Client().post(f"/invited/{token}/", _ANSWER).status_code == 410
    assert not inviting.withdraw(invitation, by=admin)


def test_a_second_invitation_of_an_address_takes_the_place_of_the_first(host: User) -> None:
    _, first = inviting.invite(_GUEST, [Role.READER], by=host)
    _, second = inviting.invite("OMAR@example.org", [Role.EDITOR], by=host)
    assert Client().get(f"/invited/{first}/").status_code == 410
    assert Client().get(f"/invited/{second}/").status_code == 200
    assert Invitation.objects.waiting().count() == 1


def test_an_address_that_has_an_account_is_not_invited(host: User, person: Person) -> None:
    person(email=_GUEST)
    with pytest.raises(AddressHasAccount, match=_GUEST):
        inviting.invite(_GUEST, [Role.READER], by=host)


def test_an_invitation_whose_address_got_an_account_meanwhile_is_void(host: User, person: Person) -> None:
    _, token = inviting.invite(_GUEST, [Role.ADMIN], by=host)
    person(email=_GUEST)
    with pytest.raises(InvitationVoid, match="sign in with it"):
        inviting.accept(token, name="", password=KEY_PHRASE)
    assert User.objects.get(email=_GUEST).roles == ()


def test_the_token_of_an_invitation_is_kept_nowhere(host: User) -> None:
    _, token = inviting.invite(_GUEST, [Role.READER], by=host)
    assert token not in str(Invitation.objects.values())
    assert token not in str(Change.objects.values())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"password": "passwordpassword1", "again": "passwordpassword2"}, "two different passwords"),
        ({"password": "omar@example.org", "again": "omar@example.org"}, "too similar to the e-mail address"),
        ({"password": "123456789012", "again": "123456789012"}, "entirely numeric"),
    ],
)
def test_an_invited_person_is_told_what_is_wrong_with_a_password(
    host: User, answer: dict[str, str], told: str
) -> None:
    _, token = inviting.invite(_GUEST, [Role.READER], by=host)
    page = Client().post(f"/invited/{token}/", answer)
    assert told in page.text
    assert not User.objects.filter(email=_GUEST).exists()


def test_who_is_signed_in_does_not_accept_by_accident(signed_in: SignedIn, host: User) -> None:
    _, token = inviting.invite(_GUEST, [Role.READER], by=host)
    client, _ = signed_in()
    assert "Sign out and open the link again" in client.get(f"/invited/{token}/").text


def test_an_admin_invites_by_mail(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ADMIN)
    confirm(client)
    client.post("/people/invite/", {"email": _GUEST, "roles": ["analyst"]})
    (sent,) = [each for each in mail.outbox if each.to == [_GUEST]]
    link = re.search(r"http://testserver(/invited/\S+/)", str(sent.body))
    assert link
    assert sent.subject == "[Dateline] You are invited"
    assert Client().get(link[1]).status_code == 200


def test_without_a_mail_server_the_link_is_shown_once_to_be_handed_over(
    signed_in: SignedIn, settings: Settings
) -> None:
    client, _ = signed_in(Role.ADMIN)
    confirm(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page = client.post("/people/invite/", {"email": _GUEST, "roles": ["analyst"]}, follow=True).text
    link = re.search(r"http://testserver(/invited/[\w-]+/)", page)
    assert link
    assert Client().get(link[1]).status_code == 200
    assert "/invited/" not in client.get("/people/").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"email": "no address", "roles": ["reader"]}, "valid email address"),
        ({"email": _GUEST, "roles": []}, "Choose at least one role"),
        ({"email": _GUEST, "roles": ["owner"]}, "not one of the available choices"),
    ],
)
def test_an_invitation_is_not_sent_half_filled_in(
    signed_in: SignedIn, asked: dict[str, object], told: str
) -> None:
    client, _ = signed_in(Role.ADMIN)
    confirm(client)
    assert told in client.post("/people/invite/", asked).text
    assert not Invitation.objects.exists()


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_roles_that_are_taken_end_at_the_next_click(signed_in: SignedIn, person: Person) -> None:
    boss = person(Role.ADMIN)
    client, admin = signed_in(Role.ADMIN)
    assert client.get("/people/").status_code == 200
    roles.give(admin, [Role.READER], by=boss)
    assert client.get("/people/").status_code == 403


@pytest.mark.parametrize("way", ["roles", "closing"])
def test_the_last_admin_stays(signed_in: SignedIn, way: str) -> None:
    client, admin = signed_in(Role.ADMIN, email="nadia@example.org")
    confirm(client)
    if way == "roles":
        page = client.post(f"/people/{admin.pk}/", {"roles": ["editor"]}).text
    else:
        page = client.post(f"/people/{admin.pk}/in-use/", {"in_use": "no"}, follow=True).text
    assert "The newsroom keeps at least one admin: nadia@example.org." in page
    admin = User.objects.get(pk=admin.pk)
    assert admin.roles == (Role.ADMIN,)
    assert admin.is_active


def test_an_admin_whose_account_is_closed_is_no_other_admin(person: Person) -> None:
    one, other = person(Role.ADMIN), person(Role.ADMIN)
    roles.put_in_use(other, in_use=False, by=one)
    with pytest.raises(LastAdmin):
        roles.give(one, [], by=one)


def test_giving_what_somebody_has_changes_nothing_and_is_not_told(person: Person) -> None:
    admin, editor = person(Role.ADMIN), person(Role.EDITOR)
    before = Change.objects.count()
    assert not roles.give(editor, [Role.EDITOR], by=admin)
    assert not roles.put_in_use(editor, in_use=True, by=admin)
    assert Change.objects.count() == before


def test_a_closed_account_ends_its_sessions_for_good(signed_in: SignedIn, person: Person) -> None:
    admin = person(Role.ADMIN)
    client, user = signed_in(Role.EDITOR)
    roles.put_in_use(user, in_use=False, by=admin)
    assert client.get("/account/").status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    roles.put_in_use(user, in_use=True, by=admin)
    assert client.get("/account/").status_code == 302
    assert sign_in_by_form(client, user.email) == 302
    assert may(User.objects.get(pk=user.pk), Right.PUBLISH)


def test_an_account_that_is_not_there_is_a_page_that_says_so(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ADMIN)
    assert "There is nothing here" in client.get("/people/01890000-0000-7000-8000-000000000000/").text


def test_the_list_of_people_costs_as_many_queries_for_many_as_for_few(
    signed_in: SignedIn, person: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, _ = signed_in(Role.ADMIN)
    for _ in range(8):
        person(Role.READER, Role.ANALYST)
    for number in range(4):
        inviting.invite(f"g{number}@example.org", [Role.READER], by=User.objects.with_role(Role.ADMIN)[0])
    client.get("/welcome/")  # which shows, and forgets, that one signed in
    with django_assert_max_num_queries(8):
        client.get("/people/")


# ── the history ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_history_keeps_who_gave_whom_which_role(signed_in: SignedIn, person: Person) -> None:
    other = person(Role.READER, Role.ANALYST, email=_GUEST)
    client, admin = signed_in(Role.ADMIN)
    confirm(client)
    client.post(f"/people/{other.pk}/", {"roles": ["reader", "editor"]})
    (change,) = Change.objects.of(other).filter(by=admin)
    assert (change.verb, change.before, change.after) == (
        "roles changed",
        ["analyst", "reader"],
        ["editor", "reader"],
    )
    assert len(change.request) == 32
    page = client.get("/people/log/rights/").text
    assert _GUEST in page
    assert "+ editor, − analyst" in page


def test_every_step_of_an_invitation_is_in_the_history(host: User) -> None:
    invitation, _ = inviting.invite(_GUEST, [Role.READER], by=host)
    inviting.withdraw(invitation, by=host)
    _, token = inviting.invite(_GUEST, [Role.ANALYST], by=host)
    guest = inviting.accept(token, name="", password=KEY_PHRASE)
    roles.put_in_use(guest, in_use=False, by=host)
    roles.put_in_use(guest, in_use=True, by=host)
    told = [line.what for line in audit.in_words(audit.changes()) if line.by in {host, guest}]
    assert told == [
        "Account opened",
        "Account closed",
        "Joined",
        "Invited",
        "Invitation withdrawn",
        "Invited",
    ]


def test_no_address_stands_in_the_history(host: User) -> None:
    _, token = inviting.invite(_GUEST, [Role.READER], by=host)
    inviting.accept(token, name="Omar Aziz", password=KEY_PHRASE)
    assert "omar" not in str(Change.objects.values()).lower()


def test_a_change_that_fails_leaves_no_trace_of_itself(person: Person) -> None:
    admin = person(Role.ADMIN)
    before = Change.objects.count()
    with pytest.raises(LastAdmin):
        roles.give(admin, [Role.READER], by=admin)
    assert Change.objects.count() == before
    assert User.objects.get(pk=admin.pk).roles == (Role.ADMIN,)


def test_a_role_that_is_no_group_any_more_is_laid_down_again() -> None:
    Group.objects.filter(name=Role.TREASURER).delete()
    roles.lay_down("default")
    assert Group.objects.get(name=Role.TREASURER).permissions.filter(codename="keep_ledger").exists()


# ── the pages ─────────────────────────────────────────────────────────────────────────────────────────────


def test_an_admin_closes_an_account_and_opens_it_again(signed_in: SignedIn, person: Person) -> None:
    other = person(Role.READER, name="Omar Aziz")
    client, _ = signed_in(Role.ADMIN)
    confirm(client)
    for in_use, said in (
        ("no", "The account of Omar Aziz is closed."),
        ("yes", "The account of Omar Aziz is open."),
    ):
        page = client.post(f"/people/{other.pk}/in-use/", {"in_use": in_use}, follow=True).text
        assert said in page
        assert User.objects.get(pk=other.pk).is_active is (in_use == "yes")


def test_saving_roles_as_they_are_says_nothing_of_a_change(signed_in: SignedIn, person: Person) -> None:
    other = person(Role.READER)
    client, _ = signed_in(Role.ADMIN)
    confirm(client)
    page = client.post(f"/people/{other.pk}/", {"roles": ["reader"]}, follow=True).text
    assert "are changed" not in page


def test_who_invites_an_address_with_an_account_is_told_what_to_do(
    signed_in: SignedIn, person: Person
) -> None:
    person(email=_GUEST)
    client, _ = signed_in(Role.ADMIN)
    confirm(client)
    page = client.post("/people/invite/", {"email": _GUEST, "roles": ["reader"]}).text
    assert "Give its owner the roles instead." in page


def test_withdrawing_what_waits_no_longer_is_told_apart(signed_in: SignedIn) -> None:
    client, admin = signed_in(Role.ADMIN)
    invitation, token = inviting.invite(_GUEST, [Role.READER], by=admin)
    inviting.accept(token, name="", password=KEY_PHRASE)
    page = client.post(f"/people/invitations/{invitation.pk}/withdraw/", follow=True).text
    assert "waits no longer" in page
    assert User.objects.filter(email=_GUEST).exists()


def test_an_invitation_that_ends_while_its_page_is_open_makes_no_account(
    host: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation, token = inviting.invite(_GUEST, [Role.READER], by=host)
    really = inviting.accept

    def accept_late(token: str, *, name: str, password: str) -> User:
        inviting.withdraw(invitation, by=host)  # in another window, after the form was found good
        return really(token, name=name, password=password)

    monkeypatch.setattr(inviting, "accept", accept_late)
    assert Client().post(f"/invited/{token}/", _ANSWER).status_code == 410
    assert not User.objects.filter(email=_GUEST).exists()


def test_somebody_changes_the_name_that_others_see(signed_in: SignedIn) -> None:
    client, user = signed_in()
    page = client.post("/account/name/", {"name": "Omar Aziz"}, follow=True).text
    assert "Your name is changed." in page
    assert User.objects.get(pk=user.pk).name == "Omar Aziz"


def test_a_name_form_changes_nothing_but_the_name(signed_in: SignedIn) -> None:
    client, user = signed_in()
    client.post("/account/name/", {"name": "O", "email": "x@example.org", "is_active": "", "groups": "1"})
    after = User.objects.get(pk=user.pk)
    assert (after.email, after.is_active, after.roles) == (user.email, True, ())
