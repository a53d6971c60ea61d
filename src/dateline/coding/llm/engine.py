"""The LLM engine: a chat model quotes, and the quotes that are the report's words become its coding."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.coding.llm.building import Building
from dateline.coding.llm.prompt import ask_again, write_prompt
from dateline.coding.llm.quotes import Quotes
from dateline.coding.llm.reply import ASKED_FOR, NoReply, read_reply
from dateline.coding.llm.sections import REPLY_TO_TEXT, SECTION, cut_sections
from dateline.coding.sentences import sentence_spans
from dateline.domain import Span
from dateline.domain.errors import ReplyUnusable

if TYPE_CHECKING:
    from dateline.coding.llm.chat import Chat
    from dateline.coding.llm.sections import Section
    from dateline.domain import Coding, Report

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmEngine:
    """Codes reports by asking a chat model; `dateline.adapters.llm.load_engine` brings one over HTTP.

    The model quotes the report; a quote that does not stand in the report is dropped, with all that needs
    it, and what was dropped is logged as a warning. A text of more than `section` characters is asked
    about in sections. Each event's `confidence` is 1: a chat model gives no chance for what it says.
    """

    chat: Chat
    section: int = SECTION
    # A model may read others; the sentences, the counts and the dates are read in English alone.
    languages: frozenset[str] = frozenset({"en"})

    @property
    def name(self) -> str:
        """The model behind the engine: "llm/<model>"."""
        return f"llm/{self.chat.model}"

    def code(self, report: Report) -> Coding:
        """The names, events and attributions of `report` that the model quotes; dates and counts are unread.

        Raises:
            EngineUnavailable: The model cannot be asked, about this report or any other.
            ModelFailed: The model gives no answer.
            ReplyUnusable: What it answers, asked twice, is no coding.
        """
        sentences = [Span(start, end) for start, end in sentence_spans(report.text)]
        building = Building(Quotes(report.text, sentences))
        for section in cut_sections(sentences, self.section):
            building.add(self._ask(report, sentences, section), section)
        _tell_dropped(building, report)
        return building.coding(report, self.name)

    def _ask(self, report: Report, sentences: list[Span], section: Section) -> dict[str, Any]:
        """The reply about one section, asked for once more where it cannot be used."""
        expected = REPLY_TO_TEXT * (sentences[section.last].end - sentences[section.first].start)
        messages = write_prompt(report, sentences, section)
        written = self.chat.ask(messages, ASKED_FOR, expected=expected)
        try:
            return read_reply(written)
        except NoReply as fault:
            _LOG.info("report %r: asking again: %s", report.id, fault)
            messages = ask_again(messages, written, str(fault))
        written = self.chat.ask(messages, ASKED_FOR, expected=expected)
        try:
            return read_reply(written)
        except NoReply as fault:
            raise ReplyUnusable(
                f"{self.chat.model} was asked twice; {fault}",
                "A larger model, or a server that holds its model to a JSON schema, does better.",
            ) from None


def _tell_dropped(building: Building, report: Report) -> None:
    if building.dropped.total():
        kinds = ", ".join(f"{kind} ({count})" for kind, count in building.dropped.items() if count)
        told = "report %r: dropped from the model's answer, not being the report's: %s"
        _LOG.warning(told, report.id, kinds)
