"""Search: words in, reports, claims and incidents out, the best first. One interface over two databases.

search("Kobane market strike") -> hits, each with the words that were found lit
matching("Kobane market", kind) -> the ids of all that hold them, to filter a list by
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections, router
from django.db.models import UUIDField
from django.db.models.expressions import RawSQL

from dateline.web.archive.models import Searchable, SearchKind
from dateline.web.archive.search import postgres, sqlite
from dateline.web.archive.search.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

__all__ = ["Hit", "Lit", "matching", "search"]

_ENGINES = {"sqlite": sqlite.find, "postgresql": postgres.find}
_AMONG = {"sqlite": sqlite.among, "postgresql": postgres.among}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """A stretch of text, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was found: its kind, its id in that kind's table, and where the words stand."""

    kind: SearchKind
    object: UUID
    day: date | None
    title: str
    snippet: tuple[Lit, ...]


def search(
    words: str,
    *,
    kinds: Collection[SearchKind] = tuple(SearchKind),
    first: date | None = None,
    last: date | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """What holds all of `words`, the best first; where nothing does, what holds names that sound like theirs.

    Args:
        words: As somebody types them: `"exact words"`, `-without`, `begin*` are understood.
        kinds: What is looked for.
        first: The first day that it may be of.
        last: The last day.
        limit: The most that are given.
        offset: How many of the best are passed over.
    """
    terms = read_terms(words)
    if not any(not one.without for one in terms):
        return []
    connection = connections[router.db_for_read(Searchable)]
    find = _ENGINES[connection.vendor]
    asked = sqlite.Asked(
        kinds=tuple(kind.value for kind in kinds), days=(first, last), limit=limit, offset=offset
    )
    found = find(connection, terms, asked)
    return [
        Hit(
            kind=SearchKind(row.kind),
            object=row.object,
            day=row.day,
            title=row.title,
            snippet=_lit(row.snippet),
        )
        for row in found
    ]


def matching(words: str, kind: SearchKind) -> RawSQL:
    """The ids of all of a kind that hold `words`, typed as for `search`, for `filter(pk__in=…)`."""
    connection = connections[router.db_for_read(Searchable)]
    terms = read_terms(words)
    if all(one.without for one in terms):
        terms = ()  # nothing is looked for
    statement, values = _AMONG[connection.vendor](connection, terms, kind.value)
    return RawSQL(statement, values, output_field=UUIDField())  # noqa: S611 -- the words are values of it


def _lit(marked: str) -> tuple[Lit, ...]:
    """A snippet in parts; what was found stands between two signs that no text of ours holds."""
    parts = []
    for at, opened in enumerate(marked.split(sqlite.LIT)):
        lit, _, rest = opened.partition(sqlite.UNLIT) if at else ("", "", opened)
        parts += [Lit(text=text, found=found) for text, found in ((lit, True), (rest, False)) if text]
    return tuple(parts)
