"""Analysts' decisions on events, as JSON: "dateline/decision/1"."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dateline.domain import Decision, Verdict
from dateline.domain.errors import BadInterchange
from dateline.exporting.incidents.parsing import read_event
from dateline.exporting.incidents.writing import write_event
from dateline.exporting.interchange.dates import read_day
from dateline.exporting.interchange.node import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

DECISION = "dateline/decision/1"


def decision_to_line(decision: Decision) -> str:
    """A decision as one line of JSON, without its line end."""
    written = {
        "schema": DECISION,
        "verdict": decision.verdict.value,
        "one": write_event(decision.one),
        "other": write_event(decision.other),
        "by": decision.by,
        "on": decision.on.isoformat(),
    }
    return json.dumps(written, ensure_ascii=False)


def decision_from_dict(written: Mapping[str, Any]) -> Decision:
    """The decision that one object holds.

    Raises:
        BadInterchange: A key is missing or of the wrong kind, or an event is decided on with itself.
    """
    top = Node(written, "")
    if (schema := top.key("schema").text()) != DECISION:
        raise BadInterchange(f"its schema is {schema!r}", f"This version reads {DECISION!r}.")
    one, other = read_event(top.key("one")), read_event(top.key("other"))
    if one == other:
        raise top.key("other").wrong("is the same event as one")
    on = read_day(top.key("on"))
    if on is None:
        raise top.key("on").wrong("is no day")
    return Decision(
        verdict=top.key("verdict").code(Verdict), one=one, other=other, by=top.key("by").text(), on=on
    )
