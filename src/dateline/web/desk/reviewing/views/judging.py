"""Accept, reject, settle, and on to the next event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.domain.errors import DatelineError
from dateline.web.archive import reviewing
from dateline.web.archive.models import Event, Review
from dateline.web.desk.filters import kept
from dateline.web.desk.requests import me
from dateline.web.desk.reviewing import going_on
from dateline.web.desk.reviewing.views.doing import changing, event_for, posted, to_event
from dateline.web.desk.reviewing.views.event import asks_second
from dateline.web.desk.undoing import Act, offer
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@posted(Right.REVIEW)
def judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept or reject an event, and open the next one of the queue."""
    row = event_for(request, Right.REVIEW, pk)
    verdict = request.POST.get("verdict", "")
    if verdict not in {"accept", "accept-second", "reject"}:
        return to_event(pk, request)
    accepts, second = verdict != "reject", verdict == "accept-second"
    stood = Event(pk=row.pk, review=row.review, use=row.use)
    try:
        with changing(row, request):
            say = reviewing.accept if accepts else reviewing.reject
            review = say(row, by=me(request), second=second or asks_second(row))
    except DatelineError as error:
        messages.error(request, str(error))
        return to_event(pk, request)
    said = _("accepted “%(words)s”") if accepts else _("rejected “%(words)s”")
    offer(request, Act.EVENT_REVIEW, row.pk, said % {"words": row.words})
    messages.success(request, _told(row, review, accepts=accepts))
    return _on(request, stood)


@posted(Right.SETTLE)
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what holds of an event on which two people disagree."""
    row = event_for(request, Right.SETTLE, pk)
    accepts = request.POST.get("verdict") == "accept"
    try:
        with changing(row, request):
            reviewing.settle(row, Review.ACCEPTED if accepts else Review.REJECTED, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
        return to_event(pk, request)
    offer(request, Act.EVENT_REVIEW, row.pk, _("settled “%(words)s”") % {"words": row.words})
    told = _("Settled: “%(words)s” is accepted.") if accepts else _("Settled: “%(words)s” is rejected.")
    messages.success(request, told % {"words": row.words})
    return HttpResponseRedirect(reverse("disagreements"))


@posted(Right.REVIEW)
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's own word on an event."""
    row = event_for(request, Right.REVIEW, pk)
    try:
        with changing(row, request):
            reviewing.reopen(row, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(words)s” waits for review again.") % {"words": row.words})
    return to_event(pk, request)


@require_safe
@needs(Right.REVIEW)
def following(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On to the next event of the queue; this one is let go."""
    row = event_for(request, Right.REVIEW, pk)
    reviewing.let_go(row, by=me(request))
    return _on(request, row)


@require_safe
@needs(Right.REVIEW)
def start(request: HttpRequest) -> HttpResponse:
    """To the first event of a queue."""
    return _on(request, None)


@require_safe
@needs(Right.REVIEW)
def previous(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back to the event that was opened before this one."""
    row = event_for(request, Right.REVIEW, pk)
    before = going_on.opened_before(request, row)
    if before is None:
        messages.info(request, _("This is the first event that you opened."))
        return to_event(pk, request)
    if row.is_open:
        reviewing.let_go(row, by=me(request))
    return to_event(before, request)


def _on(request: HttpRequest, after: Event | None) -> HttpResponse:
    found = going_on.take_next(request.GET, me(request), after=after)
    if found is None:
        messages.info(request, _("No other event of this queue is free."))
        filters = kept(request.GET)
        return HttpResponseRedirect(reverse("desk") + (f"?{filters}" if filters else ""))
    return to_event(found.pk, request)


def _told(row: Event, review: Review, *, accepts: bool) -> str:
    if review == Review.SECOND:
        said = _("Your word on “%(words)s” is kept; it waits for a second reviewer.")
    elif accepts:
        said = _("Accepted: “%(words)s”.")
    else:
        said = _("Rejected: “%(words)s”.")
    return said % {"words": row.words}
