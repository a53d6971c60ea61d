"""Dates counted from the report's day: "late Thursday", "two days ago", "last week", "earlier this month"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from dateline.domain import DateRange, Precision
from dateline.resolving.dates.days import (
    WEEKDAYS,
    Standpoint,
    day,
    days,
    joined,
    month,
    months,
    shift,
    shift_months,
    until,
    week,
    year,
)
from dateline.resolving.numbers import number_at, tokens

_Builder = Callable[[re.Match[str], date, Standpoint], DateRange | None]

# A bare number of a unit, in figures or words; "few" and "several" leave it open.
AMOUNT = (
    r"(?P<amount>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|sixty|ninety|(?:a\s+)?couple(?:\s+of)?|few|several|many|recent)"
)
UNIT = r"(?P<half>and\s+a\s+half\s+)?(?P<unit>minute|hour|day|night|week|weekend|month|year|decade)s?"


def read_relative(text: str, stand: Standpoint) -> DateRange | None:
    """The date that `text` counts from the report's day; None where it counts from nothing or has none."""
    if stand.day is None:
        return None
    for pattern, build in _FORMS:
        match = pattern.search(text)
        if match and (found := build(match, stand.day, stand)):
            return found
    return None


def amount_of(words: str) -> int | None:
    """The number in an AMOUNT; None for "few", "several" and their like."""
    if words.lower() in {"a", "an"}:
        return 1
    lower = tokens(words.lower())
    number = number_at(lower, 0) if lower else None
    return None if number is None or (number.least and "couple" not in lower) else number.value


def _fixed(by: int) -> _Builder:
    return lambda _match, now, _stand: day(shift(now, by))


def _weekdays(match: re.Match[str], now: date, stand: Standpoint) -> DateRange | None:
    """One weekday, or the days from one to another: "Friday", "next Thursday", "Monday to Wednesday"."""
    found = list(_WEEKDAY.finditer(match.string, match.start()))
    last = _weekday(found[-1], now, stand)
    if len(found) == 1 or last is None:
        return day(last) if last else None
    if stand.ahead:
        first = _weekday(found[0], now, stand)
        return days(first, shift(first, (last - first).days % 7)) if first else None
    back = (last.weekday() - WEEKDAYS[found[0]["weekday"].lower()]) % 7
    return days(shift(last, -back), last)


def _weekday(match: re.Match[str], now: date, stand: Standpoint) -> date | None:
    """The latest such day up to now; strictly before it with "last", after it with "next"."""
    number = WEEKDAYS[match["weekday"].lower()]
    when = (match["when"] or "").lower()
    week_of = match["week"]
    if week_of:
        return shift(now, 7 * {"last": -1, "this": 0, "next": 1}[week_of.lower()] + number - now.weekday())
    if when in {"next", "coming", "following"} or (stand.ahead and when not in {"last", "past"}):
        ahead = (number - now.weekday()) % 7
        return shift(now, ahead or (7 if when == "next" else 0))
    back = (now.weekday() - number) % 7
    return shift(now, -(back or (7 if when == "last" else 0)))


