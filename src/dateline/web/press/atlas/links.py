"""Links: which incidents have which actors, or which sources; as pairs of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.web.press.atlas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_NONE = 0  # the number of the word "": a pair with it links nothing any more


class Links:
    """Pairs of a row and a word. For a word, millions are gone through in some milliseconds.

    The first lie in the order of their rows, so that those of a row are found; what came later lies behind.
    """

    def __init__(self, words: Vocabulary | None = None, pairs: NDArray[Any] | None = None) -> None:
        """With pairs of rows and codes of words, two columns in the order of rows."""
        self.words = words or Vocabulary()
        self._pairs = np.zeros((2, 0), "i4") if pairs is None else pairs
        self._size = self._sorted = self._pairs.shape[1]

    @property
    def pairs(self) -> NDArray[Any]:
        """All pairs, in the order of rows."""
        pairs = self._pairs[:, : self._size]
        pairs = pairs[:, pairs[1] != _NONE]
        return pairs[:, np.argsort(pairs[0], kind="stable")]

    @property
    def room(self) -> int:
        """How much room they take."""
        return self._pairs.nbytes

    def put(self, rows: NDArray[Any], linked: Sequence[tuple[int, str]]) -> None:
        """Write the links of some rows anew.

        Args:
            rows: All rows that are written anew, those without links too.
            linked: Pairs of a row and a word.
        """
        self._pairs[1, self._of(rows)] = _NONE
        codes = self.words.codes([word for _, word in linked])
        added = np.array([[row for row, _ in linked], codes], "i4").reshape(2, -1)
        added = added[:, np.argsort(added[0], kind="stable")]
        size = self._size + added.shape[1]
        if size > self._pairs.shape[1]:
            more = np.zeros((2, size * 5 // 4 + 1024), "i4")
            more[:, : self._size] = self._pairs[:, : self._size]
            self._pairs = more
        self._pairs[:, self._size : size] = added
        last = self._pairs[0, self._sorted - 1] if self._sorted else -1
        if self._sorted == self._size and (added[0] > last).all():
            self._sorted = size
        self._size = size

    def among(self, alive: NDArray[np.bool_]) -> NDArray[Any]:
        """The pairs of some rows, in no order."""
        pairs = self._pairs[:, : self._size]
        return pairs[:, np.flatnonzero((pairs[1] != _NONE) & alive.take(pairs[0]))]

    def having(self, words: Iterable[str], size: int) -> NDArray[np.bool_]:
        """Which of so many rows have one of some words."""
        mask = np.zeros(size, bool)
        for code in self.words.known(words):
            if code != _NONE:
                mask[self._pairs[0].take(np.flatnonzero(self._pairs[1, : self._size] == code))] = True
        return mask

    def _of(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Where the pairs of some rows are."""
        known = self._pairs[0, : self._sorted]
        first, last = (np.searchsorted(known, rows.astype("i4"), side) for side in ("left", "right"))
        number = last - first
        within = np.arange(number.sum()) - np.repeat(np.cumsum(number) - number, number)
        behind = self._sorted + np.flatnonzero(np.isin(self._pairs[0, self._sorted : self._size], rows))
        return np.concatenate([np.repeat(first, number) + within, behind])
