"""Counting: the figures that voices give, in numbers no more exact than their words, with whom they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.nouns import actor_words, figure, number
from dateline.exporting.briefing.phrases import is_many, quoted_if_loaded

if TYPE_CHECKING:
    from dateline.domain import Count, Telling
    from dateline.exporting.briefing.voices import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a voice gives: "12 civilians". `whom` is "" where the words name no victims.

    `counted` says that the words hold a number, and don't only name somebody.
    """

    telling: Telling
    number: str
    whom: str
    counted: bool = True

    @property
    def words(self) -> str:
        """The number with whom it counts."""
        if not self.whom:
            return self.number
        if (self.number, self.whom) == ("no", "people"):
            return "nobody"
        return f"{self.number} of {self.whom}" if _NOUN.search(self.number) else f"{self.number} {self.whom}"

    @property
    def many(self) -> bool:
        """Whether it takes a verb in the plural."""
        return self.number.rsplit(" ", 1)[-1] not in {"one", "a"}


def figure_of(telling: Telling, voice: Voice) -> Figure | None:
    """The figure of a telling; None where its words give none."""
    words = " ".join(telling.words.split())
    if _SOMEBODYS.match(words):
        return None
    if _NO_VICTIMS.search(words):
        return None
    said = _number(telling.count, words) if telling.count else ""
    if not said:
        vague = _VAGUE.match(words) if telling.fact is not Fact.DAMAGED else None
        said = vague[0].lower() if vague else ""
        said = "several" if said == "a number" else said
        return Figure(telling=telling, number=said, whom="") if said else None
    one = bool(telling.count and telling.count.min == telling.count.max == 1) or said.endswith(" one")
    noun = _noun(telling, voice, words, one=one)
    if telling.fact is Fact.DAMAGED and not noun:
        return None
    if said == "no":
        return Figure(telling=telling, number="no", whom=noun or "people")
    if one and said == "one" and telling.fact is Fact.DAMAGED:
        said = "an" if noun[:1].lower() in "aeiou" else "a"
    bounds = {telling.count.min, telling.count.max} if telling.count else set()
    stands = {int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", words)} & bounds
    counted = bool(_NUMBER.match(words) or _WORDED.match(words) or stands)
    return Figure(telling=telling, number=said, whom=noun, counted=counted)


def is_part(telling: Telling) -> bool:
    """Whether a number is of some of the victims by the words that follow it."""
    return bool(_around(telling, rf"{{}}{_OF_THEM}"))


def is_included(telling: Telling) -> bool:
    """Whether those counted are named among others: "including four children", "were among the dead"."""
    among = r"\b(?:including|among (?:them|whom)(?: (?:were|was|are|is))?)\s+(?:\w+\s+){{0,3}}{}"
    counted = r"{}[^.;]{{0,60}}\b(?:were|was|are|is)\s+among\s+(?:the|those|them)\b"
    return bool(_around(telling, among) or _around(telling, counted))


def _around(telling: Telling, pattern: str) -> re.Match[str] | None:
    words, quote = " ".join(telling.words.split()), " ".join(telling.quote.split())
    return re.search(pattern.format(re.escape(words)), quote, re.IGNORECASE)


def _number(count: Count, words: str) -> str:
    """A count as its words have it: "about 30", "more than 100", "dozens"; "" for no number."""
    least, most = count.min, count.max
    if worded := _WORDED.match(words):
        said = worded[0].lower()
        return figure(count) if least == most else "several" if said in {"a number of", "a few"} else said
    said = figure(count)
    if least is not None and most is None and _MORE.match(words):
        said = f"more than {number(least - 1)}"
    elif most and least is None and _NEARLY.match(words):
        said = f"nearly {number(most)}"
    elif most and least is None and _FEWER.match(words):
        said = f"fewer than {number(most + 1)}"
    elif least == 0 and most:
        said = f"up to {number(most)}"
    elif least == most and _ABOUT_IT.match(words):
        said = f"about {number(least)}"
    return said


def _noun(telling: Telling, voice: Voice, words: str, *, one: bool) -> str:
    """Whom a figure counts, by the words behind its number: "civilians" of "12 civilians of one family"."""
    behind = _NUMBER.match(words) or _WORDED.match(words)
    if behind is None:
        return ""
    rest = re.sub(r"^of\s+(?!(?:its|their|his)\b)", "", words[behind.end() :].strip())
    if ours := _OF_OURS.match(rest):
        actor = telling.actor.actor if telling.actor else None
        if actor is None:
            return ours["noun"]
        if voice.key == f"actor:{actor.id}":
            return f"of {'their' if voice.plural else 'its'} own {ours['noun']}"
        return f"{ours['noun']} of {plainly(actor_words(telling))}"
    rest = _HARMED.sub("", rest)
    if family := _FAMILY.match(rest):
        whole = _OF_SOMEBODY.sub("of one ", family[0].strip())
        whole = re.sub(r"^(\w+ of )(?=[A-Z].* (?:[Ff]amil|[Cc]lan|[Tt]ribe))", r"\1the ", whole)
        return plainly(whole) if not one else ""
    found = _PHRASE.match(_WHOSE.sub("", rest))
    noun = _AFTER.sub("", found[0].strip()) if found else ""
    agreeing = plainly(_agreeing(noun, one=one))
    quoted = quoted_if_loaded(agreeing)
    # Words in quotation marks are the report's to the letter.
    return quoted if quoted == agreeing or agreeing.casefold() in words.casefold() else ""


def _agreeing(noun: str, *, one: bool) -> str:
    """A noun in the number that it takes; "" where it is none, or only says that they were harmed."""
    last = noun.rsplit(" ", 1)[-1]
    if not noun or _VICTIMS.fullmatch(last):
        return ""
    many = is_many(noun)
    if one:
        if not many:
            return noun if last.islower() or _SINGULARS.fullmatch(last) else ""
        if last in _ONE_OF:
            return f"{noun.removesuffix(last)}{_ONE_OF[last]}"
        single = last.removesuffix("s")
        return noun.removesuffix("s") if last.endswith("s") and _SINGULARS.fullmatch(single) else ""
    if last[:1].isupper() and _SINGULARS.fullmatch(last.removesuffix("s")):
        noun, last = f"{noun.removesuffix(last)}{last.lower()}", last.lower()
    if many:
        return noun
    return f"{noun.removesuffix(last)}{_plural(last)}" if _SINGULARS.fullmatch(last) else ""


def _plural(noun: str) -> str:
    """A noun of those that are counted, in the plural.

    >>> _plural("woman"), _plural("child"), _plural("bus"), _plural("baby"), _plural("boy")
    ('women', 'children', 'buses', 'babies', 'boys')
    """
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    if noun == "child":
        return "children"
    if re.search(r"(?:s|ch|sh|x)$", noun):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"


_ONE_OF = {"women": "woman", "men": "man", "children": "child"}
_ONES = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|dozen|an?|no|single|another"
)
_ABOUT = (
    r"at least|at most|up to|more than|fewer than|less than|over|about|around|some|nearly|almost|the"
    r"|other|roughly"
    r"|approximately|an estimated|a total of|under|upwards of|between"
    r"|as many as|not more than|no fewer than|no less than"
)
_ANY = rf"(?:\d[\d,.]*|(?:{_ONES})(?:[- ](?:{_ONES}))*)"
_NUMBER = re.compile(
    rf"(?:(?:{_ABOUT})\s+)*{_ANY}(?:(?:\s+(?:to|or|and)\s+|[-–]){_ANY})*(?=\s|$)(?:\s+(?:more|other|others|additional)\b)?",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:(?:(?:at least|more than|over|about|around|some|nearly|almost|up to)\s+)?(?:a|two|three|four"
    r"|half a)\s+dozen|(?:tens|hundreds) of thousands|dozens|scores|hundreds|thousands|tens"
    r"|several(?: (?:dozen|hundred|thousand))?"
    r"|a few|a number of|numerous|many)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:dozens|scores|hundreds|thousands|tens)$")
_VAGUE = re.compile(
    r"(?:dozens|scores|several|hundreds|thousands|many|some|a number|numerous)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:more than|over|upwards of|in excess of)\s", re.IGNORECASE)
_NEARLY = re.compile(r"(?:nearly|almost|close to)\s", re.IGNORECASE)
_FEWER = re.compile(r"(?:fewer than|less than|under)\s", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"(?:about|around|roughly|approximately|some|an estimated|circa|approx\.?)\s+(?=\d|\w+)", re.IGNORECASE
)
_STOP = (
    r"and|of|in|at|from|who|were|was|with|others|including|on|by|as|for|during|after|when|had|have|near"
    r"|around|before"
    r"|while|outside|inside|since|between|across|to|is|are|has|that|which|their|his|her|its|the|an?"
)
_PHRASE = re.compile(rf"(?:(?!(?:{_STOP})\b)[A-Za-z’'-]+\s?){{1,4}}")
_FAMILY = re.compile(
    r"members of (?:(?:a|one|the|the same|his|her|their|my"
    r"|our) )?(?:[A-Za-z][\w’'-]*(?: [A-Z][\w’'-]*){0,2} )?"
    r"(?:famil(?:y|ies)|clan|tribe|household)\b"
    r"|(?:members|fighters|soldiers|men"
    r"|personnel) of (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*\b(?: (?:militia|group|forces|movement"
    r"|party|organi[sz]ation))?"
)
_OF_SOMEBODY = re.compile(r"of (?:his|her|their|my|our|a|the same) ")
_WHOSE = re.compile(r"^(?:[\w-]+ ){0,3}[\w-]+[’']s? ")
_NO_VICTIMS = re.compile(
    r"\b(?:survivors?|years?(?:[ -]olds?)?|months?|days|hours|percent|per cent)$",
    re.IGNORECASE,
)
_SOMEBODYS = re.compile(r"(?:his|her|their|its|my|our)\b", re.IGNORECASE)
_OF_OURS = re.compile(
    r"of\s+(?:its|their|his)\s+(?P<noun>members|men|fighters|soldiers|troops|personnel)",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"^(?:(?:more|other|others|another|different|further|additional|wounded|injured|killed|dead|slain"
    r"|destroyed|damaged"
    r"|alleged|separate|same|of|the|new|reported)\b\s*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\s+(?:killed|wounded|injured|martyred|recovered|dead|missing|used|displaced|reported|alleged"
    r"|mostly|also|so|far"
    r"|dying|living|\w+ed))+$",
    re.IGNORECASE,
)
_VICTIMS = re.compile(
    r"number|deaths?|dead|casualt(?:y|ies)|causalities|fatalit(?:y|ies)|victims?|injur(?:y|ies|ed)"
    r"|wounded|killed|bod(?:y|ies)"
    r"|corpses?|names?|persons?|people|individuals?|others?|more|recovered|tolls?|cases?|members?"
    r"|deceased|missing|wounds?"
    r"|martyrdoms?|martyrs?|lives|times|hours|days|units?|kinds?|ones?",
    re.IGNORECASE,
)
_SINGULARS = re.compile(
    r"terrorist|fighter|militant|civilian|soldier|vehicle|house|building|tank|girl|boy|child|woman|man"
    r"|infant|baby|worker"
    r"|officer|commander|teacher|student|doctor|nurse|medic|paramedic|journalist|rebel|insurgent|jihadist"
    r"|driver|farmer"
    r"|shepherd|guard|policeman|pilot|airman|citizen|resident|relative|cousin|brother|sister|truck|car"
    r"|home|shop|school"
    r"|hospital|mosque|church|bakery|aircraft|drone|helicopter|hideout|depot|cache|martyr|elder|cleric"
    r"|imam|engineer"
    r"|protester|trader|labourer|laborer|villager|refugee|prisoner|detainee|hostage|volunteer|firefighter"
    r"|operative|gunman"
    r"|leader|official|employee|passenger|worshipper|captain|colonel|general|lieutenant|sniper|bus|boat"
    r"|ship|bridge|road"
    r"|clinic|ambulance|bulldozer|launcher|gun|post|position|site|warehouse|incubator|convoy|apartment|flat|tent|motorcycle",
    re.IGNORECASE,
)
_OF_THEM = (
    r"\s+of\s+(?:them|those|whom|which|these|the\s+(?:dead|wounded|victims|killed|injured|casualties))\b"
)
