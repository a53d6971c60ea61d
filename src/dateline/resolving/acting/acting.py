"""All actors of a report, in the order of its text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, EventType, NameClass, Span
from dateline.resolving.acting.answers import A_PERSON, THING, WHOSE, registered, the, unresolved
from dateline.resolving.acting.context import DETERMINER, Context, Part
from dateline.resolving.acting.naming import name_units
from dateline.resolving.acting.nations import of_state
from dateline.resolving.acting.nouns import OF_WAR
from dateline.resolving.acting.ours import says_our, who_says
from dateline.resolving.acting.people import people_of, speaking
from dateline.resolving.acting.phrases import BELONGING, phrase_of, units_of
from dateline.resolving.acting.referring import ANY, NEAR, THEY, Told
from dateline.resolving.acting.scene import look_round
from dateline.resolving.ports import LandWord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Acting, Actor, Coding, Event
    from dateline.resolving.acting.people import Person
    from dateline.resolving.acting.scene import Scene
    from dateline.resolving.ports import Register

_DETERMINED = re.compile(DETERMINER, re.IGNORECASE)
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


def name_actors(coding: Coding, register: Register, scene: Scene | None = None) -> dict[Span, Acting]:
    """What the names of actors, the agents, targets and victims of events in `coding` resolve to.

    Words for a thing or a place name no actor, and are left out. `scene` is what `look_round` gave for the
    same coding, where it is at hand already.
    """
    scene = scene or look_round(coding, register)
    people = people_of(coding, Context(scene=scene, told=Told(scene)))
    context = Context(scene=scene, told=Told(scene, speaking(coding, scene, people)))
    found: dict[Span, Acting] = {}
    for span, part in sorted(_asked(coding, scene).items(), key=lambda asked: asked[0]):
        there = Context(scene=scene, told=context.told, part=part)  # `replace` takes three times as long
        ours = says_our(span, scene.text)
        speaker = who_says(span, coding, scene, people) if ours else None
        acting = (_ours(span, speaker, there) if ours else None) or _resolve(span, there, people)
        context.told.add(span, acting)
        if acting is not THING:
            found[span] = acting
    return found


def _asked(coding: Coding, scene: Scene) -> dict[Span, Part]:
    """The spans to resolve, each with its part: acting goes before being acted on or just named."""
    asked: dict[Span, Part] = {}
    acted_on: dict[Span, Part] = {}
    for event in coding.events:
        hit = (*event.targets, *(harm.victims for harm in event.harm if harm.victims))
        part = _part(event, scene)
        asked.update(dict.fromkeys(event.agents, replace(part, against=hit)))
        part = replace(part, acts=False, against=event.agents)
        for span in hit:
            acted_on.setdefault(span, part)
    asked = asked | {span: part for span, part in acted_on.items() if span not in asked}
    for name in coding.names:
        if name.cls is NameClass.ACTOR and name.span not in scene.places:
            asked.setdefault(name.span, _part_around(name.span, asked))
    return asked


def _part_around(name: Span, asked: Mapping[Span, Part]) -> Part:
    """Where and when what a name stands for was told of: with "three Syrian soldiers", "soldiers" is, too."""
    around = (part for span, part in asked.items() if span.end == name.end and span.holds(name))
    part = next(around, Part())
    return Part(country=part.country, day=part.day, against=part.against)


def _part(event: Event, scene: Scene) -> Part:
    """The part of who acts in an event; its last day, since a toll is told of those who are there now.

    What is told had happened by the day of the report: "a battle in July" was until then.
    """
    day = event.date.end if event.date else None
    if event.date and scene.day and event.date.start <= scene.day:
        day = min(event.date.end, scene.day)
    return Part(of_war=event.type in _OF_WAR, country=scene.where(event), day=day)


def _ours(span: Span, speaker: Actor | None, context: Context) -> Acting | None:
    """Whom "our forces" or "our people" are, said by `speaker`."""
    phrase = phrase_of(units_of(span, context.scene, context.day), context.scene)
    if phrase is None or phrase.noun is None or phrase.before:
        return None
    if speaker is None:
        return unresolved(WHOSE) if phrase.noun.sort in OF_WAR else None
    within = context.within(speaker.country, "our")
    if phrase.noun.sort not in OF_WAR or speaker.cls in {ActorClass.GOVERNMENT, ActorClass.STATE_FORCES}:
        return of_state(phrase, speaker.country, within)
    return registered(speaker, f"“our”, said by {the(speaker.name)}")


def _resolve(span: Span, context: Context, people: dict[Span, Person]) -> Acting:
    text = context.scene.text
    words = span.of(text)
    if words.lower() in THEY:
        return context.again(span.start, ANY, NEAR) or unresolved(WHOSE)
    if words.lower() in _PERSONAL:
        return unresolved(A_PERSON)
    named = max((one for one in people if span.holds(one) and one.end == span.end), default=None)
    if named:
        return _person(people[named], span, named, context)
    units = units_of(_widened(span, context.scene), context.scene, context.day)
    if not units:
        return THING
    definite = bool(_DETERMINED.match(words)) or context.is_definite(span.start)
    return name_units(units, context, definite=definite)


def _widened(span: Span, scene: Scene) -> Span:
    """The span with what was cut off from it: "Turkish | troops", "officials | of the Reed Front"."""
    text = scene.text
    start, end = span.start, span.end
    before = _ADJECTIVE.search(text, max(0, start - 30), start)
    land = scene.register.land(before[1]) if before and text[start : start + 1].islower() else None
    if before and land and land.word is LandWord.PEOPLE and not before[1].endswith("s"):
        start = before.start(1)
    behind = _OWNER.match(text, end)
    name = scene.name_at(behind.end()) if behind else None
    if name:
        end = name.span.end
    return Span(start, end)


_ADJECTIVE = re.compile(r"([A-Z]\w+)\s+[\"“‘]?$")
_OWNER = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?(?:so-called\s+)?")


def _person(person: Person, span: Span, named: Span, context: Context) -> Acting:
    """A person acts for the body that it holds a post in: the words of the span say so, or the report did."""
    units = units_of(Span(span.start, named.start), context.scene) if named.start > span.start else ()
    if person.body is None:
        return name_units(units, context) if units else unresolved(A_PERSON)
    phrase = phrase_of(units, context.scene)
    forces = phrase and phrase.noun and phrase.noun.sort in OF_WAR and phrase.link in BELONGING
    if phrase and forces and person.body.cls is ActorClass.GOVERNMENT:  # "forces loyal to President Haddad"
        country = person.body.country
        return of_state(phrase, country, context.within(country, person.name)) or person.body
    return person.body
