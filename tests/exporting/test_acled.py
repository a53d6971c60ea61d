"""ACLED's 31 columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import (
    ActorClass,
    Count,
    DateRange,
    Effect,
    EventType,
    NameClass,
    PlacePrecision,
    Placing,
    Precision,
    Stance,
    Status,
    Unresolved,
)
from dateline.exporting.acled import LAYOUT, acled_table
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
    MEDICS,
    MILITIA,
    MINISTRY,
    ON_22_MAY,
    REBELS,
    SYRIA,
    UNKNOWN,
    actor,
    coded,
    of_class,
    only_row,
    placing,
)

if TYPE_CHECKING:
    from dateline.domain import Acting, Coding

K = Effect.KILLED

# As published: the columns of the codebook of 2024, in their order.
COLUMNS = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction",
    "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude",
    "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip


def test_the_columns_are_acleds_31_in_their_order() -> None:
    assert list(LAYOUT.columns) == COLUMNS
    assert len(COLUMNS) == 31


def test_an_event_fills_the_columns_as_the_codebook_has_them() -> None:
    text = "Soldiers shelled the market of Marj, killing at least six civilians, a nurse said."
    coding = coded(
        text,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("Soldiers",),
            targets=("the market",),
            places=("Marj",),
            harm=(Done(effect=K, quantity="at least six", victims="civilians"),),
            by=("a1",),
        ),
        says=(Says(id="a1", cue="said", source="a nurse"),),
        places={"Marj": IN_MARJ},
        actors={"Soldiers": of_class(ActorClass.STATE_FORCES)},
        counts={"at least six": Count(min=6)},
    )
    row = _row(coding)
    assert row.pop("event_id_cnty").startswith("SYR")
    assert row == {
        "event_date": "2018-05-22",
        "year": "2018",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Military Forces of Syria",
        "assoc_actor_1": "",
        "inter1": "State forces",
        "actor2": "Civilians (Syria)",
        "assoc_actor_2": "",
        "inter2": "Civilians",
        "interaction": "State forces-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "760",
        "region": "Middle East",
        "country": "Syria",
        "admin1": "Idleb",
        "admin2": "Ariha",
        "admin3": "",
        "location": "Marj",
        "latitude": "35.5",
        "longitude": "36.25",
        "geo_precision": "1",
        "source": "Levant Monitor",
        "source_scale": "",
        "notes": (
            "On 22 May 2018, in Marj (Idleb), Military Forces of Syria shelled Civilians (Syria), according "
            "to a nurse. Killed: at least 6."
        ),
        "fatalities": "6",
        "tags": "",
        "timestamp": "1527055200",
    }


CIVILIAN_VIOLENCE = "Violence against civilians"
REMOTE = "Explosions/Remote violence"
STRATEGIC = "Strategic developments"
# Type, the agent, the target, words, and ACLED's event and sub-event type.
TYPES = [
    (EventType.CLASH, ARMY, REBELS, "", "Battles", "Armed clash"),
    (EventType.ASSAULT, REBELS, ARMY, "", "Battles", "Armed clash"),
    (EventType.ASSAULT, REBELS, CIVILIANS, "", CIVILIAN_VIOLENCE, "Attack"),
    (EventType.CAPTURE, ARMY, REBELS, "", "Battles", "Government regains territory"),
    (EventType.CAPTURE, REBELS, ARMY, "", "Battles", "Non-state actor overtakes territory"),
    (EventType.CAPTURE, MILITIA, REBELS, "", "Battles", "Non-state actor overtakes territory"),
    (EventType.CAPTURE, FOREIGNERS, REBELS, "", "Battles", "Non-state actor overtakes territory"),
    (EventType.AIRSTRIKE, ARMY, REBELS, "", REMOTE, "Air/drone strike"),
    (EventType.DRONE_STRIKE, ARMY, REBELS, "", REMOTE, "Air/drone strike"),
    (EventType.SUICIDE_BOMBING, REBELS, ARMY, "", REMOTE, "Suicide bomb"),
    (EventType.BOMBING, REBELS, ARMY, "", REMOTE, "Remote explosive/landmine/IED"),
    (EventType.BOMBING, REBELS, ARMY, "hand grenades", REMOTE, "Grenade"),
    (
        EventType.BOMBING, REBELS, ARMY, "rocket-propelled grenades",
        REMOTE, "Remote explosive/landmine/IED",
    ),
    (EventType.CHEMICAL_ATTACK, ARMY, REBELS, "", REMOTE, "Chemical weapon"),
    (EventType.ATTACK_ON_CIVILIANS, MILITIA, CIVILIANS, "", CIVILIAN_VIOLENCE, "Attack"),
    (
        EventType.ATTACK_ON_CIVILIANS, MILITIA, CIVILIANS, "and raped two women",
        CIVILIAN_VIOLENCE, "Sexual violence",
    ),
    (EventType.ABDUCTION, REBELS, CIVILIANS, "", CIVILIAN_VIOLENCE, "Abduction/forced disappearance"),
    (EventType.ARREST, ARMY, CIVILIANS, "", STRATEGIC, "Arrests"),
    (EventType.ARREST, REBELS, CIVILIANS, "", CIVILIAN_VIOLENCE, "Abduction/forced disappearance"),
    (EventType.ARREST, REBELS, MILITIA, "", STRATEGIC, "Arrests"),
    (EventType.WEAPONS_SEIZURE, ARMY, REBELS, "", STRATEGIC, "Disrupted weapons use"),
    (EventType.DESTRUCTION, ARMY, CIVILIANS, "", STRATEGIC, "Looting/property destruction"),
    (EventType.SIEGE, ARMY, REBELS, "", STRATEGIC, "Other"),
    (EventType.WITHDRAWAL, ARMY, REBELS, "", STRATEGIC, "Non-violent transfer of territory"),
    (EventType.DEPLOYMENT, ARMY, REBELS, "", STRATEGIC, "Change to group/activity"),
    (
        EventType.DEPLOYMENT, ARMY, REBELS, "and set up two new bases",
        STRATEGIC, "Headquarters or base established",
    ),
    (EventType.DISPLACEMENT, ARMY, CIVILIANS, "", STRATEGIC, "Other"),
    (EventType.AGREEMENT, ARMY, REBELS, "", STRATEGIC, "Agreement"),
    (EventType.OTHER, ARMY, REBELS, "", STRATEGIC, "Other"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "agent", "target", "words", "event_type", "sub_event_type"), TYPES)
def test_the_type_follows_from_ours_the_sides_and_the_words(
    *, kind: EventType, agent: Acting, target: Acting, words: str, event_type: str, sub_event_type: str
) -> None:
    text = f"Agents did this to targets in Marj {words}."
    means = (words,) if "grenade" in words else ()
    event = Happens(
        type=kind, trigger="did", agents=("Agents",), targets=("targets",), places=("Marj",), means=means
    )
    row = _row(coded(text, event, places={"Marj": IN_MARJ}, actors={"Agents": agent, "targets": target}))
    assert (row["event_type"], row["sub_event_type"]) == (event_type, sub_event_type)
    strategic = event_type == "Strategic developments"
    assert row["disorder_type"] == ("Strategic developments" if strategic else "Political violence")


@pytest.mark.parametrize(
    "kind",
    [EventType.TALKS, EventType.SUPPORT, EventType.ACCUSATION, EventType.PRESSURE, EventType.DEATH],
)
def test_a_type_that_acled_has_no_place_for_is_left_out_and_counted(kind: EventType) -> None:
    table = acled_table([coded("They did it.", Happens(type=kind, trigger="did"))])
    assert table.rows == ()
    assert table.loss.left_out == ((f"ACLED has no type for {kind.value.replace('_', ' ')}", 1),)


@pytest.mark.parametrize("effect", [Effect.KILLED, Effect.INJURED])
def test_an_abduction_in_which_people_come_to_harm_is_an_attack(effect: Effect) -> None:
    abduction = Happens(
        type=EventType.ABDUCTION,
        trigger="took",
        places=("Marj",),
        harm=(Done(effect=effect, quantity="two"),),
    )
    row = _row(coded("They took six in Marj, and two were shot.", abduction, places={"Marj": IN_MARJ}))
    assert (row["event_type"], row["sub_event_type"]) == (CIVILIAN_VIOLENCE, "Attack")


def test_what_an_unknown_force_takes_is_an_armed_clash_and_the_loss_note_says_so() -> None:
    capture = Happens(type=EventType.CAPTURE, trigger="took", places=("Marj",))
    table = acled_table([coded("They took Marj.", capture, places={"Marj": IN_MARJ})])
    assert table.rows[0][COLUMNS.index("sub_event_type")] == "Armed clash"
    assert ("territory taken by an actor of unknown class, written as Armed clash", 1) in table.loss.reduced


STATE = "Military Forces of Syria"
ALONE = "Protesters only"
# Words around a demonstration, whether people were hurt, the other side; then what ACLED's columns hold.
PROTESTS = [
    ("", False, None, "Protests", "Peaceful protest", "Protesters (Syria)", "", ALONE, ""),
    ("against him", False, MINISTRY, "Protests", "Peaceful protest", "Protesters (Syria)", "", ALONE, ""),
    (
        "and soldiers fired tear gas", False, ARMY,
        "Protests", "Protest with intervention", "Protesters (Syria)", STATE, "State forces-Protesters", "",
    ),
    (
        "and soldiers opened fire", True, ARMY,
        "Protests", "Excessive force against protesters", STATE, "Protesters (Syria)",
        "State forces-Protesters", "Civilian targeting",
    ),
    (
        "and gunmen opened fire", True, REBELS,
        "Protests", "Excessive force against protesters", "Front of the Hills", "Protesters (Syria)",
        "Rebel group-Protesters", "Civilian targeting",
    ),
    (
        "and soldiers opened fire in the air", False, ARMY,
        "Protests", "Protest with intervention", "Protesters (Syria)", STATE, "State forces-Protesters", "",
    ),
    (
        "and threw stones", False, ARMY,
        "Riots", "Violent demonstration", "Rioters (Syria)", STATE, "State forces-Rioters", "",
    ),
    ("before riot police", False, None, "Protests", "Peaceful protest", "Protesters (Syria)", "", ALONE, ""),
    (
        "and a mob beat a man", False, CIVILIANS,
        "Riots", "Mob violence", "Rioters (Syria)", "Civilians (Syria)", "Rioters-Civilians",
        "Civilian targeting",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    (
        "words",
        "hurt",
        "other",
        "event_type",
        "sub_event_type",
        "actor1",
        "actor2",
        "interaction",
        "targeting",
    ),
    PROTESTS,
)
def test_a_demonstration_is_what_the_words_around_it_tell(
    *,
    words: str,
    hurt: bool,
    other: Acting | None,
    event_type: str,
    sub_event_type: str,
    actor1: str,
    actor2: str,
    interaction: str,
    targeting: str,
) -> None:
    text = f"Hundreds rallied in Marj {words}; the others stood by. Two were hurt."
    event = Happens(
        type=EventType.PROTEST,
        trigger="rallied",
        agents=("Hundreds",),
        targets=("the others",) if other else (),
        places=("Marj",),
        harm=(Done(effect=Effect.INJURED, quantity="Two"),) if hurt else (),
    )
    actors = {"Hundreds": of_class(ActorClass.PROTESTERS)} | ({"the others": other} if other else {})
    row = _row(coded(text, event, places={"Marj": IN_MARJ}, actors=actors))
    assert (row["event_type"], row["sub_event_type"]) == (event_type, sub_event_type)
    assert (row["actor1"], row["actor2"], row["interaction"]) == (actor1, actor2, interaction)
    assert row["civilian_targeting"] == targeting
    demonstration = "Demonstrations" in row["disorder_type"]
    assert demonstration is (sub_event_type != "Mob violence")


POLICE = actor("marj-police", "Guards of the Peace", ActorClass.STATE_FORCES, sector="COP")
SPIES = actor("marj-ears", "Ears of the Plain", ActorClass.STATE_FORCES, sector="SPY")
RULERS = actor("rulers", "Marj government", ActorClass.GOVERNMENT, sector="GOV")
# A side that shells a place in Syria, and its actor column, associate and kind.
ACTORS = [
    (ARMY, STATE, "Army of the Plain", "State forces"),
    (POLICE, "Police Forces of Syria", "Guards of the Peace", "State forces"),
    (SPIES, "Ears of the Plain", "", "State forces"),
    (REBELS, "Front of the Hills", "", "Rebel group"),
    (MILITIA, "Guard of the Mills", "", "Political militia"),
    (CLAN, "Clan of the Wells", "", "Identity militia"),
    (FOREIGNERS, "Military Forces of Russia", "Army of the North", "External/Other forces"),
    (MINISTRY, STATE, "Ministry of Defence", "State forces"),
    (RULERS, STATE, "", "State forces"),
    (
        actor("un", "United Nations", ActorClass.INTERGOVERNMENTAL, None, sector="IGO"),
        "United Nations",
        "",
        "External/Other forces",
    ),
    (
        actor("pk", "Peacekeepers", ActorClass.EXTERNAL_FORCES, None),
        "Peacekeepers",
        "",
        "External/Other forces",
    ),
    (of_class(ActorClass.STATE_FORCES), STATE, "", "State forces"),
    (of_class(ActorClass.STATE_FORCES, "TR"), "Military Forces of Turkey", "", "External/Other forces"),
    (of_class(ActorClass.GOVERNMENT), STATE, "", "State forces"),
    (of_class(ActorClass.REBEL_GROUP), "Unidentified Armed Group (Syria)", "", "Political militia"),
    (of_class(ActorClass.IDENTITY_MILITIA), "Unidentified Communal Militia (Syria)", "", "Identity militia"),
    (
        of_class(ActorClass.EXTERNAL_FORCES, None),
        "Unidentified Military Forces",
        "",
        "External/Other forces",
    ),
    (of_class(None), "Unidentified Armed Group (Syria)", "", "Political militia"),
    (of_class(ActorClass.INTERGOVERNMENTAL, None), "They", "", ""),
]


@pytest.mark.parametrize(("side", "name", "associate", "inter"), ACTORS)
def test_an_actor_has_acleds_name_and_kind(side: Acting, name: str, associate: str, inter: str) -> None:
    event = Happens(type=EventType.SHELLING, trigger="did", agents=("They",), places=("Marj",))
    row = _row(coded("They did it in Marj.", event, places={"Marj": IN_MARJ}, actors={"They": side}))
    assert (row["actor1"], row["assoc_actor_1"], row["inter1"]) == (name, associate, inter)
    assert (row["actor2"], row["inter2"]) == ("", "")
    assert row["interaction"] == (f"{inter} only" if inter else "")


VICTIMS = [
    (MEDICS, "Civilians (Syria)", "Doctors of the Plain"),
    (of_class(ActorClass.CIVILIANS, "IQ"), "Civilians (Iraq)", ""),
    (of_class(ActorClass.CIVILIANS, None), "Civilians (Syria)", ""),
    (of_class(ActorClass.MEDIA), "Civilians (Syria)", "Journalists (Syria)"),
    (of_class(ActorClass.NGO, None), "Civilians (Syria)", "Aid Workers (Syria)"),
]


@pytest.mark.parametrize(("side", "name", "associate"), VICTIMS)
def test_the_unarmed_are_civilians(side: Acting, name: str, associate: str) -> None:
    event = Happens(
        type=EventType.SHELLING, trigger="did", agents=("They",), targets=("them",), places=("Marj",)
    )
    actors = {"They": REBELS, "them": side}
    row = _row(coded("They did it to them in Marj.", event, places={"Marj": IN_MARJ}, actors=actors))
    assert (row["actor2"], row["assoc_actor_2"], row["inter2"]) == (name, associate, "Civilians")
    assert (row["interaction"], row["civilian_targeting"]) == ("Rebel group-Civilians", "Civilian targeting")


@pytest.mark.parametrize(
    "kind", [EventType.SHELLING, EventType.ASSAULT, EventType.ATTACK_ON_CIVILIANS], ids=str
)
def test_civilians_are_never_those_who_do_violence(kind: EventType) -> None:
    event = Happens(type=kind, trigger="did", agents=("They",), places=("Marj",))
    row = _row(coded("They did it in Marj.", event, places={"Marj": IN_MARJ}, actors={"They": CIVILIANS}))
    assert row["actor1"] == "Unidentified Armed Group (Syria)"


def test_in_a_battle_civilians_are_no_party_but_their_dead_are_counted() -> None:
    text = "Troops fought the Front among villagers in Marj; six villagers died."
    battle = Happens(
        type=EventType.CLASH,
        trigger="fought",
        agents=("Troops",),
        targets=("the Front", "villagers"),
        places=("Marj",),
        harm=(Done(effect=K, quantity="six", victims="villagers#2"),),
    )
    coding = coded(
        text,
        battle,
        places={"Marj": IN_MARJ},
        actors={"Troops": ARMY, "the Front": REBELS, "villagers": CIVILIANS},
        counts={"six": Count(min=6, max=6)},
    )
    row = _row(coding)
    assert (row["actor2"], row["assoc_actor_2"], row["fatalities"]) == ("Front of the Hills", "", "6")
    assert row["civilian_targeting"] == ""


def test_civilians_who_come_to_harm_beside_a_target_are_associated_with_it() -> None:
    text = "Jets hit the Front in Marj, killing six villagers."
    strike = Happens(
        type=EventType.AIRSTRIKE,
        trigger="hit",
        targets=("the Front",),
        places=("Marj",),
        harm=(Done(effect=K, quantity="six", victims="villagers"),),
    )
    row = _row(coded(text, strike, places={"Marj": IN_MARJ}, actors={"the Front": REBELS}))
    assert (row["actor2"], row["assoc_actor_2"]) == ("Front of the Hills", "Civilians (Syria)")


def test_words_for_a_thing_are_no_actor_though_one_is_named_in_them() -> None:
    text = "Troops shelled the Front's bakery in Marj."
    event = Happens(
        type=EventType.SHELLING,
        trigger="shelled",
        agents=("Troops",),
        targets=("the Front's bakery",),
        places=("Marj",),
    )
    names = (("Front", NameClass.ACTOR),)
    row = _row(coded(text, event, names=names, places={"Marj": IN_MARJ}, actors={"Troops": ARMY}))
    assert (row["actor2"], row["interaction"]) == ("", "State forces only")


def test_policemen_are_the_police() -> None:
    event = Happens(type=EventType.ARREST, trigger="did", agents=("Policemen",), places=("Marj",))
    row = _row(
        coded(
            "Policemen did it in Marj.",
            event,
            places={"Marj": IN_MARJ},
            actors={"Policemen": of_class(ActorClass.STATE_FORCES)},
        )
    )
    assert row["actor1"] == "Police Forces of Syria"


def test_without_a_country_the_nameless_have_none() -> None:
    event = Happens(type=EventType.ABDUCTION, trigger="did", targets=("people",), places=("Tal",))
    row = _row(coded("They did it to people in Tal.", event))
    assert (row["actor1"], row["actor2"]) == ("Unidentified Armed Group", "Civilians")


def test_an_actor_that_is_named_but_not_known_keeps_its_name_and_has_no_inter_code() -> None:
    event = Happens(
        type=EventType.ASSAULT,
        trigger="attacked",
        agents=("the Falcons of Tal",),
        targets=("Troops",),
        places=("Marj",),
    )
    coding = coded(
        "Troops were attacked by the Falcons of Tal in Marj.",
        event,
        names=(("Falcons of Tal", NameClass.ACTOR),),
        places={"Marj": IN_MARJ},
        actors={"Troops": ARMY, "the Falcons of Tal": UNKNOWN},
    )
    row = _row(coding)
    assert (row["actor1"], row["inter1"], row["interaction"]) == ("Falcons of Tal", "", "")
    assert ("an actor whose class is not known: no inter code", 1) in acled_table([coding]).loss.reduced


def test_allies_are_associated_and_two_sides_told_as_agents_face_each_other() -> None:
    text = "Troops, the Guard and the Front fought in Marj."
    actors = {"Troops": ARMY, "the Guard": MILITIA, "the Front": REBELS}
    against = Happens(
        type=EventType.CLASH,
        trigger="fought",
        agents=("Troops", "the Guard"),
        targets=("the Front",),
        places=("Marj",),
    )
    each_other = Happens(
        type=EventType.CLASH, trigger="fought", agents=("Troops", "the Front"), places=("Marj",)
    )
    at_one = Happens(
        type=EventType.AGREEMENT, trigger="fought", agents=("Troops", "the Front"), places=("Marj",)
    )
    allied, opposed, agreed = (
        _row(coded(text, event, places={"Marj": IN_MARJ}, actors=actors))
        for event in (against, each_other, at_one)
    )
    assert (allied["actor1"], allied["assoc_actor_1"]) == (STATE, "Army of the Plain; Guard of the Mills")
    assert (opposed["actor1"], opposed["actor2"]) == (STATE, "Front of the Hills")
    assert (agreed["actor1"], agreed["actor2"]) == (STATE, "Front of the Hills")
    assert opposed["interaction"] == allied["interaction"] == "State forces-Rebel group"


def test_gunmen_beside_a_group_with_a_name_are_the_groups() -> None:
    event = Happens(
        type=EventType.ASSAULT,
        trigger="attacked",
        agents=("Gunmen", "the Front"),
        targets=("Troops",),
        places=("Marj",),
    )
    actors = {"Gunmen": of_class(ActorClass.REBEL_GROUP), "the Front": REBELS, "Troops": ARMY}
    text = "Gunmen of the Front attacked Troops in Marj."
    row = _row(coded(text, event, places={"Marj": IN_MARJ}, actors=actors))
    assert (row["actor1"], row["assoc_actor_1"]) == ("Front of the Hills", "")


INTERACTIONS = [
    (REBELS, ARMY, "State forces-Rebel group"),
    (ARMY, REBELS, "State forces-Rebel group"),
    (FOREIGNERS, REBELS, "Rebel group-External/Other forces"),
    (FOREIGNERS, CIVILIANS, "External/Other forces-Civilians"),
    (MILITIA, CIVILIANS, "Political militia-Civilians"),
]


@pytest.mark.parametrize(("agent", "target", "interaction"), INTERACTIONS)
def test_the_interaction_has_one_order_for_two_kinds(agent: Acting, target: Acting, interaction: str) -> None:
    event = Happens(
        type=EventType.SHELLING, trigger="shelled", agents=("They",), targets=("them",), places=("Marj",)
    )
    actors = {"They": agent, "them": target}
    row = _row(coded("They shelled them in Marj.", event, places={"Marj": IN_MARJ}, actors=actors))
    assert row["interaction"] == interaction


def _days(first: date, last: date, precision: Precision = Precision.RANGE) -> DateRange:
    return DateRange(start=first, end=last, precision=precision)


MAY = [date(2018, 5, day) for day in range(1, 32)]
DATES = [
    (_days(MAY[21], MAY[21], Precision.DAY), "2018-05-22", "1"),
    (_days(MAY[18], MAY[24], Precision.WEEK), "2018-05-22", "2"),
    (_days(MAY[2], MAY[4]), "2018-05-04", "2"),
    (_days(MAY[0], MAY[30], Precision.MONTH), "2018-05-16", "3"),
    (_days(MAY[0], MAY[9]), "2018-05-05", "3"),
]


@pytest.mark.parametrize(("dated", "event_date", "time_precision"), DATES)
def test_a_date_is_the_middle_of_its_days_with_how_exact_it_is(
    dated: DateRange, event_date: str, time_precision: str
) -> None:
    coding = _shelled(dated=dated)
    row = _row(coding)
    assert (row["event_date"], row["time_precision"]) == (event_date, time_precision)
    told = any("several days in one row" in what for what, _ in acled_table([coding]).loss.reduced)
    assert told is (dated.start != dated.end)


def test_what_is_dated_by_the_year_is_left_out() -> None:
    year = _days(date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR)
    table = acled_table([_shelled(dated=year)])
    assert (table.rows, table.loss.left_out) == ((), (("dated less exactly than by month", 1),))


def test_what_goes_on_for_weeks_is_no_event_of_a_day() -> None:
    weeks, days = (_days(MAY[0], last) for last in (MAY[30], MAY[5]))
    table = acled_table([_shelled(dated=weeks, status=Status.ONGOING)])
    assert table.loss.left_out == (("going on, on no day in particular", 1),)
    assert len(acled_table([_shelled(dated=days, status=Status.ONGOING)]).rows) == 1


PLACES = [
    (placing(MARJ, PlacePrecision.EXACT), "Marj", "35.5", "1"),
    (placing(MARJ, PlacePrecision.TOWN), "Marj", "35.5", "1"),
    (placing(MARJ, PlacePrecision.NEAR), "Marj", "35.5", "2"),
    (placing(ARIHA, PlacePrecision.ADMIN), "Ariha", "35.8", "2"),
    (placing(IDLEB, PlacePrecision.ADMIN), "Idleb", "35.8", "3"),
    (Unresolved(reason="two towns of this name"), "here", "", "3"),
]


@pytest.mark.parametrize(("place", "location", "latitude", "geo_precision"), PLACES)
def test_a_place_has_acleds_precision_and_a_point_only_where_one_is_honest(
    place: Placing | Unresolved, location: str, latitude: str, geo_precision: str
) -> None:
    event = Happens(type=EventType.SHELLING, trigger="did", places=("here",))
    coding = coded("They did it here.", event, places={"here": place})
    row = _row(coding)
    assert (row["location"], row["latitude"], row["geo_precision"]) == (location, latitude, geo_precision)
    assert row["country"] == ("" if isinstance(place, Unresolved) else "Syria")
    told = any("no coordinates" in what for what, _ in acled_table([coding]).loss.reduced)
    assert told is (latitude == "")


def test_a_point_has_four_decimals() -> None:
    exact = Placing(
        place=MARJ, precision=PlacePrecision.NEAR, radius_km=2, reason="x", lat=35.123456, lon=36.1
    )
    row = _row(_shelled(place=exact))
    assert (row["latitude"], row["longitude"]) == ("35.1235", "36.1")


def test_what_has_no_place_or_no_more_than_a_country_is_left_out_but_for_strategic_developments() -> None:
    in_syria = {"Marj": placing(SYRIA, PlacePrecision.COUNTRY)}
    shelling, truce, nowhere = (
        coded("They did it in Marj.", Happens(type=kind, trigger="did", places=places), places=in_syria)
        for kind, places in (
            (EventType.SHELLING, ("Marj",)),
            (EventType.AGREEMENT, ("Marj",)),
            (EventType.SHELLING, ()),
        )
    )
    assert acled_table([shelling]).loss.left_out == (("in a country, at no place in it", 1),)
    assert acled_table([nowhere]).loss.left_out == (("without a place", 1),)
    row = _row(truce)
    assert (row["country"], row["location"], row["latitude"], row["geo_precision"]) == ("Syria", "", "", "3")


def test_a_division_fills_its_own_column() -> None:
    event = Happens(type=EventType.SHELLING, trigger="did", places=("here",))
    row = _row(coded("They did it here.", event, places={"here": placing(ARIHA, PlacePrecision.ADMIN)}))
    assert (row["admin1"], row["admin2"]) == ("Idleb", "Ariha")


def test_an_accusation_is_written_with_who_makes_it_and_who_denies_it() -> None:
    gassing = Happens(
        type=EventType.CHEMICAL_ATTACK,
        trigger="gassing",
        agents=("the Front",),
        places=("Marj",),
        by=("a1", "a2"),
    )
    coding = coded(
        "Officials accuse the Front of gassing Marj; a commander denied it.",
        gassing,
        says=(
            Says(id="a1", cue="accuse", source="Officials", stance=Stance.ACCUSES),
            Says(id="a2", cue="denied", source="a commander", stance=Stance.DENIES),
        ),
        places={"Marj": IN_MARJ},
        actors={"the Front": REBELS},
    )
    assert _row(coding)["notes"] == (
        "On 22 May 2018, in Marj (Idleb), Front of the Hills carried out a chemical attack, according to an "
        "accusation, not established, by Officials, which is denied by a commander."
    )
    assert ("told by accusers alone; only the notes say so", 1) in acled_table([coding]).loss.reduced


SOMEBODY = "Unidentified Armed Group"
# The event, and the notes between the opening and the last full stop.
NOTES = [
    (
        Happens(type=EventType.AIRSTRIKE, trigger="strike", places=("Marj",)),
        (
            "in Marj (Idleb), Unidentified Military Forces carried out an air strike, according to "
            "Levant Monitor"
        ),
    ),
    (
        Happens(
            type=EventType.CLASH,
            trigger="strike",
            agents=("Troops",),
            targets=("the Front",),
            places=("Marj",),
        ),
        (
            "in Marj (Idleb), Military Forces of Syria (Army of the Plain) fought Front of the Hills, "
            "according to Levant Monitor"
        ),
    ),
    (
        Happens(type=EventType.SHELLING, trigger="strike", by=("a2", "a1"), places=("Tal",)),
        (
            f"at a place given as “Tal”, {SOMEBODY} fired artillery, rockets or missiles, according to "
            "a driver as cited by an agency and an agency"
        ),
    ),
    (
        Happens(
            type=EventType.SHELLING,
            trigger="strike",
            by=("a3",),
            status=Status.DISPUTED,
            places=("Tal",),
        ),
        (
            f"at a place given as “Tal”, {SOMEBODY} fired artillery, rockets or missiles, with less than "
            "certainty according to somebody unnamed. Accounts of it differ"
        ),
    ),
    (
        Happens(
            type=EventType.ARREST,
            trigger="strike",
            agents=("Troops",),
            places=("Tal",),
            harm=(Done(effect=Effect.CAPTURED, quantity="some"), Done(effect=Effect.INJURED, quantity="six")),
        ),
        (
            "at a place given as “Tal”, Military Forces of Syria (Army of the Plain) made arrests, according "
            "to Levant Monitor. Injured: 6; captured: a number not given"
        ),
    ),
    (
        Happens(type=EventType.AGREEMENT, trigger="strike", places=("Marj",)),
        "in Marj (Idleb), an agreement was reported, according to Levant Monitor",
    ),
]


@pytest.mark.parametrize(("event", "notes"), NOTES)
def test_the_notes_open_with_day_and_place_and_name_who_says_so(event: Happens, notes: str) -> None:
    text = (
        "A strike in Marj or Tal: Troops and the Front, some or six, a driver said to an agency, it is said."
    )
    row = _row(
        coded(
            text,
            event,
            says=(
                Says(id="a1", cue="said", source="an agency"),
                Says(id="a2", cue="said", source="a driver", within="a1"),
                Says(id="a3", cue="it is said", stance=Stance.HEDGES),
            ),
            places={"Marj": IN_MARJ},
            actors={"Troops": ARMY, "the Front": REBELS},
            counts={"six": Count(min=6, max=6)},
        )
    )
    assert row["notes"] == f"On 22 May 2018, {notes}."


@pytest.mark.parametrize(
    ("words", "count", "fatalities", "noted", "remarked"),
    [
        ("6 to 8", Count(min=6, max=8), "6", "6 to 8", False),
        ("up to 10", Count(max=10), "1", "at most 10", True),
        ("several", Count(), "1", "a number not given", True),
        ("none", Count(min=0, max=0), "0", "none", False),
        ("dozens", Count(min=24), "12", "at least 12", False),
        ("hundreds", Count(min=200), "100", "at least 100", False),
        ("more than 70", Count(min=71), "70", "at least 70", False),
    ],
)
def test_fatalities_are_the_least_number_that_acled_gives_the_words(
    *, words: str, count: Count, fatalities: str, noted: str, remarked: bool
) -> None:
    coding = _shelled(f"They did it in Marj and killed {words}.", killed=words, counts={words: count})
    row = _row(coding)
    assert row["fatalities"] == fatalities
    assert row["notes"].endswith(f"Killed: {noted}.")
    loss = acled_table([coding]).loss
    told = any(what.startswith("deaths without a least number") for what, _ in loss.reduced)
    assert told is remarked


def test_the_dead_of_months_are_not_those_of_a_day() -> None:
    text = "They did it in Marj, where 300 people have been killed since the siege began in March."
    table = acled_table([_shelled(text, killed="300", counts={"300": Count(min=300, max=300)})])
    assert table.loss.left_out == (("deaths of a longer time than the event's day", 1),)


def test_a_report_that_was_not_fetched_has_no_timestamp() -> None:
    assert _row(_shelled(fetched=None))["timestamp"] == ""


def test_the_day_is_the_events_and_not_the_reports() -> None:
    row = _row(_shelled(published=date(2018, 6, 1), dated=ON_22_MAY))
    assert row["event_date"] == "2018-05-22"


def _shelled(
    text: str = "They did it in Marj.",
    *,
    killed: str | None = None,
    status: Status = Status.REPORTED,
    place: Placing = IN_MARJ,
    **more: Any,  # noqa: ANN401 -- as `coded` takes them
) -> Coding:
    event = Happens(
        type=EventType.SHELLING,
        trigger="did",
        places=("Marj",),
        harm=(Done(effect=K, quantity=killed),) if killed else (),
        status=status,
    )
    return coded(text, event, places={"Marj": place}, **more)


def _row(coding: Coding) -> dict[str, str]:
    return only_row(acled_table([coding]))
