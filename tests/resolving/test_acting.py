"""Whom agents, targets and names of actors resolve to, by tables."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import (
    Coding,
    DateRange,
    Event,
    EventType,
    Feature,
    Name,
    NameClass,
    Place,
    PlacePrecision,
    Placing,
    Precision,
    Report,
    ResolvedBy,
    Span,
)
from dateline.resolving.acting import name_actors
from tests.codings import codings
from tests.registers import invented_register

if TYPE_CHECKING:
    from dateline.adapters.register import Roster
    from dateline.domain import Acting

IN_2015 = date(2015, 5, 1)


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


def span(text: str, words: str) -> Span:
    """Where `words` stand last in `text`."""
    at = text.rindex(words)
    return Span(at, at + len(words))


def resolved(
    roster: Roster,
    text: str,
    words: str,
    *,
    type_: EventType = EventType.ASSAULT,
    hit: bool = False,
    persons: tuple[str, ...] = (),
    day: date | None = IN_2015,
    source: str | None = None,
    happened: date | None = None,
) -> Acting:
    """What `words` of `text` resolve to as the agent, or the target, of an event."""
    where = span(text, words)
    event = Event(
        id="e1",
        type=type_,
        mentions=(Span(0, 1),),
        agents=() if hit else (where,),
        targets=(where,) if hit else (),
        date=DateRange(start=happened, end=happened, precision=Precision.DAY) if happened else None,
    )
    names = [
        Name(span=Span(at, at + len(name)), cls=NameClass.PERSON)
        for name in persons
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    report = Report(id="r", text=text, published=day, source=source)
    coding = Coding(report=report, engine="test", names=tuple(names), events=(event,))
    return name_actors(coding, roster)[where]


def told(acting: Acting) -> str:
    """An actor's id, or class and country by rule, or a dash."""
    if acting.actor:
        return acting.actor.id
    return f"{acting.cls} {acting.country or '-'}" if acting.by is ResolvedBy.RULE else "-"


HERE = "Fighting went on in Marland. "  # puts the report in Marland

NAMES = [
    ("The Reed Front attacked.", "Reed Front", "reed-front"),
    ("The Marsh Guard attacked.", "Marsh Guard", "marsh-guard"),
    ("At least six Reed Front fighters attacked.", "At least six Reed Front fighters", "reed-front"),
    ("Reed Front's gunmen attacked.", "Reed Front's gunmen", "reed-front"),
    ("Fighters of the Reed Front attacked.", "Fighters of the Reed Front", "reed-front"),
    ("A group of Reed Front militants attacked.", "group of Reed Front militants", "reed-front"),
    ("Units loyal to the Marsh Guard attacked.", "Units loyal to the Marsh Guard", "marsh-guard"),
    ("Two positions of the Reed Front were hit.", "Two positions of the Reed Front", "reed-front"),
    ("Trenches and depots of the Reed Front burned.", "Trenches and depots of the Reed Front", "reed-front"),
    ("A base held by the Reed Front was hit.", "base held by the Reed Front", "reed-front"),
    ("Reed Front prisoners fled.", "Reed Front prisoners", "reed-front"),
    ("Volunteers of Tents and Bread came.", "Tents and Bread", "tents-and-bread"),
    ("World Wire journalists were hit.", "World Wire journalists", "world-wire"),
    ("The Rhid Front attacked.", "Rhid Front", "reed-front"),
]

STATES = [
    ("Marlandic troops attacked.", "Marlandic troops", "marland-army"),
    ("Marlandic warplanes attacked.", "Marlandic warplanes", "marland-air-force"),
    ("Norric jets attacked.", "Norric jets", "norland-army"),
    ("Norric police attacked.", "Norric police", "state_forces XB"),
    ("Marlandic security forces attacked.", "Marlandic security forces", "state_forces XA"),
    ("Marlandic officers attacked.", "Marlandic officers", "marland-army"),
    ("Marlandic howitzers attacked.", "Marlandic howitzers", "marland-army"),
    ("Troops from Norland attacked.", "Troops from Norland", "norland-army"),
    ("Soldiers of Norland attacked.", "Soldiers of Norland", "norland-army"),
    ("Marlandic and Norric planes attacked.", "Marlandic and Norric planes", "marland-air-force"),
    ("Marlandic officials attacked.", "Marlandic officials", "marland-government"),
    ("The Marlandic Defence Ministry spoke.", "Marlandic Defence Ministry", "marland-defence-ministry"),
    ("Norric rebels attacked.", "Norric rebels", "rebel_group XB"),
    ("Norric fighters attacked in Marland.", "Norric fighters", "political_militia XB"),
    ("Norric refugees fled.", "Norric refugees", "civilians XB"),
    ("The Marlandic regime's helicopters attacked.", "Marlandic regime's helicopters", "marland-air-force"),
    ("A Marlandic military convoy came.", "Marlandic military convoy", "marland-army"),
]

