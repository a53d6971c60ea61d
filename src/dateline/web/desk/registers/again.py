"""Reports past, looked up anew on a button; and entries that are withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dateline.domain.errors import DatelineError
from dateline.web.archive.models import ActorOverride, PlaceOverride
from dateline.web.archive.overrides_again import begin
from dateline.web.archive.overrides_editing import withdraw
from dateline.web.desk.registers.entries import past
from dateline.web.desk.registers.refusing import must
from dateline.web.desk.requests import me
from dateline.web.desk.undoing import Act, offer
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_DESK)
def look_up_again(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Have reports past looked up anew; asked without doing so, how far that has got."""
    row = _entry(request, Right.SEE_DESK, kind, pk)
    if request.method == "POST":
        must(request, Right.EDIT_REGISTERS)
        begin(row, by=me(request))
    elif request.headers.get("HX-Request") == "true":
        return render(request, "desk/registers/past.html", past(row))
    return _page(row)


@require_POST
@needs(Right.EDIT_REGISTERS)
def withdraw_entry(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Say no more what we said of an actor or a place."""
    row = _entry(request, Right.EDIT_REGISTERS, kind, pk)
    try:
        change = withdraw(row, by=me(request), seen=request.POST.get("seen", ""))
    except DatelineError as error:
        messages.error(request, str(error))
    else:
        if change:
            messages.success(request, _("Withdrawn. Reports to come do without it."))
            offer(request, Act.REGISTER, change.pk, _("withdrawal of %(what)s") % {"what": row})
    return _page(row)


def _entry(request: HttpRequest, right: Right, kind: str, pk: UUID) -> ActorOverride | PlaceOverride:
    match kind:
        case "actoroverride":
            return load(request.user, right, ActorOverride.objects, pk)
        case "placeoverride":
            return load(request.user, right, PlaceOverride.objects, pk)
    raise Http404


def _page(row: ActorOverride | PlaceOverride) -> HttpResponse:
    if isinstance(row, ActorOverride):
        return redirect("actor", key=row.actor)
    return redirect("place", key=row.place)
