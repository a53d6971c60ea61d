"""What linking asks of the world: who publishes reports and who speaks in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Actor, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher, or a body that speaks, with whom it belongs to and whose side it is on.

    `id` is that of an actor. `owner` is the id of whom it belongs to in the end, its own where it belongs to
    nobody. `side` is the id of the party that it is, serves or sides with, None where it takes no side.
    """

    id: str
    name: str
    kind: SourceKind
    owner: str
    side: str | None = None


class Sources(Protocol):
    """Publishers by their names and sites, and actors as sources, each as of a day, if one is given."""

    def source(self, name: str | None, domain: str | None, on: date | None) -> Source | None:
        """The publisher with a name ("Reuters") or a site ("reuters.com"); None where neither is known."""
        ...

    def speaker(self, actor: Actor, on: date | None) -> Source:
        """An actor of the register as a source of claims."""
        ...

    def side(self, key: str, on: date | None) -> str:
        """The id of the party at the top of whom the actor with the id `key` is of, or sides with."""
        ...

    def state(self, country: str, on: date | None) -> Source | None:
        """The government of a country by its ISO 3166-1 alpha-2 code."""
        ...
