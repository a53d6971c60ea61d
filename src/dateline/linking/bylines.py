"""Bylines: the agency whose words an outlet prints, by what stands over or under the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.domain import Report
    from dateline.linking.ports import Source, Sources

# Kinds of source whose name over a report says that they wrote it.
_WRITERS = frozenset({SourceKind.AGENCY, SourceKind.STATE_MEDIA, SourceKind.MEDIA, SourceKind.LOCAL_MEDIA})

# Letters at either end of a text in which a byline may stand. Of 879 reports, 200 at the head find 92; the
# four more that 250 find have a long headline before it, and 400 find no others.
_HEAD, _FOOT = 250, 160


def agency_over(report: Report, sources: Sources) -> Source | None:
    """The agency or other outlet that a report's byline, dateline or last line gives its words to.

    "BEIRUT (Reuters) -", "AFP | Friday 5 Sep 2014", an author "Reuters Staff", "(Source: Petra)". An agency
    cited within a sentence ("told AFP", "SANA reported") is a source of that sentence and not of the report.
    """
    for words, sure in _candidates(report):
        found = sources.source(words, None, report.published)
        if found and (found.kind is SourceKind.AGENCY or (sure and found.kind in _WRITERS)):
            return found
    return None


def _candidates(report: Report) -> Iterator[tuple[str, bool]]:
    """Words that may name a writer, and whether they stand where nothing but a writer does."""
    for field, sure in ((report.source, False), (report.author, True)):
        for words in _PARTS.split(field or ""):
            yield _STAFF.sub("", words).strip(), sure
    head, foot = report.text[:_HEAD], report.text[-_FOOT:]
    if found := _DATELINE.match(head):
        yield from ((words.strip(), True) for words in _PARTS.split(found["agency"]))
    if found := _BEFORE_A_DAY.search(head):
        yield found["agency"], False
    if found := _OPENING.match(head):
        yield found["agency"], False
    if found := _LAST.search(foot):
        yield from ((words.strip(), True) for words in _PARTS.split(found["agency"]))


_PARTS = re.compile(r"\s*(?:[,/|;&+]|\band\b|\bwith\b|\bby\b)\s*", re.IGNORECASE)
_STAFF = re.compile(
    r"^by\s+|\b(?:staff|correspondents?|reporters?|newsroom|news desk|in [A-Z]\w+)\b.*$", re.IGNORECASE
)
_NAME = r"[A-Z][\w.'’&/ -]{1,40}?"
# As in: BEIRUT (Reuters) - Warplanes struck
_DATELINE = re.compile(rf"(?:[\w .,'’/-]{{0,60}}?)\((?P<agency>{_NAME})\)\s*(?:[-–—:]|\n|[A-Z])")
# As in: AFP Saturday 26 Jul 2014, where a page's head has run together
_BEFORE_A_DAY = re.compile(
    r"\b(?P<agency>[A-Z]{2,5}|[A-Z][a-z]+)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}),?\s+"
    r"(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
)
_OPENING = re.compile(r"\s*(?P<agency>[A-Z][\w.]+(?: [A-Z][\w.]+)?)\s*(?:[|–—-]|\n)")
# As in: the ministry added. (Source: Petra)
_LAST = re.compile(rf"\(\s*(?:source\s*:\s*)?(?P<agency>{_NAME})\s*\)\W*(?:twitter\W*)?$", re.IGNORECASE)
