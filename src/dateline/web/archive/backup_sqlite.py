"""The backup of an archive in SQLite: its file, by SQLite's own online backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import zstandard
from django.db import connection

from dateline.domain.errors import BackupUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.web.archive.backup import Manifest

_PART = "archive.sqlite3.zst"


def save(folder: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Write the file into `folder`; the rows of its tables and the migrations that made them.

    It is copied page by page under one read lock. VACUUM INTO would make it smaller, but numbers rows anew,
    which the index of the full-text search goes by.
    """
    bare = folder / "archive.sqlite3"
    connection.ensure_connection()
    source: sqlite3.Connection = connection.connection
    with closing(sqlite3.connect(bare)) as copy:
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        rows, migrations = _rows(copy), _migrations(copy)
    with bare.open("rb") as stream, (folder / _PART).open("wb") as out:
        zstandard.ZstdCompressor(level=6).copy_stream(stream, out, size=bare.stat().st_size)
    bare.unlink()
    return rows, migrations


def load(folder: Path, manifest: Manifest) -> None:
    """Put the file in `folder` in the place of what the database holds, in one transaction of SQLite's.

    Raises:
        BackupUnreadable: The file is damaged.
    """
    bare = folder / "archive.sqlite3"
    if not (folder / _PART).exists():
        raise BackupUnreadable(f"{_PART} is not in it", "Take another backup.")
    with (folder / _PART).open("rb") as packed, bare.open("wb") as out:
        zstandard.ZstdDecompressor().copy_stream(packed, out)
    connection.ensure_connection()
    with closing(sqlite3.connect(bare)) as source:
        try:
            faults = source.execute("PRAGMA integrity_check(1)").fetchone()
            if faults != ("ok",):
                raise BackupUnreadable(str(faults[0]), "It is damaged: take another one.")
            manifest.check_rows(_rows(source))
            source.backup(connection.connection, pages=-1)
        except sqlite3.DatabaseError as error:
            raise BackupUnreadable(str(error), "It is damaged, or the archive is in use.") from error
    connection.close()  # what the connection knew of the tables is of the past


def rows() -> dict[str, int]:
    """The rows of each table."""
    connection.ensure_connection()
    return _rows(connection.connection)


def _rows(database: Any) -> dict[str, int]:  # noqa: ANN401 (Django's connection is a subclass of its own)
    # Virtual tables and what they are made of are searched, and count nothing of their own.
    virtual = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        )
    ]
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    own = [name for name in names if not any(name == one or name.startswith(f"{one}_") for one in virtual)]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in own}  # noqa: S608


def _migrations(database: Any) -> dict[str, list[str]]:  # noqa: ANN401
    found: dict[str, list[str]] = {}
    for app, name in database.execute("SELECT app, name FROM django_migrations ORDER BY id"):
        found.setdefault(app, []).append(name)
    return found
