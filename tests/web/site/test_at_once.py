"""What happens when people, or an attacker's machines, do things at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.db import connections
from django.test import Client

from dateline.domain.errors import InvitationVoid, LastAdmin
from dateline.web.rights import Role
from dateline.web.site.accounts import inviting, roles
from dateline.web.site.accounts.models import Invitation, SignIn, User
from tests.web.accounts import KEY_PHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db(transaction=True)

_Answer = TypeVar("_Answer")


def _at_once(deeds: Sequence[Callable[[], _Answer]]) -> list[_Answer | Exception]:
    """Do all of them in threads that set out together; what each gave, or raised."""
    line = Barrier(len(deeds))

    def run(deed: Callable[[], _Answer]) -> _Answer | Exception:
        line.wait(60)
        try:
            return deed()
        except (LastAdmin, InvitationVoid) as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_admins_do_not_depose_each_other(person: Person) -> None:
    one, other = person(Role.ADMIN), person(Role.ADMIN)
    answers = _at_once([lambda: roles.give(one, [], by=other), lambda: roles.give(other, [], by=one)])
    assert {type(answer) for answer in answers} == {LastAdmin, bool}
    assert User.objects.with_role(Role.ADMIN).count() == 1


def test_one_admin_is_not_closed_while_the_other_is_deposed(person: Person) -> None:
    one, other = person(Role.ADMIN), person(Role.ADMIN)
    answers = _at_once(
        [lambda: roles.give(one, [], by=other), lambda: roles.put_in_use(other, in_use=False, by=one)]
    )
    assert {type(answer) for answer in answers} == {LastAdmin, bool}
    assert User.objects.in_use().with_role(Role.ADMIN).count() == 1


def test_an_invitation_that_is_accepted_in_many_windows_makes_one_account(person: Person) -> None:
    _, token = inviting.invite("omar@example.org", [Role.ANALYST], by=person(Role.ADMIN))
    answers = _at_once([lambda: inviting.accept(token, name="", password=KEY_PHRASE) for _ in range(4)])
    assert sorted(type(answer).__name__ for answer in answers) == ["InvitationVoid"] * 3 + ["User"]
    assert User.objects.get(email="omar@example.org").roles == (Role.ANALYST,)


def test_an_address_that_many_admins_invite_has_one_invitation_that_waits(person: Person) -> None:
    admins = [person(Role.ADMIN) for _ in range(3)]
    _at_once([lambda by=by: inviting.invite("omar@example.org", [Role.READER], by=by) for by in admins])  # type: ignore[misc]
    assert Invitation.objects.waiting().count() == 1
    assert Invitation.objects.count() == 3


def test_of_guesses_that_come_all_at_once_five_are_heard(person: Person) -> None:
    user = person()
    form = {"login": user.email, "password": "not this one at all"}
    guesses = [
        lambda number=number: (
            Client(REMOTE_ADDR=f"198.51.100.{number}").post("/account/login/", form).status_code
        )
        for number in range(10)
    ]
    _at_once(guesses)
    heard = SignIn.objects.filter(user=user, outcome=SignIn.Outcome.WRONG).count()
    assert 1 <= heard <= 5
    assert heard + SignIn.objects.filter(user=user, outcome=SignIn.Outcome.LOCKED).count() == 10
