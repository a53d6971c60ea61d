"""Record: an incident's JSON of which no more is read than is asked for.

record = Record(values)                 # as `from_dict` takes them
record.voices(Fact.KILLED)              # who says what of one fact
record.notes(Fact.KILLED)               # what that comes to

A page that shows a little of each of many incidents spends most of its time on reading what it does not show.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dateline.domain import HARM, EventType, Fact, Stance
from dateline.exporting.incidents import parsing
from dateline.exporting.incidents.accounts import by_voice, warning_of
from dateline.exporting.incidents.findings import notes_of, values_in
from dateline.exporting.interchange.node import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import EventRef, Origin, Telling
    from dateline.exporting.incidents.findings import Note

    _Numbered = tuple[int, Mapping[str, Any]]


@dataclass  # not frozen: a page makes a thousand of them, and those are made twice as fast
class Voice:
    """What one voice in one report tells of a fact in one manner."""

    report: str
    origin: str
    through: tuple[str, ...]
    stance: Stance
    written: list[_Numbered]

    @cached_property
    def tellings(self) -> list[Telling]:
        """All that it tells."""
        return [_read(one) for one in self.written]

    def tells_of(self, event: EventRef) -> bool:
        """Whether something of it is of an event."""
        return self.report == event.report and any(one["event"] == event.event for _, one in self.written)


class Record:
    """An incident as it is kept."""

    def __init__(self, written: Mapping[str, Any]) -> None:
        """Nothing of it is read yet."""
        self._written = written
        self._top = Node(written, "")
        self._voices: dict[Fact, tuple[Voice, ...]] = {}
        self._notes: dict[Fact, tuple[Note, ...]] = {}

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """Who tells of it, by their ids."""
        return {one.id: one for one in map(parsing.read_origin, self._top.key("origins").items())}

    @cached_property
    def counted_as(self) -> Mapping[str, str]:
        """By the ids of those who say that it happened, the independent origin that each counts as."""
        counted = map(parsing.read_counted, self._top.key("counted").items())
        return {origin: one.key for one in counted for origin in one.origins}

    @cached_property
    def warning(self) -> str:
        """What a reader must know before reading on, as of `IncidentTold`."""
        stances = {Stance(one["stance"]) for _, one in self._told.get(Fact.TYPE.value, ())}
        return warning_of(stances, EventType(self._written["type"]))

    def voices(self, fact: Fact) -> tuple[Voice, ...]:
        """Who says what of a fact, in time order."""
        if fact not in self._voices:
            self._voices[fact] = tuple(
                Voice(one["report"], one["origin"], tuple(one["through"]), Stance(one["stance"]), some)
                for some in by_voice(self._told.get(fact.value, ()), _voice, apart=fact in HARM)
                for _, one in some[:1]
            )
        return self._voices[fact]

    def tellings(self, fact: Fact, event: EventRef) -> list[Telling]:
        """What is told of a fact in an event."""
        voices = (one for one in self.voices(fact) if one.tells_of(event))
        return [one for voice in voices for one in voice.tellings if one.event == event]

    def notes(self, fact: Fact) -> tuple[Note, ...]:
        """What a fact comes to over all who tell it."""
        if fact not in self._notes:
            self._notes[fact] = self._notes_of(fact)
        return self._notes[fact]

    def _notes_of(self, fact: Fact) -> tuple[Note, ...]:
        weighings = self._top.key("weighings").items()
        written = next((one for one in weighings if one.key("fact").text() == fact), None)
        if written is None:
            return ()
        weighing = parsing.read_weighing(written)
        values, told = values_in(weighing), self._told.get(fact.value, ())
        last = {one["value"]: (nth, one) for nth, one in told if one["value"] in values}
        return tuple(notes_of(weighing, map(_read, last.values()), self.origins))

    @cached_property
    def _told(self) -> Mapping[str, list[_Numbered]]:
        """What is told of each fact, each with its place in the record."""
        found: dict[str, list[_Numbered]] = {}
        for numbered in enumerate(self._written["tellings"]):
            found.setdefault(numbered[1]["fact"], []).append(numbered)
        return found


def _read(numbered: _Numbered) -> Telling:
    nth, one = numbered
    return parsing.read_telling(Node(one, f"tellings[{nth}]"))


def _voice(numbered: _Numbered) -> tuple[object, ...]:
    one = numbered[1]
    return one["report"], one["origin"], tuple(one["through"]), one["stance"]
