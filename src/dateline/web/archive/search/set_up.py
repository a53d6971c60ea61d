"""The index of what can be found, set up in the way of each database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.archive.search import postgres, sqlite

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_HOW = {"sqlite": sqlite, "postgresql": postgres}


def set_up(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the index up, in a migration."""
    for statement in _HOW[schema_editor.connection.vendor].SET_UP:
        schema_editor.execute(statement)


def take_down(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down, in a migration that is undone."""
    for statement in _HOW[schema_editor.connection.vendor].TAKE_DOWN:
        schema_editor.execute(statement)


def rest(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the index look away while its table is altered: SQLite makes the table anew, without triggers.

    What it holds stays right, since rows keep their numbers.
    """
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite.TAKE_DOWN_TRIGGERS:
            schema_editor.execute(statement)


def wake(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the index look on again, in a migration that began with `rest`."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in sqlite.SET_UP_TRIGGERS:
            schema_editor.execute(statement)
