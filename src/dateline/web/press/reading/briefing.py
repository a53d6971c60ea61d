"""A briefing as readers see it: the newest version that is published, or that it was withdrawn and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.press.caching import AGE, known_by
from dateline.web.press.feeds.marks import jsonld_of_briefing
from dateline.web.press.once import once
from dateline.web.press.reading.finding import evidence_of, found, known
from dateline.web.press.reading.inside import inside

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.reading.finding import Evidence, Found


def standing(request: HttpRequest, series: str, slug: str) -> Found:
    """The briefing of an address; Http404 where there was never one."""
    here = found(request, series, slug)
    if here is None:
        raise Http404(series, slug)
    return here


@once
def _evidence(request: HttpRequest, series: str, slug: str) -> Evidence:
    return evidence_of(standing(request, series, slug).briefing.pk)


def _known(request: HttpRequest, series: str, slug: str) -> str | None:
    here = found(request, series, slug)
    if here is None or here.withdrawn:
        return None
    return known(here.briefing, here.corrections) + _evidence(request, series, slug).key


@require_safe
@known_by(_known)
def briefing(request: HttpRequest, series: str, slug: str) -> HttpResponse:
    """A briefing: its words, the claims that they rest on, and its incidents."""
    here = standing(request, series, slug)
    if here.withdrawn:
        return withdrawn(request, here)
    within = inside(here.live, _evidence(request, series, slug))
    context = {
        "here": here,
        "briefing": here.briefing,
        "revision": here.live,
        "series": here.briefing.series,
        "corrections": here.corrections,
        "inside": within.html,
        "jsonld": jsonld_of_briefing(request, here.briefing, here.live, within.claims, here.corrections),
    }
    return render(request, "press/reading/briefing.html", context)


def withdrawn(request: HttpRequest, here: Found) -> HttpResponse:
    """That a briefing was withdrawn, when, and why; its words are not shown."""
    context = {
        "briefing": here.briefing,
        "series": here.briefing.series,
        "corrections": here.corrections,
        "headline": here.live.headline,
    }
    answer = render(request, "press/reading/withdrawn.html", context, status=410)
    answer.headers["Cache-Control"] = f"public, max-age={AGE}"
    return answer
