from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given

from dateline.domain import Effect, EventType, Report, Span, Stance, Status
from dateline.exporting.telling import HarmTold, Sentences, tell
from dateline.pipeline import code
from tests.codings import MONITOR, OIL_FIELD, codings, sample_coding
from tests.fakes import Done, Happens, Says, Script, ScriptedEngine

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding
    from dateline.exporting.telling import EventTold


def test_events_are_numbered_in_the_order_of_the_text() -> None:
    coding = sample_coding(OIL_FIELD)
    turned = replace(coding, events=coding.events[::-1])
    assert [told.number for told in tell(turned)] == list(range(1, 14))
    assert [told.event.id for told in tell(turned)] == [told.event.id for told in tell(coding)]


def test_quantity_and_victims_side_by_side_are_told_as_one_phrase() -> None:
    harm = _told(OIL_FIELD, "attacked").harm
    assert harm[0] == HarmTold(effect="killed", count="at most 10", words="Up to 10 members of the SDF")


def test_victims_that_stand_elsewhere_are_told_apart_from_the_quantity() -> None:
    told = _tell_one("Soldiers came under fire and three died.", quantity="three", victims="Soldiers")
    assert told.harm[0].words == "three … Soldiers"


def test_a_quantity_inside_its_victims_is_told_once() -> None:
    told = _tell_one("The blast killed three men from Hama.", quantity="three", victims="three men from Hama")
    assert told.harm[0].words == "three men from Hama"


def test_a_part_is_told_with_the_group_it_belongs_to() -> None:
    assert _told(MONITOR, "hit").harm[1].note == "among “people”"


def test_an_event_without_a_claim_stands_in_the_reports_own_voice_with_its_sentence() -> None:
    told = _told(OIL_FIELD, "burned")
    assert told.voices == ()
    assert told.quote == "Two vehicles were burned on the road to Gharanij."


def test_who_is_quoted_stands_under_who_quotes() -> None:
    voices = _told(OIL_FIELD, "abducted").voices
    assert [(voice.source, voice.depth) for voice in voices] == [
        ("SDF spokeswoman Rojin Asmar", 0),
        ("numerous witness", 1),
    ]


def test_two_whom_one_source_quotes_stand_together_under_it() -> None:
    script = Script(
        opening="blast",
        happens=(Happens(type=EventType.BOMBING, trigger="blast", by=("inner1", "other", "inner2")),),
        says=(
            Says(id="outer", cue="reported", source="Radio"),
            Says(id="inner1", cue="said#1", source="a doctor", within="outer"),
            Says(id="other", cue="said#3", source="the army"),
            Says(id="inner2", cue="said#2", source="a nurse", within="outer"),
        ),
    )
    text = "Radio reported a blast, a doctor said; a nurse said so, too. So said the army."
    voices = tell(ScriptedEngine(script).code(Report(id="r", text=text)))[0].voices
    assert [(voice.source, voice.depth) for voice in voices] == [
        ("Radio", 0),
        ("a doctor", 1),
        ("a nurse", 1),
        ("the army", 0),
    ]


def test_attributions_that_enclose_each_other_in_a_circle_are_told_once() -> None:
    script = Script(
        opening="blast",
        happens=(Happens(type=EventType.BOMBING, trigger="blast", by=("a1",)),),
        says=(
            Says(id="a1", cue="said", source="a doctor", within="a2"),
            Says(id="a2", cue="reported", source="Radio", within="a1"),
        ),
    )
    told = tell(ScriptedEngine(script).code(Report(id="r", text="Radio reported: blast, a doctor said.")))
    assert [voice.source for voice in told[0].voices] == ["Radio", "a doctor"]


def test_what_only_an_accuser_says_is_told_as_an_accusation() -> None:
    told = _told(OIL_FIELD, "using white phosphorus")
    assert told.warning == "Accusation, not established"
    assert told.voices[0].warning == "an accusation, not established"


def test_an_accusation_beside_an_assertion_warns_at_the_accuser_only() -> None:
    told = _told(MONITOR, "hit")
    assert told.warning == ""
    assert [voice.stance for voice in told.voices] == [Stance.ASSERTS, Stance.ACCUSES]
    assert told.voices[1].warning == "an accusation, not established"


def test_what_has_not_happened_is_told_so() -> None:
    assert _told(OIL_FIELD, "talks").warning == "Planned, not yet done"
    assert _told(OIL_FIELD, "destroyed").warning == "Disputed: accounts differ"


def test_a_source_that_nobody_names_is_told_so() -> None:
    script = Script(
        opening="blast",
        happens=(Happens(type=EventType.BOMBING, trigger="blast", by=("a1",), status=Status.REPORTED),),
        says=(Says(id="a1", cue="It was reported"),),
    )
    text = "It was reported that a blast shook Hama. Nobody died."
    voice = tell(ScriptedEngine(script).code(Report(id="r", text=text)))[0].voices[0]
    assert (voice.source, voice.quote) == ("somebody unnamed", "It was reported that a blast shook Hama.")


def test_a_sentence_is_found_around_words_that_run_over_its_end() -> None:
    text = "One came. Two left. Three stayed."
    assert Sentences(text).around(Span(10, 13)) == "Two left."
    assert Sentences(text).around(Span(14, 25)) == "Two left. Three stayed."


@given(codings())
def test_any_coding_can_be_told(coding: Coding) -> None:
    assert len(tell(coding)) == len(coding.events)


def _told(page: Path, trigger: str) -> EventTold:
    return next(told for told in tell(sample_coding(page)) if told.words == trigger)


def _tell_one(text: str, *, quantity: str, victims: str) -> EventTold:
    harm = (Done(effect=Effect.KILLED, quantity=quantity, victims=victims),)
    script = Script(opening=text, happens=(Happens(type=EventType.DEATH, trigger=text, harm=harm),))
    return tell(code(Report(id="r", text=text, language="en"), ScriptedEngine(script)))[0]
