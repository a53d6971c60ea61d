"""The places of event_location as spans of characters.

Most lines of the set tell a place by its first character and the one behind its last. 936 of its 5,828 places
are told by their first and last word instead, as spaCy counts words: taken for characters they point to a
letter, or to nothing at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


def place_spans(text: str, places: Iterable[tuple[int, int]]) -> list[Span]:
    """The `places` of a line as spans of `text`; one that points nowhere is left out.

    >>> place_spans("They met in Kafr Amsa.", [(12, 21), (3, 4)])
    [Span(start=12, end=21), Span(start=12, end=21)]
    """
    found = (_by_characters(text, *place) or _by_words(text, *place) for place in places)
    return [span for span in found if span]


def _by_characters(text: str, start: int, end: int) -> Span | None:
    """Characters, where they begin and end with a word."""
    if not 0 <= start < end <= len(text) or not (text[start].isalnum() and text[end - 1].strip()):
        return None
    cut = (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())
    return None if cut else Span(start, end)


def _by_words(text: str, first: int, last: int) -> Span | None:
    """From one word to another, both included, in the count of spaCy's English tokenizer."""
    words = [match.span() for match in _WORD.finditer(text)]
    return Span(words[first][0], words[last][1]) if 0 <= first <= last < len(words) else None


_WORD = re.compile(
    r"\A\s+|(?<=\s)\s+|[^\S ]\s*"  # one space parts words; more, a line break and what opens a text are words
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Sen|Rep|Gov|St|Mt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|No|vs|Inc|Ltd|Co|Corp|Jr|Sr|Rev|(?<!\w)[A-Z])\."
    r"|n't\b|[^\W\d_]+(?=n't\b)|['\u2019](?:s|re|ve|ll|d|m)\b|--+|\.\.+|''|``"
    r"|\d+(?:[.,:/]\d+)+|[^\W\d_]+-\d\w*"  # 1,200 and B-52
    r"|[^\W_]+(?:['\u2019.](?!s\b)[^\W_]+)*"
    r"|\S"
)
