"""Totals: what adds up of many incidents, by the ground on which they lie, by day, and by what they are.

summed(columns, choice, OfGrounds) -> those of some incidents

Those of all incidents are kept beside the columns and follow each change (`changing`). What is chosen is then
never summed up over more than half of all: what is left out is taken off instead.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self, TypeVar

import numpy as np

from dateline.web.press.atlas.columns import GRADES, KINDS, TOLLS
from dateline.web.press.atlas.tolls import Tolls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from dateline.web.press.atlas.choosing import Choice
    from dateline.web.press.atlas.columns import Columns, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Totals:
    """Arrays that add up, group by group."""

    def plus(self, other: Self, *, times: int = 1) -> Self:
        """With those of other rows; `times` is -1 to take them off."""
        return type(self)(**{one.name: _plus(self, other, one.name, times) for one in fields(self)})

    @classmethod
    def of(cls, columns: Columns, rows: Rows) -> Self:
        """Those of some rows."""
        raise NotImplementedError


_Of = TypeVar("_Of", bound=_Totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfGrounds(_Totals):
    """By ground: how many there are of each grade, and their tolls."""

    grades: NDArray[Any]
    tolls: Tolls

    @classmethod
    def of(cls, columns: Columns, rows: Rows) -> Self:
        """Those of some rows."""
        spots = columns["spot"].take(rows)
        count = len(columns.grounds)
        numbers = np.bincount(spots, minlength=count * len(GRADES) * TOLLS).reshape(count, len(GRADES), TOLLS)
        tolls = Tolls.of(columns, rows, spots // (len(GRADES) * TOLLS), numbers.sum(axis=1))
        return cls(grades=numbers.sum(axis=2), tolls=tolls)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDays(_Totals):
    """By day: how many began on it, and their tolls."""

    number: NDArray[Any]
    tolls: Tolls

    @classmethod
    def of(cls, columns: Columns, rows: Rows) -> Self:
        """Those of some rows."""
        days = columns["day"].take(rows)
        numbers = np.bincount(days, minlength=len(columns.days) * TOLLS).reshape(-1, TOLLS)
        return cls(number=numbers.sum(axis=1), tolls=Tolls.of(columns, rows, days // TOLLS, numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKinds(_Totals):
    """By type, grade, standing and precision as one number; by country, and whether they have a point."""

    kinds: NDArray[Any]
    lands: NDArray[Any]

    @classmethod
    def of(cls, columns: Columns, rows: Rows) -> Self:
        """Those of some rows."""
        return cls(
            kinds=np.bincount(columns["kind"].take(rows), minlength=KINDS),
            lands=np.bincount(columns["land"].take(rows), minlength=2 * len(columns.countries)).reshape(
                -1, 2
            ),
        )


def summed(columns: Columns, choice: Choice, of: type[_Of]) -> _Of:
    """The totals of some incidents."""
    if not choice.left_out:
        return of.of(columns, choice.few)
    if of not in columns.totals:
        columns.totals[of] = of.of(columns, np.flatnonzero(columns["alive"]))
    whole: _Of = columns.totals[of]
    return whole.plus(of.of(columns, choice.few), times=-1) if len(choice.few) else whole


@contextmanager
def changing(columns: Columns, keys: Sequence[bytes]) -> Iterator[None]:
    """Have the totals of all incidents follow while those of some ids are written anew."""
    before = {of: of.of(columns, columns.alive(keys)) for of in columns.totals}
    yield
    for of, was in before.items():
        is_now = of.of(columns, columns.alive(keys))
        columns.totals[of] = columns.totals[of].plus(was, times=-1).plus(is_now)


def _plus(one: Any, other: Any, name: str, times: int) -> Any:  # noqa: ANN401 -- an array, or more totals
    mine, its = getattr(one, name), getattr(other, name)
    if isinstance(mine, Tolls):
        return Tolls(**{field.name: _plus(mine, its, field.name, times) for field in fields(Tolls)})
    # What is new since has groups of its own, behind the others.
    longer, shorter = (mine, its * times) if len(mine) >= len(its) else (its * times, mine)
    added = longer.copy()
    added[: len(shorter)] += shorter
    return added
