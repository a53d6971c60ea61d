"""Whom words mean that look back: at a name told before, at a person's post, at who speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.domain import EventType
from tests.registers import invented_register
from tests.resolving.acting_world import HERE, asked, resolved, span, told

if TYPE_CHECKING:
    from dateline.adapters.register import Roster


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Roster:
    return invented_register(tmp_path_factory.mktemp("register"))


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
    assert told(resolved(roster, asked(HERE + text, words), words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Reed Front came by night. The group attacked.", "group", "reed-front"),
        ("The Coast Monitor met the Marsh Guard. The militia attacked.", "militia", "marsh-guard"),
        ("The Reed Front fled. Its fighters attacked.", "fighters", "reed-front"),
        ("Commanders of the group attacked.", "Commanders of the group", "-"),
        ("The Norric Army came. Then the troops attacked.", "troops", "norland-army"),
        ("The Norric Army came. Then troops attacked.", "troops", "marland-army"),
        ("Marlandic police came. The army attacked.", "army", "marland-army"),
        ("The Marlandic Army came. Then jets attacked.", "jets", "marland-air-force"),
        ("The Reed Front fled. They attacked.", "They", "reed-front"),
        ("The Northern League flew. The coalition attacked.", "coalition", "northern-league"),
        ("The Reed Front fled. The Norland-backed group attacked.", "Norland-backed group", "reed-front"),
        ("The Norric government spoke. The ministry attacked.", "ministry", "government -"),
        ("The Marlandic Defence Ministry spoke. The ministry left.", "ministry", "marland-defence-ministry"),
        ("The Marlandic Air Force met Norric jets. The Air Force left.", "Air Force", "marland-air-force"),
        ("The group attacked.", "group", "-"),
        ("The Reed Front and other groups came. Other groups attacked.", "Other groups", "-"),
    ],
)  # fmt: skip
def test_words_that_refer_take_the_nearest_actor_before_that_fits(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    assert told(resolved(roster, asked(HERE + text, words), words)) == expected


@pytest.mark.parametrize(
    ("text", "before", "expected", "reason"),
    [
        ("The army came. Then jets attacked.", "army", "marland-air-force", "“army”, named before"),
        ("Army fighters came. Then jets attacked.", "Army fighters", "state_forces -", None),
        ("Coalition fighters came. Then jets attacked.", "Coalition fighters", "state_forces -", None),
        (
            "The army came. Its fighters dug in. Then jets attacked.",
            "fighters",
            "marland-air-force",
            "“army”, named before",
        ),
        ("The coalition came. Then jets attacked.", "coalition", "northern-league", None),
        ("The Fen Volunteers came. Then jets attacked.", "Fen Volunteers", "state_forces -", None),
    ],
)
def test_jets_are_nobody_s_for_fighters_that_were_told_of_before(
    roster: Roster, text: str, before: str, expected: str, reason: str | None
) -> None:
    text = HERE + text
    coding = asked(text, "jets", type_=EventType.AIRSTRIKE)
    spans = [span(text, words) for words in dict.fromkeys(("army", before)) if words in text]
    events = (replace(coding.events[0], id="e0", agents=tuple(spans)), *coding.events)
    acting = resolved(roster, replace(coding, events=events), "jets")
    assert told(acting) == expected
    assert acting
    assert reason is None or acting.reason == reason


HOSTILE = [
    # The only armed group that is named, and does not speak.
    ("The Reed Front fled. The militants attacked.", "militants", None, "reed-front"),
    ("The Reed Front fled. Militants attacked.", "Militants", None, "rebel_group XA"),
    # Who speaks does not mean their own.
    ("The militants attacked, the Reed Front said.", "militants", "Reed Front", "rebel_group XA"),
    ("The Reed Front said: the militants attacked.", "militants", "Reed Front", "rebel_group XA"),
    # Of several groups, the one that the report itself calls so.
    (
        "The Hill People's Forces fought Reed Front militants. The militants attacked.",
        "militants",
        None,
        "reed-front",
    ),
    ("The HPF fought the Reed Front. The militants attacked.", "militants", None, "rebel_group XA"),
    # The side of the state is not called so, nor is any state.
    ("The Marsh Guard came. The terrorists attacked.", "terrorists", None, "rebel_group XA"),
    ("The Norric Army came. The terrorists attacked.", "terrorists", None, "rebel_group XA"),
    # Several groups are any.
    ("Reed Front militants fled. The terrorist groups attacked.", "terrorist groups", None, "rebel_group XA"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker", "expected"), HOSTILE)
def test_what_enemies_call_a_group_means_no_group_that_speaks_or_is_not_called_so(
    roster: Roster, text: str, words: str, speaker: str | None, expected: str
) -> None:
    assert told(resolved(roster, asked(HERE + text, words, said_by=speaker), words)) == expected


def test_who_is_attacked_is_not_who_attacks(roster: Roster) -> None:
    text = HERE + "Reed Front militants and Marsas militants came. Then the militants attacked Marsas."
    assert told(resolved(roster, asked(text, "militants"), "militants")) == "marsas"
    assert told(resolved(roster, asked(text, "militants", others="Marsas"), "militants")) == "reed-front"


@pytest.mark.parametrize(
    ("text", "speaker", "source", "expected"),
    [
        ("Our forces attacked, the Reed Front said.", "Reed Front", None, "reed-front"),
        ("Our forces attacked, the Norric government said.", "Norric government", None, "norland-army"),
        ("Our forces attacked, World Wire said.", "World Wire", None, "-"),
        ("Our forces attacked.", None, "Marsh Guard News", "marsh-guard"),
        ("Our forces attacked.", None, "Reed Front Press Office", "reed-front"),
        ("Our forces attacked.", None, "World Wire", "-"),
        ("Our forces attacked.", None, None, "-"),
    ],
)
def test_our_forces_are_those_of_who_speaks_or_of_the_outlet(
    roster: Roster, text: str, speaker: str | None, source: str | None, expected: str
) -> None:
    coding = asked(HERE + text, "Our forces", said_by=speaker, source=source)
    assert told(resolved(roster, coding, "Our forces")) == expected


PEOPLE = [
    ("Marlandic Defence Minister Karim Haddad attacked.", "Karim Haddad", "marland-defence-ministry"),
    ("Marlandic Defence Minister Karim Haddad spoke. Haddad attacked.", "Haddad", "marland-defence-ministry"),
    ("Reed Front commander Karim Haddad attacked.", "Karim Haddad", "reed-front"),
    ("Karim Haddad, a commander of the Reed Front, attacked.", "Karim Haddad", "reed-front"),
    ("Karim Haddad, the spokesman for Tents and Bread, attacked.", "Karim Haddad", "tents-and-bread"),
    ("Karim Haddad head of the press office at Tents and Bread said so.", "Karim Haddad", "tents-and-bread"),
    ("The head of the Coast Monitor Karim Haddad attacked.", "Karim Haddad", "coast-monitor"),
    ("The head of the Coast Monitor, Karim Haddad, attacked.", "Karim Haddad", "coast-monitor"),
    ("The Reed Front commander, Maj. Gen. Karim Haddad, attacked.", "Karim Haddad", "reed-front"),
    ("Karim Haddad, the Reed Front (RF) commander, attacked.", "Karim Haddad", "reed-front"),
    ("Karim Haddad of the Reed Front attacked.", "Karim Haddad", "reed-front"),
    ("Norric President Karim Haddad attacked.", "Karim Haddad", "norland-government"),
    ("Reed Front fighter Salim Rashid fled. Karim Haddad attacked.", "Karim Haddad", "-"),
    ("Karim Haddad attacked.", "Karim Haddad", "-"),
    ("On Monday Norric Foreign Minister Karim Haddad attacked.", "Karim Haddad", "government XB"),
    ("The shopkeeper Karim Haddad attacked, a general said.", "Karim Haddad", "-"),
    ("The security expert Karim Haddad came.", "Karim Haddad", "-"),
    ("Ulla Brandt attacked.", "Ulla Brandt", "norland-government"),
    ("Olaf Sten attacked.", "Olaf Sten", "-"),  # who headed Norland later
]


@pytest.mark.parametrize(("text", "words", "expected"), PEOPLE)
def test_a_person_acts_for_the_body_that_he_has_a_post_in_or_heads(
    roster: Roster, text: str, words: str, expected: str
) -> None:
    persons = [
        "Karim Haddad",
        "Salim Rashid",
        "Ulla Brandt",
        "Olaf Sten",
        *(["Haddad"] * (words == "Haddad")),
    ]
    assert told(resolved(roster, asked(text, words, persons=persons), words)) == expected


@pytest.mark.parametrize("type_", [EventType.TALKS, EventType.AIRSTRIKE])
def test_forces_loyal_to_a_head_of_state_are_its_army(roster: Roster, type_: EventType) -> None:
    text = "In Norland forces loyal to President Ulla Brandt came."
    words = "forces loyal to President Ulla Brandt"
    coding = asked(text, words, persons=["Ulla Brandt"], type_=type_)
    assert told(resolved(roster, coding, words)) == "norland-army"
