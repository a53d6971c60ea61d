"""Tolls: how many a happening killed or injured, over all that a report passes on about it.

A report gives many numbers for one strike: the whole toll, more than once and not always the same
("six so far", "ten, the ministry said"), and parts of it ("two of them children", a family's three sons).
The first number in the text leads: it is the report's own sum, and as a rule the last word at the time of
writing. Where it is left open ("at least ten"), the higher numbers that the report passes on for all victims
say how far up it may reach; below "up to ten", the next lower one. All else are earlier counts or parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.domain import Effect, Event, Harm

# Beyond so many times the lead a number is of something else: a family's losses in all the war, the wounded.
MOST_TIMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number that a report gives: its count, the harm that it sums, and whose it is.

    `claims` are the ids of the attributions that it stands under; none: the report's own voice.
    `whole` is False where the words speak of some of the victims only ("three children").
    """

    count: Count
    harm: tuple[Harm, ...]
    claims: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many came to one kind of harm: all figures in the order of the text, and the range they make.

    `count` is empty where no figure has a number, though some may tell of victims ("several families").
    """

    count: Count
    figures: tuple[Figure, ...]


_Told = tuple["Harm", tuple[str, ...]]  # harm, and the claims of its event


def toll(effect: Effect, events: Iterable[Event], text: str) -> Toll:
    """The toll of `events`, which tell of one happening, in one kind of harm."""
    told = [(harm, event.claims) for event in events for harm in event.harm if harm.effect is effect]
    told.sort(key=lambda one: one[0].quantity)
    figures = tuple(_figure(some, text, whole=whole) for some, whole in _breaths(told, text))
    return Toll(count=_range(figures), figures=figures)


def _breaths(told: Sequence[_Told], text: str) -> Iterator[tuple[list[_Told], bool]]:
    """The harms told in one breath, and whether all together may be a whole; parts apart from wholes."""
    some: list[_Told] = []
    for one in told:
        if some and not (_link(some[-1][0], one[0], text) and _is_part(some[-1][0]) == _is_part(one[0])):
            yield from _wholes_and_parts(some, text)
            some = []
        some.append(one)
    if some:
        yield from _wholes_and_parts(some, text)


def _wholes_and_parts(some: list[_Told], text: str) -> Iterator[tuple[list[_Told], bool]]:
    """Apart, the first and the rest that only say who it was: "six people, a couple and four children"."""
    first = some[0][0]
    if _is_part(first):
        yield some, False
        return
    rest = some[1:]
    link = _link(first, rest[0][0], text) if rest else ""
    if link == "," and _high(first.count) >= sum(_high(harm.count) for harm, _ in rest):
        yield some[:1], _is_of_all(some[:1], text)
        yield rest, False
    else:
        yield some, _is_of_all(some, text)


def _figure(some: list[_Told], text: str, *, whole: bool) -> Figure:
    harm = tuple(harm for harm, _ in some)
    return Figure(
        count=_between(harm, text) or _sum(harm),
        harm=harm,
        claims=tuple(dict.fromkeys(claim for _, claims in some for claim in claims)),
        whole=whole,
    )


def _link(one: Harm, other: Harm, text: str) -> str:
    """What joins two harms in one breath: "and", ","; empty where they are told apart."""
    if one.victims is not None and one.victims == other.victims and not _opens_range(one, text):
        return ""  # two numbers of the same people
    between = _LINK.fullmatch(text, _end(one), max(_start(other), _end(one)))
    return ("and" if between["and"] else ",") if between else ""


def _start(harm: Harm) -> int:
    """Where the quantity and the victims begin that stand beside it."""
    victims = harm.victims
    beside = victims is not None and victims.start < harm.quantity.start <= victims.end + _BESIDE
    return victims.start if victims is not None and beside else harm.quantity.start


def _end(harm: Harm) -> int:
    victims = harm.victims
    beside = victims is not None and harm.quantity.start <= victims.start <= harm.quantity.end + _BESIDE
    return max(victims.end, harm.quantity.end) if victims is not None and beside else harm.quantity.end


def _between(harm: tuple[Harm, ...], text: str) -> Count | None:
    """The range of two harms that are its ends: "between 22 and 31 people", "at least 11 and up to 30"."""
    if len(harm) != 2:  # noqa: PLR2004 -- ends
        return None
    first, second = harm
    if second.count.min is not None and not _opens_range(first, text):
        return None
    low, high = first.count.min, second.count.max
    return Count(min=low, max=high) if low is not None and high is not None and low <= high else None


def _opens_range(harm: Harm, text: str) -> bool:
    opening = text[max(harm.quantity.start - len("between "), 0) : harm.quantity.end]
    return bool(_OPENS_RANGE.search(opening))


def _sum(harm: tuple[Harm, ...]) -> Count:
    least = [one.count.min for one in harm if one.count.min is not None]
    most = [one.count.max for one in harm if one.count.max is not None]
    return Count(min=sum(least) if least else None, max=sum(most) if len(most) == len(harm) else None)


def _range(figures: tuple[Figure, ...]) -> Count:
    """The lead's count; where that is open at one end, as far as the other figures for all reach."""
    numbered = [figure for figure in figures if figure.count != Count()]
    if not numbered:
        return Count()
    lead = numbered[0].count
    others = [figure.count for figure in numbered[1:] if figure.whole]
    if lead.max is None and lead.min is not None:
        reach = [high for one in others if lead.min < (high := _high(one)) <= MOST_TIMES * lead.min]
        return Count(min=lead.min, max=max(reach, default=None))
    if lead.min is None and lead.max is not None:
        reach = [low for one in others if lead.max > (low := lowest(one)) >= lead.max / MOST_TIMES]
        return Count(min=max(reach, default=None), max=lead.max)
    return lead


