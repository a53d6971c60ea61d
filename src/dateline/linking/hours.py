"""What words for a time leave when no day is known: the hours of the day, and marks of the calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DAY = 24


def hours_of(times: Iterable[str]) -> int:
    """The hours of the day that words may mean, a bit for each; 0 where they name none.

    >>> hours_of(["on Friday"]), bin(hours_of(["at 3 pm"]))
    (0, '0b11100000000000000')
    """
    told = 0
    for words in times:
        clock = _CLOCK.search(words)
        part = next((hours for pattern, hours in _PARTS if pattern.search(words)), None)
        if clock:
            hour = int(clock["hour"])
            if clock["half"]:
                hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
            part = range(hour - 1, hour + 2)
        for hour in part or ():
            told |= 1 << hour % DAY
    return told


def marks_of(times: Iterable[str]) -> frozenset[str]:
    """The weekdays ("fri") and the days of the year ("12-03") that words name.

    >>> sorted(marks_of(["late on Friday", "December 3"]))
    ['12-03', 'fri']
    """
    return frozenset(mark for words in times for mark in _marks(words.lower()))


def marks_of_day(weekday: int, month: int, day: int) -> frozenset[str]:
    """The marks of one day; `weekday` is 0 on a Monday."""
    return frozenset({WEEKDAYS[weekday], f"{month:02}-{day:02}"})


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _marks(words: str) -> Iterator[str]:
    for found in _WEEKDAY.finditer(words):
        yield found[1]
    for found in _DATE.finditer(words):
        month = _MONTHS.index((found["m1"] or found["m2"])[:3]) + 1
        yield f"{month:02}-{int(found['d1'] or found['d2']):02}"


_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*day\b")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NTH = "(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}}){_NTH}\b|\b(?P<d2>\d{{1,2}}){_NTH}\s+(?:of\s+)?(?P<m2>{_MONTH})\b"
)
# Wide: "morning" may be an hour either way, and "night" is of two days.
_PARTS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), hours)
    for words, hours in (
        (r"early hours|dawn|daybreak|sunrise|early(?: \w+)? morning|after midnight", range(8)),
        ("morning", range(4, 13)),
        ("noon|midday", range(10, 15)),
        ("afternoon", range(12, 19)),
        ("evening|dusk|sunset|iftar", range(16, 24)),
        ("overnight|midnight|night", range(18, 31)),
    )
)
_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.]\d\d)?\s*(?:(?P<half>[ap])\.?m\b|(?<=[:.]\d\d))", re.IGNORECASE
)
