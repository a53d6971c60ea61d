"""Search on PostgreSQL: lexemes in a column that it keeps in step itself, and trigrams for the misspelt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.web.archive.search.sqlite import LIT, PUT_IN_ORDER, UNLIT, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from numpy.typing import NDArray

    from dateline.web.archive.search.sqlite import Asked
    from dateline.web.archive.search.terms import Term

_STEMMED = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"
# A lexeme takes at most 2 kB and a vector 1 MB, which a text of more than its first 200,000 characters may
# pass.
_VECTOR = (
    "setweight(to_tsvector('dateline', left(title, 10000)), 'A') || "
    "to_tsvector('simple', 'zq') || "  # between the two, so that no phrase runs on
    "setweight(to_tsvector('dateline', left(body, 200000)), 'C') || "
    "setweight(to_tsvector('simple', left(forms, 100000)), 'D')"
)
# As on SQLite: English stems, no accents, and no word too common to be a part of a phrase.
SET_UP: tuple[str, ...] = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH DICTIONARY dateline_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION dateline (COPY = simple)",
    f"ALTER TEXT SEARCH CONFIGURATION dateline ALTER MAPPING FOR {_STEMMED} WITH unaccent, dateline_stem",
    f"ALTER TABLE archive_searchable ADD COLUMN lexemes tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX archive_searchable_lexemes ON archive_searchable USING gin (lexemes)",
    "CREATE INDEX archive_searchable_trigrams ON archive_searchable USING gin (title gin_trgm_ops)",
)
TAKE_DOWN: tuple[str, ...] = (
    "DROP INDEX archive_searchable_trigrams",
    "DROP INDEX archive_searchable_lexemes",
    "ALTER TABLE archive_searchable DROP COLUMN lexemes",
    "DROP TEXT SEARCH CONFIGURATION dateline",
    "DROP TEXT SEARCH DICTIONARY dateline_stem",
)


def find(
    connection: BaseDatabaseWrapper,
    terms: Sequence[Term],
    asked: Asked,
) -> list[Row]:
    """What holds all the terms.

    Where nothing does, it is what holds names that sound like theirs, or has a title like them.
    """
    for sounding in (False, True):
        query, values = _query(terms, sounding=sounding)
        holding = _Way(query=query, values=values)
        if query and (found := _found(connection, holding, asked)):
            return found
    words = [" ".join(term.words) for term in terms if not term.without]
    if any(" " in one for one in words):
        return []  # a phrase is meant as it stands
    like = _Way(
        query="plainto_tsquery('dateline', %s)",
        values=[" ".join(words)],
        condition=" AND ".join(["%s <%% title"] * len(words)),
        rank=" + ".join(["word_similarity(%s, title)"] * len(words)),
        words=words,
    )
    return _found(connection, like, asked)


def among(connection: BaseDatabaseWrapper, terms: Sequence[Term], kind: str) -> tuple[str, list[Any]]:
    """A statement, with its values, that gives the ids of all of a kind that hold the terms.

    Where none does, it is those that hold names that sound like theirs.
    """
    for sounding in (False, True):
        query, words = _query(terms, sounding=sounding)
        if query:
            statement = _AMONG.format(query=query)
            values = [*words, kind]
            if sounding or _is_any(connection, statement, values):
                return statement, values
    return "SELECT NULL::uuid WHERE false", []


def keys(connection: BaseDatabaseWrapper, terms: Sequence[Term], kind: str) -> NDArray[Any]:
    """The ids of all that `among` gives, in one value: no row has to be unpacked."""
    for sounding in (False, True):
        query, words = _query(terms, sounding=sounding)
        if not query:
            continue
        packed = _AMONG.replace("object", "string_agg(uuid_send(object), ''::bytea)", 1)
        with connection.cursor() as cursor:
            cursor.execute(packed.format(query=query), [*words, kind])
            (found,) = cursor.fetchone()
        if found:
            return np.frombuffer(bytes(found), "S16")
    return np.zeros(0, "S16")


_AMONG = "SELECT object FROM archive_searchable WHERE lexemes @@ ({query}) AND kind = %s"


def _is_any(connection: BaseDatabaseWrapper, statement: str, values: Sequence[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT 1", values)
        return cursor.fetchone() is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A way to look: what is lit, by `query` and `values`; the condition and the rank, each with `words`."""

    query: str
    values: list[str]
    condition: str = "lexemes @@ query"
    rank: str = "ts_rank_cd('{0.02, 0.1, 0.25, 1}', lexemes, query, 1)"
    words: list[str] = field(default_factory=list)


_FIND = """
    SELECT kind, object, day, title,
           ts_headline('dateline', CASE WHEN body = '' THEN title ELSE left(body, 200000) END, query,
                       'StartSel="{lit}",StopSel="{unlit}",MaxFragments=1,MinWords=8,MaxWords=24')
      FROM (SELECT newest.*, query, {rank} AS rank
              FROM (SELECT found.*
                      FROM archive_searchable AS found, (SELECT {query} AS query) AS asked
                     WHERE {match} AND kind = ANY(%s) {days} {among}
                     ORDER BY found.id DESC LIMIT {most}) AS newest, (SELECT {query} AS query) AS asked
             ORDER BY rank DESC, id DESC LIMIT %s OFFSET %s) AS best
     ORDER BY rank DESC, id DESC
"""


def _found(connection: BaseDatabaseWrapper, way: _Way, asked: Asked) -> list[Row]:
    bounds = [(f"AND day {sign} %s", day) for sign, day in zip((">=", "<="), asked.days, strict=True) if day]
    statement = _FIND.format(
        lit=LIT,
        unlit=UNLIT,
        query=way.query,
        match=way.condition,
        rank=way.rank,
        days=" ".join(clause for clause, _ in bounds),
        among=asked.condition,
        most=PUT_IN_ORDER,
    )
    values: list[Any] = [
        *way.words,
        *way.values,
        *way.words,
        list(asked.kinds),
        *(day for _, day in bounds),
        *asked.values,
        *way.values,
        asked.limit,
        asked.offset,
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            Row(kind=kind, object=key, day=day, title=title, snippet=snippet)
            for kind, key, day, title, snippet in cursor.fetchall()
        ]


def _query(terms: Sequence[Term], *, sounding: bool) -> tuple[str, list[str]]:
    """The terms in PostgreSQL's language, and the words that go into it."""
    parts: list[str] = []
    values: list[str] = []
    for term in sorted(terms, key=lambda one: one.without):
        if term.begun:
            part, words = "to_tsquery('dateline', %s)", [" <-> ".join(term.words) + ":*"]
        else:
            part, words = "phraseto_tsquery('dateline', %s)", [" ".join(term.words)]
        if sounding and term.forms and not term.without:
            part = f"({part} || to_tsquery('simple', %s))"
            words.append(" & ".join(f"{form}:D" for form in term.forms))
        parts.append(("&& !!" if term.without else "&& ") + part if parts else part)
        values += words
    return " ".join(parts), values
