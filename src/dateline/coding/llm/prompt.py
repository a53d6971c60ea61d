"""The conversation with a model about one section of a report.

The report is a stranger's text. It stands between two lines that its author cannot have written, since they
hold a fingerprint of it, and it is called what it is: material, and no instruction.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from dateline.coding.llm.chat import Message
from dateline.coding.llm.instructions import write_instructions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.coding.llm.sections import Section
    from dateline.domain import Report, Span


def write_prompt(report: Report, sentences: Sequence[Span], section: Section) -> list[Message]:
    """What a model is told and shown to code `section` of `report`."""
    border = f"REPORT-{blake2b(report.text.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
    lines = [
        f"[{number}] {_on_one_line(sentences[number].of(report.text))}"
        for number in range(section.shown, section.last + 1)
    ]
    shown = [
        f"Title: {json.dumps(report.title, ensure_ascii=False)}" if report.title else "",
        f"Published: {report.published}" if report.published else "",
        f"The report stands between the two lines {border}.",
        _CONTEXT.format(first=section.first) if section.shown < section.first else "",
        border,
        *lines,
        border,
        "Code it: reply with the JSON object.",
    ]
    return [
        Message(role="system", content=write_instructions()),
        Message(role="user", content="\n".join(line for line in shown if line)),
    ]


def ask_again(messages: Sequence[Message], reply: str, fault: str) -> list[Message]:
    """The conversation with a reply that cannot be used, and what is wrong with it."""
    return [
        *messages,
        Message(role="assistant", content=reply or "{}"),  # servers refuse an empty turn
        Message(role="user", content=_AGAIN.format(fault=fault)),
    ]


_CONTEXT = (
    "It is a part of a longer report. Code what sentence {first} and those after it tell; those before it "
    "are shown so that you understand them, and may be quoted as sources, roles and places."
)
_AGAIN = (
    "This reply cannot be used: {fault}. Reply again with the whole JSON object, in the form that was "
    "described, and with nothing else."
)


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
