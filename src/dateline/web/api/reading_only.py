"""Reading only: what every answer of the API has in common. Any page of any site may read it, nobody write.

How often somebody may ask is left to the proxy, which sees all processes and tells strangers apart.
"""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.csrf import csrf_exempt

from dateline.web.api.problems import missing, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

ALLOWED: Final = "GET, HEAD, OPTIONS"
_log = logging.getLogger("django.request")


def reading_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that is read by GET and HEAD, from pages of any site; OPTIONS tells so, all else is 405."""

    @csrf_exempt  # nothing is changed, so nothing can be forged; without this a POST would be 403 and not 405
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:  # noqa: ANN401 -- of the view
        response: HttpResponseBase
        if request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response.headers["Access-Control-Allow-Methods"] = ALLOWED
            response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
            response.headers["Access-Control-Max-Age"] = "86400"
            response.headers["Allow"] = ALLOWED
        elif request.method not in {"GET", "HEAD"}:
            response = problem(
                request,
                405,
                "method",
                detail=f"{request.method} is not understood here.",
                remedy=f"Use one of {ALLOWED}. What is published is changed on the desk alone.",
            )
            response.headers["Allow"] = ALLOWED
        else:
            response = _read(view, request, *args, **named)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, X-Request-Id"
        return response

    return answer


def _read(
    view: Callable[..., HttpResponseBase],
    request: HttpRequest,
    *args: Any,  # noqa: ANN401 -- of the view
    **named: Any,  # noqa: ANN401
) -> HttpResponseBase:
    head = request.method == "HEAD"
    request.method = "GET"
    try:
        response = view(request, *args, **named)
    except Http404:
        response = missing(request)
    except Exception:  # noqa: BLE001 -- an answer of the API is never a page, not even when it fails
        got_request_exception.send(sender=None, request=request)
        _log.exception("%s could not be answered", request.path)
        response = problem(
            request,
            500,
            "fault",
            detail="It was not your doing, and it stands in our log.",
            remedy="Try again later; if it stays, tell us the X-Request-Id of this answer.",
        )
    if head:
        request.method = "HEAD"
        _strip(response)
    return response


def _strip(response: HttpResponseBase) -> None:
    """Take the body out; what is said of it stays."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
