"""Reading: how an answer is registered, with all that its description has to say of it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ninja.decorators import decorate_view

from dateline.web.api.asked import parameters_of
from dateline.web.api.forms import MEDIA_TYPES, Form, form_of
from dateline.web.api.problems import MEDIA_TYPE, Fault, problem, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from ninja import Router, Schema

    from dateline.web.api.forms import Asking

_View = TypeVar("_View", bound="Callable[..., HttpResponseBase]")

ALL = (Form.JSON, Form.GEOJSON, Form.CSV)
TABLE = (Form.JSON, Form.CSV)

_PROBLEM = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
_HEADERS = {
    "ETag": {"description": "Give it back as If-None-Match: what has not changed is answered by 304."},
    "Last-Modified": {"description": "When it changed last, as far as one moment can say."},
    "Cache-Control": {"description": "How long it may be shown without asking again."},
}
_LINK = {"Link": {"description": 'The next page, rel="next"; not on the last.'}}


def reads(
    router: Router,
    path: str,
    *,
    name: str,
    asked: type[Schema],
    shape: object,
    forms: Sequence[Form] = TABLE,
    tag: str,
    summary: str,
) -> Callable[[_View], _View]:
    """Answer at `path` in one of some `forms`; the first is the usual one.

    Args:
        router: Where the path begins.
        path: The address, its parameters in braces.
        name: What the address is called in the namespace `api`.
        asked: The parameters that it may have; others are refused, lest a mistyped filter filters nothing.
        shape: What the JSON looks like.
        forms: The forms that there are.
        tag: The heading in the description.
        summary: The first line of the description.
    """
    known = set(parameters_of(asked))

    def checked(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(run)
        def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:  # noqa: ANN401 -- of the path
            unknown = [one for one in request.GET if one not in known]
            if unknown:
                allowed = ", ".join(sorted(known))
                return refused(
                    request,
                    [
                        Fault(parameter=one, detail=f"is not understood here; {allowed} are")
                        for one in unknown
                    ],
                )
            form = form_of(request, forms)
            if form is None:
                there = ", ".join(f"{one} ({MEDIA_TYPES[one]})" for one in forms)
                named_so = "format" in request.GET
                return problem(
                    request,
                    400 if named_so else 406,
                    "parameter" if named_so else "form",
                    detail="It does not come in the form that is asked for.",
                    remedy=f"It comes as {there}: by `format=`, the ending of the address or `Accept`.",
                )
            cast("Asking", request).form = form
            return run(request, **named)

        return answer

    def register(view: _View) -> _View:
        router.get(
            path,
            response={200: shape},
            operation_id=name,
            url_name=name,
            summary=summary,
            tags=[tag],
            openapi_extra={"responses": _responses(forms, one="{" in path)},
        )(decorate_view(checked)(view))
        return view

    return register


def _responses(forms: Sequence[Form], *, one: bool) -> dict[int, Any]:
    content = {MEDIA_TYPES[form]: {"schema": _SCHEMAS[form, one]} for form in forms if form is not Form.JSON}
    found: dict[int, Any] = {
        200: {"content": content, "headers": _HEADERS if one else {**_HEADERS, **_LINK}},
        304: {"description": "It is what the asker has (If-None-Match)."},
        400: {"description": "A parameter is not right: `errors` names it.", **_PROBLEM},
        406: {"description": "It does not come in the form that `Accept` or the ending names.", **_PROBLEM},
    }
    if one:
        found |= {
            301: {"description": "It is part of another one now, which is at Location."},
            404: {"description": "Nothing that is published has this id.", **_PROBLEM},
            410: {
                "description": "It was withdrawn or taken down; the problem says what is known.",
                **_PROBLEM,
            },
        }
    return found


_FEATURE: dict[str, Any] = {
    "type": "object",
    "description": "RFC 7946.",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": "string"},
        "geometry": {
            "anyOf": [
                {"type": "null"},
                {
                    "type": "object",
                    "required": ["type", "coordinates"],
                    "properties": {
                        "type": {"const": "Point"},
                        "coordinates": {
                            "type": "array",
                            "items": {"type": "number"},
                            "minItems": 2,
                            "maxItems": 2,
                        },
                    },
                },
            ]
        },
        "properties": {"type": "object", "description": "As in JSON."},
    },
}
_COLLECTION: dict[str, Any] = {
    "type": "object",
    "description": "RFC 7946; what has no point is not in it.",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
    },
}
_CSV: dict[str, Any] = {"type": "string", "description": "CSV (RFC 4180) under a header, in UTF-8."}
_SCHEMAS: dict[tuple[Form, bool], dict[str, Any]] = {
    (Form.GEOJSON, True): {"$ref": "#/components/schemas/FeatureOrCollection"},
    (Form.GEOJSON, False): {"$ref": "#/components/schemas/FeatureCollection"},
    (Form.CSV, True): _CSV,
    (Form.CSV, False): _CSV,
}
COMPONENTS: dict[str, Any] = {
    "Feature": _FEATURE,
    "FeatureCollection": _COLLECTION,
    "FeatureOrCollection": {
        "anyOf": [
            {"$ref": "#/components/schemas/Feature"},
            {"$ref": "#/components/schemas/FeatureCollection"},
        ]
    },
}
"""Parts of the description that no shape gives."""
