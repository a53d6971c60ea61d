"""Towns: the greatest of a stretch of the map by name, so that a reader knows where they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from dateline.adapters.gazetteer.overlaying import WithTowns
from dateline.web.archive.tasks_world import world
from dateline.web.press.atlas.asking import Sought

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from dateline.web.archive.models.happenings import Bounds

_MOST = 60
_WIDEST = 40.0  # degrees; a map of more than that names countries
_AGE = 86_400  # seconds; towns stay where they are


@require_safe
def towns(request: HttpRequest) -> HttpResponse:
    """A FeatureCollection of the greatest towns in `bbox`, the greatest first; none of a whole continent."""
    bounds = Sought.of(request.GET).bounds
    features = list(_features(bounds)) if bounds and bounds.north - bounds.south < _WIDEST else []
    told = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    response = HttpResponse(told, "application/geo+json")
    patch_cache_control(response, public=True, max_age=_AGE)
    return response


def _features(bounds: Bounds) -> Iterator[dict[str, Any]]:
    gazetteer: object = world().lookups().gazetteer  # whether it knows towns is asked of it below
    if not isinstance(gazetteer, WithTowns):
        return
    stretch = (bounds.south, bounds.north, bounds.west, bounds.east)
    for rank, town in enumerate(gazetteer.greatest_towns(stretch, _MOST)):
        point = {"type": "Point", "coordinates": [round(town.lon, 4), round(town.lat, 4)]}
        yield {"type": "Feature", "geometry": point, "properties": {"name": town.name, "rank": rank}}
