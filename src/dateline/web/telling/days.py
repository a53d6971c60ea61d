"""Days, as the language of a page writes them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language

if TYPE_CHECKING:
    from datetime import date


def day_in(form: str, day: date) -> str:
    """A day in a form of Django's: "j F Y" makes "23 November 2018"."""
    return _day_in(get_language() or "", form, day)


def shortest(form: str, first: date, last: date) -> str:
    """The form of the first of two days where the second follows in `form`: month and year but once."""
    if (first.year, first.month) == (last.year, last.month):
        return "j"
    return form.removesuffix(" Y") if first.year == last.year else form


@lru_cache(maxsize=5000)
def _day_in(language: str, form: str, day: date) -> str:
    # A page names a hundred days, most of them several times, and Django takes its time over each.
    return date_format(day, form.replace("j", "j.") if language.startswith(_ORDINAL) else form)


_ORDINAL = ("de",)
"""Languages that write the day of a month with a full stop: "23. November 2018"."""
