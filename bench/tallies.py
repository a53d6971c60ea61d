"""How much of a coding is right, counted by measure and by kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.pairing import fillers, pair_up, same_harm, same_words, voices
from dateline.domain import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.pairing import Comparison
    from dateline.domain import Coding

FACTS = ("events", "roles", "harm", "claims", "sourcing")

Kind = tuple[str, str]  # measure and kind within it: ("roles", "agent")


@dataclass(slots=True, kw_only=True)
class Tally:
    """Right, found and gold items by measure and kind, and which types were taken for which."""

    right: Counter[Kind] = field(default_factory=Counter)
    found: Counter[Kind] = field(default_factory=Counter)
    gold: Counter[Kind] = field(default_factory=Counter)
    mistaken: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: Coding, found: Coding, compared: Comparison) -> None:
        """Count one report."""
        self._all(self.gold, gold)
        self._all(self.found, found)
        self.right["claims", "claim"] += len(compared.claims.both)
        for one, other in compared.events.both:
            self.right["events", one.type] += 1
            for role, sides in fillers(one, other):
                self.right["roles", role] += len(sides.both)
            for harm, _ in pair_up(one.harm, other.harm, same_harm).both:
                self.right["harm", harm.effect] += 1
            self.right["sourcing", "source"] += len(
                pair_up(voices(gold, one), voices(found, other), same_words).both
            )
            self.right["sourcing", "own voice"] += not one.claims and not other.claims
        self.mistaken.update((one.type, other.type) for one, other in compared.mistyped)

    def of(self, measures: Iterable[str]) -> tuple[int, int, int]:
        """Right, found and gold items of some measures together."""
        wanted = set(measures)
        right, found, gold = (
            sum(n for (measure, _), n in count.items() if measure in wanted)
            for count in (self.right, self.found, self.gold)
        )
        return right, found, gold

    def kinds(self, measure: str) -> list[tuple[str, int, int, int]]:
        """Each kind of a measure with its right, found and gold items, the costliest kind first."""
        kinds = {kind for count in (self.found, self.gold) for m, kind in count if m == measure}
        rows = [(k, self.right[measure, k], self.found[measure, k], self.gold[measure, k]) for k in kinds]
        return sorted(rows, key=lambda row: (2 * row[1] - row[2] - row[3], row[0]))

    @staticmethod
    def _all(count: Counter[Kind], coding: Coding) -> None:
        count["claims", "claim"] += sum(1 for one in coding.attributions if one.content)
        for event in coding.events:
            count["events", event.type] += 1
            for role in Role:
                count["roles", role] += len(event.fillers(role))
            for harm in event.harm:
                count["harm", harm.effect] += 1
            named = len(voices(coding, event))
            count["sourcing", "source" if event.claims else "own voice"] += max(1, named)


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall, in percent."""
    return 200 * right / (found + gold) if found + gold else 0.0
