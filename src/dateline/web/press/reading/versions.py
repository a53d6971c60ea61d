"""Versions: every version of a briefing that readers saw, one of them, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.press.caching import known_by
from dateline.web.press.once import once
from dateline.web.press.reading.briefing import standing, withdrawn
from dateline.web.press.reading.changed import changed
from dateline.web.press.reading.finding import evidence_of, found, known
from dateline.web.press.reading.inside import inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.models import Correction, Revision
    from dateline.web.press.reading.finding import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version that readers saw: the one before it, if any, and the corrections that came with it."""

    revision: Revision
    before: int | None
    corrections: tuple[Correction, ...]
    stands: bool


@once
def _seen(request: HttpRequest, series: str, slug: str) -> list[Revision]:
    """The revisions of a briefing that readers saw, the oldest first, without their bodies."""
    here = standing(request, series, slug)
    return list(here.briefing.revisions.filter(live_from__isnull=False).defer("body").order_by("number"))


def _known(request: HttpRequest, series: str, slug: str) -> str | None:
    here = found(request, series, slug)
    if here is None or here.withdrawn:
        return None
    seen = [one.number for one in _seen(request, series, slug)]
    return known(here.briefing, here.corrections) + repr(seen)


def _known_two(request: HttpRequest, series: str, slug: str, *, older: int, newer: int) -> str | None:
    key = _known(request, series, slug)
    there = key and {older, newer} <= {one.number for one in _seen(request, series, slug)}
    return key if there and older < newer else None


@once
def _one(request: HttpRequest, series: str, slug: str, *, number: int) -> Revision | None:
    here = standing(request, series, slug)
    return here.briefing.revisions.filter(live_from__isnull=False, number=number).first()


def _known_one(request: HttpRequest, series: str, slug: str, *, number: int) -> str | None:
    here = found(request, series, slug)
    if here is None or here.withdrawn or _one(request, series, slug, number=number) is None:
        return None
    return known(here.briefing, here.corrections) + _evidence(request, series, slug).key


@once
def _evidence(request: HttpRequest, series: str, slug: str) -> Evidence:
    return evidence_of(standing(request, series, slug).briefing.pk)


@require_safe
@known_by(_known)
def versions(request: HttpRequest, series: str, slug: str) -> HttpResponse:
    """The versions of a briefing, the newest first."""
    here = standing(request, series, slug)
    if here.withdrawn:
        return withdrawn(request, here)
    context = {
        "briefing": here.briefing,
        "revision": here.live,
        "series": here.briefing.series,
        "versions": _versions(_seen(request, series, slug), here.corrections, here.live.pk),
        "corrections": here.corrections,
    }
    return render(request, "press/reading/versions.html", context)


@require_safe
@known_by(_known_one)
def version(request: HttpRequest, series: str, slug: str, *, number: int) -> HttpResponse:
    """A version of a briefing; one that stands no longer says so before anything else."""
    here = standing(request, series, slug)
    if here.withdrawn:
        return withdrawn(request, here)
    revision = _one(request, series, slug, number=number)
    if revision is None:
        raise Http404(number)
    within = inside(revision, _evidence(request, series, slug))
    context = {
        "briefing": here.briefing,
        "revision": revision,
        "series": here.briefing.series,
        "live": here.live,
        "stands": revision.pk == here.live.pk,
        "since_then": [one for one in here.corrections if one.after and one.after.number > number],
        "inside": within.html,
    }
    return render(request, "press/reading/version.html", context)


@require_safe
@known_by(_known_two)
def changes(request: HttpRequest, series: str, slug: str, *, older: int, newer: int) -> HttpResponse:
    """What changed from one version to another."""
    here = standing(request, series, slug)
    if here.withdrawn:
        return withdrawn(request, here)
    numbers = [one.number for one in _seen(request, series, slug)]
    if older >= newer or not {older, newer} <= set(numbers):
        raise Http404(older, newer)
    both = {one.number: one for one in here.briefing.revisions.filter(number__in=(older, newer))}
    context = {
        "briefing": here.briefing,
        "revision": here.live,
        "series": here.briefing.series,
        "older": both[older],
        "newer": both[newer],
        "changed": changed(both[older], both[newer]),
        "corrections": [one for one in here.corrections if one.after and older < one.after.number <= newer],
    }
    return render(request, "press/reading/changes.html", context)


def _versions(seen: Sequence[Revision], corrections: Sequence[Correction], live: object) -> list[Version]:
    befores = [None, *(one.number for one in seen)]
    return [
        Version(
            revision=one,
            before=before,
            corrections=tuple(each for each in corrections if each.after_id == one.pk),
            stands=one.pk == live,
        )
        for one, before in reversed(list(zip(seen, befores, strict=False)))
    ]
