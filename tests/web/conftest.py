"""What all tests of the web share: on which database they run, and a history that a test may leave behind."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils.translation import override

from dateline.web.archive.history_guard import GUARD, UNGUARD
from dateline.web.archive.linking.glances import forget_glances
from dateline.web.archive.search import numbering
from dateline.web.press import caching
from dateline.web.press.atlas import memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    NewArchive = Callable[[], dict[str, str]]


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


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    """What one test has published is not there for the next, so nothing of it may stay in memory.

    Nor may accounts: a transaction that is rolled back has their numbers given again.
    """
    forget_glances()
    memory.forget()
    numbering.forget()
    caching.forget()
    yield
    memory.forget()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Leave the language of each test as it was: a page in another one lets it stay behind in this thread."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def new_archive(tmp_path: Path) -> Iterator[NewArchive]:
    """Makes empty databases for processes of their own, of the kind that the other tests are on.

    Each call gives the environment of such processes: this one's, with nothing of Dateline's but what leads
    to a home and a database that nobody has used.
    """
    server = os.environ.get("DATELINE_TEST_DATABASE_URL")
    ours = ("DATELINE_", "DATABASE_", "DJANGO_")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    gazetteer = {name: value for name, value in os.environ.items() if name == "DATELINE_GAZETTEER"}
    made: list[str] = []

    def make() -> dict[str, str]:
        name = f"dateline_{os.getpid()}_{len(made)}"
        made.append(name)
        found = {**plain, **gazetteer, "DATELINE_HOME": str(tmp_path / name)}
        if server:
            with psycopg.connect(server, autocommit=True) as beside:
                beside.execute(f'CREATE DATABASE "{name}"')
            found["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
        return found

    yield make
    if server:
        with psycopg.connect(server, autocommit=True) as beside:
            for name in made:
                beside.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
