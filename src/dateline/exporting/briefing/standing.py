"""Standing: how well an incident is evidenced, where a reader should know, and who only passes it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Grade
from dateline.exporting.briefing.accounts import accusing, denying
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.deeds import noun_of
from dateline.exporting.briefing.nouns import capital, titled, when, where
from dateline.resolving.acting.calling import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.hand import Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """How weakly an incident is evidenced: as a sentence, and as what a sentence on several would name.

    `partisan` says that all who tell of it are on a side; `named` is the incident in a few words, "" where
    it is not told apart by them.
    """

    sentence: str
    partisan: bool
    named: str
    mark: str


def standing(hand: Hand) -> Iterator[str]:
    """Who carries it without adding to it; then the grade, where it is contested or against it."""
    yield from _copies(hand)
    grade = hand.incident.grade
    if grade is Grade.CONTESTED:
        sure = [one for one in hand.accounts if not one.reserved]
        rests = [agent for one in sure for agent in one.agents] + [
            one for some in accusing(hand.material).values() for one in some
        ]
        if rests:
            yield f"Who did it is contested.{hand.mark(*rests[:4])}"
    elif grade is Grade.DISCOUNTED:
        rests = [one for some in denying(hand.material).values() for one in some]
        if rests:
            yield f"Those who could know say that it was not so.{hand.mark(*rests[:3])}"
    elif grade is Grade.WEAK and not hand.accounts:
        rests = [one for some in accusing(hand.material).values() for one in some]
        if rests:
            yield f"Nobody tells of it in their own name.{hand.mark(*rests[:2])}"


def is_alone(hand: Hand) -> bool:
    """Whether all that is told of an incident is one voice's, which the first sentence can say in a word."""
    keys = {hand.voices.of(one).key for one in hand.incident.tellings}
    weak = hand.incident.grade is Grade.WEAK and len(hand.material.told.examined.counted) == 1
    return weak and len(keys) == 1


def caution_of(hand: Hand, sure: Sequence[Account], *, alone: bool) -> Caution | None:
    """What a reader must know of the evidence, and has not been told.

    Args:
        hand: What is written on the incident.
        sure: The accounts of those who are sure of it.
        alone: Whether the first sentence says that one voice alone tells of it.
    """
    if hand.incident.grade is not Grade.WEAK or not sure:
        return None
    counted = hand.material.told.examined.counted
    partisan = bool(counted) and all(one.partisan for one in counted)
    if alone:
        voice = sure[0].voice
        # The side of people without a name is that of who brings them.
        name, plural = (voice.house, False) if voice.unnamed else (hand.name(voice), voice.plural)
        if not partisan or name in hand.known.partisan:
            return None
        hand.known.partisan.add(name)
        are = "are" if plural else "is"
        if name.startswith(("a ", "an ", "another ", "one ")):
            words = "No source independent of the parties tells of it."
        elif voice.side and voice.key == f"actor:{voice.side}":
            words = f"{capital(name)} {are} {'themselves' if plural else 'itself'} a party to the conflict."
        else:
            words = f"{capital(name)} {are} not independent of the parties."
        mark = hand.mark(sure[0].happened)
        return Caution(sentence=f"{words}{mark}", partisan=True, named="", mark=mark)
    words = (
        "None of those who tell of it is independent of the parties."
        if partisan
        else _SINGLE[hand.scene.nth % len(_SINGLE)]
    )
    named, rests = _named(hand)
    mark = hand.mark(*(one.happened for one in sure[:2]))
    full = mark + hand.mark(*rests)
    return Caution(sentence=f"{words}{mark}", partisan=partisan, named=named, mark=full)


def together(cautions: Sequence[Caution]) -> tuple[list[Caution], list[str]]:
    """The cautions that stay with their incidents, and sentences on several where one can name them all."""
    stay = list(cautions)
    said: list[str] = []
    for partisan, words in (
        (True, "Nobody independent of the parties tells of {them}."),
        (False, "There is no second independent source for {them}."),
    ):
        some = [one for one in cautions if one.partisan is partisan and one.named]
        names = [one.named for one in some]
        if len(some) < _SEVERAL or len(set(names)) < len(names):
            continue
        them = (
            listed(names, " or ")
            if len(names) <= _LISTED
            else "those of these incidents that are marked here"
        )
        said.append(words.format(them=them) + _each_once("".join(one.mark for one in some)))
        stay = [one for one in stay if one not in some]
    return stay, said


def _each_once(mark: str) -> str:
    return "".join(dict.fromkeys(f"[^{label}" for label in mark.split("[^") if label))


def _named(hand: Hand) -> tuple[str, list[Telling]]:
    """An incident in a few words, and what they rest on: "the shelling in Marj on 3 May"."""
    placing, dated = hand.incident.place, hand.incident.date
    tellings = hand.incident.tellings
    of_place = next(
        (one for one in tellings if placing and one.place and one.place.place == placing.place), None
    )
    of_day = next((one for one in tellings if dated and one.date == dated), None)
    place = plainly(where(placing, hand.scene.heading)) if placing else ""
    place = "" if placing and placing.place.name == hand.scene.heading else place
    day = when(dated, hand.scene.now) if dated and of_day else ""
    words = " ".join(part for part in (place, day) if part)
    named = f"the {noun_of(hand.incident.type)} {words}" if words else ""
    return named, [one for one in (of_place if place else None, of_day if day else None) if one]


def _copies(hand: Hand) -> Iterator[str]:
    """Reports that carry words which another had first and add none: however many, it is one origin."""
    speaking = {origin.name for origin in hand.incident.origins}
    carried: dict[str, dict[str, tuple[Telling, Telling]]] = {}
    for one in hand.incident.tellings:
        first = _had_first(one, hand.incident.tellings)
        if first is None or one.through[-1] in speaking:
            continue
        of = plainly(titled(first.through[-1])) if first.through else hand.voices.of(first).name
        carried.setdefault(of, {}).setdefault(plainly(titled(one.through[-1])), (first, one))
    for of, copies in carried.items():
        mark = hand.mark(*(one for both in copies.values() for one in both))
        if len(copies) == 1:
            outlet = capital(next(iter(copies)))
            yield f"{outlet} carries the words of {of} and adds no origin of its own.{mark}"
        else:
            outlets = capital(listed(list(copies)))
            yield f"{outlets} carry the words of {of} and add no origin of their own.{mark}"


def _had_first(one: Telling, tellings: Sequence[Telling]) -> Telling | None:
    """The telling whose words another report passes on; None where they are new."""
    if not one.through:
        return None
    same = (one.origin, one.quote, one.through[:-1])
    return next(
        (
            other
            for other in tellings
            if (other.origin, other.quote, other.through) == same and other.event.report != one.event.report
        ),
        None,
    )


_SEVERAL = 2  # incidents with one caution in a section, from which on it is said once
_LISTED = 5  # incidents named in one sentence
_SINGLE = (
    "No second, independent source tells of it.",
    "There is no second independent source for it.",
    "No other independent source is known to tell of it.",
)
