"""One happening that a report tells of twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.domain import (
    DateRange,
    Effect,
    EventType,
    Feature,
    Place,
    PlacePrecision,
    Precision,
    Status,
)
from dateline.exporting.doubles import times_again, told_elsewhere
from dateline.exporting.happening import happenings
from tests.fakes import Done, Happens
from tests.resolved import IDLEB, IN_MARJ, coded, placing

K = Effect.KILLED
TEXT = (
    "Shells hit Marj and the strike on Marj killed six. In Idleb the toll rose to nine. Rain fell in Raqqa."
)
RAQQA = Place(
    id="geonames:9", name="Raqqa", lat=35.9, lon=39.0, feature=Feature.TOWN, country="SY", admin1="Raqqa"
)
PLACES = {
    "Marj": IN_MARJ,
    "Marj#2": IN_MARJ,
    "Idleb": placing(IDLEB, PlacePrecision.ADMIN),
    "Raqqa": placing(RAQQA, PlacePrecision.TOWN),
}


@pytest.mark.parametrize(
    ("kind", "place", "again"),
    [
        (EventType.SHELLING, ("Marj#2",), 1),
        (EventType.AIRSTRIKE, ("Marj#2",), 0),
        (EventType.SHELLING, ("Raqqa",), 0),
        (EventType.SHELLING, (), 0),
    ],
)
def test_events_of_one_type_day_and_place_may_be_one(
    kind: EventType, place: tuple[str, ...], again: int
) -> None:
    first = Happens(type=EventType.SHELLING, trigger="hit", places=("Marj",))
    second = Happens(type=kind, trigger="strike", places=place)
    assert times_again(happenings(coded(TEXT, first, second, places=PLACES))) == again


def test_events_without_a_date_are_not_held_to_be_one() -> None:
    events = (Happens(type=EventType.SHELLING, trigger=trigger) for trigger in ("hit", "strike"))
    assert times_again(happenings(coded(TEXT, *events, dated=None))) == 0


STRIKE = Happens(
    type=EventType.AIRSTRIKE, trigger="strike", places=("Marj#2",), harm=(Done(effect=K, quantity="six"),)
)


@pytest.mark.parametrize(
    ("other", "place", "told"),
    [
        (STRIKE, ("Idleb",), True),
        (STRIKE, (), True),
        (STRIKE, ("Raqqa",), False),
        (Happens(type=EventType.AIRSTRIKE, trigger="strike"), (), False),
        (
            Happens(
                type=EventType.AIRSTRIKE,
                trigger="strike",
                status=Status.DENIED,
                harm=(Done(effect=K, quantity="six"),),
            ),
            (),
            False,
        ),
    ],
)
def test_a_toll_is_told_elsewhere_where_an_event_with_deaths_lies_in_its_division(
    other: Happens,
    place: tuple[str, ...],
    told: bool,  # noqa: FBT001 -- a table's column
) -> None:
    toll = Happens(
        type=EventType.DEATH, trigger="toll", places=place, harm=(Done(effect=K, quantity="nine"),)
    )
    found = list(happenings(coded(TEXT, other, toll, places=PLACES)))
    assert told_elsewhere(found[-1]) is told


def test_a_toll_of_other_days_is_its_own() -> None:
    toll = Happens(type=EventType.DEATH, trigger="toll", harm=(Done(effect=K, quantity="nine"),))
    coding = coded(TEXT, STRIKE, toll, places=PLACES)
    (found,) = (one for one in happenings(coding) if one.event.type is EventType.DEATH)
    assert told_elsewhere(found)
    may = DateRange(start=date(2018, 5, 1), end=date(2018, 5, 3), precision=Precision.RANGE)
    moved = replace(found, event=replace(found.event, date=may))
    assert not told_elsewhere(moved)
