"""Counts as exact as their words: "up to 10", "at least one", "dozens", "a man and his wife"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from dateline.domain import Count
from dateline.resolving.nouns import is_one
from dateline.resolving.numbers import SCALES, listed, number_at, plain, tokens

if TYPE_CHECKING:
    from dateline.resolving.numbers import Number


class _Bound(Enum):
    """What the words around a number make of it."""

    EXACT = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    ABOVE = auto()
    BELOW = auto()
    NEARLY = auto()


def _phrases(table: dict[_Bound, str]) -> dict[tuple[str, ...], _Bound]:
    return {tuple(phrase.split()): bound for bound, phrases in table.items() for phrase in phrases.split("|")}


_QUALIFIERS = _phrases({
    _Bound.AT_LEAST: "at least|least|no fewer than|not fewer than|no less than|not less than|minimum of"
    "|as few as",
    _Bound.AT_MOST: "up to|as many as|as high as|as much as|at most|no more than|not more than|maximum of"
    "|may reach|might reach|could reach",
    _Bound.ABOVE: "more than|over|above|upwards of|upward of|exceeding|exceeded|in excess of|greater than",
    _Bound.BELOW: "fewer than|less than|under|below",
    _Bound.NEARLY: "nearly|almost|close to|just under",
})  # fmt: skip
_AFTERTHOUGHTS = _phrases({
    _Bound.AT_LEAST: "at least|or more|+|plus|- plus",
    _Bound.AT_MOST: "at most|or fewer|or less",
})  # fmt: skip
_QUALIFIER_HEADS = frozenset(phrase[0] for phrase in _QUALIFIERS)
_AFTERTHOUGHT_HEADS = frozenset(phrase[0] for phrase in _AFTERTHOUGHTS)
_LONGEST = 3  # tokens in a qualifier
_MOST = 80  # tokens; no corpus has a quantity a quarter as long

# What stands behind these is part of the number, or its story, and not more of it.
_ASIDE = re.compile(
    r"[,;(]?\s*\b(?:includ(?:ing|es|ed)|(?:among|amongst|of) (?:them|whom|which)"
    r"|most(?:ly| of (?:them|whom))|mainly|(?:some|all|half) of (?:them|whom))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_INCLUDING = re.compile(r"^\W*includ(?:ing|es|ed)\s+", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:or|to)\s+)?"
    r"(?:\d+|[a-z]+(?:-[a-z]+)?)[- ]?(?:years?|months?|weeks?|days?)[- ]olds?\b"
    r"|\baged?\s+\d+(?:\s*(?:,|and|to|-)\s*\d+)*|\(\s*\d{1,2}\s*\)|(?<=[^\W\d]),\s*\d{1,2}\s*(?=,|$)",
    re.IGNORECASE,
)
# A range that a quantity is cut off from: "between" | "22 and 31".
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
# "Number two of the group" is one person.
# "A third of them" are a share; "a quarter of a million" is a number.
_FRACTION_OF = re.compile(
    r"^\W*(?:[a-z]+\s+){0,3}?(?:a|one|two|three)[\s-](?:third|quarter|fifth|tenth)s?\s+of\b(?!\s+an?\s)",
    re.IGNORECASE,
)
_RANK = re.compile(r"\bnumber\s+(?:one|two|three|\d)\b", re.IGNORECASE)
_APART = re.compile(r"\s-+\s(?!\d)")
_NOTHING = listed("no zero none nobody without")
_UNTOLD = listed(
    "confirmed data details figures information news official reports word"
)  # "no word of casualties"
_NOT_ANY = re.compile(r"(?:\bnot|n't)\s(?:\w+\s)?any(?:one|body)?\b", re.IGNORECASE)
_THERE = listed("there was were is are had has have been caused")
_ANDS = listed("and & plus")
_JOINS = _ANDS | {",", ";"}
_MONEY = listed("$ \u20ac \u00a3 dollars euros pounds usd")
_MEASURES = listed("acres dunums hectares kilometers kilometres km meters metres miles tonnes tons")
_PERCENT = listed("% percent percentage")
_PARTS = listed("half most part majority third quarter much some many rest portion number")
_FATES = listed("dead killed wounded injured hurt missing captured abducted kidnapped detained arrested")
# "A seven-member crew" counts its members; "a two-storey house" counts no storeys.
_COUNTED = listed("member strong person man odd plus people")
# What may stand between "and" and the number of what else there was: "and another two", "and about 30".
_LEADS = listed(
    "a an the another other others further additional extra more some about around approximately roughly "
    "estimated all only just both these those his her its their our my circa confirmed total of also perhaps "
    "possibly"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """A number with what the words around it make of it, and the token after it."""

    least: int | None
    most: int | None
    end: int
    bound: _Bound = _Bound.EXACT
    bare: bool = False  # a single word, which may be an adjective of the next conjunct's noun


def read_count(words: str, *, before: str = "") -> Count | None:
    """How many `words` speak of; None where they do not say. See docs/reference/counts-and-dates.md.

    `before` are words that stand in front of `words` in the text: a qualifier at their end belongs to
    the quantity, so that "ten" in "killing at least ten" reads as ten or more.

    >>> read_count("up to 10")
    Count(min=None, max=10)
    >>> read_count("more than two dozen families")
    Count(min=25, max=None)
    >>> read_count("a man and his two sons")
    Count(min=3, max=3)
    >>> read_count("civilians") is None
    True
    """
    text = plain(words)
    if _BETWEEN.search(before):
        text = f"between {text}"
    if " " in text:  # most quantities are one word, with nothing to cut away
        text = _RANK.sub("leader", _AGE.sub(" ", _APART.sub(", ", _INCLUDING.sub("", text))))
    written = (tokens(_ASIDE.sub("", text)) or tokens(text))[:_MOST]
    lower = [token.lower() for token in written]
    if not lower or _is_share(lower) or _FRACTION_OF.match(text):
        return None
    first = next((at for at, token in enumerate(lower) if token not in _THERE), 0)
    if lower[first] in _NOTHING and _qualifier(lower, first) is None:
        return None if _UNTOLD.intersection(lower[first + 1 : first + 2]) else Count(min=0, max=0)
    if _NOT_ANY.search(text):
        return Count(min=0, max=0)
    total = _sum(written, lower, _bound_of(before))
    if total is None or total.least is total.most is None:
        return None
    return Count(min=total.least, max=total.most)


def _is_share(lower: list[str]) -> bool:
    """Whether the words give a part of a whole ("70%", "half of the 23 million"), which is no count."""
    if not _PERCENT.isdisjoint(lower) or ("per" in lower and "cent" in lower):
        return True
    parts = [at for at, token in enumerate(lower[:4]) if token in _PARTS]
    return bool(parts) and lower[parts[0] + 1 : parts[0] + 2] == ["of"] and number_at(lower, parts[0]) is None


def _bound_of(before: str) -> _Bound:
    """The qualifier that `before` ends in."""
    lower = [token.lower() for token in tokens(before[-40:])] if before else []
    for width in range(_LONGEST, 0, -1):
        bound = _QUALIFIERS.get(tuple(lower[-width:]))
        if bound and len(lower) >= width:
            return bound
    return _Bound.EXACT


def _sum(written: list[str], lower: list[str], bound: _Bound) -> _Amount | None:
    """All conjuncts together: "three men, two women and a child"."""
    if _ANDS.isdisjoint(lower):
        return _amount(lower, 0, bound) or _single(written, lower, 0, len(lower))
    total: _Amount | None = None
    more = False
    start = 0
    while start < len(lower):
        amount = _amount(lower, start, bound)
        stop = _next_join(lower, amount.end if amount else start)
        if amount is None:
            amount = _single(written, lower, start, stop)
            if amount is None and start < stop:
                more = more or (start == 0 and lower[0] not in {"a", "an"})
                if total is not None and total.bare:
                    return None  # "public and private houses": the first word was no noun of its own
        if amount is not None and (start == 0 or lower[amount.end : amount.end + 1] != ["of"]):
            total = _together(total, amount)
        if not _FATES.isdisjoint(lower[start:stop]):
            break  # "14 dead and 30 wounded": what follows suffered something else
        start, bound = stop + 1, _Bound.EXACT
    if total is not None and more:  # "civilians and two soldiers" are more than two
        return replace(total, most=None)
    return total


def _single(written: list[str], lower: list[str], start: int, stop: int) -> _Amount | None:
    """The one person or thing that a conjunct without a number names."""
    stop = min(stop, _next_join(lower, start))
    if lower[start:stop] == ["both"] or (lower[start] == "both" and _ANDS.isdisjoint(lower)):
        return _Amount(least=2, most=2, end=stop)
    if not is_one(written[start:stop]):
        return None
    return _Amount(least=1, most=1, end=stop, bare=stop == start + 1)


def _next_join(lower: list[str], start: int) -> int:
    return next((at for at in range(start, len(lower)) if lower[at] in _JOINS), len(lower))


def _together(total: _Amount | None, amount: _Amount) -> _Amount:
    if total is None:
        return amount
    if amount.bound is _Bound.AT_MOST and total.least is not None and (amount.most or 0) > total.least:
        return _Amount(least=total.least, most=amount.most, end=amount.end)  # "at least 10 and up to 20"
    least = None if total.least is amount.least is None else (total.least or 0) + (amount.least or 0)
    most = None if total.most is None or amount.most is None else total.most + amount.most
    return _Amount(least=least, most=most, end=amount.end)


def _amount(lower: list[str], start: int, bound: _Bound) -> _Amount | None:
    """The number of the conjunct from `start`: anywhere in the first, at the head of those that follow."""
    at = start
    while at < len(lower) and (at == start or lower[at] not in _JOINS):
        found = _qualifier(lower, at)
        if found:
            bound, width = found
            at += width
            continue
        number = number_at(lower, at)
        if number and not _is_no_count(lower, at, number):
            return _range(lower, at, number, bound) or _bounded(lower, number, bound)
        if start and lower[at] not in _LEADS:
            return None
        at = number.end if number else at + 1
    return None


def _qualifier(lower: list[str], at: int) -> tuple[_Bound, int] | None:
    if lower[at] not in _QUALIFIER_HEADS:
        return None
    for width in range(_LONGEST, 0, -1):
        bound = _QUALIFIERS.get(tuple(lower[at : at + width]))
        if bound:
            return bound, width
    return None


def _is_no_count(lower: list[str], at: int, number: Number) -> bool:
    """Whether it counts something else ("$5 million", "two-storey"), or nothing ("a large number")."""
    if at and lower[at] == "number" and lower[at - 1] not in {"a", "the"}:
        return True
    after = number.end + (lower[number.end : number.end + 1] == ["of"])
    around = lower[max(at - 1, 0) : at] + lower[after : after + 1]
    if not _MONEY.isdisjoint(around) or not _MEASURES.isdisjoint(lower[after : after + 1]):
        return True
    if lower[number.end : number.end + 1] != ["-"] or number.end + 1 >= len(lower):
        return False
    following = lower[number.end + 1]
    return following[0].isalpha() and following not in _COUNTED and number_at(lower, number.end + 1) is None


def _range(lower: list[str], at: int, low: Number, bound: _Bound) -> _Amount | None:
    """The range that starts with `low`: "5-7", "between seven and 13", "two to three million"."""
    links = {"-", "to", "or", "and"} if at > 0 and lower[at - 1] in {"between", "from"} else {"-", "to", "or"}
    if low.end + 1 >= len(lower) or lower[low.end] not in links:
        return None
    above, width = _qualifier(lower, low.end + 1) or (None, 0)  # "between eight and more than 30"
    after = low.end + 1 + width
    high = number_at(lower, after) if after < len(lower) else None
    if high is None or (width and lower[low.end] != "and"):
        return None
    scale = SCALES.get(lower[high.end - 1], 1)
    least = low.value * scale if scale >= 1000 > low.value else low.value  # noqa: PLR2004 -- "thousand" and up
    if high.value < least:
        return None
    most = None if high.least or above in {_Bound.AT_LEAST, _Bound.ABOVE} else high.value
    return _Amount(least=least, most=most, end=high.end, bound=bound)


def _bounded(lower: list[str], number: Number, bound: _Bound) -> _Amount:
    if bound is _Bound.EXACT:
        bound = _afterthought(lower, number.end)
    value = number.value
    least, most = {
        _Bound.EXACT: (value, value),
        _Bound.AT_LEAST: (value, None),
        _Bound.AT_MOST: (None, value),
        _Bound.ABOVE: (value + 1, None),
        _Bound.BELOW: (None, max(value - 1, 0)),
        _Bound.NEARLY: (None, value),
    }[bound]
    if number.least:  # "dozens" has no upper end, and "over" or "nearly" make it no sharper
        least, most = (None, None) if least is None else (value, None)
    return _Amount(least=least, most=most, end=number.end, bound=bound)


def _afterthought(lower: list[str], start: int) -> _Bound:
    """The qualifier that follows a number or what it counts: "20-plus", "one officer at least"."""
    for at in range(start, _next_join(lower, start + 1)):
        for width in (2, 1) if lower[at] in _AFTERTHOUGHT_HEADS else ():
            bound = _AFTERTHOUGHTS.get(tuple(lower[at : at + width]))
            after = at + width
            if bound and (after >= len(lower) or number_at(lower, after) is None):
                return bound
    return _Bound.EXACT
