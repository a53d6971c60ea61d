"""The lists of incidents and of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.web.archive.models import Event, Report
from dateline.web.desk.filters import Asked, incidents_asked, reports_asked_for
from dateline.web.desk.queue.facets import count_incidents
from dateline.web.desk.queue.narrowing import GRADES, STANDINGS, STATES, Narrowing
from dateline.web.desk.queue.slices import LENGTH, slice_of
from dateline.web.desk.queue.telling import Happened, hands_words
from dateline.web.desk.requests import me
from dateline.web.rights import Right, may, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from dateline.web.archive.models import Incident
    from dateline.web.archive.models.reports import ReportQuerySet
    from dateline.web.archive.people import User


@require_safe
@needs(Right.SEE_DESK)
def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents that wait, the most useful first; or whichever an address asks for."""
    asked, user = Asked.of(request.GET), me(request)
    page = slice_of(
        incidents_asked(asked, user).select_related("assignee"),
        asked.reviewed.reviews,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    counted = count_incidents(asked, request.GET, user)
    return render(
        request,
        "desk/queue/incidents.html",
        {
            "narrowing": Narrowing.of_incidents(asked, request.GET, counted),
            "rows": [_incident(row, user) for row in page.rows],
            "page": page,
            "may_export": may(user, Right.EXPORT),
        },
    )


def _incident(row: Incident, user: User) -> dict[str, Any]:
    return {
        "incident": row,
        "happened": Happened.of(row),
        "grade": GRADES[row.grade],
        "standing": STANDINGS[row.standing],
        "hands": hands_words(row, user),
    }


@require_safe
@needs(Right.SEE_DESK)
def reports(request: HttpRequest) -> HttpResponse:
    """The reports, the newest first, with how far each has got and what stopped it."""
    found = reports_asked_for(request.GET)
    rows, earlier, later = _slice(found, request.GET.get("after", ""), request.GET.get("before", ""))
    told = Event.objects.told().filter(report__in=rows).order_by()
    events = dict(told.values_list("report").annotate(number=Count("pk")))
    narrowing = Narrowing.of_reports(Asked.of(request.GET), request.GET, found.count())
    return render(
        request,
        "desk/queue/reports.html",
        {
            "narrowing": narrowing,
            "rows": [
                {"report": row, "state": STATES[row.state], "events": events.get(row.pk, 0)} for row in rows
            ],
            "page": {"before": earlier, "after": later},
            "failed": Report.objects.failed().count(),
            "may_export": may(request.user, Right.EXPORT),
        },
    )


# ── slices of reports, by day ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """Where a report stands among the newest; those without a day stand after all that have one."""

    published: date | None
    seen: datetime
    id: UUID

    @classmethod
    def read(cls, written: str) -> _Day | None:
        try:
            published, seen, key = written.split("~")
            day = date.fromisoformat(published) if published else None
            return cls(published=day, seen=datetime.fromisoformat(seen), id=UUID(key))
        except ValueError:
            return None

    @staticmethod
    def written(row: Report) -> str:
        return f"{row.published or ''}~{row.first_seen.isoformat()}~{row.pk.hex}"


def _slice(found: ReportQuerySet, after: str, before: str) -> tuple[list[Report], str, str]:
    """Some reports, and from where the slices before and after them go on."""
    back = _Day.read(before)
    spot = None if back else _Day.read(after)
    rows: list[Report] = []
    for stretch in _stretches(found.light(), back or spot, backwards=back is not None):
        rows += stretch[: LENGTH + 1 - len(rows)]
        if len(rows) > LENGTH:
            break
    more, rows = len(rows) > LENGTH, rows[:LENGTH]
    rows = rows[::-1] if back else rows
    earlier, later = (more, True) if back else (spot is not None, more)
    return (
        rows,
        _Day.written(rows[0]) if rows and earlier else "",
        _Day.written(rows[-1]) if rows and later else "",
    )


def _stretches(found: ReportQuerySet, spot: _Day | None, *, backwards: bool) -> Iterator[ReportQuerySet]:
    """Those with a day and those without, each along the index of days."""
    dated = found.filter(published__isnull=False)
    order = ("published", "first_seen", "id") if backwards else ("-published", "-first_seen", "-id")
    undated, more = found.filter(published=None), "gt" if backwards else "lt"
    if spot:
        same = Q(first_seen=spot.seen) & Q(**{f"id__{more}": spot.id})
        beyond = Q(**{f"first_seen__{more}": spot.seen}) | same
        if spot.published is None:
            undated = undated.filter(beyond)
        else:
            # The bound on the day alone leads into the index; what is of the same day is told apart then.
            dated = dated.filter(**{f"published__{more}e": spot.published}).filter(
                ~Q(published=spot.published) | beyond
            )
    turn = [undated, dated] if backwards else [dated, undated]
    if spot and (spot.published is None) is not backwards:
        turn = turn[1:]  # the spot lies in the second of them
    yield from (stretch.order_by(*order) for stretch in turn)
