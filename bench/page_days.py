"""The day on which a page was published, where a set has lost it: from its address and its words.

An outlet numbers its pages as they come. So a page whose address has a number was published between those
with lower and those with higher numbers, and what its words say of the day ("on Friday", "on December 3",
"in 2022") tells which of the days between. `days_of` finds the likeliest days for all numbered pages of an
outlet at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from dateline.linking.hours import WEEKDAYS, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# Numbers of pages and their days, from pages of these outlets outside the set that tell their day.
NUMBERED: Mapping[str, Mapping[int, date]] = {
    "syriahr.com": {
        220452: date(2021, 8, 5),
        220590: date(2021, 8, 9),
        220815: date(2021, 8, 14),
        222877: date(2021, 9, 14),
        225838: date(2021, 10, 20),
        231102: date(2021, 12, 15),
        232839: date(2022, 1, 1),
        239227: date(2022, 2, 13),
        241853: date(2022, 3, 6),
        263054: date(2022, 8, 10),
        277571: date(2022, 11, 25),
        294579: date(2023, 4, 3),
    },
    "npasyria.com": {
        55504: date(2021, 3, 5),
        80833: date(2022, 7, 22),
        82076: date(2022, 8, 16),
        84062: date(2022, 9, 18),
    },
    "hawarnews.com": {
        30817: date(2022, 5, 20),
        31458: date(2022, 6, 25),
        31669: date(2022, 7, 7),
        32416: date(2022, 8, 16),
        33080: date(2022, 9, 30),
        33136: date(2022, 10, 4),
    },
    "kurdistan24.net": {
        25884: date(2021, 10, 12),
        26762: date(2022, 1, 2),
        28035: date(2022, 4, 18),
        29006: date(2022, 7, 20),
        30268: date(2022, 12, 22),
        31288: date(2023, 4, 25),
    },
    "thecradle.co": {4823: date(2021, 12, 16)},
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page: where it was, what stands on it, and its day, where that is known."""

    id: str
    url: str
    text: str
    day: date | None = None

    @cached_property
    def outlet(self) -> str:
        """The site, without "www."."""
        return urlsplit(self.url).netloc.removeprefix("www.")

    @cached_property
    def number(self) -> int | None:
        """The running number in the address."""
        found = _NUMBER.search(self.url)
        return int(next(filter(None, found.groups()))) if found else None


def days_of(pages: Iterable[Page]) -> dict[str, date]:
    """The days of those pages that are known or can be found, by the pages' ids."""
    pages = [_with_day(page) for page in pages]
    known = {page.id: page.day for page in pages if page.day}
    if not known:
        return {}
    first, last = min(known.values()) - _BEFORE, max(known.values()) + _AFTER
    days = [first + timedelta(at) for at in range((last - first).days + 1)]
    outlets: dict[str, list[Page]] = {}
    for page in pages:
        if page.number:
            outlets.setdefault(page.outlet, []).append(page)
    found = {key: day for some in outlets.values() for key, day in _numbered(some, days).items()}
    alone = {page.id: _alone(page, days) for page in pages if page.id not in found and page.id not in known}
    return found | known | {key: day for key, day in alone.items() if day}


# ── what a page itself tells ────────────────────────────────────────────────────────────────────────────────

_NUMBER = re.compile(r"/(?:en|story|babat|news)/(\d{4,7})\b|[?&]p=(\d{4,7})|-h(\d{4,6})\.html")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SHORT = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
_IN_ADDRESS = re.compile(rf"/(?P<year>20\d\d)/(?P<day>\d{{1,2}})-(?P<month>{_MONTH})-")
_MONTH_IN_ADDRESS = re.compile(r"/(?P<year>20\d\d)/(?P<month>0[1-9]|1[0-2])/")
_POST = re.compile(
    rf"\(@\w+\)\s+(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>20\d\d)", re.IGNORECASE
)
# "July 7th, 2017", "7 Jul. 2017"
_WHOLE = re.compile(
    rf"\b(?P<m1>{_SHORT}|sept)\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>20\d\d)(?!\d)"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_SHORT}|sept)\.?,?\s+(?P<y2>20\d\d)(?!\d)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?<!\d)(1[67]\d{8})(?=\d{6}|\D|$)")  # seconds since 1970, when a copied link was opened
_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")


def _with_day(page: Page) -> Page:
    """The page with the day that its address has in words, or that of the newest post it quotes."""
    told = (_IN_ADDRESS.search(page.url.lower()), *_POST.finditer(page.text))
    days = [_day(found["year"], found["month"], found["day"]) for found in told if found]
    known = [day for day in days if day]
    return page if page.day or not known else Page(id=page.id, url=page.url, text=page.text, day=max(known))


def _day(year: str, month: str, of_month: str) -> date | None:
    number = next(at for at, name in enumerate(_MONTHS, start=1) if name[:3] == month[:3].lower())
    try:
        return date(int(year), number, int(of_month))
    except ValueError:  # "31 June"
        return None


