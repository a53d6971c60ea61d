"""Listing: the newest of some incidents, a page at a time, each after the last incident of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

import numpy as np

from dateline.web.press.atlas.columns import NO_DAY, halves_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.web.press.atlas.choosing import Choice
    from dateline.web.press.atlas.columns import Columns, Rows
    from dateline.web.press.atlas.totals import OfDays

_EPOCH = date(1970, 1, 1)
_EVER = np.iinfo(np.int32).max


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
        return cls.of(date.fromisoformat(day) if day else None, UUID(key))

    @classmethod
    def of(cls, day: date | None, key: UUID) -> Self:
        """After an incident that began on a day, or of which no day is known."""
        return cls(day=(day - _EPOCH).days if day else NO_DAY, key=key.bytes)

    def __str__(self) -> str:
        """As an address has it."""
        day = "" if self.day == NO_DAY else (_EPOCH + timedelta(days=self.day)).isoformat()
        return f"{day}~{UUID(bytes=self.key)}"


def newest(
    columns: Columns,
    choice: Choice,
    totals: OfDays,
    number: int,
    *,
    after: Mark | None = None,
    skipped: int = 0,
) -> tuple[list[UUID], Mark | None]:
    """The ids of the newest of some incidents, by the days on which they began; and the next page's mark.

    Args:
        columns: Where they are.
        choice: Which of them.
        totals: Theirs.
        number: How many at most.
        after: The last one of the page before.
        skipped: How many of these are not named.
    """
    # The days of the page are found first, so that no more than what is of these has to be put in order.
    least, most = _days_of(columns, totals, number, after)
    start = columns["start"]
    rows = np.flatnonzero((start >= least) & (start <= most) & choice.mask)
    start = start[rows]
    if after is not None:
        kept = _after(columns, rows, start, after)
        rows, start = rows[kept], start[kept]
    order = np.lexsort((columns["low"][rows], columns["high"][rows], start))[::-1]
    page = [UUID(bytes=key) for key in columns.ids(rows[order[skipped:number]])]
    if len(order) <= number:
        return page, None
    last = order[number - 1]
    (key,) = columns.ids(rows[[last]])
    return page, Mark(day=int(start[last]), key=key)


def _days_of(columns: Columns, totals: OfDays, number: int, after: Mark | None) -> tuple[int, int]:
    """The first and the last day between which the page lies, and one incident more."""
    days = columns.days.known[: len(totals.number)]
    order = np.argsort(-days)
    order = order[totals.number[order] > 0]
    most = _EVER if after is None else after.day
    # Some of the day of the mark are on pages before; so it is not counted.
    order = order[days[order] < most]
    enough = np.flatnonzero(np.cumsum(totals.number[order]) > number)
    return (int(days[order[enough[0]]]) if len(enough) else NO_DAY), most


def _after(columns: Columns, rows: Rows, start: NDArray[Any], mark: Mark) -> NDArray[np.bool_]:
    before = start < mark.day
    same = np.flatnonzero(start == mark.day)
    high, low = columns["high"][rows[same]], columns["low"][rows[same]]
    its_high, its_low = (one[0] for one in halves_of(np.array([mark.key], "S16")))
    before[same] = (high < its_high) | ((high == its_high) & (low < its_low))
    return before
