"""Plain words for places, for the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import Feature

if TYPE_CHECKING:
    from dateline.domain import Place


def called(place: Place, land: str | None) -> str:
    """A place with what tells it from its namesakes; `land` is the name of its country.

    >>> from dateline.domain import Feature, Place
    >>> marj = Place(id="x", name="Marj", lat=35, lon=36, feature=Feature.TOWN, country="SY", admin1="Idlib")
    >>> called(marj, "Syria")
    'Marj (Idlib, Syria)'
    """
    inside = [part for part in (place.admin1, land) if part and part != place.name]
    return f"{place.name} ({', '.join(inside)})" if inside else place.name


def noun(feature: Feature) -> str:
    """A plain word for a kind of place."""
    return _NOUNS.get(feature) or feature.value.replace("_", " ")


_NOUNS = {
    Feature.ADMIN1: "province",
    Feature.ADMIN2: "district",
    Feature.ADMIN3: "district",
    Feature.DISTRICT: "quarter",
    Feature.LAND: "landscape",
}
