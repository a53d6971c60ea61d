"""The network's answers for one text, window by window, and how to ask for parts of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol

import numpy as np

from dateline.coding.compact.features import Layout, begun_spans
from dateline.coding.compact.labels import SPAN_HEADS, TAG_SLICES, TAG_WIDTH
from dateline.coding.compact.pairs import VECTOR_SLICES, VECTOR_WIDTH
from dateline.coding.compact.tokens import cut_windows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.coding.compact.pairs import Floats, Ints, PairHead
    from dateline.coding.compact.tokens import Words

# Words outside that an inside tag bridges: FACTS on the dev part is 48.8 with none, 49.0 with 1, 49.1 with 2.
BRIDGED = 1
OPENING, CLOSING = 101, 102  # [CLS] and [SEP] of the BERT vocabulary


class Network(Protocol):
    """The trained encoder with its word heads: one window in, answers for its W words out."""

    def run(self, pieces: Ints, shapes: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """Answers for the words of one window.

        Args:
            pieces: Piece ids (L,), between the encoder's two marks.
            shapes: Shapes of the pieces (L,).
            firsts: The first piece of each word (W,).

        Returns:
            Tags (W, TAG_WIDTH) and vectors (W, VECTOR_WIDTH), in logits.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the network says about a text's W words: `tags` (W, TAG_WIDTH), `vectors` (W, VECTOR_WIDTH)."""

    words: Words
    layout: Layout
    tags: Floats
    vectors: Floats
    heads: Mapping[str, PairHead]

    def tag(self, name: str) -> Floats:
        """The logits of one word head (W, width)."""
        return self.tags[:, TAG_SLICES[name]]

    def spans(self, head: str, lean: float = 0.0, bridged: int = BRIDGED) -> list[tuple[int, int]]:
        """Spans that a BIO head tells: first word, last word."""
        return begun_spans(self._tagged(head), lean, bridged)

    def sureness(self, head: str, span: tuple[int, int]) -> float:
        """The mean probability, by a BIO head, that the words of a span stand inside one."""
        logits = self._tagged(head)[span[0] : span[1] + 1]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return 1 - float((odds[:, 0] / odds.sum(axis=1)).mean())

    def _tagged(self, head: str) -> Floats:
        at = 3 * SPAN_HEADS.index(head)
        return self.tags[:, at : at + 3]

    def score(
        self, relation: str, left: Ints, right: Ints, features: list[Ints], right_end: Ints | None = None
    ) -> Floats:
        """Probabilities (pairs, answers) of a relation from left words to right ones (to right_end)."""
        logits = self.weigh(relation, left, right, features, right_end)
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)

    def table(
        self, relation: str, lefts: Ints, rights: Ints, features: list[Ints], right_ends: Ints | None = None
    ) -> Floats:
        """As `score`, for each of `lefts` with each of `rights`: (lefts, rights, answers)."""
        scores = self.score(
            relation,
            np.repeat(lefts, len(rights)),
            np.tile(rights, len(lefts)),
            features,
            None if right_ends is None else np.tile(right_ends, len(lefts)),
        )
        return scores.reshape(len(lefts), len(rights), -1)

    def grid(
        self, relation: str, lefts: Ints, rights: Ints, features: list[Ints], right_ends: Ints
    ) -> Floats:
        """As `table`, for features as PairHead.grid takes them."""
        parts = VECTOR_SLICES[relation]
        stretch = self.vectors[rights, parts[1]] + self.vectors[right_ends, parts[2]]
        logits = self.heads[relation].grid(self.vectors[lefts, parts[0]], stretch, features)
        return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)

    def weigh(
        self, relation: str, left: Ints, right: Ints, features: list[Ints], right_end: Ints | None = None
    ) -> Floats:
        """As `score`, in logits."""
        parts = VECTOR_SLICES[relation]
        stretch = self.vectors[:, parts[1]][right]
        if right_end is not None:
            stretch += self.vectors[:, parts[2]][right_end]
        return self.heads[relation].scores(self.vectors[:, parts[0]][left], stretch, features)


# No part of an event and no source begins or ends with these, whatever the tags say at a span's edge.
_NEVER_FIRST = frozenset(["and", "or", "nor", "but"])
_NEVER_LAST = _NEVER_FIRST | frozenset(
    ["the", "a", "an", "of", "at", "by", "from", "to", "with", "in", "for"]
)
# A time or a number that touches another is the rest of it: "around" "11 a.m.".
_WHOLE = frozenset(["part:time", "part:quantity"])


def trimmed_spans(answers: Answers, head: str, lean: float = 0.0) -> list[tuple[int, int]]:
    """Spans of a BIO head (first word, last word) without loose function words and marks at their edges."""
    spans: list[tuple[int, int]] = []
    for start, end in answers.spans(head, lean):
        if head in _WHOLE and spans and spans[-1][1] == start - 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    trimmed = (_trimmed(answers.words, first, last) for first, last in spans)
    return [(first, last) for first, last in trimmed if first <= last]


def _trimmed(words: Words, first: int, last: int) -> tuple[int, int]:
    while first <= last and _is_loose(words, first, _NEVER_FIRST):
        first += 1
    while first <= last and _is_loose(words, last, _NEVER_LAST):
        last -= 1
    return first, last


def _is_loose(words: Words, at: int, loose: frozenset[str]) -> bool:
    form = words.text[words.starts[at] : words.ends[at]].lower()
    if form == "." and at and words.ends[at - 1] - words.starts[at - 1] == 1:
        return False  # the stop of an abbreviation: "around 11 a.m."
    return form in loose or not (form[0].isalnum() or form == "%")


def ask(network: Network, words: Words, heads: Mapping[str, PairHead]) -> Answers:
    """Run the network over a text's windows; each word is answered from the window that owns it."""
    tags = np.empty((len(words), TAG_WIDTH), dtype=np.float32)
    vectors = np.empty((len(words), VECTOR_WIDTH), dtype=np.float32)
    for window in cut_windows(words):
        some_tags, some_vectors = network.run(*window_inputs(words, window.first, window.last))
        own = slice(window.own_first, window.own_last + 1)
        there = slice(window.own_first - window.first, window.own_last + 1 - window.first)
        tags[own], vectors[own] = some_tags[there], some_vectors[there]
    return Answers(words=words, layout=Layout.of(words), tags=tags, vectors=vectors, heads=heads)


def window_inputs(words: Words, first: int, last: int) -> tuple[Ints, Ints, Ints]:
    """What Network.run takes for words first..last: pieces and shapes (L,), first pieces (W,)."""
    some = words.pieces[first : last + 1]
    sizes = np.array([len(pieces) for pieces in some])
    pieces = np.array([OPENING, *chain.from_iterable(some), CLOSING])
    shapes = np.zeros(len(pieces), dtype=np.int64)
    shapes[1:-1] = np.repeat(words.shapes[first : last + 1], sizes)
    return pieces, shapes, 1 + np.cumsum(sizes) - sizes
