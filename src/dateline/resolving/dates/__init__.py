"""Dates as exact as their words: what day, week, month, year or stretch of time `words` name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Precision
from dateline.resolving.dates.absolute import read_absolute
from dateline.resolving.dates.anchored import away, counts_from_anchor, read_anchored
from dateline.resolving.dates.days import Standpoint, day, joined, until
from dateline.resolving.dates.relative import AMOUNT, UNIT, read_relative
from dateline.resolving.numbers import plain

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import DateRange

__all__ = ["Reading", "Standpoint", "read_date", "read_time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A date read from words. `own`: the words name it; otherwise ("at dawn", "later") they borrow it."""

    range: DateRange
    own: bool


def read_date(
    words: str, published: date | None, *, anchor: DateRange | None = None, ahead: bool = False
) -> DateRange | None:
    """The date that `words` name, as exactly as they name it; None where they name none.

    Weekdays, days and months without a year are the latest up to `published`, the day that the words
    were published on; without it only whole dates can be read. `anchor` is a date told just before,
    which "the same day" and "two days later" count from. `ahead` says that the words speak of what
    is to come. A date known to the month or the year holds whole months or years.

    >>> from datetime import date
    >>> found = read_date("since early last week", date(2018, 11, 23))
    >>> print(found.start, found.end, found.precision)
    2018-11-12 2018-11-23 range
    >>> read_date("two days later", date(2018, 11, 23)) is None
    True
    """
    reading = read_time(words, Standpoint(day=published, anchor=anchor, ahead=ahead))
    return reading.range if reading else None


def read_time(words: str, stand: Standpoint) -> Reading | None:
    """What `read_date` reads, and whether the words name the date themselves."""
    text = plain(words[:_LONGEST])
    if match := _SINCE.search(text):
        found = _since(match, stand)
    else:
        found = _counted_from(text, stand) or _from_to(text, stand) or _simple(text, stand)
    if found:
        return Reading(range=found, own=True)
    if _UNREAD.search(text):
        return None
    if _PART_OF_DAY.search(text) and (_HOURS.search(text) or not counts_from_anchor(text)):
        held = stand.anchor if stand.anchor and stand.anchor.precision is Precision.DAY else None
        borrowed = held or (day(stand.day) if stand.day else None)
        return Reading(range=borrowed, own=False) if borrowed else None
    return None


def _by_the_day(text: str, stand: Standpoint) -> DateRange | None:
    return None if counts_from_anchor(text) else read_relative(text, stand)


def _simple(text: str, stand: Standpoint) -> DateRange | None:
    """What names a date without a span of time around it."""
    for read in (read_absolute, read_anchored, _by_the_day):
        found = read(text, stand)
        if found:
            return found
    return None


def _since(match: re.Match[str], stand: Standpoint) -> DateRange | None:
    """The stretch of "since March 2011", "from Tuesday onwards", up to the report's day."""
    if stand.day is None:
        return None
    start = _simple(match["since"] or match["from"], replace(stand, ahead=False))
    if start is None or start.start > stand.day:
        return None
    return until(start, stand.day)


def _counted_from(text: str, stand: Standpoint) -> DateRange | None:
    """The date of "three days after 15 April 2013", "a week before Thursday's raid"."""
    match = _COUNTED_FROM.search(text)
    if match is None:
        return None
    sign = 1 if match["way"].lower() == "after" else -1
    if named := read_absolute(match["from"], stand):
        return away(match, named, sign)
    named = _by_the_day(match["from"], stand)
    return away(match, named, sign) if named and named.precision is Precision.DAY else None


def _from_to(text: str, stand: Standpoint) -> DateRange | None:
    """The stretch of "from Friday to Sunday", "between March and May 2016"."""
    match = _FROM_TO.search(text)
    if match is None:
        return None
    last = _simple(match["last"], stand)
    if last is None:
        return None
    year = _YEAR.search(match["last"])
    shared = f" {year[0]}" if year and not _YEAR.search(match["first"]) else ""
    first = _simple(match["first"] + shared, stand)
    return joined(first, last) if first and first.start <= last.start else None


_LONGEST = 200  # letters; no corpus has a time half as long
_SINCE = re.compile(r"\bsince\s+(?P<since>.+)|\bfrom\s+(?P<from>.+?)\s+onwards?\b", re.IGNORECASE | re.DOTALL)
_COUNTED_FROM = re.compile(
    rf"\b{AMOUNT}[\s-]+{UNIT}\s+(?P<way>after|before)\s+(?P<from>.+)", re.IGNORECASE | re.DOTALL
)
_FROM_TO = re.compile(
    r"\b(?:from|between)\s+(?P<first>\D.*?)\s*(?:\b(?:to|until|till|through|and)\b|-)\s*(?P<last>.+)",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HOURS = re.compile(r"\b(?:hours?|minutes?)\b", re.IGNORECASE)
# "Days later" and "earlier in the year" are not of the day that was told last.
_UNREAD = re.compile(
    r"\b(?:(?:days|weeks|months|years)\s+|(?:in the|that)\s+(?:week|month|year))\b", re.IGNORECASE
)
_PART_OF_DAY = re.compile(
    r"\b(?:dawn|down|daybreak|sunrise|morning|noon|midday|afternoon|evening|dusk|sunset|iftar|night|nightfall"
    r"|midnight|during the day|prayers?|earlier|later|afterwards|initially|(?:hours?|minutes?)\b.*"
    r"|\d{1,2}[:.]\d\d|\d{3,4}\s*(?:GMT|UTC|hours|local)|\d{1,4}\s*[ap]\.?m)\b",
    re.IGNORECASE,
)
