"""The features of the pair heads, for the pairs of one text. Training and reading both call these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.coding.compact.pairs import between, distances, sentence_gaps

if TYPE_CHECKING:
    from dateline.coding.compact.pairs import Floats, Ints
    from dateline.coding.compact.tokens import Words

_QUOTES = frozenset("\"“”«»'‘’„")
STEM = 5  # letters that two words must share to look like one word: struck/strike do not, bombing/bombed do


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the features need of a text's words, each an array over words.

    `sentences`: sentence numbers. `edges`: 1 first word of its sentence, 2 last, 3 both, else 0.
    `quotes`: 1 for a quote mark. `stems`: a number for the word's first letters; `words`: one for the word.
    """

    sentences: Ints
    edges: Ints
    quotes: Ints
    stems: Ints
    words: Ints

    @classmethod
    def of(cls, words: Words, first: int = 0, last: int | None = None) -> Layout:
        """The layout of words `first`..`last` of a text."""
        stop = len(words) if last is None else last + 1
        sentences = np.array(words.sentences[first:stop], dtype=np.int64)
        change = np.diff(sentences) != 0
        opens = np.concatenate([[True], change])[: len(sentences)]
        closes = np.concatenate([change, [True]])[: len(sentences)]
        forms = [words.text[words.starts[i] : words.ends[i]].lower() for i in range(first, stop)]
        numbers: dict[str, int] = {}
        whole: dict[str, int] = {}
        return cls(
            sentences=sentences,
            edges=opens.astype(np.int64) + 2 * closes.astype(np.int64),
            quotes=np.array([form in _QUOTES for form in forms], dtype=np.int64),
            stems=np.array([numbers.setdefault(form[:STEM], len(numbers)) for form in forms], dtype=np.int64),
            words=np.array([whole.setdefault(form, len(whole)) for form in forms], dtype=np.int64),
        )

    def _apart(self, left: Ints, right: Ints) -> list[Ints]:
        return [distances(left, right), sentence_gaps(self.sentences[left], self.sentences[right])]

    def link(
        self, mentions: Ints, types: Ints, leads: Ints, *, starts: Ints, ends: Ints, channels: Ints
    ) -> list[Ints]:
        """Mention by candidate: a feature of the pair is (M, C), one of the mention (M, 1), else (1, C).

        Args:
            mentions: First words (M,).
            types: Their types (M,).
            leads: 1 for the mention that is its event's trigger (M,).
            starts: First words of the candidates (C,).
            ends: Last words (C,).
            channels: Which channels tell of the candidate (C, CHANNELS).
        """
        left, right = mentions[:, None], starts[None]
        return [
            *self._apart(left, right),
            between(left, right, np.unique(mentions)),
            types[:, None],
            leads[:, None],
            nearest_of_form(np.abs(left - right), self.forms(starts, ends)),
            *channels.T[:, None],
        ]

    def forms(self, starts: Ints, ends: Ints) -> Ints:
        """A number for the words of each span: the same for the same words."""
        numbers: dict[tuple[int, ...], int] = {}
        spans = (tuple(self.words[s : e + 1].tolist()) for s, e in zip(starts, ends, strict=True))
        return np.array([numbers.setdefault(words, len(numbers)) for words in spans], dtype=np.int64)

    def same(self, mentions: Ints, types: Ints, first: Ints, second: Ints) -> list[Ints]:
        """Pairs (first, second: numbers of mentions) in the order of the text."""
        left, right = mentions[first], mentions[second]
        return [
            *self._apart(left, right),
            between(left, right, np.unique(mentions)),
            types[first],
            types[second],
            (types[first] == types[second]).astype(np.int64),
            (self.stems[left] == self.stems[right]).astype(np.int64),
        ]

    def by(self, mentions: Ints, cues: Ints, inside: Ints) -> list[Ints]:
        """Mention by cue, flat M * A; `inside` (M, A) as inside_contents tells it."""
        left, right = np.repeat(mentions, len(cues)), np.tile(cues, len(mentions))
        return [*self._apart(left, right), inside.ravel()]

    def said(self, cues: Ints, sources: Ints) -> list[Ints]:
        """Cue by source (first words), flat A * S."""
        left, right = np.repeat(cues, len(sources)), np.tile(sources, len(cues))
        return [*self._apart(left, right), between(left, right, np.unique(cues))]

    def pointer(self, cues: Ints, words: Ints) -> list[Ints]:
        """Pairs of a cue and a word that may open or close its content."""
        return [*self._apart(cues, words), self.edges[words], self.quotes[words]]

    def suffer(self, quantities: Ints, victims: Ints) -> list[Ints]:
        """Quantity by victims (first words), flat Q * V."""
        return self._apart(np.repeat(quantities, len(victims)), np.tile(victims, len(quantities)))


def nearest_of_form(gaps: Ints, forms: Ints) -> Ints:
    """Mention by candidate (M, C): 0 its words stand once, 1 this is the nearest place of them, 2 it is not.

    `gaps` (M, C) are distances in words, `forms` (C,) as Layout.forms numbers them.
    """
    told = np.zeros(gaps.shape, dtype=np.int64)
    numbers, counts = np.unique(forms, return_counts=True)
    for number in numbers[counts > 1]:
        same = np.flatnonzero(forms == number)
        some = gaps[:, same]
        told[:, same] = 2 - (some == some.min(axis=1, keepdims=True))
    return told


def inside_contents(points: Ints, contents: list[tuple[int, int] | None]) -> Ints:
    """Points (M,) by contents (A): 0 outside, 1 inside a content, 2 inside the shortest that holds it."""
    inside = np.zeros((len(points), len(contents)), dtype=np.int64)
    sizes = np.full(inside.shape, np.iinfo(np.int64).max)
    for a, content in enumerate(contents):
        if content is not None:
            held = (points >= content[0]) & (points <= content[1])
            inside[held, a] = 1
            sizes[held, a] = content[1] - content[0]
    if len(contents):
        shortest = sizes.min(axis=1, keepdims=True)
        inside[(inside == 1) & (sizes == shortest)] = 2
    return inside


def begun_spans(logits: Floats, bias: float = 0.0, bridged: int = 0) -> list[tuple[int, int]]:
    """Spans that one BIO head tells, as first and last word.

    `logits` (W, 3) for outside, begin, inside; `bias` is taken off the outside logit. An inside tag joins
    its span over `bridged` words tagged as outside ("up [to] 10").
    """
    inner = logits[:, 1:]
    spans: list[tuple[int, int]] = []
    for word in np.flatnonzero(inner.max(axis=1) > logits[:, 0] - bias).tolist():
        if spans and word - spans[-1][1] <= 1 + bridged and inner[word, 1] > inner[word, 0]:
            spans[-1] = (spans[-1][0], word)
        else:
            spans.append((word, word))
    return spans
