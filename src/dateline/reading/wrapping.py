"""Lines to paragraphs: which line breaks a writer made, and which only the width of a page."""

from __future__ import annotations

import re
from itertools import pairwise


def paragraphs(text: str, *, hyphenated: bool = False) -> list[str]:
    """The paragraphs of a cleaned text, each on one line.

    In a text that is wrapped at a width, lines are joined up to an empty line or to a line that
    ends a sentence before the width is reached; otherwise every line is a paragraph. With
    `hyphenated`, words that were parted at the end of a line are made whole.
    """
    chunks = [chunk.split("\n") for chunk in text.split("\n\n") if chunk.strip()]
    width = _width(chunks, least_breaks=1 if hyphenated else _LEAST_BREAKS)
    if width is None:
        return [line.strip() for chunk in chunks for line in chunk if line.strip()]
    return [
        paragraph for chunk in chunks for paragraph in _joined(chunk, width, text if hyphenated else None)
    ]


_NARROWEST, _WIDEST = 35, 140  # characters; columns of a PDF, and e-mail or a full sheet in small type
_WRAPPED = 0.6  # share of the breaks that the width must explain
_SENTENCES = 0.6  # share of lines that end a sentence; in a wrapped text few do, and those by chance
_LEAST_BREAKS = 3
_LOOSE = 0.72  # of the longest line: so far a proportional font fills every line of a PDF
_TIGHT = 0.95  # so far a wrapped line is filled where letters have one width, and most where they have not
_ENDS = re.compile(r"[.!?:;؟。][\"'”’»)\]]*$")
_BULLET = re.compile(r"[•·▪●◦‣∙*–-]\s|\(?\d{1,2}[.)]\s")


def _width(chunks: list[list[str]], least_breaks: int) -> int | None:
    lengths = sorted(len(line) for chunk in chunks for line in chunk[:-1])
    if len(lengths) < least_breaks:
        return None
    width = lengths[int(len(lengths) * 0.95) - 1] if len(lengths) > 1 else lengths[0]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    breaks = [pair for chunk in chunks for pair in pairwise(chunk)]
    by_width = sum(_is_full(one, two, width * _LOOSE) for one, two in breaks)
    by_sentence = sum(_ENDS.search(one) is not None for one, _ in breaks)
    return width if by_width >= _WRAPPED * len(breaks) and by_sentence <= _SENTENCES * len(breaks) else None


def _is_full(line: str, after: str, room: float) -> bool:
    """Whether the next line's first word had no room left."""
    first = after.split(" ", 1)[0]
    return len(line) + 1 + len(first) > room


def _joined(chunk: list[str], width: int, whole: str | None) -> list[str]:
    found = [[chunk[0]]]
    for before, line in pairwise(chunk):
        sentence_ends = _ENDS.search(before) is not None and not _is_full(before, line, width * _TIGHT)
        ends = sentence_ends or not (line[:1].islower() or _is_full(before, line, width * _LOOSE))
        if ends or _BULLET.match(line):
            found.append([line])
        else:
            found[-1][-1:] = _joint(found[-1][-1], line, whole)
    return ["".join(pieces) for pieces in found]


# These keep their hyphen: they stand before it in the words of war reports.
# fmt: off
_PREFIXES = frozenset((
    "al", "el", "an", "ar", "as", "ash", "at", "az", "ad", "ed", "abu", "anti", "pro", "non", "ex",
    "self", "co", "re", "so", "semi", "multi", "cross", "counter", "mid", "near", "post", "pre",
    "north", "south", "east", "west", "half", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "well", "long", "short", "high", "low", "air", "ground", "cease", "car",
))
# fmt: on


def _joint(before: str, line: str, whole: str | None) -> tuple[str, str]:
    """Two lines as they stand one behind the other in a paragraph."""
    if not re.search(r"\w-$", before):
        return f"{before} ", line
    head = re.search(r"(?:^|\W)([^\W\d_]+)-$", before)
    tail = re.match(r"[^\W\d_]+", line)
    is_one_word = (
        whole is not None
        and head is not None
        and tail is not None
        and tail[0][0].islower()
        and head[1].casefold() not in _PREFIXES
        and f"{head[1]}-{tail[0]}" not in whole
    )
    return (before[:-1] if is_one_word else before), line
