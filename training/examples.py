"""Annotated texts as training windows: inputs, word targets, and the stretches that pairs are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.coding.compact.answers import window_inputs
from dateline.coding.compact.features import Layout
from dateline.coding.compact.labels import (
    BEGIN,
    CHANNELS,
    INSIDE,
    LINKS,
    QUANTITY,
    ROLES,
    SPAN_HEADS,
    STANCES,
    STATUSES,
    TOTAL,
    TYPES,
    VICTIMS,
)
from dateline.coding.compact.tokens import cut_windows, split_words
from dateline.domain import EventType, Role, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tokenizers import Tokenizer

    from dateline.coding.compact.pairs import Ints
    from dateline.coding.compact.tokens import Window, Words
    from training.gold import Gold, Range

IGNORE = -100  # the target of a word that a head must not learn from (torch's own default)
LONGEST_TRIGGER = 4  # words of a mention that are taught; the corpus holds 39 mentions of more

WordRange = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention of event number `event`, of type number `type`, as first and last word of the window."""

    words: WordRange
    event: int
    type: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An attribution in a window, as word ranges; `whole`: nothing of it lies outside."""

    number: int
    cue: WordRange
    source: WordRange | None
    content: WordRange | None
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One training window of W words and L pieces (with the two marks of the encoder).

    `pieces`, `shapes` (L,), `firsts` (W,) the first piece of each word; targets `spans` (W, heads),
    `types`, `continues`, `status`, `stance`, `named` (W,). `links` holds (event, words, link number).
    """

    pieces: Ints
    shapes: Ints
    firsts: Ints
    layout: Layout
    spans: Ints
    types: Ints
    continues: Ints
    status: Ints
    stance: Ints
    named: Ints
    mentions: tuple[Mention, ...]
    candidates: dict[WordRange, tuple[int, ...]]
    links: frozenset[tuple[int, WordRange, int]]
    suffer: frozenset[tuple[WordRange, WordRange]]
    said: tuple[Said, ...]
    by: frozenset[tuple[int, int]]


def make_examples(golds: Iterable[Gold], tokenizer: Tokenizer, longest: int = 382) -> list[Example]:
    """All windows of the texts; pairs are kept where both stretches lie in one window."""
    return [
        example for gold in golds for example in _of_text(gold, split_words(gold.text, tokenizer), longest)
    ]


def _of_text(gold: Gold, words: Words, longest: int) -> Iterator[Example]:
    for window in cut_windows(words, longest=longest):
        yield _Marker(gold, words, window).example()


class _Marker:
    """Marks one window of one text."""

    def __init__(self, gold: Gold, words: Words, window: Window) -> None:
        self.gold, self.words, self.window = gold, words, window
        size = window.last - window.first + 1
        layer_of = {
            "name": "names",
            "part": "events",
            "source": "attributions",
            "cue": "attributions",
            "incident": "incident",
        }
        self.spans = np.zeros((size, len(SPAN_HEADS)), dtype=np.int64)
        for column, head in enumerate(SPAN_HEADS):
            if layer_of[head.partition(":")[0]] not in gold.layers:
                self.spans[:, column] = IGNORE
        blank = np.full(size, IGNORE, dtype=np.int64)
        self.types = np.zeros(size, dtype=np.int64) if "events" in gold.layers else blank.copy()
        self.continues, self.status, self.stance, self.named = (blank.copy() for _ in range(4))
        self.candidates: dict[WordRange, list[int]] = {}

    def example(self) -> Example:
        self._names()
        links, suffer = set(), set()
        mentions = list(self._mentions())
        for number, event in enumerate(self.gold.events):
            for channel, ranges in event.fillers.items():
                for at in ranges:
                    if found := self._part(at, CHANNELS.index(channel)):
                        links.add((number, found, ROLES.index(Role(channel))))
            for effect, quantity, victims, total in event.harm:
                if found := self._part(quantity, QUANTITY):
                    links.add((number, found, LINKS.index(effect)))
                    if total:
                        links.add((number, found, TOTAL))
                    if victims and (who := self._part(victims, VICTIMS)):
                        suffer.add((found, who))
        said = tuple(self._said())
        pieces, shapes, firsts = window_inputs(self.words, self.window.first, self.window.last)
        return Example(
            pieces=pieces,
            shapes=shapes,
            firsts=firsts,
            layout=Layout.of(self.words, self.window.first, self.window.last),
            spans=self.spans,
            types=self.types,
            continues=self.continues,
            status=self.status,
            stance=self.stance,
            named=self.named,
            mentions=tuple(sorted(mentions, key=lambda m: m.words)),
            candidates={at: tuple(channels) for at, channels in sorted(self.candidates.items())},
            links=frozenset(links),
            suffer=frozenset(suffer),
            said=said,
            by=frozenset((n, a) for n, event in enumerate(self.gold.events) for a in event.by),
        )

    def _within(self, at: Range | None) -> WordRange | None:
        """Words of a character range, counted from the window's start; None where it reaches outside."""
        found = self.words.covering(*at) if at else None
        if not found or found[0] < self.window.first or found[1] > self.window.last:
            return None
        return found[0] - self.window.first, found[1] - self.window.first

    def _mark(self, head: str, at: WordRange) -> None:
        column = SPAN_HEADS.index(head)
        self.spans[at[0] : at[1] + 1, column] = INSIDE
        self.spans[at[0], column] = BEGIN

    def _part(self, at: Range, channel: int) -> WordRange | None:
        found = self._within(at)
        if found:
            self._mark(f"part:{CHANNELS[channel]}", found)
            channels = self.candidates.setdefault(found, [])
            if channel not in channels:
                channels.append(channel)
        return found

    def _names(self) -> None:
        for kind, start, end in self.gold.names:
            if found := self._within((start, end)):
                self._mark(f"name:{kind}", found)
        for role, start, end in self.gold.incident:
            if found := self._within((start, end)):
                self._mark(f"incident:{role}", found)

    def _mentions(self) -> Iterator[Mention]:
        for number, event in enumerate(self.gold.events):
            kind = TYPES.index(EventType(event.type))
            for at in event.mentions:
                found = self._within(at)
                if not found:
                    continue
                first, last = found[0], min(found[1], found[0] + LONGEST_TRIGGER - 1)
                if self.types[first]:
                    continue  # two events named by one word: the first annotated keeps it
                self.types[first : last + 1] = 1 + kind
                self.continues[first : last + 1] = [0, *[1] * (last - first)]
                self.status[first : last + 1] = STATUSES.index(Status(event.status))
                yield Mention(words=(first, last), event=number, type=kind)

    def _said(self) -> Iterator[Said]:
        for number, one in enumerate(self.gold.attributions):
            cue, source = self._within(one.cue), self._within(one.source)
            if source:
                self._mark("source", source)
                if one.named is not None:
                    self.named[source[0] : source[1] + 1] = int(one.named)
            if not cue:
                continue
            self._mark("cue", cue)
            if one.stance:
                self.stance[cue[0] : cue[1] + 1] = STANCES.index(Stance(one.stance))
            content = self._within(one.content)
            lost = (one.content is not None and content is None) or (
                one.source is not None and source is None
            )
            yield Said(number=number, cue=cue, source=source, content=content, whole=not lost)
