"""Numbers in words and figures."""

from __future__ import annotations

import pytest

from dateline.resolving.numbers import Number, number_at, plain, tokens

EXACT = {
    "0": 0,
    "7": 7,
    "1,200": 1_200,
    "1,234,567": 1_234_567,
    "10 000": 10_000,
    "10\u00a0000": 10_000,
    "170.000": 170_000,
    "1.250.000": 1_250_000,
    "10k": 10_000,
    "1.5m": 1_500_000,
    "1.9 million": 1_900_000,
    "6.25 million": 6_250_000,
    "3 thousand": 3_000,
    "2 billion": 2_000_000_000,
    "3 dozen": 36,
    "zero": 0,
    "one": 1,
    "twelve": 12,
    "nineteen": 19,
    "twenty": 20,
    "twenty-one": 21,
    "twenty\u2011one": 21,
    "sixty nine": 69,
    "ninety-nine": 99,
    "a hundred": 100,
    "hundred": 100,
    "dozen": 12,
    "thousand five hundred": 1_500,
    "one hundred": 100,
    "one hundred and one": 101,
    "a hundred and fifty": 150,
    "two hundred three": 203,
    "three hundred and twenty-five": 325,
    "a thousand": 1_000,
    "two thousand five hundred": 2_500,
    "three hundred thousand": 300_000,
    "three hundred and twenty thousand four hundred and six": 320_406,
    "a hundred thousand": 100_000,
    "a million": 1_000_000,
    "one million and a half": 1_500_000,
    "a million and a half": 1_500_000,
    "two million three hundred thousand": 2_300_000,
    "a dozen": 12,
    "two dozen": 24,
    "half a dozen": 6,
    "half a million": 500_000,
    "a half million": 500_000,
    "a quarter of a million": 250_000,
    "a pair": 2,
}
AT_LEAST = {
    "several": 3,
    "a few": 3,
    "few": 3,
    "a handful": 3,
    "a number of": 3,
    "number of": 3,
    "a couple": 2,
    "a couple of": 2,
    "tens": 20,
    "tenths": 20,
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2_000,
    "millions": 2_000_000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "tens of millions": 20_000_000,
    "several dozen": 36,
    "several hundred": 300,
    "a few hundred": 300,
    "a few thousand": 3_000,
    "a couple of hundred": 200,
    "a couple of dozen": 24,
    "many hundreds": 200,
    "many thousands": 2_000,
    "several hundreds": 300,
    "several dozens": 36,
    "several hundred thousand": 300_000,
}
NONE = [
    "many",
    "civilians",
    "half",
    "a quarter",
    "a man",
    "ninth",
    "33rd",
    "2nd",
    "number",
    "Su-24",
    "T4",
    "2.5",
    "²",
    "m",
]


@pytest.mark.parametrize(("words", "value"), EXACT.items())
def test_a_number_is_read_from_its_words_or_figures(words: str, value: int) -> None:
    found = tokens(words.lower())
    number = number_at(found, 0)
    assert number is not None
    assert (number.value, number.least) == (value, False)


@pytest.mark.parametrize(("words", "value"), AT_LEAST.items())
def test_a_plural_of_magnitude_says_how_many_at_least(words: str, value: int) -> None:
    number = number_at(tokens(words), 0)
    assert number is not None
    assert (number.value, number.least) == (value, True)


@pytest.mark.parametrize("words", NONE)
def test_words_that_are_no_number_give_none(words: str) -> None:
    assert number_at(tokens(words.lower()), 0) is None


@pytest.mark.parametrize(
    ("words", "value", "rest"),
    [
        ("two and three", 2, "and three"),
        ("one twenty", 1, "twenty"),
        ("twenty eleven", 20, "eleven"),
        ("twenty-eleven", 20, "- eleven"),
        ("five and a half", 5, "and a half"),
        ("seventeen soldiers", 17, "soldiers"),
        ("four - eight", 4, "- eight"),
        ("one hundred and a child", 100, "and a child"),
        ("thousands of families", 2_000, "of families"),
        ("several of them", 3, "of them"),
        ("zero zero", 0, "zero"),
    ],
)
def test_a_number_ends_where_its_words_end(words: str, value: int, rest: str) -> None:
    found = tokens(words)
    number = number_at(found, 0)
    assert number is not None
    assert (number.value, " ".join(found[number.end :])) == (value, rest)


def test_a_figure_too_long_to_count_people_is_no_number() -> None:
    assert number_at(["1234567890123"], 0) is None


def test_typographic_signs_are_set_plain_one_for_one() -> None:
    words = "\u201cten\u201d\u00a0men\u2019s 5\u20137\u060c"
    assert plain(words) == '"ten" men\'s 5-7,'
    assert len(plain(words)) == len(words)


def test_a_number_knows_the_token_after_it() -> None:
    assert number_at(["a", "few", "hundred", "people"], 0) == Number(value=300, end=3, least=True)
