"""Finding actors and places as somebody types them, in the registers and among the newsroom's own.

find_actors("owl brig") -> actors     whose names hold these beginnings of words, the likeliest first
find_places("deir ez")  -> places     with the names that were found
record(key), place(key)               one of them with all that is known
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.adapters.gazetteer.overlaying import Begun, Keyed
from dateline.adapters.register.records import Record, record_of
from dateline.adapters.register.roster import Roster
from dateline.domain import ActorClass
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Actor, Place
    from dateline.resolving.ports import Candidate

MOST_PLACES = 200
"""Places that a search gives: nobody reads on to the two-hundredth Alexandrovka."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An actor that was found, and by which of its names."""

    actor: Actor
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """An actor as it is looked through: its names as they are written and in their plain letters."""

    actor: Actor
    names: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Directory:
    """All actors of a register, in the order of their names; made once for each register."""

    roster: Roster | None = None
    rows: list[_Row] = field(default_factory=list)


_directory: list[_Directory] = []  # one at most


def find_actors(words: str = "", *, cls: str = "", country: str = "") -> list[Found]:
    """The actors with a name whose words begin with `words`, in any order; all, where there are none.

    Names that are just so come first, then those that begin so; after these who bears a name nearly so.
    """
    wanted = _plain(words).split()
    found = [
        (rank, row, name)
        for row in _rows()
        if (not cls or row.actor.cls == cls) and (not country or row.actor.country == country)
        for rank, name in [_rank(row, wanted)]
        if rank is not None
    ]
    # Of those that fit alike, the one comes first of whose name least is still to be typed.
    found.sort(key=lambda one: (one[0], len(one[2]) if wanted else 0, one[1].actor.name.casefold()))
    exact = [Found(actor=row.actor, name=name) for _, row, name in found]
    known = {one.actor.id for one in exact}
    register = world().lookups().register
    near = register.nearly_named(words, None) if register and words and len(exact) < _FEW else ()
    return exact + [
        Found(actor=actor, name=actor.name)
        for actor in near
        if actor.id not in known
        and (not cls or actor.cls == cls)
        and (not country or actor.country == country)
    ]


def actors_by_key(keys: Iterable[str]) -> dict[str, Actor]:
    """Those of some actors that the register has, by their ids."""
    register = world().lookups().register
    if register is None:
        return {}
    found = ((key, register.actor(key, None)) for key in sorted({key for key in keys if key}))
    return {key: actor for key, actor in found if actor}


def places_by_key(keys: Iterable[str]) -> dict[str, Place]:
    """Those of some places that the gazetteer has, by their ids."""
    gazetteer = _keyed()
    if gazetteer is None:
        return {}
    found = ((key, gazetteer.place(key)) for key in sorted({key for key in keys if key}))
    return {key: one for key, one in found if one}


def record(key: str) -> Record | None:
    """An actor with all its names and ties; None where nobody has that id."""
    register = world().lookups().register
    if isinstance(register, Roster):
        return record_of(register, key)
    actor = register.actor(key, None) if register else None
    if actor is None:
        return None
    return Record(actor=actor, start=None, end=None, names=(), parents=(), sides=(), sites=())


def find_places(words: str, *, country: str = "") -> list[Candidate]:
    """The places that `words` may name, the closest first; then those with a name that begins so."""
    gazetteer = world().lookups().gazetteer
    words = words.strip()
    if gazetteer is None or not words:
        return []
    begun = gazetteer.begun(words, MOST_PLACES) if isinstance(gazetteer, Begun) else ()
    found = list(gazetteer.find(words))
    sure = [one for one in found if one.closeness == 1]
    once: dict[str, Candidate] = {}
    typed = _plain(words)
    spelt = [one for one in begun if _plain(one.matched).startswith(typed)]
    for one in (*sure, *spelt, *found, *begun):
        if not country or one.place.country == country:
            once.setdefault(one.place.id, one)
    return list(once.values())[:MOST_PLACES]


def place(key: str) -> Place | None:
    """The place with an id; None where there is none, or no gazetteer that knows places by their ids."""
    gazetteer = _keyed()
    return gazetteer.place(key) if gazetteer else None


def countries() -> dict[str, str]:
    """The names of lands by their ISO 3166-1 alpha-2 codes, in the order of the names."""
    register = world().lookups().register
    if not isinstance(register, Roster):
        return {}
    return dict(sorted(register.book.countries.items(), key=lambda one: one[1]))


def classes() -> list[ActorClass]:
    """The classes of actors, in the order in which they are explained."""
    return list(ActorClass)


def _keyed() -> Keyed | None:
    gazetteer: object = world().lookups().gazetteer
    return gazetteer if isinstance(gazetteer, Keyed) else None


_FEW = 5  # where fewer are found, those are told too whose names are spelt nearly so


def _rows() -> list[_Row]:
    register = world().lookups().register
    if not isinstance(register, Roster):
        return []
    if not _directory or _directory[0].roster is not register:
        _directory[:] = [_Directory(roster=register, rows=_all(register))]
    return _directory[0].rows


def _all(roster: Roster) -> list[_Row]:
    written = roster.book.written
    actors = (roster.actor(key, None) for key in roster.book.numbers)
    return [
        _Row(
            actor=one,
            names=tuple(
                (name, f" {_plain(name)}") for name in dict.fromkeys([one.name, *_words(written, one)])
            ),
        )
        for one in actors
        if one
    ]


def _words(written: dict[str, list[list[str]]], one: Actor) -> list[str]:
    return [row[0] for row in written.get(one.id, ())]


def _rank(row: _Row, wanted: list[str]) -> tuple[int | None, str]:
    """How well an actor fits, 0 the best, by which name; None where it does not."""
    if not wanted:
        return 0, row.actor.name
    best: tuple[int | None, str] = (None, "")
    whole = f" {' '.join(wanted)}"
    for name, plain in row.names:
        if plain == whole:
            return 0, name
        rank = 1 if plain.startswith(whole) else 2 if all(f" {word}" in plain for word in wanted) else None
        if rank is not None and (best[0] is None or rank < best[0]):
            best = rank, name
    if best[0] is None and row.actor.id == " ".join(wanted):
        return 1, row.actor.name
    return best


def _plain(words: str) -> str:
    """Words without accents, capitals and signs: "Katībat al-Būma" is "katibat al buma"."""
    bare = "".join(
        one for one in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(one)
    )
    return " ".join("".join(one if one.isalnum() else " " for one in bare).split())
