"""A language in which every message is translated, and none into words that could be taken for English.

Letters become wide ones, as typesetters of Chinese have them. Gaps of patterns, marks of HTML and whatever a
page holds of reports and names stay as they are. What is plain on such a page has not been translated.
"""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from typing import TYPE_CHECKING, Any

from django.utils.translation import trans_real

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

LANGUAGE = "de"
"""Whose place it takes; days and numbers are written as this one writes them."""


def wide(words: str) -> str:
    """Words in wide letters."""
    return "".join(part if at % 2 else part.translate(_WIDE) for at, part in enumerate(_KEPT.split(words)))


class Wide:
    """What Django asks of a language's catalogues."""

    def gettext(self, message: str) -> str:
        """A message, or one with its context."""
        return wide(message.rpartition(trans_real.CONTEXT_SEPARATOR)[2])

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A message by its number."""
        return self.gettext(one if number == 1 else many)

    def language(self) -> str:
        """Its code."""
        return LANGUAGE

    def to_language(self) -> str:
        """The same, as `get_language` has it."""
        return LANGUAGE


@contextmanager
def spoken(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have pages in `LANGUAGE` speak it; nothing that was said before or is said here is remembered."""
    trans_real.translation(LANGUAGE)
    with patch.context() as here:
        known: Any = trans_real
        here.setitem(known._translations, LANGUAGE, Wide())  # noqa: SLF001 -- there is no other way in
        _forget()
        yield
    _forget()


def _forget() -> None:
    for one in gc.get_objects():
        if type(one) is _lru_cache_wrapper and one.__module__.startswith("dateline.web"):
            one.cache_clear()


_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&\w+;)")
_WIDE = {ord(sign): ord(sign) - ord("A") + ord("Ａ") for sign in map(chr, range(ord("A"), ord("Z") + 1))} | {
    ord(sign): ord(sign) - ord("a") + ord("ａ") for sign in map(chr, range(ord("a"), ord("z") + 1))
}
