from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given

from dateline.domain import Effect, EventType, NameClass, PlacePrecision, Speaker, SpeakerKind, Unresolved
from dateline.exporting.answers import lists_of, where_is_where, who_is_who
from dateline.exporting.telling import by_meaning, tell
from tests.codings import OIL_FIELD, codings, sample_coding
from tests.fakes import Done, Happens, Says
from tests.resolved import (
    ARIHA,
    CIVILIANS,
    IDLEB,
    IN_MARJ,
    MINISTRY,
    REBELS,
    SPOKESWOMAN,
    coded,
    of_class,
    placing,
)

if TYPE_CHECKING:
    from dateline.domain import Acting, Coding, Placing
    from dateline.exporting.answers import Answer

_TEXT = (
    "Rebels shelled Marj, killing three boys. The group shelled a mill in Marj, and a teacher died. "
    "The Front of the Hills said so; so said Lina Haddad in Kafr. The ministry was told in Ariha."
)


def test_each_answer_stands_once_with_all_its_words_and_the_events_that_they_stand_in() -> None:
    front = who_is_who(tell(_coding()))[0]
    assert (front.meaning.name, front.meaning.note) == ("Front of the Hills", "rebel group, Syria")
    assert _wordings(front) == [
        ("“Rebels”", (1,), "named so in the register"),
        ("“The group”", (2,), "Rebels, named before"),
    ]


def test_who_acts_suffers_or_speaks_is_listed_by_name_then_by_kind_then_as_nobody_known() -> None:
    found = who_is_who(tell(_coding()))
    assert [answer.meaning.name for answer in found] == [
        "Front of the Hills",
        "Lina Haddad",
        "civilians, Syria",
        "not identified",
    ]


def test_words_with_one_reason_stand_together_and_the_reason_does_not_repeat_them() -> None:
    civilians = next(answer for answer in who_is_who(tell(_coding())) if "civilians" in answer.meaning.name)
    assert _wordings(civilians) == [("“three boys”, “a teacher”", (1, 2), "people without arms")]


def test_the_very_name_needs_no_reason() -> None:
    speaker = next(answer for answer in who_is_who(tell(_coding())) if answer.meaning.name == "Lina Haddad")
    assert (speaker.meaning.note, speaker.wordings) == ("spokeswoman, Ministry of Defence", ())


def test_a_place_that_is_meant_more_and_less_exactly_has_an_answer_for_each() -> None:
    found = where_is_where(tell(_coding(second=placing(IN_MARJ.place, PlacePrecision.NEAR, 9))))
    assert [(answer.meaning.name, answer.meaning.note) for answer in found] == [
        ("Marj, Idleb, Syria", "somewhere in the town, within 2 km"),
        ("Marj, Idleb, Syria", "near it, within 9 km"),
    ]


def test_a_place_has_its_next_best_and_comes_before_words_that_are_not_placed() -> None:
    found = where_is_where(tell(_coding(first=Unresolved(reason="two towns of this name"))))
    assert [answer.meaning.name for answer in found] == ["Marj, Idleb, Syria", "not placed"]
    assert found[0].wordings[0].runner_up == "Ariha, Idleb, Syria"
    assert _wordings(found[1]) == [("“Marj”", (1,), "two towns of this name")]


def test_a_report_has_a_list_of_those_in_its_events_the_places_there_and_the_places_merely_mentioned() -> (
    None
):
    coding = _coding()
    lists = dict(lists_of(coding, tell(coding)))
    assert list(lists) == ["Who is who", "Where is where", "Places mentioned, where no event is told"]
    mentioned = lists["Places mentioned, where no event is told"]
    assert [_wordings(answer) for answer in mentioned] == [[("“Ariha”", (), "the only place of this name")]]


def test_a_report_that_was_not_looked_up_has_no_list() -> None:
    coding = sample_coding(OIL_FIELD)
    assert lists_of(coding, tell(coding)) == ()


@given(codings())
def test_every_reason_for_words_in_an_event_is_listed(coding: Coding) -> None:
    told = tell(coding)
    listed = {
        (answer.meaning.name, words, event)
        for answer in (*who_is_who(told), *where_is_where(told))
        for wording in answer.wordings
        for words in wording.words
        for event in wording.events
    }
    asked = {
        (filler.meaning.name, filler.words, event.number)
        for event in told
        for filler in (*event.people, *event.where)
        if filler.meaning and not filler.meaning.plain
    }
    assert asked <= listed


def test_words_side_by_side_that_mean_the_same_are_told_as_one() -> None:
    coding = coded(
        "Rebels, the group, a mill and a bus hit Marj.",
        Happens(type=EventType.CLASH, trigger="hit", agents=("Rebels", "the group", "a mill", "a bus")),
        actors={"Rebels": REBELS, "the group": REBELS},
    )
    told = [(words, meaning and meaning.beside) for words, meaning in by_meaning(tell(coding)[0].who)]
    assert told == [("Rebels; the group", "Front of the Hills"), ("a mill; a bus", None)]


def _coding(first: Placing | Unresolved | None = None, second: Placing | Unresolved | None = None) -> Coding:
    """Two events: the second calls the rebels of the first "the group"; `first`, `second`: where Marj is."""
    in_marj = replace(IN_MARJ, runner_up=ARIHA)
    return coded(
        _TEXT,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("Rebels",),
            places=("Marj",),
            harm=(Done(effect=Effect.KILLED, quantity="three", victims="three boys"),),
        ),
        Happens(
            type=EventType.SHELLING,
            trigger="shelled#2",
            agents=("The group",),
            targets=("a mill",),
            places=("Marj#2",),
            harm=(Done(effect=Effect.KILLED, quantity="a teacher", victims="a teacher"),),
            by=("a1", "a2"),
        ),
        says=(
            Says(id="a1", cue="said", source="The Front of the Hills", named=True),
            Says(id="a2", cue="said#2", source="Lina Haddad", named=True),
        ),
        names=(("Marj", NameClass.PLACE), ("Ariha", NameClass.PLACE)),
        places={
            "Marj": first or in_marj,
            "Marj#2": second or in_marj,
            "Ariha": placing(IDLEB, PlacePrecision.ADMIN),
        },
        actors={
            "Rebels": REBELS,
            "The group": replace(REBELS, reason="Rebels, named before"),
            "a mill": of_class(None, None),
            "three boys": _called(CIVILIANS, "boys: people without arms"),
            "a teacher": _called(CIVILIANS, "teacher: people without arms"),
        },
        speakers={
            "The Front of the Hills": Speaker(
                kind=SpeakerKind.ORGANISATION, reason="named so in the register", organisation=REBELS
            ),
            "Lina Haddad": replace(SPOKESWOMAN, organisation=MINISTRY),
        },
    )


def _called(acting: Acting, reason: str) -> Acting:
    return replace(acting, reason=reason)


def _wordings(answer: Answer) -> list[tuple[str, tuple[int, ...], str]]:
    return [
        (", ".join(f"“{one}”" for one in each.words), each.events, each.reason) for each in answer.wordings
    ]
