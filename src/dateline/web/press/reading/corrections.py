"""Corrections: the log of the site and of a briefing, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.press.caching import known_by
from dateline.web.press.models import Correction
from dateline.web.press.once import once
from dateline.web.press.paging import which
from dateline.web.press.reading.briefing import standing
from dateline.web.press.reading.finding import found, known

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

_A_PAGE = 25


def _told() -> QuerySet[Correction]:
    """Those that readers see, with what is shown of each, in one query."""
    return (
        Correction.objects.published()
        .newest_first()
        .select_related("briefing__series", "briefing__live", "before", "after")
        .defer("briefing__live__body", "before__body", "after__body")
    )


@once
def _page(request: HttpRequest) -> Page[Correction]:
    return Paginator(_told(), _A_PAGE).get_page(request.GET.get("page"))


def _reads_page(request: HttpRequest) -> str:
    return which(_page(request))


def _known_page(request: HttpRequest) -> str:
    page = _page(request)
    return repr((page.paginator.count, [_state(one) for one in page]))


@require_safe
@known_by(_known_page, reads=_reads_page)
def corrections(request: HttpRequest) -> HttpResponse:
    """All corrections of the site, the newest first."""
    return render(request, "press/reading/corrections.html", {"page": _page(request)})


@once
def _one(request: HttpRequest, pk: UUID) -> Correction | None:  # noqa: ARG001 -- kept with it
    return _told().filter(pk=pk).first()


def _known_one(request: HttpRequest, pk: UUID) -> str | None:
    row = _one(request, pk)
    return None if row is None else _state(row)


@require_safe
@known_by(_known_one)
def correction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A correction by itself: the address by which it is quoted."""
    row = _one(request, pk)
    if row is None:
        raise Http404(pk)
    return render(request, "press/reading/correction.html", {"correction": row, "briefing": row.briefing})


def _known_of(request: HttpRequest, series: str, slug: str) -> str | None:
    here = found(request, series, slug)
    return None if here is None else known(here.briefing, here.corrections)


@require_safe
@known_by(_known_of)
def corrections_of(request: HttpRequest, series: str, slug: str) -> HttpResponse:
    """The corrections of one briefing, of one that was withdrawn, too."""
    here = standing(request, series, slug)
    context = {
        "briefing": here.briefing,
        "revision": here.live,
        "series": here.briefing.series,
        "corrections": here.corrections,
    }
    return render(request, "press/reading/corrections_of.html", context)


def _state(row: Correction) -> str:
    briefing, series = row.briefing, row.briefing.series
    return repr(
        (row.pk, briefing.live_id, briefing.slug, briefing.withdrawn_at, series.name, series.language)
    )
