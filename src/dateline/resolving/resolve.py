"""Counts, dates and speakers for a coding: what the words of each harm, event and claim say or stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.domain import Count
from dateline.resolving.counts import read_count
from dateline.resolving.datelines import read_dateline
from dateline.resolving.happenings import SENTENCE_END, date_events
from dateline.resolving.numbers import plain
from dateline.resolving.speakers import name_speakers

if TYPE_CHECKING:
    from dateline.domain import Coding, Harm

# A share counts nobody: "50", and behind it "% of the garrison".
_SHARE = re.compile(r"\s?(?:%|per\s?cent\b)", re.IGNORECASE)
# What belongs to a quantity wherever the engine cut it off: "a number" | "of families",
# "a 41" | "-year-old man", "civilian" | "injuries".
_REST = re.compile(
    r"[\s-]*years?[\s-]+old\b(?:\s+\w+)?|\s+of\b"
    r"|\s+(?:casualties|deaths|fatalities|injuries|losses|victims|wounds)\b",
    re.IGNORECASE,
)
# "At least" | 70, cut off before its number.
_NUMBERLESS = re.compile(
    r"\b(?:at (?:least|most)|up to|(?:more|fewer|less) than|as many as|over|nearly|almost|about|around)\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\w[\w.,-]*(?:\s(?:hundred|thousand|million|dozen)\b)?", re.IGNORECASE)


def resolve(coding: Coding) -> Coding:
    """The coding with each harm's count and each event's date read from their words, and speakers named.

    Dates count from the report's dateline (see `read_dateline`) or, where it has none, from
    `report.published`. An event whose times cannot be read stays undated.
    """
    text = coding.report.text
    spoken = read_dateline(text, coding.report.published)
    dates = date_events(coding, spoken)
    events = tuple(
        replace(event, date=dates.get(event.id), harm=tuple(_counted(harm, text) for harm in event.harm))
        for event in coding.events
    )
    return replace(coding, events=events, attributions=name_speakers(coding))


def _counted(harm: Harm, text: str) -> Harm:
    if _SHARE.match(text, harm.quantity.end):
        return replace(harm, count=Count())
    lead = SENTENCE_END.split(text[max(harm.quantity.start - 40, 0) : harm.quantity.start])[-1]
    words = harm.quantity.of(text)
    following = _NUMBER if _NUMBERLESS.search(words) else _REST
    rest = following.match(plain(text[harm.quantity.end : harm.quantity.end + 40]))
    words += rest[0] if rest else ""
    return replace(harm, count=read_count(words, before=lead) or Count())
