"""The front page: the newest briefing, the last of each series, what happened, and what was put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.archive.models import Incident
from dateline.web.press.caching import known_by
from dateline.web.press.incidents.glance import glances
from dateline.web.press.models import Briefing, Correction, Series
from dateline.web.press.once import once
from dateline.web.press.ready import Ready

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.models.briefings import BriefingQuerySet

_INCIDENTS = 6
_CORRECTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows: `newest` large, then the last briefings of the series, newest first."""

    newest: Briefing | None
    others: Sequence[Briefing]
    incidents: Sequence[Incident]
    corrections: Sequence[Correction]

    @property
    def empty(self) -> bool:
        """Whether nothing is published yet."""
        return not (self.newest or self.incidents)


@once
def _front(request: HttpRequest) -> Front:  # noqa: ARG001 -- kept with it
    """What the front page shows, in four queries."""
    newest = next(iter(_NEWEST.models(_NEWEST.rows())), None)
    others = _OTHERS.models(_OTHERS.rows()) if newest else []
    return Front(
        newest=newest,
        others=[one for one in others if one != newest],
        incidents=_LATEST.models(_LATEST.rows()),
        corrections=_RIGHTED.models(_RIGHTED.rows()),
    )


def _last_of_series() -> BriefingQuerySet:
    of_series = Briefing.objects.published().filter(series=OuterRef("pk")).newest_first()
    last = Series.objects.annotate(last=Subquery(of_series.values("pk")[:1])).filter(last__isnull=False)
    return Briefing.objects.to_show().newest_first().filter(pk__in=last.running().values("last"))


_NEWEST = Ready(lambda: Briefing.objects.to_show().newest_first().published()[:1])
_OTHERS = Ready(_last_of_series)
_LATEST = Ready(lambda: Incident.objects.published().light().order_by("-published_at", "-id")[:_INCIDENTS])
_RIGHTED = Ready(
    lambda: (
        Correction.objects.published()
        .newest_first()
        .select_related("briefing__series", "briefing__live", "before", "after")
        .defer("briefing__live__body", "before__body", "after__body")[:_CORRECTIONS]
    )
)


def _known(request: HttpRequest) -> str:
    here = _front(request)
    briefings = [*([here.newest] if here.newest else []), *here.others]
    return repr(
        (
            [(one.pk, one.live_id, one.revised_at) for one in briefings],
            [(one.series.name, one.series.about, one.series.language) for one in briefings],
            [(one.pk, one.changed_at) for one in here.incidents],
            [(one.pk, one.briefing.live_id) for one in here.corrections],
        )
    )


@require_safe
@known_by(_known)
def front(request: HttpRequest) -> HttpResponse:
    """The front page."""
    here = _front(request)
    told = sorted(glances(here.incidents), key=lambda one: one.first or date.min, reverse=True)
    return render(request, "press/front.html", {"front": here, "glances": told})
