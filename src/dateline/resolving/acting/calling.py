"""Calling: names of actors and speakers as they stand in a sentence, with their articles and verbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain.messages import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_words(number: int) -> str:
    """A number as prose has it: in letters up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def listed(names: Sequence[str], last: str = " and ") -> str:
    """Names in a row, `last` before the last of them.

    >>> listed(["the Coast Monitor", "Harbour Dispatch", "World Wire"])
    'the Coast Monitor, Harbour Dispatch and World Wire'
    """
    return Row.of(names, last=last)


def called(name: str) -> str:
    """A name as it stands in a sentence, with an article where it is a common noun's or takes one.

    >>> called("Coast Monitor"), called("Harbour Dispatch"), called("Government of Marland (exile)")
    ('the Coast Monitor', 'Harbour Dispatch', 'the Government of Marland')
    >>> called("military source"), called("Security sources"), called("Homs governor")
    ('a military source', 'security sources', 'the Homs governor')
    """
    plain = _BRACKETS.sub("", name)
    bare = _THE.sub("", plain)
    if _SENTENCE_START.match(bare):
        bare = bare[0].lower() + bare[1:]
    last = _head(bare).rsplit(" ", 1)[-1]
    common, small = last.islower(), bare[:1].islower()
    if _DETERMINED.match(bare) or (common and _OWNED.match(bare)):
        return bare
    without = common and (is_plural(bare) or bool(_MASS.search(last)))
    body = _BODY.search(_head(bare)) or (not small and _BODY.search(bare))
    if _THE.match(plain) or body or (common and not small and not without):
        return f"the {bare}"
    if small and not without:
        if bare == last and not _PERSON.search(last):
            return f"the {bare}"
        return f"an {bare}" if bare[0] in "aeiou" else f"a {bare}"
    return bare


def is_plural(name: str) -> bool:
    """Whether a name takes a verb in the plural: "the Marj police name", "security sources say".

    >>> [is_plural(one) for one in ("Marlandic police", "armed groups", "Marlandic Army", "United Nations")]
    [True, True, False, False]
    """
    last = _head(_BRACKETS.sub("", name)).rsplit(" ", 1)[-1]
    if last.islower() and last.endswith("s"):
        return not _SINGULAR.search(last)
    return bool(_PLURAL.search(last))


def verb(base: str, *, plural: bool) -> str:
    """A verb in the present.

    >>> verb("deny", plural=False), verb("say", plural=False), verb("say", plural=True)
    ('denies', 'says', 'say')
    """
    if plural:
        return base
    return f"{base[:-1]}ies" if base.endswith("ny") else f"{base}{'es' if base.endswith('ss') else 's'}"


def _head(name: str) -> str:
    """A name up to what only says which one: "sources" of "sources close to the army"."""
    return _TAIL.split(name, maxsplit=1)[0]


_BODY = re.compile(
    r"\b(?:Monitor|Army|Forces?|Government|Ministry|Observatory|Front|Council|Agency|Network|Coalition|Nations"
    r"|Union|League|Command|Police|State|Guard|Brigade|Division|Movement|Party|Authority|Administration|Centre"
    r"|Center|Committees?|Commission|Group|Organi[sz]ation|Helmets|Press|States|Kingdom|Corps|Militia|Office"
    r"|Team|Service|Defen[cs]e|Units?|Department|Governor|Bureau|Directorate|Court|Crescent|Cross|Institute"
    r"|Programme|Program|Fund|Federation|Association|Society|Syndicate|Embassy|Foundation|Parliament|Senate)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:\s+\w+ed)?\s+(?:of|for|in|and|at|from|by|with|on|to|inside|close|loyal|linked|that|who|which|–)\s+|,"
)
_DETERMINED = re.compile(
    r"(?:another|some|many|several|other|two|three|four|five|all|both|these|those|his|her|its|their)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\w+['’]s? ")  # "Norland's foreign minister"
_SENTENCE_START = re.compile(
    r"(?:Sources?|Rebels?|Local|Another|Security|Police|Activists?|Residents?|Officials?|Opposition|Jihadists?|Military"
    r"|Medical|Medics?|Witness(?:es)?|Militants?|Some|Several|Other|State|Army|Rescuers?|Reports?)"
    r"(?=$|\s[a-z])"
)
_MASS = re.compile(r"^(?:media|television|tv|radio|peshmerga)$")
_PERSON = re.compile(
    r"(?:source|witness|activist|resident|official|officer|spokes\w+|commander|man|woman|ist|er|or)$"
)
_SINGULAR = re.compile(r"(?:ss|us|is|news|headquarters)$")
_PLURAL = re.compile(
    r"^(?:police|media|peshmerga|people|forces|units|helmets|committees|brigades|guards|rebels|activists|sources"
    r"|officials|authorities|militants|fighters|groups|troops|residents|medics|doctors|factions|sons|guardians)$",
    re.IGNORECASE,
)
