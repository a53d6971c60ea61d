"""The day that a report's text stands under."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolving import read_dateline

METADATA = date(2018, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23 November 2018 Shells fell on the mill at night.", date(2018, 11, 23)),
        ("Published November 23, 2018 Shells fell on the mill.", date(2018, 11, 23)),
        ("Posted on November 23 2018 by the night desk. Shells fell.", date(2018, 11, 23)),
        ("Last updated on 23 Nov. 2018. Shells fell.", date(2018, 11, 23)),
        ("Last updated at Nov 232018 QAMAR Shells fell on the mill.", date(2018, 11, 23)),
        ("Date of publication 23 November 2018. Shells fell.", date(2018, 11, 23)),
        ("Mill hit by shells Coast Wire Friday 23 Nov 2018 Shells fell.", date(2018, 11, 23)),
        ("23-11-2018 Shells fell on the mill.", date(2018, 11, 23)),
        ("23.11.2018 Shells fell on the mill.", date(2018, 11, 23)),
        ("2018-11-23 Shells fell on the mill.", date(2018, 11, 23)),
        ("QAMAR, 23 November 2018 (Coast Wire) \u2013 Shells fell.", date(2018, 11, 23)),
        ("2 December\u060c 2018 Shells fell on the mill.", date(2018, 12, 2)),
        ("5/11/2018 Shells fell on the mill.", date(2018, 11, 5)),
    ],
)
def test_the_day_over_the_text_goes_before_that_of_the_metadata(text: str, day: date) -> None:
    assert read_dateline(text, METADATA) == day
    assert read_dateline(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on the mill.",
        "On 23 November 2018 shells fell on the mill.",
        "Shells have fallen since 23 November 2018 on the mill.",
        "The truce of November 23, 2018 is over.",
        "Shells fell between 23 November 2018 and Monday.",
        "Shells fell on Friday, 23 November 2018, on the mill.",
        "November 2018 was quiet until shells fell on the mill.",
        "23 November Shells fell on the mill.",
        "31 November 2018 Shells fell on the mill.",
        "Shells fell on the mill. " * 8 + "23 November 2018",
        "",
    ],
)
def test_a_date_inside_a_sentence_or_far_down_is_no_dateline(text: str) -> None:
    assert read_dateline(text, METADATA) == METADATA
    assert read_dateline(text) is None


def test_a_figure_that_can_be_read_both_ways_is_read_as_the_metadata_say() -> None:
    assert read_dateline("11/05/2018 Shells fell.", date(2018, 11, 5)) == date(2018, 11, 5)
    assert read_dateline("11/05/2018 Shells fell.", date(2018, 5, 11)) == date(2018, 5, 11)
    assert read_dateline("11/05/2018 Shells fell.", date(2018, 5, 12)) == date(2018, 5, 11)


@pytest.mark.parametrize(
    ("text", "metadata", "day"),
    [
        ("3-11-2018 Shells fell.", date(2018, 11, 23), date(2018, 11, 23)),
        ("3 November 2018 Shells fell.", date(2018, 11, 13), date(2018, 11, 13)),
        ("3-11-2018 Shells fell.", date(2018, 11, 24), date(2018, 11, 3)),
        ("3-11-2018 Shells fell.", date(2018, 10, 23), date(2018, 11, 3)),
        ("November 3 2018 Shells fell.", date(2018, 11, 13), date(2018, 11, 3)),
        ("03-11-2018 Shells fell.", date(2018, 11, 23), date(2018, 11, 3)),
        ("AFP 3-11-2018 Shells fell.", date(2018, 11, 23), date(2018, 11, 3)),
    ],
)
def test_a_text_that_starts_inside_its_dateline_is_of_the_day_of_the_metadata(
    text: str, metadata: date, day: date
) -> None:
    assert read_dateline(text, metadata) == day


@given(st.text() | st.from_regex(r"\d{1,2}[./-]\d{1,2}[./-][12]\d{3} .*"), st.none() | st.dates())
def test_any_text_has_a_dateline_or_none(text: str, published: date | None) -> None:
    found = read_dateline(text, published)
    assert found is not None or published is None
