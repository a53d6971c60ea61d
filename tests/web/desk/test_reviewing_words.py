"""Words in forms, where they stand, and a text with its events drawn in it."""

from __future__ import annotations

import html
import re

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Span
from dateline.domain.errors import CorrectionRefused
from dateline.exporting.telling import tell
from dateline.web.desk.reviewing.words import WordsAsked, distance, standing
from dateline.web.telling.lighting import drawn
from dateline.web.telling.spans import span_of, written
from tests.codings import codings

TEXT = "Rebels fled.  The rebels of Marj fought the\nrebels' own men; un-rebels did not."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Rebels", ["Rebels"]),
        ("rebels", ["rebels", "rebels", "rebels"]),
        ("REBELS OF", ["rebels of"]),
        ("the rebels'", ["the\nrebels'"]),
        ("ebel", ["ebel", "ebel", "ebel", "ebel"]),
        ("Martians", []),
        ("men;", ["men;"]),
    ],
)
def test_words_stand_as_written_else_in_other_letters_else_inside_others(
    words: str, found: list[str]
) -> None:
    assert [span.of(TEXT) for span in standing(words, TEXT)] == found


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ("0-6", "Rebels"),
        ("6-7", None),
        ("12-17", "The"),
        ("0-5000", None),
        ("6-0", None),
        ("-1-4", None),
        ("0-6;", None),
        ("", None),
        ("99999999999-999999999999", None),
        ("٣-٦", "els"),
    ],
)
def test_a_span_of_a_form_is_of_the_text_and_without_the_blanks_at_its_ends(
    given_: str, words: str | None
) -> None:
    span = span_of(given_, TEXT)
    assert (span.of(TEXT) if span else None) == words


@given(text=st.text(max_size=40), start=st.integers(0, 50), end=st.integers(0, 50))
def test_any_span_that_a_form_gives_lies_in_the_text(text: str, start: int, end: int) -> None:
    span = span_of(f"{start}-{end}", text)
    if span:
        assert start <= span.start < span.end <= min(end, len(text))
        assert span.of(text) == text[start:end].strip()
        assert span_of(written(span), text) == span


def test_words_near_the_event_come_first() -> None:
    asked = WordsAsked(QueryDict("words=rebels"), TEXT, Span(60, 65))
    assert asked.words("words") is None
    (choice,) = asked.choices
    assert [place.words for place in choice.places] == ["rebels"] * 3
    starts = [int(place.at.partition("-")[0]) for place in choice.places]
    assert starts == sorted(starts, key=lambda at: distance(Span(at, at + 6), Span(60, 65)))


def test_words_that_stand_nowhere_are_refused_with_what_they_were() -> None:
    with pytest.raises(CorrectionRefused, match="“Martians”"):
        WordsAsked(QueryDict("words=Martians"), TEXT, Span(0, 6)).words("words")


@given(coding=codings())
def test_whatever_is_lit_the_text_stays_the_report_s_and_each_paragraph_says_where_it_begins(
    coding: object,
) -> None:
    text = coding.report.text  # type: ignore[attr-defined]
    told = tell(coding)  # type: ignore[arg-type]
    page = drawn(text, told, current=1 if told else None, leads=lambda number: f"/{number}/")
    end = 0
    for at, inside in re.findall(r'<p data-at="(\d+)">(.*?)</p>\n', page, re.DOTALL):
        words = html.unescape(re.sub(r"<[^>]*>", "", inside))
        assert text[int(at) : int(at) + len(words)] == words
        assert not text[end : int(at)].strip()
        end = int(at) + len(words)
    assert not text[end:].strip()
