"""Search on SQLite: an FTS5 index over the table of what can be found, kept in step by triggers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np
from django.utils.dateparse import parse_date

from dateline.web.archive.search import numbering

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.backends.base.base import BaseDatabaseWrapper
    from numpy.typing import NDArray

    from dateline.web.archive.search.terms import Term

LIT, UNLIT = "\x02", "\x03"
"""What stands before and after a word that was found."""
PUT_IN_ORDER = 2_000
"""Of what more than these hold, the newest are put in order: nobody tells the best of 100,000 apart."""

_COLUMNS = "title, body, forms"
_NEW, _OLD = (
    ", ".join(f"{row}.{name}" for name in ("id", "title", "body", "forms")) for row in ("new", "old")
)
_ADD = f"INSERT INTO archive_search (rowid, {_COLUMNS}) VALUES ({_NEW});"  # noqa: S608 -- our own columns
_TAKE = (
    f"INSERT INTO archive_search (archive_search, rowid, {_COLUMNS}) "  # noqa: S608
    f"VALUES ('delete', {_OLD});"
)

SET_UP_TRIGGERS: tuple[str, ...] = (
    f"CREATE TRIGGER archive_search_added AFTER INSERT ON archive_searchable BEGIN {_ADD} END",
    f"CREATE TRIGGER archive_search_gone AFTER DELETE ON archive_searchable BEGIN {_TAKE} END",
    f"CREATE TRIGGER archive_search_changed AFTER UPDATE ON archive_searchable BEGIN {_TAKE} {_ADD} END",
)
TAKE_DOWN_TRIGGERS: tuple[str, ...] = tuple(
    f"DROP TRIGGER archive_search_{when}" for when in ("added", "gone", "changed")
)
SET_UP: tuple[str, ...] = (
    (
        f"CREATE VIRTUAL TABLE archive_search USING fts5({_COLUMNS}, content='archive_searchable', "
        "content_rowid='id', tokenize=\"porter unicode61 remove_diacritics 2\")"
    ),
    *SET_UP_TRIGGERS,
)
TAKE_DOWN: tuple[str, ...] = (*TAKE_DOWN_TRIGGERS, "DROP TABLE archive_search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for besides words: kinds, the first and the last day, how many, and after how many.

    `among` are conditions on what is found, by its kind, each with its values; without any all is.
    """

    kinds: tuple[str, ...]
    days: tuple[date | None, date | None]
    limit: int
    offset: int
    among: tuple[tuple[str, str, tuple[Any, ...]], ...] = ()

    @property
    def condition(self) -> str:
        """What holds of all that may be found, to stand behind other conditions on `found`."""
        each = " OR ".join(f"(found.kind = %s AND {condition})" for _, condition, _ in self.among)
        return f"AND ({each})" if each else ""

    @property
    def values(self) -> list[Any]:
        """The values of that condition."""
        return [value for kind, _, values in self.among for value in (kind, *values)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the database found. In `snippet` what was looked for stands between `LIT` and `UNLIT`."""

    kind: str
    object: UUID
    day: date | None
    title: str
    snippet: str


def find(
    connection: BaseDatabaseWrapper,
    terms: Sequence[Term],
    asked: Asked,
) -> list[Row]:
    """What holds all the terms; where nothing does, what holds names that sound like theirs."""
    for sounding in (False, True):
        expression = _expression(terms, sounding=sounding)
        if expression and (found := _found(connection, expression, asked)):
            return found
    return []


# What is found is shown in the text, which begins where it stands in the title alone, or sounds alike alone.
# A word in the title is worth four in the text; a name that only sounds alike, a fifth of one. A "+" keeps
# SQLite from looking each number up in the index by itself.
_FIND = """
    WITH newest AS MATERIALIZED (
      SELECT archive_search.rowid AS id
        FROM archive_search CROSS JOIN archive_searchable AS found ON found.id = archive_search.rowid
       WHERE archive_search MATCH %s AND found.kind IN ({kinds}) {few} {days} {among}
       ORDER BY archive_search.rowid DESC LIMIT {most})
    SELECT found.kind, found.object, found.day, found.title,
           snippet(archive_search, CASE WHEN found.body = '' THEN 0 ELSE 1 END, char(2), char(3), '…', 24)
      FROM archive_search CROSS JOIN archive_searchable AS found ON found.id = archive_search.rowid
     WHERE archive_search MATCH %s AND archive_search.rowid >= (SELECT MIN(id) FROM newest)
       AND +archive_search.rowid IN (SELECT id FROM newest)
     ORDER BY bm25(archive_search, 4.0, 1.0, 0.2), found.id DESC LIMIT %s OFFSET %s
"""
# Each of the few is asked whether it holds the words, instead of all that hold them what they are.
_FEW = "AND archive_search.rowid IN (SELECT id FROM archive_searchable WHERE kind = 'briefing')"


def among(connection: BaseDatabaseWrapper, terms: Sequence[Term], kind: str) -> tuple[str, list[Any]]:
    """A statement, with its values, that gives the ids of all of a kind that `find` would find."""
    for sounding in (False, True):
        if expression := _expression(terms, sounding=sounding):
            values = [expression, kind]
            if sounding or _is_any(connection, values):
                return _AMONG, values
    return "SELECT NULL WHERE 1 = 0", []


# CROSS keeps the order of the two: else all reports are gone through, and each is looked for in the index.
_AMONG = """
    SELECT found.object
      FROM archive_search CROSS JOIN archive_searchable AS found ON found.id = archive_search.rowid
     WHERE archive_search MATCH %s AND found.kind = %s
"""


def keys(connection: BaseDatabaseWrapper, terms: Sequence[Term], kind: str) -> NDArray[Any]:
    """The ids of all that `among` gives.

    The index alone is asked, for numbers, and what these stand for is known here: to fetch each row as well
    would take ten times as long.
    """
    for sounding in (False, True):
        if not (expression := _expression(terms, sounding=sounding)):
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT group_concat(rowid) FROM archive_search WHERE archive_search MATCH %s", [expression]
            )
            (numbers,) = cursor.fetchone()
        if numbers:
            found = numbering.of(connection, kind).keys(np.fromstring(numbers, "i8", sep=","))
            if len(found):
                return found
    return np.zeros(0, "S16")


def _is_any(connection: BaseDatabaseWrapper, values: Sequence[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"{_AMONG} LIMIT 1", values)
        return cursor.fetchone() is not None


def _found(
    connection: BaseDatabaseWrapper,
    expression: str,
    asked: Asked,
) -> list[Row]:
    bounds = [
        (f"AND found.day {sign} %s", day) for sign, day in zip((">=", "<="), asked.days, strict=True) if day
    ]
    query = _FIND.format(
        kinds=", ".join(["%s"] * len(asked.kinds)),
        few=_FEW if asked.kinds == ("briefing",) else "",
        most=PUT_IN_ORDER,
        days=" ".join(clause for clause, _ in bounds),
        among=asked.condition,
    )
    values: list[Any] = [
        expression,
        *asked.kinds,
        *(day.isoformat() for _, day in bounds),
        *asked.values,
        expression,
        asked.limit,
        asked.offset,
    ]
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [
            Row(
                kind=kind,
                object=UUID(key),
                day=parse_date(str(day)) if day else None,
                title=title,
                snippet=snippet,
            )
            for kind, key, day, title, snippet in cursor.fetchall()
        ]


def _expression(terms: Sequence[Term], *, sounding: bool) -> str:
    """The terms in FTS5's language; every word is quoted, so that none is taken for a part of it."""
    wanted = [one for one in (_term(term, sounding=sounding) for term in terms if not term.without) if one]
    if not wanted:
        return ""
    unwanted = [one for one in (_term(term, sounding=False) for term in terms if term.without) if one]
    return " ".join([" AND ".join(wanted), *(f"NOT {one}" for one in unwanted)])


def _term(term: Term, *, sounding: bool) -> str:
    words = "{title body} : " + '"' + " ".join(term.words) + '"' + (" *" if term.begun else "")
    if sounding and term.forms:
        return f"({words} OR (" + " AND ".join(f'forms : "{form}"' for form in term.forms) + "))"
    return words
