"""Translating: `gettext` for pages that say the same few things a hundred times.

Django looks English up in every catalogue that there is, in vain, whenever a word is said; what was said once
in a language is remembered here. Messages are gathered from calls of `_` as ever.
"""

from __future__ import annotations

from functools import lru_cache

from django.utils import translation


def gettext(message: str) -> str:
    """What Django's own says."""
    return _said(translation.get_language(), message)


def pgettext(context: str, message: str) -> str:
    """What Django's own says."""
    return _said_of(translation.get_language(), context, message)


@lru_cache(maxsize=4096)
def _said(language: str | None, message: str) -> str:  # noqa: ARG001 -- the one that is active
    return translation.gettext(message)


@lru_cache(maxsize=1024)
def _said_of(language: str | None, context: str, message: str) -> str:  # noqa: ARG001
    return translation.pgettext(context, message)
