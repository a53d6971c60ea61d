"""Frames: what every card is: shown on any page, without a cookie, in the language of its address."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from csp.decorators import csp_replace
from django.conf import settings
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page any site may show in a frame. `lang` in its address says in which language."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 -- of the view
        with translation.override(language_of(request.GET.get("lang", ""))):
            response = view(request, *args, **named)
            response.headers["Content-Language"] = translation.get_language() or ""
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    shown: Any = csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(require_safe(answer)))
    return cast("Callable[..., HttpResponse]", shown)


def in_frame(html: str, lang: str) -> SafeString:
    """A part of a page for a frame: other pages take the place of the page around it, the card stays.

    Args:
        html: What a template of the site made.
        lang: The language of the card's address; empty where it tells none.
    """
    html = html.replace('<a href="/', '<a target="_top" href="/')
    if lang:
        html = html.replace('<a href="?', f'<a href="?lang={language_of(lang)}&amp;')
    return mark_safe(html)  # noqa: S308 -- nothing but constants is put in


def reads_language(request: HttpRequest, *_args: object, **_named: object) -> str:
    """The language that the address of a card asks for, as a query string; empty where it asks for none."""
    asked = request.GET.get("lang", "")
    return f"lang={language_of(asked)}" if asked else ""


def language_of(code: str) -> str:
    """A language that pages come in; where `code` is none, the one without a prefix."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