GENERIC = [
    ("The rebels attacked.", "rebels", "rebel_group XA"),
    ("Gunmen attacked.", "Gunmen", "political_militia XA"),
    ("Three armed men attacked.", "Three armed men", "political_militia XA"),
    ("Tribesmen attacked.", "Tribesmen", "identity_militia XA"),
    ("Protesters marched.", "Protesters", "protesters XA"),
    ("At least 20 residents of the town fled.", "At least 20 residents of the town", "civilians XA"),
    ("The army attacked.", "army", "marland-army"),
    ("Army units attacked.", "Army units", "marland-army"),
    ("Regime troops attacked.", "Regime troops", "marland-army"),
    ("Regime warplanes attacked.", "Regime warplanes", "marland-air-force"),
    ("The police attacked.", "police", "marland-police"),
    ("The government attacked.", "government", "marland-government"),
    ("Security forces attacked.", "Security forces", "state_forces XA"),
    ("Unknown warplanes attacked.", "Unknown warplanes", "state_forces -"),
    ("Rebel positions were hit.", "Rebel positions", "rebel_group XA"),
    ("Opposition fighters attacked.", "Opposition fighters", "rebel_group XA"),
    ("Pro-government fighters attacked.", "Pro-government fighters", "political_militia XA"),
    ("Anti-regime fighters attacked.", "Anti-regime fighters", "rebel_group XA"),
    ("Norland-backed factions attacked.", "Norland-backed factions", "rebel_group XA"),
    ("Tribal fighters attacked.", "Tribal fighters", "identity_militia XA"),
    ("Coalition jets attacked.", "Coalition jets", "northern-league"),
    ("The local council met.", "local council", "government XA"),
    ("Hillish fighters attacked.", "Hillish fighters", "hill-peoples-forces"),
    ("Lakish fighters attacked.", "Lakish fighters", "identity_militia XA"),
    ("Lakish villagers fled.", "Lakish villagers", "civilians XA"),
    ("Hillers attacked.", "Hillers", "hill-peoples-forces"),
    ("The Owl Brigade attacked.", "Owl Brigade", "rebel_group XA"),
]

NOBODY = [
    ("They shelled the market.", "market"),
    ("They took rebel-held areas.", "rebel-held areas"),
    ("They took Reed Front-controlled villages.", "Reed Front-controlled villages"),
    ("Allies came.", "Allies"),
    ("Others came.", "Others"),
    ("They hit positions.", "positions"),
    ("They hit civilian helicopters.", "civilian helicopters"),
    ("He attacked.", "He"),
    ("Joint forces attacked.", "Joint forces"),
    ("They opened Norric Camp.", "Norric Camp"),
]


@pytest.mark.parametrize(("text", "words", "expected"), NAMES)
def test_a_name_and_all_that_belongs_to_its_bearer_is_the_bearer(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    acting = resolved(roster, text, words)
    assert told(acting) == expected
    assert acting.by is ResolvedBy.REGISTER


@pytest.mark.parametrize(("text", "words", "expected"), STATES)
def test_a_people_and_a_noun_are_a_body_of_their_state_or_their_class(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, text, words)) == expected


