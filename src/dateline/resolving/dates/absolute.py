"""Dates that stand on the calendar by themselves: "Nov. 22, 2018", "22/11/2018", "3-5 May", "2011"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.domain import DateRange
from dateline.resolving.dates.days import (
    MONTHS,
    Standpoint,
    calendar_day,
    day,
    days,
    first_of,
    joined,
    month,
    months,
    shift,
    shift_months,
    year,
    years,
)

if TYPE_CHECKING:
    from datetime import date

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_TH = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>\d{{1,2}}){_TH}"
_FIRST_DAY = rf"(?P<first>\d{{1,2}}){_TH}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_NO_CLOCK = r"(?!\d|:\d|\s*(?:GMT|UTC|[ap]\.?m\b|hours|hrs|local\b|o'clock))"
_WHICH = r"(?:\s+(?:of\s+)?(?P<which>last|this|next)\s+year\b)?"
_LINK = r"\s*(?:-|/|to|and|or|until|till|through)\s*"

_Builder = Callable[[re.Match[str], Standpoint, int | None], DateRange | None]

# A day without a year is past, unless it is this close: "11 November" said on the 10th is tomorrow.
_DAYS_AHEAD = 31
_MONTHS_AHEAD = 183  # days that words about what is to come may point ahead


def read_absolute(text: str, stand: Standpoint) -> DateRange | None:
    """The calendar date in `text`, or the range from one to another; None where there is none."""
    if not _HINT.search(text):
        return None
    for pattern in _SHARED_MONTH:
        match = pattern.search(text)
        if match and (found := _days_of_one_month(match, stand)):
            return found
    first = _next_form(text, 0)
    if first is None:
        return None
    second = _next_form(text, first[1].end())
    if second and _BETWEEN.fullmatch(text[first[1].end() : second[1].start()]):
        end = second[0](second[1], stand, _written_year(first[1]))
        start = first[0](first[1], stand, end.start.year if end else None)
        if start and end and start.start > end.start:  # "from 20 December to 5 January"
            start = first[0](first[1], stand, end.start.year - 1)
        if start and end:
            return joined(start, end)
    return first[0](first[1], stand, None)


def year_of(of_month: int, of_day: int, stand: Standpoint) -> int | None:
    """The year of a day written without one: when it came round last, or comes round soon.

    Where the report's day is unknown, a date told before lends its year.
    """
    if stand.day is None:
        return stand.anchor.start.year if stand.anchor else None
    now = stand.day
    soon = shift(now, _MONTHS_AHEAD if stand.ahead else _DAYS_AHEAD)
    for of_year in range(soon.year, soon.year - 9, -1):  # 29 February may be eight years back
        found = calendar_day(of_year, of_month, of_day)
        if found and found <= soon:
            return found.year
    return None


def _next_form(text: str, start: int) -> tuple[_Builder, re.Match[str]] | None:
    """The form that stands first from `start` on; of two that start together, the earlier in the table."""
    best: tuple[_Builder, re.Match[str]] | None = None
    for pattern, build in _FORMS:
        match = pattern.search(text, start)
        if match and (best is None or match.start() < best[1].start()):
            best = build, match
    return best


def _written_year(match: re.Match[str]) -> int | None:
    written = match.groupdict().get("year")
    return int(written) if written and len(written) == 4 else None  # noqa: PLR2004 -- "2018", not "18"


def _days_of_one_month(match: re.Match[str], stand: Standpoint) -> DateRange | None:
    """The days of "3-5 May" and of "between Nov. 14 and 17, 2017"."""
    number = MONTHS[match["month"].lower()]
    of_year = _written_year(match) or year_of(number, int(match["day"]), stand)
    if of_year is None:
        return None
    first = calendar_day(of_year, number, int(match["first"]))
    last = calendar_day(of_year, number, int(match["day"]))
    return days(first, last) if first and last and first <= last else None


def _iso(match: re.Match[str], _stand: Standpoint, _year: int | None) -> DateRange | None:
    found = calendar_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return day(found) if found else None


def _numeric(match: re.Match[str], stand: Standpoint, _year: int | None) -> DateRange | None:
    """The day of "22/11/2018": day before month, unless only the other way makes a date that has come."""
    written = int(match["year"])
    of_year = written if written > 99 else 2000 + written  # noqa: PLR2004 -- two digits
    by_day = calendar_day(of_year, int(match["month"]), int(match["day"]))
    by_month = calendar_day(of_year, int(match["day"]), int(match["month"]))
    if by_day and by_month and stand.day and not stand.ahead and by_month <= stand.day < by_day:
        by_day = by_month
    found = by_day or by_month
    return day(found) if found else None


def _day_of_month(match: re.Match[str], stand: Standpoint, hint: int | None) -> DateRange | None:
    number, of_day = MONTHS[match["month"].lower()], int(match["day"])
    of_year = _written_year(match) or _named_year(match, stand) or hint or year_of(number, of_day, stand)
    found = calendar_day(of_year, number, of_day) if of_year else None
    return day(found) if found else None


def _month_of_year(match: re.Match[str], _stand: Standpoint, _year: int | None) -> DateRange | None:
    return month(first_of(int(match["year"]), MONTHS[match["month"].lower()]))


def _month_alone(match: re.Match[str], stand: Standpoint, hint: int | None) -> DateRange | None:
    """The month of "in March", "last December", "August last year"."""
    number = MONTHS[match["month"].lower()]
    of_year = _named_year(match, stand) or hint
    when = (match["when"] or "").lower()
    if of_year is None and stand.day is not None:
        now = stand.day
        if when == "this":
            of_year = now.year
        elif when in {"next", "coming"}:
            of_year = now.year + (number <= now.month)
        elif stand.ahead and when != "last":
            of_year = shift_months(now, 6 - (now.month + 6 - number) % 12).year  # the nearest
        else:
            of_year = now.year - (number > now.month or (number == now.month and when == "last"))
    return month(first_of(of_year, number)) if of_year is not None else None


def _week_of_month(match: re.Match[str], stand: Standpoint, hint: int | None) -> DateRange | None:
    """Seven days of a month: "the first week of July" ends on the 7th, the last on the month's last day."""
    number = MONTHS[match["month"].lower()]
    first = _WEEKS[match["nth"].lower()]
    of_year = _written_year(match) or _named_year(match, stand) or hint or year_of(number, first or 25, stand)
    if of_year is None:
        return None
    whole = month(first_of(of_year, number))
    start = shift(whole.start, first - 1) if first else shift(whole.end, -6)
    return days(start, shift(start, 6))


