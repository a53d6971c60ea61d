"""The columns of a place in the file, and the place that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.domain import Feature, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

# For a SELECT on the table `place`, called p.
COLUMNS = "p.key, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.admin2, p.population, p.radius_km"
_FEATURES = {str(feature): feature for feature in Feature}


def place_of(row: Sequence[Any]) -> Place:
    """The place of a row that begins with COLUMNS."""
    key, name, lat, lon, feature, country, admin1, admin2, population, radius_km = row[:10]
    return Place(
        id=key,
        name=name,
        lat=lat,
        lon=lon,
        feature=_FEATURES[feature],
        country=country,
        admin1=admin1,
        admin2=admin2,
        population=population,
        radius_km=radius_km,
    )
