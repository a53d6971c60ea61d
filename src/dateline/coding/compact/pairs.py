"""The pair heads: what the model weighs about two stretches of words, and how.

Each relation scores a left stretch against a right one by a small network over projected word
vectors and a few features (distance in words, in sentences, ...): `relu(left + right + features)`
and `left * right`, each through one linear layer. The same tables serve training (torch) and
reading (numpy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from dateline.coding.compact.labels import CHANNELS, LINKS, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]

_STEPS = np.array([1, 2, 3, 5, 8, 13, 21, 41, 81])  # lower bounds of the classes of distance in words
DISTANCES = 2 * len(_STEPS) + 1
_FAR_SENTENCES = 5
SENTENCE_GAPS = 2 * _FAR_SENTENCES + 1
MOST_BETWEEN = 5
_TWO = 2  # classes of a feature that is either so or not


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One pair head: the width of its hidden layer, the sizes of its feature tables, its answers.

    `spans` tells whether the right stretch is known by its first and last word (two projections)
    or by one vector.
    """

    hidden: int
    features: tuple[int, ...]
    answers: int = 1
    spans: bool = False

    @property
    def width(self) -> int:
        """How many projected numbers the relation takes for each word."""
        return self.hidden * (3 if self.spans else 2)


RELATIONS: dict[str, Relation] = {
    # mention -> candidate span: roles, effects on a quantity, total
    "link": Relation(
        hidden=160,
        features=(DISTANCES, SENTENCE_GAPS, MOST_BETWEEN + 1, len(TYPES), 2, 3, *(2 for _ in CHANNELS)),
        answers=len(LINKS),
        spans=True,
    ),
    # mention -> later mention: one happening
    "same": Relation(
        hidden=64, features=(DISTANCES, SENTENCE_GAPS, MOST_BETWEEN + 1, len(TYPES), len(TYPES), 2, 2)
    ),
    # mention -> cue: the event stands under this attribution
    "by": Relation(hidden=64, features=(DISTANCES, SENTENCE_GAPS, 3)),
    # cue -> source span
    "said": Relation(hidden=64, features=(DISTANCES, SENTENCE_GAPS, MOST_BETWEEN + 1), spans=True),
    # cue -> first and last word of the content
    "opens": Relation(hidden=64, features=(DISTANCES, SENTENCE_GAPS, 4, 2)),
    "closes": Relation(hidden=64, features=(DISTANCES, SENTENCE_GAPS, 4, 2)),
    # quantity -> victims span
    "suffer": Relation(hidden=48, features=(DISTANCES, SENTENCE_GAPS), spans=True),
}

VECTOR_SLICES: dict[str, tuple[slice, ...]] = {}
_at = 0
for _name, _relation in RELATIONS.items():
    _parts = []
    for _ in range(_relation.width // _relation.hidden):
        _parts.append(slice(_at, _at + _relation.hidden))
        _at += _relation.hidden
    VECTOR_SLICES[_name] = tuple(_parts)
VECTOR_WIDTH: int = _at


def distances(left: Ints, right: Ints) -> Ints:
    """Classes of signed distance in words, 0 .. DISTANCES - 1."""
    gap = right - left
    step = np.searchsorted(_STEPS, np.abs(gap), side="right")
    classes: Ints = len(_STEPS) + np.sign(gap) * step
    return classes


def sentence_gaps(left: Ints, right: Ints) -> Ints:
    """Classes of signed distance in sentences, 0 .. SENTENCE_GAPS - 1."""
    classes: Ints = np.clip(right - left, -_FAR_SENTENCES, _FAR_SENTENCES) + _FAR_SENTENCES
    return classes


def between(left: Ints, right: Ints, marks: Ints) -> Ints:
    """How many of the sorted `marks` lie strictly between left and right, at most MOST_BETWEEN."""
    low, high = np.minimum(left, right), np.maximum(left, right)
    count = np.searchsorted(marks, high, side="left") - np.searchsorted(marks, low, side="right")
    classes: Ints = np.clip(count, 0, MOST_BETWEEN)
    return classes


@dataclass(frozen=True, slots=True, kw_only=True)
class PairHead:
    """The trained tables of one relation.

    `sizes` are the classes of each feature. Shapes: `tables[f]` is (size of feature f, hidden), for features
    of more than two classes; `base` (hidden,) is what all features of two classes add for class 0, `switches`
    (such features, hidden) what class 1 adds to it; `deep` and `product` (hidden, answers); `bias`
    (answers,).
    """

    sizes: tuple[int, ...]
    tables: tuple[Floats, ...]
    base: Floats
    switches: Floats
    deep: Floats
    product: Floats
    bias: Floats

    @classmethod
    def load(cls, name: str, arrays: Mapping[str, Floats]) -> PairHead:
        """The head of relation `name` out of a weights archive.

        Raises:
            KeyError: The archive lacks a table of the head.
        """
        relation = RELATIONS[name]
        tables = [arrays[f"{name}.table.{i}"] for i in range(len(relation.features))]
        pairs = np.zeros((0, 2, relation.hidden), dtype=np.float32)
        pairs = np.concatenate([pairs, *(table[None] for table in tables if len(table) == _TWO)])
        return cls(
            sizes=relation.features,
            tables=tuple(table for table in tables if len(table) != _TWO),
            base=pairs[:, 0].sum(axis=0),
            switches=pairs[:, 1] - pairs[:, 0],
            deep=arrays[f"{name}.deep"],
            product=arrays[f"{name}.product"],
            bias=arrays[f"{name}.bias"],
        )

    def scores(self, left: Floats, right: Floats, features: list[Ints]) -> Floats:
        """Logits (pairs, answers) for left and right (pairs, hidden) and classes of features (pairs,)."""
        hidden = left + right
        larger = [classes for classes, size in zip(features, self.sizes, strict=True) if size != _TWO]
        for table, classes in zip(self.tables, larger, strict=True):
            hidden += table[classes]
        if len(self.switches):
            on = [classes for classes, size in zip(features, self.sizes, strict=True) if size == _TWO]
            hidden += np.stack(on, axis=1).astype(np.float32) @ self.switches + self.base
        np.maximum(hidden, 0, out=hidden)
        return np.asarray(hidden @ self.deep + (left * right) @ self.product + self.bias, dtype=np.float32)

    def grid(self, left: Floats, right: Floats, features: list[Ints]) -> Floats:
        """Logits (M, C, answers) for each of left (M, hidden) with each of right (C, hidden).

        As `scores`, but what a feature of one side adds is added once for all its pairs. Features are
        (M, C), (M, 1) or (1, C).
        """
        ours, theirs, both = left.copy(), right + self.base, []
        tables, switches = iter(self.tables), iter(self.switches)
        for classes, size in zip(features, self.sizes, strict=True):
            table = next(tables) if size != _TWO else np.stack([self.base * 0, next(switches)])
            if classes.shape[1] == 1:
                ours += table[classes[:, 0]]
            elif classes.shape[0] == 1:
                theirs += table[classes[0]]
            else:
                both.append((table, classes))
        hidden = ours[:, None] + theirs
        for table, classes in both:
            hidden += table[classes]
        np.maximum(hidden, 0, out=hidden)
        deep = hidden.reshape(-1, hidden.shape[2]) @ self.deep
        product = ((left[:, None] * self.product.T) @ right.T).swapaxes(1, 2)
        return np.asarray(deep.reshape(product.shape) + product + self.bias, dtype=np.float32)
