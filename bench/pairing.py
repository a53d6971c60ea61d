"""Gold and found side by side: what answers what, and what is left over on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.domain import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.domain import Attribution, Coding, Event, Harm, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides(Generic[T]):
    """Pairs (gold, found), what only the gold has, and what was only found."""

    both: tuple[tuple[T, T], ...]
    missed: tuple[T, ...]
    spurious: tuple[T, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One report's coding against its gold.

    `events` are paired within a type. Of those left over, `mistyped` are pairs that share a mention
    but not the type; they are missed and spurious too.
    """

    events: Sides[Event]
    mistyped: tuple[tuple[Event, Event], ...]
    claims: Sides[Attribution]


def compare(gold: Coding, found: Coding) -> Comparison:
    """Pair the events and the claims of two codings of one report."""
    events = pair_up(gold.events, found.events, _same_happening)
    mistyped = pair_up(events.missed, events.spurious, shared_mentions)
    claims, heard = ([one for one in coding.attributions if one.content] for coding in (gold, found))
    return Comparison(events=events, mistyped=mistyped.both, claims=pair_up(claims, heard, same_claim))


def pair_up(gold: Sequence[T], found: Sequence[T], weigh: Callable[[T, T], float]) -> Sides[T]:
    """Pair one to one, the heaviest pair first; a weight of 0 pairs nothing. Ties go to the later items."""
    free = {
        (i, j): weight for i, g in enumerate(gold) for j, f in enumerate(found) if (weight := weigh(g, f)) > 0
    }
    pairs: list[tuple[int, int]] = []
    while free:
        chosen = max(free, key=lambda pair: (free[pair], pair))
        pairs.append(chosen)
        free = {pair: w for pair, w in free.items() if pair[0] != chosen[0] and pair[1] != chosen[1]}
    taken_gold, taken_found = {i for i, _ in pairs}, {j for _, j in pairs}
    return Sides(
        both=tuple((gold[i], found[j]) for i, j in sorted(pairs)),
        missed=tuple(g for i, g in enumerate(gold) if i not in taken_gold),
        spurious=tuple(f for j, f in enumerate(found) if j not in taken_found),
    )


def shared_mentions(gold: Event, found: Event) -> float:
    """How many pairs of their mentions overlap."""
    return sum(1 for one in gold.mentions for other in found.mentions if one.overlap(other))


def same_words(gold: Span, found: Span) -> float:
    """The characters that they share, where these are half of the shorter span or more."""
    shared = gold.overlap(found)
    return shared if 2 * shared >= min(len(gold), len(found)) else 0


def same_claim(gold: Attribution, found: Attribution) -> float:
    """How far the contents coincide (shared over covered), where half or more and the source agrees."""
    if gold.content is None or found.content is None:
        return 0
    if gold.source and not (found.source and same_words(gold.source, found.source)):
        return 0
    shared = gold.content.overlap(found.content)
    closeness = shared / (len(gold.content) + len(found.content) - shared)
    return closeness if closeness >= 0.5 else 0  # noqa: PLR2004 (half)


def same_harm(gold: Harm, found: Harm) -> float:
    """1 where effect and count are equal; words and victims are not compared."""
    return float((gold.effect, gold.count) == (found.effect, found.count))


def fillers(gold: Event, found: Event) -> Iterator[tuple[Role, Sides[Span]]]:
    """The fillers of two paired events, role by role."""
    for role in Role:
        yield role, pair_up(gold.fillers(role), found.fillers(role), same_words)


def voices(coding: Coding, event: Event) -> list[Span]:
    """The sources under whose attributions the event stands; none where it is the outlet's own voice."""
    return [source for key in event.claims if (source := coding.attribution(key).source)]


def _same_happening(gold: Event, found: Event) -> float:
    return shared_mentions(gold, found) if gold.type is found.type else 0
