"""robots.txt: what programs that read the whole web may read here (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.web.press.addresses import absolute, languages
from dateline.web.press.caching import known_by

if TYPE_CHECKING:
    from django.http import HttpRequest

_OURS = ("/desk/", "/account/", "/welcome/", "/newsletter/one-click/")
_IN_EACH_LANGUAGE = ("/embargoed/", "/newsletter/confirm/", "/newsletter/end/")


@require_safe
@known_by(lambda _request: "1", age=86_400)
def robots(request: HttpRequest) -> HttpResponse:
    """All that readers see may be read, and nothing else; where the sitemap is."""
    _, *others = languages()  # the first has no prefix
    prefixes = ("", *(f"/{code}" for code in others))
    closed = [*_OURS, *(f"{prefix}{path}" for path in _IN_EACH_LANGUAGE for prefix in prefixes)]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "Allow: /",
        "",
        f"Sitemap: {absolute(request, reverse('files:sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
