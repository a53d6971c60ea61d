"""Asking: what an address asks a list for, read once, and what its words and names mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.web.archive.naming import actors_named, places_named
from dateline.web.archive.search import matching
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models.expressions import RawSQL
    from django.http import QueryDict

    from dateline.pipeline import Lookups
    from dateline.web.archive.models import SearchKind

_Value = TypeVar("_Value")
_LONGEST = 200
_MOST = 50  # values of a filter


@dataclass(slots=True)
class Meant:
    """What words and names mean, looked up once for a page that asks for several things."""

    _known: dict[object, Any] = field(default_factory=dict)

    def actors(self, name: str) -> list[str]:
        """The ids of actors."""
        return self._once(("actor", name), lambda: actors_named(name, self._lookups()))

    def places(self, name: str) -> list[str]:
        """The ids of places."""
        return self._once(("place", name), lambda: places_named(name, self._lookups()))

    def matching(self, words: str, kind: SearchKind) -> RawSQL:
        """What holds words."""
        return self._once((kind, words), lambda: matching(words, kind))

    def _lookups(self) -> Lookups:
        return self._once("lookups", world().lookups)

    def _once(self, key: object, find: Callable[[], _Value]) -> _Value:
        if key not in self._known:
            self._known[key] = find()
        found: _Value = self._known[key]
        return found


class AsWritten(Meant):
    """Ids, of which each means itself alone: what the page of a place or an actor asks for."""

    def actors(self, name: str) -> list[str]:
        """The id itself."""
        return [name]

    def places(self, name: str) -> list[str]:
        """The id itself."""
        return [name]


class Parameters:
    """The parameters of an address while they are read: what is no value of one is passed over, and told.

    `refused` are pairs of a filter and a value that it does not take.
    """

    def __init__(self, params: QueryDict) -> None:
        """Those of `params`."""
        self.refused: list[tuple[str, str]] = []
        self._params = params

    def text(self, name: str) -> str:
        """Words that somebody typed, in one line."""
        return " ".join(self._params.get(name, "").replace("\0", " ").split())[:_LONGEST]

    def many(self, name: str, kind: Callable[[str], _Value]) -> tuple[_Value, ...]:
        """The values of a filter, each once; `kind` makes one of what is written, or raises ValueError.

        Each of them is looked for, so a stranger has no more of them looked for than a page has.
        """
        written = list(dict.fromkeys(self._params.getlist(name)))
        self.refused += [(name, value) for value in written[_MOST:]]
        read = (self._read(name, value, kind) for value in written[:_MOST])
        return tuple(dict.fromkeys(value for value in read if value is not None))

    def one(self, name: str, kind: Callable[[str], _Value]) -> _Value | None:
        """The last value of a filter."""
        return self._read(name, self._params.get(name, ""), kind)

    def _read(self, name: str, value: str, kind: Callable[[str], _Value]) -> _Value | None:
        if not value.strip():
            return None
        try:
            return kind(value.strip())
        except ValueError:
            self.refused.append((name, value))
            return None


def country(code: str) -> str:
    """An ISO 3166-1 alpha-2 code in capitals.

    Raises:
        ValueError: It is none.
    """
    if not (len(code) == len("SY") and code.isascii() and code.isalpha()):
        raise ValueError(code)
    return code.upper()
