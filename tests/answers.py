"""Answers made by hand: an engine that weighs what a test says, and decides as the compact engine does."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from dateline.coding.compact import CompactEngine
from dateline.coding.compact.answers import Answers
from dateline.coding.compact.features import Layout
from dateline.coding.compact.labels import LINKS, SPAN_HEADS, STATUSES, TAG_SLICES, TAG_WIDTH, TYPES
from dateline.coding.compact.pairs import RELATIONS, VECTOR_SLICES, VECTOR_WIDTH, PairHead
from dateline.coding.compact.thresholds import Thresholds
from dateline.coding.compact.tokens import Words
from dateline.coding.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.coding.compact.pairs import Floats, Ints
    from dateline.domain import EventType, Status

_NEVER = -8.0  # the logit of what no test speaks of


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Chances by words; where words stand more than once, their first place is meant.

    `types`: of each mention, by type. `spans`: words by span head ("part:agent", "cue"). `links`: (mention,
    "agent" or an effect, words). `same`: (mention, later mention). `said`: (cue, source). `by`: (mention,
    cue). `suffer`: (quantity, victims). `contents`: first and last word of each cue's content.
    """

    types: Mapping[str, Mapping[EventType, float]]
    statuses: Mapping[str, Status] = field(default_factory=dict)
    spans: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[tuple[str, str, str], float] = field(default_factory=dict)
    same: Mapping[tuple[str, str], float] = field(default_factory=dict)
    said: Mapping[tuple[str, str], float] = field(default_factory=dict)
    by: Mapping[tuple[str, str], float] = field(default_factory=dict)
    suffer: Mapping[tuple[str, str], float] = field(default_factory=dict)
    contents: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandMadeEngine(CompactEngine):
    """The compact engine with its network's answers told by a test; `sections` parts texts at these words."""

    told: Told
    sections: tuple[str, ...] = ()

    def answers(self, text: str) -> Iterator[Answers]:
        """The told answers for the text, section by section."""
        words = _words(text)
        cuts = [0, *(_first(words, cut) for cut in self.sections), len(words)]
        for first, end in pairwise(cuts):
            yield _Made(words.part(first, end - 1), self.told).answers()


def hand_made(
    told: Told, *, sections: tuple[str, ...] = (), limits: Thresholds | None = None
) -> HandMadeEngine:
    """An engine that gives the answers `told`."""
    return HandMadeEngine(
        name="made by hand",
        tokenizer=Tokenizer(WordLevel({}, "?")),
        network=_NoNetwork(),
        heads={},
        limits=limits or Thresholds(),
        told=told,
        sections=sections,
    )


class _NoNetwork:
    """Stands where the engine's network would."""

    def run(self, pieces: Ints, shapes: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        raise AssertionError(f"no network: {pieces}, {shapes}, {firsts}")


class _Made:
    """Fills tags and vectors so that the heads give what is told.

    In each relation a left stretch has a 1 where the number of its words says, a right one the logit there.
    """

    def __init__(self, words: Words, told: Told) -> None:
        self.words = words
        self.told = told
        self.tags = np.full((len(words), TAG_WIDTH), _NEVER, dtype=np.float32)
        self.vectors = np.zeros((len(words), VECTOR_WIDTH), dtype=np.float32)

    def answers(self) -> Answers:
        self._tag()
        mentions = list(self.told.types)
        for (mention, link, words), chance in self.told.links.items():
            self._relate(
                "link", mention, words, chance, mentions.index(mention) * len(LINKS) + LINKS.index(link)
            )
        for relation in ("same", "by", "said", "suffer"):
            pairs = getattr(self.told, relation)
            lefts = list(dict.fromkeys(left for left, _ in pairs))
            for (left, right), chance in pairs.items():
                self._relate(relation, left, right, chance, lefts.index(left))
        for number, (cue, ends) in enumerate(self.told.contents.items()):
            for relation, words in zip(("opens", "closes"), ends, strict=True):
                self._relate(relation, cue, words, 1.0, number)
        heads = {name: _head(name) for name in RELATIONS}
        layout = Layout.of(self.words)
        return Answers(words=self.words, layout=layout, tags=self.tags, vectors=self.vectors, heads=heads)

    def _tag(self) -> None:
        for head in range(len(SPAN_HEADS)):
            self.tags[:, 3 * head] = 0
        for name, every in self.told.spans.items():
            at = 3 * SPAN_HEADS.index(name)
            for words in every:
                for nth, word in enumerate(self._range(words)):
                    self.tags[word, at + (2 if nth else 1)] = 8
        types, statuses = TAG_SLICES["types"], TAG_SLICES["status"]
        self.tags[:, types] = 2 * _NEVER
        self.tags[:, types.start] = 0
        for mention, chances in self.told.types.items():
            for word in self._range(mention)[:1]:
                self.tags[word, types.start] = np.log(max(1 - sum(chances.values()), 1e-4))
                for kind, chance in chances.items():
                    self.tags[word, types.start + 1 + TYPES.index(kind)] = np.log(chance)
                status = self.told.statuses.get(mention, STATUSES[0])
                self.tags[word, statuses.start + STATUSES.index(status)] = 0

    def _relate(self, relation: str, left: str, right: str, chance: float, dimension: int) -> None:
        lefts, rights = self._range(left), self._range(right)
        if lefts and rights:
            parts = VECTOR_SLICES[relation]
            odds = np.log(min(chance, 0.9999) / (1 - min(chance, 0.9999)))
            self.vectors[lefts[0], parts[0].start + dimension] = 1
            self.vectors[rights[-1 if relation == "closes" else 0], parts[1].start + dimension] = (
                odds - _NEVER
            )

    def _range(self, words: str) -> list[int]:
        """The numbers of the words; none where they stand in another section."""
        start = self.words.text.index(words)
        found = self.words.covering(start, start + len(words))
        if not found or self.words.starts[found[0]] != start:
            return []
        return list(range(found[0], found[1] + 1))


def _head(name: str) -> PairHead:
    relation = RELATIONS[name]
    product = np.zeros((relation.hidden, relation.answers), dtype=np.float32)
    for dimension in range(relation.hidden):
        product[dimension, dimension % relation.answers] = 1
    arrays: dict[str, Floats] = {
        f"{name}.table.{i}": np.zeros((size, relation.hidden), dtype=np.float32)
        for i, size in enumerate(relation.features)
    }
    arrays |= {
        f"{name}.deep": np.zeros((relation.hidden, relation.answers), dtype=np.float32),
        f"{name}.product": product,
        f"{name}.bias": np.full(relation.answers, _NEVER, dtype=np.float32),
    }
    return PairHead.load(name, arrays)


def _words(text: str) -> Words:
    found = [match.span() for match in re.finditer(r"\w+(?:-\w+)*|[^\w\s]", text)]
    ends = [end for _, end in sentence_spans(text)]
    return Words(
        text=text,
        starts=[start for start, _ in found],
        ends=[end for _, end in found],
        pieces=[[0] for _ in found],
        shapes=[0 for _ in found],
        sentences=[sum(end <= start for end in ends) for start, _ in found],
    )


def _first(words: Words, some: str) -> int:
    found = words.covering(words.text.index(some), words.text.index(some) + 1)
    assert found is not None
    return found[0]
