"""A noun and whose it is by a name: "SDF fighters", "Turkish warplanes", "Kurdish forces"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.alone import coalition, ministry
from dateline.resolving.acting.answers import (
    ANYBODY,
    BY_NAME,
    THING,
    WHOSE,
    headed,
    part,
    registered,
    ruled,
    the,
    unresolved,
)
from dateline.resolving.acting.modifiers import Link, modifiers
from dateline.resolving.acting.nations import REGULARS, of_state
from dateline.resolving.acting.nouns import OF_WAR, Sort
from dateline.resolving.acting.referring import ARMED
from dateline.resolving.acting.sides import backed, for_or_against, of_side
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from dateline.domain import Acting, Actor
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.modifiers import Modifier
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Phrase
    from dateline.resolving.ports import Community, Land

MEN = frozenset({"man", "men"})  # of an army or a group, they are its fighters
_PRISONERS = listed("prisoner detainee")
# "SDF-held positions", "HTS-controlled police"; whoever lives in SDF-held villages is another matter.
_OF_WHO_HOLDS = frozenset({Sort.HELD, Sort.FORCES, Sort.RULE, Sort.OFFICE})
_ARMIES = listed("force army front brigade battalion division regiment legion")
_PAGES = listed("website news")  # a body's own is the body
_ARMS = frozenset({"air_force", "navy"})
# Bodies whose people act for them, whatever they are called: "Red Crescent volunteers", "AFP photographers".
_WHOLE_BODIES = frozenset(
    {ActorClass.NGO, ActorClass.MEDIA, ActorClass.INTERGOVERNMENTAL, ActorClass.MONITOR}
)


def owned(phrase: Phrase, context: Context) -> Acting | None:
    """Whom a noun names by what stands before it; None where that does not say."""
    found = modifiers(phrase.before if phrase.noun else phrase.units, context)
    land = next((one for one in found if one.land and one.link is Link.OWN), None)
    within = context.within(land.land.code, context.words((land.unit,))) if land and land.land else context
    answers = (_answer(modifier, phrase, within) for modifier in found)
    return next((answer for answer in answers if answer), None)


def _answer(modifier: Modifier, phrase: Phrase, context: Context) -> Acting | None:
    """Whom the noun names by one modifier."""
    sort = phrase.noun.sort if phrase.noun else None
    if sort is Sort.THING or (modifier.link is Link.HELD and sort not in _OF_WHO_HOLDS):
        return THING
    if modifier.link is Link.BACKED:
        return backed(modifier, phrase, context)
    if modifier.link in {Link.PRO, Link.ANTI}:
        return for_or_against(modifier, phrase, context)
    return _own(modifier, phrase, context)


def _own(modifier: Modifier, phrase: Phrase, context: Context) -> Acting | None:
    if modifier.actor:
        return _of_actor(modifier, modifier.actor, phrase, context)
    if modifier.land:
        return _of_land(modifier, modifier.land, phrase, context)
    # "rebel" alone is a rebel; "Rebel Heights" are no rebels, and the "Military Academies Command" is no army
    if phrase.noun is None and modifier.unit != phrase.head[-1]:
        return None
    if _begins_a_name(modifier, phrase, context):
        return None
    if modifier.community:
        return _of_community(modifier, modifier.community, phrase, context)
    return of_side(modifier, phrase, context)


def _begins_a_name(modifier: Modifier, phrase: Phrase, context: Context) -> bool:
    """Whether words that no rule knows follow it with capitals."""
    behind = (unit for unit in phrase.before if unit.span.start > modifier.unit.span.start)
    strange = (unit for unit in behind if unit.capital and not unit.actors)
    return modifier.unit.capital and any(context.scene.noun(unit.form) is None for unit in strange)


def _of_land(modifier: Modifier, land: Land, phrase: Phrase, context: Context) -> Acting | None:
    if modifier.link is Link.LED:
        return coalition(phrase, context, led=True)
    if phrase.noun and phrase.noun.body == "ministry":
        return ministry(phrase, context, land.code)
    return of_state(phrase, land.code, context)


def _of_actor(modifier: Modifier, actor: Actor, phrase: Phrase, context: Context) -> Acting | None:
    noun, head = phrase.noun, phrase.head[-1]
    words = context.words((modifier.unit,))
    leads = "" if modifier.unit.actors else headed(words, context.day)
    if noun is None:
        named = head.capital or head.form.isdigit()
        return registered(actor, leads or f"by the name “{words}” in it") if named else None
    if noun.sort is Sort.WATCH and actor.cls is ActorClass.MEDIA:
        return None  # "Speaking to AFP Observatory director ...", the comma lost
    if actor.cls is ActorClass.MEDIA and head.capital and head.form in _ARMIES:
        return None  # the "Marsh Liberation Forces" are not those of a newspaper
    if noun.sort is Sort.VAGUE:
        return unresolved(ANYBODY)
    return _by_sort(registered(actor, leads or BY_NAME), noun, words, phrase, context)


def _by_sort(owner: Acting, noun: Noun, words: str, phrase: Phrase, context: Context) -> Acting | None:
    """Whom a noun names that is an actor's, by its sort: its fighters, its people, its channel."""
    form = phrase.head[-1].form
    if noun.sort is Sort.PEOPLE and not _are_its_people(owner, form):
        return context.here(noun.cls or ActorClass.CIVILIANS)
    within = context.within(owner.country, words)
    if noun.sort is Sort.MEDIUM and owner.cls is not ActorClass.MEDIA and form not in _PAGES:
        return ruled(
            ActorClass.MEDIA, owner.country, f"media of {the(owner.actor.name)}" if owner.actor else ""
        )
    of_government = owner.cls is ActorClass.GOVERNMENT and _is_of_its_state(noun, form)
    if of_government or (owner.cls is ActorClass.STATE_FORCES and noun.body in _ARMS):
        return of_state(phrase, owner.country, within)
    return part(f"… {context.words(phrase.head)}", owner)