def _season(match: re.Match[str], stand: Standpoint, hint: int | None) -> DateRange | None:
    """The three months of a season in the northern half of the world; a winter runs into the year after."""
    name = match["season"].lower()
    of_year = _written_year(match) or _named_year(match, stand) or hint
    if of_year is not None:
        return _season_from(first_of(of_year, _SEASONS[name]))
    when = (match["when"] or "").lower()
    if stand.day is None or (not when and name == "fall"):
        return None
    now = stand.day
    start = first_of(now.year, _SEASONS[name])
    if when == "this":
        return _season_from(start)
    if when in {"next", "coming"} or (stand.ahead and when != "last"):
        return _season_from(start if start > now else first_of(now.year + 1, start.month))
    start = start if start <= now else first_of(now.year - 1, start.month)
    if when == "last" and _season_from(start).end >= now:
        start = first_of(start.year - 1, start.month)
    return months(start, min(_season_from(start).end, now))


def _season_from(start: date) -> DateRange:
    return months(start, shift_months(start, 2))


def _part_of_year(match: re.Match[str], stand: Standpoint, _hint: int | None) -> DateRange | None:
    """The months of "the beginning of 2016", "the first half of last year", "the third quarter of 2017"."""
    of_year = _written_year(match)
    if of_year is None:
        if stand.day is None:
            return None
        of_year = stand.day.year + {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    first, last = _PARTS[" ".join(match["part"].lower().split())]
    return months(first_of(of_year, first), first_of(of_year, last))


def _years(match: re.Match[str], _stand: Standpoint, _hint: int | None) -> DateRange | None:
    """The years of "2012-15"; "2018-09" is a month."""
    first, short = int(match["year"]), int(match["last"])
    if short > first % 100:
        return years(first, first - first % 100 + short)
    return month(first_of(first, short)) if 1 <= short <= 12 else year(first)  # noqa: PLR2004 -- months


def _decade(match: re.Match[str], _stand: Standpoint, _hint: int | None) -> DateRange | None:
    return years(int(match["year"]), int(match["year"]) + 9)


def _year_alone(match: re.Match[str], _stand: Standpoint, _hint: int | None) -> DateRange | None:
    return year(int(match["year"]))


def _named_year(match: re.Match[str], stand: Standpoint) -> int | None:
    """The year of "last year", "this year", "next year" behind a month."""
    which = match.groupdict().get("which")
    if not which or stand.day is None:
        return None
    return stand.day.year + {"last": -1, "this": 0, "next": 1}[which.lower()]


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_WEEKS = {"first": 1, "second": 8, "third": 15, "fourth": 22, "last": 0}  # the day each starts on
_ALSO_VERBS = ("march", "may", "mar")
_PARTS = {
    "beginning": (1, 1), "start": (1, 1), "end": (12, 12), "first half": (1, 6), "second half": (7, 12),
    "first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
    "last quarter": (10, 12), "first three months": (1, 3), "first six months": (1, 6),
    "first nine months": (1, 9), "last six months": (7, 12), "last three months": (10, 12),
}  # fmt: skip
_HINT = re.compile(
    r"\d|spring|summer|autumn|fall|winter|(?:beginning|start|end|half|quarter|months) of|"
    + "|".join(name for name in MONTHS if len(name) == 3),  # noqa: PLR2004 -- "jan" finds "january" too
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"[\s,]*{_LINK}(?:[a-z]+day,?\s+)?(?:early|late|mid|the)?[\s-]*", re.IGNORECASE)
_SHARED_MONTH = (
    re.compile(
        rf"(?<![\d:.]){_FIRST_DAY}{_LINK}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:[\s,]*{_YEAR})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH}\s*{_FIRST_DAY}{_LINK}(?:the\s+)?{_DAY}(?:[\s,]*{_YEAR}|{_NO_CLOCK})",
        re.IGNORECASE,
    ),
)
# Of two forms that start at the same letter the earlier in the table is read: the longer stand first.
_FORMS: tuple[tuple[re.Pattern[str], _Builder], ...] = (
    (
        re.compile(
            rf"\b(?P<nth>{'|'.join(_WEEKS)})\s+week\s+(?:of|in)\s+{_MONTH}(?:[\s,-]*(?:of\s+)?{_YEAR})?{_WHICH}",
            re.IGNORECASE,
        ),
        _week_of_month,
    ),
    (re.compile(r"(?<!\d)(?P<year>[12]\d{3})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"), _iso),
    (
        re.compile(r"(?<![\d.])(?P<day>\d{1,2})([-/.])(?P<month>\d{1,2})\2(?P<year>[12]\d{3}|\d\d)(?!\d)"),
        _numeric,
    ),
    (
        re.compile(rf"(?<![\d:.]){_DAY}[\s-]*(?:of\s+)?{_MONTH}(?:[\s,-]*{_YEAR})?{_WHICH}", re.IGNORECASE),
        _day_of_month,
    ),
    (
        re.compile(rf"\b{_MONTH}\s*(?:the\s+)?{_DAY}(?:[\s,]*{_YEAR}|{_NO_CLOCK}){_WHICH}", re.IGNORECASE),
        _day_of_month,
    ),
    (re.compile(rf"\b{_MONTH}[\s,-]*(?:of\s+)?{_YEAR}", re.IGNORECASE), _month_of_year),
    (
        re.compile(
            r"\b(?:(?P<when>(?i:last|this|next|coming))\s+)?(?:(?i:early|mid|late)[\s-]+)?"
            # "May" and "March" are months with a capital only: protesters march, and may do so.
            rf"(?P<month>(?i:{'|'.join(sorted(MONTHS.keys() - set(_ALSO_VERBS), key=len, reverse=True))})"
            rf"|{'|'.join(name.title() for name in _ALSO_VERBS)}|MAY|MARCH)\b\.?"
            rf"(?![\s,-]*(?:of\s+)?\d)(?i:{_WHICH})",  # "mid-March 2018" is the form before
        ),
        _month_alone,
    ),
    (
        re.compile(
            rf"\b(?:(?P<when>last|this|next|coming)\s+)?(?P<season>spring|summer|autumn|fall|winter)\b"
            rf"(?:(?:\s+(?:of|in))?\s+{_YEAR})?{_WHICH}",
            re.IGNORECASE,
        ),
        _season,
    ),
    (
        re.compile(
            rf"\b(?P<part>{'|'.join(_PARTS)})\s+of\s+(?:{_YEAR}|(?:the|(?P<which>last|this|next))\s+year\b)",
            re.IGNORECASE,
        ),
        _part_of_year,
    ),
    (re.compile(r"(?<![\d$.,/-])(?P<year>(?:19|20)\d\d)-(?P<last>\d\d)(?![\d-])"), _years),
    (re.compile(r"(?<![\d$.,/-])(?P<year>(?:19|20)\d0)'?s\b"), _decade),
    (re.compile(rf"(?<![\d$.,/])(?:(?<!\D-)|(?<=mid-)){_YEAR}{_NO_CLOCK}", re.IGNORECASE), _year_alone),
)
