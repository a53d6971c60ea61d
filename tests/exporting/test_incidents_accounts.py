"""Incidents in words: the account table and what it comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import (
    Contradiction,
    Count,
    Counted,
    DateRange,
    EventRef,
    EventType,
    Fact,
    Move,
    PlacePrecision,
    Position,
    Precision,
    Stance,
    Standing,
    Weighing,
)
from dateline.exporting.incidents.accounts import tell_incident
from dateline.exporting.incidents.findings import Finding
from dateline.exporting.incidents.wording import value_words
from tests.incidents import ARMY, FRONT, WIRE, any_examined, crossing, examined, happened, killed, telling
from tests.resolved import IN_MARJ, MARJ, SYRIA, placing

if TYPE_CHECKING:
    from dateline.domain import Examined, Telling


@given(any_examined())
def test_every_telling_stands_in_the_table_once(one: Examined) -> None:
    told = tell_incident(one)
    shown = [value.telling for fact in told.facts for saying in fact.sayings for value in saying.values]
    assert sorted(shown, key=id) == sorted(one.incident.tellings, key=id)


@given(any_examined())
def test_a_quote_stands_under_one_number_whoever_brings_it_and_is_first_once(one: Examined) -> None:
    numbers: dict[str, set[int]] = {}
    firsts: list[int] = []
    for fact in tell_incident(one).facts:
        for saying in fact.sayings:
            for value in saying.values:
                numbers.setdefault(value.quote, set()).add(value.number)
                firsts += [value.number] if value.first else []
    assert all(len(found) == 1 for found in numbers.values())
    assert firsts == list(range(1, len(numbers) + 1))


def test_the_two_samples_give_both_tolls_and_who_gives_each() -> None:
    told = tell_incident(crossing())
    killed_of = next(fact for fact in told.facts if fact.fact is Fact.KILLED)
    assert [(one.values[0].value, one.who, one.through, one.day) for one in killed_of.sayings] == [
        ("3", "Syrian police (Assad)", ("Harbour Dispatch",), "6 December 2018"),
        ("at least 11", "unnamed sources of Levant Ground Monitor", (), "7 December 2018"),
    ]
    assert (told.what, told.date) == ("Shelling", "6 December 2018")
    assert told.where == "Jisr Wadi, Hama, Syria, within 2 km"
    assert told.killed == "at least 3; best 11"


_VALUES = [
    (telling(Fact.TYPE, "drone_strike"), "Drone strike"),
    (
        telling(
            Fact.DATE,
            "2018-05-01/2018-05-31",
            date=DateRange(start=date(2018, 5, 1), end=date(2018, 5, 31), precision=Precision.MONTH),
        ),
        "May 2018",
    ),
    (telling(Fact.PLACE, "Marj", place=IN_MARJ), "Marj, Idleb, Syria, within 2 km"),
    (
        telling(Fact.PLACE, "Marj", place=placing(MARJ, PlacePrecision.NEAR, 5)),
        "near Marj, Idleb, Syria, within 5 km",
    ),
    (telling(Fact.PLACE, "Syria", place=placing(SYRIA, PlacePrecision.COUNTRY)), "Syria"),
    (telling(Fact.PLACE, "the old mill"), "the old mill"),
    (killed("at least 1200", Count(min=1200)), "at least 1,200"),
    (killed("none", Count(min=0, max=0)), "none"),
    (telling(Fact.KILLED, "several", count=Count()), "several"),
    (telling(Fact.AGENT, "Front of the Hills"), "Front of the Hills"),
]


@pytest.mark.parametrize(("one", "words"), _VALUES, ids=[words for _, words in _VALUES])
def test_a_telling_in_words(one: Telling, words: str) -> None:
    assert value_words(one) == words


_NOTES = [
    (
        Weighing(fact=Fact.KILLED, range=Count(min=3), best=11),
        Finding.RANGE,
        "over independent origins: at least 3; best 11",
    ),
    (
        Weighing(
            fact=Fact.KILLED, moved=(Move(origin=WIRE.id, earlier="3", later="6", said=date(2018, 5, 23)),)
        ),
        Finding.MOVED,
        "moved: 3, now 6 – World Wire, 23 May 2018",
    ),
    (
        Weighing(
            fact=Fact.KILLED,
            contradiction=Contradiction(
                positions=(
                    Position(value="3", origins=(ARMY.id,)),
                    Position(value="at least 1200", origins=(WIRE.id, FRONT.id)),
                ),
                growth=True,
            ),
        ),
        Finding.DIFFER,
        (
            "accounts differ (the higher was told later): 3 – Army of the Plain; "
            "at least 1,200 – World Wire, Front of the Hills"
        ),
    ),
    (Weighing(fact=Fact.KILLED, denied_by=(ARMY.id,)), Finding.DENIED, "denied by Army of the Plain"),
    (Weighing(fact=Fact.KILLED, common="at least 1200"), Finding.COMMON, "common ground: at least 1,200"),
]


@pytest.mark.parametrize(
    ("weighing", "finding", "words"), _NOTES, ids=[str(finding) for _, finding, _ in _NOTES]
)
def test_what_a_fact_comes_to_in_words(weighing: Weighing, finding: Finding, words: str) -> None:
    one = examined(happened(), killed("at least 1200", Count(min=1200)), weighings=(weighing,))
    killed_of = next(fact for fact in tell_incident(one).facts if fact.fact is Fact.KILLED)
    assert [(note.finding, note.words) for note in killed_of.notes] == [(finding, words)]


def test_what_a_voice_says_in_one_manner_stands_together_but_each_figure_alone() -> None:
    one = examined(
        happened(),
        telling(Fact.MEANS, "rockets"),
        telling(Fact.MEANS, "mortars"),
        telling(Fact.MEANS, "a drone", stance=Stance.HEDGES),
        killed("3", Count(min=3, max=3)),
        killed("at least 1", Count(min=1)),
    )
    by_fact = {
        fact.fact: [[value.value for value in saying.values] for saying in fact.sayings]
        for fact in tell_incident(one).facts
    }
    assert by_fact[Fact.MEANS] == [["rockets", "mortars"], ["a drone"]]
    assert by_fact[Fact.KILLED] == [["3"], ["at least 1"]]


def test_a_place_that_is_not_resolved_is_told_by_the_words_of_most_origins() -> None:
    one = examined(
        happened(),
        telling(Fact.PLACE, "a mill"),
        telling(Fact.PLACE, "Kafr Amsa"),
        telling(Fact.PLACE, "Kafr Amsa", origin=ARMY.id),
        telling(Fact.PLACE, "Tell Hawa", origin=FRONT.id, stance=Stance.DENIES),
    )
    told = tell_incident(one)
    assert (told.place, told.where) == ("Kafr Amsa", "Kafr Amsa – not placed")
    assert tell_incident(examined(happened())).where == ""


def test_the_name_of_a_place_that_is_not_resolved_comes_before_a_noun_for_it() -> None:
    one = examined(happened(), telling(Fact.PLACE, "the crossing"), telling(Fact.PLACE, "Jisr Wadi"))
    assert tell_incident(one).place == "Jisr Wadi"


def test_harm_comes_first() -> None:
    one = examined(happened(), telling(Fact.AGENT, "rebels"), killed("3", Count(min=3, max=3)))
    assert [fact.label for fact in tell_incident(one).facts] == ["killed", "who", "what"]


@pytest.mark.parametrize(
    ("stance", "warning"),
    [
        (Stance.ASSERTS, ""),
        (Stance.ACCUSES, "an accusation, not established"),
        (Stance.DENIES, "a denial"),
        (Stance.HEDGES, "not certain, by the source's own words"),
    ],
)
def test_what_is_more_or_less_than_asserted_is_called_so(stance: Stance, warning: str) -> None:
    one = examined(happened(), telling(Fact.AGENT, "rebels", stance=stance))
    agents = next(fact for fact in tell_incident(one).facts if fact.fact is Fact.AGENT)
    assert [saying.warning for saying in agents.sayings] == [warning]


@pytest.mark.parametrize(
    ("stances", "kind", "warning"),
    [
        ((Stance.ACCUSES,), EventType.AIRSTRIKE, "Accusation, not established"),
        ((Stance.ACCUSES, Stance.DENIES), EventType.AIRSTRIKE, "Accusation, not established"),
        ((Stance.ACCUSES, Stance.ASSERTS), EventType.AIRSTRIKE, ""),
        ((Stance.ACCUSES,), EventType.ACCUSATION, ""),
        ((Stance.DENIES,), EventType.AIRSTRIKE, "Nobody says in their own name that it happened"),
    ],
)
def test_a_reader_is_warned_of_what_nobody_asserts(
    stances: tuple[Stance, ...], kind: EventType, warning: str
) -> None:
    one = examined(*(happened(stance) for stance in stances), type=kind)
    assert tell_incident(one).warning == warning


def test_the_sources_are_counted_by_independent_origins_and_by_reports() -> None:
    events = (
        EventRef(report="r1", event="e1"),
        EventRef(report="r1", event="e2"),
        EventRef(report="r2", event="e1"),
    )
    assert tell_incident(examined(happened(), events=events)).sources == "1 independent origin, 2 reports"
    denied = examined(happened(Stance.DENIES), counted=(), standing=Standing.DENIED)
    assert tell_incident(denied).sources == "no origin asserts it, 1 report"


def test_a_report_all_of_whose_origins_were_heard_before_adds_none() -> None:
    events = tuple(EventRef(report=key, event="e1") for key in ("r1", "r2", "r3"))
    wire = replace(WIRE, reports=("r1", "r2", "r3"))
    army = replace(ARMY, reports=("r2",))
    told = tell_incident(examined(happened(), events=events, origins=(wire, army, FRONT)))
    assert told.adding_none == {"r3": "adds no origin: passes on World Wire"}


def test_origins_that_count_as_one_are_named_together_with_their_kinds_and_why() -> None:
    both = (
        Counted(key="wire", origins=(WIRE.id,), credible=True, partisan=False),
        Counted(key="plain", origins=(ARMY.id, FRONT.id), credible=False, partisan=True),
        Counted(key="x", origins=(), credible=False, partisan=False),
    )
    told = tell_incident(examined(happened(), counted=both)).counted
    assert [(", ".join(one.names), one.note) for one in told] == [
        ("World Wire", "agency"),
        ("Army of the Plain, Front of the Hills", "party to the conflict, on a side"),
        ("", "passes on what others say"),
    ]


@pytest.mark.parametrize(
    ("side", "name"),
    [
        ("army", "unnamed sources of World Wire on the side of Army of the Plain"),
        ("unheard", "unnamed sources of World Wire on a side"),
        (None, "unnamed sources of World Wire"),
    ],
)
def test_unnamed_people_of_one_report_are_told_apart_by_their_side(side: str | None, name: str) -> None:
    key = "report:r1:side" if side else "report:r1"
    unnamed = replace(WIRE, id=key, name="unnamed sources of World Wire", alignment=side)
    one = examined(telling(Fact.AGENT, "rebels", origin=key), origins=(unnamed, ARMY))
    assert tell_incident(one).facts[0].sayings[0].who == name


@pytest.mark.parametrize(
    ("words", "shown"), [("Rebels", ""), ("The  quote.", ""), ("the gunmen", "the gunmen")]
)
def test_words_stand_beside_a_value_where_they_say_more_and_are_not_the_quote(words: str, shown: str) -> None:
    one = examined(telling(Fact.AGENT, "rebels", words=words, quote="The quote."))
    assert tell_incident(one).facts[0].sayings[0].values[0].words == shown
