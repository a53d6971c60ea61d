"""A reply is read as JSON that keeps the schema, whatever a model sets around it, and as nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dateline.coding.llm.reply import ASKED_FOR, NoReply, read_reply
from tests.chats import MILL_REPLY

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE = json.dumps(MILL_REPLY)

_READABLE = [
    _WHOLE,
    f"  {_WHOLE}\n",
    f"```json\n{_WHOLE}\n```",
    f"Here is the coding:\n\n{_WHOLE}\n\nI hope that this helps.",
    f"<think>The object {{…}} needs events.</think>\n{_WHOLE}",
]


@pytest.mark.parametrize("written", _READABLE)
def test_a_reply_is_read_out_of_what_stands_around_it(written: str) -> None:
    assert read_reply(written) == MILL_REPLY


def test_what_is_empty_may_be_missing_and_what_nobody_asked_for_may_be_there() -> None:
    trigger = {"s": 0, "t": "killed", "note": "sure"}
    reply = {"events": [{"type": "bombing", "trigger": trigger}], "summary": "A mine."}
    assert read_reply(json.dumps(reply)) == reply


_UNREADABLE = [
    ("", "it holds no JSON object"),
    ("I cannot help with that.", "it holds no JSON object"),
    (_WHOLE[:-2], "it is not JSON"),
    ('{"events": ' + "[" * 100_000, "it is not JSON"),
    ('{"events": ' + "9" * 10_000 + "}", "it is not JSON"),
    ("[]", "it holds no JSON object"),
    ("{}", "'events' is a required property"),
    ('{"events": null}', "at $.events: None is not of type 'array'"),
    ('{"events": [{"type": "ambush", "trigger": {"s": 0, "t": "hit"}}]}', "at $.events[0].type: 'ambush' is"),
    ('{"events": [{"type": "clash"}]}', "'trigger' is a required property"),
    ('{"events": [{"type": "clash", "trigger": "hit"}]}', "at $.events[0].trigger: 'hit' is not of type"),
    ('{"events": [{"type": "clash", "trigger": {"s": "0", "t": "hit"}}]}', "'0' is not of type 'integer'"),
    ('{"events": [{"type": "clash", "trigger": {"s": NaN, "t": "hit"}}]}', "nan is not of type 'integer'"),
    ('{"events": [], "attributions": [{"id": "a1"}]}', "'cue' is a required property"),
]


@pytest.mark.parametrize(("written", "fault"), _UNREADABLE)
def test_what_is_wrong_is_told_in_words_that_the_model_can_act_on(written: str, fault: str) -> None:
    with pytest.raises(NoReply) as told:
        read_reply(written)
    assert fault in str(told.value)
    assert len(str(told.value)) < 500


@given(st.text() | st.recursive(st.none() | st.text(max_size=5) | st.integers(), st.lists).map(json.dumps))
def test_whatever_a_model_writes_is_a_reply_or_a_fault(written: str) -> None:
    try:
        reply = read_reply(written)
    except NoReply:
        return
    assert "events" in reply


def test_the_schema_that_is_asked_for_leaves_nothing_out_and_lets_nothing_else_in() -> None:
    Draft202012Validator.check_schema(ASKED_FOR)
    objects = list(_objects(ASKED_FOR))
    assert len(objects) > 5
    for schema in objects:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


def test_what_keeps_the_schema_that_is_asked_for_can_be_read() -> None:
    Draft202012Validator(ASKED_FOR).validate(MILL_REPLY)
    assert read_reply(json.dumps(MILL_REPLY)) == MILL_REPLY


def _objects(schema: object) -> Iterator[dict[str, Any]]:
    """Every schema of an object within a schema."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from _objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _objects(part)
