"""Dates counted from another date told before: "on the same day", "two days later", "the following month"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.domain import DateRange, Precision
from dateline.resolving.dates.days import day, month, shift, week, year
from dateline.resolving.dates.relative import AMOUNT, UNIT, amount_of, back_by

if TYPE_CHECKING:
    from dateline.resolving.dates.days import Standpoint

_Builder = Callable[[re.Match[str], DateRange], DateRange | None]


def read_anchored(text: str, stand: Standpoint) -> DateRange | None:
    """The date that `text` counts from the anchor; None where it counts from nothing, or without one."""
    if stand.anchor is None:
        return None
    for pattern, build in _FORMS:
        match = pattern.search(text)
        if match:
            return build(match, stand.anchor)
    return None


def counts_from_anchor(text: str) -> bool:
    """Whether `text` counts from a date told before, so that the report's day alone cannot place it."""
    return any(pattern.search(text) for pattern, _ in _FORMS)


def away(match: re.Match[str], anchor: DateRange, sign: int) -> DateRange | None:
    """The date as much after `anchor` (`sign` 1) or before it (-1) as a match of AMOUNT and UNIT says.

    None where the anchor is too wide to count from.
    """
    written = match.groupdict().get("amount")
    amount = amount_of(written) if written else 1
    unit = match["unit"].lower()
    if unit in {"minute", "hour"}:
        whole_days = (amount or 0) // 24 if unit == "hour" else 0
        return day(shift(anchor.end, sign * whole_days)) if whole_days else anchor
    if amount is None or _is_coarser(anchor, unit):
        return None
    return back_by(anchor.end if sign > 0 else anchor.start, sign * amount, unit)


def _later(match: re.Match[str], anchor: DateRange) -> DateRange | None:
    return away(match, anchor, 1)


def _earlier(match: re.Match[str], anchor: DateRange) -> DateRange | None:
    return away(match, anchor, -1)


def _is_coarser(anchor: DateRange, unit: str) -> bool:
    """Whether the anchor is too wide to count from: no "next day" follows "in March"."""
    if anchor.precision is Precision.YEAR:
        return unit != "year"
    return anchor.precision is Precision.MONTH and unit not in {"month", "year"}


def _same(_match: re.Match[str], anchor: DateRange) -> DateRange | None:
    return anchor


def _same_unit(match: re.Match[str], anchor: DateRange) -> DateRange | None:
    match match["unit"].lower():
        case "week":
            return week(anchor.start)
        case "month":
            return month(anchor.start)
    return year(anchor.start.year)


_OF_DAY = r"(?P<unit>day|night)"
_FORMS: tuple[tuple[re.Pattern[str], _Builder], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (r"\b(?:the|that) same (?P<unit>week|month|year)\b", _same_unit),
        (r"\bsame (?:\w+ )?(?:day|date|night|evening|morning|afternoon|time|period|hour|moment)\b", _same),
        (r"\bthat (?:day|night|evening|morning|afternoon)\b|\bthe day of\b", _same),
        (rf"\b(?:following|next|subsequent) {_OF_DAY}\b", _later),
        (r"\bfollowing (?P<unit>week|month|year)\b", _later),
        (rf"\b(?:previous|prior|preceding) {_OF_DAY}\b", _earlier),
        (r"\bthe (?P<unit>day|night|week|month|year) (?:before|earlier)\b(?! yesterday)", _earlier),
        (r"\bthe (?P<unit>day|week|month|year) after\b(?! tomorrow)", _later),
        (rf"\b{AMOUNT}[\s-]+{UNIT}\s+(?:later|after|afterwards|on)\b", _later),
        (rf"\b{AMOUNT}[\s-]+{UNIT}\s+(?:earlier|before|prior|previously)\b", _earlier),
        (r"\b(?:then|at the time|at that time|meanwhile|simultaneously)\b", _same),
    )
)
