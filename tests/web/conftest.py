"""What all tests of the web share: on which database they run, and a history that a test may leave behind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from dateline.web.archive.history_guard import GUARD, UNGUARD

if TYPE_CHECKING:
    from collections.abc import Callable


def pytest_report_header() -> str:
    """Say which database it is."""
    if os.environ.get("DATELINE_TEST_DATABASE_URL"):
        return "web: on the PostgreSQL server of DATELINE_TEST_DATABASE_URL"
    return "web: on SQLite alone; .ci/postgres runs a command beside a PostgreSQL server of its own"


def _emptied(tear_down: Callable[[TransactionTestCase], None]) -> Callable[[TransactionTestCase], None]:
    """Empty the history, too, after a test that ends its transactions: nobody else may."""

    def empty(case: TransactionTestCase) -> None:
        _run(UNGUARD[connection.vendor])
        tear_down(case)
        _run(GUARD[connection.vendor])
        _run(("INSERT INTO archive_lock (name) VALUES ('linking')",))

    return empty


def _run(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def _history_can_be_emptied() -> Any:  # noqa: ANN401 -- pytest's own kind of generator
    with pytest.MonkeyPatch.context() as patch:
        plain: Any = TransactionTestCase
        tear_down = plain._fixture_teardown  # noqa: SLF001 -- the one place that empties tables
        patch.setattr(plain, "_fixture_teardown", _emptied(tear_down))
        yield
