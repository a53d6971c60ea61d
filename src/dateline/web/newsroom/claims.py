"""Claims while somebody types: those of an incident that have no marker yet, and a marker for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.desk.requests import me
from dateline.web.newsroom.citing import cite_by_key, cited_in, others_of
from dateline.web.newsroom.editor import told_in
from dateline.web.newsroom.finding import found
from dateline.web.press.incidents.words import called
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def claims(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The claims of `incident` that have no marker; posted with a `key`, one of them gets its marker.

    Without `incident` all that have one are answered, as the editor lists them.
    """
    row = found(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    if "incident" not in asked:
        return render(request, "newsroom/claims.html", {"briefing": row, "citable": cited_in(row)})
    incident = load(request.user, Right.WRITE_BRIEFINGS, told_in(row), asked["incident"])
    if request.method == "POST":
        try:
            made = cite_by_key(row, incident, asked.get("key", ""), by=me(request))
        except DatelineError as error:
            return JsonResponse({"said": str(error)}, status=409)
        if made is None:
            said = _("The incident tells this no more. Look at its claims as they are now.")
            return JsonResponse({"said": said}, status=409)
        return JsonResponse({"marker": f"[^{made.label}]", "label": made.label})
    return render(
        request,
        "newsroom/others.html",
        {
            "briefing": row,
            "incident": incident,
            "title": called(incident),
            "claims": [claim for claim, _cites in others_of(row, incident)],
        },
    )
