"""The times of an incident: how long after it reports came, which figures moved, and the strip of days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from dateline.domain import DateRange, Precision
from dateline.exporting.incidents.accounts import tell_incident
from dateline.linking import examine
from dateline.web.telling.times import WIDTH, gap_words, times_of
from tests.linking.two_lands import coded, sources, strike, told

if TYPE_CHECKING:
    from dateline.web.telling.times import Times


def _times(*days: int, killed: tuple[str, ...]) -> Times:
    """What the Harbour Dispatch tells of one strike on some days of May 2018."""
    reports = [
        coded(
            f"On 21 May a jet struck Marj, killing {number}.",
            strike("struck", killed=number, times=("On 21 May",)),
            day=day,
        )
        for day, number in zip(days, killed, strict=True)
    ]
    return times_of(tell_incident(examine("i1", [told(one) for one in reports], sources())))


@pytest.mark.parametrize(
    ("first", "last", "day", "words"),
    [
        (3, 3, 3, "the same day"),
        (3, 3, 4, "1 day later"),
        (1, 3, 12, "9 days later"),
        (1, 9, 4, "within these days"),
        (3, 3, 2, "before the day that it is told of"),
    ],
)
def test_how_long_after_it_a_report_came_is_told_in_words(
    first: int, last: int, day: int, words: str
) -> None:
    happened = DateRange(start=date(2018, 5, first), end=date(2018, 5, last), precision=Precision.RANGE)
    assert gap_words(happened, date(2018, 5, day)) == words


def test_a_figure_that_a_source_replaced_is_told_with_both_and_the_day() -> None:
    times = _times(22, 25, killed=("five people", "eight people"))
    assert [day.words for day in times.days] == ["22 May 2018", "25 May 2018"]
    assert [each.figures[0].figures[0].split(" – ")[0] for day in times.days for each in day.told] == [
        "5",
        "8",
    ]
    assert len(times.moved) == 1
    assert times.moved[0].startswith("killed: 5, now 8 – Harbour Dispatch, 25 May 2018")


def test_the_strip_shows_the_days_of_it_and_of_reports_to_scale() -> None:
    strip = _times(22, 30, killed=("five people", "eight people")).strip
    assert strip
    assert (strip.first, strip.last) == ("21 May 2018", "30 May 2018")
    one, other = strip.ticks
    assert other.x - one.x == pytest.approx(8 * strip.width, abs=1)  # 21 May is one day wide
    assert strip.x + strip.width / 2 == pytest.approx(one.x - strip.width, abs=1)
    assert other.x < WIDTH


def test_of_days_too_close_to_be_told_apart_the_first_bears_all_numbers() -> None:
    strip = _times(22, 23, 20 + 11, killed=("five people",) * 3).strip
    assert strip
    assert [tick.numbers for tick in strip.ticks] == ["1", "2", "3"]
    reports = [
        coded(
            "Since May 2010 jets struck Marj, killing five people.",
            strike("struck", killed="five people", times=("Since May 2010",)),
            day=day,
        )
        for day in (20, 21)
    ]
    long = times_of(tell_incident(examine("i1", [told(one) for one in reports], sources()))).strip
    assert long
    assert [tick.numbers for tick in long.ticks] == ["1, 2", ""]


def test_one_day_alone_needs_no_strip() -> None:
    assert _times(21, killed=("five people",)).strip is None
