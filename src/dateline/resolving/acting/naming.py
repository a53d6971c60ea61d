"""From the words of a phrase to an actor: the rules, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy
from dateline.resolving.acting.alone import alone
from dateline.resolving.acting.answers import (
    A_PLACE,
    ANYBODY,
    UNKNOWN,
    of_the_same,
    registered,
    ruled,
    unresolved,
)
from dateline.resolving.acting.modifiers import modifiers
from dateline.resolving.acting.nouns import OF_WAR, Sort
from dateline.resolving.acting.owned import of_state, owned
from dateline.resolving.acting.phrases import BELONGING, BY_OTHERS, HOLDING, phrase_of
from dateline.resolving.acting.unheard import unheard
from dateline.resolving.ports import LandWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Acting, Actor
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Phrase, Unit
    from dateline.resolving.ports import Land

_GROUNDS = frozenset(
    {"camp", "base", "barrack", "airport", "airbase", "station", "checkpoint", "hospital", "prison"}
)
# Bodies with people in posts, and those with units: "government forces" are an army.
_WITH_UNITS = frozenset({Sort.WATCH, Sort.FORCES, Sort.ALLIANCE, Sort.OFFICE, Sort.MEDIUM})
_BODIES = {Sort.POST: _WITH_UNITS | {Sort.RULE}, Sort.GROUP: _WITH_UNITS}
_SERVING = frozenset({"for", "at", "with", "in"})
_TO = frozenset({"to", "of", "by", "with", "from", "for"})


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
        _proper_place,
        _of_a_body,
        owned,
        alone,
        unheard,
    ):
        if acting := rule(phrase, context):
            return acting
    return unresolved(UNKNOWN)


def _joined(phrase: Phrase, context: Context) -> Acting | None:
    """Of "Russian and government planes" the first adjective with the noun of the last."""
    if phrase.noun or phrase.link != "and" or not phrase.rest or phrase.head[-1].actors:
        return None
    if not any(True for _ in modifiers(phrase.units, context)):
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
    if noun is None or noun.sort not in {*OF_WAR, Sort.RULE, Sort.POST}:
        return None
    link, rest = _owner(phrase, noun)
    owner = phrase_of(rest, context.scene)
    if owner is None or (owner.noun and owner.noun.sort in {Sort.PLACE, Sort.VAGUE, Sort.PEOPLE}):
        return None
    words = context.words(phrase.head)
    if land := _lands_only(owner, context):
        theirs = link == "of" or noun.sort is Sort.FORCES  # "rebels from Norland" are not Norland's
        reason = f"{words} {link} {context.words(owner.units)}"
        return of_state(phrase, land.code, reason, context) if theirs else None
    acting = name_units(rest, context)
    if acting.by is ResolvedBy.UNRESOLVED:
        return None
    if acting.actor and acting.actor.cls is ActorClass.GOVERNMENT and noun.sort in OF_WAR:
        return of_state(phrase, acting.actor.country, f"{words} of {acting.actor.name}", context)
    return of_the_same(acting, f"{words} of {acting.reason}")


def _owner(phrase: Phrase, noun: Noun) -> tuple[str, Sequence[Unit]]:
    """What joins the noun to its owner, and the owner's words; none where what follows is no owner."""
    link, rest = phrase.link, phrase.rest
    if link == "and":  # "positions and movements of the group"
        at = next((n for n, unit in enumerate(rest) if unit.form in BELONGING), len(rest))
        link, rest = "of", rest[at + 1 :]
    elif not (
        link in BELONGING
        or (noun.sort is Sort.HELD and (link in HOLDING or link == "for"))
        or (noun.sort is Sort.POST and link in _SERVING)
    ):
        return "", ()
    at = 0
    while at < len(rest) and rest[at].form in _TO:
        at += 1
    return link, rest[at:]


def _lands_only(phrase: Phrase, context: Context) -> Land | None:
    """The first land of a phrase that names lands and nothing else: "Russia, Iran", "Turkish-Russian"."""
    lands = [
        context.scene.register.land(context.words((unit,))) if unit.capital else None for unit in phrase.units
    ]
    return lands[0] if all(lands) else None


def _bare_name(phrase: Phrase, context: Context) -> Acting | None:
    """A name of the register at the end of the phrase, but for those of lands."""
    last = phrase.head[-1]
    words = context.words((last,))
    if not last.actors or context.scene.register.land(words):
        return None
    return _registered(last.actors, words, context)


def _bare_land(phrase: Phrase, context: Context) -> Acting | None:
    """A country, its capital or its people, alone: "Turkey", "Ankara", "Turkish", "Turks"."""
    if phrase.noun:
        return None
    words = context.words(phrase.units)
    land = _lands_only(phrase, context)
    if land is None:
        last = context.scene.register.land(context.words(phrase.head)) if phrase.head[-1].capital else None
        return unresolved(A_PLACE) if last and last.word is not LandWord.PEOPLE else None
    if land.word is LandWord.PEOPLE:
        if words.endswith("s") and not (context.part.acts and context.part.of_war):
            return ruled(ActorClass.CIVILIANS, land.code, words)
        what = "armed_forces" if context.part.of_war else "government"
        return context.body(land.code, what, f"{words} alone: its state")
    if not context.part.governs:
        return unresolved(A_PLACE)
    return context.body(land.code, "government", f"{words} stands for its government")


def _bare_folk(phrase: Phrase, context: Context) -> Acting | None:
    """A people alone: "Kurds"; those who fight for it where it fights."""
    words = context.words(phrase.head)
    folk = context.community(words) if phrase.noun is None and phrase.head[-1].capital else None
    if folk is None:
        return None
    if folk.side and context.part.of_war and context.part.acts:
        return registered(folk.side, f"{words}, whose side in {context.country} is {folk.side.name}")
    return context.here(ActorClass.CIVILIANS, words)


def _of_a_body(phrase: Phrase, context: Context) -> Acting | None:
    """Of "Turkish military official" or "Observatory director" the body before the post."""
    bodies = _BODIES.get(phrase.noun.sort) if phrase.noun else None
    if not bodies or not phrase.before or phrase.before[-1].actors:
        return None
    if any(unit.form in BY_OTHERS or unit.form in {"pro", "anti"} for unit in phrase.before):
        return None
    body = context.scene.noun(phrase.before[-1].form)
    if body is None or body.sort not in bodies:
        return None
    acting = name_units(phrase.before, context, definite=phrase.definite)
    if acting.by is ResolvedBy.UNRESOLVED:
        return None
    return of_the_same(acting, f"{context.words(phrase.head)} of {acting.reason}")


def _proper_place(phrase: Phrase, context: Context) -> Acting | None:
    """Ground that bears a name: "Kuwait Camp", "Martyr's Base"."""
    del context
    named = phrase.before and phrase.before[-1].capital and phrase.head[-1].capital
    return unresolved(A_PLACE) if named and phrase.head[-1].form in _GROUNDS else None


def _registered(actors: Sequence[Actor], words: str, context: Context) -> Acting | None:
    actor = context.scene.one_of(actors)
    if actor is None:
        return None
    reason = f"{words} is a name of {actor.name}"
    others = ", ".join(one.name for one in actors if one.id != actor.id)
    return registered(actor, f"{reason}; others bear it: {others}" if others else reason)
