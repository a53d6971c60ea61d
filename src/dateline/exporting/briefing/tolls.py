"""Tolls: sentences on the dead, the wounded and other harm; figures that differ stand in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import HARM, Fact
from dateline.exporting.briefing import harm, quoting
from dateline.exporting.briefing.hand import BREAK, many, row
from dateline.exporting.briefing.nouns import capital
from dateline.resolving.acting.calling import listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.exporting.briefing.hand import Hand
    from dateline.exporting.briefing.harm import Toll


def tolls(hand: Hand) -> Iterator[str]:
    """The harm that has not been told yet, what the report says of some victims, figures that moved."""
    told = {
        fact: tolls
        for fact in Fact
        if fact in HARM and not _says_already(hand, fact) and (tolls := _tolls_of(hand, fact))
    }
    dead, wounded = told.get(Fact.KILLED, []), told.get(Fact.INJURED, [])
    if dead and wounded and _one_voice(dead) and _one_voice(wounded) and dead[0].voice == wounded[0].voice:
        name, mark = hand.together([(dead[0].voice, hand.mark(*dead[0].tellings, *wounded[0].tellings))])
        both = f"{harm.done(Fact.KILLED, dead[0])} and {harm.done(Fact.INJURED, wounded[0])}"
        yield f"{capital(both)}, according to {name}.{mark}"
        told = {fact: tolls for fact, tolls in told.items() if fact not in {Fact.KILLED, Fact.INJURED}}
    for fact, tolls in told.items():
        yield _tolls(hand, fact, tolls)
    for one in {part.quote: part for part in harm.parts_of(hand.material)}.values():
        if quoting.fits(one):
            yield hand.quoted(one, hand.voices.of(one))
    yield from _moved(hand)


def _says_already(hand: Hand, fact: Fact) -> bool:
    kind = hand.incident.type
    told = hand.targeted and harm.is_told(fact, kind)
    return fact in hand.merged or told or not harm.fits(fact, kind)


def _tolls_of(hand: Hand, fact: Fact) -> list[Toll]:
    """The tolls of one kind of harm, none where all stand in words which have been quoted."""
    found = harm.tolls_of(hand.material, fact, hand.voices)
    told = all((one.event.report, one.quote) in hand.quotes for toll in found for one in toll.tellings)
    return [] if told else found


def _tolls(hand: Hand, fact: Fact, tolls: Sequence[Toll]) -> str:
    by_words: dict[str, list[Toll]] = {}
    for toll in tolls:
        some = by_words.setdefault(toll.bare, [])
        if not any(one.voice.house == toll.voice.house for one in some):
            some.append(toll)
    groups = list(by_words.values())
    marked = [[(it.voice, hand.mark(*it.tellings)) for it in some] for some in groups]
    if len(groups) == 1:
        together, mark = hand.together(marked[0])
        return f"{capital(harm.done(fact, groups[0][0]))}, according to {together}.{mark}"
    exact = fact is not Fact.DAMAGED and all(
        some[0].exact and some[0].figures[0].number != "no" for some in groups
    )
    clauses: list[str] = []
    for nth, (some, voices) in enumerate(zip(groups, marked, strict=True)):
        together, mark = hand.together(voices)
        plural = many(it.voice for it in some)
        if exact:
            opens = f" {verb('put', plural=plural)} the {harm.VICTIMS[fact]}" if nth == 0 else ""
            clauses.append(f"{together}{opens} at {some[0].bare}{BREAK}{mark}")
        else:
            opens = f" {verb('speak', plural=plural)}" if nth == 0 else ""
            done = f" {harm.VERBS[fact]}" if nth == 0 else ""
            number = some[0].words if nth == 0 else some[0].bare
            clauses.append(f"{together}{opens} of {number}{done}{BREAK}{mark}")
    weighing = hand.material.told.examined.weighing(fact)
    clash = weighing.contradiction if weighing else None
    later = "; the higher figures were told later" if clash and clash.growth else ""
    return capital(row(clauses, later))


def _moved(hand: Hand) -> Iterator[str]:
    for fact in (Fact.KILLED, Fact.INJURED):
        for toll in harm.tolls_of(hand.material, fact, hand.voices):
            if toll.before:
                then = listed([one.words for one in toll.before])
                mark = hand.mark(*(one.telling for one in toll.before))
                name = capital(hand.name(toll.voice))
                yield f"{name} had first spoken of {then} {harm.VERBS[fact]}.{mark}"


def _one_voice(tolls: Sequence[Toll]) -> bool:
    return len(tolls) == 1 and not tolls[0].before
