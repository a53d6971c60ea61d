"""Roles in the database: kept in step with the table, given and taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from dateline.domain.errors import LastAdmin
from dateline.web.rights import RIGHTS_OF, Right, Role
from dateline.web.site.accounts import audit
from dateline.web.site.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def lay_down(using: str) -> None:
    """Bring the groups in step with the table of rights: what it gives they have, what it does not they lose.

    It runs after every `migrate`, so that a role gains its new rights with the release that brings them.
    """
    permissions = {
        permission.codename: permission
        for permission in Permission.objects.using(using).filter(
            content_type__app_label="accounts", content_type__model="user"
        )
    }
    for role, rights in RIGHTS_OF.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([permissions[right.codename] for right in rights])


def rights_in_order(roles: Iterable[Role]) -> list[Right]:
    """What `roles` let one do together, in the order of the table."""
    given = frozenset[Right]().union(*(RIGHTS_OF[role] for role in roles))
    return [right for right in Right if right in given]


def groups_of(roles: Collection[Role]) -> list[Group]:
    """The groups by which `roles` are given."""
    return list(Group.objects.filter(name__in=roles))


def give(user: User, roles: Collection[Role], *, by: User | None) -> bool:
    """Make `roles` the roles of `user`, who loses all others; tell whether that changed anything.

    Raises:
        LastAdmin: Nobody would be left to give roles.
    """
    with transaction.atomic():
        hold_rights()
        user = User.objects.select_for_update().get(pk=user.pk)
        before = user.roles
        after = tuple(role for role in Role if role in roles)
        if before == after:
            return False
        if Role.ADMIN not in after:
            _refuse_without_another_admin(user)
        user.groups.set(groups_of(after))
        audit.changed(audit.ROLES_CHANGED, user, by=by, before=before, after=after)
    return True


def put_in_use(user: User, *, in_use: bool, by: User | None) -> bool:
    """Close the account of `user`, or open it again; tell whether that changed anything.

    A closed account ends all its sessions at once; what its owner did stays theirs.

    Raises:
        LastAdmin: Nobody would be left to give roles.
    """
    with transaction.atomic():
        hold_rights()
        user = User.objects.select_for_update().get(pk=user.pk)
        if user.is_active == in_use:
            return False
        if not in_use:
            _refuse_without_another_admin(user)
        user.is_active = in_use
        user.save(update_fields=["is_active"])
        if not in_use:
            for session in UserSession.objects.filter(user=user):
                session.end()
        audit.changed(audit.OPENED if in_use else audit.CLOSED, user, by=by)
    return True


def hold_rights() -> None:
    """Let nobody else change rights until the transaction ends: two admins could else depose each other."""
    Group.objects.select_for_update().get(name=Role.ADMIN)


def _refuse_without_another_admin(user: User) -> None:
    others = User.objects.in_use().with_role(Role.ADMIN).exclude(pk=user.pk)
    if Role.ADMIN in user.roles and user.is_active and not others.exists():
        raise LastAdmin(user.email, "Make somebody else admin first.")
