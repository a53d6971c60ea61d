"""The screens of what is on its way: one arrival, what was handed in together, and the list of all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from dateline.web.archive import tasks_dead
from dateline.web.archive.leases import workers_alive
from dateline.web.archive.models import ArrivalState, Event, Incident, ReportState
from dateline.web.desk.intake.batches import is_line_without_page, twins_of
from dateline.web.desk.intake.handing_in import with_progress
from dateline.web.desk.intake.progress import is_coded, letters_of, progress_of, put_off
from dateline.web.desk.intake.visible import MOVING, hands_in_or_sees, own_arrivals, visible_arrivals
from dateline.web.desk.requests import me, page_of
from dateline.web.rights import Right, load, may

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Arrival, Report
    from dateline.web.archive.people import User

_LINES = 100


@require_safe
@hands_in_or_sees
def arrival(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far an arrival has got; when it is there, what its report tells."""
    row = _loaded(request, pk)
    context = _state_of(row, me(request))
    return _answer(request, "arrival", context, f"{context['arrival'].pk}:{context['seen']}")


@require_POST
@hands_in_or_sees
def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Try again what was refused or failed."""
    row = _loaded(request, pk)
    if is_line_without_page(row):
        messages.error(request, _("This line of a list holds no page: mend the list and hand it in again."))
    elif _tried_again(row, me(request)):
        messages.success(request, _("It is tried again."))
    else:
        messages.info(request, _("There is nothing to try again: somebody was first, or it is done."))
    if request.POST.get("back") == "failed" and may(request.user, Right.RETRY_TASKS):
        return redirect("dead_letters")
    return redirect("arrival", pk=row.pk)


@require_safe
@hands_in_or_sees
def batch(request: HttpRequest, batch: UUID) -> HttpResponse:
    """What was handed in together: each line, and what came of it."""
    rows = visible_arrivals(me(request)).filter(batch=batch).order_by("line", "id")
    page = page_of(request, rows, _LINES)
    lines = with_progress(page.object_list)
    if not lines:
        raise Http404
    first = lines[0][0]
    tally = _tally(batch, me(request))
    _count_events([one for one, _ in lines])
    workers = workers_alive()
    context = {
        "batch": batch,
        "first": first,
        "page": page,
        "lines": lines,
        "tally": tally,
        "settled": not tally["waiting"] and all(progress.settled for _one, progress in lines),
        "workers": workers,
    }
    stood = [(progress.passed, progress.trouble) for _one, progress in lines]
    seen = f"{tally}:{page.number}:{stood}:{workers > 0}"
    return _answer(request, "batch", context, seen)


@require_safe
@hands_in_or_sees
def arrivals(request: HttpRequest) -> HttpResponse:
    """What somebody has handed in; for those of the desk, all that came, if they like."""
    user = me(request)
    sees_all = may(user, Right.SEE_DESK)
    whose = (
        "all" if sees_all and (request.GET.get("whose") == "all" or not may(user, Right.HAND_IN)) else "own"
    )
    state = request.GET.get("state", "")
    rows = visible_arrivals(user) if whose == "all" else own_arrivals(user)
    if state in _STATES:
        rows = rows.filter(_STATES[state])
    page = page_of(request, rows)
    return render(
        request,
        "desk/intake/arrivals.html",
        {
            "screen_name": "hand_in",
            "page": page,
            "lines": with_progress(page.object_list),
            "whose": whose,
            "sees_all": sees_all,
            "state": state if state in _STATES else "",
            "states": [{"state": name, "label": label} for name, label in _LABELS.items()],
        },
    )


_TROUBLED = Q(state__in=(ArrivalState.REFUSED, ArrivalState.FAILED))
_STATES: dict[str, Q] = {
    "waiting": Q(state=ArrivalState.WAITING) | Q(report__state__in=(ReportState.FETCHED, ReportState.CODED)),
    "there": Q(report__state=ReportState.LINKED),
    "troubled": _TROUBLED | Q(report__state=ReportState.FAILED),
}
_LABELS: dict[str, StrOrPromise] = {
    "": gettext_lazy("All"),
    "waiting": gettext_lazy("On their way"),
    "there": gettext_lazy("There"),
    "troubled": gettext_lazy("Refused or failed"),
}


def _loaded(request: HttpRequest, pk: UUID) -> Arrival:
    right = Right.SEE_DESK if may(request.user, Right.SEE_DESK) else Right.HAND_IN
    return load(request.user, right, visible_arrivals(me(request)), pk)


def _answer(request: HttpRequest, name: str, context: dict[str, Any], state: str) -> HttpResponse:
    """The page; for one that asks again only its moving part, and only if something has moved."""
    seen = f"{crc32(state.encode()):08x}"
    context |= {"seen": seen, "screen_name": "hand_in"}
    if request.headers.get("HX-Target") != MOVING:
        return render(request, f"desk/intake/{name}.html", context)
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    return render(request, f"desk/intake/{name}_progress.html", context)


def _state_of(row: Arrival, user: User) -> dict[str, Any]:
    twin = twins_of([row]).get(row.key)
    report = row.report or (twin.report if twin else None)
    progress = progress_of(row, twin, coded=is_coded(report))
    waits = None if progress.settled else put_off(twin or row)
    workers = workers_alive()
    context = {
        "arrival": row,
        "report": report,
        "progress": progress,
        "put_off": waits,
        "workers": workers,
        "sees_desk": may(user, Right.SEE_DESK),
        "can_retry": bool(progress.trouble) and not is_line_without_page(row),
        "seen": (progress.passed, progress.trouble, waits, workers > 0),
    }
    return context | (_told_in(report) if report is not None and progress.is_there else {})


def _told_in(report: Report) -> dict[str, Any]:
    """The events of a report, and the incidents that they are of, those first that others tell of, too."""
    incidents = Incident.objects.there().light().filter(accounts__report=report).distinct()
    return {
        "events": list(Event.objects.told().of_report(report.pk).with_words()),
        "incidents": list(incidents.order_by("-number_of_reports", "-use", "id")),
    }


def _tried_again(row: Arrival, user: User) -> bool:
    if row.state in (ArrivalState.REFUSED, ArrivalState.FAILED):
        return tasks_dead.retry_arrival(row, by=user)
    report = row.report
    if report is None or report.state != ReportState.FAILED:
        return False
    return sum(tasks_dead.retry(letter, by=user) for letter in letters_of(report)) > 0


def _tally(batch: UUID, user: User) -> dict[str, int]:
    """How many of a batch are where."""
    rows = visible_arrivals(user).filter(batch=batch)
    untold = Q(state=ArrivalState.KNOWN, report=None)
    tally: dict[str, int] = rows.aggregate(
        all=Count("pk"),
        there=Count("pk", filter=Q(report__state=ReportState.LINKED)),
        troubled=Count("pk", filter=_STATES["troubled"]),
        doubled=Count("pk", filter=untold),
    )
    waiting = tally["all"] - tally["there"] - tally["troubled"] - tally["doubled"]
    return tally | {"waiting": max(waiting, 0)}


def _count_events(rows: list[Arrival]) -> None:
    """Have each report know how many events it tells of, in one query."""
    keys = [one.report_id for one in rows if one.report_id]
    counted = Event.objects.told().filter(report__in=keys).order_by().values_list("report")
    numbers = dict(counted.annotate(number=Count("pk")))
    for one in rows:
        one.number_of_events = numbers.get(one.report_id, 0)  # type: ignore[attr-defined]
