"""A long report cut in sections, each short enough for one reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Span

# Characters of text. The annotators' codings of 405 reports, written in the reply's form, are 3 times as long
# as their texts (the median; 90 in 100 stay under 4 times): some 12,000 characters, which fit into the 4,096
# tokens that many servers allow a reply at 3 characters a token. The longest of the reports has 4,264.
SECTION = 4000
REPLY_TO_TEXT = 3  # measured as above
CONTEXT = 3  # sentences shown before a section, so that its "he" and "the sources" can be understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The sentences `first` to `last` of a report, and from where on the sentences before are shown along."""

    shown: int
    first: int
    last: int


def cut_sections(sentences: Sequence[Span], longest: int = SECTION) -> list[Section]:
    """The sentences in runs of at most `longest` characters, of like size; a longer sentence stands alone."""
    if not sentences:
        return []
    total = sentences[-1].end - sentences[0].start
    target = total / -(-total // longest)
    firsts = [0]
    for number, sentence in enumerate(sentences):
        start = sentences[firsts[-1]].start
        middle = (sentence.start + sentence.end) / 2
        if number > firsts[-1] and (sentence.end - start > longest or middle - start > target):
            firsts.append(number)
    lasts = [first - 1 for first in firsts[1:]] + [len(sentences) - 1]
    return [
        Section(shown=max(first - CONTEXT, 0), first=first, last=last)
        for first, last in zip(firsts, lasts, strict=True)
    ]
