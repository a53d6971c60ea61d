"""Points: the signs of a stretch of the map as GeoJSON, for the map's script and for maps of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from dateline.web.press.atlas import memory
from dateline.web.press.atlas.answers import Answers
from dateline.web.press.atlas.asking import Sought
from dateline.web.press.atlas.frames import EVERYWHERE, Frame
from dateline.web.press.atlas.signs import signs_of
from dateline.web.press.caching import known_by

if TYPE_CHECKING:
    from django.http import HttpRequest

    from dateline.web.press.atlas.signs import Sign

_FARTHEST, _CLOSEST = 0.0, 22.0


def _reads(request: HttpRequest) -> str:
    sought = Sought.of(request.GET)
    return sought.query(zoom=str(int(_zoom(request, sought))), language=_language(request).partition("-")[0])


def _key(request: HttpRequest) -> str:  # noqa: ARG001 -- what it reads is part of the tag anyway
    return memory.version()


@require_safe
@known_by(_key, reads=_reads)
def points(request: HttpRequest) -> HttpResponse:
    """A FeatureCollection of the signs in `bbox` at `zoom`, with the filters of the map.

    A feature is an incident, several at one place, or a cluster of them. What is known by its country alone
    has no point: `number` of the collection counts what is shown.
    """
    sought = Sought.of(request.GET)
    with translation.override(_language(request)):
        found = signs_of(Answers(sought).spots(_zoom(request, sought)), sought)
    told = {
        "type": "FeatureCollection",
        "number": sum(sign.number for sign in found),
        "features": [_feature(sign) for sign in found],
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "application/geo+json")


def _feature(sign: Sign) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [sign.lon, sign.lat]},
        "properties": {
            "kind": sign.kind,
            "number": sign.number,
            "label": sign.label,
            "words": sign.words,
            "href": sign.href,
            "bbox": sign.bbox,
            "radius_km": sign.radius,
            "grade": sign.grade,
        },
    }


def _zoom(request: HttpRequest, sought: Sought) -> float:
    """The zoom that is asked for; else that at which the stretch of the map is as wide as a drawing."""
    try:
        zoom = float(request.GET.get("zoom", ""))
    except ValueError:
        zoom = Frame.of(sought.bounds or EVERYWHERE).zoom
    return min(max(zoom, _FARTHEST), _CLOSEST) if zoom == zoom else _FARTHEST  # noqa: PLR0124 (no number)


def _language(request: HttpRequest) -> str:
    """The language of the words, by `language`; this address is the same for all."""
    asked = request.GET.get("language", "")
    known = {code.partition("-")[0]: code for code, _ in settings.LANGUAGES}
    return known.get(asked, settings.LANGUAGE_CODE)