def _are_its_people(owner: Acting, form: str) -> bool:
    return owner.cls in _WHOLE_BODIES or form in _PRISONERS or (form in MEN and owner.cls in ARMED)


def _is_of_its_state(noun: Noun, form: str) -> bool:
    """Whether what a government is said to have is its army's: its jets, and not its team."""
    return noun.sort in OF_WAR and (noun.sort is not Sort.GROUP or form in REGULARS)


def _of_community(modifier: Modifier, folk: Community, phrase: Phrase, context: Context) -> Acting:
    """The armed people of a community, those who rule for it, or its people."""
    noun = phrase.noun
    sort = noun.sort if noun else None
    words = context.words((modifier.unit, *phrase.head) if noun else (modifier.unit,))
    if sort in {Sort.RULE, Sort.POST}:
        return _who_rules(folk, words, context) or (
            context.here(ActorClass.GOVERNMENT) if sort is Sort.RULE else unresolved(WHOSE)
        )
    if phrase.head[-1].form == "party":
        return context.here(ActorClass.PARTY)
    if sort not in OF_WAR:
        return context.here(noun.cls if noun and noun.cls else ActorClass.CIVILIANS)
    side = context.fighters(folk)
    if side and side.cls is not ActorClass.GOVERNMENT:
        return registered(side, f"“{words}”: those who fight for the {folk.name}")
    return context.here(noun.cls if noun and sort is Sort.ARMED and noun.cls else ActorClass.IDENTITY_MILITIA)


def _who_rules(folk: Community, words: str, context: Context) -> Acting | None:
    """Those who rule for a community where it has a government of its own."""
    side = folk.side
    parent = context.scene.register.actor(side.parent or "", context.day) if side else None
    ruling = next((one for one in (parent, side) if one and one.cls is ActorClass.GOVERNMENT), None)
    where = context.land(context.country)
    return registered(ruling, f"“{words}”: those who rule for the {folk.name} in {where}") if ruling else None
