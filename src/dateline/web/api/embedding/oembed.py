"""oEmbed 1.0: whoever is given the address of a page of ours learns which card to show in its place.

Source: https://oembed.com, with its statuses: 404 for what has no card, 501 for a form that there is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dateline.web.api.embedding.frames import language_of
from dateline.web.api.problems import Fault, problem, refused
from dateline.web.api.reading_only import reading_only
from dateline.web.archive.models import Incident
from dateline.web.press.addresses import absolute
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.caching import AGE
from dateline.web.press.feeds.elements import Elements
from dateline.web.press.feeds.entries import clean
from dateline.web.press.incidents.warning import warnings_of
from dateline.web.press.incidents.words import called, warned
from dateline.web.press.models import Briefing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

_SIZES: Final = {"incident": (480, 420), "briefing": (480, 300), "map": (640, 600)}
_PICTURE: Final = (1200, 630)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card: where it is, what it is called, who wrote it, and the picture of what it stands for."""

    url: str
    kind: str
    title: str
    author: str = ""
    picture: str = ""


@reading_only
def oembed(request: HttpRequest) -> HttpResponse:
    """The card that stands for the page `url`, no larger than `maxwidth` and `maxheight`."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return problem(
            request,
            501,
            "form",
            detail=f"There is no oEmbed as {form[:40]!r}.",
            remedy="Ask for format=json or format=xml.",
        )
    most, faults = _most(request)
    if not request.GET.get("url"):
        faults.append(Fault(parameter="url", detail="is missing; it is the address of a page of this site"))
    if faults:
        return refused(request, faults)
    card = _card(request, request.GET["url"])
    if card is None:
        raise Http404
    told = _told(request, card, most)
    if form == "xml":
        response = HttpResponse(_xml(told), content_type="text/xml; charset=utf-8")
    else:
        response = JsonResponse(told)
    response.headers["Cache-Control"] = f"public, max-age={AGE}, stale-while-revalidate={AGE}"
    return response


def _most(request: HttpRequest) -> tuple[dict[str, int], list[Fault]]:
    """The size that the card may have at most, and what is wrong with what was written for it."""
    most: dict[str, int] = {}
    faults: list[Fault] = []
    for name in ("maxwidth", "maxheight"):
        written = request.GET.get(name, "")
        if re.fullmatch(r"[1-9][0-9]{0,5}", written):
            most[name] = int(written)
        elif written:
            faults.append(Fault(parameter=name, detail="is no number of pixels from 1 to 999999"))
    return most, faults


def _card(request: HttpRequest, url: str) -> Card | None:
    """The card of a page of ours; None where the address leads to none that has one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() != request.get_host().lower():
        return None
    code = translation.get_language_from_path(parts.path) or ""
    with translation.override(language_of(code)):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        make = _CARDS.get(match.view_name)
        return make(match.kwargs, parts.query, f"lang={code}" if code else "") if make else None


def _of_incident(named: Mapping[str, Any], _query: str, lang: str) -> Card | None:
    row = Incident.objects.published().light().filter(pk=named["pk"]).first()
    if row is None:
        return None
    return Card(
        url=_with(reverse("api:embed_incident", args=[row.pk]), lang),
        kind="incident",
        title=warned(called(row), warnings_of([row])[row.pk]),
        picture=reverse("files:incident_card", args=[row.pk]),
    )


def _of_briefing(named: Mapping[str, Any], _query: str, lang: str) -> Card | None:
    found = Briefing.objects.published().to_show()
    row = found.filter(series__slug=named["series"], slug=named["slug"]).first()
    if row is None or row.live is None:
        return None
    return Card(
        url=_with(reverse("api:embed_briefing", args=[row.series.slug, row.slug]), lang),
        kind="briefing",
        title=row.live.headline,
        author=row.live.authors,
        picture=reverse("files:briefing_card", args=[row.series.slug, row.slug]),
    )


def _of_map(_named: Mapping[str, Any], query: str, lang: str) -> Card:
    asked = Sought.of(QueryDict(query)).query()
    title = _("Map of incidents")
    return Card(url=_with(reverse("api:embed_map"), asked, lang), kind="map", title=title)


_CARDS: Final = {"press:incident": _of_incident, "press:briefing": _of_briefing, "press:map": _of_map}


def _told(request: HttpRequest, card: Card, most: Mapping[str, int]) -> dict[str, str | int]:
    width, height = _SIZES[card.kind]
    width, height = min(width, most.get("maxwidth", width)), min(height, most.get("maxheight", height))
    told: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": "Dateline",
        "provider_url": absolute(request, reverse("home")),
        "cache_age": AGE,  # seconds: a card of what was taken down goes as soon as its page does
        "width": width,
        "height": height,
        "html": format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" frameborder="0"></iframe>',
            absolute(request, card.url),
            width,
            height,
            card.title,
        ),
    }
    if card.author:
        told["author_name"] = card.author
    if (
        card.picture
        and _PICTURE[0] <= most.get("maxwidth", _PICTURE[0])
        and (_PICTURE[1] <= most.get("maxheight", _PICTURE[1]))
    ):
        told |= {
            "thumbnail_url": absolute(request, card.picture),
            "thumbnail_width": _PICTURE[0],
            "thumbnail_height": _PICTURE[1],
        }
    return told


def _xml(told: Mapping[str, str | int]) -> str:
    xml = Elements()
    with xml.within("oembed"):
        for name, value in told.items():
            xml.leaf(name, clean(str(value)))
    return xml.text


def _with(path: str, *queries: str) -> str:
    query = "&".join(one for one in queries if one)
    return f"{path}?{query}" if query else path