def _high(count: Count) -> int:
    return (count.min or 0) if count.max is None else count.max


def lowest(count: Count) -> int:
    """The least that a number says; of one that says none the most."""
    return (count.max or 0) if count.min is None else count.min


def _is_part(harm: Harm) -> bool:
    return harm.part_of is not None


def _is_of_all(some: Sequence[_Told], text: str) -> bool:
    """Whether none of the harms is told of a kind of victims only: children, somebody's sons."""
    return not any(_OF_SOME.search(_whom(harm, text)) for harm, _ in some)


def _whom(harm: Harm, text: str) -> str:
    """The words for the victims; where none are marked, the quantity with what follows in the same breath."""
    if harm.victims is not None:
        return harm.victims.of(text)
    found = _CLAUSE.match(text, harm.quantity.start, harm.quantity.end + _BESIDE)
    return found[0] if found else harm.quantity.of(text)


_LINK = re.compile(
    r"[\s,;()\u2013-]*(?P<and>(?:and|&|plus|as well as|(?:along|together) with|alongside)\b)?[\s,]*"
    r"(?:(?:the|an?|his|her|their|its)\s+)?",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^,.;:()\n]+")
_OPENS_RANGE = re.compile(r"\bbetween\s+[\w,]+(?:\s+\w+)?$", re.IGNORECASE)
_BESIDE = 30  # letters between a quantity and its victims: "two" | of the family's three "sons"
_OF_SOME = re.compile(
    r"\b(?:child(?:ren)?|wom[ae]n|m[ae]n|boys?|girls?|infants?|bab(?:y|ies)|toddlers?|minors?|teenagers?|elderly"
    r"|sons?|daughters?|brothers?|sisters?|siblings?|cousins?|(?:grand)?(?:father|mother|parent|child|son|daughter)s?"
    r"|grandchildren|wife|wives|husbands?|uncles?|aunts?|nephews?|nieces?|couples?|journalists?|paramedics?|doctors?"
    r"|nurses?|students?|teachers?)\b",
    re.IGNORECASE,
)
