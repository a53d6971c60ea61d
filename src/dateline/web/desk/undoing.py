"""Undo: what somebody did last on the desk can be taken back from every page, with a button or the key `u`.

offer(request, Act.RULING, ruling.pk, said)   after something was done; said is what the button's label names
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dateline.domain.errors import DatelineError
from dateline.web.archive import corrections, overrides_editing, overrides_sources, reviewing
from dateline.web.archive.linking import rulings
from dateline.web.archive.models import Change, Correction, Event, Incident, Ruling
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.archive.people import User

KEPT = 20
"""How many acts of a session can be taken back, one after the other."""

_STACK = "desk-acts"


class Act(StrEnum):
    """What can be taken back."""

    CORRECTION = "correction"
    EVENT_REVIEW = "event review"
    INCIDENT_REVIEW = "incident review"
    RULING = "ruling"
    REGISTER = "register"


def offer(request: HttpRequest, act: Act, pk: UUID, said: str) -> None:
    """Let the last act be taken back: `said` names it ("merged two incidents")."""
    stack = request.session.get(_STACK, [])
    request.session[_STACK] = [*stack, {"act": act.value, "pk": str(pk), "said": said}][-KEPT:]


def last_act(request: HttpRequest) -> str:
    """What would be taken back now; empty where nothing can be."""
    stack = request.session.get(_STACK, [])
    return str(stack[-1]["said"]) if stack else ""


@require_POST
@needs(Right.REVIEW)
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was done last in this session."""
    stack = request.session.get(_STACK, [])
    if not stack:
        messages.info(request, _("Nothing is left to undo."))
        return _back(request)
    act = stack[-1]
    request.session[_STACK] = stack[:-1]
    try:
        _UNDO[Act(act["act"])](cast("User", request.user), act["pk"])
    except DatelineError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone: %(what)s.") % {"what": act["said"]})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page that it was asked from."""
    came_from = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return redirect(came_from if safe else "desk")


def _correction(user: User, pk: str) -> None:
    corrections.withdraw(load(user, Right.REVIEW, Correction.objects, pk), by=user)


def _event_review(user: User, pk: str) -> None:
    reviewing.reopen(load(user, Right.REVIEW, Event.objects, pk), by=user)


def _incident_review(user: User, pk: str) -> None:
    reviewing.reopen(load(user, Right.REVIEW, Incident.objects, pk), by=user)


def _ruling(user: User, pk: str) -> None:
    rulings.undo(load(user, Right.REVIEW, Ruling.objects, pk), by=user)


def _register(user: User, pk: str) -> None:
    """An edit of a source, an actor or a place, by the change that it was."""
    of_source = load(user, Right.REVIEW, Change.objects, pk).about == "source"
    right, put_back = (
        (Right.EDIT_SOURCES, overrides_sources.put_back)
        if of_source
        else (Right.EDIT_REGISTERS, overrides_editing.put_back)
    )
    put_back(load(user, right, Change.objects, pk), by=user)


_UNDO: dict[Act, Callable[[User, str], None]] = {
    Act.CORRECTION: _correction,
    Act.EVENT_REVIEW: _event_review,
    Act.INCIDENT_REVIEW: _incident_review,
    Act.RULING: _ruling,
    Act.REGISTER: _register,
}
