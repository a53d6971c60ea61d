"""The queue of events: what waits, narrowed and counted; and who takes what in hand."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from dateline.domain.errors import TakenByAnother
from dateline.web.archive import reviewing
from dateline.web.archive.models import Event
from dateline.web.desk.filters import Asked, events_asked, kept
from dateline.web.desk.queue import taking
from dateline.web.desk.queue.facets import count_events
from dateline.web.desk.queue.narrowing import Narrowing
from dateline.web.desk.queue.slices import slice_of
from dateline.web.desk.queue.telling import told
from dateline.web.desk.requests import me
from dateline.web.rights import Right, load, may, needs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict


@require_safe
@needs(Right.SEE_DESK)
def queue(request: HttpRequest) -> HttpResponse:
    """The events that wait, the most useful first; or whichever an address asks for."""
    asked, user = Asked.of(request.GET), me(request)
    found = events_asked(asked, user)
    page = slice_of(
        found.with_words(),
        asked.reviewed.reviews,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    in_hand = list(Event.objects.in_hand().values_list("pk", "assignee"))
    others = {pk for pk, who in in_hand if who != user.pk}
    counted = count_events(asked, request.GET, user, others)
    return render(
        request,
        "desk/queue/queue.html",
        {
            "narrowing": Narrowing.of_events(asked, request.GET, counted),
            "rows": [told(event, user) for event in page.rows],
            "page": page,
            "mine": len(in_hand) - len(others),
            "may_review": may(user, Right.REVIEW),
            "may_export": may(user, Right.EXPORT),
        },
    )


@require_POST
@needs(Right.REVIEW)
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the most useful event that is free among those asked for, and go to it."""
    asked, user = Asked.of(request.GET), me(request)
    event = taking.take_next(events_asked(asked), asked.reviewed.reviews, by=user)
    if event is None:
        messages.info(
            request, _("Nothing that is free waits here. Widen the filters, or look in again later.")
        )
        return _to("desk", request.GET)
    return _to("event", request.GET, event.pk)


@require_POST
@needs(Right.REVIEW)
def take(request: HttpRequest) -> HttpResponse:
    """Take one event and go to it (`open`), or take those that are ticked (`event`)."""
    user = me(request)
    if opened := request.POST.get("open"):
        event = load(user, Right.REVIEW, Event.objects.told(), opened)
        if event.is_open:
            with suppress(TakenByAnother):  # its own screen says who has it
                reviewing.take(event, by=user)
        return _to("event", request.GET, event.pk)
    ticked = _ticked(request)
    if not ticked:
        messages.info(request, _("Tick the events first that you want to take."))
        return _back(request)
    taken = taking.take_all(ticked, by=user)
    if taken:
        said = ngettext(
            "%(count)d event is in your hands for half an hour.",
            "%(count)d events are in your hands for half an hour.",
            taken,
        )
        messages.success(request, said % {"count": taken})
    if left := len(ticked) - taken:
        said = ngettext(
            "%(count)d is in somebody else's hands, or waits no more.",
            "%(count)d are in somebody else's hands, or wait no more.",
            left,
        )
        messages.warning(request, said % {"count": left})
    return _back(request)


@require_POST
@needs(Right.REVIEW)
def let_go(request: HttpRequest) -> HttpResponse:
    """Let go of one event (`let_go`), or of those that are ticked."""
    one = _keys([request.POST.get("let_go", "")])
    gone = taking.let_all_go(one or _ticked(request), by=me(request))
    if gone:
        said = ngettext("%(count)d event is free again.", "%(count)d events are free again.", gone)
        messages.success(request, said % {"count": gone})
    else:
        messages.info(request, _("None of these is in your hands."))
    return _back(request)


def _ticked(request: HttpRequest) -> set[UUID]:
    return _keys(request.POST.getlist("event"))


def _keys(written: list[str]) -> set[UUID]:
    keys = set()
    for one in written:
        try:
            keys.add(UUID(one))
        except ValueError:
            continue
    return keys


def _back(request: HttpRequest) -> HttpResponse:
    """To the slice of the list that it was asked from."""
    spot = {name: value for name in ("after", "before") if (value := request.GET.get(name))}
    return _to("desk", request.GET, spot=spot)


def _to(name: str, params: QueryDict, *args: UUID, spot: dict[str, str] | None = None) -> HttpResponse:
    """To a page, with the filters kept."""
    query = "&".join(filter(None, (kept(params), urlencode(spot or {}))))
    return redirect(reverse(name, args=args) + (f"?{query}" if query else ""))
