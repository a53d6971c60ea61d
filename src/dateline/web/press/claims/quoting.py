"""Quoting: a quote with the words that a claim rests on lit in it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote in three: what stands before the words, the words, and what follows; `words` may be empty."""

    before: str
    words: str
    after: str

    @property
    def whole(self) -> str:
        """The quote in one."""
        return f"{self.before}{self.words}{self.after}"


def quote_of(quote: str, words: str) -> Quote:
    """A quote with `words` lit, in one line; where they do not stand in it, none are."""
    quote, words = " ".join(quote.split()), " ".join(words.split())
    if not words:
        return Quote(before=quote, words="", after="")
    # "6" is no part of "16": whole words are looked for first.
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote) or re.search(re.escape(words), quote)
    if not found:
        return Quote(before=quote, words="", after="")
    start, end = found.span()
    return Quote(before=quote[:start], words=quote[start:end], after=quote[end:])
