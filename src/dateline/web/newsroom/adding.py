"""The incidents of a briefing: which it tells of, in what order and under what headings; and its days.

What is to say of one that is added later is put to the end of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.archive.models import Incident
from dateline.web.desk.requests import me
from dateline.web.newsroom.choosing import chosen_in, offer
from dateline.web.newsroom.finding import found, page_of_one
from dateline.web.newsroom.forms import DatelineForm
from dateline.web.newsroom.texts import keep_more
from dateline.web.press.incidents.words import called
from dateline.web.press.models import BriefingIncident
from dateline.web.press.publishing import briefings
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.models import Briefing


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add incidents, take one out or keep it, or set the dateline; `do` says which."""
    row = found(request, pk)
    do, _colon, about = request.POST.get("do", "add").partition(":")
    dateline = DatelineForm(request.POST if do == "redate" else None, initial=_dateline(row))
    if request.method == "POST":
        try:
            if answer := _done(request, row, do, about, dateline):
                return answer
        except DatelineError as error:
            messages.error(request, str(error))
    links = list(
        BriefingIncident.objects.filter(briefing=row)
        .select_related("incident")
        .defer("incident__body")
        .order_by("position", "pk")
    )
    at = reverse("newsroom_add", kwargs={"pk": row.pk})
    asked = request.GET or QueryDict(urlencode({"from": row.period_start, "to": row.period_end}))
    there = {link.incident_id for link in links}
    typed = request.POST if request.method == "POST" and do == "add" else None
    return render(
        request,
        "newsroom/choose.html",
        page_of_one(request, row, "add")
        | {
            "of": row.series,
            "day": row.day,
            "first": row.period_start,
            "last": row.period_end,
            "links": [{"link": link, "called": called(link.incident)} for link in links],
            "dateline": dateline,
            "offer": offer(at, asked, me(request), row.series, there=there, typed=typed),
            "at": at,
        },
    )


def _done(
    request: HttpRequest, row: Briefing, do: str, about: str, dateline: DatelineForm
) -> HttpResponse | None:
    """Do what was pressed; None where its form is not right."""
    here = redirect("newsroom_add", pk=row.pk)
    if do == "drop":
        told = Incident.objects.filter(briefings=row)
        briefings.drop_incident(row, load(request.user, Right.WRITE_BRIEFINGS, told, about), by=me(request))
        messages.success(
            request,
            _("It leaves the briefing with the next revision; until then readers see it.")
            if row.live_id
            else _("The briefing tells of it no more."),
        )
        return here
    if do == "keep":
        leaving = Incident.objects.filter(told_in__briefing=row, told_in__leaves=True)
        briefings.keep_incident(
            row, load(request.user, Right.WRITE_BRIEFINGS, leaving, about), by=me(request)
        )
        messages.success(request, _("It stays."))
        return here
    if do == "redate":
        if not dateline.is_valid():
            return None
        briefings.redate(row, **dateline.cleaned_data, by=me(request))
        messages.success(request, _("The dateline is set."))
        return here
    chosen, fronts = chosen_in(request.POST)
    if not chosen:
        messages.info(request, _("Nothing was ticked."))
        return None
    keep_more(row, briefings.add_incidents(row, chosen, by=me(request), fronts=fronts), by=me(request))
    said = ngettext(
        "%(number)d incident was added. What to say of it stands at the end of the text: "
        "put it where it belongs, then save.",
        "%(number)d incidents were added. What to say of them stands at the end of the text: "
        "put it where it belongs, then save.",
        len(chosen),
    )
    messages.success(request, said % {"number": len(chosen)})
    return redirect("newsroom_briefing", pk=row.pk)


def _dateline(row: Briefing) -> dict[str, object]:
    return {"day": row.day, "place": row.place, "first": row.period_start, "last": row.period_end}
