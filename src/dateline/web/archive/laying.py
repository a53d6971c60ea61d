"""Laying: corrections over a coding. What comes out is a coding again; the engine's own stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dateline.domain import EventType, Status
from dateline.domain.errors import WordsMoved
from dateline.web.archive.anchored_events import (
    SPANS,
    Reader,
    actor_from_json,
    date_from_json,
    place_from_json,
    speaker_from_json,
)
from dateline.web.archive.anchors import Finder
from dateline.web.archive.meanings import meanings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dateline.domain import Acting, Attribution, Coding, Event, Placing, Span, Speaker, Unresolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A correction as it is laid.

    `after` is what `field` says, `words` those that it is said of, where it is of some words.
    """

    key: str
    field: str
    after: Any
    words: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What people say of one event. `event` is its id in the coding, or the one that it is to have there."""

    event: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A coding with corrections laid over it, and which could not be laid, by their keys, with the reason."""

    coding: Coding
    obstacles: Mapping[str, str]


def lay(coding: Coding, layers: Sequence[Layer]) -> Laid:
    """`coding` with what people say of its events; of what is said of one field the last holds."""
    desk = _Desk(coding)
    for layer in layers:
        desk.lay(layer)
    return Laid(coding=desk.coding(), obstacles=desk.obstacles)


@dataclass(slots=True, init=False)
class _Desk:
    """A coding while it is corrected."""

    obstacles: dict[str, str]
    _coding: Coding
    _reader: Reader
    _events: dict[str, Event]
    _attributions: dict[str, Attribution]
    _actors: dict[Span, Acting] = field(default_factory=dict)
    _places: dict[Span, Placing | Unresolved] = field(default_factory=dict)
    _speakers: dict[Span, Speaker] = field(default_factory=dict)

    def __init__(self, coding: Coding) -> None:
        self.obstacles = {}
        self._coding = coding
        self._reader = Reader(Finder(coding.report.text))
        self._events = {one.id: one for one in coding.events}
        self._attributions = {one.id: one for one in coding.attributions}
        self._actors = dict(coding.actors)
        self._places = dict(coding.places)
        self._speakers = dict(coding.speakers)

    def coding(self) -> Coding:
        """The coding as it stands. Events that were added stand in the order of the text."""
        added = [one for key, one in self._events.items() if key not in {e.id for e in self._coding.events}]
        known = [self._events[one.id] for one in self._coding.events]
        return replace(
            self._coding,
            events=(*known, *sorted(added, key=lambda one: (one.trigger, one.id))),
            attributions=tuple(self._attributions.values()),
            actors=self._actors,
            places=self._places,
            speakers=self._speakers,
        )

    def lay(self, layer: Layer) -> None:
        """Lay what people say of one event."""
        for said in layer.said:
            try:
                self._say(layer.event, said)
            except WordsMoved as moved:
                self.obstacles[said.key] = str(moved)

    def _say(self, key: str, said: Said) -> None:
        if said.field == "event":
            self._put(key, said.after)
            return
        event = self._events.get(key)
        if event is None:
            raise WordsMoved("the event itself", "No coding tells of it any more.")
        if said.field == "actor":
            self._name(said)
        elif said.field == "place":
            self._locate(said)
        else:
            changed: dict[str, Any] = {said.field: self._read(said)}
            self._events[key] = replace(event, **changed)
            self._mean(said.after)

    def _read(self, said: Said) -> object:
        """What is said of a field, as the record in the domain has it."""
        read: dict[str, Callable[[Any], object]] = {
            "type": EventType,
            "status": Status,
            "date": date_from_json,
            "harm": self._reader.harm,
            "claims": self._claims,
            **dict.fromkeys(SPANS, self._reader.spans),
        }
        return read[said.field](said.after)

    def _put(self, key: str, written: Mapping[str, Any]) -> None:
        """An event that a person gives as a whole."""
        event = self._reader.event(written, key)
        actors = dict(self._reader.actors(written))
        places = dict(self._reader.placed(written))
        self._events[key] = replace(event, claims=self._claims(written["claims"]))
        self._actors |= actors
        self._places |= places

    def _claims(self, written: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        """The ids of attributions: known ones by their cues, which take what is said of them, or new ones."""
        read = self._reader.claims(written)
        keys = []
        for one in read:
            known = next((other for other in self._attributions.values() if other.cue == one.cue), None)
            key = known.id if known else f"h{one.cue.start}-{one.cue.end}"
            within = known.within if known else None
            self._attributions[key] = replace(one, id=key, within=within)
            keys.append(key)
        return tuple(dict.fromkeys(keys))

    def _mean(self, after: Any) -> None:  # noqa: ANN401 -- as it is kept
        """Take over what is said beside words of what they mean, where the coding has nothing of its own."""
        for kind, anchor in meanings(after):
            span = self._reader.span(anchor)
            if kind == "actor" and (acting := actor_from_json(anchor[kind])):
                self._actors.setdefault(span, acting)
            elif kind == "place" and (place := place_from_json(anchor[kind])):
                self._places.setdefault(span, place)
            elif kind == "speaker" and (speaker := speaker_from_json(anchor[kind])):
                self._speakers.setdefault(span, speaker)

    def _name(self, said: Said) -> None:
        span = self._reader.span(said.words or {})
        if acting := actor_from_json(said.after):
            self._actors[span] = acting
        else:
            self._actors.pop(span, None)

    def _locate(self, said: Said) -> None:
        span = self._reader.span(said.words or {})
        if found := place_from_json(said.after):
            self._places[span] = found
        else:
            self._places.pop(span, None)
