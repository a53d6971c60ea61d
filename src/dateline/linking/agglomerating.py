"""Agglomerating: a few accounts to groups, by the mean chance between all accounts of two groups."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import combinations, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.linking.judging import Bonds

# Between two accounts of one report: it tells them apart itself, and only others that tell both as one can
# outweigh that.
SAME_REPORT = -1.0


def agglomerate(
    accounts: Iterable[str],
    chances: Mapping[str, Mapping[str, float]],
    bonds: Bonds,
    least: float,
) -> list[frozenset[str]]:
    """The groups that `accounts` make, by their first accounts.

    Those to be together are put together first, unless that joins two to be apart. Then the two groups with
    the highest mean chance join, again and again, down to a mean of `least`. A pair without a chance counts
    as 0.
    """
    heaps = _Heaps(sorted(accounts), chances, bonds)
    for one, other in bonds.together:
        heaps.join(heaps.of[one], heaps.of[other])
    heaps.join_down_to(least)
    return sorted(map(frozenset, heaps.members.values()), key=min)


def _report(key: str) -> str:
    return key.rpartition("\0")[0]


class _Heaps:
    """Groups by their first accounts, the sums of chances between them, and which may not join."""

    def __init__(
        self,
        accounts: list[str],
        chances: Mapping[str, Mapping[str, float]],
        bonds: Bonds,
    ) -> None:
        inside = set(accounts)
        self.members = {ref: [ref] for ref in accounts}
        self.of = {ref: ref for ref in accounts}
        self.sums = {
            ref: {other: chances[ref][other] for other in sorted(chances[ref]) if other in inside}
            for ref in accounts
        }
        for _, of_one in groupby(accounts, key=_report):
            for one, other in combinations(of_one, 2):
                self.sums[one][other] = self.sums[other][one] = SAME_REPORT
        self.apart: dict[str, set[str]] = {ref: set() for ref in accounts}
        for one, other in bonds.apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def join(self, one: str, other: str) -> bool:
        """Make two groups one, unless accounts of theirs are to be apart."""
        if one == other or other in self.apart[one]:
            return False
        kept, gone = min(one, other), max(one, other)
        self.members[kept] += self.members[gone]
        for ref in self.members.pop(gone):
            self.of[ref] = kept
        for beside, total in self.sums.pop(gone).items():
            del self.sums[beside][gone]
            if beside != kept:
                both = self.sums[kept].get(beside, 0.0) + total
                self.sums[kept][beside] = self.sums[beside][kept] = both
        for beside in self.apart.pop(gone):
            self.apart[beside].discard(gone)
            self.apart[beside].add(kept)
            self.apart[kept].add(beside)
        return True

    def join_down_to(self, least: float) -> None:
        """Join the two groups with the highest mean chance while that is `least` or more."""
        waiting = [one for ref in self.members for one in self._offers(ref, least) if one[1] == ref]
        heapify(waiting)
        while waiting:
            mean, one, other = heappop(waiting)
            if self._is_so(-mean, one, other) and self.join(one, other):
                for offer in self._offers(one, least):
                    heappush(waiting, offer)

    def _offers(self, ref: str, least: float) -> list[tuple[float, str, str]]:
        members, here = self.members, len(self.members[ref])
        return [
            (-mean, ref, beside) if ref < beside else (-mean, beside, ref)
            for beside, total in self.sums[ref].items()
            if (mean := total / (here * len(members[beside]))) >= least
        ]

    def _is_so(self, mean: float, one: str, other: str) -> bool:
        """Whether an offer still holds: both groups are as they were."""
        members = self.members
        if one not in members or other not in members:
            return False
        return self.sums[one].get(other, 0.0) / (len(members[one]) * len(members[other])) == mean
