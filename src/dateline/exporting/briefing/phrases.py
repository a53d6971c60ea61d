"""Phrases: reports' words for things and people as noun phrases, with their article and number."""

from __future__ import annotations

import re

from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.lowering import lowered

_LONGEST = 70  # letters of a phrase that a clause of ours bears


def phrase(words: str, quote: str) -> str:
    """Words for what something was done to, as a clause has them; "" where they make no phrase.

    >>> phrase("market", "They shelled a market."), phrase("positions", "It hit positions near Marj.")
    ('a market', 'positions')
    >>> phrase("his house", "It hit his house."), phrase("al-Tal village", "It hit al-Tal village.")
    ('a house', 'the village of al-Tal')
    >>> phrase("than 50 homes", "It hit more than 50 homes."), phrase("car belonging", "a car belonging")
    ('', 'a car')
    """
    said, bare = " ".join(quote.split()), " ".join(words.split()).strip("“”\"'‘’,;:.")
    article = _article_before(bare, said)
    found = _RELATIVE.split(bare, maxsplit=1)[0]
    if re.match(r"(?:the|an?)\s", found, re.IGNORECASE):
        article, _, found = found.partition(" ")
    found, owned = _POSSESSIVE.subn("", _NEAR_IT.sub("", found))
    found = _trimmed(found)
    head = _head_of(found)
    if _is_none(found, head):
        return ""
    if village := NAMED_TOWN.fullmatch(found):
        return plainly(f"the {village['kind'].lower()} of {village['name']}")
    named = found[:1].isupper() or found.lower().startswith("al-")
    common = head.rsplit(" ", 1)[-1].islower()
    opens = said.lstrip("“\"'‘").startswith(bare)
    found = lowered(found) if opens or bare[:1].islower() else found
    many = is_many(found)
    if COUNTED.match(found) or (many and (owned or article.lower() != "the")):
        placed = found
    elif article.lower() == "the" and not owned:
        placed = f"the {found}"
    elif many or _MASS.search(head) or (named and not _GENERIC_LAST.search(head) and not common):
        placed = found
    elif named and _GENERIC_LAST.search(head):
        placed = f"the {found}"
    elif article in {"a", "an"} and not owned:
        placed = f"{article} {found}"
    else:
        placed = f"{'an' if found[:1].lower() in 'aeiou' else 'a'} {found}"
    return quoted_if_loaded(plainly(placed))


def _is_none(found: str, head: str) -> bool:
    """Whether words are cut too short, or too long, to stand for anything."""
    cut = not found or len(found) > _LONGEST or found.count("(") != found.count(")")
    return cut or bool(
        _NO_START.match(found)
        or _NOTHING.fullmatch(found)
        or _NO_HEAD.fullmatch(head)
        or _ADJECTIVE.fullmatch(head)
    )


def is_anaphor(words: str) -> bool:
    """Whether words only point back to a place that was named: "the town", "the area"."""
    return bool(_ANAPHOR.fullmatch(" ".join(words.split())))


def is_many(words: str) -> bool:
    """Whether a phrase is of several.

    >>> [is_many(one) for one in ("children", "positions held by rebels", "a depot of shells", "two of them")]
    [True, True, False, True]
    """
    bare = re.sub(r"^(?:the|an?)\s+", "", words.strip("“”"), flags=re.IGNORECASE)
    if COUNTED.match(bare):
        return not re.match(r"(?:one|1(?![\d,.]))\b", bare)
    if re.match(r"(?:an?|another|one)\s", words):
        return False
    if " and " in _head_of(bare):
        return True
    last = _head_of(bare).rsplit(" ", 1)[-1]
    if last[:1].isupper() and " " in _head_of(bare) and bare[:1].isupper():
        return False  # a name: "Deir al-Adas"
    last = last.lower()
    return bool(_IRREGULAR.fullmatch(last)) or (last.endswith("s") and not _SINGULAR.search(last))


def _head_of(words: str) -> str:
    """A phrase up to what only says which one: "buses" of "buses carrying people"."""
    return _TAIL.split(words, maxsplit=1)[0].strip()


def quoted_if_loaded(words: str) -> str:
    """A phrase in quotation marks, article apart, where its words take a side: “terrorist groups”.

    >>> quoted_if_loaded("the terrorist groups"), quoted_if_loaded("four civilians")
    ('the “terrorist groups”', 'four civilians')
    """
    if not _LOADED.search(words) or "“" in words:
        return words
    opening = re.match(r"(?:(?:the|an?|its|their|his|her)\s+)?", words)
    at = opening.end() if opening else 0
    return f"{words[:at]}“{words[at:]}”"


