"""The description of the API: as JSON for programs and, drawn from it by this server, as a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from dateline.web.api.problems import TITLES
from dateline.web.api.reading_only import reading_only
from dateline.web.api.schema import description, written
from dateline.web.press.caching import known_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

_AGE = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A name with what it is and what it means: a parameter, a key of an answer, a status."""

    name: str
    what: SafeString
    means: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An address that is read, and what it answers."""

    name: str
    path: str
    summary: str
    about: SafeString
    parameters: tuple[Told, ...]
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Operations under one heading."""

    name: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What an answer, or a part of one, looks like."""

    name: str
    about: SafeString
    keys: tuple[Told, ...]


@reading_only
@known_by(lambda _request: written(), age=_AGE)
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the same for everybody
    """The description as OpenAPI 3.1."""
    return HttpResponse(written(), content_type="application/json")


@known_by(lambda _request: written(), age=_AGE)
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page."""
    return render(
        request,
        "api/docs.html",
        {
            "about": _markdown(description()["info"]["description"]),
            "groups": _groups(),
            "shapes": _shapes(),
            "problems": [(f"problem-{kind}", title) for kind, title in TITLES.items()],
        },
    )


@cache
def _groups() -> tuple[Group, ...]:
    found: dict[str, list[Operation]] = {}
    for path, methods in description()["paths"].items():
        operation = methods["get"]
        found.setdefault(operation["tags"][0], []).append(_operation(path, operation))
    return tuple(Group(name=name, operations=tuple(some)) for name, some in found.items())


def _operation(path: str, operation: Mapping[str, Any]) -> Operation:
    return Operation(
        name=operation["operationId"],
        path=path,
        summary=operation["summary"],
        about=_markdown(operation["description"]),
        parameters=tuple(
            Told(name=one["name"], what=_what(one["schema"]), means=_inline(one.get("description", "")))
            for one in operation["parameters"]
        ),
        answers=tuple(_answers(operation["responses"])),
    )


def _answers(responses: Mapping[str, Any]) -> Iterator[Told]:
    for status, told in responses.items():
        forms = format_html_join(
            mark_safe("<br>"),
            "<code>{}</code> {}",
            ((media, _what(one["schema"])) for media, one in told.get("content", {}).items()),
        )
        yield Told(name=status, what=forms, means=_inline(told["description"]))


@cache
def _shapes() -> tuple[Shape, ...]:
    return tuple(
        Shape(
            name=name,
            about=_inline(schema.get("description", "")),
            keys=tuple(
                Told(name=key, what=_what(one), means=_inline(one.get("description", "")))
                for key, one in schema.get("properties", {}).items()
            ),
        )
        for name, schema in sorted(description()["components"]["schemas"].items())
    )


_FORMATS = {"date": "day", "date-time": "moment", "uuid": "id", "uri": "address"}


def _what(schema: Mapping[str, Any]) -> SafeString:  # noqa: PLR0911 -- one for each kind of schema
    """What a value is, in words, with a link to its shape."""
    match schema:
        case {"$ref": str(where)}:
            name = where.rpartition("/")[2]
            return format_html('<a href="#shape-{}">{}</a>', name, name)
        case {"anyOf": list(some)}:
            return format_html_join(" or ", "{}", ((_what(one),) for one in some))
        case {"enum": list(values)}:
            return format_html_join(" · ", "<code>{}</code>", ((value or '""',) for value in values))
        case {"const": value}:
            return format_html("<code>{}</code>", value)
        case {"type": "array"}:
            return format_html("list of {}", _what(schema.get("items", {})))
        case {"format": str(form)} if form in _FORMATS:
            return format_html("{}", _FORMATS[form])
        case {"type": str(kind), "minimum": least, "maximum": most}:
            return format_html("{}, {} to {}", kind, least, most)
        case {"type": list(kinds)}:
            return format_html("{}", " or ".join(kinds))
        case {"type": str(kind)}:
            return format_html("{}", kind)
    return format_html("anything")


def _markdown(text: str) -> SafeString:
    """Our own words as HTML."""
    made: str = MarkdownIt("commonmark", {"html": False}).render(text)
    return mark_safe(made)  # noqa: S308 -- no HTML comes through


def _inline(text: str) -> SafeString:
    """A sentence of ours as HTML."""
    made: str = MarkdownIt("commonmark", {"html": False}).renderInline(text)
    return mark_safe(made)  # noqa: S308 -- as above
