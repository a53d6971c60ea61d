"""Tolls: how many people were killed in many incidents, by whatever they are put together by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from dateline.web.press.atlas.columns import NOT_TOLD, OPEN, RANGE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.web.press.atlas.columns import Columns, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolls:
    """By group: the least, the best, the most; how many incidents tell of any, how many name no most."""

    least: NDArray[Any]
    best: NDArray[Any]
    most: NDArray[Any]
    told: NDArray[Any]
    opened: NDArray[Any]

    @classmethod
    def of(cls, columns: Columns, rows: Rows, groups: NDArray[Any], numbers: NDArray[Any]) -> Self:
        """Those of some rows.

        Args:
            columns: Where they are.
            rows: Which of them.
            groups: The group of each of these, from 0.
            numbers: By group, how many of these have each kind of toll.
        """
        count = len(numbers)
        best = np.bincount(groups, columns["killed_best"].take(rows), count)
        # Most tell one number: what is less or more than it is looked at only where there is any.
        wide = np.flatnonzero(columns["toll"].take(rows) > RANGE)
        within, them = groups.take(wide), rows.take(wide)
        middle = columns["killed_best"].take(them)
        return cls(
            least=best - np.bincount(within, middle - columns["killed_min"].take(them), count),
            best=best,
            most=best + np.bincount(within, columns["killed_max"].take(them) - middle, count),
            told=numbers.sum(axis=1) - numbers[:, NOT_TOLD],
            opened=numbers[:, OPEN],
        )

    def joined(self, groups: NDArray[Any], count: int) -> Self:
        """The same by greater groups.

        Args:
            groups: By group, the greater one that it is in.
            count: How many of these there are.
        """
        names = ("least", "best", "most", "told", "opened")
        return type(self)(**{name: np.bincount(groups, getattr(self, name), count) for name in names})

    def at(self, groups: NDArray[Any]) -> Self:
        """Those of some of the groups."""
        names = ("least", "best", "most", "told", "opened")
        return type(self)(**{name: getattr(self, name)[groups] for name in names})

    def ranges(self) -> list[tuple[int, int, int] | None]:
        """The least, the best and the most of each group; None where nobody tells."""
        numbers = zip(*(one.astype(int).tolist() for one in (self.least, self.best, self.most)), strict=True)
        return [three if told else None for three, told in zip(numbers, self.told.tolist(), strict=True)]
