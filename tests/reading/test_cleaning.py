"""A text is cleaned once, and cleaning it again changes nothing."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.domain.errors import DatelineError
from dateline.reading import read, report_id
from dateline.reading.cleaning import clean, clean_line

if TYPE_CHECKING:
    from dateline.domain import Report


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a  \t b", "a b"),
        ("a\u00a0\u2009b", "a b"),
        ("a \n\n\n\n b ", "a\n\nb"),
        ("bom\u00adbing", "bombing"),
        ("Alep\u200bpo\ufeff", "Aleppo"),
        ("\u202bدمشق\u202c", "دمشق"),
        ("می\u200cشود", "می\u200cشود"),
        ("so\u200dcalled", "socalled"),
        ("e\u0301te\u0301", "été"),
        ("a\x00\x07b\ud800", "ab?"),
    ],
)
def test_a_text_is_cleaned(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text())
@example("\u0300\u200b\u0301 \u1100\u00ad\u1161")
def test_a_clean_text_is_nfc_and_stays_as_it_is(raw: str) -> None:
    cleaned = clean(raw)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert "\n" not in clean_line(raw)


def _stands(report: Report) -> None:
    assert report.text.strip()
    assert unicodedata.is_normalized("NFC", report.text)
    assert clean(report.text) == report.text
    assert report.id == report_id(report.text)
    assert len(report.id) == 16
    assert all(one.text for one in report.set_apart)


_MARKUP = (
    "<p>",
    "</p>",
    "<div class=comments>",
    "</div>",
    "<h1>",
    "</h1>",
    "<br>",
    "<ul><li>",
    "<a href=x>",
    "</a>",
    "<table><tr><td>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<aside>",
    "<title>",
    "<meta charset=utf-16>",
    "<article>",
    "<b hidden>",
    "&amp;",
    "&#xD800;",
    "<svg>",
)
_LINES = (
    "Rebels shelled the mill on Friday, a guard said. ",
    "Notify of",
    "3,250 raised",
    "BTC: 1abc",
    "Reply",
    "– Nov. 23, 2018:",
)
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(_MARKUP),
        st.sampled_from(_LINES),
        st.text(max_size=20),
    ),
    max_size=30,
).map("".join)


@given(st.one_of(st.binary(max_size=300), MARKUP.map(lambda markup: markup.encode("utf-8", "replace"))))
@example(b"%PDF-1.4 nothing")
@example(b"<?xml version='1.0' encoding='utf-8'?><html><p>")
def test_any_bytes_are_a_report_or_one_of_our_errors(body: bytes) -> None:
    try:
        report = read(body)
    except DatelineError as error:
        assert str(error)  # noqa: PT017 (both ends are right)
    else:
        _stands(report)


@given(st.text(max_size=300))
def test_any_text_is_a_report_or_one_of_our_errors(text: str) -> None:
    try:
        report = read("Text:\n" + text)
    except DatelineError as error:
        assert str(error)  # noqa: PT017 (both ends are right)
    else:
        _stands(report)


def test_the_same_words_have_the_same_id_wherever_they_stand() -> None:
    words = "Two shells fell on the mill of Sarr on Monday, residents said, and nobody was hurt."

    assert read(words).id == read(f"<html><body><p>{words}</p></body></html>").id == report_id(words)
    assert read(words).id != read(words + " So far.").id
