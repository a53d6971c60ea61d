import numpy as np

from dateline.coding.compact.events import _merge


def table(size: int, **pairs: float) -> np.ndarray:
    same = np.eye(size, dtype=np.float32)
    for pair, chance in pairs.items():
        i, j = int(pair[1]), int(pair[2])
        same[i, j] = same[j, i] = chance
    return same


def test_mentions_that_are_surely_one_happening_are_merged() -> None:
    assert _merge(table(3, p02=0.9), 0.5) == [[0, 2], [1]]


def test_one_likely_pair_does_not_chain_two_groups_that_are_unlikely_as_a_whole() -> None:
    same = table(4, p01=0.9, p23=0.9, p12=0.6)
    assert _merge(same, 0.5) == [[0, 1], [2, 3]]


def test_no_mentions_make_no_groups() -> None:
    assert _merge(np.zeros((0, 0), dtype=np.float32), 0.5) == []
