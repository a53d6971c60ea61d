"""The pages of sources: who is cited, what kind of source each is, and what it tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dateline.domain import SourceKind
from dateline.exporting.countries import all_countries
from dateline.web.archive.models import Account, Report, Source
from dateline.web.archive.overrides_finding import actors_by_key
from dateline.web.archive.overrides_sources import successor_of
from dateline.web.press.atlas.answers import cited
from dateline.web.press.caching import known_by
from dateline.web.press.incidents.lists import listed, page_of, told
from dateline.web.press.incidents.words import KINDS
from dateline.web.press.once import once
from dateline.web.press.paging import which
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models.reports import ReportQuerySet
    from dateline.web.press.atlas.answers import Cited as ToldOf
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
    told_of = cited()
    reports = numbers_of_reports(told_of)
    order = list(SourceKind)
    found = [
        Cited(
            source=row,
            kind=KINDS[SourceKind(row.kind)],
            reports=reports.get(pk, 0),
            incidents=told_of[pk].number,
        )
        for pk, row in Source.objects.in_bulk(list(told_of)).items()
    ]
    found.sort(key=lambda one: (order.index(SourceKind(one.source.kind)), -one.reports, one.source.name))
    return found


def numbers_of_reports(told_of: Mapping[UUID, ToldOf]) -> dict[UUID, int]:
    """How many reports sources have, counted anew for those of whose incidents any changed since."""
    known = {pk: _reports.get((pk, one.version)) for pk, one in told_of.items()}
    if stale := [pk for pk, number in known.items() if number is None]:
        counted = _telling().filter(source__in=stale).order_by().values_list("source").annotate(Count("pk"))
        for pk, number in counted:
            known[pk] = _reports.put((pk, told_of[pk].version), number)
    return {pk: number for pk, number in known.items() if number is not None}


_reports: Kept[tuple[UUID, str], int] = Kept(20_000)


@once
def _page(request: HttpRequest) -> Page[Cited]:
    return Paginator(_cited(request), _A_PAGE).get_page(request.GET.get("page"))


def _reads_all(request: HttpRequest) -> str:
    return which(_page(request))


def _known_all(request: HttpRequest) -> str:
    return repr(
        [
            (one.source.pk, one.source.name, one.source.kind, one.source.showable, one.reports, one.incidents)
            for one in _cited(request)
        ]
    )


@require_safe
@known_by(_known_all, reads=_reads_all)
def sources(request: HttpRequest) -> HttpResponse:
    """All sources that are cited, by their kinds."""
    found = _cited(request)
    kinds = [
        {"words": KINDS[kind], "key": kind.value, "number": number}
        for kind in SourceKind
        if (number := sum(one.source.kind == kind for one in found))
    ]
    return render(
        request,
        "press/incidents/sources.html",
        {"page": _page(request), "kinds": kinds, "number": len(found)},
    )


def _telling() -> ReportQuerySet:
    """The reports that tell of published incidents."""
    return Report.objects.filter(Exists(Account.objects.published().filter(report=OuterRef("pk"))))


@once
def _found(request: HttpRequest, pk: UUID) -> Found | None:  # noqa: ARG001 -- kept with it
    """The source of an address; None where none of its reports tells of a published incident."""
    row = Source.objects.filter(pk=pk).first()
    if row is None:
        return None
    reports = _telling().filter(source=row).count()
    if not reports:
        return None
    return Found(source=row, reports=reports, told=told(source=row.pk))


def _reads(request: HttpRequest, pk: UUID) -> str:
    one = _found(request, pk)
    return which(page_of(request, one.told)) if one else ""


def _known(request: HttpRequest, pk: UUID) -> str | None:
    one = _found(request, pk)
    if one is None:
        return None
    row = one.source
    said = (row.name, row.kind, row.country, row.alignment, row.owner, row.homepage, row.showable)
    return repr((said, one.reports, one.told.key))


@require_safe
@known_by(_known, reads=_reads)
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
