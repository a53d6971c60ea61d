"""A report read and coded anew: the same page by another reader and another engine.

Words stand elsewhere, since a sentence came before or between them, or white space changed; some are gone.
Other events are found, under other ids, with other types and other bounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.domain import Event, EventType, Span

if TYPE_CHECKING:
    import random

    from dateline.domain import Coding

SHARE_DROPPED = 0.1  # sentences
SHARE_INSERTED = 0.25  # before a sentence
SHARE_FOUND = 0.75  # events
SHARE_RETYPED = 0.2
SHARE_WITHOUT_AGENTS = 0.3
_BETWEEN = (
    "The page had no such words before. ",
    "Share this article! ",
    "Read more about it in our morning letter. ",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An edit of a text: the pieces of the old one that are left, and where each begins in the new one."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]  # start and end in the old text, start in the new one

    def moved(self, span: Span) -> Span | None:
        """Where words stand now; None where not all of them do, side by side."""
        for start, end, now in self.pieces:
            if start <= span.start and span.end <= end:
                by = now - start
                return Span(span.start + by, span.end + by)
        return None


def edited(text: str, draw: random.Random) -> Edit:
    """A text with sentences left out and others put in."""
    pieces: list[tuple[int, int, int]] = []
    new = ""
    at = 0
    ends = [start for start, _ in sentence_spans(text)][1:]
    for end in [*ends, len(text)]:
        if draw.random() < SHARE_INSERTED:
            new += draw.choice(_BETWEEN)
        if draw.random() >= SHARE_DROPPED:
            pieces.append((at, end, len(new)))
            new += text[at:end]
        at = end
    joined = _joined(pieces)
    return Edit(text=new or _BETWEEN[0], pieces=tuple(joined))


def _joined(pieces: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Pieces that stand side by side in both texts, as one."""
    found: list[tuple[int, int, int]] = []
    for start, end, now in pieces:
        if found and found[-1][1] == start and found[-1][2] + start - found[-1][0] == now:
            found[-1] = (found[-1][0], end, found[-1][2])
        else:
            found.append((start, end, now))
    return found


def retold(coding: Coding, draw: random.Random, *, engine: str) -> tuple[Coding, Edit]:
    """Another coding of the same report, and how its text was edited."""
    edit = edited(coding.report.text, draw)
    events = [
        event
        for one in coding.events
        if draw.random() < SHARE_FOUND and (event := _otherwise(one, edit, draw))
    ]
    start = draw.randrange(max(1, len(edit.text) - 9))
    if draw.random() < SHARE_FOUND:
        events.append(Event(id="", type=EventType.TALKS, mentions=(Span(start, start + 3),)))
    draw.shuffle(events)
    named = tuple(replace(one, id=f"n{at}") for at, one in enumerate(events))
    actors = {there: acting for span, acting in coding.actors.items() if (there := edit.moved(span))}
    places = {there: place for span, place in coding.places.items() if (there := edit.moved(span))}
    names = tuple(replace(one, span=there) for one in coding.names if (there := edit.moved(one.span)))
    again = replace(
        coding,
        report=replace(coding.report, text=edit.text),
        engine=engine,
        events=named,
        names=names,
        actors=actors,
        places=places,
    )
    return again, edit


def _otherwise(event: Event, edit: Edit, draw: random.Random) -> Event | None:
    """An event as another engine tells it; None where its words are gone."""
    trigger = edit.moved(event.trigger)
    if trigger is None:
        return None
    longer = draw.choice((0, 0, 0, -2, 3))
    trigger = Span(trigger.start, min(max(trigger.start + 1, trigger.end + longer), len(edit.text)))
    again = replace(
        event,
        type=draw.choice(list(EventType)) if draw.random() < SHARE_RETYPED else event.type,
        mentions=(trigger,),
        agents=_moved(event.agents, edit),
        targets=_moved(event.targets, edit),
        places=_moved(event.places, edit),
        times=_moved(event.times, edit),
        means=_moved(event.means, edit),
        harm=tuple(
            replace(one, quantity=quantity, victims=edit.moved(one.victims) if one.victims else None)
            for one in event.harm
            if (quantity := edit.moved(one.quantity))
        ),
        claims=(),
        confidence=round(draw.uniform(0.3, 0.9), 3),
    )
    return replace(again, agents=()) if draw.random() < SHARE_WITHOUT_AGENTS else again


def _moved(spans: tuple[Span, ...], edit: Edit) -> tuple[Span, ...]:
    return tuple(there for span in spans if (there := edit.moved(span)))
