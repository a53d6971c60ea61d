"""Words compared: stems and names however spelt, the rare ones before the common ones."""

from __future__ import annotations

import os
import subprocess
import sys
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.wording import (
    MOST_WORDS,
    NAME,
    likeness,
    names,
    rarity,
    stems,
    telling,
    tokens,
    weight,
)

TOKENS = st.frozensets(st.sampled_from(["kill", "shell", "market", "~kpn", "~mrj", "reed", "9", "hospital"]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("shells shelled shelling", ["shell", "shell", "shell"]),
        ("two markets", ["two", "market"]),
        ("it is at 9 or so", ["9"]),
        ("the wings", ["the", "wing"]),  # what is left of a word is three letters at least
        ("Şehir", ["sehir"]),
    ],
)
def test_a_word_comes_down_to_its_stem_and_short_ones_are_passed_over(
    words: str, expected: list[str]
) -> None:
    assert list(stems(words)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kobane", "Kobani"),
        ("Al-Yaqoubiyah", "al-Yaqubiya"),
        ("Deir ez-Zor", "Deir al-Zour"),
        ("Mohammed Hadad", "Muhammad Haddad"),
    ],
)
def test_one_name_in_two_spellings_is_one_token(one: str, other: str) -> None:
    here, there = set(names(one.title())), set(names(other.title()))
    assert here & there, (here, there)


def test_only_words_with_a_capital_are_names() -> None:
    assert list(names("the village of marj")) == []
    assert len(list(names("the village of Marj near Kobane"))) == 2
    assert all(token.startswith(NAME) for token in names("Marj near Kobane"))


def test_a_name_is_a_token_beside_its_stem() -> None:
    assert list(tokens("shells hit Kobane")) == ["shell", "hit", "kobane", *names("Kobane")]


def test_words_of_every_report_of_war_are_less_rare_than_those_of_none() -> None:
    assert 0 <= rarity("kill") < rarity("market") < rarity("zubrowka") == 1.0


def test_what_tells_most_of_a_text_are_its_rarest_names_and_then_its_rarest_words() -> None:
    text = "The people were killed by Zubrowka and Syria in a wheelwright workshop, said the army"
    most = telling(text, 3)
    assert set(names("Zubrowka Syria")) < most
    assert len(most) == 3
    assert "kill" not in telling(text, 6)
    assert set(names("Zubrowka")) == telling(text, 1)


def test_no_more_is_kept_of_a_long_text_than_is_asked_for() -> None:
    assert len(telling(" ".join(f"word{at} Name{at}" for at in range(500)))) == MOST_WORDS


@given(TOKENS, TOKENS)
def test_likeness_is_the_same_either_way_and_between_0_and_1(
    one: frozenset[str], other: frozenset[str]
) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0 <= found <= 1 + 1e-9
    assert (found > 0) == bool(one & other)
    assert found == likeness(one, other, (weight(one), weight(other)))


@given(TOKENS.filter(bool))
def test_a_text_is_wholly_like_itself(one: frozenset[str]) -> None:
    assert isclose(likeness(one, one), 1)


def test_a_rare_word_in_common_says_more_than_a_common_one() -> None:
    rare, common = frozenset({"zubrowka", "hill"}), frozenset({"kill", "hill"})
    assert likeness(rare, frozenset({"zubrowka", "mill"})) > likeness(common, frozenset({"kill", "mill"}))


_WEIGHT = (
    "from dateline.linking.wording import likeness, weight;"
    "one = frozenset('kill market shell die civilian hospital rebel village town city women reed'.split());"
    "print(weight(one).hex(), likeness(one, one | {'mill'}).hex())"
)


def test_weights_are_the_same_to_the_last_bit_in_every_process() -> None:
    """The order of a set of words changes with the seed that a process hashes with; a sum must not."""
    said = {
        subprocess.run(  # noqa: S603 (this interpreter)
            [sys.executable, "-c", _WEIGHT],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in range(8)
    }
    assert len(said) == 1
