"""Pictures and videos of a briefing: brought, described, and put into the text by what is typed for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.desk.registers.refusing import blame
from dateline.web.desk.requests import me
from dateline.web.newsroom.finding import found, page_of_one
from dateline.web.newsroom.forms import PictureForm, WordsForm
from dateline.web.newsroom.texts import keep_more, text_of
from dateline.web.press.models import Media
from dateline.web.press.publishing import media as publishing
from dateline.web.press.reading.pictures import shown
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.models import Briefing

LATEST = 24
"""Pictures of other briefings that are offered."""


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def media(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring a picture or a video, or take one that is there, to the end of the text; or reword one."""
    row = found(request, pk)
    form, worded = PictureForm(), WordsForm(auto_id="words_%s")
    if request.method == "POST" and "reword" in request.POST:
        one = load(request.user, Right.WRITE_BRIEFINGS, row.media, request.POST["reword"])
        worded = WordsForm(request.POST, auto_id="words_%s")
        if worded.is_valid() and _reworded(request, one, worded):
            return redirect("newsroom_media", pk=row.pk)
    elif request.method == "POST" and (taken := request.POST.get("take")):
        return _put(request, row, load(request.user, Right.WRITE_BRIEFINGS, Media.objects, taken))
    elif request.method == "POST":
        form = PictureForm(request.POST, request.FILES)
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = _taken(request, said)
            except DatelineError as error:
                field = getattr(error, "field", "") or "upload"
                form.add_error(field if field in form.fields else None, str(error))
            else:
                return _put(request, row, made)
    ours = list(row.media.select_related("poster").order_by("-at", "-pk"))
    posters = Media.objects.filter(poster__isnull=False).values("poster")
    latest = Media.objects.exclude(pk__in=[one.pk for one in ours]).exclude(pk__in=posters)
    return render(
        request,
        "newsroom/media.html",
        page_of_one(request, row, "media")
        | {
            "form": form,
            "worded": _worded(request, ours, worded),
            "ours": [{"row": one, "shown": shown(one)} for one in ours],
            "latest": [
                {"row": one, "shown": shown(one)}
                for one in latest.select_related("poster").order_by("-at", "-pk")[:LATEST]
            ],
        },
    )


def _taken(request: HttpRequest, said: dict[str, Any]) -> Media:
    poster = None
    if said["poster"]:
        poster = publishing.take(
            said["poster"], by=me(request), alt=str(said["alt"]), credit=str(said["credit"])
        )
    return publishing.take(
        said["upload"],
        by=me(request),
        poster=poster,
        **{name: str(said[name]) for name in ("alt", "caption", "credit", "licence", "source_url")},
    )


def _worded(request: HttpRequest, ours: list[Media], form: WordsForm) -> dict[str, object] | None:
    """The form of the words of the one that an address, or a form that came back, names."""
    key = request.POST.get("reword") or request.GET.get("words", "")
    one = next((one for one in ours if str(one.pk) == key), None)
    if one is None:
        return None
    if not form.is_bound:
        form = WordsForm(initial={name: getattr(one, name) for name in form.fields}, auto_id="words_%s")
    return {"row": one, "form": form}


def _reworded(request: HttpRequest, one: Media, form: WordsForm) -> bool:
    try:
        publishing.describe(one, by=me(request), **form.cleaned_data)
    except DatelineError as error:
        blame(form, error)
        return False
    messages.success(
        request, _("Its words are changed. Readers see them with the next revision of each briefing.")
    )
    return True


def _put(request: HttpRequest, row: Briefing, one: Media) -> HttpResponse:
    """Put what is typed for it to the end of what somebody writes."""
    if str(one.pk) not in text_of(row, me(request)).body:
        try:
            keep_more(row, f"![](media:{one.pk})", by=me(request))
        except DatelineError as error:
            messages.error(request, str(error))
            return redirect("newsroom_media", pk=row.pk)
    row.media.add(one)
    messages.success(request, _("It stands at the end of the text: put it where it belongs, then save."))
    return redirect("newsroom_briefing", pk=row.pk)
