"""Template tags of the registers: `{% load registers %}`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dateline.exporting.countries import all_countries
from dateline.web.desk.queue.telling import country_words

if TYPE_CHECKING:
    from datetime import date

register = template.Library()


@register.filter
def class_in_words(cls: str) -> str:
    """A class of actors as it stands beside a name."""
    return _("NGO") if cls == "ngo" else _(str(cls).replace("_", " "))


@register.filter
def feature_in_words(feature: str) -> str:
    """A kind of place as it stands beside a name."""
    words = {"admin1": _("province"), "admin2": _("district (2nd division)"), "admin3": _("3rd division")}
    return words.get(str(feature)) or _(str(feature).replace("_", " "))


@register.filter
def land(code: str | None) -> str:
    """The name of a land by its code; the code, where it has none."""
    return country_words(code) if code else ""


@register.filter
def land3(code: str) -> str:
    """The name of a land by its code of three letters; the code, where it has none."""
    return _lands3().get(code, code)


@cache
def _lands3() -> dict[str, str]:
    return {one.iso3: one.name for one in all_countries()}


@register.filter
def unlocalised(number: float) -> str:
    """A number as SVG reads it, with a point."""
    return f"{number:.2f}"


@register.filter
def north_east(value: float, ways: str) -> str:
    """Degrees with their side: `35.6|north_east:"NS"` is "35.6° N"."""
    return f"{abs(value):.4f}".rstrip("0").rstrip(".") + f"° {ways[0] if value >= 0 else ways[1]}"


@register.simple_tag
def days(start: date | None, end: date | None) -> str:
    """A stretch of days in words; empty where both ends are open."""
    first, last = (date_format(day, "j F Y") if day else "" for day in (start, end))
    if first and last:
        return pgettext("days", "%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return pgettext("days", "since %(first)s") % {"first": first}
    return pgettext("days", "until %(last)s") % {"last": last} if last else ""


@register.simple_tag
def querystring_of(**values: object) -> str:
    """A query string of some values."""
    return urlencode({key: value for key, value in values.items() if value})
