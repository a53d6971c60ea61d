"""Parts of the day, weekdays and days of the year, from words for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.hours import WEEKDAYS, hours_of, marks_of, marks_of_day

if TYPE_CHECKING:
    from datetime import date


def hours(told: int) -> list[int]:
    return [hour for hour in range(24) if told >> hour & 1]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Friday", []),
        ("last week", []),
        ("at dawn", list(range(8))),
        ("early Monday morning", list(range(8))),
        ("Friday morning", list(range(4, 13))),
        ("around noon", list(range(10, 15))),
        ("in the afternoon", list(range(12, 19))),
        ("after iftar", list(range(16, 24))),
        ("overnight", [*range(7), *range(18, 24)]),
        ("at midnight", [*range(7), *range(18, 24)]),
        ("a fortnight ago", []),
        ("at 3 pm", [14, 15, 16]),
        ("at 3 p.m.", [14, 15, 16]),
        ("at 12 am", [0, 1, 23]),
        ("at 12 pm", [11, 12, 13]),
        ("at 23:40", [0, 22, 23]),
        ("at 0:15 on Tuesday", [0, 1, 23]),
        ("on 3 May", []),
        ("3.30", [2, 3, 4]),
        ("3 pm on Friday morning", [14, 15, 16]),
    ],
)
def test_words_for_a_part_of_the_day_name_the_hours_that_it_may_mean(words: str, expected: list[int]) -> None:
    assert hours(hours_of([words])) == expected


def test_several_words_name_the_hours_of_any() -> None:
    assert hours_of(["at dawn", "at 3 pm"]) == hours_of(["at dawn"]) | hours_of(["at 3 pm"])
    assert hours_of([]) == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Friday", {"fri"}),
        ("late on THURSDAY", {"thu"}),
        ("Wednesday night", {"wed"}),
        ("on Fri", set()),
        ("on payday", set()),
        ("on December 3", {"12-03"}),
        ("Dec. 3", {"12-03"}),
        ("July 7th", {"07-07"}),
        ("on Sept 9", {"09-09"}),
        ("3 mayors", set()),
        ("the 3rd of December", {"12-03"}),
        ("3 December 2018", {"12-03"}),
        ("Friday, 3 May", {"fri", "05-03"}),
        ("in May 2018", set()),
        ("between 3 May and 5 May", {"05-03", "05-05"}),
        ("the summer", set()),
    ],
)
def test_words_for_a_day_leave_its_weekday_and_its_day_of_the_year(words: str, expected: set[str]) -> None:
    assert marks_of([words]) == expected


@given(st.dates())
def test_the_marks_of_a_day_are_those_that_words_for_it_leave(day: date) -> None:
    weekday = WEEKDAYS[day.weekday()]
    full = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday"}
    full |= {"sat": "Saturday", "sun": "Sunday"}
    words = f"{full[weekday]}, {day.day} {day:%B}"
    assert marks_of([words]) == marks_of_day(day.weekday(), day.month, day.day)
