"""Accounts to groups, by the mean chance between all of two groups."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.agglomerating import agglomerate
from dateline.linking.judging import Bonds
from dateline.linking.sketching import key_of
from tests.linking.sketches import ref

EVEN = 0.5


def groups(
    accounts: str, chances: dict[str, float], *, together: tuple[str, ...] = (), apart: tuple[str, ...] = ()
) -> list[str]:
    """The groups of `accounts`, each as "a b"; chances and bonds by pairs. "a/e2" is report a's, too."""
    keys = {name: key_of(ref(name)) for name in accounts.split()}
    names = {key: name for name, key in keys.items()}
    table: dict[str, dict[str, float]] = {key: {} for key in names}
    for pair, chance in chances.items():
        one, other = (keys[name] for name in pair.split())
        table[one][other] = table[other][one] = chance

    def bond(pair: str) -> tuple[str, str]:
        one, other = sorted(keys[name] for name in pair.split())
        return one, other

    bonds = Bonds(together=tuple(map(bond, together)), apart=frozenset(map(bond, apart)))
    found = agglomerate(names, table, bonds, EVEN)
    return [" ".join(sorted(names[key] for key in group)) for group in found]


@pytest.mark.parametrize(
    ("accounts", "chances", "expected"),
    [
        ("", {}, []),
        ("a", {}, ["a"]),
        ("a b", {"a b": 0.5}, ["a b"]),
        ("a b", {"a b": 0.49}, ["a", "b"]),
        ("a b c", {"a b": 0.9, "b c": 0.8, "a c": 0.1}, ["a b", "c"]),  # (0.8 + 0.1) / 2: no chain
        ("a b c", {"a b": 0.9, "b c": 0.8, "a c": 0.3}, ["a b c"]),  # 0.55: c is like the whole group
        ("a b c", {"a b": 0.9, "b c": 0.99}, ["a", "b c"]),  # the likeliest first; no chance counts as 0
        ("a b c d", {"a b": 0.9, "c d": 0.9, "b c": 0.9}, ["a b", "c d"]),
        ("a b c d", {"a b": 0.9, "c d": 0.9, "a c": 0.6, "a d": 0.6, "b c": 0.6, "b d": 0.6}, ["a b c d"]),
        # two accounts of one report are told apart by it: one that is like both does not join them
        ("a a/e2 b", {"a b": 0.9, "a/e2 b": 0.9}, ["a b", "a/e2"]),
        # but many that tell both as one outweigh that
        (
            "a a/e2 b c d e",
            {f"{one} {other}": 0.9 for one in ("a", "a/e2", *"bcd") for other in "bcde" if one < other},
            ["a a/e2 b c d e"],
        ),
    ],
)  # fmt: skip
def test_groups_join_while_their_mean_chance_is_at_least_even(
    accounts: str, chances: dict[str, float], expected: list[str]
) -> None:
    assert groups(accounts, chances) == expected


@pytest.mark.parametrize(
    ("together", "apart", "expected"),
    [
        ((), ("a b",), ["a", "b c"]),
        (("a c",), (), ["a b c"]),
        (("a d",), (), ["a d", "b c"]),  # first they, then what chances make of it
        (("a b", "b d"), ("a d",), ["a b c", "d"]),  # the latest word, which stands first, is kept to
        (("b d", "a b"), ("a d",), ["a c", "b d"]),
        ((), ("a b", "a c", "b c"), ["a", "b", "c"]),
        ((), ("a b", "b c"), ["a c", "b"]),
    ],
)
def test_an_analysts_word_comes_before_all_chances(
    together: tuple[str, ...], apart: tuple[str, ...], expected: list[str]
) -> None:
    chances = {"a b": 0.9, "b c": 0.9, "a c": 0.6}
    accounts = " ".join(sorted({*"abc", *"".join(together + apart).replace(" ", "")}))
    assert groups(accounts, chances, together=together, apart=apart) == expected


NAMES = "abcdefg"
CHANCES = st.dictionaries(
    st.sampled_from([" ".join(pair) for pair in combinations(NAMES, 2)]),
    st.sampled_from([0.1, 0.45, 0.5, 0.6, 0.9]) | st.floats(0, 1),
)
PAIRS = st.lists(
    st.sampled_from([" ".join(pair) for pair in combinations(NAMES, 2)]), max_size=3, unique=True
)


@given(CHANCES, PAIRS, PAIRS)
def test_every_account_is_in_one_group_and_none_with_one_it_is_to_be_apart_from(
    chances: dict[str, float], together: list[str], apart: list[str]
) -> None:
    found = groups(" ".join(NAMES), chances, together=tuple(together), apart=tuple(apart))
    assert sorted(name for group in found for name in group.split()) == sorted(NAMES)
    assert not any(set(pair.split()) <= set(group.split()) for pair in apart for group in found)


@given(CHANCES)
def test_no_two_groups_are_left_whose_mean_chance_is_even(chances: dict[str, float]) -> None:
    found = [group.split() for group in groups(" ".join(NAMES), chances)]
    for some, others in combinations(found, 2):
        pairs = [" ".join(sorted((one, other))) for one in some for other in others]
        assert sum(chances.get(pair, 0.0) for pair in pairs) / len(pairs) < EVEN + 1e-9
