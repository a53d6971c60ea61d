from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.http import Http404

from dateline.web.rights import RIGHTS_OF, Right, Role, line_of, load, may
from dateline.web.site.accounts.models import Invitation, SignIn, User

if TYPE_CHECKING:
    from django.db.models import Model
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.rights import Somebody
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db

# Who may do what, written out once more: the table of the code is compared with it, and the database too.
_MAY = {
    #                        reader contributor analyst editor treasurer admin
    Right.READ_ARCHIVE:    "  x      x           x       x      x         x",
    Right.HAND_IN:         "  .      x           x       x      .         .",
    Right.SEE_DESK:        "  .      .           x       x      .         x",
    Right.REVIEW:          "  .      .           x       x      .         .",
    Right.EDIT_REGISTERS:  "  .      .           x       x      .         .",
    Right.EXPORT:          "  .      .           x       x      .         .",
    Right.SETTLE:          "  .      .           .       x      .         .",
    Right.EDIT_SOURCES:    "  .      .           .       x      .         .",
    Right.EXPORT_CORPUS:   "  .      .           .       x      .         .",
    Right.WRITE_BRIEFINGS: "  .      .           x       x      .         .",
    Right.PUBLISH:         "  .      .           .       x      .         .",
    Right.WAIVE_FOUR_EYES: "  .      .           .       .      .         x",
    Right.RETRY_TASKS:     "  .      .           .       x      .         x",
    Right.KEEP_LEDGER:     "  .      .           .       .      x         .",
    Right.MANAGE_ACCOUNTS: "  .      .           .       .      .         x",
    Right.READ_AUDIT:      "  .      .           .       .      .         x",
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_table_says_and_no_more(person: Person, role: Role) -> None:
    column = list(Role).index(role)
    allowed = {right for right, marks in _MAY.items() if marks.split()[column] == "x"}
    user = person(role)
    assert {right for right in Right if may(user, right)} == allowed


def test_who_has_several_roles_may_what_each_of_them_may(person: Person) -> None:
    user = person(Role.ANALYST, Role.TREASURER)
    assert may(user, Right.REVIEW)
    assert may(user, Right.KEEP_LEDGER)
    assert not may(user, Right.PUBLISH)


@pytest.mark.parametrize("right", Right)
def test_nobody_known_and_nobody_without_a_role_may_anything(person: Person, right: Right) -> None:
    assert not may(AnonymousUser(), right)
    assert not may(person(), right)


@pytest.mark.parametrize("right", [Right.REVIEW, Right.MANAGE_ACCOUNTS])
def test_a_closed_account_may_nothing(person: Person, right: Right) -> None:
    user = person(Role.EDITOR, Role.ADMIN)
    assert may(user, right)
    user.is_active = False
    assert not may(user, right)


def test_every_right_is_some_roles() -> None:
    assert frozenset().union(*RIGHTS_OF.values()) == set(Right)


def test_migrating_mends_a_group_that_was_tampered_with() -> None:
    reader, admin = Group.objects.get(name=Role.READER), Group.objects.get(name=Role.ADMIN)
    reader.permissions.set(admin.permissions.all())
    call_command("migrate", verbosity=0)
    assert [each.codename for each in reader.permissions.all()] == [Right.READ_ARCHIVE.codename]


def test_rights_cost_a_page_one_query(
    person: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = person(Role.EDITOR, Role.ADMIN)
    with django_assert_num_queries(1):
        assert all(may(user, right) for right in (Right.REVIEW, Right.PUBLISH, Right.READ_AUDIT))


# ── objects, and what they belong to ──────────────────────────────────────────────────────────────────────


class _Ruled(User):
    """An account with a rule of its own, as reports and events may have."""

    class Meta:
        proxy = True
        app_label = "ruled_here"  # no app that migrations are looked for in

    def allows(self, user: Somebody, right: Right) -> bool:
        return right is not Right.SETTLE or getattr(user, "pk", None) != self.pk


class _Belonging(SignIn):
    """A line of the log that belongs to an account."""

    belongs_to = "ruled"

    class Meta:
        proxy = True
        app_label = "ruled_here"  # no app that migrations are looked for in

    @property
    def ruled(self) -> Model:
        owner: Model = _Ruled.objects.get(sign_ins=self.pk)
        return owner


@pytest.fixture
def line(person: Person) -> SignIn:
    """A line of the log, of an editor."""
    user = person(Role.EDITOR)
    return SignIn.objects.create(user=user, outcome=SignIn.Outcome.IN, means=SignIn.Means.PASSWORD)


def test_an_object_is_found_among_those_of_its_parent_only(person: Person, line: SignIn) -> None:
    admin, other = person(Role.ADMIN), person()
    assert line.user
    assert load(admin, Right.READ_AUDIT, line.user.sign_ins, line.pk) == line
    with pytest.raises(Http404):
        load(admin, Right.READ_AUDIT, other.sign_ins, line.pk)


@pytest.mark.parametrize("pk", ["", "1", "no-id", "../etc", None, "\x00"])
def test_what_is_no_id_is_not_found(person: Person, pk: object) -> None:
    with pytest.raises(Http404):
        load(person(Role.ADMIN), Right.MANAGE_ACCOUNTS, User.objects, pk)


def test_what_is_found_is_refused_to_who_lacks_the_right(person: Person, line: SignIn) -> None:
    with pytest.raises(PermissionDenied):
        load(person(Role.EDITOR), Right.READ_AUDIT, SignIn.objects, line.pk)


def test_what_is_not_there_is_not_told_apart_by_who_asks(person: Person) -> None:
    with pytest.raises(Http404):
        load(person(), Right.MANAGE_ACCOUNTS, Invitation.objects, "01890000-0000-7000-8000-000000000000")


def test_an_object_is_refused_by_the_rule_of_what_it_belongs_to(person: Person, line: SignIn) -> None:
    owner, other = line.user, person(Role.EDITOR)
    assert owner
    assert load(other, Right.SETTLE, _Belonging.objects, line.pk).pk == line.pk
    assert load(owner, Right.PUBLISH, _Belonging.objects, line.pk).pk == line.pk
    with pytest.raises(PermissionDenied):
        load(owner, Right.SETTLE, _Belonging.objects, line.pk)


def test_no_rule_gives_what_no_role_gives(person: Person, line: SignIn) -> None:
    with pytest.raises(PermissionDenied):
        load(person(Role.READER), Right.SETTLE, _Belonging.objects, line.pk)


def test_the_line_of_an_object_goes_up_to_what_belongs_to_nothing(line: SignIn) -> None:
    child = _Belonging.objects.get(pk=line.pk)
    assert [type(each) for each in line_of(child)] == [_Belonging, _Ruled]
