"""Vocabulary: words of a column, each as a small number, and what the words are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Vocabulary:
    """Words by number and numbers by word; "" is 0."""

    def __init__(self, words: Sequence[str] = ("",), names: Sequence[str] = ("",)) -> None:
        """With some words, and what each is called on screens."""
        self.words, self.names = list(words), list(names)
        self._at = {word: code for code, word in enumerate(self.words)}

    def __len__(self) -> int:
        """How many there are."""
        return len(self.words)

    def codes(self, words: Sequence[str], names: Sequence[str] | None = None) -> NDArray[Any]:
        """The numbers of some words; new ones get one."""
        for nth, word in enumerate(words):
            if word not in self._at:
                self._at[word] = len(self.words)
                self.words.append(word)
                self.names.append(names[nth] if names else word)
        return np.fromiter((self._at[word] for word in words), "i4", len(words))

    def known(self, words: Iterable[str]) -> list[int]:
        """The numbers of those that are there."""
        return [self._at[word] for word in words if word in self._at]
