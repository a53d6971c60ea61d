"""Incidents: a list by the filters of the pages, and one with its account table."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003 -- ninja reads it from the signature

from django.http import Http404, HttpResponsePermanentRedirect
from ninja import Query, Router  # noqa: TC002 -- as above

from dateline.web.api import shapes, shapes_of_lists
from dateline.web.api.answers import answered, as_feature, as_json, as_table
from dateline.web.api.asked import BY_DAY, IncidentsAsked, One
from dateline.web.api.forms import Asking, Form  # noqa: TC001 -- as above
from dateline.web.api.problems import Fault, problem, refused
from dateline.web.api.resources.lists import listed
from dateline.web.api.resources.reading import ALL, reads
from dateline.web.api.told import incidents as telling
from dateline.web.api.told.addresses import Addresses
from dateline.web.archive.models import Incident
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.atlas.listing import Mark

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from dateline.web.archive.models.incidents import IncidentQuerySet

router = Router()
_SPARE = 50  # more than a page has: some may have left since memory looked last, and a page not be full


@reads(
    router,
    "incidents",
    name="incidents",
    asked=IncidentsAsked,
    shape=shapes_of_lists.IncidentList,
    forms=ALL,
    tag="Incidents",
    summary="Incidents, the newest day first",
)
def incidents(request: Asking, asked: Query[IncidentsAsked]) -> HttpResponseBase:
    """Published incidents that all filters let through. The filters are those of the pages.

    As GeoJSON it has those that have a point: where no more than a country is known, none is made up.
    """
    sought = Sought.of(request.GET)
    if sought.refused:
        return not_taken(request, sought)
    to = Addresses(request)
    return listed(
        request,
        asked,
        _chosen(sought, asked, asked.portion(request.form)),
        BY_DAY,
        name="incidents",
        told=lambda keys: telling.in_portions(keys, to),
        columns=telling.COLUMNS,
        cells=lambda keys: telling.cells(keys, to),
        features=lambda keys: telling.features(keys, to),
        changes=("changed_at", "published_at"),
    )


@reads(
    router,
    "incidents/{uuid:pk}",
    name="incident",
    asked=One,
    shape=shapes.IncidentWhole,
    forms=ALL,
    tag="Incidents",
    summary="One incident with its account table",
)
def incident(request: Asking, pk: UUID, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """Who says what of it, fact by fact, each with its words: `interchange` is "dateline/incident/1".

    As CSV it is the account table, a row for what one voice says of one fact.
    """
    row = Incident.objects.select_related("into").defer("body", "into__body").filter(pk=pk).first()
    if row is None or row.published_at is None:
        raise Http404
    if row.gone_at:
        return gone(request, row)
    to = Addresses(request)

    def make() -> HttpResponseBase:
        match request.form:
            case Form.CSV:
                return as_table(
                    telling.TELLING_COLUMNS, telling.account_table(row, to), name=f"incident-{row.pk}"
                )
            case Form.GEOJSON:
                return as_feature(telling.feature_of(row, telling.whole(row, to)))
            case _:
                return as_json(telling.whole(row, to))

    changed = max(row.changed_at, row.published_at)
    return answered(request, key=telling.state_of(row), changed=changed, make=make)


def _chosen(sought: Sought, asked: IncidentsAsked, limit: int) -> IncidentQuerySet:
    """What is asked for, as the database finds it quickly.

    It goes through days in their order, by an index; but those of a place, an actor, a source, words or a
    stretch of the map may be few among a million: these it is told by their ids, out of memory.
    """
    if not (sought.actors or sought.sources or sought.words or sought.bounds or sought.places):
        return sought.incidents()
    after = None
    if asked.cursor:
        parts = zip(BY_DAY.columns, asked.cursor.split("-"), strict=True)
        day, key = (column.read(part) for column, part in parts)
        after = Mark.of(day, key)
    keys, _following = Answers(sought).page(limit + _SPARE, after)
    return Incident.objects.published().filter(pk__in=keys)


def gone(request: Asking, row: Incident) -> HttpResponse:
    """An incident that became part of another leads there; one that nobody tells of any more is gone."""
    if row.into and row.into.published_at and row.into.gone_at is None:
        response = HttpResponsePermanentRedirect(Addresses(request).of("api:incident", row.into.pk))
        response.headers["Cache-Control"] = "no-cache"  # it may be split off again
        return response
    return problem(
        request,
        410,
        "gone",
        detail="No report tells of this incident any more.",
        remedy="Its claims are of other incidents now, or were rejected: look for them by place and day.",
    )


def not_taken(request: Asking, sought: Sought) -> HttpResponse:
    """400: values that a filter does not take."""
    faults = [Fault(parameter=name, detail=f"does not take {value[:80]!r}") for name, value in sought.refused]
    return refused(request, faults)
