"""OPML: all feeds in one list, which readers of feeds take in at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.web.press.addresses import absolute
from dateline.web.press.atlas import memory
from dateline.web.press.caching import known_by
from dateline.web.press.feeds.elements import Elements
from dateline.web.press.feeds.entries import clean
from dateline.web.press.feeds.finding import told_of
from dateline.web.press.feeds.subjects import Briefings, Corrections
from dateline.web.press.models import Briefing, Series
from dateline.web.press.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

_HOURS = 3600


@once
def _series(request: HttpRequest) -> list[Series]:  # noqa: ARG001 -- kept with it
    return list(Series.objects.shown().by_name())


def _known(request: HttpRequest) -> str:
    series = [(one.slug, one.name, one.about) for one in _series(request)]
    told = Briefing.objects.published().aggregate(Count("pk"), Max("revised_at"), Max("published_at"))
    return repr((series, told, memory.version()))  # places and actors are those of incidents


@require_safe
@known_by(_known, age=_HOURS)
def opml(request: HttpRequest) -> HttpResponse:
    """The feeds of the site, of each series, and of the places and actors that briefings tell of."""
    xml = Elements()
    with xml.within("opml", {"version": "2.0"}):
        with xml.within("head"):
            xml.leaf("title", _("Dateline: all feeds"))
        with xml.within("body"):
            for words, outlines in _groups(request):
                if not outlines:
                    continue
                with xml.within("outline", {"text": words, "title": words}):
                    for one in outlines:
                        xml.leaf("outline", attributes=one)
    response = HttpResponse(xml.text, content_type="text/x-opml; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="dateline.opml"'
    return response


def _groups(request: HttpRequest) -> Iterator[tuple[str, list[dict[str, str]]]]:
    def outline(name: str, words: str, page: str, about: str = "", **named: str) -> dict[str, str]:
        feed = reverse(f"files:{name}_feed", kwargs={**named, "form": "atom"})
        found = {
            "type": "rss",  # as OPML 2.0 has it, whatever the form of the feed
            "text": clean(words),
            "title": clean(words),
            "xmlUrl": absolute(request, feed),
            "htmlUrl": absolute(request, page),
        }
        return found | ({"description": clean(about)} if about else {})

    site, corrections = Briefings(), Corrections()
    yield (
        _("The site"),
        [
            outline("briefings", site.title, site.page, site.about),
            outline("corrections", corrections.title, corrections.page, corrections.about),
        ],
    )
    yield (
        _("Series"),
        [
            outline("series", one.name, reverse("press:series", args=[one.slug]), one.about, series=one.slug)
            for one in _series(request)
        ],
    )
    told = list(told_of())
    for kind, words in (("place", _("Places")), ("actor", _("Actors"))):
        yield (
            words,
            [
                outline(kind, name, reverse(f"press:{kind}", args=[key]), key=key)
                for of, key, name in told
                if of == kind
            ],
        )
