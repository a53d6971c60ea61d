"""Template tags of the pages for readers: `{% load press %}`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi, get_language_info, gettext, gettext_lazy

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.template.context import Context
    from django.utils.safestring import SafeString
    from django_stubs_ext import StrOrPromise

register = template.Library()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way that the masthead offers; `current` is what `aria-current` says of it, "" for nothing."""

    label: StrOrPromise
    url: str
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language of the site: what it calls itself, and the address of the open page in it."""

    code: str
    name: str
    url: str
    rtl: bool
    here: bool


# What the masthead offers, and the names of the pages that lie below each.
_WAYS: tuple[tuple[StrOrPromise, str, frozenset[str]], ...] = (
    (
        gettext_lazy("Briefings"),
        "press:briefings",
        frozenset(f"press:{name}" for name in ("series", "briefing", "versions", "version", "changes")),
    ),
    (gettext_lazy("Map"), "press:map", frozenset()),
    (gettext_lazy("Sources"), "press:sources", frozenset({"press:source"})),
    (gettext_lazy("Corrections"), "press:corrections", frozenset({"press:correction"})),
    (gettext_lazy("About"), "press:about", frozenset()),
    (gettext_lazy("Search"), "press:search", frozenset()),
)


@register.simple_tag(takes_context=True)
def ways(context: Context) -> list[Way]:
    """What the masthead offers, with the one that is open."""
    request = context.get("request")
    match = request.resolver_match if request else None
    name = match.view_name if match else ""
    return [
        Way(
            label=label,
            url=reverse(target),
            current="page" if name == target else "true" if name in below else "",
        )
        for label, target, below in _WAYS
    ]


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[Language]:
    """The languages of the site, each with the address of the open page in it."""
    request = context.get("request")
    here, path = get_language(), request.get_full_path() if request else "/"
    return [
        Language(
            code=code,
            name=name,
            url=path if code == here else translate_url(path, code),
            rtl=get_language_info(code)["bidi"],
            here=code == here,
        )
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag
def direction() -> str:
    """Which way the language of the page is written: "rtl" or "ltr"."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def on(day: date | datetime | None) -> str | SafeString:
    """A day, as the language of the page writes it; nothing for none."""
    if day is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', f"{day:%Y-%m-%d}", date_format(day, "DATE_FORMAT"))


@register.simple_tag
def moment(at: datetime | None) -> str | SafeString:
    """A moment to the minute, in UTC and saying so; nothing for none."""
    if at is None:
        return ""
    utc = at.astimezone(UTC)
    said = gettext("%(day)s, %(time)s UTC") % {
        "day": date_format(utc, "DATE_FORMAT"),
        "time": date_format(utc, "H:i"),
    }
    return format_html('<time datetime="{}">{}</time>', utc.isoformat(timespec="seconds"), said)
