"""Series: all of them, and one with its briefings by month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.press.caching import known_by
from dateline.web.press.models import Briefing, Series
from dateline.web.press.once import once
from dateline.web.press.paging import which

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

_A_PAGE = 50


@once
def _all(request: HttpRequest) -> list[Series]:  # noqa: ARG001 -- kept with it
    """The series that go on, or have briefings: each with `number` of them and the day of the `latest`."""
    return list(Series.objects.shown().order_by("retired_at", "name"))


@once
def _latest(request: HttpRequest) -> list[Briefing]:  # noqa: ARG001 -- kept with it
    return list(Briefing.objects.published().to_show().newest_first()[:10])


def _known_all(request: HttpRequest) -> str:
    counted = ("number", "latest")
    series = [(*_known(one), *(getattr(one, name, None) for name in counted)) for one in _all(request)]
    return repr((series, [(one.pk, one.live_id) for one in _latest(request)]))


@require_safe
@known_by(_known_all)
def briefings(request: HttpRequest) -> HttpResponse:
    """The series, and the newest briefings of all of them."""
    context = {"all_series": _all(request), "latest": _latest(request)}
    return render(request, "press/reading/briefings.html", context)


@once
def _one(request: HttpRequest, series: str) -> tuple[Series, Page[Briefing]] | None:
    """A series, and the briefings of the page that is asked for, in three queries."""
    row = Series.objects.filter(slug=series).first()
    if row is None:
        return None
    of = Briefing.objects.published().filter(series=row).to_show().newest_first()
    return row, Paginator(of, _A_PAGE).get_page(request.GET.get("page"))


def _reads_one(request: HttpRequest, series: str) -> str:
    here = _one(request, series)
    return which(here[1]) if here else ""


def _known_one(request: HttpRequest, series: str) -> str | None:
    here = _one(request, series)
    if here is None:
        return None
    row, page = here
    return repr((_known(row), page.paginator.count, [(one.pk, one.live_id) for one in page]))


@require_safe
@known_by(_known_one, reads=_reads_one)
def one_series(request: HttpRequest, series: str) -> HttpResponse:
    """A series: what it is, how to get it, and its briefings by month."""
    here = _one(request, series)
    if here is None:
        raise Http404(series)
    row, page = here
    context = {"series": row, "page": page, "months": _months(list(page))}
    return render(request, "press/reading/series.html", context)


def _months(rows: Sequence[Briefing]) -> list[tuple[date, list[Briefing]]]:
    """Briefings by the first day of their month, in the order given."""
    return [(month, list(of)) for month, of in groupby(rows, key=lambda one: one.day.replace(day=1))]


def _known(row: Series) -> tuple[object, ...]:
    return row.pk, row.slug, row.name, row.about, row.cadence, row.language, row.retired_at
