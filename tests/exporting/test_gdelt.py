"""GDELT 2.0's 61 columns."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import (
    ActorClass,
    DateRange,
    EventType,
    Feature,
    Place,
    PlacePrecision,
    Precision,
    Stance,
    Status,
    Unresolved,
)
from dateline.exporting import cameo
from dateline.exporting.gdelt import LAYOUT, gdelt_table
from dateline.exporting.sheets import write_table
from tests.fakes import Happens, Says
from tests.resolved import (
    ARMY,
    CIVILIANS,
    FOREIGNERS,
    IDLEB,
    IN_MARJ,
    MEDICS,
    REBELS,
    SPOKESWOMAN,
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

# As published: the columns of the codebook of version 2.0, in their order.
COLUMNS = [
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", "Actor1Code", "Actor1Name",
    "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code",
    "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code", "Actor2Code",
    "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code",
    "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code", "IsRootEvent",
    "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone", "Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat", "Actor1Geo_Long", "Actor1Geo_FeatureID",
    "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code", "Actor2Geo_Lat", "Actor2Geo_Long", "Actor2Geo_FeatureID", "ActionGeo_Type",
    "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code",
    "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_FeatureID", "DATEADDED", "SOURCEURL",
]  # fmt: skip
TEXT = "The ones did it to the others in Marj"


def test_the_columns_are_gdelts_61_in_their_order() -> None:
    assert list(LAYOUT.columns) == COLUMNS
    assert len(COLUMNS) == 61


def test_the_file_has_tabs_and_no_header() -> None:
    out = StringIO()
    write_table(gdelt_table([_coding(EventType.SHELLING, ARMY, REBELS)]), out)
    (line,) = out.getvalue().splitlines()
    assert len(line.split("\t")) == 61
    assert line.endswith("https://monitor.example/1")


def test_an_event_fills_the_columns() -> None:
    row = _row(_coding(EventType.AIRSTRIKE, FOREIGNERS, REBELS, also=("others",)))
    assert int(row.pop("GLOBALEVENTID")) > 0
    assert {column: cell for column, cell in row.items() if cell} == {
        "SQLDATE": "20180522",
        "MonthYear": "201805",
        "Year": "2018",
        "FractionDate": "2018.3890",
        "Actor1Code": "RUSMIL",
        "Actor1Name": "ARMY OF THE NORTH",
        "Actor1CountryCode": "RUS",
        "Actor1Type1Code": "MIL",
        "Actor2Code": "SYRREB",
        "Actor2Name": "FRONT OF THE HILLS",
        "Actor2CountryCode": "SYR",
        "Actor2Type1Code": "REB",
        "IsRootEvent": "1",
        "EventCode": "195",
        "EventBaseCode": "195",
        "EventRootCode": "19",
        "QuadClass": "4",
        "GoldsteinScale": "-10",
        "NumMentions": "2",
        "NumSources": "1",
        "NumArticles": "1",
        "Actor1Geo_Type": "0",
        "Actor2Geo_Type": "0",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Marj, Idleb, Syria",
        "ActionGeo_CountryCode": "SY",
        "ActionGeo_Lat": "35.5",
        "ActionGeo_Long": "36.25",
        "DATEADDED": "20180523060000",
        "SOURCEURL": "https://monitor.example/1",
    }


# Our type and words; the CAMEO code, its class and its place on the scale that GDELT publishes.
TYPES = [
    (EventType.CLASH, "", "190", "4", -10.0),
    (EventType.CLASH, "with rifles", "193", "4", -10.0),
    (EventType.ASSAULT, "", "190", "4", -10.0),
    (EventType.CAPTURE, "", "192", "4", -9.5),
    (EventType.AIRSTRIKE, "", "195", "4", -10.0),
    (EventType.DRONE_STRIKE, "", "1952", "4", -10.0),
    (EventType.SHELLING, "", "194", "4", -10.0),
    (EventType.SUICIDE_BOMBING, "", "1831", "4", -10.0),
    (EventType.BOMBING, "", "183", "4", -10.0),
    (EventType.BOMBING, "with a car bomb", "1832", "4", -10.0),
    (EventType.BOMBING, "with a roadside charge", "1833", "4", -10.0),
    (EventType.CHEMICAL_ATTACK, "", "2041", "4", -10.0),
    (EventType.ATTACK_ON_CIVILIANS, "", "180", "4", -9.0),
    (EventType.ATTACK_ON_CIVILIANS, "and raped two", "1821", "4", -9.0),
    (EventType.ABDUCTION, "", "181", "4", -9.0),
    (EventType.ARREST, "", "173", "4", -5.0),
    (EventType.WEAPONS_SEIZURE, "", "1711", "4", -9.2),
    (EventType.DESTRUCTION, "", "1712", "4", -9.2),
    (EventType.SIEGE, "", "191", "4", -9.5),
    (EventType.WITHDRAWAL, "", "0874", "2", 10.0),
    (EventType.DEPLOYMENT, "", "154", "4", -7.2),
    (EventType.PROTEST, "", "141", "4", -6.5),
    (EventType.PROTEST, "and rioted", "145", "4", -7.5),
    (EventType.AGREEMENT, "", "057", "1", 8.0),
    (EventType.AGREEMENT, "on a truce", "0871", "2", 9.0),
    (EventType.AGREEMENT, "to swap prisoners", "0841", "2", 7.0),
    (EventType.TALKS, "", "040", "1", 1.0),
    (EventType.SUPPORT, "with weapons", "070", "2", 7.0),
    (EventType.SUPPORT, "with kind words", "050", "1", 3.5),
    (EventType.ACCUSATION, "", "112", "3", -2.0),
    (EventType.ACCUSATION, "and condemned them", "111", "3", -2.0),
    (EventType.ACCUSATION, "and condemned and accused them", "112", "3", -2.0),
    (EventType.PRESSURE, "", "130", "3", -4.4),
    (EventType.PRESSURE, "and demanded an answer", "100", "3", -5.0),
    (EventType.PRESSURE, "and imposed sanctions", "163", "4", -6.5),
]


@pytest.mark.parametrize(("kind", "words", "code", "quad", "scale"), TYPES)
def test_the_code_its_class_and_its_score_follow_from_the_type_and_the_words(
    kind: EventType, words: str, code: str, quad: str, scale: float
) -> None:
    row = _row(_coding(kind, ARMY, REBELS, words=words))
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == (code, code[:3], code[:2])
    assert (row["QuadClass"], float(row["GoldsteinScale"])) == (quad, scale)


@pytest.mark.parametrize("kind", [EventType.DEATH, EventType.DISPLACEMENT, EventType.OTHER])
def test_a_type_that_cameo_has_no_code_for_is_left_out_and_counted(kind: EventType) -> None:
    table = gdelt_table([_coding(kind, ARMY, REBELS)])
    assert (table.rows, table.loss.left_out) == ((), ((f"CAMEO has no code for {kind.value}", 1),))


SIDES = [
    (ARMY, "SYRMIL", "ARMY OF THE PLAIN", "SYR", "MIL"),
    (MEDICS, "NGO", "DOCTORS OF THE PLAIN", "", "NGO"),
    (actor("un", "Union", ActorClass.INTERGOVERNMENTAL, None, sector="IGO"), "IGO", "UNION", "", "IGO"),
    (actor("pk", "Allies", ActorClass.EXTERNAL_FORCES, None, sector=""), "IMG", "ALLIES", "", "IMG"),
    (actor("tv", "Channel", ActorClass.MEDIA, "SY", sector="JRN"), "SYRMED", "CHANNEL", "SYR", "MED"),
    (actor("ward", "Ward", ActorClass.NGO, "SY", sector="MED"), "SYRHLH", "WARD", "SYR", "HLH"),
    (actor("pty", "Party", ActorClass.PARTY, "RO", sector="PTY"), "ROM", "PARTY", "ROM", ""),
    (of_class(ActorClass.CIVILIANS), "SYRCVL", "THE ONES", "SYR", "CVL"),
    (of_class(ActorClass.REBEL_GROUP, None), "REB", "THE ONES", "", "REB"),
    (of_class(None), "", "", "", ""),
]


@pytest.mark.parametrize(("side", "code", "name", "country", "role"), SIDES)
def test_an_actor_has_the_code_of_its_country_and_its_role(
    side: Acting, code: str, name: str, country: str, role: str
) -> None:
    row = _row(_coding(EventType.SHELLING, side, CIVILIANS))
    assert (row["Actor1Code"], row["Actor1Name"]) == (code, name)
    assert (row["Actor1CountryCode"], row["Actor1Type1Code"]) == (country, role)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (EventType.CHEMICAL_ATTACK, "1123"),
        (EventType.SHELLING, "1123"),
        (EventType.ABDUCTION, "1122"),
        (EventType.ATTACK_ON_CIVILIANS, "1122"),
        (EventType.SUPPORT, "112"),
    ],
)
def test_what_only_accusers_say_is_written_as_their_accusing_on_the_day_of_the_report(
    kind: EventType, code: str
) -> None:
    coding = _coding(kind, REBELS, CIVILIANS, stance=Stance.ACCUSES)
    row = _row(coding)
    assert (row["EventCode"], row["QuadClass"], row["SQLDATE"]) == (code, "3", "20180523")
    assert (row["Actor1Code"], row["Actor1Name"]) == ("SYRGOV", "MINISTRY OF DEFENCE")
    assert (row["Actor2Code"], row["Actor2Name"]) == ("SYRREB", "FRONT OF THE HILLS")
    assert (row["ActionGeo_FullName"], row["ActionGeo_Lat"]) == ("", "")
    assert gdelt_table([coding]).loss.reduced == (
        ("told by accusers alone, written as their accusing, on the report's day", 1),
    )


def test_an_accusation_in_a_report_without_a_day_is_left_out() -> None:
    coding = _coding(EventType.SHELLING, REBELS, CIVILIANS, stance=Stance.ACCUSES, published=None)
    assert gdelt_table([coding]).loss.left_out == (("an accusation in a report without a day", 1),)


IN_GAZA = Place(
    id="x:1", name="Camp", lat=31.5, lon=34.5, feature=Feature.CAMP, country="PS", admin1="Gaza Strip"
)
NABLUS = Place(
    id="x:2", name="Hill", lat=32.2, lon=35.2, feature=Feature.TOWN, country="PS", admin1="West Bank"
)
OHIO = Place(id="x:3", name="Ohio", lat=40.0, lon=-83.0, feature=Feature.ADMIN1, country="US")
TOLEDO = Place(
    id="x:4", name="Toledo", lat=41.7, lon=-83.6, feature=Feature.TOWN, country="US", admin1="Ohio"
)
PLACES = [
    (IN_MARJ, "4", "Marj, Idleb, Syria", "SY", "", "35.5", ""),
    (placing(IDLEB, PlacePrecision.ADMIN), "5", "Idleb, Syria", "SY", "", "35.8", ""),
    (placing(SYRIA, PlacePrecision.COUNTRY), "1", "Syria", "SY", "SY", "", "SY"),
    (placing(IN_GAZA, PlacePrecision.EXACT), "4", "Camp, Gaza Strip, Palestine", "GZ", "", "31.5", ""),
    (placing(NABLUS, PlacePrecision.NEAR), "4", "Hill, West Bank, Palestine", "WE", "", "32.2", ""),
    (placing(OHIO, PlacePrecision.ADMIN), "2", "Ohio, United States", "US", "", "40", ""),
    (placing(TOLEDO, PlacePrecision.TOWN), "3", "Toledo, Ohio, United States", "US", "", "41.7", ""),
    (Unresolved(reason="two towns of this name"), "0", "", "", "", "", ""),
]


@pytest.mark.parametrize(("place", "kind", "name", "country", "adm1", "lat", "feature"), PLACES)
def test_a_place_has_gdelts_type_and_a_point_only_where_one_is_honest(
    *, place: Placing | Unresolved, kind: str, name: str, country: str, adm1: str, lat: str, feature: str
) -> None:
    row = _row(_coding(EventType.SHELLING, ARMY, REBELS, place=place))
    found = (row["ActionGeo_Type"], row["ActionGeo_FullName"], row["ActionGeo_CountryCode"])
    assert found == (kind, name, country)
    assert (row["ActionGeo_ADM1Code"], row["ActionGeo_Lat"]) == (adm1, lat)
    assert row["ActionGeo_FeatureID"] == feature


def test_several_days_are_written_as_the_first_and_counted() -> None:
    days = DateRange(start=date(2018, 1, 3), end=date(2018, 1, 5), precision=Precision.RANGE)
    coding = _coding(EventType.SHELLING, ARMY, REBELS, dated=days)
    assert (_row(coding)["SQLDATE"], _row(coding)["FractionDate"]) == ("20180103", "2018.0082")
    assert ("several days, written as the first", 1) in gdelt_table([coding]).loss.reduced


def test_what_goes_on_is_of_the_reports_day() -> None:
    may = DateRange(start=date(2018, 5, 1), end=date(2018, 5, 31), precision=Precision.MONTH)
    coding = _coding(EventType.SIEGE, ARMY, REBELS, dated=may, status=Status.ONGOING)
    assert _row(coding)["SQLDATE"] == "20180523"
    assert ("going on for longer, written as of the report's day", 1) in gdelt_table([coding]).loss.reduced


def test_what_was_spread_over_more_than_a_month_is_left_out() -> None:
    year = DateRange(start=date(2017, 1, 1), end=date(2017, 12, 31), precision=Precision.YEAR)
    table = gdelt_table([_coding(EventType.SHELLING, ARMY, REBELS, dated=year)])
    assert table.loss.left_out == (("dated less exactly than by month", 1),)


@pytest.mark.parametrize(
    ("kind", "second"), [(EventType.TALKS, "FRONT OF THE HILLS"), (EventType.AIRSTRIKE, "")], ids=str
)
def test_a_second_doer_is_the_second_actor_only_where_they_do_it_to_each_other(
    kind: EventType, second: str
) -> None:
    text = "The Plain and the Front did it."
    event = Happens(type=kind, trigger="did", agents=("The Plain", "the Front"))
    coding = coded(text, event, actors={"The Plain": ARMY, "the Front": REBELS})
    row = _row(coding)
    assert (row["Actor1Name"], row["Actor2Name"]) == ("ARMY OF THE PLAIN", second)


def test_an_event_of_which_no_actor_is_known_is_left_out() -> None:
    table = gdelt_table([_coding(EventType.SHELLING, None, None)])
    assert table.loss.left_out == (("no actor known, of whom CAMEO asks for one", 1),)


def test_the_loss_note_counts_what_is_disputed() -> None:
    loss = gdelt_table([_coding(EventType.SHELLING, ARMY, REBELS, status=Status.DISPUTED)]).loss
    assert ("disputed or doubted by those who tell of it; no column says so", 1) in loss.reduced


def test_what_is_told_beyond_the_lead_is_no_root_event() -> None:
    assert _row(_coding(EventType.SHELLING, ARMY, REBELS, lead="It was quiet.\n"))["IsRootEvent"] == "0"


def test_the_note_says_that_tone_is_not_measured() -> None:
    note = "\n".join(gdelt_table([]).loss.lines())
    assert "AvgTone (tone is not measured)" in note


def test_every_code_that_is_written_has_a_score() -> None:
    written = {code for _, _, code, *_ in (("", "", *row[2:]) for row in TYPES)} | {"1122", "1123"}
    assert written <= cameo.GOLDSTEIN.keys()


def _coding(
    kind: EventType,
    agent: Acting | None,
    target: Acting | None,
    *,
    words: str = "",
    lead: str = "",
    also: tuple[str, ...] = (),
    place: Placing | Unresolved = IN_MARJ,
    stance: Stance = Stance.ASSERTS,
    status: Status = Status.REPORTED,
    **report: Any,  # noqa: ANN401 -- as `coded` takes them
) -> Coding:
    means = (words,) if words else ()
    return between(
        f"{lead}{TEXT} {words}, Lina Haddad said.",
        Happens(type=kind, trigger="did", also=also, means=means, by=("a1",), status=status),
        agent,
        target,
        place=place,
        says=(Says(id="a1", cue="said", source="Lina Haddad", stance=stance),),
        speakers={"Lina Haddad": SPOKESWOMAN},
        **report,
    )


def _row(coding: Coding) -> dict[str, str]:
    return only_row(gdelt_table([coding]))
