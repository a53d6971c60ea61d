"""The pages of sources: who is cited, what kind of source each is, and what it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dateline.domain import SourceKind
from dateline.exporting.countries import all_countries
from dateline.web.archive.models import Account, Incident, Source
from dateline.web.archive.overrides_finding import actors_by_key
from dateline.web.archive.overrides_sources import successor_of
from dateline.web.press.caching import known_by
from dateline.web.press.incidents.lists import listed, told
from dateline.web.press.incidents.words import KINDS
from dateline.web.press.once import once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.press.incidents.lists import Told

_A_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source of which reports tell of published incidents, and how many these and those are."""

    source: Source
    kind: StrOrPromise
    reports: int
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A source that readers see: the number of its reports that tell of published incidents, and these."""

    source: Source
    reports: int
    told: Told


@once
def _cited(request: HttpRequest) -> Sequence[Cited]:  # noqa: ARG001 -- kept with it
    """All sources that are cited, by their kinds, those that most is told by first; in two queries."""
    counts = (
        Account.objects.published()
        .filter(report__source__isnull=False)
        .order_by()
        .values_list("report__source")
        .annotate(Count("report", distinct=True), Count("incident", distinct=True))
    )
    numbers = {pk: (reports, incidents) for pk, reports, incidents in counts}
    order = list(SourceKind)
    found = [
        Cited(source=row, kind=KINDS[SourceKind(row.kind)], reports=numbers[pk][0], incidents=numbers[pk][1])
        for pk, row in Source.objects.in_bulk(list(numbers)).items()
    ]
    found.sort(key=lambda one: (order.index(SourceKind(one.source.kind)), -one.reports, one.source.name))
    return found


def _known_all(request: HttpRequest) -> str:
    return repr(
        [
            (one.source.pk, one.source.name, one.source.kind, one.source.showable, one.reports, one.incidents)
            for one in _cited(request)
        ]
    )


@require_safe
@known_by(_known_all)
def sources(request: HttpRequest) -> HttpResponse:
    """All sources that are cited, by their kinds."""
    found = _cited(request)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    kinds = [
        {"words": KINDS[kind], "key": kind.value, "number": number}
        for kind in SourceKind
        if (number := sum(one.source.kind == kind for one in found))
    ]
    return render(
        request, "press/incidents/sources.html", {"page": page, "kinds": kinds, "number": len(found)}
    )


@once
def _found(request: HttpRequest, pk: UUID) -> Found | None:  # noqa: ARG001 -- kept with it
    """The source of an address; None where none of its reports tells of a published incident."""
    row = Source.objects.filter(pk=pk).first()
    if row is None:
        return None
    reports = (
        Account.objects.published()
        .filter(report__source=row)
        .aggregate(n=Count("report", distinct=True))["n"]
    )
    if not reports:
        return None
    return Found(source=row, reports=reports, told=told(Incident.objects.published().told_by(row.pk)))


def _known(request: HttpRequest, pk: UUID) -> str | None:
    one = _found(request, pk)
    if one is None:
        return None
    row = one.source
    said = (row.name, row.kind, row.country, row.alignment, row.owner, row.homepage, row.showable)
    return repr((said, one.reports, one.told.key))


@require_safe
@known_by(_known)
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A source: what it is, whose side it is on, and the incidents that it tells of."""
    one = _found(request, pk)
    if one is None:
        if successor := successor_of(pk):
            return redirect("press:source", pk=successor.pk, permanent=True)
        raise Http404
    row = one.source
    actors = actors_by_key([row.alignment, row.owner])
    context = {
        "source": row,
        "kind": KINDS[SourceKind(row.kind)],
        "country": next((land.name for land in all_countries() if land.iso3 == row.country), row.country),
        "side": actors.get(row.alignment),
        "owner": actors.get(row.owner),
        "domains": list(row.domains.order_by("domain").values_list("domain", flat=True)),
        "reports": one.reports,
        **listed(request, one.told),
    }
    return render(request, "press/incidents/source.html", context)
