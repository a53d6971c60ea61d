"""Actors as ACLED names and classes them.

ACLED's codebook (2024, "Actors") gives the names of those that it makes up itself: "Civilians (Syria)",
"Unidentified Armed Group (Mali)", and of states' forces: "Military Forces of Iraq", "Police Forces of Iraq".
To these it adds the years of a government, which no coding tells. All other names are those of our register,
which are not always ACLED's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.exporting.countries import country

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.exporting.sides import Side


class Inter(IntEnum):
    """ACLED's kinds of actors, by their numbers, which order them in `interaction`."""

    STATE = 1
    REBELS = 2
    POLITICAL_MILITIA = 3
    IDENTITY_MILITIA = 4
    RIOTERS = 5
    PROTESTERS = 6
    CIVILIANS = 7
    EXTERNAL = 8

    @property
    def words(self) -> str:
        """As the columns have it: "State forces"."""
        return _WORDS[self]


_WORDS = {
    Inter.STATE: "State forces",
    Inter.REBELS: "Rebel group",
    Inter.POLITICAL_MILITIA: "Political militia",
    Inter.IDENTITY_MILITIA: "Identity militia",
    Inter.RIOTERS: "Rioters",
    Inter.PROTESTERS: "Protesters",
    Inter.CIVILIANS: "Civilians",
    Inter.EXTERNAL: "External/Other forces",
}
UNARMED = frozenset({Inter.RIOTERS, Inter.PROTESTERS, Inter.CIVILIANS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor column with its associate and inter code; `inter` is None where ACLED has no code for it.

    `anonymous` where the name is that of a kind of actors, whom nobody names.
    """

    name: str
    inter: Inter | None
    associate: str = ""
    anonymous: bool = False

    @property
    def armed(self) -> bool:
        """Whether it is an organised armed actor."""
        return self.inter is not None and self.inter not in UNARMED


UNKNOWN_FORCES = Named(name="Unidentified Military Forces", inter=Inter.EXTERNAL, anonymous=True)


def interaction(first: Inter, second: Inter | None) -> str:
    """Both kinds, in the order of their numbers; but forces from abroad go before civilians."""
    if second is None:
        return f"{first.words} only"
    low, high = sorted((first, second))
    if (low, high) == (Inter.CIVILIANS, Inter.EXTERNAL):
        low, high = high, low
    return f"{low.words}-{high.words}"


def named(sides: Iterable[Side], here: str | None, *, by_force: bool) -> tuple[Named, ...]:
    """How ACLED calls the sides of an event that happens in the country `here` (an ISO code).

    Words that name nobody and tell of no kind of actor are left out: they may as well be things. `by_force`
    is whether they act by force: then a government is its military.
    """
    return tuple(_named(side, here, by_force=by_force) for side in sides if side.known)


def allied(sides: tuple[Named, ...]) -> tuple[Named, ...]:
    """Those who act together, without the nameless where others are named: "gunmen" beside "the Front"."""
    by_name = any(side.armed and not side.anonymous for side in sides)
    return tuple(side for side in sides if not (by_name and side.armed and side.anonymous))


def without_civilians(sides: tuple[Named, ...]) -> tuple[Named, ...]:
    """Those who can be violent: civilians, to ACLED, are unarmed and cannot."""
    return tuple(side for side in sides if side.inter is not Inter.CIVILIANS)


def civilians(where: str | None) -> Named:
    """The actor "Civilians" of a country."""
    return Named(name=_of("Civilians", where), inter=Inter.CIVILIANS, anonymous=True)


def crowd(inter: Inter, where: str | None) -> Named:
    """Those who demonstrate in a country: "Protesters (Iraq)"."""
    return Named(name=_of(inter.words, where), inter=inter, anonymous=True)


def unidentified(where: str | None) -> Named:
    """The actor for armed people whom nobody names, which ACLED counts as a political militia."""
    return Named(name=_of("Unidentified Armed Group", where), inter=Inter.POLITICAL_MILITIA, anonymous=True)


def _named(side: Side, here: str | None, *, by_force: bool) -> Named:
    actor = side.acting.actor
    if actor is None:
        return _unnamed(side, here, by_force=by_force)
    match actor.cls:
        case ActorClass.NGO | ActorClass.MONITOR | ActorClass.MEDIA | ActorClass.PARTY:
            whose = _of("Civilians", actor.country or here)
            return Named(name=whose, inter=Inter.CIVILIANS, associate=actor.name)
        case ActorClass.STATE_FORCES | ActorClass.GOVERNMENT as cls:
            body = _GOVERNMENT if cls is ActorClass.GOVERNMENT else _BODIES.get(actor.sector)
            name = _of_state(body, actor.country, by_force=by_force) if body else ""
            associate = actor.name if name and not _ALL_OF_IT.search(actor.name) else ""
            return Named(name=name or actor.name, inter=_state(actor.country, here), associate=associate)
        case ActorClass.INTERGOVERNMENTAL:
            return Named(name=actor.name, inter=Inter.EXTERNAL)
        case cls:
            return Named(name=actor.name, inter=_INTER[cls])


def _unnamed(side: Side, here: str | None, *, by_force: bool) -> Named:
    whence = side.country or here
    match side.cls:
        case ActorClass.STATE_FORCES | ActorClass.GOVERNMENT as cls:
            force = _POLICE_FORCES if _POLICE.search(side.words) else _MILITARY
            body = _GOVERNMENT if cls is ActorClass.GOVERNMENT else force
            name = _of_state(body, whence, by_force=by_force)
            inter = _state(side.country, here)
            return Named(name=name or f"Unidentified {force}", inter=inter, anonymous=not name)
        case ActorClass.REBEL_GROUP | ActorClass.POLITICAL_MILITIA:
            return unidentified(here or side.country)
        case ActorClass.EXTERNAL_FORCES:
            return UNKNOWN_FORCES
        case cls if cls in _KINDS:
            noun, inter, associate = _KINDS[cls]
            associate = _of(associate, whence) if associate else ""
            return Named(name=_of(noun, whence), inter=inter, associate=associate, anonymous=True)
        case _:
            return Named(name=side.name, inter=None)


_KINDS = {
    ActorClass.IDENTITY_MILITIA: ("Unidentified Communal Militia", Inter.IDENTITY_MILITIA, ""),
    ActorClass.RIOTERS: ("Rioters", Inter.RIOTERS, ""),
    ActorClass.PROTESTERS: ("Protesters", Inter.PROTESTERS, ""),
    ActorClass.CIVILIANS: ("Civilians", Inter.CIVILIANS, ""),
    ActorClass.NGO: ("Civilians", Inter.CIVILIANS, "Aid Workers"),
    ActorClass.MONITOR: ("Civilians", Inter.CIVILIANS, "Aid Workers"),
    ActorClass.MEDIA: ("Civilians", Inter.CIVILIANS, "Journalists"),
}


def _of_state(body: str, code: str | None, *, by_force: bool) -> str:
    land = country(code)
    body = _MILITARY if body == _GOVERNMENT and by_force else body
    return f"{body} of {land.name}" if land else ""


def _state(home: str | None, here: str | None) -> Inter:
    """A state's forces are external ones in another country."""
    return Inter.EXTERNAL if home and here and home != here else Inter.STATE


def _of(name: str, code: str | None) -> str:
    land = country(code)
    return f"{name} ({land.name})" if land else name


_MILITARY, _POLICE_FORCES, _GOVERNMENT = "Military Forces", "Police Forces", "Government"
_BODIES = {"MIL": _MILITARY, "COP": _POLICE_FORCES}  # by PLOVER's sectors; other services keep their names
_ALL_OF_IT = re.compile(r"\b(?:government|armed forces)\b", re.IGNORECASE)  # and so no branch of it
_POLICE = re.compile(r"\b(?:police|policem[ae]n|gendarm\w+)\b", re.IGNORECASE)
_INTER = {
    ActorClass.REBEL_GROUP: Inter.REBELS,
    ActorClass.POLITICAL_MILITIA: Inter.POLITICAL_MILITIA,
    ActorClass.IDENTITY_MILITIA: Inter.IDENTITY_MILITIA,
    ActorClass.RIOTERS: Inter.RIOTERS,
    ActorClass.PROTESTERS: Inter.PROTESTERS,
    ActorClass.CIVILIANS: Inter.CIVILIANS,
    ActorClass.EXTERNAL_FORCES: Inter.EXTERNAL,
}
