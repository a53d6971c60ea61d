"""Finding: the claim at an address, with all that its page is known by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.web.archive.models import Event, Page, Review
from dateline.web.press.claims.public import events_counted, incidents_shown
from dateline.web.press.models import Citation
from dateline.web.press.once import once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.web.archive.models import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event that readers see.

    `incident` is the one that it is counted to, None where readers do not see that or the newsroom has
    rejected the event; `cited` are the citations of published briefings that rest on it; `page` is the
    version of its report's page that was fetched last; `elsewhere` are the other events of the report that
    are counted to incidents that readers see.
    """

    event: Event
    incident: Incident | None
    cited: Sequence[Citation]
    page: Page | None
    elsewhere: Sequence[Event]

    @property
    def key(self) -> str:
        """All that its page is made of."""
        event, source = self.event, self.event.report.source
        parts = (
            event.coding_id, event.review, event.corrected, event.type, event.place_name,
            (self.incident.pk, self.incident.changed_at) if self.incident else None,
            [(one.pk, one.briefing.live_id, one.briefing.series.language) for one in self.cited],
            self.page.sha256 if self.page else "",
            [(row.pk, row.type, row.place_name) for row in self.elsewhere],
            (source.name, source.showable) if source else None,
            (event.report.title, event.report.url, event.report.published),
        )  # fmt: skip
        return repr(parts)


@once
def found(request: HttpRequest, pk: UUID) -> Found | None:  # noqa: ARG001 -- kept with it
    """The event of an address, in five queries; None where readers have none there."""
    rows = Event.objects.select_related("report__source").defer("anchor", "report__text", "report__set_apart")
    event = rows.filter(pk=pk).first()
    if event is None:
        return None
    counts = event.coding_id is not None and event.review != Review.REJECTED
    incident = incidents_shown([pk]).order_by("pk").first() if counts else None
    cited = list(
        Citation.objects.standing()
        .filter(event=pk)
        .select_related("briefing__series", "briefing__live")
        .order_by("briefing", "pk")
    )
    if incident is None and not cited:
        return None
    page = Page.objects.latest_of([event.report_id]).get(event.report_id)
    elsewhere = events_counted(event.report_id).exclude(pk=pk).defer("anchor", "sentence")
    return Found(
        event=event,
        incident=incident,
        cited=cited,
        page=page,
        elsewhere=list(elsewhere.order_by("start", "pk")),
    )
