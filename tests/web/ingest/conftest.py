"""What the tests of ingest share: a world of pages that are made up, without network and model."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.db import connection
from django_tasks_db.management.commands import db_worker

from dateline.web.archive.tasks_world import World, in_world
from tests.web.ingest.worlds import Web, scripted_engine, without_lookups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    NewDatabase = Callable[[], None]


@pytest.fixture
def web() -> Web:
    """The pages that there are; a test adds its own."""
    return Web()


@pytest.fixture
def here(web: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A world of scripted engine and pages, which all steps ask.

    A worker that runs in a test works in the test's transaction, which is not for it to close.
    """
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    made = World(fetcher=lambda: web, engine=scripted_engine, lookups=without_lookups)
    with in_world(made):
        yield made


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[NewDatabase]:
    """Goes on to an empty database each time it is called; afterwards that of the other tests is there again.

    A test that asks for it is marked `django_db(transaction=True)`.
    """
    own = connection.settings_dict["NAME"]
    made: list[str] = []

    def go_on() -> None:
        connection.close()
        if connection.vendor == "sqlite":
            made.append(str(tmp_path / f"{len(made)}.sqlite3"))
            with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(made[-1])) as copy:
                source.backup(copy)
        else:
            made.append(f"{own}_{len(made)}")
            _run(f'DROP DATABASE IF EXISTS "{made[-1]}"', f'CREATE DATABASE "{made[-1]}" TEMPLATE "{own}"')
        connection.settings_dict["NAME"] = made[-1]
        cache.clear()  # what tests of signing in have counted is in the copy, too

    try:
        yield go_on
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        if connection.vendor != "sqlite":
            _run(*(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in made))


def _run(*statements: str) -> None:
    """Run statements beside all databases, where databases are made."""
    beside: Any = connection
    with beside._nodb_cursor() as cursor:  # noqa: SLF001 (Django makes its databases for tests so)
        for statement in statements:
            cursor.execute(statement)
