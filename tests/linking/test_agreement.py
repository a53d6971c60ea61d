"""Which values of a fact leave room for each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import ActorClass, EventRef, EventType, Fact, PlacePrecision, SourceKind, Span, Telling
from dateline.linking.agreement import agree
from dateline.linking.origins import Manner, Voice
from dateline.linking.tellings import Said
from tests.resolved import (
    ARIHA,
    ARMY,
    FOREIGNERS,
    IDLEB,
    MARJ,
    MILITIA,
    REBELS,
    SYRIA,
    UNKNOWN,
    of_class,
    placing,
)

if TYPE_CHECKING:
    from dateline.domain import Acting, Placing

TOWN = placing(MARJ, PlacePrecision.TOWN, radius_km=5)
DISTRICT = placing(ARIHA, PlacePrecision.ADMIN, radius_km=20)
PROVINCE = placing(IDLEB, PlacePrecision.ADMIN, radius_km=60)
COUNTRY = placing(SYRIA, PlacePrecision.COUNTRY)


def at(place: Placing | None) -> Said:
    return _said(Fact.PLACE, place.place.name if place else "somewhere", place=place)


def by(actor: Acting | None, words: str = "they") -> Said:
    return _said(Fact.AGENT, words, actor=actor)


def _said(fact: Fact, value: str, place: Placing | None = None, actor: Acting | None = None) -> Said:
    telling = Telling(
        fact=fact,
        value=value,
        event=EventRef(report="r", event="e"),
        origin="o",
        words="there",
        at=Span(0, 5),
        quote="there",
        place=place,
        actor=actor,
    )
    voice = Voice(id="o", name="O", kind=SourceKind.UNKNOWN, one_with="o")
    return Said(telling=telling, voice=voice, manner=Manner.OWN, kind=EventType.SHELLING)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (TOWN, TOWN, True),
        (TOWN, DISTRICT, False),  # 40 km apart, and 25 km wide together
        (TOWN, PROVINCE, True),
        (TOWN, COUNTRY, True),
        (TOWN, None, True),
        (None, None, True),
    ],
)
def test_two_places_meet_where_their_circles_do(
    one: Placing | None, other: Placing | None, *, meet: bool
) -> None:
    assert agree(at(one), at(other)) is meet
    assert agree(at(other), at(one)) is meet


SOLDIERS, GUNMEN = of_class(ActorClass.STATE_FORCES), of_class(ActorClass.POLITICAL_MILITIA)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (ARMY, ARMY, True),
        (ARMY, FOREIGNERS, False),
        (ARMY, REBELS, False),
        (ARMY, SOLDIERS, True),
        (ARMY, of_class(ActorClass.GOVERNMENT), True),
        (ARMY, of_class(ActorClass.STATE_FORCES, "RU"), False),
        (ARMY, of_class(ActorClass.STATE_FORCES, None), True),
        (ARMY, GUNMEN, False),
        (REBELS, GUNMEN, True),
        (REBELS, MILITIA, False),  # two names
        (SOLDIERS, GUNMEN, False),
        (ARMY, UNKNOWN, True),
        (ARMY, None, True),
    ],
)
def test_two_agents_meet_where_they_may_be_one(one: Acting, other: Acting | None, *, meet: bool) -> None:
    assert agree(by(one), by(other, "others")) is meet
    assert agree(by(other, "others"), by(one)) is meet


def test_the_same_words_mean_the_same() -> None:
    assert agree(by(ARMY, "the coalition"), by(REBELS, "Coalition"))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("Norric-backed fighters", "Norric forces", True),
        ("Norric-led coalition", "Norric Air Force", True),
        ("Norric-backed fighters", "Marlandic forces", False),
        ("rebels", "Norric forces", False),
    ],
)
def test_whoever_is_backed_by_somebody_may_be_meant_by_it(one: str, other: str, *, meet: bool) -> None:
    assert agree(by(REBELS, one), by(FOREIGNERS, other)) is meet
    assert agree(by(FOREIGNERS, other), by(REBELS, one)) is meet
