"""The normal form of a name: what "the Syrian Army's", "Syrian army" and "SYRIAN ARMY" have in common."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# "Da'esh", "People’s", "Hay`at"; stars hide a group's name from filters: "H*T*S".
_MARK = "'’‘ʼʿʾ`\u00b4*"
_WORD = re.compile(rf"[^\W_]+(?:[^\W_]+|[{_MARK}](?=[^\W_])|\.(?=[A-Z]\b)|(?<=\.[A-Z])\.)*")
_ARTICLES = frozenset({"the", "a", "an", "al", "el", "ul"})
# These are articles only where a dash joins them to what follows: "ash-Sham", not "as".
_BEFORE_A_DASH = frozenset({"an", "ar", "as", "ash", "at", "ad", "az", "en", "es", "ez"})
_DASHES = frozenset("-–")
_SPELLED = {
    "defence": "defense",
    "defences": "defenses",
    "centre": "center",
    "programme": "program",
    "organisation": "organization",
    "organisations": "organizations",
    "organisational": "organizational",
}
_KEEPS_ITS_S = frozenset({"isis", "news"})


class Case(IntEnum):
    """How a word is written; a name of the register says which it needs at least."""

    SMALL = 0
    CAPITAL = 1
    SHORT = 2  # as short names are: with two capitals, or with one and a digit ("SDF", "M23")


class Word(NamedTuple):
    """A word of a text in its normal form, and where it stands.

    `whole` is the form with the s of its plural, if it has one; `capital`: it is not all small letters.
    """

    form: str
    whole: str
    start: int
    end: int
    capital: bool
    case: Case


@lru_cache(maxsize=8192)
def normal(words: str) -> str:
    """The form that all spellings of one name share.

    Case, accents, dots, apostrophes, dashes, articles and possessives do not count, nor does the s of
    a plural in a name of several words. A name of one word keeps its s: Hamas is not Hama.

    >>> normal("the Syrian Army's") == normal("Syrian army"), normal("U.S."), normal("Jabhat an-Nusra")
    (True, 'us', 'jabhat nusra')
    """
    return joined(words_of(words))


@lru_cache(maxsize=8192)
def readings(words: str) -> tuple[str, ...]:
    """The normal forms that words of a report may stand for: "Syrias" is Syria, the apostrophe lost."""
    return readings_of(words_of(words))


def joined(words: Sequence[Word]) -> str:
    """The normal form of a name of these words."""
    return words[0].whole if len(words) == 1 else " ".join([word.form for word in words])


def readings_of(words: Sequence[Word]) -> tuple[str, ...]:
    """As `readings`, of words already taken apart."""
    form = joined(words)
    return (form, words[0].form) if len(words) == 1 and words[0].form != form else (form,)


def case_of(words: Sequence[Word]) -> Case:
    """How a name of these words is written: as its word with the most capitals."""
    return max((word.case for word in words), default=Case.SMALL)


@lru_cache(maxsize=4096)
def common(words: str) -> str:
    """The form of common words, of one word, too, without the s of the plural: "rebels" is "rebel"."""
    return " ".join([word.form for word in words_of(words)])


@lru_cache(maxsize=64)  # a report is read by the register and by the rules
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in their normal forms, in order; articles are left out."""
    found, articles = [], []
    for match in _WORD.finditer(text):
        form, whole, capital, case = _forms(match[0])
        start, end = match.span()
        word = Word(form, whole, start, end, capital, case)
        if form in _ARTICLES or (form in _BEFORE_A_DASH and text[end : end + 1] in _DASHES):
            articles.append(word)
        elif form:
            found.append(word)
    return tuple(found or articles)  # "AL" may be a name all the same


_POSSESSIVE = re.compile(rf"[{_MARK.replace('*', '')}][sS]$")
_MARKS = re.compile(rf"[{_MARK}.]")
_ACRONYMS_S = re.compile(r"(?<=[A-Z]{2})s$")  # "PYDs", "UNs": plural or possessive


@lru_cache(maxsize=32768)
def _forms(written: str) -> tuple[str, str, bool, Case]:
    case = _case(written)
    if not written.isalnum():
        written = _MARKS.sub("", _POSSESSIVE.sub("", written))
    form = _ACRONYMS_S.sub("", written) if written.endswith("s") else written
    if not form.isascii():
        parts = unicodedata.normalize("NFKD", form.replace("\u0131", "i"))  # the Turkish i without a dot
        form = "".join(sign for sign in parts if not unicodedata.combining(sign))
    form = form.casefold()
    whole = _SPELLED.get(form, form)
    return _singular(whole), whole, case is not Case.SMALL, case


def _case(written: str) -> Case:
    if written.islower():
        return Case.SMALL
    capitals = sum(map(str.isupper, written))
    short = capitals > 1 or (capitals == 1 and any(map(str.isdigit, written)))
    return Case.SHORT if short else Case.CAPITAL


def _singular(form: str) -> str:
    """The word without the s of its plural; the same for every spelling, though not always English."""
    short = len(form) <= 3  # noqa: PLR2004 (US, SAS)
    if short or not form.endswith("s") or form.endswith("ss") or form in _KEEPS_ITS_S:
        return form
    if form.endswith(("sses", "shes", "ches", "xes")):
        return form[:-2]
    return form[:-3] + "y" if form.endswith("ies") and len(form) > 5 else form[:-1]  # noqa: PLR2004
