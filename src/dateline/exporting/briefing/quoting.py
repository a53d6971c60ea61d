"""Quoting: the report's own words, where none of ours would say as much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.nouns import capital
from dateline.resolving.acting.calling import verb

if TYPE_CHECKING:
    from dateline.domain import Telling

_LONGEST = 260  # letters of a quote in a sentence of ours


def fits(telling: Telling) -> bool:
    """Whether the sentence with a telling's words is short enough to be quoted in one of ours."""
    return len(words_around(telling)) <= _LONGEST


def sentence(telling: Telling, name: str, mark: str, *, plural: bool, aside: str = "") -> str:
    """What somebody says in the report's words: "“The bridge was closed,” Border Post says"."""
    quote = words_around(telling)
    says = f"{verb('say', plural=plural)}{aside}"
    if len(quote) > _LONGEST:
        quote = f"{quote[:_LONGEST].rsplit(' ', 1)[0]} …"
    inner = within(quote)
    if quote[:1].isupper() and not quote.endswith(("?", "!", "…")) and _FINITE.search(quote):
        return f"“{inner.removesuffix('.')},” {name} {says}.{mark}"
    if quote[:1].islower() and _FINITE.search(quote):
        return f"{capital(name)} {says} that “{inner}”.{mark}"
    colon = f"{capital(name)} {says}: “{inner}”"
    return f"{colon}{'' if quote.endswith(('.', '?', '!')) else '.'}{mark}"


def words_around(telling: Telling) -> str:
    """The sentence of a telling's quote in which its words stand, without the quotation marks around it."""
    quote = " ".join(telling.quote.split())
    words = " ".join(telling.words.split())
    spans = sentence_spans(quote)
    here = next((quote[a:b] for a, b in spans if words in quote[a:b]), quote)
    return _bare(_DATELINE.sub("", here).strip())


def within(quote: str) -> str:
    """A quote as it stands between marks of ours."""
    return plainly(quote.replace("“", "‘").replace("”", "’"))


def _bare(quote: str) -> str:
    """A quote without marks around it, or half of a pair at an end."""
    if quote[:1] in '“"' and quote[-1:] in '”"' and len(quote) > 1:
        return quote[1:-1].strip()
    if quote.count("“") > quote.count("”"):
        return quote.removeprefix("“").strip() if quote.startswith("“") else f"{quote}”"
    return quote.removesuffix("”").strip() if quote.count("”") > quote.count("“") else quote


_DATELINE = re.compile(r"^[A-Z][A-Z ,]+,?[^()]{0,20}\([^()]{2,40}\)\s+[-–—]\s+")
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|did|would|will|could|\w+ed)\b")
