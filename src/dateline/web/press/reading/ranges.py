"""Ranges: a part of a file, as players of video ask for it (RFC 9110, section 14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK = 64 * 1024


class NoSuchRange(ValueError):
    """The part that is asked for lies behind the end of the file."""


def range_of(header: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last; None where the whole file is to be sent.

    Several ranges at once, and what is no range of bytes, are answered with the whole: no player asks so.

    Raises:
        NoSuchRange: The file has no such bytes.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found["first"] == found["last"] == "":
        return None
    if not found["first"]:
        last = int(found["last"])
        if not last or not size:
            raise NoSuchRange
        return max(0, size - last), size
    first = int(found["first"])
    end = min(size, int(found["last"]) + 1) if found["last"] else size
    if found["last"] and int(found["last"]) < first:
        return None
    if first >= size:
        raise NoSuchRange
    return first, end


# No file is longer than its length can be written; a longer number is none of ours.
_RANGE = re.compile(r"bytes\s*=\s*(?P<first>[0-9]{0,18})\s*-\s*(?P<last>[0-9]{0,18})", re.IGNORECASE)


def part(path: Path, first: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from `first` to before `end`."""
    with path.open("rb") as file:
        file.seek(first)
        left = end - first
        while left and (block := file.read(min(_BLOCK, left))):
            left -= len(block)
            yield block
