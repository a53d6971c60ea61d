"""Numbers as English writes them: "1,200", "1.9 million", "twenty-eight", "half a dozen", "hundreds"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container

# The press sets these by typesetter's habit; they mean the same as the plain sign.
_PLAIN = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u060c": ",",
})  # fmt: skip

_TOKEN = re.compile(
    r"\d{1,3}(?:[, ]\d{3})+(?![\d,]*\d)"  # 1,200 and 10 000
    r"|\d{1,3}(?:\.\d{3})+(?![.\d])"  # 170.000, as much of Europe sets thousands off
    r"|\d+(?:\.\d+)?(?![^\W_]|\.\d)"
    r"|\d+(?:\.\d+)?(?=[kKmM](?![^\W_]))"  # 10k
    r"|[^\W\d_]\w*-\d\w*"  # Su-24 and T-4 are names: no number stands in them
    r"|\w+(?:['.]\w+)*"
    r"|[-+%,;()$\u20ac\u00a3&/]"
)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_UNITS.split())}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "k": 1_000, "m": 1_000_000, "mln": 1_000_000, "dozen": 12,
}  # fmt: skip

# What a plural of magnitude stands for at least, by the convention of docs/reference/counts-and-dates.md.
# "Tenths" is how translations from Arabic often put "tens".
_MAGNITUDES = {
    "tens": 20, "tenths": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000,
    "millions": 2_000_000,
}  # fmt: skip
_FEW = {"several": 3, "few": 3, "handful": 3, "couple": 2, "many": 2}
_BARE_SCALES = frozenset({"dozen", "hundred", "thousand"})
_FRACTIONS = {"half": 2, "quarter": 4}
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LONGEST = 12  # digits: more people than have ever lived
_ONES = range(1, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, and the token after it. `least`: the words say how many at least ("dozens")."""

    value: int
    end: int
    least: bool = False


def plain(words: str) -> str:
    """The words with typographic quotes, dashes and spaces set as plain ones, one for one."""
    return words.translate(_PLAIN)


def listed(words: str) -> frozenset[str]:
    """The words of a word list."""
    return frozenset(words.split())


def tokens(words: str) -> list[str]:
    """The words and figures of `words`, set plain, in the case they are written in."""
    return _TOKEN.findall(plain(words))


def number_at(words: list[str], at: int) -> Number | None:
    """The number that starts with the token `at` of lower-case `words`; None where none starts there.

    >>> number_at("a quarter of a million people".split(), 0)
    Number(value=250000, end=5, least=False)
    >>> number_at("hundreds of thousands fled".split(), 0)
    Number(value=200000, end=3, least=True)
    """
    first = words[at]
    if first[0].isdecimal():
        return _figure(words, at)
    if first in {"a", "an"}:
        return _after_article(words, at + 1) if at + 1 < len(words) else None
    if first in _BARE_SCALES:  # "left dozen people dead"
        return _after_article(words, at)
    for heads, read in _READERS:
        if first in heads:
            return read(words, at)
    return None


