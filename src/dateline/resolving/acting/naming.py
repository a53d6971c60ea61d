"""From the words of a phrase to an actor: the rules, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy
from dateline.resolving.acting.alone import alone, the_group
from dateline.resolving.acting.answers import (
    ANYBODY,
    BODIES,
    BY_NAME,
    THING,
    UNKNOWN,
    clauses,
    headed,
    part,
    registered,
    unresolved,
)
from dateline.resolving.acting.modifiers import modifiers
from dateline.resolving.acting.nations import ADVISING, IN_ARMS, of_state
from dateline.resolving.acting.nouns import OF_WAR, Sort
from dateline.resolving.acting.owned import MEN, owned
from dateline.resolving.acting.phrases import BACKING, BELONGING, BY_OTHERS, HOLDING, phrase_of
from dateline.resolving.acting.referring import ARMED
from dateline.resolving.acting.unheard import OF_GROUPS, unheard
from dateline.resolving.ports import LandWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Phrase, Unit
    from dateline.resolving.ports import Land

# Bodies with people in posts, and those with units: "government forces" are an army.
_WITH_UNITS = frozenset({Sort.WATCH, Sort.FORCES, Sort.ALLIANCE, Sort.OFFICE, Sort.MEDIUM})
_BODIES = {Sort.POST: _WITH_UNITS | {Sort.RULE}, Sort.GROUP: _WITH_UNITS}
_OF_STATE = frozenset({ActorClass.GOVERNMENT, ActorClass.STATE_FORCES})
_SERVING = frozenset({"for", "at", "with", "in"})
_TO = frozenset({"to", "of", "by", "with", "from", "for"})
_GROUNDS = frozenset(
    {"camp", "base", "barrack", "airport", "airbase", "station", "checkpoint", "hospital", "prison"}
)


def name_units(units: Sequence[Unit], context: Context, *, definite: bool = False) -> Acting:
    """Whom `units` name. `definite`: "the" or "its" stands before them."""
    phrase = phrase_of(units, context.scene, definite=definite)
    if phrase is None:
        return unresolved(ANYBODY)
    for rule in (
        _joined,
        _belonging,
        _bare_name,
        _bare_land,
        _bare_folk,
        _bare_place,
        _of_a_body,
        owned,
        alone,
        unheard,
    ):
        if acting := rule(phrase, context):
            return acting
    hit = not context.part.acts and not any(unit.capital for unit in phrase.units)
    return THING if hit else unresolved(UNKNOWN)  # what is hit and has no name is mostly a thing


def _joined(phrase: Phrase, context: Context) -> Acting | None:
    """Of "Russian and government planes" the first adjective with the noun of the last."""
    if phrase.noun or phrase.link != "and" or not phrase.rest or phrase.head[-1].actors:
        return None
    if not modifiers(phrase.units, context):
        return None
    last = phrase.rest[-1]
    if last.actors:  # "Russian and Assad regime forces"
        last = context.scene.last_word(last)
    return (
        name_units((*phrase.units, last), context, definite=phrase.definite)
        if context.scene.noun(last.form)
        else None
    )


def _belonging(phrase: Phrase, context: Context) -> Acting | None:
    """Of "fighters of the Northern Front" or "positions held by the army" the owner."""
    noun = phrase.noun
    men = phrase.head[-1].form in MEN
    if noun is None or not (men or noun.sort in {*OF_WAR, Sort.RULE, Sort.POST, Sort.MEDIUM}):
        return _of_a_name(phrase, context)
    link, rest = _owner(phrase, noun)
    owner = phrase_of(rest, context.scene)
    while owner and noun.sort is Sort.POST and _is_room(owner):  # "head of the press office of the Front"
        rest = owner.rest
        owner = phrase_of(rest, context.scene)
    if owner is None or (owner.noun and owner.noun.sort in {Sort.THING, Sort.VAGUE, Sort.PEOPLE}):
        return None
    words = context.words(owner.units)
    if land := _lands_only(owner, context):
        # "Officials in Northgate" are Norland's, "rebels from Norland" are not.
        its = link == "of" or noun.sort is Sort.FORCES or phrase.head[-1].form == "official"
        return of_state(phrase, land.code, context.within(land.code, words)) if its else None
    acting = _who_owns(owner, rest, context)
    if acting.by is ResolvedBy.UNRESOLVED or (men and acting.cls not in ARMED):
        return _of_a_place(noun, acting, rest, context)
    if acting.cls in _OF_STATE and noun.sort is Sort.ARMED:  # "mercenaries of the occupation" are no army
        return context.common(noun, phrase.head)
    government = acting.actor and acting.cls is ActorClass.GOVERNMENT
    theirs = part(f"{context.words(phrase.head)} {link} …", acting)
    within = context.within(acting.country, words)
    return of_state(phrase, acting.country, within) if government and noun.sort in OF_WAR else theirs


def _who_owns(owner: Phrase, rest: Sequence[Unit], context: Context) -> Acting:
    """Whom the words of an owner name; a person who heads somebody stands for them: "army of Haddad"."""
    words = context.words(owner.units)
    head = context.scene.register.head(words, context.day) if owner.head[-1].capital else None
    if head:
        return registered(head, headed(words, context.day))
    return name_units(rest, context, definite=context.is_definite(rest[0].span.start))


def _is_room(owner: Phrase) -> bool:
    """Whether an owner is a part of a body that follows: "press office at ..."."""
    part_of = owner.noun is not None and owner.noun.sort in {Sort.THING, Sort.OFFICE}
    return part_of and owner.link in _SERVING | {"of"} and bool(owner.rest)


def _of_a_place(noun: Noun, owner: Acting, rest: Sequence[Unit], context: Context) -> Acting | None:
    """Who governs a place: "the administration of Idlib"; the "regime of cessation" is a thing."""
    if noun.sort is not Sort.RULE or owner is not THING:
        return None
    return context.here(ActorClass.GOVERNMENT) if rest[0].capital else THING


def _of_a_name(phrase: Phrase, context: Context) -> Acting | None:
    """The body whose part has a name that is not known: "General Assembly of the Reed Party"."""
    a_name = phrase.noun is None or phrase.noun.sort is Sort.OFFICE
    owner = phrase_of(phrase.rest, context.scene) if a_name and phrase.link == "of" else None
    if owner is None or not phrase.head[-1].capital or not owner.head[-1].actors:
        return None
    acting = name_units(phrase.rest, context)
    named = acting.actor and acting.cls is not ActorClass.GOVERNMENT
    return part(f"{context.words(phrase.head)} of …", acting) if named else None


def _owner(phrase: Phrase, noun: Noun) -> tuple[str, Sequence[Unit]]:
    """What joins the noun to its owner, and the owner's words; none where what follows is no owner."""
    link, rest = phrase.link, phrase.rest
    if link == "and":  # "positions and movements of the group"
        at = next((n for n, unit in enumerate(rest) if unit.form in BELONGING), len(rest))
        link, rest = "of", rest[at + 1 :]
    elif link == "fighting" and rest and rest[0].form == "for":
        link = "for"
    elif not (
        link in BELONGING
        or (noun.sort is Sort.HELD and (link in HOLDING or link == "for"))
        or (noun.sort is Sort.POST and link in _SERVING)
        or (phrase.head[-1].form == "member" and link == "in")
    ):
        return "", ()
    at = 0
    while at < len(rest) and rest[at].form in _TO:
        at += 1
    return link, rest[at:]


