"""Reading: published incidents out of the database into columns, by plain SQL, many at a time.

SQLite keeps ids as 32 hex digits, days and moments as text; PostgreSQL has types of its own for them. What
differs is said once, in `_Dialect`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from django.db import connections, router

from dateline.web.archive.models import Account, EventActor, Incident, Report
from dateline.web.press.atlas.columns import NO_DAY, Columns
from dateline.web.press.atlas.totals import changing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

CHUNK: Final = 20_000
"""Rows that are read at a time: a million come in some twenty seconds, with 50 MB besides the columns."""
FEW: Final = 500
"""Ids that are named in one query; SQLite takes at least 999 values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    """How one database writes what the columns need."""

    key: str  # an id as 16 bytes, or as 32 hex digits
    day: str
    moment: str

    def bytes_of(self, key: Any) -> bytes:  # noqa: ANN401 -- what the database gives
        """An id as 16 bytes."""
        return bytes.fromhex(key) if isinstance(key, str) else bytes(key)

    def value(self, key: bytes) -> str:
        """An id as the database takes it."""
        return key.hex()


_DIALECTS: Final = {
    "sqlite": _Dialect(
        key="{0}",
        day="CAST(julianday({0}) - 2440587.5 AS INTEGER)",
        moment="CAST(strftime('%%s', {0}) AS INTEGER) * 1000000 + CAST(substr({0}, 21, 6) AS INTEGER)",
    ),
    "postgresql": _Dialect(
        key="uuid_send({0})",
        day="{0} - DATE '1970-01-01'",
        moment="(extract(epoch FROM {0}) * 1000000)::bigint",
    ),
}


def connection() -> BaseDatabaseWrapper:
    """The connection to the database that incidents are read from."""
    return connections[router.db_for_read(Incident)]


def load() -> Columns:
    """All published incidents, with their actors and sources."""
    columns = Columns()
    dialect = _DIALECTS[connection().vendor]
    last = b"\0" * 16
    while told := _told(f"id > %s ORDER BY id LIMIT {CHUNK}", [dialect.value(last)]):
        columns.put(told)
        first, last = told[0][0], told[-1][0]
        between = [dialect.value(first), dialect.value(last)]
        _link(columns, told, _linked("{id} BETWEEN %s AND %s", between))
    return columns


def reload(columns: Columns, keys: Sequence[bytes]) -> None:
    """Read some incidents anew; those that are not published leave.

    All is read before it is written: where the database fails meanwhile, they are as they were.
    """
    dialect = _DIALECTS[connection().vendor]
    for at in range(0, len(keys), FEW):
        some = keys[at : at + FEW]
        marks, values = ", ".join(["%s"] * len(some)), [dialect.value(key) for key in some]
        told = _told(f"id IN ({marks})", values)
        linked = _linked(f"{{id}} IN ({marks})", values)
        with changing(columns, some):
            columns.drop(set(some) - {one[0] for one in told})
            columns.put(told)
        _link(columns, told, linked)


def _told(where: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    """Published incidents as `columns.TOLD` has them."""
    dialect = _DIALECTS[connection().vendor]
    columns = (
        dialect.key.format("id"), dialect.moment.format("changed_at"), dialect.day.format("date_start"),
        dialect.day.format("date_end"), "type", "grade", "standing", "place_precision", "country", "place",
        "place_name", "lat", "lon", "radius_km", "killed_min", "killed_best", "killed_max",
    )  # fmt: skip
    statement = (
        f"SELECT {', '.join(columns)} FROM {Incident._meta.db_table} "  # noqa: S608 -- our own columns
        f"WHERE published_at IS NOT NULL AND gone_at IS NULL AND {where}"
    )
    with connection().cursor() as cursor:
        cursor.execute(statement, values)
        return [
            (
                dialect.bytes_of(key),
                stamp,
                NO_DAY if start is None else start,
                NO_DAY if end is None else end,
                *words,
                nan if lat is None else lat,
                nan if lon is None else lon,
                radius or 0.0,
                *killed,
            )
            for key, stamp, start, end, *words, lat, lon, radius, least, best, most in cursor.fetchall()
            for killed in ((least, best, most),)
        ]


def _linked(where: str, values: Sequence[str]) -> list[list[tuple[bytes, str]]]:
    """The actors of some incidents, and their sources: pairs of an id and a word."""
    where = where.format(id="a.incident_id")
    return [list(_pairs(statement.format(where=where), values)) for statement in (_ACTORS, _SOURCES)]


def _link(
    columns: Columns, told: Sequence[tuple[Any, ...]], linked: Sequence[Sequence[tuple[bytes, str]]]
) -> None:
    """Write the actors and sources of incidents that were told."""
    rows = columns.rows_of(np.array([one[0] for one in told], "S16"))
    for links, found in zip((columns.actors, columns.sources), linked, strict=True):
        at = columns.rows_of(np.array([key for key, _ in found], "S16"))
        links.put(
            rows,
            [(int(row), word) for row, (_, word) in zip(at, found, strict=True) if row >= 0],
        )


def _pairs(statement: str, values: Sequence[str]) -> Iterator[tuple[bytes, str]]:
    dialect = _DIALECTS[connection().vendor]
    key = dialect.key.format("a.incident_id")
    with connection().cursor() as cursor:
        cursor.execute(statement.replace("{key}", key), values)
        for found, word in cursor.fetchall():
            yield dialect.bytes_of(found), word if isinstance(word, str) else word.hex


_ACTORS: Final = (
    f"SELECT DISTINCT {{{{key}}}}, p.actor FROM {Account._meta.db_table} a "  # noqa: S608 -- our own names
    f"JOIN {Account.events.through._meta.db_table} e ON e.account_id = a.id "
    f"JOIN {EventActor._meta.db_table} p ON p.event_id = e.event_id WHERE p.actor <> '' AND {{where}}"
)
_SOURCES: Final = (
    f"SELECT DISTINCT {{{{key}}}}, r.source_id FROM {Account._meta.db_table} a "  # noqa: S608 -- our own names
    f"JOIN {Report._meta.db_table} r ON r.id = a.report_id WHERE r.source_id IS NOT NULL AND {{where}}"
)
