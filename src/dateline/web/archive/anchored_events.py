"""What is said of events as JSON in which every span keeps its words; and read back into another text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.domain import Attribution, Count, Effect, Event, EventType, Harm, Stance, Status
from dateline.domain.errors import WordsMoved
from dateline.exporting.interchange.dates import read_date, write_date
from dateline.exporting.interchange.node import Node
from dateline.exporting.interchange.resolved import (
    read_actor,
    read_place,
    read_speaker,
    write_actor,
    write_place,
)
from dateline.web.archive.anchors import anchored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dateline.domain import Acting, Coding, DateRange, Placing, Span, Speaker, Unresolved
    from dateline.web.archive.anchors import Finder

SPANS = ("mentions", "agents", "targets", "places", "times", "means")
"""The fields of an event that are spans and nothing else."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what is said of a text."""

    text: str

    def span(self, span: Span | None) -> dict[str, Any] | None:
        """Words, or none."""
        return anchored(span, self.text) if span else None

    def spans(self, spans: Iterable[Span]) -> list[dict[str, Any]]:
        """Words."""
        return [anchored(span, self.text) for span in spans]

    def harm(self, harm: Iterable[Harm]) -> list[dict[str, Any]]:
        """Harm."""
        return [
            {
                "effect": one.effect.value,
                "quantity": self.span(one.quantity),
                "victims": self.span(one.victims),
                "min": one.count.min,
                "max": one.count.max,
                "part_of": self.span(one.part_of),
                "total": one.total,
            }
            for one in harm
        ]

    def claims(self, claims: Iterable[Attribution]) -> list[dict[str, Any]]:
        """The attributions that an event stands under."""
        return [
            {
                "cue": self.span(one.cue),
                "source": self.span(one.source),
                "content": self.span(one.content),
                "named": one.named,
                "stance": one.stance.value,
            }
            for one in claims
        ]

    def event(self, event: Event, coding: Coding) -> dict[str, Any]:
        """An event with all that is said of its words."""
        return {
            "type": event.type.value,
            "status": event.status.value,
            "confidence": event.confidence,
            "date": date_as_json(event.date),
            **{name: self.spans(getattr(event, name)) for name in SPANS},
            "harm": self.harm(event.harm),
            "claims": self.claims(claims_of(event, coding)),
            "actors": [
                [self.span(span), write_actor(coding.actors[span])]
                for span in _acting(event)
                if span in coding.actors
            ],
            "placed": [
                [self.span(span), write_place(coding.places[span])]
                for span in event.places
                if span in coding.places
            ],
        }


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what a `Writer` wrote, as it stands in the finder's text.

    Raises:
        WordsMoved: From every method: words that are quoted stand there no more.
    """

    finder: Finder

    def span(self, anchor: Mapping[str, Any]) -> Span:
        """Words."""
        found = self.finder.find(anchor)
        if found is None:
            raise WordsMoved(f"“{anchor['quote']}”", "Look at what is kept of it, and say it anew.")
        return found

    def maybe(self, anchor: Mapping[str, Any] | None) -> Span | None:
        """Words, or none."""
        return self.span(anchor) if anchor else None

    def spans(self, anchors: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
        """Words."""
        return tuple(self.span(one) for one in anchors)

    def harm(self, written: Iterable[Mapping[str, Any]]) -> tuple[Harm, ...]:
        """Harm."""
        return tuple(
            Harm(
                effect=Effect(one["effect"]),
                quantity=self.span(one["quantity"]),
                victims=self.maybe(one["victims"]),
                count=Count(min=one["min"], max=one["max"]),
                part_of=self.maybe(one["part_of"]),
                total=one["total"],
            )
            for one in written
        )

    def claims(self, written: Iterable[Mapping[str, Any]]) -> tuple[Attribution, ...]:
        """Attributions, not yet with an id."""
        return tuple(
            Attribution(
                id="",
                cue=self.span(one["cue"]),
                source=self.maybe(one["source"]),
                content=self.maybe(one["content"]),
                named=one["named"],
                stance=Stance(one["stance"]),
            )
            for one in written
        )

    def event(self, written: Mapping[str, Any], key: str) -> Event:
        """An event, but for its claims, with the id `key`."""
        return Event(
            id=key,
            type=EventType(written["type"]),
            status=Status(written["status"]),
            confidence=written["confidence"],
            date=date_from_json(written["date"]),
            harm=self.harm(written["harm"]),
            mentions=self.spans(written["mentions"]),
            agents=self.spans(written["agents"]),
            targets=self.spans(written["targets"]),
            places=self.spans(written["places"]),
            times=self.spans(written["times"]),
            means=self.spans(written["means"]),
        )

    def left_of(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """An event as it was written, without the words that stand there no more."""
        stands = self.finder.find

        def some(name: str, needed: str) -> list[dict[str, Any]]:
            """What rests on words of its own, those beside them that are gone left out."""
            return [
                {
                    key: None if _is_anchor(value) and not stands(value) else value
                    for key, value in one.items()
                }
                for one in written[name]
                if stands(one[needed])
            ]

        return {
            **written,
            **{name: [one for one in written[name] if stands(one)] for name in SPANS},
            "harm": some("harm", "quantity"),
            "claims": some("claims", "cue"),
            **{name: [pair for pair in written[name] if stands(pair[0])] for name in ("actors", "placed")},
        }

    def actors(self, written: Mapping[str, Any]) -> Iterator[tuple[Span, Acting]]:
        """Whom words of an event mean."""
        for anchor, actor in written["actors"]:
            if acting := actor_from_json(actor):
                yield self.span(anchor), acting

    def placed(self, written: Mapping[str, Any]) -> Iterator[tuple[Span, Placing | Unresolved]]:
        """Where words of an event lead."""
        for anchor, place in written["placed"]:
            if found := read_place(Node(place, "")):
                yield self.span(anchor), found


def claims_of(event: Event, coding: Coding) -> tuple[Attribution, ...]:
    """The attributions that an event stands under."""
    known = {one.id: one for one in coding.attributions}
    return tuple(known[key] for key in event.claims if key in known)


def date_as_json(dated: DateRange | None) -> dict[str, str] | None:
    """A date."""
    return write_date(dated) if dated else None


def date_from_json(written: Mapping[str, Any] | None) -> DateRange | None:
    """A date."""
    return read_date(Node(written, "date")) if written else None


def actor_from_json(written: Mapping[str, Any] | None) -> Acting | None:
    """Whom words mean."""
    return read_actor(Node(written, "actor"))


def place_from_json(written: Mapping[str, Any] | None) -> Placing | Unresolved | None:
    """Where words lead."""
    return read_place(Node(written, "place")) if written else None


def speaker_from_json(written: Mapping[str, Any] | None) -> Speaker | None:
    """Who speaks."""
    return read_speaker(Node(written, "speaker")) if written else None


def _is_anchor(value: object) -> bool:
    return isinstance(value, dict) and "quote" in value


def _acting(event: Event) -> Iterator[Span]:
    victims = (one.victims for one in event.harm if one.victims)
    yield from dict.fromkeys((*event.agents, *event.targets, *victims))
