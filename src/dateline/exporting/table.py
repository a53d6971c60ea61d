"""Codings as a table: one row per event, for a spreadsheet or a statistics program."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from dateline.domain import Role
from dateline.exporting.interchange import to_dict
from dateline.exporting.resolved_cells import (
    AGENTS,
    PLACES,
    SEPARATOR,
    SPEAKERS,
    TARGETS,
    actor_cells,
    place_cells,
    speaker_cells,
)
from dateline.exporting.sheets import safe_cell
from dateline.exporting.telling import tell, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TextIO

    from dateline.domain import Coding, Event, Span
    from dateline.exporting.telling import EventTold

COLUMNS = (
    "report", "url", "source", "title", "published",
    "event", "type", "status", "acled_event_type", "acled_sub_event_type", "plover_event_type", "plover_mode",
    "date_start", "date_end", "date_precision",
    "trigger", "trigger_at", "sentence",
    "agents", "agents_at", *AGENTS, "targets", "targets_at", *TARGETS, "places", "places_at", *PLACES,
    "times", "times_at", "means", "means_at",
    "harm_effect", "harm_words", "harm_at", "harm_min", "harm_max", "harm_note",
    "own_voice", "says", "says_at", "says_depth", *SPEAKERS, "stance", "quote", "quote_at",
    "confidence",
)  # fmt: skip


def write_csv(codings: Iterable[Coding], out: TextIO, *, header: bool = True) -> None:
    """Write `codings` as CSV with a header if it is to have one, UTF-8 lines ending in a line feed.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, numbers do not; control
    characters become blanks.
    """
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    if header:
        table.writeheader()
    for coding in codings:
        for row in rows(coding):
            table.writerow({column: _safe(cell) for column, cell in row.items()})


def rows(coding: Coding) -> Iterator[dict[str, str]]:
    """One row per event of `coding`, keyed by COLUMNS. Offsets are "start..end" into the report's text."""
    events = {event["id"]: event for event in to_dict(coding)["events"]}
    for told in tell(coding):
        yield {
            **_report_cells(coding),
            **_code_cells(events[told.event.id]),
            "trigger": told.words,
            "trigger_at": _at(told.event.trigger),
            "sentence": told.quote,
            **_role_cells(told.event, coding.report.text),
            **_resolved_cells(told.event, coding),
            **_harm_cells(told),
            **_voice_cells(told, coding),
            "confidence": f"{told.event.confidence:g}",
        }


def _report_cells(coding: Coding) -> dict[str, str]:
    report = coding.report
    return {
        "report": report.id,
        "url": report.url or "",
        "source": report.source or "",
        "title": report.title or "",
        "published": report.published.isoformat() if report.published else "",
    }


def _code_cells(event: dict[str, Any]) -> dict[str, str]:
    dated = event["date"] or {}
    cells = {
        "event": event["id"],
        "type": event["type"],
        "status": event["status"],
        "acled_event_type": event["acled"]["event_type"],
        "acled_sub_event_type": event["acled"]["sub_event_type"],
        "plover_event_type": event["plover"]["event_type"],
        "plover_mode": event["plover"]["mode"],
        "date_start": dated.get("start"),
        "date_end": dated.get("end"),
        "date_precision": dated.get("precision"),
    }
    return {column: cell or "" for column, cell in cells.items()}


_ROLES = {
    Role.AGENT: "agents",
    Role.TARGET: "targets",
    Role.PLACE: "places",
    Role.TIME: "times",
    Role.MEANS: "means",
}


def _role_cells(event: Event, text: str) -> dict[str, str]:
    cells: dict[str, str] = {}
    for role, column in _ROLES.items():
        fillers = event.fillers(role)
        cells[column] = SEPARATOR.join(words_of(words, text) for words in fillers)
        cells[f"{column}_at"] = SEPARATOR.join(_at(words) for words in fillers)
    return cells


def _resolved_cells(event: Event, coding: Coding) -> dict[str, str]:
    return {
        **actor_cells(AGENTS, (coding.actors.get(words) for words in event.agents)),
        **actor_cells(TARGETS, (coding.actors.get(words) for words in event.targets)),
        **place_cells(coding.places.get(words) for words in event.places),
    }


def _harm_cells(told: EventTold) -> dict[str, str]:
    harm = told.event.harm
    return {
        "harm_effect": SEPARATOR.join(one.effect.value for one in harm),
        "harm_words": SEPARATOR.join(one.words for one in told.harm),
        "harm_at": SEPARATOR.join(_at(one.quantity) for one in harm),
        "harm_min": SEPARATOR.join(_number(one.count.min) for one in harm),
        "harm_max": SEPARATOR.join(_number(one.count.max) for one in harm),
        "harm_note": SEPARATOR.join(one.note for one in told.harm),
    }


def _voice_cells(told: EventTold, coding: Coding) -> dict[str, str]:
    ones = [voice.attribution for voice in told.voices]
    return {
        "own_voice": "no" if ones else "yes",
        "says": SEPARATOR.join(voice.source for voice in told.voices),
        "says_at": SEPARATOR.join(_at(one.source) for one in ones),
        **speaker_cells(coding.speakers.get(one.source) if one.source else None for one in ones),
        "stance": SEPARATOR.join(one.stance.value for one in ones),
        "says_depth": SEPARATOR.join(str(voice.depth) for voice in told.voices),
        "quote": SEPARATOR.join(voice.quote for voice in told.voices),
        "quote_at": SEPARATOR.join(_at(one.content) for one in ones),
    }


def _at(span: Span | None) -> str:
    """Not "12-20", which a spreadsheet takes for a day, nor "12:20", for a time."""
    return f"{span.start}..{span.end}" if span else ""


def _number(bound: int | None) -> str:
    return "" if bound is None else str(bound)


def _safe(cell: str) -> str:
    return cell if _NUMBERS.fullmatch(cell) else safe_cell(cell)


# Latitudes of several places, "-33.5 | 12", are no formula, as one number is none.
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?: \| (?:-?\d+(?:\.\d+)?)?)*")
