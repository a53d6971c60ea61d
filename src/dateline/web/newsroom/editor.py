"""The editor: a text, beside it what readers will see, what it can cite, and what is to be looked at.

Whatever is pressed brings the whole text along, so that nothing typed is lost without a script either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError, EditedMeanwhile
from dateline.web.archive.models import Incident
from dateline.web.desk.requests import me
from dateline.web.newsroom.citing import cite_by_key, cited_in, others_of
from dateline.web.newsroom.comparing import compare
from dateline.web.newsroom.drawing import drawn, media_for
from dateline.web.newsroom.finding import found, page_of_one
from dateline.web.newsroom.texts import Text, text_of
from dateline.web.press.models import BriefingIncident, Citation, WorkingCopy
from dateline.web.press.publishing import stages, writing
from dateline.web.press.reading.pictures import shown
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.newsroom.citing import Citable
    from dateline.web.newsroom.comparing import Difference
    from dateline.web.press.models import Briefing, Revision


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def briefing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write, see, save; `do` of the form says what was pressed."""
    row = found(request, pk)
    if request.method != "POST":
        return _page(request, row, text_of(row, me(request)))
    text, (do, _colon, about) = Text.typed(request.POST), request.POST.get("do", "save").partition(":")
    try:
        if do in {"save", "publish"}:
            return _save(request, row, text, on=do == "publish")
        if do == "discard":
            writing.discard(row, by=me(request))
            messages.success(request, _("What was not saved is gone; this is the newest revision."))
            return redirect("newsroom_briefing", pk=row.pk)
        _keep(request, row, text)
        return _go_on(request, row, do, about)
    except EditedMeanwhile as error:
        messages.warning(request, str(error))
        row = found(request, pk)
    except DatelineError as error:
        messages.error(request, str(error))
    return _page(request, row, text)


def _save(request: HttpRequest, row: Briefing, text: Text, *, on: bool) -> HttpResponse:
    """Make a revision of it, and go on to have it checked if that is asked for."""
    before = row.head.number if row.head else 0
    note = " ".join(request.POST.get("note", "").split())[:300]
    made = writing.save(row, by=me(request), base=text.base, note=note, **text.parts)
    if made.number == before:
        if not on:
            messages.info(request, _("Nothing was changed since revision %(number)d.") % {"number": before})
    else:
        messages.success(request, _("Saved as revision %(number)d.") % {"number": made.number})
    return redirect("newsroom_publish" if on else "newsroom_briefing", pk=row.pk)


def _keep(request: HttpRequest, row: Briefing, text: Text) -> None:
    if row.head is not None and text.says_what(row.head):
        return
    writing.keep(row, by=me(request), base=text.base, **text.parts)


def _go_on(request: HttpRequest, row: Briefing, do: str, about: str) -> HttpResponse:
    """What else was pressed, once the text is kept."""
    here = reverse("newsroom_briefing", kwargs={"pk": row.pk})
    if do == "media":
        return redirect("newsroom_media", pk=row.pk)
    if do == "more":
        return redirect(f"{here}?more={about}#others")
    if do == "cite":
        incident, _colon, key = about.partition(":")
        made = cite_by_key(row, load(request.user, Right.WRITE_BRIEFINGS, told_in(row), incident), key,
                           by=me(request))  # fmt: skip
        if made is None:
            messages.error(request, _("The incident tells this no more. Look at its claims as they are now."))
        else:
            said = _("It can be cited now: put [^%(label)s] behind the sentence that rests on it.")
            messages.success(request, said % {"label": made.label})
        return redirect(f"{here}?more={incident}#others")
    return redirect(f"{here}#preview")


def told_in(row: Briefing) -> Any:  # noqa: ANN401 -- a query of incidents
    """The incidents that a briefing tells of, or told of when it cited them."""
    told = BriefingIncident.objects.filter(briefing=row).values("incident")
    cited = Citation.objects.filter(briefing=row).values("incident")
    return Incident.objects.filter(pk__in=told.union(cited))


def _page(request: HttpRequest, row: Briefing, text: Text) -> HttpResponse:
    citable, media = cited_in(row), media_for(row, text.body)
    theirs, difference = _meanwhile(row, text)
    return render(
        request,
        "newsroom/editor.html",
        page_of_one(request, row, "write")
        | {
            "text": text,
            "base": row.head.number if row.head else 0,
            "theirs": theirs,
            "difference": difference,
            "drawn": drawn(row, text.body, citable, media),
            "citable": citable,
            "others": _others(request, row, citable),
            "media": [{"row": one, "shown": shown(one)} for one in media],
            "writing": list(
                WorkingCopy.objects.filter(briefing=row).exclude(by=me(request)).select_related("by")
                .only("saved_at", "by__name", "by__email", "briefing")
            ),
            "sent_back": stages.last_sent_back(row) if row.stage == "draft" else None,
        },
    )  # fmt: skip


def _meanwhile(row: Briefing, text: Text) -> tuple[Revision | None, Difference | None]:
    """The newest revision where a text began from an older one, and in what the two differ."""
    if row.head is None or text.base >= row.head.number or text.says_what(row.head):
        return None, None
    return row.head, compare(Text.of_revision(row.head), text)


def _others(request: HttpRequest, row: Briefing, citable: Citable) -> dict[str, Any] | None:
    """The claims of the incident that the address asks for that have no marker yet."""
    asked = request.GET.get("more", "")
    for group in citable.groups:
        if str(group.incident.pk) == asked:
            full = Incident.objects.get(pk=group.incident.pk)
            return {"group": group, "claims": [claim for claim, _cites in others_of(row, full)]}
    return None
