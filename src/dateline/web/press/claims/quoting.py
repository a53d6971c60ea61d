"""Quoting: a quote with the words that a claim rests on lit in it, no longer than what may be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.domain import Span
from dateline.linking.quoting import cut


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
    if quote:
        quote = cut(quote, Span(0, len(quote)), around=_found(quote, words) or Span(0, 1))
    if at := _found(quote, words):
        return Quote(before=quote[: at.start], words=at.of(quote), after=quote[at.end :])
    return Quote(before=quote, words="", after="")


def _found(quote: str, words: str) -> Span | None:
    if not words:
        return None
    # "6" is no part of "16": whole words are looked for first.
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote) or re.search(re.escape(words), quote)
    return Span(*found.span()) if found else None
