"""Coding in, coding with counts, dates and named speakers out.

resolve(coding) -> Coding          every harm's count, every event's date, whom a speaking pronoun stands for
read_count(words) -> Count | None  "at least six", "dozens", "a man and his wife"
read_date(words, published)        "late Thursday", "since March 2011", "22/11/2018"
read_dateline(text, published)     the day that a report's text stands under
"""

from dateline.resolving.counts import read_count
from dateline.resolving.datelines import read_dateline
from dateline.resolving.dates import read_date
from dateline.resolving.resolve import resolve

__all__ = ["read_count", "read_date", "read_dateline", "resolve"]
