"""The two sample pages that disagree on who shelled a ferry crossing, and on its dead: one account table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import Count, Fact, Feature, Grade, Place, SourceKind, Standing
from dateline.linking import RegisterSources, Told, examine, roll_up
from dateline.pipeline import Lookups, code
from dateline.reading import read
from tests.codings import HARBOUR, MONITOR
from tests.fakes import ScriptedEngine
from tests.lookups import SYRIA, InMemoryGazetteer, register
from tests.sample_scripts import SAMPLE_SCRIPTS

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Examined

JISR_WADI = Place(
    id="dateline:jisr-wadi",
    name="Jisr Wadi",
    lat=35.2,
    lon=36.5,
    feature=Feature.TOWN,
    country="SY",
    population=800,
)
HAMA = Place(
    id="geonames:999201",
    name="Hama",
    lat=35.1,
    lon=36.7,
    feature=Feature.TOWN,
    country="SY",
    population=800_000,
)


def told(page: Path) -> Told:
    lookups = Lookups(gazetteer=InMemoryGazetteer([SYRIA, HAMA, JISR_WADI]), register=register())
    coding = code(read(page), ScriptedEngine(*SAMPLE_SCRIPTS), lookups)
    return Told(coding=coding, account=roll_up(coding)[0])


@pytest.fixture(scope="module")
def crossing() -> Examined:
    return examine("i1", [told(MONITOR), told(HARBOUR)], RegisterSources(register=register()))


def test_the_table_shows_both_tolls_and_who_gives_each(crossing: Examined) -> None:
    names = {origin.id: origin.name for origin in crossing.incident.origins}
    killed = [
        (one.value, names[one.origin], one.through, one.quote)
        for one in crossing.incident.tellings
        if one.fact is Fact.KILLED
    ]
    assert killed == [
        (
            "3",
            "Syrian police (Assad)",
            ("Harbour Dispatch",),
            (
                "Three civilians were killed and nine others wounded on Thursday when armed groups shelled "
                "the ferry crossing at Jisr Wadi with rockets"
            ),
        ),
        (
            "at least 11",
            "unnamed sources of Levant Ground Monitor",
            ("Levant Ground Monitor",),
            (
                "At least eleven people, including two children, were killed when government artillery hit a "
                "queue at the Jisr Wadi ferry crossing on Thursday morning"
            ),
        ),
    ]


def test_the_table_shows_whom_each_names_and_who_denies_and_accuses(crossing: Examined) -> None:
    agents = [
        (one.value, one.stance.value, one.origin.partition(":")[0], one.through[-1])
        for one in crossing.incident.tellings
        if one.fact is Fact.AGENT
    ]
    assert agents == [
        ("armed groups", "asserts", "actor", "Harbour Dispatch"),
        ("Syrian Arab Army", "denies", "actor", "Harbour Dispatch"),
        ("“the states that arm these groups”", "accuses", "actor", "Harbour Dispatch"),
        ("Syrian Arab Army", "asserts", "report", "Levant Ground Monitor"),
        ("rebel groups", "accuses", "actor", "Levant Ground Monitor"),
    ]


def test_the_accounts_share_the_day_and_the_place_and_contest_the_rest(crossing: Examined) -> None:
    common = {one.fact: one.common for one in crossing.weighings if one.common}
    assert common == {Fact.TYPE: "shelling", Fact.DATE: "2018-12-06", Fact.PLACE: "Jisr Wadi"}
    killed = next(one for one in crossing.weighings if one.fact is Fact.KILLED)
    assert killed.contradiction is not None
    assert [one.value for one in killed.contradiction.positions] == ["3 civilians", "at least 11 people"]
    assert killed.best == 11  # the credible origin's, not the party's


def test_the_incident_is_contested_and_says_why(crossing: Examined) -> None:
    incident = crossing.incident
    assert (incident.standing, incident.grade) == (Standing.DISPUTED, Grade.CONTESTED)
    assert incident.reason == (
        "Who did it is contested: the Syrian police name “armed groups”, and the Levant Ground Monitor "
        "(unnamed sources) names the Syrian Arab Army; the Syrian Arab Army denies that it did it."
    )
    assert (incident.killed, incident.injured) == (Count(min=3), Count(min=9))
    assert incident.place is not None
    assert incident.place.place == JISR_WADI


def test_army_ministry_and_police_of_one_state_are_one_side(crossing: Examined) -> None:
    parties = [one for one in crossing.incident.origins if one.kind is SourceKind.PARTY]
    assert len(parties) == 4
    assert {one.alignment for one in parties} == {"syria-government-assad"}
