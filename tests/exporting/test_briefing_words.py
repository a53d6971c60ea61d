"""The words of drafts: phrases, figures and quotes as an editor would have them, from those of reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.domain import Count, DateRange, EventRef, Fact, PlacePrecision, Precision, Span
from dateline.exporting.briefing import quoting
from dateline.exporting.briefing.counting import figure_of, is_included
from dateline.exporting.briefing.nouns import as_told, as_written, figure, when, where
from dateline.exporting.briefing.phrases import is_anaphor, phrase
from dateline.exporting.briefing.voices import Voice
from tests.exporting.drafting import DAY, LAST
from tests.incidents import telling
from tests.resolved import IDLEB, IN_MARJ, MARJ, SYRIA, placing

VOICE = Voice(
    key="actor:wire", name="World Wire", full="World Wire", house="World Wire", plural=False, side=None
)
EVENT = EventRef(report="r1", event="e1")


@pytest.mark.parametrize(
    ("words", "quote", "expected"),
    [
        ("market", "Shells hit a market in Marj.", "a market"),
        ("market", "Shells hit the market of Marj.", "the market"),
        ("children", "The blast hit a children in the yard.", "children"),
        ("positions held by rebels", "It struck positions held by rebels.", "positions held by rebels"),
        (
            "buses carrying families evacuated",
            "a buses carrying families evacuated",
            "buses carrying families",
        ),
        ("Their house", "Their house was hit.", "a house"),
        ("al-Tal village", "They shelled al-Tal village.", "the village of al-Tal"),
        ("area of Tal", "They took the area of Tal.", "the area of Tal"),
        ("Tal al-Adas", "They took Tal al-Adas.", "Tal al-Adas"),
        ("FHP smuggler", "It hit an FHP smuggler.", "an FHP smuggler"),
        ("string of towns", "It hit a string of towns.", "a string of towns"),
        ("depot where rebels kept shells", "A depot where rebels kept shells was hit.", "a depot"),
        ("terrorist groups", "The army hit terrorist groups.", "“terrorist groups”"),
        ("than 50 homes", "It hit more than 50 homes.", ""),
        ("his", "It hit his.", ""),
        ("displaced", "It hit a displaced.", ""),
        ("area", "It hit an area.", ""),
    ],
)
def test_what_was_hit_is_a_noun_phrase_or_nothing(words: str, quote: str, expected: str) -> None:
    assert phrase(words, quote) == expected


def test_words_that_only_point_back_are_known() -> None:
    assert is_anaphor("the town")
    assert is_anaphor("the besieged village")
    assert not is_anaphor("the town of Marj")


@pytest.mark.parametrize(
    ("words", "count", "expected"),
    [
        ("12 civilians", Count(min=12, max=12), "12 civilians"),
        ("about 30 people", Count(min=30, max=30), "about 30"),
        ("more than 100 militants", Count(min=101), "more than 100 militants"),
        ("nearly 50 traders", Count(max=50), "nearly 50 traders"),
        ("fewer than 10 soldiers", Count(max=9), "fewer than 10 soldiers"),
        ("dozens of civilians", Count(min=24), "dozens of civilians"),
        ("at least two dozen people", Count(min=24), "at least two dozen"),
        ("a number of injuries", Count(min=3), "several"),
        ("0-1", Count(min=0, max=1), "up to one"),
        ("12 injured children", Count(min=12, max=12), "12 children"),
        ("five martyrs", Count(min=5, max=5), "five"),
        ("three soldier", Count(min=3, max=3), "three soldiers"),
        ("two woman", Count(min=2, max=2), "two women"),
        ("30 Rebel", Count(min=30, max=30), "30 rebels"),
        ("seven FHP", Count(min=7, max=7), "seven"),
        ("one trader martyred", Count(min=1, max=1), "one trader"),
        ("15 near Marj Monitor", Count(min=15, max=15), "15"),
        ("nine members of his family", Count(min=9, max=9), "nine members of one family"),
        ("no casualties", Count(min=0, max=0), "nobody"),
        ("four terrorists", Count(min=4, max=4), "four “terrorists”"),
    ],
)
def test_a_figure_is_as_its_words_have_it(words: str, count: Count, expected: str) -> None:
    one = telling(Fact.KILLED, words, words=words, quote=f"The blast killed {words}.", count=count)
    found = figure_of(one, VOICE)
    assert found
    assert found.words == expected


@pytest.mark.parametrize("words", ["70 year", "three survivors", "his brother"])
def test_what_counts_no_victims_is_no_figure(words: str) -> None:
    assert figure_of(telling(Fact.KILLED, words, words=words, count=Count(min=3, max=3)), VOICE) is None


def test_a_victim_who_is_only_named_is_not_counted() -> None:
    one = telling(Fact.KILLED, "Sami Haddad", words="Sami Haddad", count=Count(min=1, max=1))
    named = figure_of(one, VOICE)
    assert named
    assert not named.counted


def test_those_named_among_others_are_some_of_them() -> None:
    quote = "Nine people died, including four children."
    of_all, of_some = (
        telling(Fact.KILLED, words, words=words, quote=quote, count=Count(min=number, max=number))
        for words, number in (("Nine people", 9), ("four children", 4))
    )
    assert is_included(of_some)
    assert not is_included(of_all)


@pytest.mark.parametrize(
    ("quote", "words", "expected"),
    [
        ("The bridge was shut.", "shut", "“The bridge was shut,” World Wire says."),
        ("the bridge was shut", "shut", "World Wire says that “the bridge was shut”."),
        ("halt of shelling in Marj", "shelling", "World Wire speaks of “halt of shelling in Marj”."),
        (
            "the traders killed in the attack on the mill",
            "attack",
            "World Wire speaks of “the traders killed in the attack on the mill”.",
        ),
        (
            "5 May 2018 Shells killed two traders in Marj.",
            "killed",
            "“Shells killed two traders in Marj,” World Wire says.",
        ),
        (
            "Shells killed two traders in Marj - Marj News",
            "killed",
            "“Shells killed two traders in Marj,” World Wire says.",
        ),
        ("Meanwhile, shells fell on Tal.", "fell", "World Wire says: “… shells fell on Tal.”"),
        (
            "although the mill was closed",
            "closed",
            "World Wire says: “although the mill was closed”.",
        ),
        ("It was a “massacre.”", "massacre", "“It was a ‘massacre’,” World Wire says."),
    ],
)
def test_a_quote_is_a_sentence_or_is_spoken_of(quote: str, words: str, expected: str) -> None:
    one = telling(Fact.TYPE, "shelling", words=words, quote=quote)
    assert quoting.sentence(one, "World Wire", "", plural=False) == expected


def test_a_quote_that_is_too_long_ends_with_a_sentence_or_a_sign_that_it_goes_on() -> None:
    long = "The mill burned for hours and " + "nobody came to put it out " * 12
    one = telling(Fact.TYPE, "destruction", words="burned", quote=f"{long}.")
    said = quoting.sentence(one, "World Wire", "", plural=False)
    assert said.endswith(" …”.")
    assert len(said) < len(long)


def test_reserve_stands_between_commas() -> None:
    one = telling(Fact.TYPE, "shelling", words="fell", quote="shells fell on Tal")
    said = quoting.sentence(one, "World Wire", "", plural=False, aside=", without vouching for it")
    assert said == "World Wire says, without vouching for it, that “shells fell on Tal”."


def test_of_several_sayings_the_whole_sentence_is_quoted() -> None:
    fragment, whole = (
        telling(Fact.TYPE, "shelling", words="shelling", quote=quote)
        for quote in ("shelling of Tal", "The shelling of Tal went on until noon.")
    )
    assert quoting.best([fragment, whole]) is whole


def test_a_place_that_is_not_placed_is_told_by_the_words_for_it() -> None:
    quote = "Shells fell near Tal village at noon."
    named = telling(Fact.PLACE, "Tal village", words="Tal village", quote=quote)
    assert as_told(named) == "near the village of Tal"
    assert not as_told(telling(Fact.PLACE, "road connecting", words="road connecting", quote=quote))


@pytest.mark.parametrize(
    ("words", "quote", "expected"),
    [
        ("rebel", "rebel fighters attacked Marj", "rebel fighters"),
        ("rebel", "rebel fire hit Marj", "rebels"),
        ("Militants", "It said Militants attacked.", "militants"),
        ("al-Tal", "al-Tal shelled Marj", "al-Tal"),
    ],
)
def test_who_did_it_is_a_noun_with_its_article(words: str, quote: str, expected: str) -> None:
    at = Span(quote.index(words), quote.index(words) + len(words))
    assert as_written(telling(Fact.AGENT, words, words=words, quote=quote, at=at)) == expected


_PLACES = [
    (IN_MARJ, "", "in Marj (Idleb)"),
    (IN_MARJ, "Idleb", "in Marj"),
    (placing(MARJ, PlacePrecision.NEAR, 5), "Idleb", "near Marj"),
    (placing(IDLEB, PlacePrecision.ADMIN, 50), "", "in the province of Idleb"),
    (placing(SYRIA, PlacePrecision.COUNTRY), "", "somewhere in Syria"),
    (placing(SYRIA, PlacePrecision.COUNTRY), "Syria", ""),
]


@pytest.mark.parametrize(("place", "heading", "words"), _PLACES)
def test_a_place_is_as_exact_as_it_is_known(place: Any, heading: str, words: str) -> None:  # noqa: ANN401
    assert where(place, heading) == words


_DAYS = [
    (DAY, "on 22 May"),
    (DateRange(start=date(2017, 5, 22), end=date(2017, 5, 22), precision=Precision.DAY), "on 22 May 2017"),
    (
        DateRange(start=date(2018, 11, 1), end=date(2018, 11, 30), precision=Precision.MONTH),
        "at some time in November",
    ),
    (
        DateRange(start=date(2018, 5, 19), end=date(2018, 5, 25), precision=Precision.WEEK),
        "between 19 and 25 May",
    ),
    (
        DateRange(start=date(2014, 1, 1), end=date(2014, 12, 31), precision=Precision.YEAR),
        "at some time in 2014",
    ),
    (
        DateRange(start=date(2014, 1, 1), end=date(2017, 12, 31), precision=Precision.YEAR),
        "between 2014 and 2017",
    ),
]


@pytest.mark.parametrize(("dated", "words"), _DAYS)
def test_a_day_is_as_exact_as_it_is_known(dated: DateRange, words: str) -> None:
    assert when(dated, LAST) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(min=6, max=6), "six"),
        (Count(max=10), "up to 10"),
        (Count(min=1200), "at least 1,200"),
        (Count(min=6, max=8), "six to eight"),
        (Count(min=0, max=0), "no"),
        (Count(), ""),
    ],
)
def test_numbers_are_written_as_newspapers_do(count: Count, words: str) -> None:
    assert figure(count) == words
