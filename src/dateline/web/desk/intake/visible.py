"""Whose arrivals somebody sees: those of the desk all, contributors their own."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from dateline.web.archive.models import Arrival
from dateline.web.rights import Right, may

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from dateline.web.archive.people import User

_P = ParamSpec("_P")

MOVING = "progress"
"""The id of the part of a page that asks for itself anew while something is on its way."""


def own_arrivals(user: User) -> QuerySet[Arrival]:
    """What somebody has handed in, the newest first, without the contents of what was handed in."""
    return _light().filter(by=user)


def visible_arrivals(user: User) -> QuerySet[Arrival]:
    """The arrivals that somebody may see."""
    return _light() if may(user, Right.SEE_DESK) else own_arrivals(user)


def hands_in_or_sees(
    view: Callable[Concatenate[HttpRequest, _P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, _P], HttpResponseBase]:
    """Open a view to whoever hands in or works at the desk; `visible_arrivals` says what they see there."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated and request.headers.get("HX-Target") == MOVING:
            # A page that asks for itself anew must not put the form of signing in into its midst.
            return HttpResponse(headers={"HX-Refresh": "true"})
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (may(request.user, Right.HAND_IN) or may(request.user, Right.SEE_DESK)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _light() -> QuerySet[Arrival]:
    found = Arrival.objects.select_related("report__source", "by")
    return found.defer("packed", "report__text", "report__set_apart").order_by("-came_at", "-id")
