"""Which types of events may name one happening."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import EventType
from dateline.linking.kinds import FAMILIES, kinship

TYPES = st.sampled_from(EventType)


def test_every_type_has_a_family() -> None:
    assert set(FAMILIES) == set(EventType)
    assert all(FAMILIES.values())


@given(TYPES, TYPES)
def test_kinship_is_the_same_either_way_and_between_0_and_1(one: EventType, other: EventType) -> None:
    assert kinship(one, other) == kinship(other, one)
    assert 0 <= kinship(one, other) <= 1


@given(TYPES, TYPES)
def test_types_without_a_family_in_common_are_no_kin_and_all_others_are(
    one: EventType, other: EventType
) -> None:
    assert (kinship(one, other) > 0) == bool(FAMILIES[one] & FAMILIES[other])


def test_a_type_is_its_own_next_of_kin_but_for_other_which_is_no_kind() -> None:
    for one, other in product(EventType, EventType):
        if one is not other:
            assert kinship(one, other) < kinship(EventType.AIRSTRIKE, EventType.AIRSTRIKE)
    assert kinship(EventType.OTHER, EventType.OTHER) < 1


@pytest.mark.parametrize(
    ("one", "nearer", "farther"),
    [
        # who lies under the rubble does not see what fell, but knows a strike from a fight
        (EventType.AIRSTRIKE, EventType.SHELLING, EventType.CLASH),
        (EventType.AIRSTRIKE, EventType.DEATH, EventType.CLASH),
        (EventType.AIRSTRIKE, EventType.CLASH, EventType.TALKS),
        (EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.SIEGE),
        (EventType.ASSAULT, EventType.CAPTURE, EventType.SIEGE),
        (EventType.CAPTURE, EventType.WITHDRAWAL, EventType.TALKS),
        (EventType.ABDUCTION, EventType.ARREST, EventType.CLASH),
        (EventType.TALKS, EventType.AGREEMENT, EventType.ACCUSATION),
        (EventType.WITHDRAWAL, EventType.DISPLACEMENT, EventType.DEPLOYMENT),
    ],
)
def test_types_that_writers_take_for_each_other_are_nearer(
    one: EventType, nearer: EventType, farther: EventType
) -> None:
    assert kinship(one, nearer) > kinship(one, farther)
