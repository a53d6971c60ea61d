"""What a model quotes becomes a coding; what it makes up does not."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dateline.coding.llm import LlmEngine
from dateline.coding.llm.sections import SECTION
from dateline.domain import (
    Count,
    Effect,
    EventType,
    NameClass,
    Precision,
    Report,
    Role,
    Span,
    Stance,
    Status,
)
from dateline.domain.errors import ReplyUnusable
from dateline.exporting import interchange
from dateline.pipeline import bare_report, code
from tests.chats import MILL, MILL_REPLY, ScriptedChat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.coding.llm import Message
    from dateline.domain import Coding


def _coded(text: str, *replies: str | dict[str, Any], section: int = SECTION) -> Coding:
    return LlmEngine(chat=ScriptedChat(*replies), section=section).code(Report(id="r", text=text))


def _q(words: str, sentence: int = 0) -> dict[str, Any]:
    return {"s": sentence, "t": words}


def _event(trigger: str, sentence: int = 0, **parts: object) -> dict[str, Any]:
    return {"type": "assault", "trigger": _q(trigger, sentence), **parts}


def _said(key: str, cue: str, sentence: int = 0, **parts: object) -> dict[str, Any]:
    return {"id": key, "cue": _q(cue, sentence), **parts}


def test_a_report_is_coded_with_its_counts_and_dates_by_the_words_that_the_model_quotes() -> None:
    engine = LlmEngine(chat=ScriptedChat(MILL_REPLY))
    coding = code(bare_report(MILL, key="mill", published=date(2019, 3, 4)), engine)

    assert coding.engine == "llm/scripted"
    (event,) = coding.events
    assert (event.id, event.type, event.status) == ("e1", EventType.BOMBING, Status.REPORTED)
    assert event.trigger.of(MILL) == "killed"
    fillers = {role: [span.of(MILL) for span in event.fillers(role)] for role in Role}
    assert fillers == {
        Role.AGENT: [],
        Role.TARGET: ["boys"],
        Role.PLACE: ["mill"],
        Role.TIME: ["Sunday"],
        Role.MEANS: ["mine"],
    }
    (harm,) = event.harm
    assert (harm.effect, harm.quantity.of(MILL), harm.count) == (
        Effect.KILLED,
        "at least two",
        Count(min=2, max=None),
    )
    assert harm.victims == Span(27, 31)
    assert event.date is not None
    assert (event.date.start, event.date.precision) == (date(2019, 3, 3), Precision.DAY)
    (said,) = coding.attributions
    assert event.claims == (said.id,) == ("a1",)
    assert said.source is not None
    assert said.content is not None
    assert (said.source.of(MILL), said.cue.of(MILL), said.named) == ("nurse", "said", False)
    assert said.content.of(MILL) == "A mine killed at least two boys near the mill on Sunday"
    assert [(name.span.of(MILL), name.cls) for name in coding.names] == [("mine", NameClass.WEAPON)]


def test_the_coding_keeps_the_public_schema() -> None:
    coding = interchange.to_dict(_coded(MILL, MILL_REPLY))
    Draft202012Validator(interchange.schema()).validate(coding)
    assert interchange.from_dict(coding) == _coded(MILL, MILL_REPLY)


def test_an_event_whose_trigger_is_not_in_the_report_is_dropped_whole_and_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    reply = deepcopy(MILL_REPLY)
    reply["events"].append(_event("massacred", target=[_q("boys")]))
    coding = _coded(MILL, reply)
    assert [event.type for event in coding.events] == ["bombing"]
    assert caplog.messages == [
        "report 'r': dropped from the model's answer, not being the report's: event (1)",
    ]


def test_each_quote_that_is_not_in_the_report_is_dropped_and_the_rest_is_kept(
    caplog: pytest.LogCaptureFixture,
) -> None:
    event = _event(
        "killed",
        also=[_q("slaughtered")],
        agent=[_q("the regime")],
        target=[_q("boys"), _q("girls")],
        harm=[
            {"effect": "killed", **_q("at least two"), "victims": "children", "part_of": "crowd"},
            {"effect": "injured", **_q("dozens")},
        ],
        by=["a1", "a2", "a9"],
    )
    reply = {
        "names": [{"class": "place", "t": "Hama"}, {"class": "weapon", "t": "mine"}],
        "attributions": [
            _said("a1", "said", source=_q("a doctor"), content=_q("all boys died"), named=True),
            _said("a2", "claimed", source=_q("nurse")),
        ],
        "events": [event],
    }
    coding = _coded(MILL, reply)
    (found,) = coding.events
    assert (found.agents, [span.of(MILL) for span in found.targets]) == ((), ["boys"])
    assert found.mentions == (Span(7, 13),)
    assert [(harm.quantity.of(MILL), harm.victims, harm.part_of) for harm in found.harm] == [
        ("at least two", None, None)
    ]
    (said,) = coding.attributions
    assert (said.source, said.content, said.named) == (None, None, False)
    assert found.claims == ("a1",)
    assert [name.span.of(MILL) for name in coding.names] == ["mine"]
    (told,) = caplog.messages
    assert told.endswith(
        "name (1), source (1), content (1), attribution (1), agent (1), target (1), claim (2), mention (1), "
        "victims (1), larger group (1), harm (1)"
    )


def test_nothing_is_told_where_nothing_was_dropped(caplog: pytest.LogCaptureFixture) -> None:
    _coded(MILL, MILL_REPLY)
    assert caplog.records == []


def test_a_report_that_tells_of_nothing_has_an_empty_coding() -> None:
    coding = _coded("Peel the potatoes.", {"events": []})
    assert (coding.names, coding.events, coding.attributions) == ((), (), ())


def test_a_text_without_words_is_not_asked_about() -> None:
    assert _coded(" \n ").events == ()


def test_events_and_attributions_are_numbered_in_the_order_of_the_text() -> None:
    text = "Rebels attacked, he said. Troops advanced, she said."
    reply = {
        "attributions": [_said("x", "said", 1), _said("y", "said", 0)],
        "events": [_event("advanced", 1, by=["x"]), _event("attacked", 0, by=["y"])],
    }
    coding = _coded(text, reply)
    assert [(event.id, event.trigger.of(text), event.claims) for event in coding.events] == [
        ("e1", "attacked", ("a1",)),
        ("e2", "advanced", ("a2",)),
    ]
    assert [one.cue.start for one in coding.attributions] == [text.find("said"), text.rfind("said")]


def test_an_attribution_stands_within_the_one_that_encloses_it() -> None:
    text = "State media, citing an officer, said rebels attacked."
    reply = {
        "attributions": [_said("a1", "citing", within="a2", stance="hedges"), _said("a2", "said")],
        "events": [],
    }
    citing, said = _coded(text, reply).attributions
    assert (citing.within, said.within) == (said.id, None)
    assert citing.stance is Stance.HEDGES


@pytest.mark.parametrize("within", [["a1", None], ["a2", "a1"], ["a9", None]])
def test_no_attribution_encloses_itself_or_is_enclosed_by_what_is_not_there(within: list[str | None]) -> None:
    text = "State media, citing an officer, said rebels attacked."
    said = [
        _said("a1", "citing", within=within[0]),
        _said("a2", "said", within=within[1]),
    ]
    coding = _coded(text, {"attributions": said, "events": []})
    assert [one.within for one in coding.attributions] == [None, None]


def test_each_source_has_the_cue_that_stands_nearest_to_it() -> None:
    text = "The army said so, and residents said otherwise."
    said = [
        _said("a1", "said", source=_q("residents")),
        _said("a2", "said", source=_q("army")),
    ]
    coding = _coded(text, {"attributions": said, "events": []})
    assert [one.cue.start for one in coding.attributions] == [text.find("said"), text.rfind("said")]


def test_what_is_said_may_run_on_to_the_end_of_a_later_sentence() -> None:
    text = "He said they left. They took all. Nobody stayed."
    said = _said("a1", "said", content={**_q("they left"), "upto": 1})
    (one,) = _coded(text, {"attributions": [said], "events": []}).attributions
    assert one.content is not None
    assert one.content.of(text) == "they left. They took all."


def test_what_is_said_ends_with_its_sentence_where_the_model_names_one_that_is_not_there() -> None:
    text = "He said they left. They took all."
    said = _said("a1", "said", content={**_q("they left"), "upto": 7})
    (one,) = _coded(text, {"attributions": [said], "events": []}).attributions
    assert one.content is not None
    assert one.content.of(text) == "they left"


def test_a_quote_mark_can_be_a_cue_but_no_event() -> None:
    text = "“We took the town.” The officer smiled."
    reply = {"attributions": [_said("a1", "“", source=_q("officer", 1))], "events": [_event("“")]}
    coding = _coded(text, reply)
    assert [one.cue for one in coding.attributions] == [Span(0, 1)]
    assert coding.events == ()


def test_a_role_is_filled_by_the_words_nearest_to_the_event_and_by_no_words_twice() -> None:
    text = "Troops of the army and the army stormed a post."
    reply = {"events": [_event("stormed", agent=[_q("army"), _q("the army"), _q("Troops")])]}
    (event,) = _coded(text, reply).events
    assert event.agents == (Span(27, 31), Span(0, 6))


def test_a_name_is_marked_wherever_its_words_stand() -> None:
    text = "Hama fell. Troops left Hama; Hamas was not there."
    reply = {"names": [{"class": "place", "t": "Hama"}], "events": []}
    assert [name.span.start for name in _coded(text, reply).names] == [0, 23]


# ── asked twice ──────────────────────────────────────────────────────────────────────────────────


def test_a_reply_that_cannot_be_used_is_asked_for_again_with_what_is_wrong() -> None:
    chat = ScriptedChat("The report says: a mine killed two boys.", MILL_REPLY)
    coding = LlmEngine(chat=chat).code(Report(id="r", text=MILL))
    assert len(coding.events) == 1
    first, second = chat.asked
    assert second[:2] == first
    assert (second[2].role, second[2].content) == ("assistant", "The report says: a mine killed two boys.")
    assert second[3].role == "user"
    assert "it holds no JSON object" in second[3].content


def test_a_reply_that_misses_the_schema_is_asked_for_again_with_the_place_that_is_wrong() -> None:
    wrong = deepcopy(MILL_REPLY)
    wrong["events"][0]["type"] = "explosion"
    chat = ScriptedChat(wrong, MILL_REPLY)
    LlmEngine(chat=chat).code(Report(id="r", text=MILL))
    assert "at $.events[0].type: 'explosion' is not one of ['clash'," in chat.asked[1][3].content


def test_a_report_is_not_coded_from_a_second_reply_that_cannot_be_used() -> None:
    chat = ScriptedChat("no", '{"events": 5}', MILL_REPLY)
    with pytest.raises(ReplyUnusable, match=r"scripted was asked twice; at \$.events: 5 is not") as told:
        LlmEngine(chat=chat).code(Report(id="r", text=MILL))
    assert told.value.remedy
    assert len(chat.asked) == 2


# ── in sections ──────────────────────────────────────────────────────────────────────────────────


def _long_report(days: int) -> tuple[str, list[str]]:
    """A text of many sentences, and the words that stand in each alone."""
    towns = [f"Tell-{number}" for number in range(days)]
    return " ".join(f"Rebels stormed a post at {town}, a nurse said." for town in towns), towns


class _Diligent(ScriptedChat):
    """Codes every sentence that it is shown, those of the section before it too."""

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any], *, expected: int) -> str:
        assert schema
        shown = [line for line in messages[1].content.splitlines() if line.startswith("[")]
        numbers = [int(line[1 : line.index("]")]) for line in shown]
        self.asked.append(list(messages))
        self.expected.append(expected)
        return json.dumps({
            "attributions": [_said(f"a{n}", "said", n, source=_q("nurse", n)) for n in numbers],
            "events": [_event("stormed", n, place=[_q(f"Tell-{n}", n)], by=[f"a{n}"]) for n in numbers],
        })  # fmt: skip


def test_a_long_report_is_coded_in_sections_with_one_numbering_and_offsets_into_the_whole_text() -> None:
    text, towns = _long_report(40)
    chat = _Diligent()
    coding = LlmEngine(chat=chat, section=500).code(Report(id="r", text=text))
    assert len(chat.asked) == 4
    assert max(chat.expected) <= 3 * 500
    assert [event.id for event in coding.events] == [f"e{n}" for n in range(1, 41)]
    assert [one.id for one in coding.attributions] == [f"a{n}" for n in range(1, 41)]
    assert [span.of(text) for event in coding.events for span in event.places] == towns
    assert [event.claims for event in coding.events] == [(f"a{n}",) for n in range(1, 41)]
    starts = [text.find(town) for town in towns]
    assert [span.start for event in coding.events for span in event.places] == starts


def test_an_event_of_a_section_may_stand_under_what_was_said_before_it() -> None:
    text = "The nurse said so. Rebels stormed a post."
    first = {"attributions": [_said("a1", "said", 0)], "events": []}
    second = {"attributions": [_said("x", "said", 0)], "events": [_event("stormed", 1, by=["x"])]}
    coding = _coded(text, first, second, section=25)
    assert len(coding.attributions) == 1
    assert [event.claims for event in coding.events] == [("a1",)]


# ── whatever a model says ────────────────────────────────────────────────────────────────────────

_PIECES = st.sampled_from(
    ["Rebels", "stormed", "two posts", "said", "the nurse", "Hama.", "Two", "died", ",", "“", "\n", "10,000"]
)
_TEXTS = st.lists(_PIECES, min_size=1, max_size=15).map(" ".join)
_QUOTES = st.fixed_dictionaries({"s": st.integers(-1, 4), "t": _PIECES | st.text(max_size=4)})
_KEYS = st.sampled_from(["a1", "a2", "a3"])
_MAYBE_KEYS = st.none() | _KEYS
_HARM = st.fixed_dictionaries(
    {"effect": st.sampled_from(Effect), "s": st.integers(-1, 4), "t": _PIECES},
    optional={"victims": st.none() | _PIECES, "part_of": _PIECES, "total": st.booleans()},
)
_REPLIES = st.fixed_dictionaries({
    "names": st.lists(st.fixed_dictionaries({"class": st.sampled_from(NameClass), "t": _PIECES}), max_size=3),
    "attributions": st.lists(
        st.fixed_dictionaries(
            {"id": _KEYS, "cue": _QUOTES},
            optional={"source": st.none() | _QUOTES, "content": _QUOTES, "within": _MAYBE_KEYS},
        ),
        max_size=4,
    ),
    "events": st.lists(
        st.fixed_dictionaries(
            {"type": st.sampled_from(EventType), "trigger": _QUOTES},
            optional={
                **{role.value: st.lists(_QUOTES, max_size=3) for role in Role},
                "also": st.lists(_QUOTES, max_size=2),
                "harm": st.lists(_HARM, max_size=3),
                "by": st.lists(_KEYS, max_size=3),
            },
        ),
        max_size=4,
    ),
})  # fmt: skip


@given(_TEXTS, _REPLIES)
def test_whatever_a_model_quotes_the_coding_holds(text: str, reply: dict[str, Any]) -> None:
    report = Report(id="r", text=text)
    coding = code(report, LlmEngine(chat=ScriptedChat(json.dumps(reply))))
    assert interchange.from_dict(interchange.to_dict(coding)).events == coding.events
    for said in coding.attributions:
        _check_ends(coding, said.id)


def _check_ends(coding: Coding, key: str) -> None:
    """Following an attribution outwards comes to an end."""
    passed = set()
    at: str | None = key
    while at is not None:
        assert at not in passed
        passed.add(at)
        at = coding.attribution(at).within
