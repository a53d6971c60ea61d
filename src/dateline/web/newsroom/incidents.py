"""Incidents before readers: those that were accepted and wait, and those that are published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.archive.models import Incident
from dateline.web.desk.filters import Asked, Reviewed, incidents_asked
from dateline.web.desk.queue.facets import Counted
from dateline.web.desk.queue.narrowing import GRADES, STANDINGS, Narrowing
from dateline.web.desk.queue.telling import Happened
from dateline.web.desk.registers.refusing import must
from dateline.web.desk.requests import me, page_of
from dateline.web.newsroom.choosing import uuid_of
from dateline.web.newsroom.forms import WhyForm
from dateline.web.press.incidents.words import called
from dateline.web.press.publishing import incidents as publishing
from dateline.web.rights import Right, load, may, needs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def incidents(request: HttpRequest) -> HttpResponse:
    """What can be published by itself, or (`which=out`) what readers see; and do so, or take one down."""
    out = request.GET.get("which") == "out"
    if request.method == "POST":
        must(request, Right.PUBLISH)
        if (answer := _take_down(request) if "take_down" in request.POST else _publish(request)) is not None:
            return answer
    asked = replace(Asked.of(request.GET), reviewed=Reviewed.ALL if out else Reviewed.ACCEPTED)
    found = incidents_asked(asked, me(request)).filter(published_at__isnull=not out)
    order = ("-published_at",) if out else (F("date_start").desc(nulls_last=True),)
    page = page_of(request, found.order_by(*order, "-id"))
    counted = Counted(number=page.paginator.count, facets=())
    rows = [
        {
            "incident": row,
            "happened": Happened.of(row),
            "grade": GRADES[row.grade],
            "standing": STANDINGS[row.standing],
        }
        for row in page
    ]
    return render(
        request,
        "newsroom/incidents.html",
        {
            "rows": rows,
            "page": page,
            "out": out,
            "down": _asked_down(request),
            "why": WhyForm(request.POST if "take_down" in request.POST else None),
            "may_publish": may(request.user, Right.PUBLISH),
            "narrowing": Narrowing.of_choice(reverse("newsroom_incidents"), asked, request.GET, counted),
            "room": "incidents",
            "screen_name": "newsroom",
        },
    )


def _publish(request: HttpRequest) -> HttpResponse | None:
    """Show those that were ticked to readers."""
    chosen = _there(request.POST.getlist("incident"))
    if not chosen:
        messages.info(request, _("Nothing was ticked."))
        return None
    try:
        number = publishing.publish(chosen, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
        return None
    said = ngettext("%(number)d incident is published.", "%(number)d incidents are published.", number)
    messages.success(request, said % {"number": number})
    return redirect(request.get_full_path())


def _take_down(request: HttpRequest) -> HttpResponse | None:
    """Show one to readers no more."""
    row = load(request.user, Right.PUBLISH, Incident.objects.light(), request.POST.get("take_down", ""))
    form = WhyForm(request.POST)
    if not form.is_valid():
        return None
    try:
        publishing.take_down(row, by=me(request), why=form.cleaned_data["why"])
    except DatelineError as error:
        messages.error(request, str(error))
        return None
    messages.success(request, _("%(incident)s is taken down.") % {"incident": called(row)})
    return redirect(f"{reverse('newsroom_incidents')}?which=out")


def _asked_down(request: HttpRequest) -> Incident | None:
    """The incident that the page asks a reason for."""
    key = request.POST.get("take_down") or request.GET.get("down", "")
    return next(iter(_there([key])), None) if key else None


def _there(keys: list[str]) -> list[Incident]:
    found = [key for written in keys if (key := uuid_of(written))]
    return list(Incident.objects.there().light().filter(pk__in=found))
