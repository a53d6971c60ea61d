"""Lines to paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.wrapping import paragraphs

ONE = (
    "Members of the Red Banner burned two fuel depots of the Valley Guard west of Tarvos on Thursday, "
    "sources close to the Guard said, and up to 10 guards were killed in the raid on the works."
)
TWO = (
    "Officials in Ostrava accused the Hill Council of letting the raiders pass, which the Council denies; "
    "it calls for an inquiry by the lake states into who held the road that night."
)


@pytest.mark.parametrize("width", [45, 60, 72, 100])
def test_a_text_wrapped_at_a_width_is_joined_to_its_paragraphs(width: int) -> None:
    wrapped = "\n\n".join("\n".join(textwrap.wrap(one, width)) for one in (ONE, TWO, ONE))

    assert paragraphs(wrapped) == [ONE, TWO, ONE]


def test_a_wrapped_text_without_empty_lines_is_parted_where_a_sentence_ends_before_the_width() -> None:
    wrapped = "\n".join("\n".join(textwrap.wrap(one, 60)) for one in (ONE, TWO))

    assert paragraphs(wrapped) == [ONE, TWO]


def test_in_other_texts_every_line_is_a_paragraph() -> None:
    assert paragraphs(f"{ONE}\n{TWO}\nUpper Denn\nLower Denn") == [ONE, TWO, "Upper Denn", "Lower Denn"]
    assert paragraphs("Home\nNews\nMaps\n\nAbout us") == ["Home", "News", "Maps", "About us"]


def test_items_stay_apart_in_a_wrapped_text() -> None:
    wrapped = (
        "\n".join(textwrap.wrap(ONE, 60))
        + "\n• Upper Denn\n• Lower Denn\n"
        + "\n".join(textwrap.wrap(TWO, 60))
    )

    assert paragraphs(wrapped)[1:3] == ["• Upper Denn", "• Lower Denn"]


@pytest.mark.parametrize(
    ("line_end", "line_start", "joined"),
    [
        ("the spokes-", "woman said", "spokeswoman"),
        ("the pro-", "government side", "pro-government"),
        ("at al-", "Rashwan", "al-Rashwan"),
        ("a well-", "planned raid", "well-planned"),
        ("in 2014-", "2017 the", "2014-2017"),
        ("a lake-", "side road", "lake-side"),
    ],
)
def test_words_parted_at_the_end_of_a_line_are_made_whole_and_compounds_keep_their_hyphen(
    line_end: str, line_start: str, joined: str
) -> None:
    filler = "and so it went on through the night until nobody was\n"
    middle = f"left to count them at the mill of old Sarr, {line_end}\n{line_start} {filler}"
    text = f"{filler}{filler}{middle}{filler}there at the lake-side."

    assert joined in paragraphs(text, hyphenated=True)[0]


@given(st.text(alphabet=st.sampled_from("ab.- \n•é"), max_size=400))
def test_no_letter_is_lost(text: str) -> None:
    joined = "".join(paragraphs(text))

    assert sorted(joined.replace(" ", "")) == sorted("".join(text.split()))
