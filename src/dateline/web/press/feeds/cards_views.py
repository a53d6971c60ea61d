"""Cards at their addresses: of a briefing that readers see, and of a published incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.domain import Standing
from dateline.web.archive.models import Incident
from dateline.web.press.caching import known_by
from dateline.web.press.feeds.cards import Card, png_of
from dateline.web.press.incidents.glance import glances
from dateline.web.press.incidents.words import day_words
from dateline.web.press.models import Briefing
from dateline.web.press.once import once

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.web.press.incidents.glance import Glance


@once
def _of_briefing(request: HttpRequest, series: str, slug: str) -> Card | None:  # noqa: ARG001 -- kept with it
    row = Briefing.objects.published().to_show().filter(series__slug=series, slug=slug).first()
    if row is None or row.live is None:
        return None
    return Card(
        kicker=" · ".join(filter(None, (row.series.name, row.place, day_words(row.day)))),
        headline=row.live.headline,
        below=row.live.standfirst,
    )


@once
def _of_incident(request: HttpRequest, pk: UUID) -> Card | None:  # noqa: ARG001 -- kept with it
    row = Incident.objects.published().light().filter(pk=pk).first()
    if row is None:
        return None
    told = glances([row])[0]
    facts = (
        _("killed: %(count)s") % {"count": told.killed} if told.killed else "",
        _("injured: %(count)s") % {"count": told.injured} if told.injured else "",
        _("grade: %(grade)s") % {"grade": told.grade},
    )
    return Card(
        kicker=" · ".join(filter(None, (told.day, told.place))),
        headline=told.title,
        below=_who_says_so(told),
        warning=told.warning,
        foot=tuple(filter(None, facts)),
    )


def _who_says_so(told: Glance) -> str:
    """How it stands and who tells of it: a figure that is passed on goes with its origin."""
    standing = capfirst(told.standing) if told.standing_key != Standing.REPORTED else ""
    return ". ".join(part for part in (standing, told.reason.words) if part)


def _known_briefing(request: HttpRequest, series: str, slug: str) -> str | None:
    card = _of_briefing(request, series, slug)
    return repr(card) if card else None


def _known_incident(request: HttpRequest, pk: UUID) -> str | None:
    card = _of_incident(request, pk)
    return repr(card) if card else None


@require_safe
@known_by(_known_briefing)
def briefing_card(request: HttpRequest, series: str, slug: str) -> HttpResponse:
    """The card of a briefing."""
    return _answer(_of_briefing(request, series, slug))


@require_safe
@known_by(_known_incident)
def incident_card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The card of an incident."""
    return _answer(_of_incident(request, pk))


def _answer(card: Card | None) -> HttpResponse:
    if card is None:
        raise Http404
    response = HttpResponse(png_of(card), content_type="image/png")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is made to be shown elsewhere
    return response
