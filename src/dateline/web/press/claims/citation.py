"""The permalink of a citation: what a briefing rested on then, and how that stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.press.caching import known_by
from dateline.web.press.claims.told import cited, tell
from dateline.web.press.models import Citation
from dateline.web.press.once import once

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@once
def found(request: HttpRequest, pk: UUID) -> Citation | None:  # noqa: ARG001 -- kept with it
    """The citation of an address; None where readers never saw it."""
    rows = cited().select_related("briefing__series", "briefing__live", "coding")
    return (
        rows.defer("coding__body", "briefing__live__body")
        .filter(pk__in=Citation.objects.out().values("pk"), pk=pk)
        .first()
    )


def _key(request: HttpRequest, pk: UUID) -> str | None:
    one = found(request, pk)
    if one is None:
        return None
    event, incident, source = one.event, one.incident, one.event.report.source
    parts = (
        one.pk, event.coding_id, event.review, incident.changed_at, incident.published_at, incident.gone_at,
        (source.name, source.showable) if source else None, event.report.title, event.report.url,
        [getattr(one, name, None) for name in ("fetched_at", "sha256", "within")],
        one.briefing.live_id, one.briefing.withdrawn_at, one.briefing.series.language,
    )  # fmt: skip
    return repr(parts)


@require_safe
@known_by(_key)
def citation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a briefing rested on; where that was withdrawn, that it was, and why."""
    one = found(request, pk)
    if one is None:
        raise Http404
    if one.briefing.withdrawn_at:
        return render(request, "press/claims/withdrawn.html", {"briefing": one.briefing}, status=410)
    told = tell([one])[0]
    return render(
        request, "press/claims/citation.html", {"claim": told, "briefing": one.briefing, "coding": one.coding}
    )
