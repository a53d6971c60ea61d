"""Serving: the addresses of the resources, with and without an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404
from django.urls import URLPattern, path, re_path
from django.urls.exceptions import Resolver404

from dateline.web.api.forms import ENDINGS, Form
from dateline.web.api.reading_only import reading_only
from dateline.web.api.schema import api

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from dateline.web.api.forms import Asking


def patterns(prefix: str) -> list[URLPattern]:
    """The addresses of all resources below a prefix: those with an ending first, since keys may hold dots."""
    found = [one for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    bare = [path(f"{prefix}{one.pattern}", reading_only(one.callback), name=one.name) for one in found]

    def ending(request: HttpRequest, rest: str, form: str) -> HttpResponseBase:
        for one in found:
            try:
                match = one.resolve(rest)
            except Resolver404:  # a segment that its converter does not take
                match = None
            if match:
                cast("Asking", request).ending = Form(form)
                answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
                return answer
        raise Http404

    return [re_path(rf"^{prefix}(?P<rest>.+)\.(?P<form>{ENDINGS})$", reading_only(ending)), *bare]


@reading_only
def nothing(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 -- nothing is asked of them
    """404, as a problem."""
    raise Http404(request.path, named)