def _figure(words: list[str], at: int) -> Number | None:
    digits = words[at].replace(",", "").replace(" ", "")
    if _EUROPEAN.fullmatch(digits):
        digits = digits.replace(".", "")
    whole, _, decimals = digits.partition(".")
    if not (whole + decimals).isdecimal() or len(whole) > _LONGEST:
        return None
    scale, end = _scale(words, at + 1)
    if decimals and scale < 10 ** len(decimals):
        return None
    return Number(value=int(whole + decimals) * scale // 10 ** len(decimals), end=end)


def _cardinal(words: list[str], at: int) -> Number:
    """A run such as "three hundred and twenty thousand": what is below a thousand gathers, then is scaled."""
    total = gathered = 0
    end = at
    while end < len(words):
        word = words[end]
        joined = word in {"-", "and"} and end > at and end + 1 < len(words)
        if joined:
            word = words[end + 1]
        if word in _SMALL:
            if not _fits(_SMALL[word], gathered, words[end], start=end == at):
                break
            gathered += _SMALL[word]
        elif word in SCALES and end > at and not joined:
            scale = SCALES[word]
            if scale in {100, 12}:
                gathered = max(gathered, 1) * scale
            else:
                total, gathered = total + max(gathered, 1) * scale, 0
        else:
            break
        end += 2 if joined else 1
    return _and_a_half(words, Number(value=total + gathered, end=end))


def _fits(value: int, gathered: int, link: str, *, start: bool) -> bool:
    """Whether a small number goes on the number so far: eight after sixty, sixty after a hundred."""
    if start:
        return True
    last = gathered % 100
    if last == 0 and link != "-":
        return value > 0
    return link != "and" and value in _ONES and last // 10 > 1 and last % 10 == 0


def _and_a_half(words: list[str], number: Number) -> Number:
    """The number with the half of "one million and a half"."""
    end = number.end
    if words[end : end + 3] == ["and", "a", "half"] and words[end - 1] in SCALES:
        return Number(value=number.value + SCALES[words[end - 1]] // 2, end=end + 3)
    return number


def _magnitude(words: list[str], at: int) -> Number:
    value, end = _MAGNITUDES[words[at]], at + 1
    while end + 1 < len(words) and words[end] == "of" and words[end + 1] in _MAGNITUDES:
        value *= SCALES.get(words[end + 1][:-1], 1)
        end += 2
    return Number(value=value, end=end, least=True)


def _fraction(words: list[str], at: int) -> Number | None:
    end = at + 1
    if words[end : end + 1] == ["of"]:
        end += 1
    if words[end : end + 1] in (["a"], ["an"]):
        end += 1
    scale, end = _scale(words, end)
    return Number(value=scale // _FRACTIONS[words[at]], end=end) if scale > 1 else None


def _few(words: list[str], at: int) -> Number | None:
    """The number of "several", "a few hundred", "a couple of dozen"; "many" alone gives none."""
    word, end = words[at], at + 1
    if word == "number":
        alone = end == len(words) and words[at - 1 : at] == ["a"]
        return Number(value=3, end=end, least=True) if alone or words[end : end + 1] == ["of"] else None
    scale, scaled_end = _scale(words, end + 1 if words[end : end + 1] == ["of"] else end)
    if scale == 1 and words[end : end + 1] and words[end] in _MAGNITUDES:  # "many hundreds", "several dozens"
        magnitude = _magnitude(words, end)
        unit = SCALES.get(words[end][:-1], 1)
        factor = max(_FEW[word], 2) * unit if unit > 1 else magnitude.value
        return Number(value=max(magnitude.value, factor), end=magnitude.end, least=True)
    if word == "many" and scale == 1:
        return None
    return Number(value=_FEW[word] * scale, end=scaled_end if scale > 1 else end, least=True)


def _after_article(words: list[str], at: int) -> Number | None:
    word = words[at]
    if word in SCALES and len(word) > 1:
        number = _cardinal(["one", *words[at:]], 0)
        return Number(value=number.value, end=number.end + at - 1)
    if word in _FRACTIONS:
        return _fraction(words, at)
    if word in {"few", "couple", "handful", "number"}:
        return _few(words, at)
    if word == "pair":
        return Number(value=2, end=at + 1)
    return None


def _scale(words: list[str], at: int) -> tuple[int, int]:
    """The product of the scale words from `at` ("hundred thousand"), 1 without any, and the next token."""
    product = 1
    while at < len(words) and words[at] in SCALES:
        product *= SCALES[words[at]]
        at += 1
    return product, at


_READERS: tuple[tuple[Container[str], Callable[[list[str], int], Number | None]], ...] = (
    (_SMALL, _cardinal),
    (_MAGNITUDES, _magnitude),
    (_FRACTIONS, _fraction),
    (_FEW.keys() | {"number"}, _few),
)
