"""Differing: what those say of an incident who don't say quite the same as its lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact, PlacePrecision
from dateline.exporting.briefing import quoting
from dateline.exporting.briefing.accounts import same_actor, same_agents, same_thing
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.deeds import a_noun, noun_of
from dateline.exporting.briefing.hand import BREAK, apart, is_itself, many, row
from dateline.exporting.briefing.nouns import actors_words, capital, when
from dateline.resolving.acting.calling import listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.hand import Hand
    from dateline.exporting.briefing.leading import Lead
    from dateline.exporting.briefing.voices import Voice


def others(hand: Hand, lead: Lead) -> Iterator[str]:
    """Who did it by each, where the lead left it open; others' own words for it; those who add nothing."""
    first = lead.fellows[0]
    own: list[Account] = []
    naming: dict[str, list[Account]] = {}
    elsewhere: dict[tuple[str, str], list[Account]] = {}
    plain: list[Account] = []
    for one in lead.fellows if not (lead.named or lead.quoted) else ():
        if one.agents:
            naming.setdefault(_whom(hand, one), []).append(one)
    houses = {one.voice.house for one in lead.fellows}
    for one in lead.rest:
        differs = bool(one.agents) and not (lead.named and same_agents(one, first))
        if _stands_apart(hand, one, first, own, differs=differs):
            own.append(one)
            continue
        if differs and not lead.quoted:
            naming.setdefault(_whom(hand, one), []).append(one)
        other = _when_and_where(hand, one, first)
        if other != ("", ""):
            elsewhere.setdefault(other, []).append(one)
        elif not differs and one.voice.house not in houses:
            plain.append(one)
    yield from [_naming(hand, naming)] if naming else []
    yield from (_own_clause(hand, one, first) for one in own)
    yield from (_elsewhere(hand, place, day, some) for (place, day), some in elsewhere.items())
    yield from [_too(hand, plain)] if plain else []


def _stands_apart(hand: Hand, one: Account, first: Account, own: Sequence[Account], *, differs: bool) -> bool:
    """Whether an account has a sentence of its own: of another target, or by who did it."""
    aside = _apart_in_target(one, first) or (differs and is_itself(one))
    return aside and not any(_says_as_much(it, one) for it in own) and _has_clause(hand, one)


def reserved(hand: Hand, unsure: Sequence[Account], *, after: bool) -> Iterator[str]:
    """Those who leave it open whether it happened; `after` says that others were sure, a sentence before."""
    if after and unsure:
        marked = [(one.voice, hand.mark(one.happened)) for one in unsure]
        some, mark = hand.together(_once(marked))
        speak = verb("speak", plural=many(one.voice for one in unsure))
        yield f"{capital(some)} {speak} of the {noun_of(hand.incident.type)} with reserve.{mark}"
        return
    for one in unsure:
        best = quoting.best(one.sayings)
        if quoting.is_telling(best):
            yield hand.quoted(best, one.voice, ", without vouching for it")
        else:
            name, mark = hand.name(one.voice), hand.mark(one.happened)
            speak = verb("speak", plural=one.voice.plural)
            yield f"{capital(name)} {speak} of {a_noun(hand.incident.type)} with reserve.{mark}"


def _naming(hand: Hand, naming: Mapping[str, Sequence[Account]]) -> str:
    """Who names whom: "A says that it was the army, and B that it was rebels"."""
    clauses: list[str] = []
    fighting = hand.incident.type is EventType.CLASH
    for nth, (whom, accounts) in enumerate(naming.items()):
        voices = _once([(one.voice, hand.mark_of(one, *one.agents)) for one in accounts])
        if nth == 0 and len(voices) == 1:
            together, mark = hand.again(voices[0][0]), voices[0][1]
        else:
            together, mark = hand.together(voices)
        says = f" {verb('say', plural=many(voice for voice, _ in voices))}" if nth == 0 else ""
        several = len(accounts[0].agents) > 1
        if whom:
            was = f"{whom} fought each other" if several else f"{whom} took part"
            was = was if fighting else f"it was {whom}"
        else:
            itself = "they" if accounts[0].voice.plural else "it"
            was = f"{itself} took part" if fighting else f"{itself} did it"
        clauses.append(f"{together}{says} that {was}{BREAK}{mark}")
    return f"{capital(row(clauses))}"


