"""The screens of series: all of them, and one to be changed or retired; a new one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dateline.domain.errors import DatelineError
from dateline.web.archive.models import Change
from dateline.web.desk.registers.refusing import blame, must
from dateline.web.desk.requests import me
from dateline.web.newsroom.forms import SeriesForm
from dateline.web.press.models import Series
from dateline.web.press.publishing import series as publishing
from dateline.web.rights import Right, load, may, needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_BRIEFINGS)
def all_series(request: HttpRequest) -> HttpResponse:
    """All series; who may publish opens a new one."""
    waives = may(request.user, Right.WAIVE_FOUR_EYES)
    form = SeriesForm(request.POST or None, waives=waives)
    if request.method == "POST":
        must(request, Right.PUBLISH)
        if form.is_valid():
            try:
                row = publishing.open_series(**form.cleaned_data, by=me(request))
            except DatelineError as error:
                blame(form, error)
            else:
                messages.success(request, _("%(series)s is open.") % {"series": row.name})
                return redirect("newsroom_series")
    out = Q(briefings__live__isnull=False)
    rows = Series.objects.by_name().annotate(
        number=Count("briefings", filter=out), latest=Max("briefings__day", filter=out)
    )
    return render(
        request,
        "newsroom/series.html",
        {
            "rows": rows,
            "form": form,
            "may_publish": may(request.user, Right.PUBLISH),
            "room": "series",
            "screen_name": "newsroom",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.PUBLISH)
def one_series(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A series, to be changed, retired, or taken up again."""
    row = load(request.user, Right.PUBLISH, Series.objects, pk)
    do = request.POST.get("do", "")
    if request.method == "POST" and do in _TURNS:
        turn, said = _TURNS[do]
        turn(row, by=me(request))
        messages.success(request, said % {"series": row.name})
        return redirect("newsroom_series")
    waives = may(request.user, Right.WAIVE_FOUR_EYES)
    form = SeriesForm(request.POST if request.method == "POST" else None, row=row, waives=waives)
    if request.method == "POST" and form.is_valid():
        try:
            publishing.change_series(row, by=me(request), **form.cleaned_data)
        except DatelineError as error:
            blame(form, error)
        else:
            messages.success(request, _("%(series)s is saved.") % {"series": row.name})
            return redirect("newsroom_series")
    return render(
        request,
        "newsroom/one_series.html",
        {
            "series": row,
            "form": form,
            "four_eyes": _four_eyes(row),
            "room": "series",
            "screen_name": "newsroom",
        },
    )


def _four_eyes(row: Series) -> list[Change]:
    """When a second pair of eyes was asked for, or waived, and by whom; the newest first."""
    told = Change.objects.of(row).filter(verb__in=("opened", "changed"), after__has_key="four_eyes")
    return list(told[:_TURNED])


_TURNED = 5


_TURNS: dict[str, tuple[Callable[..., Series], StrOrPromise]] = {
    "retire": (publishing.retire_series, gettext_lazy("%(series)s is retired. What it published stays.")),
    "resume": (publishing.resume_series, gettext_lazy("%(series)s goes on.")),
}
