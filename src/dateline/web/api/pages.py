"""Pages of lists by keyset: a page begins behind the last row of the one before, which the cursor names.

However far one reads, a page costs the same, and what is published meanwhile shifts nothing. A cursor tells
nothing but where the page before ended, so there is nothing in it to sign.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from dateline.web.archive.packing import storable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.http import HttpRequest

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column that a list is ordered by, and how its values stand in a cursor: all that fit are valid."""

    name: str
    pattern: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    nullable: bool = False


def by_id(name: str = "id") -> Column:
    """By an id."""
    return Column(name=name, pattern="[0-9a-f]{32}", write=lambda one: UUID(str(one)).hex, read=UUID)


def by_day(name: str, *, nullable: bool = False) -> Column:
    """By a day; those without one come last."""

    def read(number: str) -> date | None:
        if nullable and not int(number):
            return None
        return date.fromordinal(max(1, int(number)))

    return Column(
        name=name,
        pattern="[0-9]{1,6}",
        write=lambda day: str(day.toordinal() if day else 0),
        read=read,
        nullable=nullable,
    )


def by_moment(name: str) -> Column:
    """By a moment, to the microsecond."""
    return Column(
        name=name,
        pattern="[0-9]{1,16}",
        write=lambda at: str((at - _EPOCH) // timedelta(microseconds=1)),
        read=lambda number: _EPOCH + timedelta(microseconds=int(number)),
    )


def by_words(name: str) -> Column:
    """By words, which have to be the only column."""
    return Column(name=name, pattern="[^\\x00]{1,200}", write=str, read=storable)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list: by columns that together tell its rows apart, the first of which may be empty."""

    columns: tuple[Column, ...]
    descending: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(one.name for one in self.columns)

    @property
    def pattern(self) -> str:
        """What every cursor of this order looks like."""
        return f"^{'-'.join(one.pattern for one in self.columns)}$"

    def cursor(self, row: Sequence[Any]) -> str:
        """The cursor of the page behind a row, by the row's values of the columns."""
        return "-".join(one.write(value) for one, value in zip(self.columns, row, strict=False))

    def behind(self, rows: QuerySet[Any, Any], cursor: str) -> Iterator[QuerySet[Any, Any]]:
        """The rows behind a cursor ("": all) in order: one query set after the other."""
        parts = cursor.split("-", len(self.columns) - 1) if cursor else []
        values = [one.read(part) for one, part in zip(self.columns, parts, strict=False)]
        first = self.columns[0]
        if not first.nullable:
            yield self._sorted(rows, self.columns, values)
            return
        # Databases differ in where they put what is empty, and an index is read in its order alone.
        if not values or values[0] is not None:
            yield self._sorted(rows.filter(**{f"{first.name}__isnull": False}), self.columns, values)
        rest = values[1:] if values and values[0] is None else []
        yield self._sorted(rows.filter(**{f"{first.name}__isnull": True}), self.columns[1:], rest)

    def _sorted(
        self, rows: QuerySet[Any, Any], columns: Sequence[Column], values: Sequence[Any]
    ) -> QuerySet[Any, Any]:
        way, sign = ("lt", "-") if self.descending else ("gt", "")
        if values:
            behind, same = Q(), Q()
            for one, value in zip(columns, values, strict=True):
                behind |= same & Q(**{f"{one.name}__{way}": value})
                same &= Q(**{one.name: value})
            rows = rows.filter(Q(**{f"{columns[0].name}__{way}e": values[0]}) & behind)
        return rows.order_by(*(f"{sign}{one.name}" for one in columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The rows of a page, by the columns of its order and `also`; `next` is the cursor behind it, or ""."""

    rows: tuple[tuple[Any, ...], ...]
    next: str

    @property
    def key(self) -> str:
        """All that the rows say, and whether there are more, as a tag is made of it."""
        return hashlib.sha256(repr((self.rows, bool(self.next))).encode()).hexdigest()


def page_of(
    rows: QuerySet[Any, Any] | Sequence[str],
    order: Order,
    *,
    cursor: str,
    limit: int,
    also: Sequence[str] = (),
) -> Page:
    """A page of a list: `limit` rows behind `cursor`, in one query, or two where some rows lack a value.

    Words come in their order, and are cut without any.
    """
    if not isinstance(rows, QuerySet):
        first = bisect_right(rows, order.columns[0].read(cursor)) if cursor else 0
        words = tuple((word,) for word in rows[first : first + limit])
        return Page(rows=words, next=order.cursor(words[-1]) if first + limit < len(rows) else "")
    found: list[tuple[Any, ...]] = []
    for part in order.behind(rows, cursor):
        found += part.values_list(*order.names, *also)[: limit + 1 - len(found)]
        if len(found) > limit:
            break
    more = len(found) > limit
    return Page(rows=tuple(found[:limit]), next=order.cursor(found[limit - 1]) if more else "")


def next_url(request: HttpRequest, page: Page) -> str | None:
    """The address of the page behind one, with all filters; None behind the last."""
    if not page.next:
        return None
    params = request.GET.copy()
    params["cursor"] = page.next
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
