"""A quote becomes the report's own words or nothing."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.coding.llm.quotes import Quotes
from dateline.coding.sentences import sentence_spans
from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Callable


def _quotes(text: str) -> Quotes:
    return Quotes(text, [Span(start, end) for start, end in sentence_spans(text)])


def _found(text: str, words: str, sentence: int = 0) -> str | None:
    span = _quotes(text).find(words, sentence)
    return span.of(text) if span else None


# text, the model's quote, the words of the text that it stands for
_ALIKE = [
    ("Rebels stormed two posts.", "stormed", "stormed"),
    ("Rebels stormed two posts.", " stormed\n", "stormed"),
    ("Rebels stormed two posts.", "Stormed", "stormed"),
    ("Rebels stormed two posts.", "rebels", "Rebels"),
    ("Rebels stormed  two\u00a0posts.", "stormed two posts", "stormed  two\u00a0posts"),
    ("Troops of Qal\u2019a fled.", "Qal'a", "Qal\u2019a"),
    ("He said: “We left”.", '"We left"', "“We left”"),
    ("He said: ``We left''.", '"We left"', "``We left''"),
    ("He said: “We left”.", "We left.", "We left"),
    ("He said: “We left”.", '"', "“"),
    ("Pro\u2011army men – all armed – came.", "pro-army men - all armed", "Pro\u2011army men – all armed"),
    ("Shells hit Idlīb today.", "Idlib", "Idlīb"),
    ("Shells hit Idli\u0304b today.", "Idlib", "Idli\u0304b"),
    ("Shells hit Hale\u0301.", "halé", "Hale\u0301"),
    ("Zero\u200bwidth shells fell.", "zerowidth shells", "Zero\u200bwidth shells"),
    ("The Straße was shelled.", "strasse", "Straße"),
    ("Some 10,000 fled.", "10,000", "10,000"),
    ("Some 3.5 tons fell.", "3.5 tons", "3.5 tons"),
    ("Ten died in 2018.", "2018.", "2018."),
    ("NATO jets flew.", "Nato", "NATO"),
    ("Nato jets flew.", "NATO", "Nato"),
    ("US-led forces came.", "US", "US"),
]


@pytest.mark.parametrize(("text", "words", "expected"), _ALIKE)
def test_the_same_words_are_found_in_whatever_spelling(text: str, words: str, expected: str) -> None:
    assert _found(text, words) == expected


_OTHER = [
    ("Rebels stormed two posts.", "attacked"),
    ("Rebels stormed two posts.", "stormed the two posts"),
    ("Rebels stormed two army posts.", "stormed … posts"),
    ("The white house was calm.", "hit"),
    ("Some 10,000 fled.", "10"),
    ("Some 10,000 fled.", "000"),
    ("Some 3.5 tons fell.", "5 tons"),
    ("It took us to Hama.", "US"),
    ("Shells hit Idlīb today.", "Idl"),
    ("Shells hit Hale\u0301.", "Hal"),
    ("Shells fell at Fuß.", "fus"),
    ("A \ufb01re burned.", "ire"),
    ("Rebels, all armed, came.", ","),
    ("Rebels came.", ""),
    ("Rebels came.", " \n"),
    ("Rebels came.", "\u200b"),
    ("Rebels came.", "."),
]


@pytest.mark.parametrize(("text", "words"), _OTHER)
def test_other_words_are_not_found(text: str, words: str) -> None:
    assert _found(text, words) is None


def test_the_exact_words_go_before_the_same_in_another_spelling() -> None:
    assert _quotes("the Army and the army").find("army", 0) == Span(17, 21)


def test_the_numbered_sentence_goes_before_the_ones_beside_it() -> None:
    text = "Two died. Two Died. Two died."
    assert _quotes(text).find("Two died", 1) == Span(10, 18)


@pytest.mark.parametrize("sentence", [0, 2])
def test_a_quote_is_looked_for_beside_the_sentence_that_the_model_names(sentence: int) -> None:
    text = "All was calm. Rebels stormed a post. All was calm."
    assert _quotes(text).find("stormed", sentence) == Span(21, 28)


@pytest.mark.parametrize("sentence", [3, 4, 99, -2, -99])
def test_a_quote_is_not_looked_for_farther_away(sentence: int) -> None:
    text = "All was calm. Rebels stormed a post. All was calm. It rained. It snowed."
    assert _quotes(text).find("stormed", sentence) is None


def test_a_quote_may_run_over_the_end_of_a_sentence() -> None:
    text = "“We left. We will not return,” he said."
    assert _found(text, "We left. We will not return") == "We left. We will not return"


def test_of_several_places_the_nearest_counts() -> None:
    text = "Two men met two others and two more."
    quotes = _quotes(text)
    assert quotes.find("two", 0) == Span(12, 15)
    assert quotes.find("two", 0, near=Span(31, 35)) == Span(27, 30)


def test_a_name_is_looked_for_in_a_run_of_sentences() -> None:
    text = "Hama was calm. Homs was shelled. Idlib slept."
    quotes = _quotes(text)
    assert quotes.find_between("Homs", 0, 1) == Span(15, 19)
    assert quotes.find_between("Idlib", 0, 1) is None


_WORDS = st.text(alphabet="abcdeABCDEéÉßİ019", min_size=1, max_size=6)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=12)


@st.composite
def _text_and_part(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text of one sentence, and the start and end of some of its words."""
    words = draw(_SENTENCES)
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    start = len(" ".join([*words[:first], ""]))
    return " ".join(words), start, start + len(" ".join(words[first : last + 1]))


def _one_sentence(text: str) -> Quotes:
    return Quotes(text, [Span(0, len(text))])


@given(_text_and_part())
def test_whole_words_of_a_sentence_are_always_found_as_they_stand(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    span = _one_sentence(text).find(text[start:end], 0)
    assert span is not None
    assert span.of(text) == text[start:end]


@example(("é E", 0, 1), str.title)
@given(_text_and_part(), st.sampled_from([str.lower, str.casefold, str.title, str.swapcase]))
def test_words_in_other_capitals_and_spaces_lead_to_a_span_that_reads_alike(
    drawn: tuple[str, int, int], respell: Callable[[str], str]
) -> None:
    text, start, end = drawn
    quote = respell(text[start:end]).replace(" ", "\u2009\n ")
    span = _one_sentence(text).find(quote, 0)
    if span is None:  # small letters for capitals are the one likeness that does not count
        assert quote.isupper()
    else:
        assert _unaccented(span.of(text)).split() == _unaccented(text[start:end]).split()


def _unaccented(words: str) -> str:
    """The words in small letters without accents, which do not count either."""
    return "".join(
        one for one in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(one)
    )


@given(st.text(max_size=40), st.text(max_size=12), st.integers(-2, 4))
def test_any_quote_of_any_text_is_a_span_of_the_same_words_or_nothing(
    text: str, words: str, sentence: int
) -> None:
    quotes = _quotes(text)
    span = quotes.find(words, sentence)
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        found = span.of(text)
        assert found == found.strip()
        # What was found is found by its own words: it stands where it is said to stand.
        assert Quotes(text, [span]).find(found, 0) == span


@given(st.text(alphabet="ab'“”\u0301\u200b -–\n", min_size=1, max_size=30), st.data())
def test_what_is_found_for_a_piece_of_a_text_has_its_letters_and_no_others(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    span = _one_sentence(text).find(piece, 0)
    if span is not None:
        assert [sign for sign in span.of(text) if sign in "ab"] == [sign for sign in piece if sign in "ab"]