@pytest.mark.parametrize(("text", "words", "expected"), GENERIC)
def test_common_words_are_a_class_where_the_report_plays(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, HERE + text, words)) == expected


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_what_acts_for_nobody_stays_unresolved_and_says_why(roster: Roster, text: str, words: str) -> None:
    acting = resolved(roster, HERE + text, words)
    assert (acting.by, acting.actor, acting.cls) == (ResolvedBy.UNRESOLVED, None, None)
    assert acting.reason


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Owl Reed Council (ORC) came. The ORC attacked.", "ORC", "-"),
        ("The Hill People's Forces (HPF) came. HPF attacked.", "HPF", "hill-peoples-forces"),
        ("The Plains National Army (PNA) came. PNA attacked.", "PNA", "plains-army"),
        ("The RF (Reed Front) came. RF attacked.", "RF", "reed-front"),
        ("The Hill People's Forces [PF] came. PF units attacked.", "PF units", "hill-peoples-forces"),
        ("The Owl Dam Brigade (ODB) came. ODB attacked.", "ODB", "rebel_group XA"),
    ],
)
def test_a_short_name_means_what_the_report_says_it_does(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, HERE + text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Reed Front came by night. The group attacked.", "group", "reed-front"),
        ("The Coast Monitor met the Marsh Guard. The militia attacked.", "militia", "marsh-guard"),
        ("The Reed Front fled. Its fighters attacked.", "fighters", "reed-front"),
        ("The Reed Front fled. The militants attacked.", "militants", "reed-front"),
        ("The Reed Front fled. Militants attacked.", "Militants", "rebel_group XA"),
        ("The Norric Army came. Then troops attacked.", "troops", "norland-army"),
        ("Marlandic police came. The army attacked.", "army", "marland-army"),
        ("The Marlandic Army came. Then jets attacked.", "jets", "marland-air-force"),
        ("The Reed Front fled. They attacked.", "They", "reed-front"),
        ("The Northern League flew. The coalition attacked.", "coalition", "northern-league"),
        ("The Norric government spoke. The ministry attacked.", "ministry", "government -"),
        ("The Marlandic Defence Ministry spoke. The ministry left.", "ministry", "marland-defence-ministry"),
        ("The group attacked.", "group", "-"),
    ],
)
def test_words_that_refer_take_the_nearest_actor_before_that_fits(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, HERE + text, words)) == expected


@pytest.mark.parametrize(
    ("words", "type_", "hit", "expected"),
    [
        ("Norland", EventType.ASSAULT, False, "norland-government"),
        ("Northgate", EventType.TALKS, True, "norland-government"),
        ("Norland", EventType.SHELLING, True, "-"),
        ("northern Norland", EventType.ASSAULT, False, "-"),
        ("Norric", EventType.AIRSTRIKE, False, "norland-army"),
        ("Norric", EventType.TALKS, False, "norland-government"),
        ("Norrics", EventType.DISPLACEMENT, False, "civilians XB"),
        ("Norrics", EventType.ASSAULT, False, "norland-army"),
        ("opposition", EventType.TALKS, False, "party XA"),
        ("opposition", EventType.CLASH, False, "rebel_group XA"),
        ("Hillers", EventType.DISPLACEMENT, True, "civilians XA"),
    ],
)
def test_the_part_that_words_play_tells_a_state_from_a_place_and_a_people(
    roster: Roster, words: str, type_: EventType, expected: str, *, hit: bool
) -> None:
    text = f"{HERE}There the {words} was named."
    assert told(resolved(roster, text, words, type_=type_, hit=hit)) == expected


PEOPLE = [
    ("Marlandic Defence Minister Karim Haddad attacked.", "Karim Haddad", "marland-defence-ministry"),
    ("Marlandic Defence Minister Karim Haddad spoke. Haddad attacked.", "Haddad", "marland-defence-ministry"),
    ("Reed Front commander Karim Haddad attacked.", "Karim Haddad", "reed-front"),
    ("Karim Haddad, a commander of the Reed Front, attacked.", "Karim Haddad", "reed-front"),
    ("Karim Haddad, the spokesman for Tents and Bread, attacked.", "Karim Haddad", "tents-and-bread"),
    ("The head of the Coast Monitor Karim Haddad attacked.", "Karim Haddad", "coast-monitor"),
    ("Norric President Karim Haddad attacked.", "Karim Haddad", "norland-government"),
    ("Reed Front fighter Salim Rashid fled. Karim Haddad attacked.", "Karim Haddad", "-"),
    ("Karim Haddad attacked.", "Karim Haddad", "-"),
    ("On Monday Norric Foreign Minister Karim Haddad attacked.", "Karim Haddad", "government XB"),
    ("The shopkeeper Karim Haddad attacked, a general said.", "Karim Haddad", "-"),
]