def _too(hand: Hand, plain: Sequence[Account]) -> str:
    """Those who add nothing: the first few by name, the others by their number."""
    marked = _once([(one.voice, hand.mark_of(one, one.happened)) for one in plain])
    if len(marked) <= _NAMED + 1:
        together, mark = hand.together(marked)
        return f"{capital(together)} {verb('tell', plural=many(it for it, _ in marked))} of it too.{mark}"
    names = ", ".join(f"{hand.name(voice)}{mark}" for voice, mark in marked[:_NAMED])
    mark = "".join(mark for _, mark in marked[_NAMED:])
    return f"{capital(names)} and others tell of it too.{mark}"


def _once(marked: Sequence[tuple[Voice, str]]) -> list[tuple[Voice, str]]:
    """Voices each once, with all their markers."""
    found: dict[str, tuple[Voice, str]] = {}
    for voice, mark in marked:
        before = found.get(voice.name)
        found[voice.name] = (voice, f"{before[1]}{mark}" if before else mark)
    return list(found.values())


def _whom(hand: Hand, one: Account) -> str:
    """Whom an account names; "" for itself."""
    if is_itself(one):
        return ""
    return plainly(actors_words(one.agents, hand.incident.tellings))


def _says_as_much(one: Account, other: Account) -> bool:
    """Whether an account says of the same target what another says, and of the same who did it."""
    return (
        not _apart_in_target(other, one)
        and bool(one.targets)
        and (not other.agents or same_agents(one, other))
    )


def _has_clause(hand: Hand, one: Account) -> bool:
    found = hand.deed(one, with_agent=bool(one.agents))
    return bool(found and any(said.fact in {Fact.TARGET, Fact.AGENT, Fact.PLACE} for said in found.says))


def _own_clause(hand: Hand, one: Account, first: Account) -> str:
    """What a voice says happened, in a sentence of its own."""
    who = ("they" if one.voice.plural else "it") if is_itself(one) else ""
    found = hand.deed(one, with_agent=bool(one.agents), who=who)
    said_so = found.words if found else ""
    place = hand.place(one.place) if _other_place(one, first) and not (found and found.placed) else ""
    day = when(one.date.date, hand.scene.now) if one.date and one.date.date and _other_day(one, first) else ""
    rests = [one.happened, *(found.says if found else ())]
    rests += [it for it in (one.place if place else None, one.date if day else None) if it]
    said = " ".join(part for part in (said_so, place, day) if part)
    mark = hand.mark(*apart(rests))
    return f"{capital(hand.again(one.voice))} {verb('say', plural=one.voice.plural)} that {said}.{mark}"


def _when_and_where(hand: Hand, one: Account, first: Account) -> tuple[str, str]:
    """Another place or day than that of the lead, in words; "" for the same."""
    place, day = one.place, one.date
    where = hand.place(place) if place and _other_place(one, first) else ""
    dated = when(day.date, hand.scene.now) if day and day.date and _other_day(one, first) else ""
    return where, dated


def _elsewhere(hand: Hand, place: str, day: str, some: Sequence[Account]) -> str:
    """Who places or dates it otherwise."""
    tellings = [
        [it for it in (one.place if place else None, one.date if day else None) if it] for one in some
    ]
    voices = _once([(one.voice, hand.mark_of(one, *its)) for one, its in zip(some, tellings, strict=True)])
    plural = many(voice for voice, _ in voices)
    together, mark = hand.together(voices)
    parts = [f"{verb('place', plural=plural)} it {place}"] if place else []
    if day:
        parts.append(f"{verb('date', plural=plural)} it {f'to {day[3:]}' if day.startswith('on ') else day}")
    return f"{capital(together)} {listed(parts)}.{mark}"


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


_NAMED = 4  # of those who add nothing
_ROUGH = frozenset({PlacePrecision.ADMIN, PlacePrecision.COUNTRY})
