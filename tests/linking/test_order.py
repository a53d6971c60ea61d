"""How far the order of reports plays a part where more hangs together than is put together anew."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from dateline.linking import blocking, clustering
from dateline.linking.clustering import EVEN, Groups
from dateline.linking.scoring import Scorer, load_weights
from tests.linking.made_up import MadeUp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.linking.sketching import Sketch

Pairs = set[tuple[str, str]]


def linked(reports: Iterable[list[Sketch]]) -> Groups:
    groups = Groups(score=Scorer(load_weights()))
    for accounts in reports:
        groups.add(accounts[0].report, accounts)
    return groups


def pairs(groups: Groups) -> Pairs:
    """The accounts that are of one incident, two by two."""
    return {
        pair for key in groups.ids for pair in combinations(sorted(one.key for one in groups.members(key)), 2)
    }


def changed(some: Pairs, others: Pairs) -> float:
    """The share of all pairs of either that only one has."""
    return len(some ^ others) / len(some | others)


@pytest.mark.parametrize("seed", range(4))
def test_shuffling_the_reports_of_an_archive_changes_fewer_than_2_of_100_pairs(seed: int) -> None:
    reports = MadeUp(seed).reports(250, days=3, towns=80)
    shuffled = random.Random(seed).sample(reports, len(reports))
    in_time = pairs(linked(reports))
    assert len(in_time) > len(reports)
    assert changed(in_time, pairs(linked(shuffled))) < 0.02


def test_the_archive_is_too_large_to_be_put_together_anew_or_compared_as_a_whole() -> None:
    """Or else shuffling it would prove nothing."""
    reports = MadeUp(0).reports(250, days=3, towns=80)
    sketches = {one.key: one for accounts in reports for one in accounts}
    score, held = Scorer(load_weights()), blocking.Blocks()
    for one in sketches.values():
        held.add(one)
    near = {key: held.near(one) for key, one in sketches.items()}
    assert sum(len(some) == blocking.MOST for some in near.values()) > len(near) / 4
    beside: dict[str, set[str]] = {key: set() for key in sketches}
    for key, some in near.items():
        for other in some:
            if score(sketches[key], other) >= EVEN:
                beside[key].add(other.key)
                beside[other.key].add(key)
    assert max(map(len, _components(beside))) > clustering.MOST


def _components(beside: dict[str, set[str]]) -> list[set[str]]:
    found: list[set[str]] = []
    left = set(beside)
    while left:
        reached, waiting = set(), [left.pop()]
        while waiting:
            here = waiting.pop()
            reached.add(here)
            waiting += beside[here] - reached
        left -= reached
        found.append(reached)
    return found
