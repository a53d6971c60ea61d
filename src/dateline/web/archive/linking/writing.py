"""Rows of linking, written many at a time.

Whole numbers of our own making stand in the statement itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import connections, router

from dateline.web.archive.models import Account, Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

_T = TypeVar("_T")
_KEEP_LIKENESS = "INSERT INTO archive_likeness (one_id, other_id, chance) VALUES"
_ROWS = 400  # in one statement: SQLite compiles no more in one piece with pleasure


def keep_block_keys(rows: Iterable[tuple[int, int]]) -> None:
    """Keep accounts under keys; what is kept already stays."""
    _insert("archive_blockkey (key, account)", sorted(set(rows)), " ON CONFLICT DO NOTHING")


def keep_likeness(rows: Iterable[tuple[int, int, float]]) -> None:
    """Keep the chances of pairs of accounts, the older one first."""
    with _connection().cursor() as cursor:
        for some in _portions(sorted(set(rows))):
            # Chances are handed over: SQLite may read the last bit of one in the statement wrong.
            values = ", ".join(f"({one}, {other}, %s)" for one, other, _ in some)
            chances = [chance for *_, chance in some]
            cursor.execute(f"{_KEEP_LIKENESS} {values}", chances)


def move_accounts(rows: Sequence[tuple[Incident, str, int]]) -> None:
    """Have accounts, by their numbers, be of incidents, and at home in others."""
    if not rows:
        return
    connection = _connection()
    prepared = [
        (Incident._meta.pk.get_db_prep_value(row.pk, connection), home, number) for row, home, number in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE archive_account SET incident_id = %s, home = %s WHERE id = %s", prepared)


def _insert(where: str, rows: Sequence[tuple[int, ...]], otherwise: str = "") -> None:
    with _connection().cursor() as cursor:
        for some in _portions(rows):
            values = ", ".join(f"({', '.join(map(repr, row))})" for row in some)
            cursor.execute(f"INSERT INTO {where} VALUES {values}{otherwise}")  # noqa: S608 -- numbers


def _portions(rows: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for at in range(0, len(rows), _ROWS):
        yield rows[at : at + _ROWS]


def _connection() -> BaseDatabaseWrapper:
    return connections[router.db_for_write(Account)]
