"""Incidents in the formats of the field: one row for each, by what its accounts come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from dateline.domain import (
    Contradiction,
    Count,
    Counted,
    Effect,
    EventRef,
    EventType,
    Fact,
    Position,
    Span,
    Stance,
    Standing,
    Weighing,
)
from dateline.exporting.acled import acled_table
from dateline.exporting.gdelt import gdelt_table
from dateline.exporting.incidents import to_dict
from dateline.exporting.incidents.gathering import CONTESTED, Gathered, happening_of
from dateline.exporting.incidents.geojson import incident_geojson
from dateline.exporting.incidents.hxl import LAYOUT, TAGS, incident_table
from dateline.exporting.losses import LeftOut
from dateline.exporting.polecat import polecat_table
from dateline.exporting.ucdp import ucdp_table
from tests.fakes import Done, Happens, Says
from tests.incidents import ARMY as THE_ARMY
from tests.incidents import FRONT as THE_FRONT
from tests.incidents import WIRE, any_examined, crossing, crossing_codings, examined, telling
from tests.resolved import ARMY, CIVILIANS, IN_MARJ, ON_22_MAY, REBELS, coded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dateline.domain import Coding, Examined, Telling
    from dateline.exporting.happening import Happening
    from dateline.exporting.sheets import Table

TABLES = [acled_table, ucdp_table, polecat_table, gdelt_table, incident_table]


def _coding(key: str, source: str, agents: str, number: str, stance: Stance = Stance.ASSERTS) -> Coding:
    """A report of a shelling of Marj."""
    text = f"{agents} shelled Marj, killing {number} civilians, a nurse said."
    return coded(
        text,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=(agents,),
            targets=("civilians",),
            places=("Marj",),
            harm=(Done(effect=Effect.KILLED, quantity=number, victims="civilians"),),
            by=("a1",),
        ),
        says=(Says(id="a1", cue="said", source="a nurse", stance=stance),),
        places={"Marj": IN_MARJ},
        actors={agents: ARMY if agents == "The army" else REBELS, "civilians": CIVILIANS},
        counts={number: Count(min=_NUMBERS[number], max=_NUMBERS[number])},
        id=key,
        source=source,
        url=f"https://{key}.example/",
    )


_NUMBERS = {"three": 3, "eight": 8}


def _said(coding: Coding, fact: Fact, words: str, **others: Any) -> Telling:  # noqa: ANN401
    """A telling of words that stand in the report."""
    at = coding.report.text.index(words)
    key = coding.report.id
    known = {"event": EventRef(report=key, event="e1"), "at": Span(at, at + len(words)), "words": words}
    return telling(fact, words, **{**known, **others})


def _gathered(*codings: Coding, dead: Weighing | None = None, **others: Any) -> Gathered:  # noqa: ANN401
    """The incident that some reports tell of, the first in World Wire's words, the rest in the army's."""
    origins = (WIRE.id, THE_ARMY.id, THE_FRONT.id)
    stance = others.pop("stance", Stance.ASSERTS)
    of_agents = others.pop("of_agents", stance)
    tellings: list[Telling] = []
    for coding, origin in zip(codings, origins, strict=False):
        words = coding.report.text.partition(" shelled")[0]
        tellings += [
            _said(coding, Fact.TYPE, "shelled", origin=origin, stance=stance),
            _said(coding, Fact.AGENT, words, origin=origin, stance=of_agents),
            _said(coding, Fact.TARGET, "civilians", origin=origin, stance=stance),
        ]
    weighings = [dead] if dead else []
    weighings += others.pop("weighings", [])
    known = {
        "type": EventType.SHELLING,
        "date": ON_22_MAY,
        "place": IN_MARJ,
        "events": tuple(EventRef(report=coding.report.id, event="e1") for coding in codings),
        "counted": tuple(
            Counted(key=key, origins=(key,), credible=True, partisan=False) for key in origins[: len(codings)]
        ),
    }
    one = examined(*tellings, weighings=tuple(weighings), **{**known, **others})
    return Gathered(examined=one, codings={coding.report.id: coding for coding in codings})


THREE = _coding("r1", "Harbour Dispatch", "Rebels", "three")
EIGHT = _coding("r2", "World Wire", "Rebels", "eight")
BY_THE_ARMY = _coding("r3", "Levant Monitor", "The army", "eight")
DEAD = Weighing(fact=Fact.KILLED, range=Count(min=3, max=8), best=8)


def _happening(gathered: Gathered) -> Happening:
    found = happening_of(gathered)
    assert not isinstance(found, LeftOut)
    return found


def _cells(table: Table) -> dict[str, str]:
    """The cells of the only row; HXL's tags are none."""
    (row,) = table.rows[1:] if table.layout is LAYOUT else table.rows
    return {column: cell for column, cell in zip(table.layout.columns, row, strict=True) if cell}


