"""What the editor's page asks for while somebody types: the text drawn, and the text kept."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dateline.domain.errors import DatelineError
from dateline.web.desk.requests import me
from dateline.web.newsroom.citing import cited_in
from dateline.web.newsroom.drawing import drawn, media_for
from dateline.web.newsroom.finding import found
from dateline.web.newsroom.texts import Text
from dateline.web.press.publishing import writing
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from dateline.web.press.models import Briefing


@require_POST
@needs(Right.WRITE_BRIEFINGS)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was typed as readers will see it, and what of it is to be looked at."""
    row = found(request, pk)
    text = Text.typed(request.POST)
    made = drawn(row, text.body, cited_in(row), media_for(row, text.body))
    return render(
        request,
        "newsroom/preview_answer.html",
        {"briefing": row, "text": text, "drawn": made, "answers": True},
    )


@require_POST
@needs(Right.WRITE_BRIEFINGS)
def copy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what was typed, without making a revision of it; say so, and whether there is a newer one."""
    row = found(request, pk)
    text = Text.typed(request.POST)
    try:
        if row.head is not None and text.says_what(row.head):
            writing.discard(row, by=me(request))
            said = _("As saved in revision %(number)d.") % {"number": row.head.number}
        else:
            kept = writing.keep(row, by=me(request), **text.parts, base=text.base)
            said = _("Kept at %(time)s UTC, not saved as a revision yet.") % {
                "time": f"{kept.saved_at.astimezone(UTC):%H:%M:%S}"
            }
    except DatelineError as error:
        return JsonResponse({"said": str(error), "newer": ""}, status=409)
    return JsonResponse({"said": said, "newer": newer_words(row, text)})


def newer_words(row: Briefing, text: Text) -> str:
    """That somebody saved a revision after the one that a text began from; empty where nobody did."""
    if row.head is None or text.base >= row.head.number:
        return ""
    return _(
        "%(who)s saved revision %(number)d at %(time)s UTC, after you began. "
        "Save, and you are shown both texts before anything is replaced."
    ) % {"who": row.head.by, "number": row.head.number, "time": f"{row.head.at.astimezone(UTC):%H:%M}"}
