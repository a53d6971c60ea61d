"""Names that the register does not know: near to one that it does, or plainly those of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.answers import THING, clauses, registered
from dateline.resolving.acting.forms import words_of
from dateline.resolving.acting.nouns import NOUNS, REGULAR, Sort
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.phrases import Phrase

# What stands before the name of an armed group.
OF_GROUPS = listed("liwa liwaa jaish jaysh kataib katibat harakat jabhat saraya firqat")
# What words in the name of an unknown group say of it.
_IN_NAMES = {
    **dict.fromkeys(
        listed(
            """
            brigade battalion front army liwa liwaa jaish jaysh kataib katibat katiba harakat jabhat ansar
            saraya mujahideen jihad martyr falcon lion hawk legion squadron resistance liberation
            revolutionary
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
# Named after martyrs or an army, these are no armed group.
_PAGES = listed("twitter facebook telegram instagram youtube account page blog website")


def unheard(phrase: Phrase, context: Context) -> Acting | None:
    """A name with capitals that the register does not hold as it is written."""
    if not any(unit.capital for unit in phrase.units):
        return None
    words = context.words((*phrase.units, *phrase.rest))
    actor = context.scene.one_of(context.scene.register.nearly_named(words, context.day))
    if actor:
        return registered(actor, "by its name, spelt another way")
    long = context.scene.own.get(words.lower())
    if long is None and phrase.noun is None and not (phrase.units[0].capital and phrase.units[-1].capital):
        return None
    inside = [word.form for word in words_of(long or words)]
    # "Army of the Hills" is no hills.
    of_group = phrase.link == "of" and _IN_NAMES.get(phrase.head[-1].form) is ActorClass.REBEL_GROUP
    if not of_group and _of_a_thing(inside):
        return THING
    said = next((form for form in inside if form in _IN_NAMES), None)
    if said is None or not _PAGES.isdisjoint(inside):
        return None
    cls = _IN_NAMES[said]
    regular = next((form for form in inside if form in REGULAR), None)
    if cls is ActorClass.REBEL_GROUP and regular:  # "Marsh Mechanized Brigade"
        cls, said = ActorClass.STATE_FORCES, regular
    short = f"short for {long}" if long else ""
    return context.here(cls, clauses(short, f"not in the register; “{said}” in its name tells what it is"))


def _of_a_thing(inside: list[str]) -> bool:
    """Whether a name is that of a thing: "Martyrs Bridge", and not "Owl Dam Brigade"."""
    ends = inside[:1] + inside[-1:]
    things = [form in NOUNS and NOUNS[form].sort is Sort.THING for form in inside]
    group = any(form in _IN_NAMES or (form in NOUNS and NOUNS[form].sort is Sort.GROUP) for form in ends)
    return things[-1] or (any(things) and not group)
