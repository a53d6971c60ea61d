"""All actors of a report, in the order of its text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import EventType, NameClass, Placing, Span
from dateline.resolving.acting.answers import A_PERSON, A_PLACE, WHOSE, of_the_same, unresolved
from dateline.resolving.acting.context import Context, Part
from dateline.resolving.acting.naming import name_units
from dateline.resolving.acting.people import people_of
from dateline.resolving.acting.phrases import units_of
from dateline.resolving.acting.referring import ANY, NEAR, THEY, Told
from dateline.resolving.acting.scene import look_round

if TYPE_CHECKING:
    from dateline.domain import Acting, Coding, Event
    from dateline.resolving.acting.people import Person
    from dateline.resolving.ports import Register

_DEFINITE = re.compile(r"\b(?:the|its|their|his|her|this|that|these|those)\s+$", re.IGNORECASE)
# Who acts in these is armed, and who or what is hit is first of all where it was.
_OF_WAR = frozenset(
    {
        *(EventType.CLASH, EventType.ASSAULT, EventType.CAPTURE, EventType.AIRSTRIKE, EventType.DRONE_STRIKE),
        *(EventType.SHELLING, EventType.SUICIDE_BOMBING, EventType.BOMBING, EventType.CHEMICAL_ATTACK),
        *(EventType.ATTACK_ON_CIVILIANS, EventType.ABDUCTION, EventType.DESTRUCTION, EventType.SIEGE),
        *(EventType.WITHDRAWAL, EventType.DEPLOYMENT, EventType.WEAPONS_SEIZURE, EventType.DEATH),
    }
)
_PERSONAL = frozenset({"he", "she", "him", "her", "i", "me", "we"})


def name_actors(coding: Coding, register: Register) -> dict[Span, Acting]:
    """What the names of actors, the agents, targets and victims of events in `coding` resolve to."""
    scene = look_round(coding, register)
    context = Context(scene=scene, told=Told(scene))
    people = people_of(coding, context)
    found: dict[Span, Acting] = {}
    for span, part in sorted(_asked(coding).items(), key=lambda asked: asked[0]):
        found[span] = _resolve(span, replace(context, part=part), people)
        context.told.add(span, found[span])
    return found


def _asked(coding: Coding) -> dict[Span, Part]:
    """The spans to resolve, each with its part: acting goes before being acted on or just named."""
    asked: dict[Span, Part] = {}
    for event in coding.events:
        part = _part(event, coding)
        asked.update((span, part) for span in event.agents)
    for event in coding.events:
        part = replace(_part(event, coding), acts=False)
        for span in (*event.targets, *(harm.victims for harm in event.harm if harm.victims)):
            asked.setdefault(span, part)
    places = {name.span for name in coding.names if name.cls is NameClass.PLACE}
    for name in coding.names:
        if name.cls is NameClass.ACTOR and name.span not in places:
            asked.setdefault(name.span, Part())
    return asked


def _part(event: Event, coding: Coding) -> Part:
    """The part of who acts in an event; its last day, since a toll is told of those who are there now."""
    day = event.date.end if event.date else None
    return Part(of_war=event.type in _OF_WAR, country=_where(event, coding), day=day)


def _where(event: Event, coding: Coding) -> str | None:
    """The country of the first of the event's places that is known."""
    placings = (coding.places.get(span) for span in event.places)
    return next((one.place.country for one in placings if isinstance(one, Placing)), None)


def _resolve(span: Span, context: Context, people: dict[Span, Person]) -> Acting:
    text = context.scene.text
    words = span.of(text)
    if words.lower() in THEY:
        found = context.again(words, span.start, ANY, NEAR)
        return found or unresolved(f"{words}: {WHOSE}")
    if words.lower() in _PERSONAL:
        return unresolved(A_PERSON)
    named = max((one for one in people if span.holds(one) and one.end == span.end), default=None)
    if named:
        return _person(people[named], span, named, context)
    units = units_of(span, context.scene, context.day)
    if not units:
        return unresolved(A_PLACE)
    return name_units(
        units, context, definite=bool(_DEFINITE.search(text, max(0, span.start - 8), span.start))
    )


def _person(person: Person, span: Span, named: Span, context: Context) -> Acting:
    """A person acts for the body that it holds a post in: the words of the span say so, or the report did."""
    if person.body:
        return of_the_same(person.body, f"{person.name}, {person.role}: {person.body.reason}")
    units = units_of(Span(span.start, named.start), context.scene) if named.start > span.start else ()
    return name_units(units, context) if units else unresolved(A_PERSON)
