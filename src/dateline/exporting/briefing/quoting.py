"""Quoting: the report's own words, where none of ours would say as much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.coding.sentences import sentence_spans
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.nouns import capital
from dateline.resolving.acting.calling import verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.domain import Telling

_LONGEST = 260  # letters of a quote in a sentence of ours
_FEWEST = 3  # words of a fragment that says anything


def fits(telling: Telling) -> bool:
    """Whether the sentence with a telling's words is short enough to be quoted in one of ours."""
    return len(words_around(telling)) <= _LONGEST


def best(tellings: Sequence[Telling]) -> Telling:
    """Of a voice's tellings the one whose words are best quoted: a whole sentence, and not too long."""
    return min(tellings, key=lambda one: _faults(words_around(one)))


def is_telling(telling: Telling) -> bool:
    """Whether the words quoted say anything: a clause, or a few words at the least."""
    quote = words_around(telling)
    return is_clause(quote) or len(quote.split()) >= _FEWEST


def sentence(telling: Telling, name: str, mark: str, *, plural: bool, aside: str = "") -> str:
    """What somebody says in the report's words: "“The bridge was closed,” Border Post says"."""
    quote = words_around(telling)
    says, mid = verb("say", plural=plural), f"{aside}," if aside else ""
    if len(quote) > _LONGEST:
        quote = _cut(quote)
    opened = _CONNECTIVE.sub("", quote)
    if opened != quote:
        quote = f"… {opened}"
    inner = within(quote)
    if quote[:1].isupper() and not quote.endswith(("?", "!", "…")) and is_clause(quote):
        return f"“{unstopped(inner)},” {name} {says}{aside}.{mark}"
    opens_midway = quote[:1].islower() and _SUBORDINATE.match(f" {quote}")
    if quote[:1].islower() and is_clause(quote) and not opens_midway:
        return f"{capital(name)} {says}{mid} that “{unstopped(inner)}”.{mark}"
    if quote[:1].islower() and not opens_midway:
        speaks = verb("speak", plural=plural)
        return f"{capital(name)} {speaks} of “{unstopped(inner)}”{aside}.{mark}"
    colon = f"{capital(name)} {says}{aside}: “{inner}”"
    ends = quote.endswith((".", "?", "!", ".”", "?”", "!”"))
    return f"{colon}{'' if ends else '.'}{mark}"


def is_clause(words: str) -> bool:
    """Whether words hold a verb that makes a sentence of them, as far as its form can tell.

    >>> is_clause("the civilians killed in the attack"), is_clause("shells killed two civilians")
    (False, True)
    """
    main = _SUBORDINATE.split(words, maxsplit=1)[0]
    return bool(_FINITE.search(main) or _PAST.search(main))


def words_around(telling: Telling) -> str:
    """The sentence of a telling's quote in which its words stand, without what a page hangs around it.

    That is quotation marks around it, the dateline or day before a headline and the publisher behind it.
    """
    quote = " ".join(telling.quote.split())
    words = " ".join(telling.words.split())
    spans = sentence_spans(quote)
    here = next((quote[a:b] for a, b in spans if words in quote[a:b]), quote)
    here = _AGENCY.sub("", _DAY.sub("", _STAMP.sub("", _DATELINE.sub("", here)))).strip()
    tail = _PUBLISHER.search(here)
    if tail and words not in tail[0]:
        here = here[: tail.start()]
    head = _HEADING.match(here)
    if head and words not in head[0]:
        here = here[head.end() :]
    return _bare(here.strip())


def within(quote: str) -> str:
    """A quote as it stands between marks of ours."""
    inner = re.sub(r'"([^"]*)"', r"‘\1’", quote)
    inner = inner.replace("“", "‘").replace("”", "’")
    return plainly(re.sub(r"(?<=\w)‘([.,]?’?)$", r"’\1", inner))


def unstopped(inner: str) -> str:
    """A quote without the full stop or comma at its end, before a closing mark of its own too."""
    return re.sub(r"[.,;]+(’?)[.,;]*$", r"\1", inner)


