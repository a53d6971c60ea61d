"""Actors as ACLED names and classes them.

Names of actors that ACLED itself made up are published in its codebook (2023, "Actors"): "Civilians (Syria)",
"Unidentified Armed Group (Mali)", "Military Forces of Iraq". All other names are those of our register, which
are not always ACLED's, and without the years that ACLED puts behind the names of governments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.exporting.countries import country

if TYPE_CHECKING:
    from dateline.exporting.happening import Side

STATE, REBELS, POLITICAL_MILITIA, IDENTITY_MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = range(1, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor column with its associate and inter code; `inter` is None where ACLED has no code for it."""

    name: str
    inter: int | None
    associate: str = ""


UNKNOWN_FORCES = Named(name="Unidentified Military Forces", inter=EXTERNAL)


def named(side: Side, here: str | None) -> Named | None:
    """How ACLED calls a side of an event that happens in the country `here` (an ISO code).

    None where the words name nobody and tell of no kind of actor: they may as well be things.
    """
    actor = side.acting.actor
    if actor is None:
        return _unnamed(side, here)
    match actor.cls:
        case ActorClass.NGO | ActorClass.MONITOR | ActorClass.MEDIA | ActorClass.PARTY:
            return Named(name=civilians(actor.country or here), inter=CIVILIANS, associate=actor.name)
        case ActorClass.STATE_FORCES | ActorClass.GOVERNMENT:
            return Named(name=actor.name, inter=_state(actor.country, here))
        case ActorClass.INTERGOVERNMENTAL:
            return Named(name=actor.name, inter=EXTERNAL)
        case cls:
            return Named(name=actor.name, inter=_INTER[cls])


def civilians(where: str | None) -> str:
    """The actor "Civilians" of a country."""
    return _of("Civilians", where)


def unidentified(where: str | None) -> Named:
    """The actor for armed people whom nobody names, which ACLED counts as a political militia."""
    return Named(name=_of("Unidentified Armed Group", where), inter=POLITICAL_MILITIA)


def _unnamed(side: Side, here: str | None) -> Named | None:
    whence = side.country or here
    match side.cls:
        case ActorClass.STATE_FORCES | ActorClass.GOVERNMENT as cls:
            return Named(name=_of_state(cls, side.words, whence), inter=_state(side.country, here))
        case ActorClass.REBEL_GROUP | ActorClass.POLITICAL_MILITIA:
            return unidentified(here or side.country)
        case ActorClass.EXTERNAL_FORCES:
            return UNKNOWN_FORCES
        case cls if cls in _CROWDS:
            noun, inter, associate = _CROWDS[cls]
            return Named(
                name=_of(noun, whence), inter=inter, associate=_of(associate, whence) if associate else ""
            )
        case cls:
            return Named(name=side.name, inter=None) if cls or side.written else None


_CROWDS = {
    ActorClass.IDENTITY_MILITIA: ("Unidentified Communal Militia", IDENTITY_MILITIA, ""),
    ActorClass.RIOTERS: ("Rioters", RIOTERS, ""),
    ActorClass.PROTESTERS: ("Protesters", PROTESTERS, ""),
    ActorClass.CIVILIANS: ("Civilians", CIVILIANS, ""),
    ActorClass.NGO: ("Civilians", CIVILIANS, "Aid Workers"),
    ActorClass.MONITOR: ("Civilians", CIVILIANS, "Aid Workers"),
    ActorClass.MEDIA: ("Civilians", CIVILIANS, "Journalists"),
}


def _of_state(cls: ActorClass, words: str, code: str | None) -> str:
    land = country(code)
    if cls is ActorClass.GOVERNMENT:
        return f"Government of {land.name}" if land else words
    force = "Police Forces" if _POLICE.search(words) else "Military Forces"
    return f"{force} of {land.name}" if land else f"Unidentified {force}"


def _state(home: str | None, here: str | None) -> int:
    """A state's forces are external ones in another country."""
    return EXTERNAL if home and here and home != here else STATE


def _of(name: str, code: str | None) -> str:
    of = country(code)
    return f"{name} ({of.name if of else 'International'})"


_POLICE = re.compile(r"\b(?:police|policem[ae]n|gendarm\w+)\b", re.IGNORECASE)
_INTER = {
    ActorClass.REBEL_GROUP: REBELS,
    ActorClass.POLITICAL_MILITIA: POLITICAL_MILITIA,
    ActorClass.IDENTITY_MILITIA: IDENTITY_MILITIA,
    ActorClass.RIOTERS: RIOTERS,
    ActorClass.PROTESTERS: PROTESTERS,
    ActorClass.CIVILIANS: CIVILIANS,
    ActorClass.EXTERNAL_FORCES: EXTERNAL,
}
