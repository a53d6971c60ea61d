"""Choices for other screens: actors and places by what somebody types, as radio buttons to choose one of.

With htmx a screen shows them under its own box; without JavaScript they are pages with a box of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from dateline.web.archive.overrides_finding import find_actors, find_places
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST = 12
"""Choices that are offered: more are not read, but typed for."""


@require_safe
@needs(Right.SEE_DESK)
def actor_options(request: HttpRequest) -> HttpResponse:
    """Actors that what is typed may mean."""
    words = request.GET.get("q", "").strip()[:200]
    found = find_actors(words) if words else []
    return _drawn(request, "actor", {"q": words, "found": found[:MOST], "more": len(found) > MOST})


@require_safe
@needs(Right.SEE_DESK)
def place_options(request: HttpRequest) -> HttpResponse:
    """Places that what is typed may mean."""
    words = request.GET.get("q", "").strip()[:200]
    found = find_places(words) if words else []
    return _drawn(request, "place", {"q": words, "found": found[:MOST], "more": len(found) > MOST})


def _drawn(request: HttpRequest, name: str, context: dict[str, object]) -> HttpResponse:
    part = request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers
    template = f"desk/registers/{name}_choices.html" if part else "desk/registers/options.html"
    context |= {"name": name, "choices": f"desk/registers/{name}_choices.html"}
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
    return response
