"""The search over reports, claims and incidents, with what was found lit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dateline.web.archive import search as archive
from dateline.web.archive.models import Event, Incident, Report, SearchKind
from dateline.web.desk.filters import Asked
from dateline.web.rights import Right, needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, QueryDict
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.search import Hit

A_PAGE = 25
DEEPEST = 40
"""Pages that are turned; whoever has not found it by then adds a word."""

_LABELS: Mapping[SearchKind, StrOrPromise] = {
    SearchKind.REPORT: _("Reports"),
    SearchKind.CLAIM: _("Events"),
    SearchKind.INCIDENT: _("Incidents"),
}
_ONE: Mapping[SearchKind, StrOrPromise] = {
    SearchKind.REPORT: _("report"),
    SearchKind.CLAIM: _("event"),
    SearchKind.INCIDENT: _("incident"),
}
_ADDRESSES = {SearchKind.REPORT: "report", SearchKind.CLAIM: "event", SearchKind.INCIDENT: "incident"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hit as it is shown: what it is, where it leads, and who tells it."""

    hit: Hit
    kind: StrOrPromise
    url: str
    source: str


@require_safe
@needs(Right.SEE_DESK)
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words, the best first."""
    asked, kinds, page = Asked.of(request.GET), _kinds(request.GET), _page(request.GET)
    hits = archive.search(
        asked.words,
        kinds=kinds,
        first=asked.first,
        last=asked.last,
        limit=A_PAGE + 1,
        offset=(page - 1) * A_PAGE,
    )
    return render(
        request,
        "desk/queue/search.html",
        {
            "asked": asked,
            "found": _shown(hits[:A_PAGE]),
            "kinds": [(kind.value, label, kind in kinds) for kind, label in _LABELS.items()],
            "page": page,
            "earlier": _turned(request.GET, page - 1) if page > 1 else "",
            "later": _turned(request.GET, page + 1) if len(hits) > A_PAGE and page < DEEPEST else "",
        },
    )


def _kinds(params: QueryDict) -> tuple[SearchKind, ...]:
    """The kinds that are looked for. What readers see of briefings the press's own search finds."""
    chosen = tuple(kind for kind in _LABELS if kind.value in params.getlist("kind"))
    return chosen or tuple(_LABELS)


def _page(params: QueryDict) -> int:
    written = params.get("page", "")
    return min(max(int(written), 1), DEEPEST) if written.isascii() and written.isdigit() else 1


def _turned(params: QueryDict, page: int) -> str:
    turned = params.copy()
    turned["page"] = str(page)
    return turned.urlencode()


def _shown(hits: Sequence[Hit]) -> list[Found]:
    """The hits with the sources of reports and events, in a question for each kind."""
    sources = {
        **_sources(Report.objects.light().filter(pk__in=_of(hits, SearchKind.REPORT))),
        **_sources(
            Event.objects.select_related("source")
            .only("source__name", "report")
            .filter(pk__in=_of(hits, SearchKind.CLAIM))
        ),
    }
    there = set(
        Incident.objects.there().filter(pk__in=_of(hits, SearchKind.INCIDENT)).values_list("pk", flat=True)
    )
    return [
        Found(
            hit=hit,
            kind=_ONE[hit.kind],
            url=reverse(_ADDRESSES[hit.kind], args=[hit.object]),
            source=sources.get(hit.object, ""),
        )
        for hit in hits
        if hit.object in sources or hit.object in there
    ]


def _of(hits: Iterable[Hit], kind: SearchKind) -> list[UUID]:
    return [hit.object for hit in hits if hit.kind is kind]


def _sources(rows: Iterable[Report | Event]) -> dict[UUID, str]:
    return {row.pk: row.source.name if row.source else "" for row in rows}
