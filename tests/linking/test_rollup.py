"""The events of one report, put together by happening."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from dateline.domain import Count, Effect, EventType, Precision, Report, Status
from dateline.linking import roll_up
from dateline.pipeline import code
from tests.codings import codings
from tests.fakes import Done, Happens, Script, ScriptedEngine

if TYPE_CHECKING:
    from dateline.domain import Coding
    from dateline.linking import Account

TEXT = (
    "Shells fell on Kafr Amsa on 3 May 2017. Troops met at the mill. In the evening of 4 May 2017 warplanes "
    "bombed the market of Marj, and at least 12 people were killed in the raid, a nurse said. The Army's "
    "warplanes had come from the coast. Another strike hit Tell Nur. They plan a raid on Bir Salim. "
    "Nine were hurt in the bombing of the market in Marj, near the river."
)


def accounts(*happens: Happens, text: str = TEXT) -> tuple[Account, ...]:
    return roll_up(code(Report(id="r", text=text), ScriptedEngine(Script(opening="", happens=happens))))


def words(account: Account) -> dict[str, list[str]]:
    spans = {
        "events": [event.trigger for event in account.events],
        "times": account.times,
        "places": account.places,
        "agents": account.agents,
    }
    return {part: [span.of(TEXT) for span in some] for part, some in spans.items()}


SHELLING = Happens(type=EventType.SHELLING, trigger="Shells", places=("Kafr Amsa",), times=("3 May 2017",))
RAID = Happens(
    type=EventType.AIRSTRIKE,
    trigger="bombed",
    agents=("warplanes",),
    places=("market of Marj", "Marj"),
    times=("evening of 4 May 2017",),
    harm=(Done(effect=Effect.KILLED, quantity="at least 12", victims="people"),),
)
DEATHS = Happens(
    type=EventType.DEATH,
    trigger="bombing",
    agents=("The Army",),
    places=("Marj#2",),
    harm=(Done(effect=Effect.INJURED, quantity="Nine"),),
)
ELSEWHERE = Happens(type=EventType.AIRSTRIKE, trigger="strike", places=("Tell Nur",))
PLANNED = Happens(type=EventType.AIRSTRIKE, trigger="raid#2", places=("Bir Salim",), status=Status.PLANNED)
TALKS = Happens(type=EventType.TALKS, trigger="met")


def test_the_first_attack_that_harmed_people_is_the_main_happening_and_the_rest_follow_the_text() -> None:
    found = accounts(SHELLING, TALKS, RAID, ELSEWHERE)
    assert [one.events[0].trigger.of(TEXT) for one in found] == ["bombed", "Shells", "met", "strike"]


def test_an_account_is_made_of_all_events_that_nothing_speaks_against() -> None:
    main = accounts(RAID, DEATHS)[0]
    assert words(main) == {
        "events": ["bombed", "bombing"],
        "times": ["evening of 4 May 2017"],
        "places": ["market of Marj", "Marj"],
        "agents": ["warplanes", "The Army"],
    }
    assert main.date is not None
    assert (main.date.start, main.date.precision) == (date(2017, 5, 4), Precision.DAY)
    assert (main.killed.count, main.injured.count) == (Count(min=12), Count(min=9, max=9))


def test_attacks_of_other_days_places_or_kinds_are_other_happenings() -> None:
    assert len(accounts(RAID, ELSEWHERE)) == 2
    assert len(accounts(RAID, SHELLING)) == 2
    fought = Happens(type=EventType.CLASH, trigger="raid")
    assert len(accounts(RAID, fought)) == 2
    third = Happens(type=EventType.AIRSTRIKE, trigger="raid", times=("3 May 2017",))
    assert len(accounts(RAID, third)) == 2


def test_two_places_in_one_town_are_two_happenings_and_the_town_alone_is_either() -> None:
    text = "Shells hit the port in Qamar. Shells hit the mill in Qamar. More shells fell on Qamar."
    port = Happens(type=EventType.SHELLING, trigger="hit", places=("port", "Qamar"))
    mill = Happens(type=EventType.SHELLING, trigger="hit#2", places=("mill", "Qamar#2"))
    town = Happens(type=EventType.SHELLING, trigger="fell", places=("Qamar#3",))
    assert [len(one.events) for one in accounts(port, mill, town, text=text)] == [2, 1]


def test_what_is_planned_gives_no_account() -> None:
    assert accounts(PLANNED) == ()
    assert len(accounts(RAID, PLANNED)) == 1


def test_two_meetings_are_two_happenings() -> None:
    again = Happens(type=EventType.TALKS, trigger="come")
    assert len(accounts(TALKS, again)) == 2


def test_a_writers_bombing_may_be_the_strike() -> None:
    bombing = Happens(type=EventType.BOMBING, trigger="bombing", places=("Marj",))
    assert len(accounts(RAID, bombing)) == 1
    mine = Happens(type=EventType.SUICIDE_BOMBING, trigger="bombing", places=("Marj",))
    assert len(accounts(RAID, mine)) == 2


WAR = (
    "Rockets killed nine people in Marj on 3 May 2017. Another blast there wounded two. Jets hit a camp. "
    "Eleven have died in Marj. The war has killed more than 200,000 people. From 2014 to 2017 many died."
)
ROCKETS = Happens(
    type=EventType.SHELLING,
    trigger="Rockets",
    times=("3 May 2017",),
    harm=(Done(effect=Effect.KILLED, quantity="nine", victims="people"),),
)


def dead(quantity: str, *, times: tuple[str, ...] = ()) -> Happens:
    trigger = {"Eleven": "died", "many": "died#2"}.get(quantity, "killed#2")
    return Happens(
        type=EventType.DEATH,
        trigger=trigger,
        times=times,
        harm=(Done(effect=Effect.KILLED, quantity=quantity),),
    )


@pytest.mark.parametrize(
    ("deaths", "one"),
    [
        (dead("Eleven"), True),  # the toll of what is told
        (dead("more than 200,000"), False),  # of the war
        (dead("many", times=("From 2014 to 2017",)), False),  # of years
    ],
)
def test_the_dead_of_a_war_are_not_those_of_a_day(deaths: Happens, *, one: bool) -> None:
    assert len(accounts(ROCKETS, deaths, text=WAR)) == (1 if one else 2)
    undated = Happens(type=EventType.BOMBING, trigger="blast")
    assert len(accounts(undated, deaths, text=WAR)) == (
        2 if deaths.harm[0].quantity.startswith("more") else 1
    )


def test_deaths_go_with_one_kind_of_attack() -> None:
    fought = Happens(type=EventType.CLASH, trigger="blast")
    jets = Happens(type=EventType.AIRSTRIKE, trigger="hit")
    found = accounts(dead("Eleven"), fought, jets, text=WAR)
    assert [len(one.events) for one in found] == [2, 1]


@given(codings())
def test_every_event_that_happened_is_told_of_in_one_account(coding: Coding) -> None:
    gathered = [id(event) for account in roll_up(coding) for event in account.events]
    happened = [
        id(event)
        for event in coding.events
        if event.status in {Status.REPORTED, Status.ONGOING, Status.DISPUTED}
    ]
    assert sorted(gathered) == sorted(happened)
