"""Kinds of expressions, and how a reading of one can miss: what a list of errors is sorted by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.domain import Count, DateRange

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_UNIT = r"(?:minute|hour|day|night|week|month|year|decade)s?"
_NUMBER = r"(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|few|several|many)"

# Of the kinds that fit, the first in the table is taken.
TIMES = {
    "since": r"\bsince\b|\bonwards?\b",
    "from one to another": r"\b(?:from|between)\b.*\b(?:to|and|until|till|through)\b|\d\s*[-\u2013]\s*\d",
    "ago": r"\bago\b",
    "from a time told before": (
        r"\b(?:later|earlier|before|after|afterwards|previous|prior|following|next|same|then)\b"
    ),
    "today and yesterday": (
        r"\b(?:to-?days?|tonight|yesterdays?|tomorrow|overnight|last night|this (?:morning|evening))\b"
    ),
    "whole date": (
        rf"\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}|{_DAY}\W+(?:of\W+)?{_MONTH}\W+\d{{4}}"
        rf"|{_MONTH}\W*{_DAY}\W+\d{{4}}"
    ),
    "day of a month": rf"\b{_DAY}\W+(?:of\W+)?{_MONTH}\b|\b{_MONTH}\W*{_DAY}\b(?!\d)",
    "weekday": r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b",
    "week": r"\b(?:this|last|next|coming|the)\s+week(?:end)?\b",
    "month": rf"\b{_MONTH}(?:\s+(?:of\s+)?\d{{4}})?\b|\b(?:this|last|next|the)\s+month\b",
    "stretch": rf"\b(?:past|last|recent|{_NUMBER})[\s-]+(?:\w+[\s-]+)?{_UNIT}\b|\b(?:for|in)\s+{_UNIT}\b",
    "season or year": (
        r"\b(?:19|20)\d\d\b|\b(?:spring|summer|autumn|fall|winter)\b|\b(?:this|last|next|the)\s+year\b"
    ),
    "part of a day": (
        r"\b(?:dawn|morning|noon|afternoon|evening|night|midnight|gmt|hours?|[ap]\.?m)\b|\d:\d\d"
    ),
    "vague": r"\b(?:now|currently|recent(?:ly)?|daily|so far|regularly|frequently|lately|ongoing|still)\b",
}
QUANTITIES = {
    "nobody": r"^(?:no|not|zero|none|nobody|without|did not)\b|^0$",
    "share": r"%|\bper\s?cent\b|\b(?:half|third|quarter|most|majority|part)\b",
    "hundreds, dozens": r"\b(?:tens|dozens|scores|hundreds|thousands|millions)\b",
    "several, a number": r"\b(?:several|few|couple|handful|number)\b",
    "nearly": r"\b(?:nearly|almost|close to|just under)\b",
    "from one to another": r"\bbetween\b|\d\s*[-\u2013]\s*\d|\b(?:to|or)\b",
    "at least, at most": (
        r"\b(?:at (?:least|most)|up(?:wards?)? (?:to|of)|(?:more|less|fewer) than|over|under|above|below"
        r"|as many as)\b|\+"
    ),
    "joined": r"\band\b|&",
    "another": r"\b(?:another|others?|more|further|additional)\b",
    "many": r"\b(?:many|multiple|numerous|various)\b|^some(?: other)?s?$",
    "number": rf"\d|\b(?:{_NUMBER}|dozen|hundred|thousand|million|both|all)\s|^{_NUMBER}$",
}
OTHER = "other words"


def kind_of(words: str, kinds: dict[str, str]) -> str:
    """The first of `kinds` that `words` are of.

    >>> kind_of("since early March", TIMES), kind_of("late Thursday", TIMES)
    ('since', 'weekday')
    """
    fits = (kind for kind, pattern in kinds.items() if re.search(pattern, words, re.IGNORECASE))
    return next(fits, OTHER)


def date_amiss(found: DateRange | None, gold: DateRange | None) -> str:
    """How a date misses the gold's: by an end, by days, or by being there at all; empty where it does not."""
    if found is None or gold is None:
        return "" if found is gold else "left undated" if found is None else "dated, undated in the gold"
    if found.start == gold.start:
        return "" if found.end == gold.end else "ends otherwise"
    if found.end == gold.end:
        return "starts otherwise"
    if found.start < gold.start and gold.end < found.end:
        return "too wide"
    narrow = gold.start < found.start and found.end < gold.end
    return "too narrow" if narrow else f"{_distance(abs((found.start - gold.start).days))} off"


def count_amiss(found: Count, gold: Count) -> str:
    """How a count misses the gold's: by a bound, or by being there at all; empty where it does not."""
    if found == gold:
        return ""
    if found.min is found.max is None:
        return "left without a number"
    if gold.min is gold.max is None:
        return "given a number, none in the gold"
    wrong = [name for name in ("min", "max") if getattr(found, name) != getattr(gold, name)]
    return f"other {' and '.join(wrong)}"


def _distance(days: int) -> str:
    for most, words in ((1, "a day"), (7, "days"), (31, "weeks"), (366, "months")):
        if days <= most:
            return words
    return "years"
