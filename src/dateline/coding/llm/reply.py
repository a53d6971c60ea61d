"""What a model's reply is to look like, and reading it: as JSON that keeps the schema, nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from dateline.domain import Effect, EventType, NameClass, Role, Stance, Status

if TYPE_CHECKING:
    from enum import StrEnum

    Schema = dict[str, Any]


class NoReply(Exception):
    """What is wrong with a reply, in words that the model can act on. It never leaves the LLM engine."""


def read_reply(written: str) -> dict[str, Any]:
    """The object that a model wrote; what some models set around it (thoughts, a code fence) is left aside.

    Lists and values that are empty may be missing from it, and keys that nobody asked for may be there.

    Raises:
        NoReply: It is no JSON, or misses the schema.
    """
    reply = _object_in(written)
    fault = best_match(_VALIDATOR.iter_errors(reply))
    if fault is not None:
        raise NoReply(f"at {fault.json_path}: {_short(fault.message)}")
    return reply


def _object_in(written: str) -> dict[str, Any]:
    thought = written.find(_THOUGHTS_END) if written.lstrip().startswith(_THOUGHTS) else 0
    start = written.find("{", max(thought, 0))
    if start < 0:
        raise NoReply("it holds no JSON object")
    try:
        found, _ = _DECODER.raw_decode(written, start)
    except (ValueError, RecursionError) as error:
        raise NoReply(f"it is not JSON: {_short(str(error))}") from None
    return dict(found)


def _short(words: str) -> str:
    return words if len(words) <= _TOLD else f"{words[:_TOLD]}…"


_TOLD = 300  # characters of what is wrong: a validator quotes whole objects
_THOUGHTS, _THOUGHTS_END = "<think>", "</think>"
_DECODER = json.JSONDecoder()


def _object(required: str, **keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "required": required.split()}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(codes: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [code.value for code in codes]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_TRUTH: Schema = {"type": "boolean"}
_QUOTE = _object("s t", s=_NUMBER, t=_TEXT)

_NAME = _object("class t", **{"class": _one_of(NameClass)}, t=_TEXT)
_HARM = _object(
    "effect s t",
    effect=_one_of(Effect),
    s=_NUMBER,
    t=_TEXT,
    victims=_or_null(_TEXT),
    part_of=_or_null(_TEXT),
    total=_TRUTH,
)
_EVENT = _object(
    "type trigger",
    type=_one_of(EventType),
    trigger=_QUOTE,
    also=_list(_QUOTE),
    **{role.value: _list(_QUOTE) for role in Role},
    harm=_list(_HARM),
    status=_one_of(Status),
    by=_list(_TEXT),
)
_ATTRIBUTION = _object(
    "id cue",
    id=_TEXT,
    source=_or_null(_QUOTE),
    cue=_QUOTE,
    content=_or_null(_object("s t", s=_NUMBER, t=_TEXT, upto=_or_null(_NUMBER))),
    named=_TRUTH,
    stance=_one_of(Stance),
    within=_or_null(_TEXT),
)
# In the order in which a model writes: an event names the attributions that it stands under.
_REPLY = _object("events", names=_list(_NAME), attributions=_list(_ATTRIBUTION), events=_list(_EVENT))
_VALIDATOR = Draft202012Validator(_REPLY)


def _strict(schema: Schema) -> Schema:
    """The schema with every key required and no other allowed, as servers that hold a model to it ask."""
    match schema:
        case {"type": "object", "properties": keys}:
            whole = {name: _strict(value) for name, value in keys.items()}
            return {
                "type": "object",
                "properties": whole,
                "required": list(whole),
                "additionalProperties": False,
            }
        case {"type": "array", "items": items}:
            return {"type": "array", "items": _strict(items)}
        case {"anyOf": choices}:
            return {"anyOf": [_strict(choice) for choice in choices]}
        case _:
            return schema


ASKED_FOR: Schema = _strict(_REPLY)
"""The JSON Schema that a model is asked to keep: all that `read_reply` reads, and nothing left out."""
