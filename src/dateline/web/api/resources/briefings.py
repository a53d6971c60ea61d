"""Briefings, series and corrections."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003 -- ninja reads it from the signature

from django.http import Http404
from ninja import Query, Router  # noqa: TC002 -- as above

from dateline.web.api import shapes_of_briefings, shapes_of_lists
from dateline.web.api.answers import answered, as_features, as_json, as_table
from dateline.web.api.asked import (
    BRIEFINGS,
    CORRECTIONS,
    SERIES,
    BriefingsAsked,
    CorrectionsAsked,
    One,
    SeriesAsked,
    ids,
)
from dateline.web.api.forms import Asking, Form  # noqa: TC001 -- as above
from dateline.web.api.problems import problem
from dateline.web.api.resources.lists import listed
from dateline.web.api.resources.reading import ALL, TABLE, reads
from dateline.web.api.told import briefings as telling
from dateline.web.api.told import incidents as telling_incidents
from dateline.web.api.told.addresses import Addresses
from dateline.web.archive.models import SearchKind
from dateline.web.archive.search import matching
from dateline.web.press.models import Briefing, BriefingIncident, Correction, Series
from dateline.web.press.reading.finding import evidence_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from django.http.response import HttpResponseBase

router = Router()


@reads(
    router,
    "briefings",
    name="briefings",
    asked=BriefingsAsked,
    shape=shapes_of_lists.BriefingList,
    tag="Briefings",
    summary="Briefings, the newest first",
)
def briefings(request: Asking, asked: Query[BriefingsAsked]) -> HttpResponseBase:
    """Published briefings. A withdrawn one is in no list; its own address says that and why."""
    found = Briefing.objects.published()
    if asked.first:
        found = found.filter(day__gte=asked.first)
    if asked.last:
        found = found.filter(day__lte=asked.last)
    if asked.series:
        found = found.filter(series__slug__in=asked.series)
    if asked.incident:
        told = BriefingIncident.objects.shown().filter(incident__in=ids(asked.incident))
        found = found.filter(pk__in=told.values("briefing"))
    if asked.q and asked.q.strip():
        found = found.filter(pk__in=matching(asked.q.replace("\0", " "), SearchKind.BRIEFING))
    to = Addresses(request)
    return listed(
        request,
        asked,
        found,
        BRIEFINGS,
        name="briefings",
        told=lambda keys: telling.briefings_told(keys, to),
        columns=telling.COLUMNS,
        cells=lambda keys: telling.cells(keys, to),
        changes=("published_at", "revised_at", "live", "place", "series__name", "series__language"),
        beside=_corrections_of,
    )


@reads(
    router,
    "briefings/{uuid:pk}",
    name="briefing",
    asked=One,
    shape=shapes_of_briefings.BriefingWhole,
    forms=ALL,
    tag="Briefings",
    summary="One briefing with its pictures, claims, corrections, revisions and incidents",
)
def briefing(request: Asking, pk: UUID, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """All that readers see of a briefing. In its `text`, `[^c3]` is the claim with the label "c3".

    As CSV it is its claims, as GeoJSON its incidents that have a point. A withdrawn one is 410 and says why.
    """
    row = telling.with_corrections().filter(pk=pk).first()
    if row is None:
        return _withdrawn(request, pk)
    to = Addresses(request)
    evidence = evidence_of(row.pk)

    def make() -> HttpResponseBase:
        match request.form:
            case Form.CSV:
                return as_table(
                    telling.CLAIM_COLUMNS, telling.claim_cells(row, to), name=f"briefing-{row.pk}"
                )
            case Form.GEOJSON:
                return as_features(telling_incidents.features([one.pk for one in evidence.incidents], to))
            case _:
                return as_json(telling.whole(row, to))

    state = (
        row.live_id,
        row.published_at,
        row.revised_at,
        row.place,
        row.series.name,
        row.series.language,
        evidence.key,
        _corrections_of([pk]),
    )
    return answered(request, key=repr(state), changed=row.revised_at or row.published_at, make=make)


def _withdrawn(request: Asking, pk: UUID) -> HttpResponseBase:
    row = Briefing.objects.out().filter(pk=pk).only("withdrawn_why", "withdrawn_at").first()
    if row is None or row.withdrawn_at is None:
        raise Http404
    corrections = Addresses(request).of("api:corrections", briefing=row.pk)
    return problem(
        request,
        410,
        "withdrawn",
        detail=f"This briefing was withdrawn on {row.withdrawn_at:%Y-%m-%d}: {row.withdrawn_why}",
        remedy=f"Do not cite it unless it is reinstated. Its corrections stay: {corrections}",
    )


def _corrections_of(keys: Sequence[UUID]) -> object:
    """What was published of corrections of some briefings."""
    published = Correction.objects.published().filter(briefing__in=keys)
    return list(published.order_by("pk").values_list("pk", flat=True))


@reads(
    router,
    "corrections",
    name="corrections",
    asked=CorrectionsAsked,
    shape=shapes_of_lists.CorrectionList,
    tag="Corrections",
    summary="Corrections, the newest first",
)
def corrections(request: Asking, asked: Query[CorrectionsAsked]) -> HttpResponseBase:
    """The public log of what was changed in briefings, of withdrawn ones too. It is never altered."""
    found = Correction.objects.published()
    if asked.first:
        found = found.filter(published_at__gte=_begins(asked.first))
    if asked.last:
        found = found.filter(published_at__lt=_begins(asked.last, after=1))
    if asked.briefing:
        found = found.filter(briefing__in=ids(asked.briefing))
    if asked.series:
        found = found.filter(briefing__series__slug__in=asked.series)
    if asked.kind:
        found = found.filter(kind__in=asked.kind)
    to = Addresses(request)

    def told(keys: Sequence[Any]) -> list[shapes_of_briefings.Correction]:
        return telling.corrections(Correction.objects.published().filter(pk__in=keys).newest_first(), to)

    return listed(
        request,
        asked,
        found,
        CORRECTIONS,
        name="corrections",
        told=told,
        columns=telling.CORRECTION_COLUMNS,
        cells=lambda keys: telling.correction_cells(told(keys)),
        changes=("published_at", "briefing__live"),
    )


@reads(
    router,
    "corrections/{uuid:pk}",
    name="correction",
    asked=One,
    shape=shapes_of_briefings.Correction,
    tag="Corrections",
    summary="One correction",
)
def correction(request: Asking, pk: UUID, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """What stood there, what is right, and between which revisions it changed."""
    published = Correction.objects.published().filter(pk=pk)
    state = published.values_list("published_at", "briefing__live").first()
    if state is None:
        raise Http404
    to = Addresses(request)

    def make() -> HttpResponseBase:
        told = telling.corrections(published, to)
        if request.form is Form.CSV:
            return as_table(
                telling.CORRECTION_COLUMNS, telling.correction_cells(told), name=f"correction-{pk}"
            )
        return as_json(told[0])

    return answered(request, key=repr(state), changed=state[0], make=make)


@reads(
    router,
    "series",
    name="series",
    asked=SeriesAsked,
    shape=shapes_of_lists.SeriesList,
    forms=TABLE,
    tag="Briefings",
    summary="Series of briefings",
)
def series(request: Asking, asked: Query[SeriesAsked]) -> HttpResponseBase:
    """The series that briefings appear in, those that have ended too."""
    to = Addresses(request)

    def told(keys: Sequence[Any]) -> list[shapes_of_briefings.Series]:
        rows = Series.objects.filter(slug__in=keys).order_by("slug")
        return [telling.series_of(row, to) for row in rows]

    return listed(
        request,
        asked,
        Series.objects.all(),
        SERIES,
        name="series",
        told=told,
        columns=telling.SERIES_COLUMNS,
        cells=lambda keys: telling.series_cells(told(keys)),
        changes=("name", "about", "cadence", "countries", "language", "retired_at", "created_at"),
    )


@reads(
    router,
    "series/{slug:slug}",
    name="one_series",
    asked=One,
    shape=shapes_of_briefings.Series,
    tag="Briefings",
    summary="One series",
)
def one_series(request: Asking, slug: str, asked: Query[One]) -> HttpResponseBase:  # noqa: ARG001 -- for the description
    """A series; `briefings` leads to the list of its briefings."""
    row = Series.objects.filter(slug=slug).first()
    if row is None:
        raise Http404
    told = telling.series_of(row, Addresses(request))

    def make() -> HttpResponseBase:
        if request.form is Form.CSV:
            return as_table(telling.SERIES_COLUMNS, telling.series_cells([told]), name=f"series-{slug}")
        return as_json(told)

    return answered(request, key=repr(told), changed=row.retired_at or row.created_at, make=make)


def _begins(day: str, *, after: int = 0) -> datetime:
    """When a day begins, or one some days after it."""
    first = date.fromisoformat(day)
    days = min(after, (date.max - first).days)
    return datetime.combine(first + timedelta(days=days), time.min, tzinfo=UTC)
