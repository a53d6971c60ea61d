"""When an account's happening may have been, and how far two are apart in time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.windows import NEWS_DAYS, days_apart, window
from tests.linking.sketches import DAY, sketched, undated


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"first": DAY - 1, "last": DAY}, (DAY - 1, DAY)),
        ({"first": DAY - 30, "last": DAY - 30}, (DAY - 30, DAY - 30)),  # a report of last month's strike
        ({"first": None, "last": None}, (DAY - NEWS_DAYS, DAY)),
        ({"first": None, "last": None, "said": None}, None),
        ({"said": None}, (DAY, DAY)),
    ],
)
def test_an_account_is_of_its_own_days_or_else_of_the_last_before_its_report(
    told: dict[str, Any], expected: tuple[int, int] | None
) -> None:
    assert window(sketched(**told)) == expected


@pytest.mark.parametrize(
    ("here", "there", "apart"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 3), (2, 9), 0),
        ((0, 9), (2, 3), 0),
        ((0, 1), (2, 2), 1),
        ((5, 5), (0, 2), 3),
    ],
)
def test_days_apart_are_those_between_the_windows(
    here: tuple[int, int], there: tuple[int, int], apart: int
) -> None:
    one, other = (sketched(first=DAY + first, last=DAY + last) for first, last in (here, there))
    assert days_apart(one, other) == apart


def test_no_days_lie_between_an_account_and_one_whose_day_nobody_knows() -> None:
    assert days_apart(sketched(), undated()) is None
    assert days_apart(undated(), undated()) is None


STRETCHES = st.tuples(st.integers(0, 20), st.integers(0, 5))


@given(STRETCHES, STRETCHES)
def test_days_apart_are_the_same_either_way_and_none_just_where_a_day_is_shared(
    here: tuple[int, int], there: tuple[int, int]
) -> None:
    one, other = (sketched(first=first, last=first + more) for first, more in (here, there))
    shared = set(range(here[0], sum(here) + 1)) & set(range(there[0], sum(there) + 1))
    assert days_apart(one, other) == days_apart(other, one)
    assert (days_apart(one, other) == 0) == bool(shared)
