"""Corrections that wait for the next revision: announced with what is right instead, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.desk.registers.refusing import must
from dateline.web.desk.requests import me
from dateline.web.newsroom.comparing import changed_since
from dateline.web.newsroom.finding import found, page_of_one
from dateline.web.newsroom.forms import CorrectionForm
from dateline.web.press.models import Correction, CorrectionKind
from dateline.web.press.publishing import correcting
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the next revision puts right, beside what has changed; or take that back.

    Who writes the text may say so, too: it comes before readers with what an editor publishes.
    """
    row = found(request, pk)
    form = CorrectionForm()
    if request.method == "POST":
        taken_back = request.POST.get("take_back", "")
        form = CorrectionForm(None if taken_back else request.POST)
        try:
            if taken_back:
                of_it = Correction.objects.filter(briefing=row)
                one = load(request.user, Right.WRITE_BRIEFINGS, of_it, taken_back)
                if one.by_id != me(request).pk or one.kind == CorrectionKind.REINSTATEMENT:
                    must(request, Right.PUBLISH)
                correcting.take_back(one, by=me(request))
                messages.success(request, _("The correction is taken back."))
                return redirect("newsroom_correct", pk=row.pk)
            if form.is_valid():
                correcting.announce(row, **form.cleaned_data, by=me(request))
                messages.success(request, _("The correction is published with the next revision."))
                return redirect("newsroom_publish", pk=row.pk)
        except DatelineError as error:
            field = getattr(error, "field", "")
            if field in form.fields and form.is_bound:
                form.add_error(field, str(error))
            else:
                messages.error(request, str(error))
    return render(
        request,
        "newsroom/correct.html",
        page_of_one(request, row, "publish")
        | {
            "form": form,
            "waiting": list(row.corrections.waiting().select_related("by").order_by("made_at")),
            "out": list(row.corrections.published().select_related("by").newest_first()),
            "difference": (
                changed_since(row, row.live, row.head)
                if row.live and row.head and row.live_id != row.head_id
                else None
            ),
        },
    )
