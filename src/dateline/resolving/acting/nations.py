"""What a noun names beside a state: a body of it, or people of that nation who are not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.nouns import Sort
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from dateline.domain import Acting
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.phrases import Phrase

# Of a nation, these are its armed forces; "Syrian fighters" and "Iraqi factions" are not.
REGULARS = listed(
    """
    force unit officer personnel commander detachment contingent brigade corps patrol squadron wing command
    gunner sniper squad
    """
)
LEADERS = listed("leader leadership chief command side member")
# Of a nation, these are armed men who serve no state; its experts, teams and networks may be anybody.
IN_ARMS = listed(
    "fighter combatant element cell faction fraction formation group gang ringleader warlord emir"
)
ADVISING = listed("expert analyst adviser advisor")  # these are of no army that they know about
_CLASSED = frozenset({Sort.PEOPLE, Sort.ARMED, Sort.MEDIUM, Sort.OFFICE})
# What a noun of each sort means beside the name of a state; those of a class are of that class there.
_BODIES = {
    Sort.FORCES: "armed_forces",
    Sort.RULE: "government",
    Sort.HELD: "armed_forces",
    Sort.POST: "government",
}


def of_state(phrase: Phrase, country: str | None, context: Context) -> Acting | None:
    """The body or the people of a state that the noun of `phrase` names; `context` is within it."""
    noun, form = phrase.noun, phrase.head[-1].form
    if noun is None:
        return None
    if noun.sort is Sort.GROUP:
        return _group(form, country, context)
    what = (noun.body if noun.sort in {Sort.FORCES, Sort.RULE} else None) or _BODIES.get(noun.sort)
    if what:
        return context.body(country, what)
    if noun.cls is ActorClass.PARTY and context.part.of_war:
        return context.here(ActorClass.REBEL_GROUP)
    if noun.sort is Sort.WATCH:
        return context.common(noun, phrase.head)
    return context.here(noun.cls) if noun.sort in _CLASSED and noun.cls else None


def _group(form: str, country: str | None, context: Context) -> Acting | None:
    """Its forces or its leaders; a party; or people in arms who are not its state's: "Syrian fighters"."""
    if form in REGULARS or form in LEADERS:
        return context.body(country, "armed_forces" if form in REGULARS else "government")
    if form == "party":
        return context.here(ActorClass.PARTY)
    armed = form in IN_ARMS and (form != "group" or context.part.of_war)
    return context.here(ActorClass.POLITICAL_MILITIA) if armed else None
