from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dateline.adapters.weights import SHIPPED
from dateline.coding.compact.tokens import SHAPES, cut_sections, cut_windows, split_words

if TYPE_CHECKING:
    from dateline.coding.compact.tokens import Words

TOKENIZER = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))


def words_of(text: str) -> Words:
    return split_words(text, TOKENIZER)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("Marj fell near Qal", "first"),
        ("near Marj", "lower"),
        ("SDF said", "upper"),
        ("iPhone fell", "mixed"),
        ("12 fell", "digits"),
        ("- fell", "mark"),
    ],
)
def test_a_shape_gives_back_what_capitals_tell(word: str, shape: str) -> None:
    assert SHAPES[words_of(word).shapes[0]] == shape


def test_a_capital_within_a_sentence_is_told_from_the_one_that_opens_it() -> None:
    words = words_of("Rebels took Marj. Marj fell.")
    assert [SHAPES[shape] for shape in words.shapes] == [
        "first", "lower", "capital", "mark", "first", "lower", "mark",
    ]  # fmt: skip


def test_a_range_of_characters_is_covered_by_the_words_that_share_one_with_it() -> None:
    words = words_of("Rebels took al-Marj today.")
    first, last = words.covering(12, 19) or (-1, -1)
    assert words.text[words.starts[first] : words.ends[last]] == "al-Marj"
    assert words.covering(6, 7) is None


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_order_whatever_it_holds(text: str) -> None:
    words = words_of(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))
    assert all(a <= b for a, b in pairwise(words.sentences))


@given(
    st.lists(
        st.sampled_from(["Troops left.", "antidisestablishmentarianism", "A b c d e f.", "\n\n"]), max_size=60
    ),
    st.integers(min_value=40, max_value=90),
)
def test_each_word_is_owned_by_one_window_and_no_window_is_too_long(parts: list[str], longest: int) -> None:
    words = words_of(" ".join(parts))
    windows = cut_windows(words, longest=longest, context=8)
    owned = [word for window in windows for word in range(window.own_first, window.own_last + 1)]
    assert owned == list(range(len(words)))
    for window in windows:
        assert window.first <= window.own_first <= window.own_last <= window.last
        assert sum(len(words.pieces[i]) for i in range(window.first, window.last + 1)) <= longest


def test_a_wallet_like_string_does_not_fill_a_window() -> None:
    words = words_of("x" * 2000)
    assert sum(len(pieces) for pieces in words.pieces) < 50


@given(
    st.lists(st.sampled_from(["Troops left.", "A b c d e f.", "no stop here", "\n\n"]), max_size=60),
    st.integers(min_value=8, max_value=40),
)
def test_sections_hold_every_word_once_and_none_is_too_long(parts: list[str], longest: int) -> None:
    words = words_of(" ".join(parts))
    sections = cut_sections(words, longest=longest)
    assert [start for section in sections for start in section.starts] == words.starts
    assert all(len(section) <= longest for section in sections)


def test_a_text_of_one_section_is_left_as_it_is() -> None:
    words = words_of("Troops left Marj. The army came.")
    assert cut_sections(words) == [words]


def test_sections_are_cut_at_the_end_of_a_sentence() -> None:
    words = words_of("One two three four. Five six. Seven eight nine. Ten.")
    firsts = [section.text[section.starts[0] :][:5] for section in cut_sections(words, longest=8)]
    assert firsts == ["One t", "Five ", "Ten."]
