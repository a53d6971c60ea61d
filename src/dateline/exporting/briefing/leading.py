"""Leading: the first sentence on an incident, which says no more than all whom it names have said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact
from dateline.exporting.briefing import harm, quoting
from dateline.exporting.briefing.accounts import accusing, denying, same_actor, same_agents, same_thing
from dateline.exporting.briefing.deeds import a_noun
from dateline.exporting.briefing.hand import apart, is_itself, many
from dateline.exporting.briefing.nouns import capital, when
from dateline.resolving.acting.calling import verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.deeds import Deed
    from dateline.exporting.briefing.hand import Hand
    from dateline.exporting.briefing.harm import Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first sentence, whose accounts it gives, and the accounts that are left.

    `named` says that it tells who did it, `quoted` that it is the report's own words.
    """

    sentence: str
    fellows: tuple[Account, ...]
    rest: tuple[Account, ...]
    named: bool = False
    quoted: bool = False


def lead(hand: Hand, sure: Sequence[Account], *, alone: bool = False) -> Lead:
    """The first sentence on what those say who are sure of it; `alone` says that nobody else tells of it."""
    first = sure[0]
    with_agent = bool(first.agents) and _agents_agree(hand, sure)
    found = hand.deed(first, with_agent=with_agent)
    if found and not found.says and not first.place and not first.date:
        found = None  # "there was an attack" says less than the report's own words
    if found is None:
        best = quoting.best(first.sayings)
        fresh = quoting.is_telling(best) and quoting.words_around(best) not in hand.known.quoted
        return Lead(
            sentence=hand.quoted(best, first.voice, alone=alone)
            if fresh
            else _of_it(hand, first, alone=alone),
            fellows=(first,),
            rest=tuple(sure[1:]),
            quoted=True,
        )
    used = _Used(deed=found, place=None if found.placed else first.place, date=first.date)
    fellows = [one for one in sure if one is first or _shares(one, used)]
    itself = with_agent and is_itself(first) and len(fellows) == 1
    if itself:
        who = "they" if first.voice.plural else "it"
        used = replace(used, deed=hand.deed(first, with_agent=True, who=who) or found)
    hand.targeted = any(one.fact is Fact.TARGET for one in found.says)
    return Lead(
        sentence=_sentence(hand, fellows, used, itself=itself, alone=alone),
        fellows=tuple(fellows),
        rest=tuple(one for one in sure if one not in fellows),
        named=found.agent,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Used:
    """What the lead says: the deed, and where and when, if it says that apart from it."""

    deed: Deed
    place: Telling | None
    date: Telling | None


def _of_it(hand: Hand, one: Account, *, alone: bool) -> str:
    """That somebody tells of it, where the words say no more: "Border Post tells of an airstrike in Marj"."""
    noun = a_noun(hand.incident.type)
    place, dated = hand.place(one.place), one.date.date if one.date else None
    day = when(dated, hand.scene.now) if dated else ""
    what = " ".join(part for part in (noun, place, day) if part)
    mark = hand.mark(*apart([it for it in (one.happened, one.place, one.date) if it]))
    tells = verb("tell", plural=one.voice.plural)
    return f"{capital(hand.name(one.voice, alone=alone))} {tells} of {what}.{mark}"


def _sentence(hand: Hand, fellows: Sequence[Account], used: _Used, *, itself: bool, alone: bool) -> str:
    place, dated = hand.place(used.place), used.date.date if used.date else None
    day = when(dated, hand.scene.now) if dated else ""
    if fellows[0].happened.value == EventType.WITHDRAWAL and place.startswith("in "):
        place = f"from {place[3:]}"
    hooked, figures = _hooked(hand, fellows, used.deed)
    one, way = len(fellows) == 1, hand.scene.nth % len(_WAYS)
    opens = _WAYS[way] == "opening" and day and place and not itself
    said = " ".join(part for part in (used.deed.words, place, "" if opens else day) if part) + hooked
    said = f"{day}, {said}" if opens else said
    marked = [(one.voice, hand.mark(*_rests(one, used, figures))) for one in fellows]
    together, mark = hand.together(marked, () if itself else _doers(used.deed), alone=alone)
    says = verb("say", plural=many(one.voice for one in fellows))
    if itself or (_WAYS[way] == "saying" and one):
        return f"{capital(together)} {says} that {said}.{mark}"
    if _WAYS[way] == "opening" and one:
        return f"{capital(said)}, {together} {says}.{mark}"
    return f"{capital(said)}, according to {together}.{mark}"


def _hooked(hand: Hand, fellows: Sequence[Account], found: Deed) -> tuple[str, tuple[Telling, ...]]:
    """The harm that all voices of the lead tell alike and no other tells: it hangs on their clause."""
    keys = {one.voice.key for one in fellows}
    clauses: list[tuple[Fact, Toll]] = []
    rests: list[Telling] = []
    facts: list[Fact] = []
    for fact in (Fact.KILLED, Fact.INJURED):
        tolls = harm.tolls_of(hand.material, fact, hand.voices)
        alike = {toll.words for toll in tolls}
        none = any(toll.figures[0].number == "no" for toll in tolls)
        if (
            not none
            and len(alike) == 1
            and {toll.voice.key for toll in tolls} == keys
            and not any(toll.before for toll in tolls)
        ):
            facts.append(fact)
            clauses.append((fact, tolls[0]))
            rests += [one for toll in tolls for one in toll.tellings]
    if not clauses:
        return "", ()
    hand.merged.update(facts)
    if found.kills:
        words = f", {harm.both_doing(clauses)}"
    elif len(clauses) > 1:
        words = f", and {harm.both_done(clauses[0][1], clauses[1][1], hand.incident.type)}"
    else:
        words = f", and {harm.done(*clauses[0], hand.incident.type)}"
    return words, tuple(rests)


def _rests(one: Account, used: _Used, figures: Sequence[Telling]) -> list[Telling]:
    """What a voice's part in the lead rests on: its words for it, and the others where they stand apart."""
    slots: list[Telling] = [one.happened]
    for said in used.deed.says:
        mine = [*one.agents, *one.targets, *one.means, *([one.place] if one.place else [])]
        slots += [
            it for it in mine if it.fact is said.fact and (same_actor(it, said) or same_thing(it, said))
        ][:1]
    slots += [
        it
        for it in (one.place if used.place or used.deed.placed else None, one.date if used.date else None)
        if it
    ]
    return [*apart(slots), *(it for it in figures if it.origin == one.voice.key)]


def _doers(found: Deed) -> set[str]:
    """Who did it, by the keys of their voices."""
    actors = (one.actor.actor for one in found.says if one.fact is Fact.AGENT and one.actor)
    return {f"actor:{actor.id}" for actor in actors if actor}


def _agents_agree(hand: Hand, sure: Sequence[Account]) -> bool:
    """Whether all who name somebody, accusers too, name those whom the first names."""
    naming = [one for one in sure if one.agents]
    blamed = [one for some in accusing(hand.material).values() for one in some if one.fact is Fact.AGENT]
    denied = [one for some in denying(hand.material).values() for one in some if one.fact is Fact.AGENT]
    return (
        all(same_agents(one, sure[0]) for one in naming)
        and all(any(same_actor(one, agent) for agent in sure[0].agents) for one in blamed)
        and not denied
    )


def _shares(one: Account, used: _Used) -> bool:
    """Whether a voice tells all that the lead says."""
    mine = [*one.agents, *one.targets, *one.means]
    for said in used.deed.says:
        if said.fact is Fact.PLACE:
            if one.place is None or one.place.value != said.value:
                return False
        elif not any(it.fact is said.fact and (same_actor(it, said) or same_thing(it, said)) for it in mine):
            return False
    if used.place and (one.place is None or one.place.value != used.place.value):
        return False
    return not used.date or (one.date is not None and one.date.value == used.date.value)


_WAYS = ("according", "opening", "saying")  # in turn, so that not every paragraph begins alike