def _lands_only(phrase: Phrase, context: Context) -> Land | None:
    """The first land of a phrase that names lands and nothing else: "Russia, Iran", "Turkish-Russian"."""
    named = context.scene.register.land
    whole = named(context.words(phrase.units)) if phrase.head[-1].capital else None  # "New Zealand"
    lands = [named(context.words((unit,))) if unit.capital else None for unit in phrase.units]
    return whole or (lands[0] if all(lands) else None)


def _bare_name(phrase: Phrase, context: Context) -> Acting | None:
    """A name of the register at the end of the phrase, but for those of lands."""
    last = phrase.head[-1]
    if context.scene.register.land(context.words((last,))):
        return None
    actor = context.scene.one_of(last.actors)
    if actor is None:
        return None
    if phrase.before and phrase.before[-1].form in OF_GROUPS:  # "Liwa al-Fateh" is another than Fatah
        return unheard(phrase, context)
    if _says_who_backs(phrase, context) and (known := the_group(phrase, context)):
        return known
    before = context.words(phrase.before[-1:]) if phrase.before else ""
    nation = context.scene.register.land(before) if before else None
    if nation and actor.cls is ActorClass.INTERGOVERNMENTAL:
        return context.body(nation.code, "government")  # the "Russian Security Council" is not the UN's
    others = ", ".join(one.name for one in last.actors if one.id != actor.id)
    return registered(actor, clauses(BY_NAME, f"{others} bears it, too" if others else ""))


