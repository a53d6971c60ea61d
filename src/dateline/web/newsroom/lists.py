"""The list of briefings: what is in work, by how far it has got; what is published; what was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dateline.web.desk.requests import me, page_of
from dateline.web.press.models import Briefing, Series, Stage, WorkingCopy
from dateline.web.rights import Right, may, needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.press.models.briefings import BriefingQuerySet

OUT = 30
"""Published briefings of a page."""

# What somebody has to do something about stands first.
_HEADINGS: dict[Stage, StrOrPromise] = {
    Stage.SUBMITTED: _("Waiting for approval"),
    Stage.APPROVED: _("Approved, not published yet"),
    Stage.SCHEDULED: _("Scheduled"),
    Stage.DRAFT: _("Drafts"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Briefings of one state."""

    key: str
    heading: StrOrPromise
    rows: list[Briefing]


@require_safe
@needs(Right.WRITE_BRIEFINGS)
def briefings(request: HttpRequest) -> HttpResponse:
    """The briefings, those in work first; an address may ask for those of a series, or with some words."""
    words, slug = (request.GET.get(name, "").replace("\0", "").strip()[:200] for name in ("q", "series"))
    found = _light(Briefing.objects.all())
    if words:
        found = found.filter(head__headline__icontains=words)
    if slug:
        found = found.filter(series__slug=slug)
    in_work = list(found.in_work().order_by("-changed_at", "-id"))
    page = page_of(request, found.filter(stage=Stage.LIVE, withdrawn_at=None).newest_first(), OUT)
    withdrawn = list(found.filter(withdrawn_at__isnull=False, coming_back=False).newest_first()[:OUT])
    copies = WorkingCopy.objects.filter(by=me(request)).values_list("briefing", flat=True)
    return render(
        request,
        "newsroom/briefings.html",
        {
            "groups": list(_grouped(in_work)),
            "page": page,
            "withdrawn": withdrawn,
            "unsaved": set(copies),
            "series": list(Series.objects.by_name()),
            "q": words,
            "slug": slug,
            "may_publish": may(request.user, Right.PUBLISH),
            "room": "briefings",
            "screen_name": "newsroom",
        },
    )


def _light(found: BriefingQuerySet) -> BriefingQuerySet:
    return found.select_related("series", "head", "head__by", "live", "submitted_by").defer(
        "head__body", "live__body"
    )


def _grouped(rows: Iterable[Briefing]) -> Iterator[Group]:
    there = list(rows)
    for stage, heading in _HEADINGS.items():
        of_it = [row for row in there if row.stage == stage]
        if stage is Stage.SCHEDULED:
            of_it.sort(key=lambda row: (row.publish_at is None, row.publish_at))
        if of_it:
            yield Group(key=stage.value, heading=heading, rows=of_it)
