"""Copies: whose words a report's words were before, so that a wire story counts once however many print it.

Every four words running are a shingle, and a shingle belongs to the report that had it first. What share of
a text, or of one sentence, others had before is then a matter of counting. That share is of the later text
and not of both, as in MinHash, because editors cut: a third of a wire story is wholly the agency's, yet has
but a third of its shingles. docs/reference/incidents.md gives the figures.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from dateline.linking.sourcing import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.domain import Report, Span

# Words in a shingle. Of copies with every tenth word changed, 98 of 100 keep half of their shingles of four
# words, 88 of five, 61 of six. With three, reports that are no copies come close: of 839, 11 share 0.3 with
# another outlet's, with four one.
WORDS = 4

# From this share on, a report is a copy as a whole. Of some 1,000 reports the most that two outlets share
# without copying is 0.43: one agency's background of two years.
COPY = 0.5

# From this share on, a sentence is another's. Of 7,686 sentences held against the report of another outlet on
# the same incident, 17 share 0.2 to 0.3, six 0.3 to 0.5, and 109 more: quotes and copies.
COPIED_SENTENCE = 0.4
LEAST_SHINGLES = 7  # ten words: "shells hit the town and killed at least five" is anybody's


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowed:
    """What of some words other publishers' reports had before.

    `share` is of the words' shingles, 0 to 1; `report` is the id of the report that had most of them, None
    where `share` is 0; `shingles` is how many there are in all.
    """

    share: float
    report: str | None
    shingles: int


@dataclass(slots=True, kw_only=True)
class Copies:
    """Who had which words first, over reports in the order in which they are added.

    With `one_in` over 1 every so many-th shingle is kept, the same ones in every text: with 8 a report costs
    some 50 entries, and whole copies are told as well; single sentences then have too few. What is kept are
    dicts of numbers, the same in every process, so that it can be pickled, or made anew from the texts.
    """

    one_in: int = 1
    _first: dict[int, int] = field(default_factory=dict)  # by shingle, the number of who had it first
    _reports: list[str] = field(default_factory=list)
    _publishers: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, report: Report) -> None:
        """Keep the report's words as its own, but for those that others had before. Twice is once."""
        if report.id in self._numbers:
            return
        number = self._numbers[report.id] = len(self._reports)
        self._reports.append(report.id)
        self._publishers.append(_publisher(report))
        for shingle in self._shingles(report.text):
            self._first.setdefault(shingle, number)

    def borrowed(self, report: Report, span: Span | None = None) -> Borrowed:
        """What of a report's words, or of those in `span`, other publishers had before it.

        A report that was not added is held against all that were.
        """
        publisher = _publisher(report)
        own = self._numbers.get(report.id, len(self._reports))
        asked = set(self._shingles(span.of(report.text) if span else report.text))
        held = Counter(
            number
            for shingle in asked
            if (number := self._first.get(shingle, own)) < own and self._publishers[number] != publisher
        )
        if not held:
            return Borrowed(share=0.0, report=None, shingles=len(asked) * self.one_in)
        most = min(held, key=lambda number: (-held[number], number))
        return Borrowed(
            share=held.total() / len(asked), report=self._reports[most], shingles=len(asked) * self.one_in
        )

    def _shingles(self, text: str) -> Iterator[int]:
        words = [word.encode() for word in _WORD.findall(text.lower())]
        for at in range(len(words) - WORDS + 1):
            shingle = crc32(b" ".join(words[at : at + WORDS]))
            if shingle % self.one_in == 0:
                yield shingle


def is_copy(found: Borrowed) -> bool:
    """Whether a report with so much of others is a copy as a whole."""
    return found.share >= COPY and found.shingles >= LEAST_SHINGLES


def is_copied(found: Borrowed) -> bool:
    """Whether a sentence with so much of others is theirs."""
    return found.share >= COPIED_SENTENCE and found.shingles >= LEAST_SHINGLES


def _publisher(report: Report) -> str:
    return (report.source or host_of(report) or report.id).casefold()


_WORD = re.compile(r"\w+")