def _ago(match: re.Match[str], now: date, _stand: Standpoint) -> DateRange | None:
    amount = amount_of(match["amount"])
    if amount is None:
        return _lately(match, now, _stand)
    unit = match["unit"].lower()
    if unit in {"minute", "hour"}:
        return day(shift(now, -(amount // 24) if unit == "hour" else 0))
    if unit == "year" and match["half"]:
        return year(shift_months(now, -12 * amount - 6).year)
    return back_by(now, -amount, unit)


def back_by(now: date, by: int, unit: str) -> DateRange | None:
    """The day, week, month or year that lies `by` units from `now`, in the precision of the unit."""
    match unit:
        case "day" | "night":
            return day(shift(now, by))
        case "week" | "weekend":
            return week(shift(now, 7 * by))
        case "month":
            return month(shift_months(now, by))
        case "year":
            return year(now.year + by)
        case "decade":
            return None
    return day(now)


def _this(match: re.Match[str], now: date, stand: Standpoint) -> DateRange | None:
    """The unit itself: "this week", "last month", "next year", "the weekend"."""
    when = (match["when"] or "").lower()
    by = -1 if when in {"last", "previous"} else 1 if when in {"next", "coming"} else 0
    match match["unit"].lower():
        case "week":
            found = week(shift(now, 7 * by))
            if by:
                return found
            start, end = (now, found.end) if stand.ahead else (found.start, now)
            return DateRange(start=start, end=end, precision=Precision.WEEK)
        case "weekend":
            return _weekend(now, ahead=stand.ahead or by > 0)
        case "month":
            return month(shift_months(now, by))
        case "year":
            return year(now.year + by)
    return None


def _weekend(now: date, *, ahead: bool) -> DateRange:
    """The latest Saturday and Sunday, as far as they have come; ahead, the next."""
    if ahead:
        saturday = shift(now, (5 - now.weekday()) % 7)
        return days(saturday, shift(saturday, 1))
    saturday = shift(now, -((now.weekday() - 5) % 7))
    return days(saturday, min(shift(saturday, 1), now))


def _stretch(match: re.Match[str], now: date, stand: Standpoint) -> DateRange | None:
    """A stretch that ends now: "the past 48 hours", "for three years", "a two-day battle"."""
    written = match.groupdict().get("amount")
    amount = amount_of(written) if written else 1
    unit = match["unit"].lower()
    if amount is None:
        return _lately(match, now, stand)
    amount = amount if stand.ahead else -amount
    if unit == "month":
        return months(shift_months(now, amount), now)
    if unit == "year":
        half = 6 if match.groupdict().get("half") else 0
        reach = year(shift_months(now, 12 * amount + (half if stand.ahead else -half)).year)
        return joined(year(now.year), reach) if stand.ahead else until(reach, now)
    if unit in {"minute", "hour"}:
        return days(shift(now, int(amount / 24) if unit == "hour" else 0), now)
    by_days = {"day": 1, "night": 1, "week": 7}.get(unit)
    return days(shift(now, by_days * amount), now) if by_days else None


def _overnight(_match: re.Match[str], now: date, _stand: Standpoint) -> DateRange | None:
    return days(shift(now, -1), now)


def _lately(match: re.Match[str], now: date, _stand: Standpoint) -> DateRange | None:
    """The months, or the year, of a stretch of no said length: "recent days", "for months"."""
    match match["unit"].lower():
        case "minute" | "hour":
            return day(now)
        case "day" | "night":
            return months(shift(now, -7), now)
        case "week":
            return months(shift(now, -28), now)
        case "month":
            return year(now.year)
    return None


def _nth_day(match: re.Match[str], now: date, _stand: Standpoint) -> DateRange | None:
    """The days up to today of "for a third day"."""
    nth = match["nth"].lower()
    number = int(nth[:-2]) if nth[0].isdecimal() else _ORDINALS.index(nth) + 1
    return days(shift(now, 1 - number), now)


def _now(_match: re.Match[str], now: date, _stand: Standpoint) -> DateRange | None:
    """Some time in the month: "currently", "daily", "recently"."""
    return month(now)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WHOLE_NAMES = "|".join(name for name in WEEKDAYS if name.endswith("day"))
# Short names bear a capital: a crowd "sat" in the "sun".
_SHORT_NAMES = "|".join(name.title() for name in WEEKDAYS if not name.endswith("day"))
_WEEKDAY = re.compile(
    r"\b(?:(?P<when>(?i:last|past|next|coming|this|following))\s+)?"
    rf"(?P<weekday>(?i:{_WHOLE_NAMES})|{_SHORT_NAMES})(?:s|'s)?\b"
    r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?"
)
_TODAY = r"\b(?:todays?|tonights?|to-day|this (?:very )?(?:morning|evening|afternoon|night|dawn|noon|day))\b"
_PAST = (
    r"\b(?:last|past|previous|recent)\s+(?:few\s+|several\s+|couple\s+of\s+)?"
    rf"{AMOUNT}[\s-]+(?:consecutive\s+)?{UNIT}\b"
)
_FOR = (
    r"\b(?!an?\s+(?:day|night|hour))"  # "five times a day"
    rf"{AMOUNT}[\s-]+(?:consecutive\s+|full\s+|more\s+|straight\s+)?{UNIT}\b"
)
_NOW = (
    r"\b(?:now|currently|at present|so far|to date|recent(?! years| decades)|recently|lately|daily|nowadays"
    r"|these days|per day|(?:every|each) day|day by day|on a (?:near-)?daily basis|ongoing|still)\b"
)
# Tried in this order: what names a day before what names a week, a stretch before a vague word.
_BY_WORDS: tuple[tuple[str, _Builder], ...] = (
    (r"\bday before yesterday\b", _fixed(-2)),
    (r"\byesterdays?\b", _fixed(-1)),
    (r"\bday after tomorrow\b", _fixed(2)),
    (r"\btomorrow\b", _fixed(1)),
    (r"\blast (?:night|evening)\b", _fixed(-1)),
    (r"\b(?:till|until|up to) now\b|^now$", _fixed(0)),
    (_TODAY, _fixed(0)),
    (rf"\b{AMOUNT}[\s-]+{UNIT}\s+ago\b", _ago),
    (r"\bovernight\b", _overnight),
    (_PAST, _stretch),
    (r"\b(?:last|past)\s+(?:few\s+)?(?P<unit>hour|day|week|month)s\b", _lately),
    (r"\brecent\s+(?P<unit>hour|day|week|month)s\b", _lately),
    (r"\bpast\s+(?P<unit>day|week|month|year)\b", _stretch),
    (r"\b(?P<when>this|last|previous|next|coming|the)\s+(?P<unit>weekend|week|month|year)\b", _this),
    (
        rf"\b(?P<nth>{'|'.join(_ORDINALS[1:])}|[1-9]\d?(?:st|nd|rd|th))\s+(?:consecutive\s+|straight\s+)?day\b",
        _nth_day,
    ),
    (_FOR, _stretch),
    (r"\b(?:for|over|in|during)\s+(?:many\s+)?(?P<unit>day|week|month)s\b", _lately),
    (r"\b(?P<unit>week|month)-long\b", _stretch),
    (_NOW, _now),
)
_FORMS = (
    (_WEEKDAY, _weekdays),
    *((re.compile(pattern, re.IGNORECASE), build) for pattern, build in _BY_WORDS),
)