def _article_before(words: str, quote: str) -> str:
    found = re.search(rf"\b(the|an?)\s+{re.escape(words)}(?!\w)", quote, re.IGNORECASE)
    return found[1].lower() if found else ""


def _trimmed(words: str) -> str:
    """Words without what hangs over at their end: "a car belonging", "an area along"."""
    found, before = words, ""
    while found != before:
        before = found
        found = _OVERHANG.sub("", found).rstrip(" ,;:-–—")
    return found


_RELATIVE = re.compile(
    r"\s+(?:who|whom|whose|which|that|where|when|while|as well as|as|including|because|after|before)\b|[,;]\s"
)
_POSSESSIVE = re.compile(r"^(?:his|her|its|their|our|my|your)\s+", re.IGNORECASE)
_OVERHANG = re.compile(
    r"\s+(?:of|in|at|on|by|with|for|to|from|near|along|around|than|and|or|the|an?|between|behind|under"
    r"|belonging|used|located|displaced|situated|being|was|were|is|are|has|had|have|his|her|its|their"
    r"|(?:in|of) (?:the )?(?:eastern|western|northern|southern|central|rural)"
    r"|killed|injured|wounded|evacuated|alleged(?:ly)?|reported(?:ly)?)$",
    re.IGNORECASE,
)
_NO_START = re.compile(
    r"(?:my|our|your|than|tens?|as|it|they|them|he|she|who|which|this|that|those|these|each|both|we|us|i"
    r"|you|also|of|in|at|on"
    r"|by|to|for|from|and|or|near|there|here|not|no|so|such|what|else|half|part|parts|most|more|where"
    r"|when|while"
    r"|around|about|over|against|his|her|its|their|everything|everyone|anything|nothing|himself|themselves|some)\b",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(
    r"(?:his|her|its|their|another|others?|an?|the|tens?|one|many|several|number|largest|first|last|same|new|old|own)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:members?|(?:the )?(?:attack|strike|incident|operation|area|location|place|site|scene|target"
    r"|targets|vicinity|outskirts"
    r"|countryside))",
    re.IGNORECASE,
)
_NEAR_IT = re.compile(
    r"\s+(?:in|near|of|at|around|outside|inside|across)\s+(?:the|this|that|its|their)\s+(?:\w+\s)?"
    r"(?:town|city|village|area|region|province|district|neighbou?rhood|countryside|camp)$"
)
_ADJECTIVE = re.compile(r"(?!wounded|injured)[a-z-]*(?:ed|-held)")  # a phrase cut short
_ANAPHOR = re.compile(
    r"(?:(?:the|this|that)\s+)?(?:same\s+|whole\s+|entire\s+|besieged\s+|nearby\s+)?(?:town|city|village"
    r"|area|areas|towns|cities|villages|suburbs"
    r"|region|province|district|neighbou?rhoods?|place|location|camp|countryside|governorate|capital"
    r"|enclave|site"
    r"|locality|suburb)",
    re.IGNORECASE,
)
NAMED_TOWN = re.compile(
    r"(?P<name>(?:[Aa]l-|[A-Z])[\w’'-]+(?: (?:[A-Z]|[a-z]{2,3}-)[\w’'-]*)*)"
    r" (?P<kind>[Tt]own|[Vv]illage|[Cc]ity)"
)
"""A place that its kind follows: "Marj village"."""
_GENERIC_LAST = re.compile(
    r"\b(?:road|highway|bridge|hospital|school|market|mosque|church|neighbou?rhood|district|area|camp"
    r"|base|airport"
    r"|airbase|prison|station|square|street|crossing|checkpoint|region|field|dam|convoy|headquarters?)$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|dozens"
    r"|hundreds|scores"
    r"|thousands|more than|over|at least|up to|about|around|nearly|almost|a number of|another|other)\b",
    re.IGNORECASE,
)
"""Words that begin with how many there are, and take no article."""
_MASS = re.compile(
    r"\b(?:infrastructure|equipment|property|ammunition|traffic|land|farmland|weaponry|personnel)$"
)
_IRREGULAR = re.compile(r"children|\w*men|people|police|staff|crew|infantry|cattle|personnel|youth|troops")
_SINGULAR = re.compile(r"(?:ss|us|is|^gas|news|headquarters|series|’s|'s)$")
_TAIL = re.compile(
    r"\s+(?:of|for|in|at|from|by|with|on|to|inside|outside|near|under|along|around|between|behind|above"
    r"|close|loyal"
    r"|linked|that|who|which|where|held|left|made|run|seen|set|\w+ing|\w+ed)(?=\s|$)|,"
)
_LOADED = re.compile(
    r"\b(?:terroris\w+|takfiri\w*|martyr\w*|mercenar\w+|infidels?|crusaders?|zionists?|separatists?|invaders?)\b",
    re.IGNORECASE,
)
