"""Names that the register does not know: near to one that it does, or plainly those of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.answers import registered, ruled
from dateline.resolving.acting.forms import words_of
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.phrases import Phrase

# What words in the name of an unknown group say of it.
_IN_NAMES = {
    **dict.fromkeys(
        listed(
            """
            brigade battalion front army liwa jaish jaysh kataib katibat katiba harakat jabhat ansar saraya
            mujahideen jihad martyr falcon lion hawk legion squadron resistance liberation revolutionary
            """
        ),
        ActorClass.REBEL_GROUP,
    ),
    **dict.fromkeys(listed("militia mobilization vigilante hashd"), ActorClass.POLITICAL_MILITIA),
    **dict.fromkeys(listed("party hizb bloc democrat"), ActorClass.PARTY),
    **dict.fromkeys(listed("foundation charity relief humanitarian fund aid rights"), ActorClass.NGO),
    **dict.fromkeys(listed("news times herald daily radio tv channel press"), ActorClass.MEDIA),
    **dict.fromkeys(listed("police regiment"), ActorClass.STATE_FORCES),
    **dict.fromkeys(
        listed("ministry directorate governorate municipality department"), ActorClass.GOVERNMENT
    ),
}


def unheard(phrase: Phrase, context: Context) -> Acting | None:
    """A name with capitals that the register does not hold as it is written."""
    if not any(unit.capital for unit in phrase.units):
        return None
    words = context.words((*phrase.units, *phrase.rest))
    actor = context.scene.one_of(context.scene.register.nearly_named(words, context.day))
    if actor:
        return registered(actor, f"{words} is nearly a name of {actor.name}")
    long = context.scene.own.get(words.lower())
    if long is None and phrase.noun is None and not (phrase.units[0].capital and phrase.units[-1].capital):
        return None
    cls = next((_IN_NAMES[word.form] for word in words_of(long or words) if word.form in _IN_NAMES), None)
    known = f"{words}, short for {long}" if long else words
    return ruled(cls, context.country, f"{known}, which the register lacks, by its name") if cls else None