@pytest.mark.parametrize(("text", "words", "expected"), PEOPLE)
def test_a_person_acts_for_the_body_that_the_report_gives_him_a_post_in(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    persons = ("Karim Haddad", "Salim Rashid", *((words,) if words == "Haddad" else ()))
    assert told(resolved(roster, text, words, persons=persons)) == expected


def test_a_name_means_who_bore_it_on_the_day_of_the_event(roster: Roster) -> None:
    text = "The Reed Front attacked."
    in_2017 = date(2017, 3, 1)
    assert told(resolved(roster, text, "Reed Front", day=in_2017)) == "reed-union"
    assert told(resolved(roster, text, "Reed Front", day=in_2017, happened=IN_2015)) == "reed-front"


def test_of_several_bearers_the_one_at_home_in_the_report_is_meant(roster: Roster) -> None:
    assert told(resolved(roster, "In Norland the PNA attacked.", "PNA")) == "plains-army"
    assert told(resolved(roster, "In Marland the PNA attacked.", "PNA")) == "port-news"


def test_the_country_of_a_class_is_where_its_event_happened(roster: Roster) -> None:
    text = "In Marland rebels attacked Gull Bay."
    words, place = span(text, "rebels"), span(text, "Gull Bay")
    bay = Place(id="x:1", name="Gull Bay", lat=1, lon=1, feature=Feature.TOWN, country="XB")
    placing = Placing(place=bay, precision=PlacePrecision.TOWN, radius_km=3, reason="test", lat=1, lon=1)
    event = Event(id="e1", type=EventType.ASSAULT, mentions=(Span(0, 1),), agents=(words,), places=(place,))
    coding = Coding(report=Report(id="r", text=text), engine="test", events=(event,), places={place: placing})
    assert told(name_actors(coding, roster)[words]) == "rebel_group XB"


def test_a_report_that_names_no_land_plays_where_its_state_outlet_is_at_home(roster: Roster) -> None:
    assert told(resolved(roster, "Rebels attacked.", "Rebels", source="Port News Agency")) == "rebel_group XA"
    assert told(resolved(roster, "Rebels attacked.", "Rebels", source="World Wire")) == "rebel_group -"


def test_names_of_actors_and_victims_resolve_too_and_names_of_places_do_not(roster: Roster) -> None:
    text = "The Reed Front and Norland were named."
    front, land = span(text, "Reed Front"), span(text, "Norland")
    names = (Name(span=front, cls=NameClass.ACTOR), Name(span=land, cls=NameClass.PLACE))
    coding = Coding(report=Report(id="r", text=text), engine="test", names=names)
    assert set(name_actors(coding, roster)) == {front}


@given(coding=codings())
def test_every_agent_and_target_of_any_coding_gets_an_answer_with_its_reason(
    roster: Roster, coding: Coding
) -> None:
    found = name_actors(coding, roster)
    asked = {words for event in coding.events for words in (*event.agents, *event.targets)}
    assert asked <= set(found)
    assert all(acting.reason for acting in found.values())
    assert found == name_actors(coding, roster)


_PIECES = [
    "of",
    "the",
    "Reed Front",
    "(RF)",
    "and",
    "in",
    "Norric-held",
    "army's",
    ",",
    ". 6",
    "fighters",
    "-led",
    "pro",
]


@given(words=st.lists(st.sampled_from(_PIECES), max_size=12))
def test_no_words_in_any_order_break_the_rules(roster: Roster, words: list[str]) -> None:
    text = " ".join(["x", *words])
    whole = Span(0, len(text))
    event = Event(id="e1", type=EventType.CLASH, mentions=(Span(0, 1),), agents=(whole,))
    coding = Coding(report=Report(id="r", text=text), engine="test", events=(event,))
    assert name_actors(coding, roster)[whole].reason
