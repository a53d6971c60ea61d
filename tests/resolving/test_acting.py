"""Whom the words for agents and targets mean by themselves, by tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Coding, Event, EventType, Name, NameClass, Report, ResolvedBy, Span
from dateline.resolving.acting import name_actors
from tests.codings import codings
from tests.registers import invented_register
from tests.resolving.acting_world import HERE, asked, resolved, span, told

if TYPE_CHECKING:
    from dateline.adapters.register import Roster


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


NAMES = [
    ("The Reed Front attacked.", "Reed Front", "reed-front"),
    ("The Marsh Guard attacked.", "Marsh Guard", "marsh-guard"),
    ("At least six Reed Front fighters attacked.", "At least six Reed Front fighters", "reed-front"),
    ("Reed Front's gunmen attacked.", "Reed Front's gunmen", "reed-front"),
    ("Members in the Reed Front attacked.", "Members in the Reed Front", "reed-front"),
    ("Fighters of the Reed Front attacked.", "Fighters of the Reed Front", "reed-front"),
    ("A group of Reed Front militants attacked.", "group of Reed Front militants", "reed-front"),
    ("Units loyal to the Marsh Guard attacked.", "Units loyal to the Marsh Guard", "marsh-guard"),
    ("Two positions of the Reed Front were hit.", "Two positions of the Reed Front", "reed-front"),
    ("Trenches and depots of the Reed Front burned.", "Trenches and depots of the Reed Front", "reed-front"),
    ("A base held by the Reed Front was hit.", "base held by the Reed Front", "reed-front"),
    ("Reed Front-held positions were hit.", "Reed Front-held positions", "reed-front"),
    ("Reed Front-run police attacked.", "Reed Front-run police", "reed-front"),
    ("Reed Front prisoners fled.", "Reed Front prisoners", "reed-front"),
    ("The RF and the Marsh Guard attacked.", "RF and the Marsh Guard", "reed-front"),
    ("The R*F attacked.", "R*F", "reed-front"),
    ("Volunteers of Tents and Bread came.", "Tents and Bread", "tents-and-bread"),
    ("World Wire journalists were hit.", "World Wire journalists", "world-wire"),
    ("The General Council of the Reed Front attacked.", "General Council of the Reed Front", "reed-front"),
    ("Forces of Nadim Sabbagh attacked.", "Forces of Nadim Sabbagh", "reed-front"),
    ("Sabbagh's fighters attacked.", "Sabbagh's fighters", "reed-front"),
]

STATES = [
    ("Marlandic troops attacked.", "Marlandic troops", "marland-army"),
    ("Marlandic warplanes attacked.", "Marlandic warplanes", "marland-air-force"),
    ("Marlandic Army helicopters attacked.", "Marlandic Army helicopters", "marland-air-force"),
    ("Norric jets attacked.", "Norric jets", "norland-army"),
    ("Brandt's jets attacked.", "Brandt's jets", "norland-army"),
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
    ("Artillery units attacked.", "Artillery units", "marland-army"),
    ("Regime troops attacked.", "Regime troops", "marland-army"),
    ("Regime warplanes attacked.", "Regime warplanes", "marland-air-force"),
    ("Regime remnants attacked.", "Regime remnants", "political_militia XA"),
    ("The police attacked.", "police", "marland-police"),
    ("Security men attacked.", "Security men", "state_forces XA"),
    ("The government attacked.", "government", "marland-government"),
    ("The camp administration attacked.", "camp administration", "government XA"),
    ("Security forces attacked.", "Security forces", "state_forces XA"),
    ("Unknown warplanes attacked.", "Unknown warplanes", "state_forces -"),
    ("Rebel positions were hit.", "Rebel positions", "rebel_group XA"),
    ("Opposition fighters attacked.", "Opposition fighters", "rebel_group XA"),
    ("Pro-government fighters attacked.", "Pro-government fighters", "political_militia XA"),
    ("Anti-regime fighters attacked.", "Anti-regime fighters", "rebel_group XA"),
    ("Norland-backed factions attacked.", "Norland-backed factions", "rebel_group XA"),
    ("Militants of the Norric government attacked.", "Militants of the Norric government", "rebel_group XA"),
    ("Tribal fighters attacked.", "Tribal fighters", "identity_militia XA"),
    ("Coalition jets attacked.", "Coalition jets", "northern-league"),
    ("The local council met.", "local council", "government XA"),
    ("Hillish fighters attacked.", "Hillish fighters", "hill-peoples-forces"),
    ("Hillish parties spoke.", "Hillish parties", "party XA"),
    ("Lakish fighters attacked.", "Lakish fighters", "identity_militia XA"),
    ("Lakish villagers fled.", "Lakish villagers", "civilians XA"),
    ("Hillers attacked.", "Hillers", "hill-peoples-forces"),
    ("Norric Hillers fled.", "Norric Hillers", "civilians XB"),
]

UNKNOWN_NAMES = [
    ("The Owl Brigade attacked.", "Owl Brigade", "rebel_group XA"),
    ("The Owl Dam Brigade attacked.", "Owl Dam Brigade", "rebel_group XA"),
    ("Liwa al-Marsas attacked.", "Liwa al-Marsas", "rebel_group XA"),
    ("The Owl Party spoke.", "Owl Party", "party XA"),
    ("Owl Daily reporters came.", "Owl Daily", "media XA"),
    ("The Owl Circle attacked.", "Owl Circle", "-"),
    ("The Military Owls Command spoke.", "Military Owls Command", "-"),
    ("The Army of the Owls attacked.", "Army of the Owls", "rebel_group XA"),
    ("The Army of the Hills attacked.", "Army of the Hills", "rebel_group XA"),
    ("Fighters of the Army of the Owls attacked.", "Fighters of the Army of the Owls", "rebel_group XA"),
    ("The Brigade of the Owls attacked.", "Brigade of the Owls", "rebel_group XA"),
    ("The Owl Army attacked.", "Owl Army", "rebel_group XA"),
    ("At noon the Owl army attacked.", "Owl army", "rebel_group XA"),
    ("The Owl Battalion attacked.", "Owl Battalion", "rebel_group XA"),
    ("The Owl Mechanized Brigade attacked.", "Owl Mechanized Brigade", "state_forces XA"),
    ("The World Wire Brigade attacked.", "World Wire Brigade", "rebel_group XA"),
    ("The Owl Division attacked.", "Owl Division", "-"),
    ("The Division of Owls attacked.", "Division of Owls", "-"),
    ("The Army of Marland attacked.", "Army of Marland", "marland-army"),
    ("Regular army attacked.", "Regular army", "marland-army"),
    ("The National Army attacked.", "National Army", "marland-army"),
    ("The Third Division attacked.", "Third Division", "marland-army"),
    ("The 3rd Army attacked.", "3rd Army", "marland-army"),
]

MISSPELT = [
    ("The Rhid Front attacked.", "Rhid Front", "reed-front"),
    ("Hill Peopels Forces attacked.", "Hill Peopels Forces", "hill-peoples-forces"),
    ("The Plaens National Army attacked.", "Plaens National Army", "plains-army"),
    ("The Coast Moniter spoke.", "Coast Moniter", "coast-monitor"),
    ("The FR attacked.", "FR", "-"),  # short names are other names
]

NOBODY_TOLD = [
    ("Allies came.", "Allies"),
    ("Regime supporters came.", "Regime supporters"),
    ("An international commission came.", "international commission"),
    ("Others came.", "Others"),
    ("Several of those came.", "those"),
    ("The wounded fled.", "wounded"),
    ("He attacked.", "He"),
    ("Joint forces attacked.", "Joint forces"),
    ("A military expert came.", "military expert"),
    ("Our forces attacked.", "Our forces"),
]

THINGS = [
    ("They shelled the market.", "market"),
    ("They took rebel-held areas.", "rebel-held areas"),
    ("They took Reed Front-controlled villages.", "Reed Front-controlled villages"),
    ("They hit positions.", "positions"),
    ("They hit civilian helicopters.", "civilian helicopters"),
    ("They opened Norric Camp.", "Norric Camp"),
    ("They burned a bus.", "bus"),
    ("They burned two vehicles.", "two vehicles"),
    ("They blew up a weapons depot.", "weapons depot"),
    ("They closed the crossing.", "crossing"),
    ("They hit residential units.", "residential units"),
    ("They crossed Martyrs Bridge.", "Martyrs Bridge"),
    ("They hit a kettle.", "kettle"),
]


@pytest.mark.parametrize(("text", "words", "expected"), NAMES)
def test_a_name_and_all_that_belongs_to_its_bearer_is_the_bearer(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    acting = resolved(roster, asked(text, words), words)
    assert told(acting) == expected
    assert acting
    assert acting.by is ResolvedBy.REGISTER


@pytest.mark.parametrize(("text", "words", "expected"), STATES)
def test_a_people_and_a_noun_are_a_body_of_their_state_or_their_class(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, asked(text, words), words)) == expected


@pytest.mark.parametrize(("text", "words", "expected"), GENERIC)
def test_common_words_are_a_class_where_the_report_plays(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, asked(HERE + text, words), words)) == expected


@pytest.mark.parametrize(("text", "words", "expected"), UNKNOWN_NAMES)
def test_a_name_that_the_register_lacks_is_a_class_where_a_word_in_it_tells_one(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, asked(HERE + text, words), words)) == expected


@pytest.mark.parametrize(("text", "words", "expected"), MISSPELT)
def test_a_name_that_is_spelt_another_way_is_its_bearers(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, asked(HERE + text, words), words)) == expected


@pytest.mark.parametrize(("text", "words"), NOBODY_TOLD)
def test_words_for_somebody_who_is_not_told_stay_unresolved_and_say_why(
    roster: Roster, text: str, words: str
) -> None:
    acting = resolved(roster, asked(HERE + text, words), words)
    assert acting
    assert (acting.by, acting.actor, acting.cls) == (ResolvedBy.UNRESOLVED, None, None)
    assert acting.reason


@pytest.mark.parametrize(("text", "words"), THINGS)
def test_words_for_a_thing_or_a_place_are_no_actor(roster: Roster, text: str, words: str) -> None:
    assert resolved(roster, asked(HERE + text, words, hit=True), words) is None


@pytest.mark.parametrize(
    ("words", "type_", "hit", "expected"),
    [
        ("Norland", EventType.ASSAULT, False, "norland-government"),
        ("Northgate", EventType.TALKS, True, "norland-government"),
        ("Norland", EventType.SHELLING, True, "no actor"),
        ("northern Norland", EventType.ASSAULT, False, "no actor"),
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
    assert told(resolved(roster, asked(text, words, type_=type_, hit=hit), words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("In Marland Norric troops attacked.", "troops", "norland-army"),
        ("In Marland officials of the Reed Front attacked.", "officials", "reed-front"),
        ("In Marland the Reed Front attacked.", "Front", "reed-front"),
    ],
)
def test_words_that_were_cut_off_from_a_name_take_it(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, asked(text, words), words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("The Reed Front attacked.", "Reed Front", "by its name"),
        ("Reed Front fighters attacked.", "Reed Front fighters", "“… fighters”: the Reed Front, by its name"),
        ("Gunmen attacked.", "Gunmen", "an armed group that is not named; the report plays in Marland"),
        ("People attacked.", "People", "people without arms; the report plays in Marland"),
        ("The government attacked.", "government", "“government” where the report plays, in Marland"),
        ("Norric rebels attacked.", "Norric rebels", "rebels who are not named; “Norric” tells the country"),
        ("Norric jets attacked.", "Norric jets", "the air_force of Norland"),
        ("Coalition jets attacked.", "Coalition jets", "at war in Marland"),
        ("The Rhid Front attacked.", "Rhid Front", "by its name, spelt another way"),
        (
            "Sabbagh's fighters left.",
            "Sabbagh's fighters",
            "“… fighters”: the Reed Front, Sabbagh headed it then",
        ),
    ],
)
def test_the_reason_is_a_clause_for_a_reader(roster: Roster, text: str, words: str, reason: str) -> None:
    acting = resolved(roster, asked(HERE + text, words), words)
    assert acting
    assert acting.reason == reason.replace("air_force", "air force")


def test_names_of_actors_and_victims_resolve_too_and_names_of_places_do_not(roster: Roster) -> None:
    text = "The Reed Front and Norland were named."
    front, land = span(text, "Reed Front"), span(text, "Norland")
    names = (Name(span=front, cls=NameClass.ACTOR), Name(span=land, cls=NameClass.PLACE))
    coding = Coding(report=Report(id="r", text=text), engine="test", names=names)
    assert set(name_actors(coding, roster)) == {front}


@given(coding=codings())
def test_any_coding_gives_answers_with_reasons_for_its_own_words_only(roster: Roster, coding: Coding) -> None:
    found = name_actors(coding, roster)
    hit = {harm.victims for event in coding.events for harm in event.harm if harm.victims}
    acting = {words for event in coding.events for words in (*event.agents, *event.targets)}
    assert set(found) <= acting | hit | {name.span for name in coding.names}
    assert all(acting.reason for acting in found.values())
    assert found == name_actors(coding, roster)


_PIECES = [
    "of",
    "the",
    "our",
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
    "other",
    "market",
    "Sabbagh",
    "head",
]


@given(words=st.lists(st.sampled_from(_PIECES), max_size=12), hit=st.booleans())
def test_no_words_in_any_order_break_the_rules(roster: Roster, words: list[str], *, hit: bool) -> None:
    text = " ".join(["x", *words])
    whole = Span(0, len(text))
    agents, targets = ((), (whole,)) if hit else ((whole,), ())
    event = Event(id="e1", type=EventType.CLASH, mentions=(Span(0, 1),), agents=agents, targets=targets)
    acting = name_actors(Coding(report=Report(id="r", text=text), engine="test", events=(event,)), roster)
    assert all(one.reason for one in acting.values())


@pytest.mark.parametrize("text", ["x", ".", "\n", "الجيش"])
def test_a_report_without_spans_or_without_words_gives_nothing(roster: Roster, text: str) -> None:
    assert name_actors(Coding(report=Report(id="r", text=text), engine="test"), roster) == {}
    event = Event(id="e1", type=EventType.CLASH, mentions=(Span(0, 1),), agents=(Span(0, len(text)),))
    coding = Coding(report=Report(id="r", text=text), engine="test", events=(event,))
    assert all(one.by is ResolvedBy.UNRESOLVED for one in name_actors(coding, roster).values())
