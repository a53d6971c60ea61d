"""Whose people or words a source without a name is, and whom it sides with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass, ResolvedBy
from dateline.resolving.acting.modifiers import Link, Side, modifiers
from dateline.resolving.acting.naming import name_units
from dateline.resolving.speaking.words import IN_OFFICE, LOCAL_OFFICE, OF_STATE, OFFICIAL, WITHIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Acting, Actor
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.modifiers import Modifier
    from dateline.resolving.acting.phrases import Phrase, Unit


def of_officials(phrase: Phrase, units: Sequence[Unit], context: Context) -> Acting | None:
    """The body that officials are of, if the words say so."""
    if phrase.plain and not phrase.rest and len(phrase.head) == 1:
        return None
    acting = name_units(units, context, definite=True)
    land = context.scene.register.land
    named = any(unit.actors or (unit.capital and land(context.words((unit,)))) for unit in units)
    there = acting.actor and (context.part.country or context.scene.countries.sure)
    sure = named or there or phrase.head[-1].form in LOCAL_OFFICE
    return acting if sure and is_body(acting) else None  # "defence officials" may be any state's


def of_whom(phrase: Phrase, context: Context) -> Acting | None:
    """The body behind "at" or "of"; a town or a land is none: "activists in Damascus"."""
    if phrase.link not in WITHIN or not phrase.rest:
        return None
    first = phrase.rest[0]
    if first.capital and context.scene.register.land(context.words((first,))):
        return None
    if phrase.link == "at" and phrase.rest[-1].form == "governorate":  # an office; "in" one is a place
        return context.here(ActorClass.GOVERNMENT)
    acting = name_units(phrase.rest, context, definite=True)
    return acting if is_body(acting) else None


def owner(modifier: Modifier, phrase: Phrase, context: Context, home: str | None) -> Acting | None:
    """The body that the words up to the noun name: of "Turkish security sources" Turkish security."""
    if modifier.link is not Link.OWN:
        return None
    at = last = phrase.before.index(modifier.unit)
    for number in range(at, len(phrase.before)):
        if phrase.before[number].actors or context.scene.noun(phrase.before[number].form):
            last = number
    if modifier.land and last == at:
        return None  # "Syrian activists" are not those of Syria's government
    if modifier.side in IN_OFFICE and not any(unit.capital for unit in phrase.before[:at]):
        return _of_the_state(modifier, context, home)
    acting = name_units(phrase.before[: last + 1], context, definite=True)
    return acting if is_body(acting) else None


def _of_the_state(modifier: Modifier, context: Context, home: str | None) -> Acting:
    """Whose a "military source" is: the outlet's own state's, or that of where it surely happened."""
    words = context.words((modifier.unit,))
    what = {Side.STATE: "government", Side.ARMY: "armed_forces"}.get(
        modifier.side or Side.ARMY, words.lower()
    )
    if home:
        return context.body(home, what, f"“{words}” of {context.land(home)}, on whose side the outlet is")
    if context.part.country or context.scene.countries.sure:
        return context.body_here(what, words)
    return context.body(None, what, f"“{words}”, and it is not told of which country")


def in_office(phrase: Phrase, body: Acting | None, context: Context) -> bool:
    """Whether a source is an official: a "military source", "a source at the ministry"."""
    if phrase.head[-1].form not in {"source", "contact"}:
        return False
    if body and body.cls in OF_STATE:
        return True
    sides = {modifier.side for modifier in modifiers(phrase.before, context)}
    return bool(sides & IN_OFFICE) or any(unit.form in OFFICIAL for unit in phrase.before)


def side_of(modifier: Modifier, context: Context) -> Actor | None:
    """Whom those side with who are "pro-Kurdish", "government-aligned" or of the state."""
    if modifier.link is Link.ANTI:
        return None
    register, day = context.scene.register, context.day
    state = context.country if modifier.side is Side.STATE else None
    if modifier.link is not Link.OWN:
        if modifier.actor or modifier.community:
            return modifier.actor or (modifier.community.side if modifier.community else None)
        state = modifier.land.code if modifier.land else state
    return register.body(state, "government", day) if state else None


def is_body(acting: Acting) -> bool:
    """Whether words mean a body, or those of one, and not just people."""
    return acting.by is not ResolvedBy.UNRESOLVED and acting.cls is not ActorClass.CIVILIANS