def test_ucdp_has_the_range_over_independent_origins_and_their_number() -> None:
    cells = _cells(ucdp_table([_gathered(THREE, EIGHT, dead=DEAD)]))
    assert (cells["low"], cells["best"], cells["high"]) == ("3", "8", "8")
    assert cells["number_of_sources"] == "2"
    assert cells["source_office"] == "Harbour Dispatch;World Wire"
    assert cells["source_original"] == "World Wire; Army of the Plain"


def test_deaths_by_side_are_those_of_the_event_with_the_best_number() -> None:
    cells = _cells(ucdp_table([_gathered(THREE, EIGHT, dead=DEAD)]))
    assert (cells["deaths_civilians"], cells["deaths_unknown"]) == ("8", "0")


def test_where_more_are_told_by_side_than_the_best_number_no_side_is_known() -> None:
    fewer = Weighing(fact=Fact.KILLED, range=Count(min=2, max=8), best=2)
    cells = _cells(ucdp_table([_gathered(EIGHT, dead=fewer)]))
    assert (cells["best"], cells["deaths_civilians"], cells["deaths_unknown"]) == ("2", "0", "2")


def test_an_open_range_reaches_no_higher_than_its_best_number() -> None:
    cells = _cells(
        ucdp_table([_gathered(EIGHT, dead=Weighing(fact=Fact.KILLED, range=Count(min=3), best=8))])
    )
    assert (cells["low"], cells["best"], cells["high"]) == ("3", "8", "8")


def test_acled_has_one_row_with_all_outlets_and_the_best_number_of_dead() -> None:
    cells = _cells(acled_table([_gathered(THREE, EIGHT, dead=DEAD)]))
    assert cells["source"] == "Harbour Dispatch; World Wire"
    assert cells["fatalities"] == "8"
    assert cells["actor1"] == "Front of the Hills"
    assert "according to World Wire and Army of the Plain" in cells["notes"]
    assert "Killed: 3 to 8." in cells["notes"]


def test_gdelt_counts_the_mentions_sources_and_articles_of_all_reports() -> None:
    cells = _cells(gdelt_table([_gathered(THREE, EIGHT, dead=DEAD)]))
    assert (cells["NumMentions"], cells["NumSources"], cells["NumArticles"]) == ("2", "2", "2")


def test_the_number_of_a_row_follows_from_the_incidents_id_alone() -> None:
    one, grown = _gathered(THREE), _gathered(THREE, EIGHT)
    other = _gathered(THREE, id="another")
    assert _cells(acled_table([one]))["event_id_cnty"] == _cells(acled_table([grown]))["event_id_cnty"]
    assert _cells(acled_table([one]))["event_id_cnty"] != _cells(acled_table([other]))["event_id_cnty"]


def test_who_did_it_stays_open_where_accounts_name_agents_that_cannot_all_be_meant() -> None:
    contradiction = Contradiction(
        positions=(
            Position(value="Rebels", origins=(WIRE.id,)),
            Position(value="The army", origins=(THE_ARMY.id,)),
        )
    )
    contested = _gathered(
        EIGHT, BY_THE_ARMY, dead=DEAD, weighings=[Weighing(fact=Fact.AGENT, contradiction=contradiction)]
    )
    found = _happening(contested)
    assert (found.agents, found.lacks) == ((), (CONTESTED,))
    table = acled_table([contested])
    assert "Army" not in _cells(table)["actor1"]
    assert (CONTESTED, 1) in table.loss.reduced


