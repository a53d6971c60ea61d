"""A noun and a common word for whose it is: "regime helicopters", "rebel positions", "US-backed factions"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.alone import coalition, the_group
from dateline.resolving.acting.answers import ANYBODY, THING, unresolved
from dateline.resolving.acting.modifiers import STATE_WORDS, Link, Side
from dateline.resolving.acting.nations import ADVISING, LEADERS
from dateline.resolving.acting.nouns import OF_WAR, Sort
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.modifiers import Modifier
    from dateline.resolving.acting.phrases import Phrase

_ALLIED = listed("force unit coalition alliance")
_REMNANT = "remnant"
_CLASSES = {
    Side.REBELS: ActorClass.REBEL_GROUP,
    Side.MILITIA: ActorClass.POLITICAL_MILITIA,
    Side.TRIBAL: ActorClass.IDENTITY_MILITIA,
    Side.CIVIL: ActorClass.CIVILIANS,
}


def of_side(modifier: Modifier, phrase: Phrase, context: Context) -> Acting | None:
    """Whom a noun names that is said to be the regime's, the rebels', the police's."""
    noun, side = phrase.noun, modifier.side
    sort = noun.sort if noun else None
    if noun and noun.cls and sort in {Sort.PEOPLE, Sort.MEDIUM, Sort.WATCH}:
        abroad = side is Side.ABROAD  # an "international rights group" is of no country
        return context.common(noun, phrase.head) if abroad else context.here(noun.cls)
    if side is Side.CIVIL and noun and noun.body == "air_force":
        return THING  # "civilian aircraft"
    if sort is Sort.VAGUE or (side is Side.ABROAD and sort is Sort.OFFICE):
        return unresolved(ANYBODY)  # "regime supporters", "an international commission"
    if side in {Side.COALITION, Side.ABROAD}:
        allied = side is Side.COALITION or sort is Sort.FORCES or phrase.head[-1].form in _ALLIED
        return coalition(phrase, context) if allied else None
    if what := _body(modifier, phrase):
        units = (modifier.unit, *phrase.head) if noun else (modifier.unit,)
        return _of_the_state(what, side is Side.STATE, context.words(units), context)
    cls = _class(modifier, phrase)
    return context.here(cls) if cls else None


def _body(modifier: Modifier, phrase: Phrase) -> str | None:
    """The body of the state where the report plays that the side and the noun name."""
    noun = phrase.noun
    sort = noun.sort if noun else None
    match modifier.side:
        case Side.STATE if sort is Sort.ARMED or phrase.head[-1].form == _REMNANT:
            return None  # a "loyalist militia" is no army, and "regime remnants" are those of one that fell
        case Side.ARMY | Side.POLICE if phrase.head[-1].form in ADVISING:
            return None  # "a military expert", "the national security adviser"
        case Side.STATE if sort in {Sort.RULE, Sort.POST} or phrase.head[-1].form in LEADERS:
            return "government"
        case Side.STATE | Side.ARMY:
            return (noun.body if noun and sort is Sort.FORCES else None) or "armed_forces"
        case Side.POLICE:
            return "police" if modifier.unit.form == "police" else "security"
        case _:
            return None


def _of_the_state(what: str, the_regime: bool, words: str, context: Context) -> Acting | None:  # noqa: FBT001
    """A body of the state; not where the words say that it was hit by itself: "their military vehicles"."""
    acting = context.of_its_state(what, words) if the_regime else context.body_here(what, words)
    enemies = context.told.enemies(context.part.against)
    return None if acting.actor and acting.actor.id in enemies else acting


def _class(modifier: Modifier, phrase: Phrase) -> ActorClass | None:
    noun, side = phrase.noun, modifier.side
    sort = noun.sort if noun else None
    match side:
        case Side.LOCAL:
            return ActorClass.GOVERNMENT if sort is Sort.RULE else None
        case Side.STATE if phrase.head[-1].form == _REMNANT:
            return ActorClass.POLITICAL_MILITIA
        case Side.STATE:
            return noun.cls if noun and sort is Sort.ARMED else None
        case Side.TRIBAL if sort not in OF_WAR:
            return None
        case Side.CIVIL if sort is not Sort.GROUP:
            return None
        case _:
            return _CLASSES.get(side) if side else None


def backed(modifier: Modifier, phrase: Phrase, context: Context) -> Acting | None:
    """Those whom a state or a group backs: armed, and not of its own army."""
    noun, actor = phrase.noun, modifier.actor
    if noun is None or noun.sort not in {Sort.ARMED, Sort.GROUP, Sort.FORCES}:
        return None
    if any(unit.form in STATE_WORDS for unit in phrase.head):
        return None  # "Russian-backed regime forces"
    if actor and actor.cls is ActorClass.INTERGOVERNMENTAL and noun.sort is Sort.GROUP:
        return None  # "the UN-backed group"
    if phrase.definite and (known := the_group(phrase, context)):
        return known  # "the Iran-backed group", after Hezbollah was named
    cls = noun.cls if noun.sort is Sort.ARMED and noun.cls else ActorClass.REBEL_GROUP
    return context.here(cls)


def for_or_against(modifier: Modifier, phrase: Phrase, context: Context) -> Acting | None:
    """Those who are "pro-government" or "anti-regime"."""
    noun = phrase.noun
    if noun and noun.sort is Sort.PEOPLE:
        return context.here(noun.cls or ActorClass.CIVILIANS)
    if noun and noun.sort not in OF_WAR:
        return None
    if modifier.link is Link.ANTI:
        state = modifier.side is Side.STATE or modifier.land or modifier.actor
        return context.here(ActorClass.REBEL_GROUP) if state and noun else None
    rebels = modifier.side is Side.REBELS
    return context.here(ActorClass.REBEL_GROUP if rebels else ActorClass.POLITICAL_MILITIA)
