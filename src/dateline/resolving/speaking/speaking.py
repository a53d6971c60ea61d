"""All sources of a report's claims, in the order of its text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.context import Context, Part
from dateline.resolving.acting.countries import outlet_of
from dateline.resolving.acting.people import people_of
from dateline.resolving.acting.referring import Told
from dateline.resolving.acting.scene import look_round
from dateline.resolving.speaking.reader import Reader
from dateline.resolving.speaking.words import OF_STATE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Acting, Coding, Event, Span, Speaker
    from dateline.resolving.acting.scene import Scene
    from dateline.resolving.ports import Register


def name_sources(
    coding: Coding, register: Register, actors: Mapping[Span, Acting], scene: Scene | None = None
) -> dict[Span, Speaker]:
    """What the sources of claims in `coding` resolve to; `actors` is what `name_actors` gave for it.

    Pronouns should have been replaced before, as `resolve` does. What resolves to nothing is left out.
    `scene` is what `look_round` gave for the same coding, where it is at hand already.
    """
    scene = scene or look_round(coding, register)
    told = Told(scene)
    for span in sorted(actors):
        told.add(span, actors[span])
    context = Context(scene=scene, told=told)
    people = people_of(coding, context)
    told_by = _told_by(coding)
    side = _state_of_outlet(coding, register)
    heard: list[Speaker] = []
    found: dict[Span, Speaker] = {}
    for span, named in sorted({one.source: one.named for one in coding.attributions if one.source}.items()):
        events = told_by.get(span, [])
        places = (scene.where(event) for event in events)
        there = replace(context, part=Part(country=next(filter(None, places), None)))
        agents = (actors.get(agent) for event in events for agent in event.agents)
        acts = any(one and one.cls in OF_STATE and one.country == side for one in agents)
        reader = Reader(context=there, people=people, heard=heard, home=side if acts else None)
        if speaker := reader.hear(span, named=named):
            heard.append(speaker)
            found[span] = speaker
    return found


def _told_by(coding: Coding) -> dict[Span, list[Event]]:
    """The events that each source tells of."""
    sources = {one.id: one.source for one in coding.attributions}
    found: dict[Span, list[Event]] = {}
    for event in coding.events:
        for source in (sources.get(claim) for claim in event.claims):
            if source:
                found.setdefault(source, []).append(event)
    return found


def _state_of_outlet(coding: Coding, register: Register) -> str | None:
    """The country whose government the outlet sides with."""
    outlet = outlet_of(coding.report, register)
    side = register.actor(outlet.alignment, None) if outlet and outlet.alignment else None
    return side.country if side and side.cls is ActorClass.GOVERNMENT else None
