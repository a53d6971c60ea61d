"""Anchors: what words, and events, are found by when a report is coded anew or its text has moved.

A span tells where words stand in one text. An anchor also keeps the words, what stands round them, and which
of all such words they are, so that they are found in another reading of the same page. An event is found by
the words that mention it; among several there, by its type and by the words that play its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from dateline.domain import EventType, Role, Span
from dateline.linking.kinds import FAMILIES
from dateline.web.archive.packing import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.domain import Event

_ROUND = 32  # characters kept on either side
# Words that stand more than once are told apart by what stands round them: so much of it has to be there
# still, and twice as much where some of them have come or gone.
_LEAST_ROUND = 8


def anchored(span: Span, text: str) -> dict[str, Any]:
    """The anchor of words in `text`, as JSON that both databases hold."""
    quote = storable(span.of(text))
    starts = [one.start for one in _occurrences(quote, text)]
    turn = [starts.index(span.start), len(starts)] if span.start in starts else [0, 0]
    return {
        "start": span.start,
        "end": span.end,
        "quote": quote,
        "before": storable(text[max(0, span.start - _ROUND) : span.start]),
        "after": storable(text[span.end : span.end + _ROUND]),
        "turn": turn,  # which of these words they are, and of how many
    }


@dataclass(slots=True)
class Finder:
    """Finds anchored words in a text. What was found once is not looked for again."""

    text: str
    _found: dict[tuple[object, ...], Span | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Have the text as anchors have it."""
        self.text = storable(self.text)

    def find(self, anchor: Mapping[str, Any]) -> Span | None:
        """Where the words of an anchor stand.

        None where they do not, or nobody can say which of several it is.
        """
        key = (anchor["start"], anchor["quote"], anchor["before"], anchor["after"], *_turn(anchor))
        if key not in self._found:
            self._found[key] = self._look(anchor)
        return self._found[key]

    def _look(self, anchor: Mapping[str, Any]) -> Span | None:
        quote, start = anchor["quote"], anchor["start"]
        spans = _occurrences(quote, self.text)
        there = Span(start, start + len(quote))
        if self.text.startswith(quote, start) and self._agreement(there, anchor) == _all_round(anchor):
            return there
        if not spans:
            return None
        agreeing = {one: self._agreement(one, anchor) for one in spans}
        nth, number = _turn(anchor)
        least = min(_LEAST_ROUND, _all_round(anchor))
        if number == len(spans) and (number == 1 or agreeing[spans[nth]] >= least):  # as many as there were
            return spans[nth]
        most = max(agreeing.values())
        if most >= (least if number <= 1 else min(2 * _LEAST_ROUND, _all_round(anchor))):
            best = (one for one in spans if agreeing[one] == most)
            return min(best, key=lambda one: abs(one.start - start))
        if number == len(spans):
            return spans[nth]
        return spans[0] if len(spans) == 1 and number <= 1 else None

    def _agreement(self, span: Span, anchor: Mapping[str, Any]) -> int:
        """How many characters next to the words are those that stood there."""
        before = self.text[max(0, span.start - _ROUND) : span.start]
        after = self.text[span.end : span.end + _ROUND]
        return _shared(reversed(before), reversed(anchor["before"])) + _shared(after, anchor["after"])


def _shared(some: Iterable[str], others: Iterable[str]) -> int:
    """How many signs two texts have in common before the first in which they differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def _turn(anchor: Mapping[str, Any]) -> tuple[int, int]:
    """Which of such words they were, and of how many; anchors of earlier versions do not tell."""
    nth, number = anchor.get("turn", (0, 0))
    return nth, number


def _all_round(anchor: Mapping[str, Any]) -> int:
    return len(anchor["before"]) + len(anchor["after"])


def _occurrences(quote: str, text: str) -> list[Span]:
    """Where words stand in a text, whatever white space is between them."""
    exact = [Span(at.start(), at.end()) for at in re.finditer(re.escape(quote), text)]
    if exact or not quote.strip():
        return exact
    spaced = r"\s+".join(map(re.escape, quote.split()))
    return [Span(at.start(), at.end()) for at in re.finditer(spaced, text)]


# ── events ──────────────────────────────────────────────────────────────────────────────────────────────────


def event_anchor(event: Event, text: str, *, also: Iterable[Span] = ()) -> dict[str, Any]:
    """The anchor of an event as JSON; `also` are mentions that another coding gave it."""
    mentions = dict.fromkeys((*event.mentions, *also))
    return {
        "type": event.type.value,
        "mentions": [anchored(span, text) for span in mentions],
        "parts": [anchored(span, text) for span in dict.fromkeys(_parts(event))],
    }


def matched(anchors: Mapping[str, Mapping[str, Any]], events: Sequence[Event], text: str) -> dict[str, Event]:
    """Which event of a coding each anchored one is, by the keys of `anchors`; each is at most one.

    The best pairs are taken first; those that no event is for are left out.
    """
    finder = Finder(text)
    pairs: list[tuple[float, int, str, Event]] = []
    for turn, (key, anchor) in enumerate(anchors.items()):
        here = _Found.of(anchor, finder)
        pairs += [(-score, turn, key, one) for one in events if (score := here.score(one)) > 0]
    pairs.sort(key=lambda pair: (pair[0], pair[1], pair[3].trigger, pair[3].id))
    found: dict[str, Event] = {}
    taken: set[str] = set()
    for _, _, key, event in pairs:
        if key not in found and event.id not in taken:
            found[key] = event
            taken.add(event.id)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """An anchor as it is found in a text."""

    type: EventType
    mentions: tuple[Span, ...]
    parts: frozenset[Span]

    @classmethod
    def of(cls, anchor: Mapping[str, Any], finder: Finder) -> _Found:
        found = (finder.find(one) for one in anchor["mentions"])
        parts = (finder.find(one) for one in anchor["parts"])
        return cls(
            type=EventType(anchor["type"]),
            mentions=tuple(filter(None, found)),
            parts=frozenset(filter(None, parts)),
        )

    def score(self, event: Event) -> float:
        """How well an event is this one: by its mentions first, then by its type, then by its parts."""
        words = self._mentioned(event)
        if not words:
            return 0
        kind = 2 if event.type is self.type else 1 if FAMILIES[event.type] & FAMILIES[self.type] else 0
        parts = frozenset(_parts(event))
        shared = len(parts & self.parts) / max(len(parts | self.parts), 1)
        return 4 * words + 2 * kind + 3 * shared

    def _mentioned(self, event: Event) -> int:
        if self.mentions and event.trigger == self.mentions[0]:
            return 3
        if any(one == other for one in self.mentions for other in event.mentions):
            return 2
        return int(any(one.overlap(other) for one in self.mentions for other in event.mentions))


def _parts(event: Event) -> list[Span]:
    """The words that play a part in an event: who, to whom, where, when, by what, how many."""
    fillers = [span for role in Role for span in event.fillers(role)]
    return fillers + [harm.quantity for harm in event.harm]
