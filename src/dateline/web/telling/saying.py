"""Saying: the core's words in the language of a page.

    said(range_words(weighing))     # "6 to 9; best 9", „6 bis 9, am ehesten 9“

The core speaks English, in messages that know their patterns and what fills them: `dateline.domain.messages`.
Names and a report's own words come as plain strings, and are said as they are.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi, gettext_noop, ngettext, npgettext

from dateline.domain.messages import Capital, Day, Land, Message, Named, Number, Row, Sentence, from_json
from dateline.web.telling.days import day_in
from dateline.web.telling.lands import land_in
from dateline.web.telling.translating import gettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from django_stubs_ext import StrOrPromise

    _Key = TypeVar("_Key")


def said(words: str) -> str:
    """Words of the core in the language that is active; in English they are what they are."""
    language = get_language() or _ENGLISH
    if type(words) is str or language.startswith(_ENGLISH):
        return str(words)
    return _said(words, language)


def kept_said(words: str, parts: object) -> str:
    """English words that were kept with their parts (`to_json`); without these they are said as they are."""
    if not parts or (get_language() or _ENGLISH).startswith(_ENGLISH):
        return words
    try:
        made = from_json(parts)
    except ValueError:  # another release wrote them
        return words
    return said(made) if made == words else words


def all_said(words: Mapping[_Key, str]) -> Mapping[_Key, StrOrPromise]:
    """A closed list of the core's, said when it is looked at."""
    return {key: _later(one) for key, one in words.items()}


def apart(name: str) -> str:
    """A name within words that run from right to left, such that it runs its own way."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if get_language_bidi() else name


_ENGLISH = "en"
_BETWEEN = (gettext_noop(", "), gettext_noop("; "), gettext_noop(" and "), gettext_noop(", and "))
"""What stands between words in a row, for translators to find; the core knows no other."""

_later = lazy(said, str)


def _said(words: str, language: str) -> str:  # noqa: PLR0911 -- one for each kind
    match words:
        case Message():
            pattern = _pattern(words)
            if not words.parts:
                return pattern
            return pattern % {name: _part(one, language) for name, one in words.parts.items()}
        case Number():
            return _number(language, words.value, words.places, words.apart)
        case Day():
            return day_in(words.form, words.day)
        case Land():
            return land_in(words.code, words, language)
        case Named():
            return _said(words.name, language)
        case Row():
            between, last = gettext(words.between), gettext(words.last)
            members = [_part(one, language) for one in words.members]
            return last.join(filter(None, (between.join(members[:-1]), *members[-1:])))
        case Capital():
            return str(capfirst(_said(words.words, language)))
        case Sentence():
            return gettext("%(words)s.") % {"words": capfirst(_said(words.words, language))}
    return words


def _pattern(words: Message) -> str:
    match words.context, words.plural:
        case "", "":
            return gettext(words.pattern)
        case "", plural:
            return ngettext(words.pattern, plural, words.number)
        case context, "":
            return pgettext(context, words.pattern)
        case context, plural:
            return npgettext(context, words.pattern, plural, words.number)


def _part(words: str, language: str) -> str:
    alone = words.name if isinstance(words, Named) else words
    return apart(alone) if type(alone) is str else _said(alone, language)


@lru_cache(maxsize=5000)
def _number(_language: str, value: float, places: int, apart: bool) -> str:  # noqa: FBT001 -- as it is kept
    return number_format(value, places, use_l10n=True, force_grouping=apart)
