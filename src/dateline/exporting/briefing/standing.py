"""Standing: how well an incident is evidenced, where a reader should know, and who only passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Grade
from dateline.exporting.briefing.accounts import accusing, denying
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.nouns import capital, titled
from dateline.resolving.acting.calling import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.accounts import Account
    from dateline.exporting.briefing.hand import Hand


def standing(hand: Hand, sure: Sequence[Account]) -> Iterator[str]:
    """Who carries it without adding to it; then the grade, where it is weak, contested or against it."""
    yield from _copies(hand)
    grade, counted = hand.incident.grade, hand.material.told.examined.counted
    if grade is Grade.CONTESTED:
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
    elif grade is Grade.WEAK and sure:
        words = (
            "None of those who tell of it is independent of the parties."
            if counted and all(one.partisan for one in counted)
            else _ALONE[hand.scene.nth % len(_ALONE)]
            if len(counted) == 1
            else "There is no second independent source for it."
        )
        yield words + hand.mark(*(one.happened for one in sure[:2]))


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


_ALONE = (
    "No second, independent source tells of it.",
    "There is no second independent source for it.",
    "Nobody else is known to tell of it.",
)
