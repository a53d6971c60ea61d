"""Short names that a report gives its actors itself: "the Northern Relief Front (NRF)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Span
from dateline.resolving.acting.forms import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.resolving.acting.forms import Word

_SHORT = r"[A-Z][\w*./&-]*[A-Z*][\w*./-]*"
_NAMED_SO = r"(?:also )?(?:known as |or |the |called |hereinafter )*[\"“”'‘’]?"
# (NRF), [NRF], ("NRF"), (known by its acronym NRF), – or NRF –
_IN_BRACKETS = re.compile(
    rf"[\s,]*[(\[]\s*(?:{_NAMED_SO}|known by its (?:\w+ )?acronyms?,? )?(?P<short>{_SHORT})[\"“”'‘’]?\s*[)\]]"
)
_LONG_IN_BRACKETS = re.compile(
    rf"(?P<short>{_SHORT})\s*[(\[]\s*(?:the )?(?P<long>[A-Z][^()\[\]]{{6,80}})[)\]]"
)
_LONGEST_NAME = 10  # in words
_REACH = 120  # in letters: what can stand before brackets and belong to them
_SMALL = frozenset({"of", "and", "for", "in", "on", "to", "with", "by", "from", "at"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym:
    """A short name that the text defines, and where the long one stands.

    `spelt`: the letters of the short one begin the words of the long one. Otherwise the long one is the name
    with capitals that stands before the brackets, and may start too early.
    """

    short: Span
    long: Span
    spelt: bool


def acronyms(text: str) -> list[Acronym]:
    """The short names that `text` defines, each with the name that it stands for.

    >>> text = "The Northern Relief Front (NRF) and the OEL (Office of Emergency Logistics) met."
    >>> [(one.short.of(text), one.long.of(text)) for one in acronyms(text)]
    [('NRF', 'Northern Relief Front'), ('OEL', 'Office of Emergency Logistics')]
    """
    return [*_short_in_brackets(text), *_long_in_brackets(text)]


def _short_in_brackets(text: str) -> list[Acronym]:
    found = []
    for match in _IN_BRACKETS.finditer(text):
        short = Span(*match.span("short"))
        before = words_of(text[max(0, match.start() - _REACH) : match.start()])
        spelt = _spelt_out(_letters(short.of(text)), before)
        start = _capitals(before) if spelt is None else spelt
        if start is not None:
            offset = max(0, match.start() - _REACH)
            long = Span(before[start].start + offset, before[-1].end + offset)
            found.append(Acronym(short=short, long=long, spelt=spelt is not None))
    return found


def _long_in_brackets(text: str) -> list[Acronym]:
    found = []
    for match in _LONG_IN_BRACKETS.finditer(text):
        words = words_of(match["long"])
        if words and _spelt_out(_letters(match["short"]), words) == 0:
            found.append(
                Acronym(short=Span(*match.span("short")), long=Span(*match.span("long")), spelt=True)
            )
    return found


def _letters(short: str) -> str:
    return "".join(word.whole for word in words_of(short))


def _spelt_out(letters: str, words: Sequence[Word]) -> int | None:
    """From which of `words` on their first letters give `letters`; None where they do not."""
    # "OEL" leaves out the "of" of its name, "MoD" does not.
    starts = (_start(letters, words, leaves_out=leaves_out) for leaves_out in (True, False))
    return next((start for start in starts if start is not None), None)


def _start(letters: str, words: Sequence[Word], *, leaves_out: bool) -> int | None:
    at = len(words)
    left = letters
    while at and left and len(words) - at < _LONGEST_NAME:
        at -= 1
        form = words[at].form
        if form[0] == left[-1] and not (leaves_out and form in _SMALL):
            left = left[:-1]
        elif form not in _SMALL:
            return None
    return at if not left and words[at].capital else None


def _capitals(words: Sequence[Word]) -> int | None:
    """From which word on a name with capitals stands before the brackets."""
    at = len(words)
    while at and len(words) - at < _LONGEST_NAME and (words[at - 1].capital or words[at - 1].form in _SMALL):
        at -= 1
    while at < len(words) and words[at].form in _SMALL:
        at += 1
    return at if len(words) - at > 1 else None