def _evidence(page: Page, days: Sequence[date]) -> NDArray[np.float64]:
    """How well each day goes with what stands on a page, as log odds."""
    if page.day:
        return np.array([0.0 if day == page.day else _NEVER for day in days])
    odds = np.zeros(len(days))
    if month := _MONTH_IN_ADDRESS.search(page.url):
        told = int(month["year"]), int(month["month"])
        odds += [0.0 if (day.year, day.month) == told else _NEVER for day in days]
    for stamp in _STAMP.findall(page.url):
        opened = datetime.fromtimestamp(int(stamp), UTC).date()
        odds += [_NEVER if day > opened else max(-0.4 * (opened - day).days, -10.0) for day in days]
    marks = marks_of([page.text])
    weekday = next((mark for mark in _in_order(page.text) if mark in WEEKDAYS), None)
    if weekday:
        at = WEEKDAYS.index(weekday)
        odds += [_ON_WEEKDAY.get((day.weekday() - at) % 7, -0.7) for day in days]
    for mark in marks - set(WEEKDAYS):
        odds += [_past(day, mark) for day in days]
    newest = max((day for day in _whole(page.text) if day <= days[-1]), default=None)
    if newest:
        odds += [_SINCE.get((day - newest).days, 0.0) if day >= newest else _TOO_EARLY for day in days]
    years = [year for year in map(int, _YEAR.findall(page.text)) if year <= days[-1].year]
    if years:
        odds += [_TOO_EARLY if day.year < max(years) else float(day.year == max(years)) for day in days]
    return odds


def _in_order(text: str) -> list[str]:
    return [word[:3].lower() for word in re.findall(r"\b\w+day\b", text)]


def _whole(text: str) -> list[date]:
    """The days that a page names with their years."""
    named = (
        _day(found["y1"] or found["y2"], found["m1"] or found["m2"], found["d1"] or found["d2"])
        for found in _WHOLE.finditer(text)
    )
    return [day for day in named if day]


def _past(day: date, mark: str) -> float:
    """A day of the year that a page names is a recent one as a rule."""
    month, of_month = map(int, mark.split("-"))
    for year in (day.year, day.year - 1):
        try:
            ago = (day - date(year, month, of_month)).days
        except ValueError:  # the 29th of February
            return 0.0
        if ago >= 0:
            return -min(ago, 120) / 26
    return 0.0


_ON_WEEKDAY = {0: 1.5, 1: 0.5}  # by days after: news is of the day, or of the day before
_SINCE = {0: 3.0, 1: 2.5, 2: 1.5, 3: 1.0}  # by days after the newest day that a page names with its year
_TOO_EARLY = -5.0
_NEVER = -30.0
_BEFORE, _AFTER = timedelta(120), timedelta(45)


def _alone(page: Page, days: Sequence[date]) -> date | None:
    """The day that what stands on a page tells by itself: likelier than all others together."""
    if any(day > days[-1] for day in _whole(page.text)):  # kept up to date since
        return None
    odds = _evidence(page, days)
    likeliest, others = 1.0, np.exp(odds - odds.max()).sum() - 1.0
    return days[int(odds.argmax())] if others < likeliest else None


# ── what its number tells ───────────────────────────────────────────────────────────────────────────────────


def _numbered(pages: list[Page], days: Sequence[date]) -> dict[str, date]:
    """The likeliest days of an outlet's pages that do not fall while the numbers rise (by Viterbi's way)."""
    marked = NUMBERED.get(pages[0].outlet, {})
    anchors = [Page(id="", url=f"/en/{number}", text="", day=day) for number, day in marked.items()]
    ordered = sorted([*pages, *anchors], key=lambda page: (page.number or 0, page.id))
    expected = _expected(ordered)
    if expected is None:
        return {}
    ordered = [page for page in ordered if page.day is None or days[0] <= page.day <= days[-1]]
    at = np.array([day.toordinal() for day in days])
    scores: list[NDArray[np.float64]] = []
    ways: list[NDArray[np.intp]] = []
    before = 0.0
    for page in ordered:
        due = expected(page.number or 0)
        score = _evidence(page, days) - _OFF * np.abs(at - due)
        if scores:
            gap = np.subtract.outer(at, at)
            cost = np.abs(gap - (due - before)) / (0.8 + 0.3 * (due - before))
            way = np.where(gap >= 0, scores[-1][None, :] - cost, -np.inf)
            ways.append(way.argmax(axis=1))
            score = score + way.max(axis=1)
        scores.append(score)
        before = due
    path = [int(scores[-1].argmax())]
    for way_back in reversed(ways):
        path.append(int(way_back[path[-1]]))
    return {page.id: days[day] for page, day in zip(ordered, reversed(path), strict=True) if page.id}


_OFF = 0.05  # for each day off the line between pages whose days are known
_APART = 5  # days between those that the line is drawn through


class _Expected:
    """The day, as an ordinal, that a number is due on: on the line through the pages whose days are known."""

    def __init__(self, points: Sequence[tuple[int, int]]) -> None:
        self._numbers = [number for number, _ in points]
        self._days = [day for _, day in points]

    def __call__(self, number: int) -> float:
        at = min(max(bisect_left(self._numbers, number), 1), len(self._numbers) - 1)
        (low, high), (start, end) = self._numbers[at - 1 : at + 1], self._days[at - 1 : at + 1]
        return start + (number - low) * (end - start) / (high - low)


def _expected(ordered: Iterable[Page]) -> _Expected | None:
    points: list[tuple[int, int]] = []
    for page in ordered:
        if page.day and page.number:
            day = page.day.toordinal()
            if not points or (day - points[-1][1] >= _APART and page.number > points[-1][0]):
                points.append((page.number, day))
    return _Expected(points) if len(points) > 1 else None