def _says_who_backs(phrase: Phrase, context: Context) -> bool:
    """Whether a name only says whose the group is: "the Iran-backed group" may be one named before."""
    words = context.scene.words_in(phrase.head[-1].span)
    return phrase.definite and len(words) > 1 and words[-2].form in BACKING


def _bare_land(phrase: Phrase, context: Context) -> Acting | None:
    """A country, its capital or its people, alone: "Turkey", "Ankara", "Turkish", "Turks"."""
    if phrase.noun:
        return None
    land = _lands_only(phrase, context)
    if land is None:
        last = context.scene.register.land(context.words(phrase.head)) if phrase.head[-1].capital else None
        return THING if last and last.word is not LandWord.PEOPLE else None
    if land.word is LandWord.PEOPLE:
        return _bare_people(land, context.words(phrase.units), context)
    if not context.part.governs:
        return THING
    what = "a capital" if land.word is LandWord.CAPITAL else "a country"
    return context.body(land.code, "government", f"{what}, which stands for its government")


def _bare_people(land: Land, words: str, context: Context) -> Acting:
    """People, or a state: "Turks" are people, "Turkish" is a state's, both are its army in an attack."""
    if words.endswith("s") and not (context.part.acts and context.part.of_war):
        return context.within(land.code, words).here(ActorClass.CIVILIANS)
    what = "armed_forces" if context.part.of_war else "government"
    return context.body(land.code, what, f"“{words}” alone stands for {BODIES[what]}")


def _bare_folk(phrase: Phrase, context: Context) -> Acting | None:
    """A people alone: "Kurds"; those who fight for it where it fights."""
    words = context.words(phrase.head)
    folk = context.community(words) if phrase.noun is None and phrase.head[-1].capital else None
    if folk is None:
        return None
    before = context.words(phrase.before[-1:]) if phrase.before else ""
    land = context.scene.register.land(before)
    if land and not context.community(context.words(phrase.units)):  # "Iraqi Kurds", and no "Greek Orthodox"
        return context.within(land.code, before).here(ActorClass.CIVILIANS)
    side = context.fighters(folk)
    if side and context.part.of_war and context.part.acts:
        return registered(side, f"“{words}”: those who fight for the {folk.name}")
    return context.here(ActorClass.CIVILIANS)


def _bare_place(phrase: Phrase, context: Context) -> Acting | None:
    """A name that the engine knows for that of a place, or ground that bears a name: "Kuwait Camp"."""
    head = phrase.head[-1]
    named = phrase.before and phrase.before[-1].capital and head.capital and head.form in _GROUNDS
    placed = phrase.noun is None and not any(unit.actors for unit in phrase.units)
    return THING if named or (placed and context.scene.is_place(head.span)) else None


def _of_a_body(phrase: Phrase, context: Context) -> Acting | None:
    """Of "Turkish military official" or "Observatory director" the body before the post."""
    bodies = _BODIES.get(phrase.noun.sort) if phrase.noun else None
    if not bodies or not phrase.before or phrase.before[-1].actors:
        return None
    others = any(unit.form in BY_OTHERS or unit.form in {"pro", "anti", "press"} for unit in phrase.before)
    if others or phrase.head[-1].form in ADVISING:
        return None
    body = context.scene.noun(phrase.before[-1].form)
    if body is None or body.sort not in bodies:
        return None
    acting = name_units(phrase.before, context, definite=phrase.definite)
    if acting.by is ResolvedBy.UNRESOLVED:
        return None
    if (
        acting.cls is ActorClass.PARTY
        and not acting.actor
        and phrase.head[-1].form in IN_ARMS | {"force", "unit"}
    ):
        return context.here(ActorClass.REBEL_GROUP)  # "opposition elements"
    return part(f"… {context.words(phrase.head)}", acting)
