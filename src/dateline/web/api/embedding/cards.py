"""Cards: an incident, a briefing or the map, small, for other people's pages; each leads to its page here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from dateline.web.api.embedding.frames import framed, in_frame, reads_language
from dateline.web.archive.models import Incident
from dateline.web.press.atlas import memory
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.atlas.mapping import map_of
from dateline.web.press.caching import known_by
from dateline.web.press.incidents.glance import glances
from dateline.web.press.models import Briefing, Correction

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

_LISTED = 50
"""So many incidents stand under the map, for who does not see it; the rest is a link away."""


def _incident_key(_request: HttpRequest, pk: UUID) -> str | None:
    state = Incident.objects.filter(pk=pk, published_at__isnull=False)
    into = ("into", "into__published_at", "into__gone_at")
    found = state.values_list("changed_at", "published_at", "gone_at", *into).first()
    return repr(found) if found else None


@framed
@known_by(_incident_key, reads=reads_language)
def incident(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An incident: what is told and how sure that is, by how many, and the way to who says what."""
    rows = Incident.objects.select_related("into").defer("body", "into__body")
    row = rows.filter(pk=pk, published_at__isnull=False).first()
    if row is None:
        raise Http404
    if row.gone_at:
        if row.into and row.into.published_at and row.into.gone_at is None:
            query = f"?{request.GET.urlencode()}" if request.GET else ""
            return HttpResponseRedirect(f"{reverse('api:embed_incident', args=[row.into.pk])}{query}")
        return render(request, "api/embed/gone.html", status=410)
    return render(request, "api/embed/incident.html", {"one": glances([row])[0]})


def _briefing_key(_request: HttpRequest, series: str, slug: str) -> str | None:
    found = Briefing.objects.out().filter(series__slug=series, slug=slug)
    of_series = ("series__name", "series__language")
    state = found.values_list("pk", "live", "revised_at", "withdrawn_at", "place", *of_series).first()
    if state is None:
        return None
    corrected = Correction.objects.published().filter(briefing=state[0]).count()
    return repr((state, corrected))


@framed
@known_by(_briefing_key, reads=reads_language)
def briefing(request: HttpRequest, series: str, slug: str) -> HttpResponse:
    """A briefing: its headline and what it is about, on what it rests, and whether it was corrected."""
    row = Briefing.objects.out().to_show().filter(series__slug=series, slug=slug).first()
    if row is None or row.live is None:
        raise Http404
    return render(
        request,
        "api/embed/briefing.html",
        {
            "briefing": row,
            "live": row.live,
            "claims": row.citations.out().count(),
            "corrections": Correction.objects.published().filter(briefing=row).count(),
            "url": reverse("press:briefing", args=[series, slug]),
        },
        status=410 if row.withdrawn_at else 200,
    )


def _map_reads(request: HttpRequest) -> str:
    return Sought.of(request.GET).query(lang=reads_language(request).removeprefix("lang="))


def _map_key(_request: HttpRequest) -> str:
    return memory.version()


@framed
@known_by(_map_key, reads=_map_reads)
def the_map(request: HttpRequest) -> HttpResponse:
    """The map by the filters of the site's own, drawn on the server, and the newest incidents as a list."""
    sought = Sought.of(request.GET)
    found, more = Answers(sought).page(_LISTED)
    rows = Incident.objects.published().light().in_bulk(found)
    listed = {"glances": glances([rows[pk] for pk in found if pk in rows])}
    query = sought.query()
    lang = request.GET.get("lang", "")
    drawing = {"map": map_of(sought, script=False)}
    return render(
        request,
        "api/embed/map.html",
        {
            "drawing": in_frame(render_to_string("press/atlas/map.html", drawing), lang),
            "list": in_frame(render_to_string("press/incidents/glances.html", listed), lang) if rows else "",
            "more": more is not None,
            "url": f"{reverse('press:map')}{'?' if query else ''}{query}",
        },
    )