def _cut(quote: str) -> str:
    """The beginning of a quote that is too long: whole sentences, or else with a sign that it goes on."""
    opening = quote[:_LONGEST]
    ends = [found.end() for found in re.finditer(r"[a-z)][.!?](?=\s|[A-Z])", opening)]
    if ends and ends[-1] > _LONGEST // 3:
        return opening[: ends[-1]]
    return f"{opening.rsplit(' ', 1)[0].rstrip(',;:')} …"


def _faults(quote: str) -> tuple[bool, bool, bool, bool]:
    return (
        not is_clause(quote),
        len(quote) > _LONGEST,
        not quote[:1].isupper() or quote.endswith("?"),
        bool(_CONNECTIVE.match(quote)),
    )


def _bare(quote: str) -> str:
    """A quote without marks around it, or half of a pair at an end."""
    if quote[:1] in '“"' and quote[-1:] in '”"' and len(quote) > 1:
        return quote[1:-1].strip()
    if quote.count('"') == 1 and quote.rstrip(".,")[-1:] == '"':
        return quote.replace('"', "")
    if quote.count("“") > quote.count("”"):
        return quote.removeprefix("“").strip() if quote.startswith("“") else f"{quote}”"
    return quote.removesuffix("”").strip() if quote.count("”") > quote.count("“") else quote


_DATELINE = re.compile(r"^[A-Z][A-Z ,]+,?[^()]{0,20}\([^()]{2,40}\)\s+[-–—]\s+")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DAY = re.compile(
    rf"^(?:[A-Z][a-z]+day,?\s+)?(?:\d{{1,2}} {_MONTH}"
    rf"|{_MONTH} \d{{1,2}})[,،]? ?\d{{4}}[\s,.:–—-]+(?=[A-Z“\"])"
)
_AGENCY = re.compile(r"^[A-Z][\w ’'-]{2,30}, ?\(?[A-Z]{3,6}\)?\s?[-–—]\s?(?=[A-Z])")
_STAMP = re.compile(
    r"^(?:(?:Date of publication|Published|Updated|Last update):?\s+(?=\d)|\([^()]{2,20}\)\s*[-–—]\s+)"
)
_PUBLISHER = re.compile(
    r"\s+[-–—•|]\s+(?:The\s+)?[A-Z][\w’'.]*(?: (?:[A-Z][\w’'.]*|of|for|the|and)){0,7}\.?$"
)
_HEADING = re.compile(r"^[^|.]{5,60}\s\|\s+(?=[A-Z])")
_CONNECTIVE = re.compile(
    r"^(?:Also|Meanwhile|However|Moreover|Furthermore|Additionally|In addition|On the other hand"
    r"|In the meantime"
    r"|(?:On|In) the same context|At the same time|Separately|Likewise|Similarly|Therefore|Thus|And"
    r"|But)\b,?\s+"
)
_SUBORDINATE = re.compile(r"\s(?:after|when|while|who|which|whose|where|although|because|until|as)\s")
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|will|would|could|can|may|might|must|took|fell|went"
    r"|came|began"
    r"|fought|fled|gave|broke|blew|won|wrote|knew|saw|sank|rose|grew|drove|threw|withdrew|says?|kills?"
    r"|injures"
    r"|arrived|died|exploded|collapsed|erupted|surrendered|occurred|happened|resumed|escaped|failed"
    r"|crashed|continued"
    r"|returned|continues?|remains?|confirms?|appears?|seems?|isn|aren|wasn|’s been)\b"
)
_PAST = re.compile(
    r"(?<![-\w])(?:\w+ed|led|left|made|lost|held|hit|struck|shot|put|said|sent|told|met|set|cut|brought"
    r"|bombed|built|found)"
    r"(?:\s+(?:out|up|back|off|down|away|over|on))?\s+"
    r"(?:(?:the|an?|at least|its|their|his|her|it|them|him|up to|more than|over|about|around|some|several"
    r"|many|dozens|scores"
    r"|hundreds|thousands|all|no|one|two|three|four|five|six|seven|eight|nine|ten|that|to|nearly|another"
    r"|civilians|people)\b"
    r"|\d|[A-Z])"
)
