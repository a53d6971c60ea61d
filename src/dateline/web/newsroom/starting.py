"""A new briefing: its series, day and period first, then its incidents; the draft is composed at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dateline.domain.errors import DatelineError
from dateline.web.desk.filters import Asked
from dateline.web.desk.requests import me
from dateline.web.newsroom.choosing import chosen_in, offer
from dateline.web.newsroom.forms import NewForm, before
from dateline.web.press.models import Cadence, Series
from dateline.web.press.publishing import briefings
from dateline.web.rights import Right, load, may, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
@needs(Right.WRITE_BRIEFINGS)
def new(request: HttpRequest) -> HttpResponse:
    """Ask for series, day and period; then on to the incidents."""
    given = request.GET if "day" in request.GET else None
    form = NewForm(given, initial={"day": timezone.now().date(), "series": request.GET.get("series", "")})
    if given is not None and form.is_valid():
        said = form.cleaned_data
        at = reverse("newsroom_choose", kwargs={"series": said["series"].pk, "day": said["day"].isoformat()})
        return redirect(f"{at}?{urlencode({'from': said['first'], 'to': said['last']})}")
    return render(
        request,
        "newsroom/new.html",
        {
            "form": form,
            "any": Series.objects.running().exists(),
            "may_publish": may(request.user, Right.PUBLISH),
            "room": "new",
            "screen_name": "newsroom",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def choose(request: HttpRequest, series: UUID, day: str) -> HttpResponse:
    """Choose what the briefing tells of; who has chosen goes on to the editor, where the draft stands."""
    of = load(request.user, Right.WRITE_BRIEFINGS, Series.objects.running(), series)
    on = _day(day)
    at = reverse("newsroom_choose", kwargs={"series": of.pk, "day": day})
    asked = request.GET or QueryDict(urlencode(_usual(on, of)))
    first, last = _period(asked, on, of)
    if request.method == "POST":
        chosen, fronts = chosen_in(request.POST)
        try:
            made = briefings.start(
                of,
                day=on,
                first=first,
                last=last,
                incidents=chosen,
                fronts=fronts,
                by=me(request),
                place=" ".join(request.POST.get("place", "").split())[:200],
            )
        except DatelineError as error:
            messages.error(request, str(error))
        else:
            said = ngettext(
                "A draft from %(number)d incident. Every sentence that tells of it leads to its claim.",
                "A draft from %(number)d incidents. Every sentence that tells of one leads to its claim.",
                len(chosen),
            )
            messages.success(request, said % {"number": len(chosen)})
            return redirect("newsroom_briefing", pk=made.pk)
    typed = request.POST if request.method == "POST" else None
    return render(
        request,
        "newsroom/choose.html",
        {
            "of": of,
            "day": on,
            "first": first,
            "last": last,
            "offer": offer(at, asked, me(request), of, typed=typed),
            "at": at,
            "place": typed.get("place", "") if typed else "",
            "back": {"url": reverse("newsroom"), "words": _("Briefings")},
            "screen_name": "newsroom",
        },
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Http404(written) from error


def _usual(day: date, series: Series) -> dict[str, str]:
    """The period that a briefing of a day has if nobody says otherwise, as an address has it."""
    return {"from": before(day, Cadence(series.cadence)).isoformat(), "to": day.isoformat()}


def _period(asked: QueryDict, day: date, series: Series) -> tuple[date, date]:
    """The days that are asked for; what is left open is as the series comes."""
    days = Asked.of(asked)
    last = days.last or day
    return min(days.first or before(last, Cadence(series.cadence)), last), last
