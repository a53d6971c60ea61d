"""Locks of accounts and tasks are taken in one order, so that nobody waits for who waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.web.archive.models import Arrival, ArrivalState
from dateline.web.archive.tasks_dead import retry_arrival
from dateline.web.rights import Role
from dateline.web.site.accounts import console, inviting, roles
from tests.web.accounts import KEY_PHRASE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _first(do: Callable[[], object], *tables: str) -> str:
    """Which of some tables is asked for first in a transaction."""
    with CaptureQueriesContext(connection) as asked:
        do()
    asking = (query["sql"] for query in asked.captured_queries)
    inside = [sql for sql in asking if not sql.startswith(("BEGIN", "SAVEPOINT"))]
    return next(
        table for sql in inside for table in tables if f'FROM "{table}"' in sql or f'UPDATE "{table}"' in sql
    )


def test_who_gives_roles_holds_all_rights_before_an_account_or_an_invitation(person: Person) -> None:
    host = person(Role.ADMIN)
    guest = person(Role.READER)
    _, token = inviting.invite("omar@example.org", [Role.ADMIN], by=host)
    doings: tuple[Callable[[], object], ...] = (
        lambda: roles.give(guest, {Role.ANALYST}, by=host),
        lambda: roles.put_in_use(guest, in_use=False, by=host),
        lambda: inviting.invite("ada@example.org", [Role.ADMIN], by=host),
        lambda: inviting.accept(token, name="Omar", password=KEY_PHRASE),
        lambda: console.admit(guest.email, [Role.ADMIN]),
    )
    for do in doings:
        assert _first(do, "auth_group", "accounts_user", "accounts_invitation") == "auth_group"


def test_who_tries_a_page_again_holds_its_dead_letter_before_the_page() -> None:
    page = Arrival.objects.create(key="k", url="https://mill.example/1", state=ArrivalState.FAILED)
    tables = ("django_tasks_database_dbtaskresult", "archive_arrival")
    assert _first(lambda: retry_arrival(page), *tables) == tables[0]
