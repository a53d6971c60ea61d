"""UCDP GED's 49 columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import (
    ActorClass,
    Count,
    DateRange,
    Effect,
    EventType,
    Feature,
    Place,
    PlacePrecision,
    Precision,
    Stance,
    Unresolved,
)
from dateline.exporting.ucdp import LAYOUT, ucdp_table
from dateline.exporting.ucdp.codes import priogrid_cell
from tests.fakes import Done, Happens, Says
from tests.resolved import (
    ARIHA,
    ARMY,
    CIVILIANS,
    CLAN,
    FOREIGNERS,
    IDLEB,
    IN_MARJ,
    MARJ,
    MILITIA,
    MINISTRY,
    ON_22_MAY,
    REBELS,
    SYRIA,
    actor,
    between,
    coded,
    of_class,
    only_row,
    placing,
)

if TYPE_CHECKING:
    from dateline.domain import Acting, Coding, Placing

K = Effect.KILLED

# As published: the columns of GED 24.1, in their order.
COLUMNS = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt",
    "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end",
    "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
TEXT = (
    "The ones attacked the others in Marj. Six soldiers, four fighters and three civilians died, a man said."
)
BY = ("a1",)
SAID = Says(id="a1", cue="said", source="a man")
SIX = Done(effect=K, quantity="Six", victims="soldiers")
FOUR = Done(effect=K, quantity="four", victims="fighters")
THREE = Done(effect=K, quantity="three", victims="civilians")
COUNTS = {
    "Six": Count(min=6, max=6),
    "four": Count(min=4, max=4),
    "three": Count(min=3, max=3),
}


def test_the_columns_are_ucdps_49_in_their_order() -> None:
    assert list(LAYOUT.columns) == COLUMNS
    assert len(COLUMNS) == 49


def test_an_event_fills_the_columns_as_the_codebook_has_them() -> None:
    row = _row(_coding(REBELS, ARMY, SIX, FOUR, THREE, by=BY))
    assert int(row.pop("id")) > 0
    assert {column: cell for column, cell in row.items() if cell} == {
        "year": "2018",
        "type_of_violence": "1",
        "dyad_name": "Government of Syria - Front of the Hills",
        "side_a": "Government of Syria",
        "side_b": "Front of the Hills",
        "number_of_sources": "1",
        "source_article": "Levant Monitor,2018-05-23,Shells on Marj",
        "source_office": "Levant Monitor",
        "source_date": "2018-05-23",
        "source_headline": "Shells on Marj",
        "source_original": "a man",
        "where_prec": "1",
        "where_coordinates": "Marj",
        "where_description": "Marj",
        "adm_1": "Idleb",
        "adm_2": "Ariha",
        "latitude": "35.5",
        "longitude": "36.25",
        "geom_wkt": "POINT (36.250000 35.500000)",
        "priogrid_gid": str(251 * 720 + 432 + 1),
        "country": "Syria",
        "country_id": "652",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2018-05-22",
        "date_end": "2018-05-22",
        "deaths_a": "6",
        "deaths_b": "4",
        "deaths_civilians": "3",
        "deaths_unknown": "0",
        "best": "13",
        "high": "13",
        "low": "13",
        "gwnoa": "652",
    }


PALESTINIANS = actor("gaza", "Guards of Gaza", ActorClass.STATE_FORCES, "PS")
REBELS_OF_ALL_SORTS = of_class(ActorClass.REBEL_GROUP)
COALITION = actor("coalition", "Coalition of the North", ActorClass.EXTERNAL_FORCES, None)
HIRED = actor("hired", "Hired Wolves", ActorClass.EXTERNAL_FORCES, "RU", sector="PRM")
# Who, whom; the type of violence, sides A and B, and their numbers of Gleditsch and Ward.
VIOLENCE = [
    (ARMY, REBELS, "1", "Government of Syria", "Front of the Hills", "652", ""),
    (REBELS, ARMY, "1", "Government of Syria", "Front of the Hills", "652", ""),
    (FOREIGNERS, REBELS, "1", "Government of Russia (Soviet Union)", "Front of the Hills", "365", ""),
    (FOREIGNERS, ARMY, "1", "Government of Russia (Soviet Union)", "Government of Syria", "365", "652"),
    (MINISTRY, REBELS, "1", "Government of Syria", "Front of the Hills", "652", ""),
    (COALITION, REBELS, "1", "Coalition of the North", "Front of the Hills", "", ""),
    (HIRED, REBELS, "1", "Hired Wolves", "Front of the Hills", "", ""),
    (ARMY, REBELS_OF_ALL_SORTS, "1", "Government of Syria", "Unnamed group (Syria)", "652", ""),
    (of_class(ActorClass.STATE_FORCES), REBELS, "1", "Government of Syria", "Front of the Hills", "652", ""),
    (PALESTINIANS, REBELS, "2", "Guards of Gaza", "Front of the Hills", "", ""),
    (PALESTINIANS, CIVILIANS, "3", "Guards of Gaza", "Civilians", "", ""),
    (REBELS, MILITIA, "2", "Front of the Hills", "Guard of the Mills", "", ""),
    (CLAN, CLAN, "2", "Clan of the Wells", "Clan of the Wells", "", ""),
    (ARMY, CIVILIANS, "3", "Government of Syria", "Civilians", "652", ""),
    (REBELS, of_class(ActorClass.PROTESTERS), "3", "Front of the Hills", "Civilians", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("agent", "target", "violence", "side_a", "side_b", "gwnoa", "gwnob"), VIOLENCE)
def test_the_type_of_violence_follows_from_the_sides(
    *, agent: Acting, target: Acting, violence: str, side_a: str, side_b: str, gwnoa: str, gwnob: str
) -> None:
    row = _row(_coding(agent, target, SIX))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (violence, side_a, side_b)
    assert (row["gwnoa"], row["gwnob"]) == (gwnoa, gwnob)


LEFT_OUT = [
    (ARMY, None, EventType.SHELLING, (SIX,), "not known against whom"),
    (None, ARMY, EventType.SHELLING, (SIX,), "no organised actor known to have done it"),
    (of_class(None), ARMY, EventType.SHELLING, (SIX,), "no organised actor known to have done it"),
    (REBELS_OF_ALL_SORTS, CIVILIANS, EventType.SHELLING, (THREE,), "by or between groups that nobody names"),
    (REBELS_OF_ALL_SORTS, REBELS, EventType.SHELLING, (SIX,), "by or between groups that nobody names"),
    (ARMY, REBELS, EventType.SHELLING, (), "without a death"),
    (ARMY, REBELS, EventType.WITHDRAWAL, (SIX,), "not a use of armed force"),
]


@pytest.mark.parametrize(("agent", "target", "kind", "harm", "reason"), LEFT_OUT)
def test_what_is_no_lethal_violence_between_known_sides_is_left_out(
    *, agent: Acting | None, target: Acting | None, kind: EventType, harm: tuple[Done, ...], reason: str
) -> None:
    table = ucdp_table([_coding(agent, target, *harm, kind=kind)])
    assert (table.rows, table.loss.left_out) == ((), ((reason, 1),))


def test_without_a_target_victims_who_are_all_civilians_make_it_one_sided() -> None:
    row = _row(_coding(ARMY, None, THREE))
    assert (row["type_of_violence"], row["deaths_civilians"], row["best"]) == ("3", "3", "3")


def test_two_sides_told_as_agents_of_a_clash_face_each_other() -> None:
    text = "Troops and the Front fought; six died."
    clash = Happens(
        type=EventType.CLASH,
        trigger="fought",
        agents=("Troops", "the Front"),
        harm=(Done(effect=K, quantity="six"),),
    )
    row = _row(
        coded(text, clash, actors={"Troops": ARMY, "the Front": REBELS}, counts={"six": Count(min=6, max=6)})
    )
    assert row["dyad_name"] == "Government of Syria - Front of the Hills"
    assert (row["deaths_unknown"], row["best"]) == ("6", "6")


def test_a_battle_with_nobody_known_is_no_violence_against_the_civilians_who_died_in_it() -> None:
    clash = Happens(type=EventType.CLASH, trigger="attacked", agents=("The ones",), harm=(THREE,))
    table = ucdp_table([coded(TEXT, clash, actors={"The ones": ARMY}, counts=COUNTS)])
    assert table.loss.left_out == (("not known against whom", 1),)


def test_further_actors_are_counted_as_lost() -> None:
    text = "Troops and the Guard attacked the Front; six died."
    event = Happens(
        type=EventType.ASSAULT,
        trigger="attacked",
        agents=("Troops", "the Guard"),
        targets=("the Front",),
        harm=(Done(effect=K, quantity="six"),),
    )
    actors = {"Troops": ARMY, "the Guard": MILITIA, "the Front": REBELS}
    loss = ucdp_table([coded(text, event, actors=actors)]).loss
    assert ("a further actor: a row holds one dyad", 1) in loss.reduced


DEATHS = [
    (Count(min=6, max=6), ("6", "6", "6")),
    (Count(min=6, max=9), ("6", "6", "9")),
    (Count(min=6), ("6", "6", "6")),
    (Count(max=10), ("1", "1", "10")),
    (Count(), ("1", "1", "1")),
]


@pytest.mark.parametrize(("count", "estimates"), DEATHS)
def test_low_best_and_high_follow_from_the_count(count: Count, estimates: tuple[str, str, str]) -> None:
    row = _row(_coding(ARMY, REBELS, Done(effect=K, quantity="Six"), counts={"Six": count}))
    assert (row["low"], row["best"], row["high"]) == estimates
    assert row["deaths_unknown"] == row["best"]


def test_what_only_accusers_say_has_a_low_of_none_and_its_source_says_that_it_accuses() -> None:
    accuses = Says(id="a1", cue="said", source="a man", stance=Stance.ACCUSES)
    row = _row(_coding(ARMY, REBELS, SIX, by=BY, says=accuses))
    assert (row["low"], row["best"], row["source_original"]) == ("0", "6", "a man (accuses)")


def test_the_loss_note_counts_what_nobody_is_certain_of() -> None:
    hedges = Says(id="a1", cue="said", source="a man", stance=Stance.HEDGES)
    loss = ucdp_table([_coding(ARMY, REBELS, SIX, by=BY, says=hedges)]).loss
    assert (
        "disputed or doubted by those who tell of it; source_original alone may say so",
        1,
    ) in loss.reduced


SEA = Place(id="geonames:9", name="Sea", lat=34.0, lon=34.0, feature=Feature.WATER)
RIVER = Place(id="geonames:8", name="River", lat=35.0, lon=40.0, feature=Feature.WATER, country="SY")
ROAD = Place(id="geonames:7", name="Road", lat=35.0, lon=37.0, feature=Feature.ROAD, country="SY")
PLACES = [
    (placing(MARJ, PlacePrecision.EXACT), "1"),
    (placing(MARJ, PlacePrecision.TOWN), "1"),
    (placing(MARJ, PlacePrecision.NEAR, 25), "2"),
    (placing(MARJ, PlacePrecision.NEAR, 60), "5"),
    (placing(ARIHA, PlacePrecision.ADMIN), "3"),
    (placing(IDLEB, PlacePrecision.ADMIN), "4"),
    (placing(ROAD, PlacePrecision.NEAR), "5"),
    (placing(RIVER, PlacePrecision.EXACT), "5"),
    (placing(SYRIA, PlacePrecision.COUNTRY), "6"),
    (Unresolved(reason="two towns of this name"), "6"),
    (placing(SEA, PlacePrecision.EXACT), "7"),
]


@pytest.mark.parametrize(("place", "where_prec"), PLACES)
def test_a_place_has_ucdps_precision_and_a_point_only_where_one_is_honest(
    place: Placing | Unresolved, where_prec: str
) -> None:
    row = _row(_coding(ARMY, REBELS, SIX, place=place))
    assert row["where_prec"] == where_prec
    pinned = where_prec != "6"
    assert all(
        bool(row[column]) is pinned for column in ("latitude", "longitude", "geom_wkt", "priogrid_gid")
    )


def _days(number: int) -> DateRange:
    first = date(2018, 1, 1)
    return DateRange(
        start=first, end=date.fromordinal(first.toordinal() + number - 1), precision=Precision.RANGE
    )


@pytest.mark.parametrize(
    ("days", "date_prec", "clarity"),
    [
        (1, "1", "1"),
        (2, "2", "2"),
        (6, "2", "2"),
        (7, "3", "2"),
        (8, "4", "2"),
        (31, "4", "2"),
        (32, "5", "2"),
        (365, "5", "2"),
    ],
)
def test_a_date_has_ucdps_precision_and_several_days_are_an_aggregate(
    days: int, date_prec: str, clarity: str
) -> None:
    row = _row(_coding(ARMY, REBELS, SIX, dated=_days(days)))
    assert (row["date_prec"], row["event_clarity"]) == (date_prec, clarity)


def test_what_is_spread_over_more_than_a_year_is_left_out() -> None:
    table = ucdp_table([_coding(ARMY, REBELS, SIX, dated=_days(400))])
    assert table.loss.left_out == (("dated less exactly than by year", 1),)


def test_a_toll_is_an_aggregate() -> None:
    assert _row(_coding(ARMY, REBELS, SIX, kind=EventType.DEATH))["event_clarity"] == "2"


def test_the_toll_of_a_strike_that_has_a_row_has_none() -> None:
    text = "Troops hit the Front in Marj, killing six. The toll rose to nine."
    strike = Happens(
        type=EventType.AIRSTRIKE,
        trigger="hit",
        agents=("Troops",),
        targets=("the Front",),
        places=("Marj",),
        harm=(Done(effect=K, quantity="six"),),
    )
    toll = Happens(type=EventType.DEATH, trigger="toll", harm=(Done(effect=K, quantity="nine"),))
    counts = {"six": Count(min=6, max=6), "nine": Count(min=9, max=9)}
    actors = {"Troops": ARMY, "the Front": REBELS}
    table = ucdp_table([coded(text, strike, toll, places={"Marj": IN_MARJ}, actors=actors, counts=counts)])
    assert [row[COLUMNS.index("best")] for row in table.rows] == ["6"]
    assert table.loss.left_out == (("a toll of what the report tells in another event", 1),)


def test_the_dead_of_a_longer_time_are_not_those_of_a_day() -> None:
    text = "Troops hit the Front. Since March 300 fighters have been killed there."
    strike = Happens(
        type=EventType.AIRSTRIKE,
        trigger="hit",
        agents=("Troops",),
        targets=("the Front",),
        harm=(Done(effect=K, quantity="300", victims="fighters"),),
    )
    counts = {"300": Count(min=300, max=300)}
    table = ucdp_table([coded(text, strike, actors={"Troops": ARMY, "the Front": REBELS}, counts=counts)])
    assert table.loss.left_out == (("deaths of a longer time than the event's day", 1),)


def test_who_says_so_stands_once_for_each_way_of_putting_it() -> None:
    text = "Troops hit the Front, killing six, a nurse said. A nurse said it was so."
    strike = Happens(
        type=EventType.AIRSTRIKE,
        trigger="hit",
        agents=("Troops",),
        targets=("the Front",),
        harm=(Done(effect=K, quantity="six"),),
        by=("a1", "a2"),
    )
    says = (Says(id="a1", cue="said", source="a nurse"), Says(id="a2", cue="said#2", source="A nurse"))
    coding = coded(text, strike, says=says, actors={"Troops": ARMY, "the Front": REBELS})
    assert _row(coding)["source_original"] == "a nurse"


# Cells as PRIO-GRID numbers them: from the south-west corner of the world, 720 to a row.
CELLS = [
    (-90.0, -180.0, 1),
    (-89.9, -179.4, 2),
    (-89.5, -180.0, 721),
    (34.531094, 69.162796, 179779),
    (90.0, 180.0, 259200),
]


@pytest.mark.parametrize(("lat", "lon", "cell"), CELLS)
def test_a_point_lies_in_its_cell(lat: float, lon: float, cell: int) -> None:
    assert priogrid_cell(lat, lon) == cell


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_point_lies_in_one_of_the_259200_cells(lat: float, lon: float) -> None:
    assert 1 <= priogrid_cell(lat, lon) <= 259200


def _coding(
    agent: Acting | None,
    target: Acting | None,
    *harm: Done,
    kind: EventType = EventType.ASSAULT,
    place: Placing | Unresolved = IN_MARJ,
    dated: DateRange | None = None,
    counts: dict[str, Count] | None = None,
    by: tuple[str, ...] = (),
    says: Says = SAID,
) -> Coding:
    return between(
        TEXT,
        Happens(type=kind, trigger="attacked", harm=harm, by=by),
        agent,
        target,
        place=place,
        says=(says,),
        counts=counts or COUNTS,
        dated=dated or ON_22_MAY,
    )


def _row(coding: Coding) -> dict[str, str]:
    return only_row(ucdp_table([coding]))
