from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, NameClass, PlacePrecision, Unresolved
from dateline.exporting.mentioned import mentioned_places
from tests.codings import OIL_FIELD, sample_coding
from tests.fakes import Happens
from tests.resolved import ARIHA, IDLEB, IN_MARJ, coded, placing

if TYPE_CHECKING:
    from dateline.domain import Coding

_TEXT = "Shells hit Marj in Idleb on Tuesday. Marj and Ariha, in Idleb, are towns; so is Ariha's Kafr."
_IN_ARIHA, _IN_IDLEB = placing(ARIHA, PlacePrecision.ADMIN), placing(IDLEB, PlacePrecision.ADMIN)


def test_the_place_of_an_event_is_not_among_those_merely_mentioned() -> None:
    assert [filler.words for filler in mentioned_places(_coding("Marj"))] == ["Idleb", "Ariha", "Kafr"]


def test_a_name_inside_the_words_for_an_events_place_is_not_merely_mentioned() -> None:
    found = [filler.words for filler in mentioned_places(_coding("Marj in Idleb"))]
    assert found == ["Ariha", "Idleb", "Kafr"]


def test_a_place_that_is_mentioned_twice_stands_once_with_what_it_resolves_to() -> None:
    told = [filler.meaning for filler in mentioned_places(_coding("Marj"))]
    assert [(meaning.name, meaning.resolved) for meaning in told if meaning] == [
        ("Idleb, Syria", True),
        ("Ariha, Idleb, Syria", True),
        ("not placed", False),
    ]


def test_nothing_is_listed_where_no_place_was_looked_up() -> None:
    assert mentioned_places(sample_coding(OIL_FIELD)) == ()


def _coding(where: str) -> Coding:
    names = ("Marj", "Idleb", "Marj#2", "Ariha", "Idleb#2", "Ariha#2", "Kafr")
    return coded(
        _TEXT,
        Happens(type=EventType.SHELLING, trigger="hit", places=(where,)),
        names=tuple((name, NameClass.PLACE) for name in names),
        places={
            where: IN_MARJ,
            **dict.fromkeys(("Marj", "Marj#2"), IN_MARJ),
            **dict.fromkeys(("Idleb", "Idleb#2"), _IN_IDLEB),
            **dict.fromkeys(("Ariha", "Ariha#2"), _IN_ARIHA),
            "Kafr": Unresolved(reason="no such place"),
        },
    )
