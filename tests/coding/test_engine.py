from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.adapters.weights import load_engine
from dateline.coding.compact.tokens import cut_sections
from dateline.domain import Report, Stance

if TYPE_CHECKING:
    from dateline.domain import Coding, Event

ENGINE = load_engine()


def coded(text: str) -> Coding:
    return ENGINE.code(Report(id="r", text=text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A text, and what of its first event a reader cannot miss."""

    text: str
    type: str
    agent: str = ""
    target: str = ""
    place: str = ""
    time: str = ""
    killed: str = ""
    speaker: str = ""


# To teach it more: add a row. Texts are invented.
TABLE = [
    Row(
        text="Government warplanes bombed a market in Marj Hadid on Tuesday, killing at least 12 civilians, "
        "the Coast Monitor said.",
        type="airstrike",
        agent="Government warplanes",
        target="market",
        place="Marj Hadid",
        time="Tuesday",
        killed="at least 12",
        speaker="Coast Monitor",
    ),
    Row(
        text="Rebels shelled the army base near Tell Nur with mortars on Friday morning, "
        "according to residents.",
        type="shelling",
        agent="Rebels",
        target="army base",
        place="Tell Nur",
        time="Friday morning",
        speaker="residents",
    ),
    Row(
        text="The Plain Brigades captured the village of Kafr Amsa after two days of fighting.",
        type="capture",
        agent="Plain Brigades",
        target="Kafr Amsa",
    ),
    Row(
        text="A suicide bomber blew himself up at a checkpoint in Qasr Wadi on Monday, killing six soldiers.",
        type="suicide_bombing",
        place="Qasr Wadi",
        time="Monday",
        killed="six",
    ),
    Row(
        text="Hundreds of families fled the town of Bir Salim on Sunday, aid workers said.",
        type="displacement",
        place="Bir Salim",
        time="Sunday",
        speaker="aid workers",
    ),
]


def quotes(coding: Coding, event: Event) -> dict[str, str]:
    text = coding.report.text
    speakers = [coding.attribution(key).source for key in event.claims]
    return {
        "agent": " ".join(s.of(text) for s in event.agents),
        "target": " ".join(s.of(text) for s in event.targets),
        "place": " ".join(s.of(text) for s in event.places),
        "time": " ".join(s.of(text) for s in event.times),
        "killed": " ".join(h.quantity.of(text) for h in event.harm if h.effect == "killed"),
        "speaker": " ".join(s.of(text) for s in speakers if s),
    }


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.type)
def test_what_a_reader_cannot_miss_is_coded(row: Row) -> None:
    coding = coded(row.text)
    (event,) = [e for e in coding.events if e.type == row.type]
    found = quotes(coding, event)
    wrong = {part: words for part, words in found.items() if getattr(row, part) not in words}
    assert wrong == {}


def test_a_recipe_tells_of_no_event() -> None:
    coding = coded("Peel the potatoes and boil them for twenty minutes. Serve with butter and fresh herbs.")
    assert coding.events == ()
    assert coding.attributions == ()


def test_a_denial_is_told_from_an_assertion() -> None:
    coding = coded("The army denied that its planes had bombed the hospital in Marj.")
    assert [one.stance for one in coding.attributions] == [Stance.DENIES]


_STRIKE = "its air strike on Friday on a house in the eastern town of al-Marj had killed civilians"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (f"MARJ, Dec 1 (Coast Wire) - The coalition denied that {_STRIKE}.", Stance.DENIES),
        ("The ministry refuted reports that shelling had killed civilians in Marj on Friday.", Stance.DENIES),
        ("The coalition could not deny that its planes had bombed the hospital in Marj.", Stance.HEDGES),
    ],
)
def test_a_cue_that_says_denied_is_a_denial_whatever_the_network_makes_of_it(
    text: str, stance: Stance
) -> None:
    assert {one.stance for one in coded(text).attributions} == {stance}


def test_an_event_in_nobodys_mouth_is_told_in_the_outlets_own_voice() -> None:
    (event,) = coded("Troops withdrew from the town of Marj on Monday.").events
    assert event.claims == ()


def test_two_codings_of_one_text_are_equal() -> None:
    assert coded(TABLE[0].text) == coded(TABLE[0].text)


def test_a_long_report_is_coded_to_its_end() -> None:
    text = "The harbour was quiet and the shops were open. " * 120 + TABLE[0].text
    places = {name.span.of(text) for name in coded(text).names if name.cls == "place"}
    assert "Marj Hadid" in places


def test_a_report_of_many_sections_has_one_numbering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.coding.compact.engine.cut_sections", lambda words: cut_sections(words, 30))
    coding = coded("\n\n".join(row.text for row in TABLE))
    assert [event.id for event in coding.events] == [f"e{n}" for n in range(1, len(coding.events) + 1)]
    assert [one.id for one in coding.attributions] == [
        f"a{n}" for n in range(1, len(coding.attributions) + 1)
    ]
    strike = next(event for event in coding.events if event.type == "airstrike")
    flight = next(event for event in coding.events if event.type == "displacement")
    assert quotes(coding, strike)["speaker"] == "Coast Monitor"
    assert quotes(coding, flight)["speaker"] == "aid workers"


_PIECES = st.sampled_from([
    *["Rebels", "shelled", "the army", "in Marj", "killing", "six", "people", "ISIS", "denied", "on Monday"],
    *["he said", "according to", ",", ".", '"', "“", "\n\n", "\u202e", "é", "🔥", "12", "-"],
])  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=60).map(" ".join) | st.text(max_size=200))
def test_every_item_of_any_coding_is_a_stretch_of_the_text(text: str) -> None:
    coding = coded(text)
    spans = [name.span for name in coding.names]
    known = {one.id for one in coding.attributions}
    for event in coding.events:
        spans += [*event.mentions, *event.agents, *event.targets, *event.places, *event.times, *event.means]
        spans += [harm.quantity for harm in event.harm]
        assert set(event.claims) <= known
        assert 0 <= event.confidence <= 1
    for one in coding.attributions:
        spans += [span for span in (one.cue, one.source, one.content) if span]
        assert one.within is None or (one.within in known and one.within != one.id)
    assert all(span.end <= len(text) and span.of(text).strip() for span in spans)


def test_the_stop_of_an_abbreviation_stays_with_its_span() -> None:
    coding = coded("Rebels shelled the ferry crossing at Marj at around 11 a.m., killing two soldiers.")
    times = [time.of(coding.report.text) for event in coding.events for time in event.times]
    assert times
    assert all(time.endswith("11 a.m.") for time in times)
