"""Where accounts are printed: a terminal, a pipe or a text file, and what may not be printed there."""

from __future__ import annotations

import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_NARROWEST = 20
INDENT, _LABEL = 4, 9  # of what stands under a heading: before the labels, and of them
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


def print_wrapped(words: Text, console: Console, *, before: str = "", first: str | None = None) -> None:
    """Print `words`, each line of them after `before`, the first one after `first`."""
    for nth, line in enumerate(words.wrap(console, max(console.width - len(before), _NARROWEST))):
        line.rstrip()
        opening = before if nth or first is None else first
        console.print(Text.assemble((opening, "dim"), line), soft_wrap=True)


def print_beside(label: str, words: Text, console: Console, *, before: str = "") -> None:
    """Print `label` and, beside it, `words`, each line of them after `before`."""
    first = f"{'':{INDENT}}{label:{_LABEL}}{before}"
    print_wrapped(words, console, before=f"{'':{INDENT + _LABEL}}{before}", first=first)


def _is_obeyed(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
