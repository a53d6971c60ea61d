"""Where accounts are printed: a terminal, a pipe or a text file, and what may not be printed there."""

from __future__ import annotations

import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterator

# Wider lines are hard to read; a terminal or a file that tells no width gets 80.
_WIDEST = 100


@contextmanager
def console_on(out: str) -> Iterator[Console]:
    """The console on `out`: "-" is standard output, all else the path of a file."""
    if out == "-":
        console = Console(file=sys.stdout, highlight=False, emoji=False, soft_wrap=False)
        console.width = min(console.width, _WIDEST)
        yield console
    else:
        with open(out, "w", encoding="utf-8") as file:  # noqa: PTH123 -- click has made sure of a path
            yield Console(file=file, width=80, no_color=True, highlight=False, emoji=False)


def plain(words: str) -> str:
    """`words` without what a terminal would obey or be misled by: control characters, turned writing."""
    return "".join(
        " " if character in "\n\t" else character
        for character in words
        if character in "\n\t" or not _is_obeyed(character)
    )


def _is_obeyed(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
