"""Embargoed: a briefing for partners before it is published, by a key that the newsroom gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dateline.web.press.models import Briefing, Stage
from dateline.web.press.reading.finding import evidence_of
from dateline.web.press.reading.inside import inside

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_READY = (Stage.APPROVED, Stage.SCHEDULED)
"""A text that nobody approved yet is shown to nobody outside the newsroom."""


@require_safe
def embargoed(request: HttpRequest, key: str) -> HttpResponse:
    """The approved text of a briefing under embargo; its own address, once it is published."""
    row = Briefing.objects.select_related("series", "head").exclude(embargo_key="").filter(embargo_key=key)
    briefing = row.first()
    if briefing is None:
        raise Http404(key)
    if briefing.is_out:
        answer: HttpResponse = redirect("press:briefing", briefing.series.slug, briefing.slug)
    elif briefing.live_id or briefing.head is None or briefing.stage not in _READY:
        answer = render(request, "press/reading/embargoed_not_ready.html", status=404)
    else:
        context = {
            "briefing": briefing,
            "revision": briefing.head,
            "series": briefing.series,
            "under": bool(briefing.embargo_until and briefing.embargo_until > timezone.now()),
            "inside": inside(briefing.head, evidence_of(briefing.pk, out=False)).html,
        }
        answer = render(request, "press/reading/embargoed.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Referrer-Policy"] = "no-referrer"  # the key stands in the address
    return answer
