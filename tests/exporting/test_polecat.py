"""POLECAT's 40 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import (
    ActorClass,
    EventType,
    Feature,
    NameClass,
    Place,
    PlacePrecision,
    Stance,
    Unresolved,
)
from dateline.exporting import plover
from dateline.exporting.polecat import LAYOUT, polecat_table
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

# As published: the header of POLECAT's files, in its order.
COLUMNS = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude",
    "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip
TEXT = "The ones did it to the others in Marj, Lina Haddad said"


def test_the_columns_are_polecats_40_in_their_order() -> None:
    assert list(LAYOUT.columns) == COLUMNS
    assert len(COLUMNS) == 40


def test_an_event_fills_the_columns() -> None:
    row = _row(_coding(EventType.AIRSTRIKE, FOREIGNERS, REBELS))
    assert row.pop("Event ID").startswith("20180522-")
    assert {column: cell for column, cell in row.items() if cell} == {
        "Event Date": "2018-05-22",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial",
        "Intensity": "-9.3",
        "Quad Code": "MATERIAL CONFLICT",
        "Contexts": "military",
        "Actor Name": "Army of the North",
        "Actor Country": "RUS",
        "Actor COW": "365",
        "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL",
        "Actor Name Raw": "The ones",
        "Recipient Name": "Front of the Hills",
        "Recipient Country": "SYR",
        "Recipient COW": "652",
        "Primary Recipient Sector": "REB",
        "Recipient Sectors": "REB",
        "Recipient Name Raw": "the others",
        "Placename": "Marj",
        "City": "Marj",
        "District": "Ariha",
        "Province": "Idleb",
        "Country": "SYR",
        "Latitude": "35.5",
        "Longitude": "36.25",
        "GeoNames ID": "999001",
        "Raw Placename": "Marj",
        "Feature Type": "PPL",
        "Source": "Levant Monitor",
        "Publication Date": "2018-05-23",
        "Story People": "Lina Haddad",
        "Story Organizations": "ones",
        "Story Locations": "Marj",
        "Language": "en",
        "Version": "dateline scripted/1",
    }


# Our type and words; PLOVER's type, mode and contexts.
TYPES = [
    (EventType.CLASH, "", "ASSAULT", "", "military"),
    (EventType.ASSAULT, "", "ASSAULT", "", "military"),
    (EventType.CAPTURE, "", "ASSAULT", "", "military"),
    (EventType.AIRSTRIKE, "", "ASSAULT", "aerial", "military"),
    (EventType.DRONE_STRIKE, "", "ASSAULT", "drone", "military"),
    (EventType.SHELLING, "", "ASSAULT", "heavy-weapons", "military"),
    (EventType.SUICIDE_BOMBING, "", "ASSAULT", "suicide-attack", ""),
    (EventType.BOMBING, "", "ASSAULT", "explosives", ""),
    (EventType.CHEMICAL_ATTACK, "", "ASSAULT", "unconventional", "cbrn; military"),
    (EventType.ATTACK_ON_CIVILIANS, "", "ASSAULT", "", ""),
    (EventType.ATTACK_ON_CIVILIANS, "who were tortured", "ASSAULT", "torture", ""),
    (EventType.ATTACK_ON_CIVILIANS, "a massacre", "ASSAULT", "massacre", ""),
    (EventType.ATTACK_ON_CIVILIANS, "who were raped", "ASSAULT", "sexual", ""),
    (EventType.ATTACK_ON_CIVILIANS, "and beheaded two", "ASSAULT", "execute", ""),
    (EventType.ABDUCTION, "", "ASSAULT", "abduct", ""),
    (EventType.ARREST, "", "COERCE", "arrest", ""),
    (EventType.WEAPONS_SEIZURE, "", "COERCE", "seize", ""),
    (EventType.DESTRUCTION, "", "ASSAULT", "destroy", ""),
    (EventType.SIEGE, "", "COERCE", "restrict", "military"),
    (EventType.WITHDRAWAL, "", "RETREAT", "withdraw", "military"),
    (EventType.DEPLOYMENT, "", "MOBILIZE", "troops", "military"),
    (EventType.DISPLACEMENT, "", "RETREAT", "", "migration"),
    (EventType.PROTEST, "", "PROTEST", "demo", ""),
    (EventType.PROTEST, "on a hunger strike", "PROTEST", "hunger", ""),
    (EventType.PROTEST, "and rioted", "PROTEST", "riot", ""),
    (EventType.PROTEST, "blocking the main road", "PROTEST", "obstruct", ""),
    (EventType.AGREEMENT, "", "AGREE", "", "diplomatic"),
    (EventType.AGREEMENT, "to release prisoners", "RETREAT", "release", "diplomatic"),
    (EventType.AGREEMENT, "on a ceasefire", "RETREAT", "ceasefire", "diplomatic"),
    (EventType.TALKS, "", "CONSULT", "", "diplomatic"),
    (EventType.SUPPORT, "with weapons", "AID", "", ""),
    (EventType.SUPPORT, "with kind words", "SUPPORT", "", ""),
    (EventType.ACCUSATION, "", "ACCUSE", "allege", ""),
    (EventType.ACCUSATION, "and denounced them", "ACCUSE", "disapprove", ""),
    (EventType.ACCUSATION, "and opened an inquiry", "ACCUSE", "investigate", ""),
    (EventType.ACCUSATION, "and denounced and blamed them", "ACCUSE", "allege", ""),
    (EventType.PRESSURE, "", "THREATEN", "", ""),
    (EventType.PRESSURE, "imposing sanctions", "SANCTION", "", ""),
    (EventType.PRESSURE, "demanding an answer", "REQUEST", "", ""),
]


@pytest.mark.parametrize(("kind", "words", "event_type", "mode", "contexts"), TYPES)
def test_the_type_mode_and_contexts_follow_from_ours_and_the_words(
    kind: EventType, words: str, event_type: str, mode: str, contexts: str
) -> None:
    row = _row(_coding(kind, ARMY, REBELS, text=f"{TEXT} {words}."))
    assert (row["Event Type"], row["Event Mode"], row["Contexts"]) == (event_type, mode, contexts)
    assert row["Quad Code"] == plover.QUADS[event_type]
    assert float(row["Intensity"]) == plover.INTENSITY[event_type]


def test_rifles_make_it_an_assault_with_firearms() -> None:
    event = Happens(type=EventType.ASSAULT, trigger="did", agents=("The ones",), means=("rifles",))
    row = _row(coded(f"{TEXT} with rifles.", event, actors={"The ones": ARMY}))
    assert row["Event Mode"] == "firearms"


def test_every_type_has_an_intensity_and_a_quad() -> None:
    assert plover.INTENSITY.keys() == plover.QUADS.keys()
    for kind, score in plover.INTENSITY.items():
        assert (score > 0) is plover.QUADS[kind].endswith("COOPERATION"), kind


@pytest.mark.parametrize("kind", [EventType.DEATH, EventType.OTHER])
def test_a_type_that_plover_has_no_place_for_is_left_out_and_counted(kind: EventType) -> None:
    table = polecat_table([_coding(kind, ARMY, REBELS)])
    assert (table.rows, table.loss.left_out) == ((), ((f"PLOVER has no type for {kind.value}", 1),))


def test_without_a_known_actor_an_event_is_left_out() -> None:
    table = polecat_table([_coding(EventType.SHELLING, None, REBELS)])
    assert table.loss.left_out == (("no actor known, whom PLOVER asks for", 1),)


def test_both_sides_of_a_clash_are_actors() -> None:
    row = _row(_coding(EventType.CLASH, ARMY, REBELS))
    assert row["Actor Name"] == "Army of the Plain; Front of the Hills"
    assert (row["Actor Sectors"], row["Primary Actor Sector"]) == ("MIL; REB", "MIL")
    assert (row["Actor Country"], row["Recipient Name"]) == ("SYR", "")


SIDES = [
    (MEDICS, "Doctors of the Plain", "NGO", "", ""),
    (actor("un", "Union", ActorClass.INTERGOVERNMENTAL, None, sector="IGO"), "Union", "IGO", "", ""),
    (actor("pk", "Coalition", ActorClass.EXTERNAL_FORCES, None), "Coalition", "IMG", "", "MIL"),
    (of_class(ActorClass.REBEL_GROUP), "ones", "SYR", "652", "REB"),
    (CIVILIANS, "ones", "SYR", "652", "CVL"),
    (of_class(ActorClass.MEDIA, None), "ones", "", "", "JRN"),
]


@pytest.mark.parametrize(("side", "name", "country", "cow", "sector"), SIDES)
def test_an_actor_has_its_country_number_and_sector(
    side: Acting, name: str, country: str, cow: str, sector: str
) -> None:
    row = _row(_coding(EventType.SHELLING, side, None))
    found = (row["Actor Name"], row["Actor Country"], row["Actor COW"], row["Primary Actor Sector"])
    assert found == (name, country, cow, sector)


def test_what_only_accusers_say_is_written_as_their_accusing_on_the_day_of_the_report() -> None:
    coding = _coding(EventType.CHEMICAL_ATTACK, REBELS, CIVILIANS, stance=Stance.ACCUSES)
    row = _row(coding)
    assert (row["Event Type"], row["Event Mode"], row["Event Date"]) == ("ACCUSE", "allege", "2018-05-23")
    found = (row["Actor Name"], row["Actor Title"], row["Actor Name Raw"], row["Primary Actor Sector"])
    assert found == ("Ministry of Defence", "spokeswoman", "Lina Haddad", "GOV")
    assert row["Recipient Name"] == "Front of the Hills"
    assert (row["Placename"], row["Latitude"]) == ("", "")
    assert polecat_table([coding]).loss.reduced == (
        ("told by accusers alone, written as their accusing, on the report's day", 1),
    )


CAMP = Place(
    id="dateline:camp",
    name="Camp",
    lat=35.0,
    lon=36.0,
    feature=Feature.CAMP,
    country="SY",
    admin1="Idleb",
)
PLACES = [
    (IN_MARJ, "Marj", "Marj", "Idleb", "SYR", "999001", "PPL", "35.5"),
    (placing(CAMP, PlacePrecision.EXACT), "Camp", "", "Idleb", "SYR", "", "CMP", "35"),
    (placing(IDLEB, PlacePrecision.ADMIN), "Idleb", "", "Idleb", "SYR", "999002", "ADM1", "35.8"),
    (placing(SYRIA, PlacePrecision.COUNTRY), "Syria", "", "", "SYR", "", "PCLI", ""),
    (Unresolved(reason="two towns of this name"), "", "", "", "", "", "", ""),
]


@pytest.mark.parametrize(("place", "name", "city", "province", "country", "key", "feature", "lat"), PLACES)
def test_a_place_has_its_parts_and_a_point_only_where_one_is_honest(
    *,
    place: Placing | Unresolved,
    name: str,
    city: str,
    province: str,
    country: str,
    key: str,
    feature: str,
    lat: str,
) -> None:
    row = _row(_coding(EventType.SHELLING, ARMY, REBELS, place=place))
    assert (row["Placename"], row["City"], row["Province"], row["Country"]) == (name, city, province, country)
    assert (row["GeoNames ID"], row["Feature Type"], row["Latitude"]) == (key, feature, lat)
    assert row["Raw Placename"] == "Marj"


def _coding(
    kind: EventType,
    agent: Acting | None,
    target: Acting | None,
    *,
    text: str = f"{TEXT}.",
    place: Placing | Unresolved = IN_MARJ,
    stance: Stance = Stance.ASSERTS,
) -> Coding:
    return between(
        text,
        Happens(type=kind, trigger="did", by=("a1",)),
        agent,
        target,
        place=place,
        says=(Says(id="a1", cue="said", source="Lina Haddad", stance=stance),),
        names=(("Lina Haddad", NameClass.PERSON), ("ones", NameClass.ACTOR), ("Marj", NameClass.PLACE)),
        speakers={"Lina Haddad": SPOKESWOMAN},
    )


def _row(coding: Coding) -> dict[str, str]:
    return only_row(polecat_table([coding]))
