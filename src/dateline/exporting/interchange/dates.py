"""Dates as interchange, and back: each as exact as its words."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.domain import DateRange, Precision

if TYPE_CHECKING:
    from dateline.exporting.interchange.node import Node


def write_date(dated: DateRange) -> dict[str, str]:
    """A date with its two ends, as ISO days, months or years, and its precision."""
    return {
        "start": _bound(dated.start, dated, first=True),
        "end": _bound(dated.end, dated, first=False),
        "precision": dated.precision.value,
    }


def read_date(node: Node) -> DateRange:
    """The date that an object of `start`, `end` and `precision` holds."""
    precision = node.key("precision").code(Precision)
    start = node.key("start").build(_first_day, node.key("start").text())
    end = node.key("end").build(_last_day, node.key("end").text())
    return node.build(lambda days: DateRange(start=days[0], end=days[1], precision=precision), (start, end))


def read_day(node: Node) -> date | None:
    """An ISO day, or None for null."""
    written = node.text_or_none()
    return node.build(date.fromisoformat, written) if written else None


def _bound(at: date, dated: DateRange, *, first: bool) -> str:
    """An ISO day; of months and years no more than the words say: "since 2011" is "2011" to "2018-11"."""
    outside = at - timedelta(days=1) if first and at > date.min else at
    if not first and at < date.max:
        outside = at + timedelta(days=1)
    if dated.precision is Precision.YEAR and outside.year != at.year:
        return at.isoformat()[:4]
    if dated.precision in {Precision.YEAR, Precision.MONTH} and outside.month != at.month:
        return at.isoformat()[:7]
    return at.isoformat()


_YEAR, _MONTH = len("2018"), len("2018-11")


def _first_day(written: str) -> date:
    filled = {_YEAR: f"{written}-01-01", _MONTH: f"{written}-01"}
    return date.fromisoformat(filled.get(len(written), written))


def _last_day(written: str) -> date:
    first = _first_day(written)
    if len(written) == _YEAR:
        return first.replace(month=12, day=31)
    if len(written) == _MONTH:
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first
