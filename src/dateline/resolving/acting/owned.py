"""A noun and whose it is: "SDF fighters", "Turkish warplanes", "rebel positions", "US-backed factions"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import ActorClass
from dateline.resolving.acting.alone import coalition, ministry
from dateline.resolving.acting.answers import A_PLACE, ANYBODY, registered, ruled, unresolved
from dateline.resolving.acting.modifiers import Link, Side, modifiers
from dateline.resolving.acting.nouns import OF_WAR, Sort
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from dateline.domain import Acting, Actor
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.modifiers import Modifier
    from dateline.resolving.acting.nouns import Noun
    from dateline.resolving.acting.phrases import Phrase
    from dateline.resolving.ports import Community, Land

# Of a nation, these are its armed forces; "Syrian fighters" and "Iraqi factions" are not.
_REGULARS = listed(
    """
    force unit officer personnel commander detachment contingent brigade corps patrol squadron wing command
    gunner sniper squad
    """
)
_LEADERS = listed("leader leadership chief command side party member")
_ALLIED = listed("force unit coalition alliance")
_PRISONERS = listed("prisoner detainee")
# Bodies whose people act for them, whatever they are called: "Red Crescent volunteers", "AFP photographers".
_WHOLE_BODIES = frozenset(
    {ActorClass.NGO, ActorClass.MEDIA, ActorClass.INTERGOVERNMENTAL, ActorClass.MONITOR}
)
_CLASSED = frozenset({Sort.PEOPLE, Sort.ARMED, Sort.MEDIUM, Sort.WATCH, Sort.OFFICE})
# What a noun of each sort means beside the name of a state; those of a class are of that class there.
_BODIES = {
    Sort.FORCES: "armed_forces",
    Sort.RULE: "government",
    Sort.HELD: "armed_forces",
    Sort.POST: "government",
}


def owned(phrase: Phrase, context: Context) -> Acting | None:
    """Whom a noun names by what stands before it; None where that does not say."""
    found = list(modifiers(phrase.before if phrase.noun else phrase.units, context))
    land = next((one.land for one in found if one.land and one.link is Link.OWN), None)
    within = context.within(land.code) if land else context
    answers = (_Owned(modifier=modifier, phrase=phrase, context=within).answer() for modifier in found)
    return next((answer for answer in answers if answer), None)


def of_state(phrase: Phrase, country: str | None, reason: str, context: Context) -> Acting | None:
    """The body or the people of a state that the noun of `phrase` names."""
    noun = phrase.noun
    if noun is None:
        return None
    form = phrase.head[-1].form
    what = (noun.body if noun.sort in {Sort.FORCES, Sort.RULE} else None) or _BODIES.get(noun.sort)
    if noun.sort is Sort.GROUP:
        what = "armed_forces" if form in _REGULARS else "government" if form in _LEADERS else None
    if what:
        return context.body(country, what, reason)
    if noun.sort is Sort.GROUP:
        at_home = country == context.scene.country
        return ruled(ActorClass.REBEL_GROUP if at_home else ActorClass.POLITICAL_MILITIA, country, reason)
    return ruled(noun.cls, country, reason) if noun.sort in _CLASSED and noun.cls else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owned:
    """A phrase, one of its modifiers, and where they stand."""

    modifier: Modifier
    phrase: Phrase
    context: Context

    @property
    def noun(self) -> Noun | None:
        return self.phrase.noun

    @property
    def sort(self) -> Sort | None:
        return self.phrase.noun.sort if self.phrase.noun else None

    @property
    def words(self) -> str:
        """The modifier and the noun."""
        return self.context.words(
            (self.modifier.unit, *self.phrase.head) if self.noun else (self.modifier.unit,)
        )

    @property
    def is_head(self) -> bool:
        """Whether the modifier is itself the last word: "rebel" alone, and not in "Rebel Heights"."""
        return self.modifier.unit == self.phrase.head[-1]

    def answer(self) -> Acting | None:
        """Whom the noun names by the modifier."""
        modifier = self.modifier
        if modifier.link is Link.HELD and self.sort is not Sort.HELD:
            return unresolved(f"held by {self.context.words((modifier.unit,))}, but {A_PLACE}")
        if self.sort is Sort.PLACE:
            return unresolved(A_PLACE)
        if modifier.link is Link.BACKED:
            return self._backed()
        if modifier.link in {Link.PRO, Link.ANTI}:
            return self._for_or_against()
        return self._own()

    def _own(self) -> Acting | None:
        modifier = self.modifier
        if modifier.actor:
            return self._of_actor(modifier.actor)
        if modifier.land:
            return self._of_land(modifier.land)
        if modifier.community:
            return self._of_community(modifier.community) if self.noun or self.is_head else None
        return self._of_side() if self.noun or self.is_head else None

    def _of_actor(self, actor: Actor) -> Acting | None:
        noun, head = self.noun, self.phrase.head[-1]
        reason = f"{self.words}: those of {actor.name}"
        if noun is None:
            named = head.capital or head.form.isdigit()
            words = self.context.words(self.phrase.units)
            return registered(actor, f"{words} bears the name of {actor.name}") if named else None
        if noun.sort is Sort.VAGUE:
            return unresolved(ANYBODY)
        if noun.sort is Sort.WATCH and actor.cls is ActorClass.MEDIA:
            return None  # "Speaking to AFP Observatory director ...", the comma lost
        if noun.sort is Sort.PEOPLE and not (actor.cls in _WHOLE_BODIES or head.form in _PRISONERS):
            return self.context.here(noun.cls or ActorClass.CIVILIANS, self.words)
        of_its_state = actor.cls is ActorClass.GOVERNMENT and noun.sort in OF_WAR
        if of_its_state and not (noun.sort is Sort.GROUP and head.form not in _REGULARS):
            return of_state(self.phrase, actor.country, reason, self.context)
        return registered(actor, reason)

    def _of_land(self, land: Land) -> Acting | None:
        if self.modifier.link is Link.LED:
            return coalition(self.phrase, self.context, led=True)
        if self.noun and self.noun.body == "ministry":
            return ministry(self.phrase, self.context, land.code)
        return of_state(self.phrase, land.code, self.words, self.context)

    def _of_community(self, community: Community) -> Acting:
        """The armed people of a community, or its people."""
        side, noun, words = community.side, self.noun, self.words
        whose = f"{words}, whose side in {self.context.country} is {side.name}" if side else ""
        if side and self.sort in {Sort.RULE, Sort.OFFICE, Sort.POST}:
            return registered(side, whose)
        if self.sort not in OF_WAR:
            return self.context.here(noun.cls if noun and noun.cls else ActorClass.CIVILIANS, words)
        if side and side.cls is not ActorClass.GOVERNMENT:
            return registered(side, whose)
        cls = noun.cls if noun and noun.sort is Sort.ARMED and noun.cls else ActorClass.IDENTITY_MILITIA
        return self.context.here(cls, words)

    def _of_side(self) -> Acting | None:
        """Of a common word for a side: "regime helicopters", "rebel positions", "tribal fighters"."""
        noun, sort, side, words = self.noun, self.sort, self.modifier.side, self.words
        if noun and noun.cls and sort in {Sort.PEOPLE, Sort.MEDIUM, Sort.WATCH}:
            return self.context.here(noun.cls, words)
        if side is Side.CIVIL and sort is Sort.FORCES:
            return unresolved(A_PLACE)  # "civilian aircraft"
        if side in {Side.COALITION, Side.ABROAD}:
            allied = side is Side.COALITION or sort is Sort.FORCES or self.phrase.head[-1].form in _ALLIED
            return coalition(self.phrase, self.context) if allied else None
        if what := self._body_of_side():
            return self.context.body(self.context.country, what, f"{words}, where the report plays")
        cls = _SIDES.get(side) if side else None
        if side is Side.TRIBAL and sort not in OF_WAR:
            cls = None
        if side is Side.CIVIL and sort is not Sort.GROUP:
            cls = None
        return self.context.here(cls, words) if cls else None

    def _body_of_side(self) -> str | None:
        """The body of the state where the report plays that the side and the noun name."""
        match self.modifier.side:
            case Side.STATE if self.sort in {Sort.RULE, Sort.POST}:
                return "government"
            case Side.STATE | Side.ARMY:
                body = self.noun.body if self.noun and self.sort is Sort.FORCES else None
                return body or "armed_forces"
            case Side.POLICE:
                return "police" if self.modifier.unit.form == "police" else "security"
            case _:
                return None

    def _backed(self) -> Acting | None:
        noun = self.noun
        if noun is None or noun.sort not in {Sort.ARMED, Sort.GROUP, Sort.FORCES}:
            return None
        cls = noun.cls if noun.sort is Sort.ARMED and noun.cls else ActorClass.REBEL_GROUP
        return self.context.here(cls, self.words)

    def _for_or_against(self) -> Acting | None:
        modifier, noun = self.modifier, self.noun
        if noun and noun.sort is Sort.PEOPLE:
            return self.context.here(noun.cls or ActorClass.CIVILIANS, self.words)
        if noun and noun.sort not in OF_WAR:
            return None
        if modifier.link is Link.ANTI:
            state = modifier.side is Side.STATE or modifier.land or modifier.actor
            return self.context.here(ActorClass.REBEL_GROUP, f"anti-{self.words}") if state and noun else None
        rebels = modifier.side is Side.REBELS
        cls = ActorClass.REBEL_GROUP if rebels else ActorClass.POLITICAL_MILITIA
        return self.context.here(cls, f"pro-{self.words}")


_SIDES = {
    Side.REBELS: ActorClass.REBEL_GROUP,
    Side.MILITIA: ActorClass.POLITICAL_MILITIA,
    Side.TRIBAL: ActorClass.IDENTITY_MILITIA,
    Side.CIVIL: ActorClass.CIVILIANS,
}
