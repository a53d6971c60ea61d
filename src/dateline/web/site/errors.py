"""What goes wrong, as pages: plain words, what to do next, and the frame of the site around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

if TYPE_CHECKING:
    from django.http import HttpRequest


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: what came was not understood."""
    return _without_visitor("400.html", 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: known, but without the right."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- for the server's log only
    """403: a form that did not come from a page of ours, or came too late."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: nothing here."""
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """413: more than the site takes at once. Nothing of it is read, so nobody knows whose form it was."""
    return _without_visitor("413.html", 413)


@requires_csrf_token
def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """429: asked too often. Some minutes, which is what the limits of accounts take to lift."""
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "900"
    return response


@requires_csrf_token
def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: our fault. The database may be what failed, so nothing is asked of it."""
    return _without_visitor("500.html", 500)


def _without_visitor(template: str, status: int) -> HttpResponse:
    """A page that needs neither session nor database."""
    return HttpResponse(render_to_string(template), status=status)
