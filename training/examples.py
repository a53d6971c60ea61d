"""Annotated texts as training sections: inputs, word targets, and the stretches that pairs are made of."""

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
    SPAN_HEADS,
    STANCES,
    STATUSES,
    TOTAL,
    TYPES,
    VICTIMS,
    WHERE,
)
from dateline.coding.compact.tokens import cut_sections, cut_windows, split_words
from dateline.domain import EventType, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt
    from tokenizers import Tokenizer

    from dateline.coding.compact.pairs import Ints
    from dateline.coding.compact.tokens import Window, Words
    from training.gold import Gold, Range

IGNORE = -100  # the target of a word that a head must not learn from (torch's own default)
LONGEST_TRIGGER = 4  # words of a mention that are taught; the corpus holds 39 mentions of more

WordRange = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention of event number `event`, of type number `type`, as first and last word of the section.

    `type` is -1 where the set does not tell it. `lead`: the event's trigger.
    """

    words: WordRange
    event: int
    type: int
    lead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An attribution in a section, as word ranges; `whole`: nothing of it lies outside."""

    number: int
    cue: WordRange
    source: WordRange | None
    content: WordRange | None
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the encoder reads of one window: `pieces`, `shapes` (L,); `firsts`: own words' first pieces."""

    pieces: Ints
    shapes: Ints
    firsts: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One section of a text, W words that are decoded together, with the windows that cover it in turn.

    Targets are `spans` (W, heads), `types`, `continues`, `lead`, `status`, `stance`, `named` (W,). `links`
    holds (event, words, link number); `known` (LINKS,) says which link numbers the set tells.
    """

    windows: tuple[Inputs, ...]
    layout: Layout
    spans: Ints
    types: Ints
    continues: Ints
    lead: Ints
    status: Ints
    stance: Ints
    named: Ints
    mentions: tuple[Mention, ...]
    candidates: dict[WordRange, tuple[int, ...]]
    links: frozenset[tuple[int, WordRange, int]]
    known: npt.NDArray[np.bool_]
    suffer: frozenset[tuple[WordRange, WordRange]]
    said: tuple[Said, ...]
    by: frozenset[tuple[int, int]]

    def __len__(self) -> int:
        """How many words it has."""
        return len(self.types)

    @property
    def size(self) -> int:
        """How many pieces its windows have."""
        return sum(len(window.pieces) for window in self.windows)


def make_examples(golds: Iterable[Gold], tokenizer: Tokenizer) -> list[Example]:
    """All sections of the texts; pairs are kept where both stretches lie in one section."""
    return [
        _Marker(gold, section).example()
        for gold in golds
        for section in cut_sections(split_words(gold.text, tokenizer))
    ]


_LAYERS = {
    "name": "names",
    "part": "events",
    "source": "attributions",
    "cue": "attributions",
    "incident": "incident",
}


class _Marker:
    """Marks one section of one text."""

    def __init__(self, gold: Gold, words: Words) -> None:
        self.gold, self.words = gold, words
        size = len(words)
        self.spans = np.zeros((size, len(SPAN_HEADS)), dtype=np.int64)
        for column, head in enumerate(SPAN_HEADS):
            if _LAYERS[head.partition(":")[0]] not in gold.layers:
                self.spans[:, column] = IGNORE
        blank = np.full(size, IGNORE, dtype=np.int64)
        self.types = np.zeros(size, dtype=np.int64) if "events" in gold.layers else blank.copy()
        self.continues, self.lead, self.status, self.stance, self.named = (blank.copy() for _ in range(5))
        self.candidates: dict[WordRange, list[int]] = {}

    def example(self) -> Example:
        self._names()
        links, suffer = set(), set()
        mentions = list(self._mentions())
        for number, event in enumerate(self.gold.events):
            for link, ranges in event.fillers.items():
                channel = CHANNELS.index("place" if link == "where" else link)
                for at in ranges:
                    if found := self._part(at, channel):
                        links.add((number, found, LINKS.index(link)))
            for effect, quantity, victims, total in event.harm:
                if found := self._part(quantity, QUANTITY):
                    links.add((number, found, LINKS.index(effect)))
                    if total:
                        links.add((number, found, TOTAL))
                    if victims and (who := self._part(victims, VICTIMS)):
                        suffer.add((found, who))
        said = tuple(self._said())
        known = np.full(len(LINKS), "events" in self.gold.layers)
        known[WHERE] = "where" in self.gold.layers
        return Example(
            windows=tuple(_inputs(self.words, window) for window in cut_windows(self.words)),
            layout=Layout.of(self.words),
            spans=self.spans,
            types=self.types,
            continues=self.continues,
            lead=self.lead,
            status=self.status,
            stance=self.stance,
            named=self.named,
            mentions=tuple(sorted(mentions, key=lambda m: m.words)),
            candidates={at: tuple(channels) for at, channels in sorted(self.candidates.items())},
            links=frozenset(links),
            known=known,
            suffer=frozenset(suffer),
            said=said,
            by=frozenset((n, a) for n, event in enumerate(self.gold.events) for a in event.by),
        )

    def _within(self, at: Range | None) -> WordRange | None:
        """Words of a character range; None where it reaches outside the section."""
        if at is None or at[0] < self.words.starts[0] or at[1] > self.words.ends[-1]:
            return None
        return self.words.covering(*at)

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
        taken = np.zeros(len(self.words), dtype=bool)
        for number, event in enumerate(self.gold.events):
            kind = TYPES.index(EventType(event.type)) if event.type else -1
            for order, at in enumerate(event.mentions):
                found = self._within(at)
                if not found:
                    continue
                first, last = found[0], min(found[1], found[0] + LONGEST_TRIGGER - 1)
                if taken[first]:
                    continue  # two events named by one word: the first annotated keeps it
                taken[first : last + 1] = True
                if kind >= 0:
                    self.types[first : last + 1] = 1 + kind
                    self.continues[first : last + 1] = [0, *[1] * (last - first)]
                    self.lead[first] = order == 0
                    self.status[first : last + 1] = STATUSES.index(Status(event.status))
                yield Mention(words=(first, last), event=number, type=kind, lead=order == 0)

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


def _inputs(words: Words, window: Window) -> Inputs:
    pieces, shapes, firsts = window_inputs(words, window.first, window.last)
    own = slice(window.own_first - window.first, window.own_last + 1 - window.first)
    return Inputs(pieces=pieces, shapes=shapes, firsts=firsts[own])
