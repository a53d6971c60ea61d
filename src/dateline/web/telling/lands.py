"""Lands: countries by the names that languages have for them, from the Unicode CLDR by way of Babel."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from django.utils.translation import pgettext, to_locale

if TYPE_CHECKING:
    from collections.abc import Mapping


def land_in(code: str, name: str, language: str) -> str:
    """A country by its ISO 3166-1 alpha-2 code; by its English `name` where the language has none for it."""
    if code == "PS":  # the CLDR calls it by its territories, and our English list does not
        return pgettext("country", "Palestine")
    return _names(language).get(code, name)


@cache
def _names(language: str) -> Mapping[str, str]:
    try:
        return Locale.parse(to_locale(language)).territories
    except (UnknownLocaleError, ValueError):
        return {}
