"""Slices of a list in order of use: each begins after the last row of the one before, wherever that stands.

Nothing is counted off, so that the thousandth slice is as quick as the first; and what others accept in the
meantime moves nothing from one slice into another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Self, TypeVar
from uuid import UUID

from django.db.models import F, Q

from dateline.web.archive.models import Event, Incident, Review

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.web.archive.models.happenings import HappeningQuerySet

LENGTH = 50
"""Rows of a slice."""

_Row = TypeVar("_Row", Event, Incident)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice(Generic[_Row]):
    """Some rows, and from where the slices before and after it go on; empty where there is none."""

    rows: Sequence[_Row]
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a row stands in the list."""

    review: Review
    use: float
    id: UUID

    @classmethod
    def of(cls, row: Event | Incident) -> Self:
        """That of a row."""
        return cls(review=Review(row.review), use=row.use, id=row.pk)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """From an address; None where it is none."""
        try:
            review, use, key = written.split("~")
            return cls(review=Review(review), use=float(use), id=UUID(key))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.review.value}~{self.use!r}~{self.id.hex}"


def slice_of(
    found: HappeningQuerySet[_Row],
    reviews: Sequence[Review],
    *,
    after: str = "",
    before: str = "",
    length: int = LENGTH,
) -> Slice[_Row]:
    """The rows of `found` that come next after a spot of the list, or last before one.

    Args:
        found: What is listed, in no order.
        reviews: The reviews that are listed, in their order.
        after: The spot after which it begins; empty for the beginning.
        before: The spot before which it ends.
        length: How many rows there are at most.
    """
    if back := Spot.read(before):
        rows = _first(_stretches(found, reviews, back, backwards=True), length + 1)
        there = rows[:length][::-1]
        return _sliced(there, earlier=len(rows) > length, later=True)
    spot = Spot.read(after)
    rows = _first(_stretches(found, reviews, spot, backwards=False), length + 1)
    return _sliced(rows[:length], earlier=spot is not None, later=len(rows) > length)


def _sliced(rows: list[_Row], *, earlier: bool, later: bool) -> Slice[_Row]:
    return Slice(
        rows=rows,
        before=str(Spot.of(rows[0])) if rows and earlier else "",
        after=str(Spot.of(rows[-1])) if rows and later else "",
    )


def _first(stretches: Iterator[HappeningQuerySet[_Row]], count: int) -> list[_Row]:
    rows: list[_Row] = []
    for stretch in stretches:
        rows += stretch[: count - len(rows)]
        if len(rows) == count:
            break
    return rows


def _stretches(
    found: HappeningQuerySet[_Row], reviews: Sequence[Review], spot: Spot | None, *, backwards: bool
) -> Iterator[HappeningQuerySet[_Row]]:
    """The rows of each review by itself: within one, use and id are the order of an index of the table."""
    turn = list(reviews)[::-1] if backwards else list(reviews)
    if spot is not None:
        turn = turn[turn.index(spot.review) :] if spot.review in turn else []
    order = (F("use").asc(), "-id") if backwards else (F("use").desc(), "id")
    for review in turn:
        stretch = found.filter(review=review).order_by(*order)
        if spot is not None and review == spot.review:
            stretch = stretch.filter(_beyond(spot, backwards=backwards))
        yield stretch


def _beyond(spot: Spot, *, backwards: bool) -> Q:
    # The bound on use alone leads into the index; what has the very same use is told apart by the id.
    if backwards:
        return Q(use__gte=spot.use) & ~Q(use=spot.use, id__gte=spot.id)
    return Q(use__lte=spot.use) & ~Q(use=spot.use, id__lte=spot.id)
