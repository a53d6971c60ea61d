"""Tolls: sentences on the dead, the wounded and other harm; figures that differ stand in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import HARM, Fact
from dateline.exporting.briefing import harm, quoting
from dateline.exporting.briefing.hand import BREAK, many, row
from dateline.exporting.briefing.nouns import capital
from dateline.resolving.acting.calling import listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.hand import Hand
    from dateline.exporting.briefing.harm import Toll
    from dateline.exporting.briefing.voices import Voice


def tolls(hand: Hand) -> Iterator[str]:
    """The harm that has not been told yet, what the report says of some victims, figures that moved."""
    told = {
        fact: tolls
        for fact in Fact
        if fact in HARM and not _says_already(hand, fact) and (tolls := _tolls_of(hand, fact))
    }
    dead, wounded = told.get(Fact.KILLED, []), told.get(Fact.INJURED, [])
    if dead and wounded and len(dead) == len(wounded) == 1 and dead[0].voice == wounded[0].voice:
        kind = hand.incident.type
        mark = hand.mark(*dead[0].tellings, *wounded[0].tellings)
        yield _said(hand, harm.both_done(dead[0], wounded[0], kind), [(dead[0].voice, mark)])
        told = {fact: tolls for fact, tolls in told.items() if fact not in {Fact.KILLED, Fact.INJURED}}
    for fact, tolls in told.items():
        yield _tolls(hand, fact, tolls)
    for one in {part.quote: part for part in harm.parts_of(hand.material)}.values():
        if quoting.fits(one) and (one.event.report, one.quote) not in hand.quotes:
            yield hand.quoted(one, hand.voices.of(one))
    yield from _moved(hand)


def _said(hand: Hand, done: str, marked: Sequence[tuple[Voice, str]]) -> str:
    """What voices say alike: by "it says that" where the sentence before is of the same voice."""
    (voice, mark), *others = marked
    if not others and (again := hand.again(voice)) in {"it", "they"}:
        return f"{capital(again)} {verb('say', plural=voice.plural)} that {done}.{mark}"
    together, mark = hand.together(marked)
    return f"{capital(done)}, according to {together}.{mark}"


def _says_already(hand: Hand, fact: Fact) -> bool:
    kind = hand.incident.type
    told = hand.targeted and harm.is_told(fact, kind)
    return fact in hand.merged or told or not harm.fits(fact, kind)


def _tolls_of(hand: Hand, fact: Fact) -> list[Toll]:
    """The tolls of one kind of harm, none where all stand in words which have been quoted."""
    found = harm.tolls_of(hand.material, fact, hand.voices)
    told = all(_is_quoted(hand, one) for toll in found for one in toll.tellings)
    return [] if told else found


def _is_quoted(hand: Hand, one: Telling) -> bool:
    """Whether the words for a figure stand in what has been quoted of its report."""
    if (one.event.report, one.quote) in hand.quotes:
        return True
    words = " ".join(one.words.split()).casefold()
    quoted = (quote for report, quote in hand.quotes if report == one.event.report)
    return any(words in " ".join(quote.split()).casefold() for quote in quoted)


def _tolls(hand: Hand, fact: Fact, tolls: Sequence[Toll]) -> str:
    by_words: dict[str, list[Toll]] = {}
    for toll in tolls:
        some = by_words.setdefault(toll.key, [])
        if not any(one.voice.house == toll.voice.house for one in some):
            some.append(toll)
    groups = list(by_words.values())
    marked = [[(it.voice, hand.mark(*it.tellings)) for it in some] for some in groups]
    if len(groups) == 1:
        return _said(hand, harm.done(fact, groups[0][0], hand.incident.type), marked[0])
    exact = fact is not Fact.DAMAGED and all(some[0].exact for some in groups) and _alike(groups)
    if len(groups) > _MOST and fact in _SUMMED:
        return _ranging(hand, fact, groups)
    did = harm.verb_of(fact, hand.incident.type, [one for some in groups for one in some])
    clauses: list[str] = []
    for nth, (some, voices) in enumerate(zip(groups, marked, strict=True)):
        together, mark = hand.together(voices)
        plural = many(it.voice for it in some)
        if exact:
            opens = f" {verb('put', plural=plural)} the {harm.VICTIMS[fact]}" if nth == 0 else ""
            clauses.append(f"{together}{opens} at {some[0].bare}{BREAK}{mark}")
        else:
            opens = f" {verb('speak', plural=plural)}" if nth == 0 else ""
            done = f" {did}" if nth == 0 else ""
            number = some[0].words if nth == 0 else some[0].bare
            clauses.append(f"{together}{opens} of {number}{done}{BREAK}{mark}")
    weighing = hand.material.told.examined.weighing(fact)
    clash = weighing.contradiction if weighing else None
    later = "; the higher figures were told later" if clash and clash.growth else ""
    return capital(row(clauses, later))


def _ranging(hand: Hand, fact: Fact, groups: Sequence[Sequence[Toll]]) -> str:
    """Many figures: the least and the most with who gives them; the markers of the others stand with them."""
    of_people = [some for some in groups if not _FAMILIES.search(some[0].words)]
    low, *_, high = sorted(of_people if len(of_people) > 1 else groups, key=lambda some: some[0].reach)
    between = [some for some in groups if some not in (low, high)]
    ends = []
    for some in (low, high):
        name, mark = hand.together([(it.voice, hand.mark(*it.tellings)) for it in some[:2]])
        ends.append((f"{some[0].bare}, according to {name}", mark))
    (least, mark), (most, end) = ends
    others = hand.mark(*(one for some in between for toll in some for one in toll.tellings))
    lies = f"Figures for the {harm.VICTIMS[fact]} range from {least},{mark} to {most}"
    others = f"{end}{others}" if between else end
    return f"{lies}; others give figures of their own.{others}"


def _alike(groups: Sequence[Sequence[Toll]]) -> bool:
    """Whether all figures are sums of one kind of people: civilians are not held against fighters."""
    kinds = {harm.kind_of(one.whom) for some in groups for one in some[0].figures}
    return len(kinds) == 1 and all(
        len(some[0].figures) == 1 and some[0].figures[0].number != "no" for some in groups
    )


def _moved(hand: Hand) -> Iterator[str]:
    """Figures that a voice gave before those by which it stands."""
    moved: dict[str, list[tuple[Fact, Toll]]] = {}
    for fact in (Fact.KILLED, Fact.INJURED):
        for toll in harm.tolls_of(hand.material, fact, hand.voices):
            if toll.before:
                moved.setdefault(toll.voice.key, []).append((fact, toll))
    for some in moved.values():
        then = listed([f"{one.words} {harm.VERBS[fact]}" for fact, toll in some for one in toll.before])
        mark = hand.mark(*(one.telling for _, toll in some for one in toll.before))
        yield f"{capital(hand.again(some[0][1].voice))} had first spoken of {then}.{mark}"


_FAMILIES = re.compile(r"\bfamil(?:y|ies)$")  # in another unit than people
_MOST = 5  # different figures in a sentence
_SUMMED = frozenset({Fact.KILLED, Fact.INJURED, Fact.CAPTURED, Fact.MISSING, Fact.DISPLACED})
