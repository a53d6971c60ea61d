"""Search: words in, reports, claims and incidents out, the best first. One interface over two databases.

search("Kobane market strike") -> hits, each with the words that were found lit
search(…, among={…})           -> those of them that are among some rows, as readers see only what is public
matching("Kobane market", kind) -> the ids of all that hold them, to filter a list by
keys_holding(words, kind)       -> the same ids at once, quickly however many they are
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import UUIDField
from django.db.models.expressions import RawSQL

from dateline.web.archive.models import Searchable, SearchKind
from dateline.web.archive.search import numbering, postgres, sqlite
from dateline.web.archive.search.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from uuid import UUID

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from dateline.web.archive.search.terms import Term

__all__ = ["Hit", "Lit", "get_ready", "keys_holding", "matching", "search"]

_ENGINES = {"sqlite": sqlite.find, "postgresql": postgres.find}
_AMONG = {"sqlite": sqlite.among, "postgresql": postgres.among}
_KEYS = {"sqlite": sqlite.keys, "postgresql": postgres.keys}


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
    among: Mapping[SearchKind, QuerySet[Any]] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """What holds all of `words`, the best first; where nothing does, what holds names that sound like theirs.

    Of what very many hold (`PUT_IN_ORDER`), the newest are put in order.

    Args:
        words: As somebody types them: `"exact words"`, `-without`, `begin*` are understood.
        kinds: What is looked for.
        first: The first day that it may be of.
        last: The last day.
        among: By kind, the rows that may be found; a kind that is not there is not looked for. The database
            looks at each row that holds the words, so what these ask has to be quick for one row.
        limit: The most that are given.
        offset: How many of the best are passed over.
    """
    terms = read_terms(words)
    if not any(not one.without for one in terms):
        return []
    connection = connections[router.db_for_read(Searchable)]
    find = _ENGINES[connection.vendor]
    asked = sqlite.Asked(
        kinds=tuple(kind.value for kind in kinds if among is None or kind in among),
        days=(first, last),
        limit=limit,
        offset=offset,
        among=_conditions(among or {}, connection),
    )
    if not asked.kinds:
        return []
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
    connection, terms = _looked_for(words)
    statement, values = _AMONG[connection.vendor](connection, terms, kind.value)
    return RawSQL(statement, values, output_field=UUIDField())  # noqa: S611 -- the words are values of it


def keys_holding(words: str, kind: SearchKind) -> NDArray[Any]:
    """The ids of all of a kind that hold `words`, typed as for `search`, each as its 16 bytes."""
    connection, terms = _looked_for(words)
    return _KEYS[connection.vendor](connection, terms, kind.value)


def get_ready(kind: SearchKind) -> None:
    """Read what `keys_holding` has to know of a kind, ahead of the first who asks."""
    connection = connections[router.db_for_read(Searchable)]
    if connection.vendor == "sqlite":
        numbering.of(connection, kind.value)


def _looked_for(words: str) -> tuple[BaseDatabaseWrapper, tuple[Term, ...]]:
    terms = read_terms(words)
    if all(one.without for one in terms):
        terms = ()  # nothing is looked for
    return connections[router.db_for_read(Searchable)], terms


def _conditions(
    among: Mapping[SearchKind, QuerySet[Any]], connection: BaseDatabaseWrapper
) -> tuple[tuple[str, str, tuple[Any, ...]], ...]:
    """By kind, the condition that what was found is among some rows, with its values."""
    made = []
    for kind, rows in among.items():
        this = RawSQL("found.object", ())
        one = rows.filter(pk=this).order_by().values("pk").query
        try:
            statement, values = one.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            statement, values = "SELECT 1 WHERE 1 = 0", ()
        made.append((kind.value, f"EXISTS ({statement})", tuple(values)))
    return tuple(made)


def _lit(marked: str) -> tuple[Lit, ...]:
    """A snippet in parts; what was found stands between two signs that no text of ours holds."""
    parts = []
    for at, opened in enumerate(marked.split(sqlite.LIT)):
        lit, _, rest = opened.partition(sqlite.UNLIT) if at else ("", "", opened)
        parts += [Lit(text=text, found=found) for text, found in ((lit, True), (rest, False)) if text]
    return tuple(parts)
