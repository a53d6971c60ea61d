"""One's own account: what its owner changes is changed, kept in the history, and nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.adapter import get_adapter

from dateline.web.archive.models import Change
from dateline.web.rights import Role
from dateline.web.site.accounts import console
from dateline.web.site.accounts.forms import NameForm
from dateline.web.site.accounts.models import User

if TYPE_CHECKING:
    from tests.web.accounts import Person, SignedIn

pytestmark = pytest.mark.django_db


def test_an_account_that_is_closed_while_its_owner_changes_the_name_stays_closed(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, user = signed_in(Role.READER)

    def close(form: NameForm) -> dict[str, str]:
        User.objects.filter(pk=user.pk).update(is_active=False)
        return form.cleaned_data

    monkeypatch.setattr(NameForm, "clean", close)
    client.post("/account/name/", {"name": "Omar Aziz"})
    user.refresh_from_db()
    assert (user.name, user.is_active) == ("Omar Aziz", False)


def test_an_account_that_is_closed_while_its_owner_changes_the_password_stays_closed(person: Person) -> None:
    user = person(Role.READER)
    User.objects.filter(pk=user.pk).update(is_active=False)
    get_adapter().set_password(user, "eight owls over Marj")
    user.refresh_from_db()
    assert user.check_password("eight owls over Marj")
    assert not user.is_active


def test_the_history_keeps_that_a_name_was_changed_and_not_the_name(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.READER)
    client.post("/account/name/", {"name": "Omar Aziz"})
    change = Change.objects.of(user).get(verb="name changed")
    assert (change.by, change.before, change.after) == (user, [], [])


def test_the_history_keeps_that_the_console_changed_a_name(person: Person) -> None:
    user = person(Role.READER, name="Omar")
    console.admit(user.email, [Role.READER], name="Omar Aziz")
    assert Change.objects.of(user).filter(verb="name changed", by=None).count() == 1
