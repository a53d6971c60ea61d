"""The day that a page bears: in its metadata, its headline, its first lines, its address."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.domain import ApartKind
from dateline.reading.vocabulary import word_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.blocks import Block

FIRST_DAY = date(1990, 1, 1)
"""No page on the web is older: the first was made in that year's last days."""


def stamp_date(stamp: str) -> date | None:
    """The day of a time stamp as metadata writes it, in the outlet's own time.

    >>> stamp_date("2018-11-23T23:50:00+03:00")
    datetime.date(2018, 11, 23)
    """
    if found := _ISO.match(stamp.strip()):
        return _date(found["y"], found["m"], found["d"])
    return first_date(stamp)


def headline_date(headline: str) -> date | None:
    """The day that is set off at an edge of a headline ("War Report – Nov. 23, 2018: …").

    A day inside the sentence ("Shelling of 23 November 2018 killed six") tells of the event and
    is not taken.
    """
    headline = headline.translate(_DIGITS)
    for found in _ANY.finditer(headline):
        before, after = headline[: found.start()], headline[found.end() :]
        if _SET_OFF_BEFORE.search(before) and _SET_OFF_AFTER.match(after):
            return _of(found)
    return None


def address_date(url: str) -> date | None:
    """The day in an address ("…/2018/11/23/…", "…-2018-11-23.html", "…/20181123/…")."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url, flags=re.IGNORECASE).split("?")[0]
    for pattern in _IN_ADDRESS:
        if (found := pattern.search(path)) and (day := _date(found["y"], found["m"], found["d"])):
            return day
    return None


def opening_date(text: str) -> date | None:
    """The day of a dateline that opens a report ("DAMASCUS, Nov. 23, 2018 (Agency) – …")."""
    found = _OPENING.match(text)
    return first_date(found["dateline"]) if found else None


def date_on_page(blocks: Sequence[Block], kinds: Sequence[ApartKind | None]) -> date | None:
    """The day on a line of its own, or of a dateline.

    First the lines before the report, then its dateline, then a line behind it, if all such lines
    give one day.
    """
    start = next((at for at, kind in enumerate(kinds) if kind is None), 0)
    before, behind = [
        [
            day
            for at in places
            if kinds[at] in _FRAME and only_a_date(blocks[at].text)
            if (day := first_date(blocks[at].text))
        ]
        for places in (range(start), range(start, len(blocks)))
    ]
    if before:
        return before[0]
    if blocks and (day := opening_date(blocks[start].text)):
        return day
    return behind[0] if len(set(behind)) == 1 else None


def only_a_date(text: str) -> bool:
    """Whether the line is a day, with or without weekday, hour and "published"."""
    rest, dates = _ANY.subn(" ", text.translate(_DIGITS))
    return dates > 0 and _AROUND_A_DATE.fullmatch(rest) is not None


def first_date(text: str) -> date | None:
    """The first day in `text`. None where there is none, or where day and month can be mistaken."""
    for found in _ANY.finditer(text.translate(_DIGITS)):
        if day := _of(found):
            return day
    return None


def within(day: date | None, today: date) -> date | None:
    """`day`, unless it lies before the web or after `today` (a day's grace for time zones)."""
    return day if day and FIRST_DAY <= day <= today + timedelta(days=1) else None


_MONTHS = {name: int(number) for number, names in word_lists("months").items() for name in names}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_ANY = re.compile(
    rf"(?<![\w/.-])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?(?:\s+(?:of|de))?\s*[-\s]\s*(?P<m1>{_MONTH})\.?[,،]?\s*[-\s]?\s*(?:de\s+)?(?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[,،]?\s+(?P<y2>{_YEAR})"
    rf"|(?P<y3>{_YEAR})(?P<s3>[-/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<d3>\d{{1,2}})"
    rf"|(?P<d4>\d{{1,2}})(?P<s4>[-/.])(?P<m4>\d{{1,2}})(?P=s4)(?P<y4>{_YEAR}))(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})(?!\d)")
_IN_ADDRESS = (
    re.compile(rf"/(?P<y>{_YEAR})[/-](?P<m>\d{{1,2}})[/-](?P<d>\d{{1,2}})(?=[/-]|$|\.)"),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<=[/_-])(?P<y>{_YEAR})(?P<m>\d\d)(?P<d>\d\d)(?=[/_.-]|$)"),
)
_FRAME = (ApartKind.NAVIGATION, None)
_SET_OFF_BEFORE = re.compile(
    r"(?:^|[-–—―|:\[(•·,،])\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$", re.IGNORECASE
)
_SET_OFF_AFTER = re.compile(r"\s*(?:$|[-–—―|:\])•·.])")
_OPENING = re.compile(
    r"(?!(?:On|In|Since|By|From|At|Between|Until|Before|After)\b)(?P<dateline>[^\n.]{0,60}?\b[^\n]{0,40}?(?:19|20)\d\d)\s*(?:[(/][^)\n]{2,40}[)/])?\s*(?:--?|–|—|:)\s",
)
_AROUND_A_DATE = re.compile(
    r"(?:\W|\d{1,2}[:.]\d{2}(?::\d{2})?|\d{1,2}\s?(?:am|pm)|\b(?:am|pm|at|on|gmt|utc|est|edt|cet|local|time|published|updated|posted|"
    r"last|modified|date|created|first|and|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"[a-z]{2,12} desk|(?-i:[A-Z]{2,5}))\b)*",
    re.IGNORECASE,
)


def _of(found: re.Match[str]) -> date | None:
    for form in "12":
        if found[f"y{form}"]:
            return _date(found[f"y{form}"], str(_MONTHS[found[f"m{form}"].casefold()]), found[f"d{form}"])
    if found["y3"]:
        return _date(found["y3"], found["m3"], found["d3"])
    first, second = int(found["d4"]), int(found["m4"])
    if found["s4"] == "." or first > 12 or first == second:  # noqa: PLR2004 (with points the day comes first everywhere)
        return _date(found["y4"], found["m4"], found["d4"])
    if second > 12:  # noqa: PLR2004
        return _date(found["y4"], found["d4"], found["m4"])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
