"""Data: an incident as files: its record as JSON, its point as GeoJSON, its account table as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from dateline.domain import Coding
from dateline.domain import Report as Read
from dateline.exporting import incidents
from dateline.exporting.incidents.gathering import Gathered
from dateline.exporting.incidents.geojson import incident_geojson
from dateline.exporting.incidents.wording import KINDS, name_of, value_words
from dateline.web.press.addresses import absolute
from dateline.web.press.caching import known_by
from dateline.web.press.claims.ways import PublicWays, to_words
from dateline.web.press.incidents.finding import found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.web.archive.models import Report
    from dateline.web.press.incidents.finding import Found


def _key(request: HttpRequest, pk: UUID) -> str | None:
    one = found(request, pk)
    return one.key if one else None


@require_safe
@known_by(_key)
def as_json(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The incident in Dateline's interchange, with its whole account table."""
    one = _found(request, pk)
    return _file(json.dumps(incidents.to_dict(one.told.examined), ensure_ascii=False), "application/json")


@require_safe
@known_by(_key)
def as_geojson(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The incident as a FeatureCollection: without a feature where no more than a country is known."""
    one = _found(request, pk)
    codings = {member.report.key: Coding(report=_read(member.report), engine="") for member in one.members}
    found, _ = incident_geojson([Gathered(examined=one.told.examined, codings=codings)])
    return _file(json.dumps(found, ensure_ascii=False), "application/geo+json")


COLUMNS = (
    *("fact", "value", "stance", "who", "who_kind", "through", "said", "words", "quote", "start", "end"),
    *("source", "title", "report", "original", "reviewed", "claim", "words_at"),
)
"""The columns of the account table as CSV; `start` to `end` is where `words` stand in what was read."""


@require_safe
@known_by(_key)
def as_csv(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The account table: a row for each fact as each voice gives it."""
    one = _found(request, pk)
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    for row in _rows(request, one):
        table.writerow({name: _safe(str(value)) for name, value in row.items()})
    response = _file(out.getvalue(), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{one.incident.pk}.csv"'
    return response


def _rows(request: HttpRequest, one: Found) -> Iterator[dict[str, Any]]:
    origins = {origin.id: origin for origin in one.told.incident.origins}
    members = {member.report.key: member for member in one.members}
    events = {(m.report.key, ref): pk for m in one.members for ref, pk in m.events.items()}
    for telling in one.told.incident.tellings:
        member, event = (
            members.get(telling.event.report),
            events.get((telling.event.report, telling.event.event)),
        )
        if member is None or event is None:
            continue
        report, origin = member.report, origins.get(telling.origin)
        yield {
            "fact": telling.fact.value,
            "value": value_words(telling),
            "stance": telling.stance.value,
            "who": name_of(telling.origin, origins),
            "who_kind": KINDS[origin.kind] if origin else "",
            "through": " | ".join(telling.through),
            "said": telling.said.isoformat() if telling.said else "",
            "words": telling.words,
            "quote": telling.quote,
            "start": telling.at.start,
            "end": telling.at.end,
            "source": member.source,
            "title": report.title,
            "report": report.key,
            "original": report.url,
            "reviewed": "no" if event in one.unreviewed else "yes",
            "claim": absolute(request, PublicWays().event(event, telling.at)),
            "words_at": absolute(request, to_words(report.pk, telling.at)),
        }


def _safe(cell: str) -> str:
    """A cell in one line; what a spreadsheet would take for a formula gets an apostrophe before it."""
    cell = " ".join(cell.replace("\0", " ").split())
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _read(row: Report) -> Read:
    """A report with all but its text, which no feature holds."""
    return Read(
        id=row.key,
        text="",
        url=row.url or None,
        source=row.source.name if row.source else None,
        title=row.title or None,
        published=row.published,
    )


def _found(request: HttpRequest, pk: UUID) -> Found:
    one = found(request, pk)
    if one is None:
        raise Http404
    return one


def _file(body: str, media_type: str) -> HttpResponse:
    response = HttpResponse(body.encode("utf-8", "replace"), content_type=media_type)
    response["Access-Control-Allow-Origin"] = "*"  # for reading; there is nothing else to be had
    return response
