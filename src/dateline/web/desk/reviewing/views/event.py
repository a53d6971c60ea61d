"""The review screen: a report's text with one event lit, and the event's fields beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.domain.errors import TakenByAnother
from dateline.web.archive import reviewing
from dateline.web.archive.models import Account, Opinion, Review
from dateline.web.desk.filters import kept
from dateline.web.desk.requests import me
from dateline.web.desk.reviewing import going_on, showing
from dateline.web.desk.reviewing.reading import read, seen
from dateline.web.desk.reviewing.saying import said
from dateline.web.desk.reviewing.views.doing import address, event_for, posted, to_event
from dateline.web.rights import Right, may, needs
from dateline.web.telling.lighting import drawn
from dateline.web.telling.spans import span_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.archive.models import Event
    from dateline.web.desk.reviewing.reading import Reading


@require_safe
@needs(Right.SEE_DESK)
def event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One event; who may review has it in hand from then on, unless somebody else has."""
    row = event_for(request, Right.SEE_DESK, pk)
    mine = may(request.user, Right.REVIEW) and _take(row, request)
    going_on.opened(request, row)
    return render(request, "desk/reviewing/event.html", screen(request, row, mine=mine))


@posted(Right.SETTLE)
def take_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an event out of somebody else's hands."""
    row = event_for(request, Right.SETTLE, pk)
    reviewing.take_over(row, by=me(request))
    messages.success(request, _("The event is in your hands."))
    return to_event(pk, request)


def screen(request: HttpRequest, row: Event, *, mine: bool) -> dict[str, Any]:
    """What the screen shows; `mine` is whether its forms are."""
    reading = read(row.report)
    event, coding = reading.event(row), reading.coding
    numbers = {one.event.id: one.number for one in reading.told}
    corrections = reading.said_of(row)
    context: dict[str, Any] = {
        "screen_name": "desk",
        "row": row,
        "report": row.report,
        "told": next((one for one in reading.told if event and one.event.id == event.id), None),
        "number": numbers.get(row.ref) if event else None,
        "holds": mine,
        "mine": mine and event is not None,
        "taken": not mine and may(request.user, Right.REVIEW),
        "may_settle": may(request.user, Right.SETTLE),
        "edit": request.GET.get("edit", ""),
        "seen": seen(row, ((one.pk, one.state) for one in corrections)),
        "kept": kept(request.GET),
        "said": [said(one) for one in corrections],
        "text": _text(request, reading, numbers.get(row.ref) if event else None),
        "others": _others(reading, row, numbers),
        "parts": showing.parts(event, coding),
        "second": asks_second(row),
        **_opinions(request, row),
        **_happening(row),
    }
    if event and coding:
        context |= {
            "event": event,
            "harms": showing.harms(event, coding),
            "claims": showing.claims(event, coding),
            "types": showing.types(),
            "statuses": showing.statuses(),
            "precisions": showing.precisions(),
            "effects": showing.effects(),
            "stances": showing.stances(),
        }
    return context


def asks_second(row: Event) -> bool:
    """Whether an event needs the word of two people, by the policy of this newsroom."""
    deadly = bool(row.killed_max or row.killed_min)
    return settings.DATELINE_SECOND_REVIEW == "all" or (
        settings.DATELINE_SECOND_REVIEW == "deaths" and deadly
    )


def _take(row: Event, request: HttpRequest) -> bool:
    try:
        reviewing.take(row, by=me(request))
    except TakenByAnother:
        return False
    return True


def _text(request: HttpRequest, reading: Reading, current: int | None) -> str:
    rows = {one.number: reading.by_ref.get(one.event.id) for one in reading.told}

    def leads(number: int) -> str:
        row = rows[number]
        return address("event", row.pk, request) if row else "#text"

    pointed = span_of(request.GET.get("at", ""), reading.text)
    return drawn(reading.text, reading.told, current=current, leads=leads, pointed=pointed)


def _others(reading: Reading, row: Event, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """The events of the report in the order of the text, this one among them."""
    told = {one.event.id: one for one in reading.told}
    rows = sorted(reading.by_ref.values(), key=lambda one: numbers.get(one.ref, 0))
    return [
        {"row": one, "number": numbers.get(one.ref), "told": told.get(one.ref), "here": one.pk == row.pk}
        for one in rows
    ]


def _opinions(request: HttpRequest, row: Event) -> dict[str, Any]:
    """What people think of it: shown to who has said so, too, or settles; nobody else is to be led by it."""
    opinions = list(Opinion.objects.filter(event=row).select_related("by").order_by("at"))
    own = next((one for one in opinions if one.by_id == me(request).pk), None)
    disagree = len({one.opinion for one in opinions}) > 1
    settles = may(request.user, Right.SETTLE) and disagree and row.review == Review.SECOND
    shown = opinions if own or settles or not row.is_open else []
    return {"opinions": shown, "own": own, "settles": settles, "disagree": disagree and bool(shown)}


def _happening(row: Event) -> dict[str, Any]:
    """The incident that it is of, and the events that are told as one with it."""
    if row.coding_id is None:
        return {}
    account = (
        Account.objects.filter(events=row, incident__isnull=False)
        .select_related("incident")
        .defer("sketch", "incident__body")
        .first()
    )
    if account is None:
        return {}
    together = account.events.exclude(pk=row.pk).defer("anchor").order_by("start")
    return {"incident": account.incident, "together": list(together)}
