"""The backup of an archive in PostgreSQL: every table as COPY writes it, all of one snapshot.

No pg_dump is needed. What is kept is rows; the tables are made by the migrations that the backup names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import zstandard
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from dateline.domain.errors import BackupUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dateline.web.archive.backup import Manifest

_PIECE = 1024 * 1024


def save(folder: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Write each table into `folder`; the rows of the tables and the migrations that made them."""
    found: dict[str, int] = {}
    # A transaction at this level sees one moment, however long it reads; writers are not held up.
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for table in _tables(cursor):
            columns = _columns(cursor, table)
            if not _is_name(table) or not all(map(_is_name, columns)):
                raise BackupUnreadable(f"the table {table!r} or a column of it", "Give it a plain name.")
            with (
                (folder / f"{table}.copy.zst").open("wb") as out,
                zstandard.ZstdCompressor(level=6).stream_writer(out) as packed,
                cursor.cursor.copy(f"COPY {_quoted(table)} ({_listed(columns)}) TO STDOUT") as copy,
            ):
                packed.write("\t".join(columns).encode() + b"\n")
                for piece in copy:
                    packed.write(piece)
            found[table] = _count(cursor, table)
        return found, _migrations(cursor)


def load(folder: Path, manifest: Manifest) -> None:
    """Put the rows in `folder` in the place of all that the database holds, in one transaction.

    Raises:
        BackupUnreadable: A part does not fit the tables.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            is_so = _is_made_by(cursor, manifest.migrations)
            if not is_so:
                _drop_all(cursor)
        if not is_so:
            executor = MigrationExecutor(connection)
            executor.migrate([(app, names[-1]) for app, names in manifest.migrations.items()])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            tables = _tables(cursor)
            # What migrations put in is in the backup too. All at once, since tables refer to each other.
            cursor.execute(f"TRUNCATE {_listed(tables)}")
            for table in tables:
                _fill(cursor, table, folder / f"{table}.copy.zst")
            _set_sequences(cursor)
        manifest.check_rows(rows())


def rows() -> dict[str, int]:
    """The rows of each table."""
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in _tables(cursor)}


def _fill(cursor: Any, table: str, part: Path) -> None:  # noqa: ANN401 (Django's wrapper over psycopg's)
    if not part.exists():
        raise BackupUnreadable(f"the table {table} is not in it", "Take another backup.")
    with part.open("rb") as stream, zstandard.ZstdDecompressor().stream_reader(stream) as packed:
        head, rest = _first_line(packed)
        columns = head.decode().split("\t")
        if set(columns) != set(_columns(cursor, table)):
            raise BackupUnreadable(f"the columns of {table} are others than it tells", "Take another backup.")
        with cursor.cursor.copy(f"COPY {_quoted(table)} ({_listed(columns)}) FROM STDIN") as copy:
            copy.write(rest)
            while piece := packed.read(_PIECE):
                copy.write(piece)


def _first_line(packed: Any) -> tuple[bytes, bytes]:  # noqa: ANN401
    start = b""
    while b"\n" not in start and (piece := packed.read(_PIECE)):
        start += piece
    head, _, rest = start.partition(b"\n")
    return head, rest


def _is_made_by(cursor: Any, migrations: dict[str, list[str]]) -> bool:  # noqa: ANN401
    """Whether the tables are those that some migrations make."""
    if "django_migrations" not in _tables(cursor):
        return False
    found = _migrations(cursor)
    return {app: set(names) for app, names in found.items()} == {
        app: set(names) for app, names in migrations.items()
    }


def _tables(cursor: Any) -> list[str]:  # noqa: ANN401
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        " ORDER BY relname"
    )
    return [name for (name,) in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> list[str]:  # noqa: ANN401
    """The columns that are kept; what PostgreSQL works out from others it works out again."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' ORDER BY attnum",
        [_quoted(table)],
    )
    return [name for (name,) in cursor.fetchall()]


def _count(cursor: Any, table: str) -> int:  # noqa: ANN401
    cursor.execute(f"SELECT count(*) FROM {_quoted(table)}")  # noqa: S608 (a name, quoted)
    return int(cursor.fetchone()[0])


def _migrations(cursor: Any) -> dict[str, list[str]]:  # noqa: ANN401
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
    found: dict[str, list[str]] = {}
    for app, name in cursor.fetchall():
        found.setdefault(app, []).append(name)
    return found


# What migrations make beside tables: how it is called, and what names all of it that is no extension's.
_MADE = {
    "ROUTINE": "SELECT oid, oid::regprocedure::text FROM pg_proc WHERE pronamespace = {schema}",
    "TEXT SEARCH CONFIGURATION": (
        "SELECT oid, quote_ident(cfgname) FROM pg_ts_config WHERE cfgnamespace = {schema}"
    ),
    "TEXT SEARCH DICTIONARY": (
        "SELECT oid, quote_ident(dictname) FROM pg_ts_dict WHERE dictnamespace = {schema}"
    ),
}


def _drop_all(cursor: Any) -> None:  # noqa: ANN401
    """Take away all that migrations have made."""
    if tables := _tables(cursor):
        cursor.execute(f"DROP TABLE {_listed(tables)} CASCADE")
    for kind, named in _MADE.items():
        found = named.format(schema="current_schema()::regnamespace")
        cursor.execute(
            f"SELECT name FROM ({found}) AS found (oid, name) WHERE NOT EXISTS "  # noqa: S608 (our own words)
            "(SELECT 1 FROM pg_depend WHERE objid = found.oid AND deptype = 'e')"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP {kind} IF EXISTS {name} CASCADE")


def _set_sequences(cursor: Any) -> None:  # noqa: ANN401
    """Let numbers go on behind the last that was given."""
    cursor.execute(
        "SELECT s.relname, t.relname, a.attname FROM pg_class s"
        " JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')"
        " JOIN pg_class t ON t.oid = d.refobjid"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid"
        " WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace"
    )
    for sequence, table, column in cursor.fetchall():
        last = f"(SELECT max({_quoted(column)}) FROM {_quoted(table)})"  # noqa: S608 (names, quoted)
        cursor.execute(f"SELECT setval(%s, coalesce({last}, 0) + 1, false)", [_quoted(sequence)])


def _is_name(name: str) -> bool:
    """Whether a name can stand in a part's first line and name a file."""
    return name.replace("_", "a").isalnum()


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
