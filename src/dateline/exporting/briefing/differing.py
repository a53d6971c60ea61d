"""Differing: what those say of an incident who don't say quite the same as its lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Fact, PlacePrecision
from dateline.exporting.briefing.accounts import same_actor, same_agents, same_thing
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.deeds import noun_of
from dateline.exporting.briefing.hand import BREAK, apart, is_itself, many, row
from dateline.exporting.briefing.nouns import actor_words, capital, when
from dateline.resolving.acting.calling import listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.hand import Hand
    from dateline.exporting.briefing.leading import Lead


def others(hand: Hand, lead: Lead) -> Iterator[str]:
    """Who did it by each, where the lead left it open; others' own words for it; those who add nothing."""
    first = lead.fellows[0]
    own: list[str] = []
    naming: dict[str, list[Account]] = {}
    plain: list[Account] = []
    for one in lead.fellows if not (lead.named or lead.quoted) else ():
        if one.agents:
            naming.setdefault(_whom(hand, one), []).append(one)
    houses = {one.voice.house for one in lead.fellows}
    for one in lead.rest:
        differs = bool(one.agents) and not (lead.named and same_agents(one, first))
        if (_apart_in_target(one, first) or (differs and is_itself(one))) and (
            clause := _own_clause(hand, one, first)
        ):
            own.append(clause)
            continue
        if differs and not lead.quoted:
            naming.setdefault(_whom(hand, one), []).append(one)
        elsewhere = _when_and_where(hand, one, first)
        if elsewhere:
            own.append(elsewhere)
        elif not differs and one.voice.house not in houses:
            plain.append(one)
    if naming:
        yield _naming(hand, naming)
    yield from own
    if plain:
        yield _too(hand, plain, "it" if lead.quoted else f"the {noun_of(hand.incident.type)}")


def reserved(hand: Hand, unsure: Sequence[Account], *, after: bool) -> Iterator[str]:
    """Those who leave it open whether it happened; `after` says that others were sure, a sentence before."""
    for one in unsure:
        if after:
            name, mark = hand.name(one.voice), hand.mark(one.happened)
            what = f"the {noun_of(hand.incident.type)}"
            yield f"{capital(name)} {verb('speak', plural=one.voice.plural)} of {what} with reserve.{mark}"
        else:
            yield hand.quoted(one.happened, one.voice, ", without vouching for it")


def _naming(hand: Hand, naming: Mapping[str, Sequence[Account]]) -> str:
    """Who names whom: "A names the army as having done it, and B names rebels"."""
    clauses: list[str] = []
    for nth, (whom, accounts) in enumerate(naming.items()):
        together, mark = hand.together([(one.voice, hand.mark_of(one, *one.agents)) for one in accounts])
        names = verb("name", plural=many(one.voice for one in accounts))
        after = " as having done it" if nth == 0 else ""
        clauses.append(f"{together} {names} {whom}{after}{BREAK}{mark}")
    return f"{capital(row(clauses))}"


def _too(hand: Hand, plain: Sequence[Account], what: str) -> str:
    together, mark = hand.together([(one.voice, hand.mark_of(one, one.happened)) for one in plain])
    return f"{capital(together)} {verb('tell', plural=many(one.voice for one in plain))} of {what} too.{mark}"


def _whom(hand: Hand, one: Account) -> str:
    if is_itself(one):
        return "themselves" if one.voice.plural else "itself"
    return listed([plainly(actor_words(agent, hand.incident.tellings)) for agent in one.agents])


def _own_clause(hand: Hand, one: Account, first: Account) -> str:
    """What a voice says happened, in a sentence of its own; "" where it would say no more than the lead."""
    who = ("they" if one.voice.plural else "it") if is_itself(one) else ""
    found = hand.deed(one, with_agent=bool(one.agents), who=who)
    if found is None or not any(said.fact in {Fact.TARGET, Fact.AGENT, Fact.PLACE} for said in found.says):
        return ""
    place = hand.place(one.place) if _other_place(one, first) else ""
    day = when(one.date.date, hand.scene.now) if one.date and one.date.date and _other_day(one, first) else ""
    rests = [one.happened, *found.says]
    rests += [it for it in (one.place if place else None, one.date if day else None) if it]
    said = " ".join(part for part in (found.words, place, day) if part)
    mark = hand.mark(*apart(rests))
    return f"{capital(hand.name(one.voice))} {verb('say', plural=one.voice.plural)} that {said}.{mark}"


def _when_and_where(hand: Hand, one: Account, first: Account) -> str:
    """Another place or day than that of the lead."""
    place, day = one.place, one.date
    parts: list[str] = []
    marks: list[Telling] = []
    if place and _other_place(one, first):
        parts.append(f"{verb('place', plural=one.voice.plural)} it {hand.place(place)}")
        marks.append(place)
    if day and day.date and _other_day(one, first):
        words = when(day.date, hand.scene.now)
        if words.startswith("on "):
            words = f"to {words[3:]}"
        parts.append(f"{verb('date', plural=one.voice.plural)} it {words}")
        marks.append(day)
    return f"{capital(hand.name(one.voice))} {listed(parts)}.{hand.mark_of(one, *marks)}" if parts else ""


def _other_place(one: Account, first: Account) -> bool:
    """Whether a voice has another place than the first, and not one that holds it or lies in it."""
    if not (one.place and first.place) or one.place.value == first.place.value:
        return False
    mine, theirs = one.place.place, first.place.place
    if not (mine and theirs):
        return not (mine or theirs)
    rough = {mine.precision, theirs.precision} & _ROUGH
    return not rough


def _other_day(one: Account, first: Account) -> bool:
    if not (one.date and first.date and one.date.date and first.date.date):
        return False
    return one.date.date.start > first.date.date.end or first.date.date.start > one.date.date.end


def _apart_in_target(one: Account, first: Account) -> bool:
    return bool(first.targets and one.targets) and not any(
        same_thing(mine, theirs) or same_actor(mine, theirs)
        for mine in first.targets
        for theirs in one.targets
    )


_ROUGH = frozenset({PlacePrecision.ADMIN, PlacePrecision.COUNTRY})
