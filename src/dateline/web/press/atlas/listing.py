"""Listing: the newest of some incidents, a page at a time, each after the last incident of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

import numpy as np

from dateline.web.press.atlas.columns import NO_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.web.press.atlas.columns import Columns, Rows

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a page begins: after the incident `key`, which began on `day` (NO_DAY where none is known)."""

    day: int
    key: bytes

    @classmethod
    def read(cls, written: str) -> Self:
        """A mark as an address has it: "2018-05-20~<id>", "~<id>" where no day is known.

        Raises:
            ValueError: It is none.
        """
        day, sign, key = written.partition("~")
        if not sign:
            raise ValueError(written)
        number = (date.fromisoformat(day) - _EPOCH).days if day else NO_DAY
        return cls(day=number, key=UUID(key).bytes)

    def __str__(self) -> str:
        """As an address has it."""
        day = "" if self.day == NO_DAY else (_EPOCH + timedelta(days=self.day)).isoformat()
        return f"{day}~{UUID(bytes=self.key)}"


def newest(
    columns: Columns, rows: Rows, number: int, after: Mark | None = None
) -> tuple[list[UUID], Mark | None]:
    """The ids of the newest of some rows, by the day on which they began; and where the next page begins.

    Args:
        columns: Where they are.
        rows: Which of them.
        number: How many at most.
        after: The last one of the page before.
    """
    if after is not None:
        rows = _after(columns, rows, after)
    start = columns["start"][rows]
    if len(rows) > number + 1:
        # The days of the page are found first, so that no more than what is of these has to be put in order.
        least = -np.partition(-start.astype("i8"), number)[number]
        near = start >= least
        rows, start = rows[near], start[near]
    high, low = halves_of(columns["key"][rows])
    order = np.lexsort((low, high, start))[::-1][: number + 1]
    page = columns.ids(rows[order])
    if len(page) <= number:
        return [UUID(bytes=key) for key in page], None
    last = order[number - 1]
    mark = Mark(day=int(start[last]), key=page[number - 1])
    return [UUID(bytes=key) for key in page[:number]], mark


def _after(columns: Columns, rows: Rows, mark: Mark) -> Rows:
    start = columns["start"][rows]
    before = start < mark.day
    same = np.flatnonzero(start == mark.day)
    before[same] = columns["key"][rows[same]] < np.bytes_(mark.key)
    return rows[before]


def halves_of(keys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Ids as two numbers each, the higher half first."""
    halves = np.ascontiguousarray(keys).view(">u8").reshape(-1, 2)
    return halves[:, 0].astype("u8"), halves[:, 1].astype("u8")
