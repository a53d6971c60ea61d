"""Days, weeks, months and years as date ranges, each in its own precision."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dateline.domain import DateRange, Precision

_MONTH_NAMES = (
    "jan january, feb february, mar march, apr april, may, jun june, jul july, aug august, "
    "sep sept september, oct october, nov november, dec december"
)
_WEEKDAY_NAMES = (
    "mon monday, tue tues tuesday, wed wednesday, thu thur thurs thursday, fri friday, sat saturday, "
    "sun sunday"
)
MONTHS = {
    name: number for number, names in enumerate(_MONTH_NAMES.split(","), start=1) for name in names.split()
}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAY_NAMES.split(",")) for name in names.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where words are spoken from: the report's day, a date told just before, and which way they point.

    `ahead`: the words speak of what is to come, so that "Friday" is the Friday to come.
    """

    day: date | None
    anchor: DateRange | None = None
    ahead: bool = False


def day(of: date) -> DateRange:
    """One day."""
    return DateRange(start=of, end=of, precision=Precision.DAY)


def days(first: date, last: date) -> DateRange:
    """From one day to another, in whichever order they come."""
    first, last = min(first, last), max(first, last)
    return day(first) if first == last else DateRange(start=first, end=last, precision=Precision.RANGE)


def week(of: date) -> DateRange:
    """The week from Monday to Sunday that holds a day."""
    monday = shift(of, -of.weekday())
    return DateRange(start=monday, end=shift(monday, 6), precision=Precision.WEEK)


def month(of: date) -> DateRange:
    """The whole month that holds a day."""
    return months(of, of)


def months(first: date, last: date) -> DateRange:
    """From the month that holds one day to the month that holds another, whole."""
    first, last = min(first, last), max(first, last)
    end = last.replace(day=monthrange(last.year, last.month)[1])
    return DateRange(start=first.replace(day=1), end=end, precision=Precision.MONTH)


def year(number: int) -> DateRange:
    """A whole year."""
    return years(number, number)


def years(first: int, last: int) -> DateRange:
    """From one year to another, both whole, held within the calendar."""
    start, end = first_of(min(first, last), 1), first_of(max(first, last), 12)
    return DateRange(start=start, end=end.replace(day=31), precision=Precision.YEAR)


def until(start: DateRange, end: date) -> DateRange:
    """From `start` to the day `end`, or to its whole month where the start is no more exact: "since 2011"."""
    if start.precision in {Precision.MONTH, Precision.YEAR}:
        return DateRange(start=start.start, end=month(end).end, precision=start.precision)
    return days(start.start, end)


def joined(first: DateRange, last: DateRange) -> DateRange:
    """From the start of one to the end of the other, as exactly as the less exact of them is known."""
    start, end = min(first.start, last.start), max(first.end, last.end)
    precisions = {first.precision, last.precision}
    if Precision.YEAR in precisions:
        return years(start.year, end.year)
    if Precision.MONTH in precisions:
        return months(start, end)
    return days(start, end)


def shift(of: date, by: int) -> date:
    """So many days on, held within the calendar."""
    try:
        return of + timedelta(days=by)
    except OverflowError:
        return date.max if by > 0 else date.min


def shift_months(of: date, by: int) -> date:
    """The first day of the month so many months on, held within the calendar."""
    count = of.year * 12 + of.month - 1 + by
    return first_of(count // 12, count % 12 + 1)


def first_of(of_year: int, of_month: int) -> date:
    """The first day of a month, held within the calendar."""
    return date(max(MINYEAR, min(of_year, MAXYEAR)), of_month, 1)


def calendar_day(of_year: int, of_month: int, of_day: int) -> date | None:
    """A date; None where the calendar has no such day."""
    try:
        return date(of_year, of_month, of_day)
    except ValueError:
        return None
