"""Actors of a register as a page shows them: with all names and ties, and from when to when each held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.adapters.register.roster import Roster
    from dateline.domain import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A name, or the id of another actor, and from when to when it held; None where that is open."""

    what: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An actor through all its days."""

    actor: Actor
    start: date | None
    end: date | None
    names: tuple[Held, ...]
    parents: tuple[Held, ...]
    sides: tuple[Held, ...]
    sites: tuple[str, ...]


def record_of(roster: Roster, key: str) -> Record | None:
    """The actor with the id `key`; None where the register has none."""
    number, actor = roster.book.numbers.get(key), roster.actor(key, None)
    if number is None or actor is None:
        return None
    start, end, parents, sides = roster.book.actors[number][6:10]
    lived = _held([key, start, end])
    return Record(
        actor=actor,
        start=lived.start,
        end=lived.end,
        names=tuple(_held(one) for one in roster.book.written.get(key, ())),
        parents=tuple(map(_held, parents)),
        sides=tuple(map(_held, sides)),
        sites=tuple(sorted(site for site, at in roster.book.sites.items() if at == number)),
    )


def _held(row: list[Any]) -> Held:
    what, start, end = row
    return Held(
        what=what,
        start=date.fromordinal(start) if start else None,
        end=date.fromordinal(end) if end else None,
    )
