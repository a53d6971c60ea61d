"""Links: which incidents have which actors, or which sources; as pairs of numbers, in no order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.web.press.atlas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Links:
    """Pairs of a row and a word. Millions are gone through in some milliseconds, so they have no order."""

    def __init__(self, words: Vocabulary | None = None, pairs: NDArray[Any] | None = None) -> None:
        """With pairs of rows and codes of words, two columns."""
        self.words = words or Vocabulary()
        self.pairs = np.zeros((2, 0), "i4") if pairs is None else pairs

    def put(self, rows: NDArray[Any], linked: Sequence[tuple[int, str]], size: int) -> None:
        """Write the links of some rows anew.

        Args:
            rows: All rows that are written anew, those without links too.
            linked: Pairs of a row and a word.
            size: How many rows there are.
        """
        kept = self.pairs
        if kept.shape[1]:
            anew = np.zeros(size, bool)
            anew[rows] = True
            stale = anew[kept[0]]
            kept = kept[:, ~stale] if stale.any() else kept
        codes = self.words.codes([word for _, word in linked])
        added = np.array([[row for row, _ in linked], codes], "i4").reshape(2, -1)
        self.pairs = np.concatenate([kept, added], axis=1)

    def having(self, words: Iterable[str], size: int) -> NDArray[np.bool_]:
        """Which of so many rows have one of some words."""
        mask = np.zeros(size, bool)
        for code in self.words.known(words):
            mask[self.pairs[0][self.pairs[1] == code]] = True
        return mask
