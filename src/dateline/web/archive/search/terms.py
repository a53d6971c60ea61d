"""What somebody types when looking for something, as terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.linking.wording import names
from dateline.web.archive.search.indexing import form_word

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 16
"""Terms of one search; more are passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that are to stand next to each other, or to be absent.

    `begun` leaves the end of the last one open. `forms` are what the words come down to as names.
    """

    words: tuple[str, ...]
    without: bool = False
    begun: bool = False
    forms: tuple[str, ...] = ()


def read_terms(typed: str) -> tuple[Term, ...]:
    """The terms of what was typed.

    >>> [term.words for term in read_terms('strike "Deir ez-Zor" -talks')]
    [('strike',), ('deir', 'ez', 'zor'), ('talks',)]
    """
    return tuple(_terms(typed))[:MOST]


def _terms(typed: str) -> Iterator[Term]:
    for match in _TERM.finditer(typed.replace("\0", " ")):
        words = match["quoted"] if match["quoted"] is not None else match["plain"]
        found = tuple(one.casefold() for one in _WORD.findall(words))
        if found:
            # People type names in small letters; what they come down to is the same.
            forms = tuple(form_word(form) for form in names(words.title()))
            yield Term(words=found, without=bool(match["no"]), begun=words.endswith("*"), forms=forms)


_TERM = re.compile(r'(?P<no>-?)(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
_WORD = re.compile(r"\w+")
