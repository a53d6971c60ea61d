"""Sources: who publishes reports, what they are, which sites are theirs; and two that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dateline.domain import SourceKind
from dateline.domain.errors import DatelineError, EditedMeanwhile, EditRefused
from dateline.web.archive import overrides_sources
from dateline.web.archive.models import Change, Feed, Report, Source, SourceDomain
from dateline.web.archive.overrides_finding import actors_by_key
from dateline.web.desk.registers.entries import LATEST
from dateline.web.desk.registers.forms import SourceForm
from dateline.web.desk.registers.refusing import blame, must
from dateline.web.desk.registers.told import in_words
from dateline.web.desk.requests import me, page_of
from dateline.web.desk.undoing import Act, offer
from dateline.web.rights import Right, load, may, needs

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

LATEST_REPORTS = 10
"""Reports that stand on the page of a source."""


@require_safe
@needs(Right.SEE_DESK)
def sources(request: HttpRequest) -> HttpResponse:
    """All sources, or those that are searched for."""
    words, kind = (request.GET.get(name, "").strip()[:200] for name in ("q", "kind"))
    found = Source.objects.by_name()
    if words:
        named = Q(name__icontains=words) | Q(domains__domain__icontains=words)
        found = found.filter(
            pk__in=Source.objects.filter(named | Q(former_names__name__icontains=words)).values("pk")
        )
    if kind in set(SourceKind):
        found = found.filter(kind=kind)
    order = request.GET.get("order", "")
    page = page_of(request, _with_numbers(found, by_reports=order != "name"))
    actors = actors_by_key(row.alignment for row in page)
    rows = [{"source": row, "side": actors.get(row.alignment)} for row in page]
    return render(
        request,
        "desk/registers/sources.html",
        {"page": page, "rows": rows, "q": words, "kind": kind, "order": order, "kinds": list(SourceKind)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.SEE_DESK)
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One source, to be read and, by who may, edited."""
    if successor := overrides_sources.successor_of(pk):
        messages.info(request, _("This source has become part of %(name)s.") % {"name": successor})
        return redirect("source", pk=successor.pk)
    row = load(request.user, Right.SEE_DESK, Source.objects, pk)
    bearers: tuple[str, ...] = ()
    form = SourceForm(request.POST or None, initial=_initial(row))
    if request.method == "POST":
        must(request, Right.EDIT_SOURCES)
        if form.is_valid():
            said = {name: form.cleaned_data[name] for name in (*overrides_sources.FIELDS, "domains")}
            try:
                change = overrides_sources.save_source(
                    row, said, by=me(request), seen=form.cleaned_data["seen"]
                )
            except EditedMeanwhile as error:
                row.refresh_from_db()
                data = request.POST.copy()
                data["seen"] = overrides_sources.token_of(row)
                form = SourceForm(data)
                form.is_valid()
                form.add_error(None, str(error))
            except EditRefused as error:
                blame(form, error)
                bearers = error.bearers
            else:
                _say(request, change, row)
                return redirect("source", pk=row.pk)
    row.refresh_from_db()
    return render(request, "desk/registers/source.html", _context(request, row, form, bearers))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.EDIT_SOURCES)
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a source part of another: first it is shown what that comes to, since it cannot be undone."""
    row = load(request.user, Right.EDIT_SOURCES, _with_numbers(Source.objects.all()), pk)
    asked = (request.POST if request.method == "POST" else request.GET).get("into", "")
    into = (
        load(request.user, Right.EDIT_SOURCES, _with_numbers(Source.objects.all()), asked) if asked else None
    )
    if request.method == "POST" and into is not None:
        try:
            overrides_sources.merge(row, into=into, by=me(request))
        except DatelineError as error:
            messages.error(request, str(error))
            return redirect("source", pk=row.pk)
        messages.success(request, _("%(one)s is part of %(other)s now.") % {"one": row, "other": into})
        return redirect("source", pk=into.pk)
    words = request.GET.get("q", "").strip()[:200]
    others = Source.objects.by_name().exclude(pk=row.pk)
    if words:
        others = others.filter(name__icontains=words)
    context = {"source": row, "into": into, "q": words, "screen_name": "sources"}
    return render(
        request,
        "desk/registers/merge_source.html",
        context | {"page": page_of(request, _with_numbers(others), 20)},
    )


def _say(request: HttpRequest, change: Change | None, row: Source) -> None:
    if change is None:
        messages.info(request, _("Nothing was changed."))
        return
    weighed = {"name", "kind", "alignment", "owner", "domains"} & set(change.after or {})
    if weighed:
        said = _("Saved. The incidents that it tells of are weighed anew in the background.")
    else:
        said = _("Saved.")
    messages.success(request, said)
    offer(request, Act.REGISTER, change.pk, _("edit of %(what)s") % {"what": row})


def _context(request: HttpRequest, row: Source, form: SourceForm, bearers: tuple[str, ...]) -> dict[str, Any]:
    changes = list(Change.objects.of(row)[:LATEST])
    return {
        "source": row,
        "side": actors_by_key([row.alignment]).get(row.alignment),
        "domains": list(row.domains.order_by("domain")),
        "feeds": list(row.feeds.order_by("url")),
        "former_names": list(row.former_names.order_by("name")),
        "number": row.reports.count(),
        "reports": row.reports.newest_first().light()[:LATEST_REPORTS],
        "form": form,
        "bearers": Source.objects.filter(pk__in=bearers),
        "lines": in_words(changes),
        "may_edit": may(request.user, Right.EDIT_SOURCES),
        "screen_name": "sources",
    }


def _initial(row: Source) -> dict[str, Any]:
    return overrides_sources.state_of(row) | {"seen": overrides_sources.token_of(row)}


def _with_numbers(found: QuerySet[Source], *, by_reports: bool = False) -> QuerySet[Source]:
    """Each with its numbers of reports, sites and feeds, each counted for itself."""

    def counted(model: type[Report | SourceDomain | Feed]) -> Coalesce:
        rows = model._default_manager.filter(source=OuterRef("pk")).order_by().values("source")
        return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)

    found = found.annotate(
        number_of_reports=counted(Report),
        number_of_sites=counted(SourceDomain),
        number_of_feeds=counted(Feed),
    )
    return found.order_by("-number_of_reports", "name") if by_reports else found
