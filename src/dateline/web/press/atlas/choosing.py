"""Choosing: some of all incidents, as a mask over the rows and as the rows that are gone through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.web.press.atlas.columns import Columns, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Some of the incidents that are alive.

    `few` are its rows; or the rows that it leaves out, if `left_out`, where these are fewer: what adds up is
    never added up over more than half of all.
    """

    mask: NDArray[np.bool_]
    few: Rows
    left_out: bool

    @classmethod
    def of(cls, columns: Columns, mask: NDArray[np.bool_]) -> Self:
        """Those in a mask, all of which are alive."""
        left_out = int(np.count_nonzero(mask)) * 2 > len(columns)
        few = np.flatnonzero(columns["alive"] & ~mask if left_out else mask)
        return cls(mask=mask, few=few, left_out=left_out)

    def rows(self) -> Rows:
        """All its rows."""
        return np.flatnonzero(self.mask) if self.left_out else self.few

    def on(self, columns: Columns, grounds: NDArray[np.bool_]) -> Rows:
        """The rows of those that lie on one of some grounds."""
        if self.left_out:
            return np.flatnonzero(self.mask & columns.on(grounds, None))
        return self.few.compress(columns.on(grounds, self.few))

    def within(self, columns: Columns, grounds: NDArray[np.bool_]) -> Self:
        """Those that lie on one of some grounds."""
        mask = np.zeros(columns.size, bool)
        mask[self.on(columns, grounds)] = True
        return self.of(columns, mask)