def test_whom_somebody_accuses_is_no_agent_of_what_others_assert() -> None:
    accused = _gathered(BY_THE_ARMY, of_agents=Stance.ACCUSES)
    found = _happening(accused)
    assert (found.agents, found.accused) == ((), False)
    cells = _cells(incident_table([accused]))
    assert cells["Accused"] == "The army"
    assert "Who" not in cells
    assert "Army" not in _cells(acled_table([accused])).get("actor1", "")


def test_what_only_accusers_tell_of_is_an_accusation_in_every_format() -> None:
    accusing = _coding("r1", "Harbour Dispatch", "The army", "eight", Stance.ACCUSES)
    one = _gathered(accusing, stance=Stance.ACCUSES, counted=())
    assert _happening(one).accused
    assert "an accusation, not established" in _cells(acled_table([one]))["notes"]
    assert _cells(ucdp_table([one]))["low"] == "0"


def test_what_is_denied_and_asserted_by_nobody_has_no_row() -> None:
    one = _gathered(EIGHT, stance=Stance.DENIES, standing=Standing.DENIED, counted=())
    assert acled_table([one]).loss.left_out == (("denied", 1),)


def test_an_incident_without_any_of_its_reports_is_counted_as_left_out() -> None:
    one = Gathered(examined=_gathered(EIGHT).examined, codings={})
    assert isinstance(happening_of(one), LeftOut)
    assert acled_table([one]).loss.left_out == (("of no report whose coding is at hand", 1),)


@pytest.mark.parametrize("tabulate", TABLES)
@settings(max_examples=20)
@given(one=any_examined())
def test_every_incident_is_a_row_of_all_columns_or_counted_as_left_out(
    tabulate: Callable[[Iterable[Gathered]], Table], one: Examined
) -> None:
    table = tabulate([Gathered(examined=one, codings={})])
    tags = 1 if tabulate is incident_table else 0
    assert len(table.rows) - tags + sum(count for _, count in table.loss.left_out) == table.loss.events == 1
    assert table.loss.lines()[0].endswith("from 1 incident")
    assert all(len(row) == len(table.layout.columns) for row in table.rows)


@pytest.mark.parametrize("tabulate", TABLES)
def test_the_incident_of_the_samples_has_one_row_at_most(
    tabulate: Callable[[Iterable[Gathered]], Table],
) -> None:
    codings = {coding.report.id: coding for coding in crossing_codings()}
    table = tabulate([Gathered(examined=crossing(), codings=codings)])
    assert table.loss.rows + sum(count for _, count in table.loss.left_out) == 1


def test_hxl_has_standing_grade_reason_and_sources_beside_the_range() -> None:
    codings = {coding.report.id: coding for coding in crossing_codings()}
    cells = _cells(incident_table([Gathered(examined=crossing(), codings=codings)]))
    assert (cells["Standing"], cells["Grade"]) == ("disputed", "contested")
    assert cells["Reason"] == crossing().incident.reason
    assert (cells["Killed, low"], cells["Killed, best"]) == ("3", "11")
    assert "Killed, high" not in cells
    assert cells["number_of_sources"] == str(len(crossing().counted))
    assert cells["Published by"] == "Harbour Dispatch | Levant Ground Monitor"
    assert (cells["First told"], cells["Last told"]) == ("2018-12-06", "2018-12-07")
    assert "rebel groups" in cells["Accused"]
    assert "rebel groups" not in cells["Who"]


def test_a_row_of_tags_stands_under_the_header() -> None:
    assert incident_table([]).rows == (tuple(TAGS.values()),)


def test_the_map_has_a_point_with_the_whole_account_table() -> None:
    codings = {coding.report.id: coding for coding in crossing_codings()}
    features, loss = incident_geojson([Gathered(examined=crossing(), codings=codings)])
    (feature,) = features["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.5, 35.2]}
    assert feature["properties"]["tellings"] == to_dict(crossing())["tellings"]
    assert [one["source"] for one in feature["properties"]["reports"]] == [
        "Harbour Dispatch",
        "Levant Ground Monitor",
    ]
    assert (loss.rows, loss.unit) == (1, "incident")


def test_nothing_is_put_on_the_map_by_guess() -> None:
    features, loss = incident_geojson([_gathered(EIGHT, place=None)])
    assert features["features"] == []
    assert loss.left_out == (("the place is not resolved", 1),)
