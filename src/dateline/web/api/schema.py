"""The API and its description: OpenAPI 3.1, made of what the resources say of themselves."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import TypeAdapter

from dateline.exporting import incidents as interchange
from dateline.web.api import shapes
from dateline.web.api.forms import MEDIA_TYPES
from dateline.web.api.problems import Fault, missing, refused
from dateline.web.api.resources import briefings, claims, incidents, registers
from dateline.web.api.resources.reading import COMPONENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse

PREFIX: Final = "api/v1/"
_ABOUT = """\
What readers of this site see, for programs. Reading needs no key, and pages of any site may read it (CORS).

- **Facts come with their words.** Every claim has its quote, where it stands in the report's text (in
  characters, from 0), who says it, and the SHA-256 of the page that we keep. An accusation says that it is
  one (`warning`). Texts of reports are their publishers' and are not given.
- **Ids stay.** An incident that became part of another leads there (301); a withdrawn briefing is 410.
- **Filters** are those of the pages: copy the query of the map's address. Several values of one filter, by
  repeating it, mean any of them; several filters, all. What is not understood is refused, not passed over.
- **Forms**: JSON; GeoJSON and CSV where there are points and rows, by `format=`, by the ending of the address
  (`/api/v1/incidents.csv`) or by `Accept`. CSV and GeoJSON come up to 5,000 at a time, JSON up to 200.
- **Pages**: follow `next` until it is null, or the header `Link`. A cursor is read by nobody but us.
- **Asking again**: give `ETag` back as `If-None-Match`; 304 costs neither of us much.
- **Errors** are `application/problem+json` (RFC 9457) and say what to do.
- How often you may ask is for the proxy before the site to say: 429, with `Retry-After`.
"""

api = NinjaAPI(
    title="Dateline",
    version="1",
    description=_ABOUT,
    docs_url=None,
    openapi_url=None,
    urls_namespace="dateline-api-1",
)
for _router in (incidents.router, claims.router, briefings.router, registers.router):
    api.add_router("", _router)


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refused(request, list(dict.fromkeys(_faults(error))))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return missing(request)


@api.exception_handler(Exception)
def _raised(_request: HttpRequest, error: Exception) -> HttpResponse:
    raise error  # what all answers have in common tells it


def _faults(error: ValidationError) -> Iterator[Fault]:
    for one in error.errors:
        names = [
            part for part in one["loc"] if isinstance(part, str) and part not in {"query", "path", "asked"}
        ]
        yield Fault(parameter=names[0] if names else "", detail=str(one["msg"]).removeprefix("Value error, "))


@cache
def description() -> Mapping[str, Any]:
    """The description of the API, as OpenAPI 3.1 has it; its addresses are of the root of the site."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX), default=str))
    made.pop("servers", None)
    schemas: dict[str, Any] = made["components"]["schemas"]
    schemas |= COMPONENTS | _problem() | _interchange()
    schemas["IncidentWhole"]["properties"]["interchange"] = {"$ref": "#/components/schemas/Interchange"}
    tellings = schemas["ClaimWhole"]["properties"]["tellings"]
    tellings["items"] = {"$ref": "#/components/schemas/Interchange_telling"}
    for operations in made["paths"].values():
        _tidy(operations["get"])
    kept = _named_in(made["paths"], schemas)
    made["components"]["schemas"] = {name: schemas[name] for name in schemas if name in kept}
    return made


@cache
def written() -> str:
    """The description as JSON, for people to read as well."""
    return json.dumps(description(), ensure_ascii=False, indent=1) + "\n"


def _tidy(operation: dict[str, Any]) -> None:
    """Say of parameters what an address can hold: nothing in it is null, and a form is one that there is."""
    media = operation["responses"]["200"]["content"]
    operation["responses"]["200"]["description"] = "What is asked for."
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter["description"] = _NAMED[parameter["name"]]
        schema = parameter["schema"]
        for one in schema.pop("anyOf", ()):
            if one != {"type": "null"}:
                schema |= one
        if parameter["name"] == "format":
            parameter["schema"] = {
                "enum": [form.value for form, name in MEDIA_TYPES.items() if name in media]
            }
        for needless in ("title", "description", "default"):
            schema.pop(needless, None)


_NAMED: Final = {
    "pk": "Its id, which stays the same.",
    "slug": "What its address ends in.",
    "key": "Its key, as lists give it; signs that an address does not take are escaped.",
}
"""What stands in an address for one thing."""


def _named_in(part: Any, schemas: Mapping[str, Any]) -> set[str]:  # noqa: ANN401 -- any JSON
    """The names of the schemas that a part of the description needs."""
    found: set[str] = set()
    waiting: list[Any] = [part]
    while waiting:
        match waiting.pop():
            case {"$ref": str(where)} as one:
                name = where.rpartition("/")[2]
                if name not in found:
                    found.add(name)
                    waiting.append(schemas[name])
                waiting += [value for key, value in one.items() if key != "$ref"]
            case dict() as one:
                waiting += one.values()
            case list() as some:
                waiting += some
    return found


def _problem() -> dict[str, Any]:
    made = TypeAdapter(shapes.Problem).json_schema(ref_template="#/components/schemas/{model}")
    made["properties"]["errors"] = {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}}
    return {"Problem": made, "Fault": TypeAdapter(shapes.Fault).json_schema()}


def _interchange() -> dict[str, Any]:
    """The schema of "dateline/incident/1" and its parts, each under a name of its own."""
    schema = interchange.schema()
    schema.pop("$schema")
    schema.pop("$id")
    text = json.dumps(schema).replace("#/$defs/", "#/components/schemas/Interchange_")
    moved: dict[str, Any] = json.loads(text)
    parts = moved.pop("$defs")
    return {"Interchange": moved} | {f"Interchange_{name}": part for name, part in parts.items()}
