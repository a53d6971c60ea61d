"""Why a place was chosen, in words that a reader can check."""

from __future__ import annotations

import pytest

from dateline.domain import Feature, Placing
from dateline.resolving.placing import place_names
from dateline.resolving.placing.relations import Manner, Relation, quoted
from dateline.resolving.placing.wording import called, noun
from tests.resolving.placing_world import (
    IDLIB,
    PARIS_TEXAS,
    WORLD,
    InMemoryGazetteer,
    coded,
    place,
    span_of,
)

HOMS = place("Homs", 34.7, 36.7, admin1="Homs", population=800_000)
KHUMS = place("Al Khums", 32.6, 14.3, country="LY", admin1="Marqab", population=200_000)
FIELD = place("Saraqib", 35.9, 36.85, Feature.OIL_FIELD, admin1="Idlib")


def reason(text: str, words: str, *others: str, home: str | None = None) -> str:
    """Why words mean the place that they do, in the small world and some places more."""
    gazetteer = InMemoryGazetteer(*WORLD, HOMS, (KHUMS, "Homs"), FIELD)
    it = place_names(coded(text, words, *others), gazetteer, home)[span_of(words, text)]
    assert isinstance(it, Placing), it
    return it.reason


@pytest.mark.parametrize(
    ("text", "words", "others", "expected"),
    [
        ("They met in Paris.", "Paris", [], "the largest place of this name"),
        ("They met in Talin.", "Talin", [], "the only place of this name in the gazetteer"),
        ("They met in Syria.", "Syria", [], "the country of this name"),
        ("Fire in the Syrian south.", "Syrian", [], "“Syrian” stands for Syria"),
        ("Shells fell on Aleppo.", "Aleppo", [], "the largest place of this name"),
        ("Shells fell in Idlib province.", "Idlib", [], "the province of this name, as the text calls it"),
        (
            "Shells fell on Paris, Texas.",
            "Paris",
            ["Texas"],
            "the only place of this name in Texas, which the text names",
        ),
        (
            "Shells fell on the Iraqi town of Marj.",
            "Marj",
            [],
            "the only place of this name in Iraq, as the text says",
        ),
        (
            "Shells fell on Saraqib oil field.",
            "Saraqib",
            [],
            "the oil field of this name, as the text calls it",
        ),
        (
            "Shells fell on Talin hospital in Syria.",
            "Talin",
            ["Syria"],
            (
                "no hospital of this name is known, but Talin is: the only place of this name in Syria, "
                "which the text names"
            ),
        ),
        (
            "Shells fell east of Talin.",
            "Talin",
            [],
            "the only place of this name in the gazetteer; the text says “east of Talin”",
        ),
        (
            "Shells fell in the countryside of Idlib.",
            "Idlib",
            [],
            "the province around the town of this name; the text says “countryside of Idlib”",
        ),
        (
            "Shells fell on the village of Zubrowka in Idlib.",
            "Idlib",
            ["Zubrowka"],
            "the province of this name, since the text puts “Zubrowka” into it",
        ),
        (
            "Shells fell on Marj and Saraqib.",
            "Marj",
            ["Saraqib"],
            "in Idlib, like other places that the report names",
        ),
    ],
)
def test_a_reason_says_what_told_the_place_from_others(
    text: str, words: str, others: list[str], expected: str
) -> None:
    assert reason(text, words, *others) == expected


def test_a_name_that_is_another_place_s_second_one_is_told_from_it() -> None:
    assert reason("Shells fell on Homs.", "Homs") == (
        "this is its name, and only another name of Al Khums (Marqab)"
    )


def test_a_source_s_land_is_a_reason() -> None:
    assert reason("Shells fell on Marj.", "Marj", home="IQ") == (
        "in Iraq, about which this source usually writes"
    )


def test_places_are_called_so_that_they_are_told_apart() -> None:
    assert called(PARIS_TEXAS, "United States") == "Paris (Texas, United States)"
    assert called(IDLIB, "Syria") == "Idlib (Syria)"
    assert called(place("Sea", 0, 0, Feature.WATER, country=None), None) == "Sea"


def test_every_kind_of_place_has_a_plain_word() -> None:
    assert all(noun(feature).replace(" ", "").isalpha() for feature in Feature)
    assert noun(Feature.ADMIN1) == "province"


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        (Relation(manner=Manner.NEAR, words="near"), "near Marj"),
        (Relation(manner=Manner.OFF, words="10 km east of"), "10 km east of Marj"),
        (Relation(manner=Manner.PART, words="northern"), "northern Marj"),
        (Relation(manner=Manner.PART, words="NE"), "NE Marj"),
        (Relation(manner=Manner.COUNTRYSIDE, words="countryside"), "Marj countryside"),
        (Relation(manner=Manner.COUNTRYSIDE, words="northern … countryside"), "northern Marj countryside"),
        (Relation(manner=Manner.BORDER, words="border with"), "border with Marj"),
        (Relation(manner=Manner.BETWEEN, words="Marj–Talin highway"), "Marj–Talin highway"),
        (Relation(manner=Manner.BETWEEN, words="between Marj and Talin"), "between Marj and Talin"),
    ],
)
def test_the_words_of_a_relation_are_quoted_with_the_name(relation: Relation, expected: str) -> None:
    assert quoted(relation, "Marj") == expected
