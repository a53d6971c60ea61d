"""Tags for what other programs read in a page's head: whole addresses, the page in other languages, feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, to_locale

from dateline.web.press.addresses import absolute, languages
from dateline.web.press.feeds.written import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def whole(context: template.Context, path: str = "") -> str:
    """The whole address of a path; of the page itself, without its parameters, where none is given."""
    request: HttpRequest = context["request"]
    return absolute(request, path or request.path)


@register.simple_tag(takes_context=True)
def in_languages(context: template.Context, path: str = "") -> list[tuple[str, str]]:
    """The page in each language of the site, as code and whole address, with "x-default" last."""
    request: HttpRequest = context["request"]
    here = path or request.path
    found = [(code, absolute(request, translate_url(here, code))) for code in languages()]
    return [*found, ("x-default", found[0][1])] if found else []


@register.simple_tag
def locale() -> str:
    """The language of the page as Open Graph writes it: "en_GB"."""
    return to_locale(get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def feeds_of(kind: str = "", key: Any = "") -> list[tuple[str, str]]:  # noqa: ANN401 -- a slug, or a key
    """The feeds to discover on a page: media type and path, of a series, place or actor, else of the site."""
    return list(_feeds(kind, str(key)))


def _feeds(kind: str, key: str) -> Iterator[tuple[str, str]]:
    named = {"series": {"series": key}, "place": {"key": key}, "actor": {"key": key}}.get(kind, {})
    name = f"{kind}_feed" if kind else "briefings_feed"
    for form, (media_type, _) in FORMS.items():
        yield media_type, reverse(f"files:{name}", kwargs={**named, "form": form})
