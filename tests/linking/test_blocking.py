"""Which accounts are worth comparing with a new one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from dateline.domain import EventType
from dateline.linking.blocking import COMMON, DAYS, LONG, MOST, Blocks
from dateline.linking.sketching import Spot
from tests.linking.sketches import DAY, MARJ, QAMAR, called, sketched, sketches, undated

# An account that has nothing in common with the one on Marj but what a test gives it.
ELSE: dict[str, Any] = {
    "spots": (),
    "grounds": frozenset(),
    "people": frozenset(),
    "told": frozenset({"kill"}),
    "words": frozenset({"kill", "~tll"}),
}
NEAR_MARJ = Spot(place="near", lat=MARJ.lat + 0.3, lon=MARJ.lon + 0.3, radius_km=2.0)


def blocks(*held: Any) -> Blocks:  # noqa: ANN401 -- sketches
    found = Blocks()
    for one in held:
        found.add(one)
    return found


@pytest.mark.parametrize(
    ("shared", "found"),
    [
        ({}, False),
        ({"spots": (MARJ,)}, True),
        ({"spots": (NEAR_MARJ,)}, True),
        ({"spots": (QAMAR,)}, False),
        ({"spots": (QAMAR, MARJ)}, True),
        ({"grounds": frozenset({"~mrj"})}, True),  # the same name, at a place that nobody could look up
        ({"people": frozenset({"~hdd"})}, True),
        ({"words": frozenset({"~krml"})}, True),
        ({"words": frozenset({"kill"})}, False),  # each report of war has it
        ({"spots": (MARJ,), "first": DAY + DAYS, "last": DAY + DAYS}, True),
        ({"spots": (MARJ,), "first": DAY + DAYS + 1, "last": DAY + DAYS + 1}, False),
        ({"spots": (MARJ,), "first": DAY - 20, "last": DAY - DAYS}, True),
        ({"spots": (MARJ,), "first": None, "last": None, "said": DAY + DAYS}, True),
        ({"spots": (MARJ,), "type": EventType.DEATH}, True),
        ({"spots": (MARJ,), "type": EventType.TALKS}, False),
    ],
)
def test_accounts_near_in_time_and_kind_are_found_by_a_place_a_name_or_a_rare_word(
    shared: dict[str, Any], *, found: bool
) -> None:
    one = sketched(people=frozenset({"~hdd"}), words=frozenset({"kill", "~krml"}))
    other = sketched("r2", **{**ELSE, **shared})
    assert blocks(other).near(one) == ([other] if found else [])
    assert blocks(one).near(other) == ([one] if found else [])


@pytest.mark.parametrize("far", [0, 3, 40, 400])
def test_an_account_without_a_day_is_found_by_its_names_whatever_the_others_day(far: int) -> None:
    dated = sketched(first=DAY + far, last=DAY + far)
    open_one = undated("r2")
    assert blocks(dated).near(open_one) == [dated]
    assert blocks(open_one).near(dated) == [open_one]
    assert blocks(open_one).near(undated("r3")) == [open_one]
    assert blocks(open_one).near(undated("r3", **ELSE)) == []


def test_a_long_stretch_is_no_time_to_look_by_and_yet_found_by_its_names() -> None:
    long = sketched(first=DAY - LONG - 1, last=DAY, exact=False)
    assert blocks(long).near(sketched("r2")) == [long]
    assert blocks(long).near(sketched("r2", **ELSE | {"spots": (MARJ,)})) == []


def test_accounts_of_one_report_are_not_held_against_each_other() -> None:
    assert blocks(sketched("r1")).near(sketched("r1/e2")) == []


def test_what_is_removed_is_found_no_more() -> None:
    one, other = sketched("r1"), sketched("r2")
    held = blocks(one, other)
    held.remove(one)
    assert held.near(sketched("r3")) == [other]
    held.remove(other)
    assert held.near(sketched("r3")) == []
    assert held == Blocks()


def test_of_many_those_with_most_in_common_are_compared() -> None:
    close = [sketched(f"close{at:03}") for at in range(20)]
    loose = [sketched(f"loose{at:03}", **ELSE | {"grounds": frozenset({"~mrj"})}) for at in range(2 * MOST)]
    found = blocks(*loose, *close).near(sketched("new"))
    assert len(found) == MOST
    assert [called(one) for one in found[:20]] == [called(one) for one in close]


def test_they_come_in_one_order_whatever_the_order_in_which_they_were_put_in() -> None:
    some = [sketched(f"r{at}") for at in range(9)]
    assert blocks(*some).near(sketched("new")) == blocks(*reversed(some)).near(sketched("new"))


def test_a_name_that_many_have_tells_none_of_them_where_no_day_narrows_it_down() -> None:
    few = blocks(*(undated(f"r{at}") for at in range(COMMON)))
    many = blocks(*(undated(f"r{at}") for at in range(2 * COMMON)))
    assert len(few.near(undated("new"))) == min(COMMON, MOST)
    assert many.near(undated("new")) == []


@given(sketches("r1"), sketches("r2"))
def test_of_two_accounts_each_finds_the_other_or_neither_does(one: Any, other: Any) -> None:  # noqa: ANN401
    assert bool(blocks(one).near(other)) == bool(blocks(other).near(one))


@given(sketches("r1"), sketches("r2"))
def test_keeping_and_removing_leaves_what_was_before(one: Any, other: Any) -> None:  # noqa: ANN401
    held = blocks(one)
    held.add(other)
    held.remove(other)
    assert held == blocks(one)
