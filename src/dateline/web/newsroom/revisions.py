"""The revisions of a briefing: who made each and why, what differs between any two, and one made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.desk.requests import me
from dateline.web.newsroom.comparing import compare
from dateline.web.newsroom.finding import found, page_of_one
from dateline.web.newsroom.texts import Text, number_in
from dateline.web.press.models import Revision
from dateline.web.press.publishing import writing
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def revisions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All revisions, the newest first, and the differences between the two that an address names."""
    row = found(request, pk)
    if request.method == "POST":
        number = number_in(request.POST.get("restore", "")) or 0
        try:
            made = writing.restore(
                row, number, by=me(request), seen=number_in(request.POST.get("seen", "")) or 0
            )
        except DatelineError as error:
            messages.error(request, str(error))
            return redirect("newsroom_revisions", pk=row.pk)
        said = _("Revision %(number)d says again what revision %(old)d said.")
        messages.success(request, said % {"number": made.number, "old": number})
        return redirect("newsroom_briefing", pk=row.pk)
    rows = list(Revision.objects.filter(briefing=row).select_related("by").defer("body").order_by("-number"))
    older, newer = _asked(request, [one.number for one in rows])
    both = {one.number: one for one in Revision.objects.filter(briefing=row, number__in={older, newer})}
    there = older in both and newer in both and older != newer
    return render(
        request,
        "newsroom/revisions.html",
        page_of_one(request, row, "revisions")
        | {
            "rows": rows,
            "older": older,
            "newer": newer,
            "difference": (
                compare(Text.of_revision(both[older]), Text.of_revision(both[newer])) if there else None
            ),
        },
    )


def _asked(request: HttpRequest, numbers: Sequence[int]) -> tuple[int, int]:
    """The two that are compared: those that the address names, else the last two; the older one first."""
    newest = numbers[0] if numbers else 0
    given = [number_in(request.GET.get(name, "")) for name in ("a", "b")]
    one, other = (given[0] or max(newest - 1, 1), given[1] or newest)
    return min(one, other), max(one, other)
