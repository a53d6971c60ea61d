"""Looking up what words mean: places in a gazetteer, actors and speakers in a register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.domain import ActorClass, NameClass, Placing
from dateline.resolving.acting import name_actors
from dateline.resolving.placing import place_names
from dateline.resolving.speaking import name_sources

if TYPE_CHECKING:
    from dateline.domain import Coding, Name, Report
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
        home = _home(coding.report, register) if register is not None else None
        coding = replace(coding, places=place_names(coding, gazetteer, home))
    if register is not None:
        # Whose "the army" is hangs on where the report plays: the places stand by now.
        coding = replace(coding, actors=name_actors(coding, register))
        coding = replace(coding, speakers=name_sources(coding, register, coding.actors))
    return replace(coding, names=tuple(_referring(name, coding) for name in coding.names))


# An outlet abroad writes about all the world; these, and a government's own media, about their own land.
_OF_THEIR_LAND = frozenset(
    {
        *(ActorClass.STATE_FORCES, ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA),
        *(ActorClass.IDENTITY_MILITIA, ActorClass.GOVERNMENT, ActorClass.MONITOR),
    }
)


def _home(report: Report, register: Register) -> str | None:
    """The country that the report's source writes about, where the register tells it."""
    host = _host(report.url)
    named = register.named(report.source, report.published) if report.source else ()
    outlet = (register.outlet(host) if host else None) or next(iter(named), None)
    if outlet is None:
        return None
    parent = register.actor(outlet.parent, None) if outlet.parent else None
    of_state = parent is not None and parent.cls is ActorClass.GOVERNMENT
    return outlet.country if of_state or outlet.cls in _OF_THEIR_LAND else None


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # the address of a saved page is whatever somebody typed
        return None


def _referring(name: Name, coding: Coding) -> Name:
    place, acting = coding.places.get(name.span), coding.actors.get(name.span)
    actor = acting.actor if acting else None
    if name.cls is NameClass.PLACE and isinstance(place, Placing):
        return replace(name, ref=place.place.id)
    return replace(name, ref=actor.id) if actor else name
