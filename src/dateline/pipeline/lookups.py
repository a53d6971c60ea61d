"""Looking up what words mean: places in a gazetteer, actors and speakers in a register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import NameClass, Placing
from dateline.resolving.acting import home_of, look_round, name_actors
from dateline.resolving.placing import place_names
from dateline.resolving.speaking import name_sources

if TYPE_CHECKING:
    from dateline.domain import Coding, Name
    from dateline.resolving.ports import Gazetteer, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """What words are looked up in. Without a gazetteer no place is, without a register nobody."""

    gazetteer: Gazetteer | None = None
    register: Register | None = None


def look_up(coding: Coding, lookups: Lookups) -> Coding:
    """`coding` with what its words for places, actors and speakers mean, and each name's `ref`."""
    gazetteer, register = lookups.gazetteer, lookups.register
    if gazetteer is not None:
        home = home_of(coding.report, register) if register is not None else None
        coding = replace(coding, places=place_names(coding, gazetteer, home))
    if register is not None:
        # Whose "the army" is hangs on where the report plays: the places stand by now.
        scene = look_round(coding, register)
        actors = name_actors(coding, register, scene)
        coding = replace(coding, actors=actors, speakers=name_sources(coding, register, actors, scene))
        coding = replace(coding, parties=_parties(coding, register))
    return replace(coding, names=tuple(_referring(name, coding) for name in coding.names))


def _parties(coding: Coding, register: Register) -> dict[str, str]:
    """The names, by their ids, of those whom actors and speakers side with, whom no words need name."""
    bodies = [one.organisation for one in coding.speakers.values() if one.organisation]
    actors = [acting.actor for acting in (*coding.actors.values(), *bodies) if acting.actor]
    sides = (*(one.alignment for one in actors), *(one.alignment for one in coding.speakers.values()))
    found = (register.actor(key, coding.report.published) for key in sorted({*filter(None, sides)}))
    return {actor.id: actor.name for actor in found if actor}


def _referring(name: Name, coding: Coding) -> Name:
    place, acting = coding.places.get(name.span), coding.actors.get(name.span)
    actor = acting.actor if acting else None
    if name.cls is NameClass.PLACE and isinstance(place, Placing):
        return replace(name, ref=place.place.id)
    return replace(name, ref=actor.id) if actor else name
