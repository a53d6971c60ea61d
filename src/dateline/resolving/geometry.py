"""Distances and points on the globe, by the sphere: good to half a per cent."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from dateline.domain import Place

EARTH_KM = 6371.0
Point: TypeAlias = tuple[float, float]  # degrees north and east


def point_of(place: Place) -> Point:
    """Where a place lies."""
    return place.lat, place.lon


def km_between(first: Point, second: Point) -> float:
    """Kilometres between two points.

    >>> round(km_between((33.5, 36.3), (36.2, 37.15)))  # Damascus, Aleppo
    310
    """
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (first, second))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def moved(point: Point, bearing: float, km: float) -> Point:
    """The point `km` away in the direction `bearing`: degrees from north, by east.

    >>> lat, lon = moved((36.0, 37.0), 90, 10)
    >>> round(lat, 2), round(lon, 2)
    (36.0, 37.11)
    """
    lat, lon, turn, far = radians(point[0]), radians(point[1]), radians(bearing), km / EARTH_KM
    north = asin(sin(lat) * cos(far) + cos(lat) * sin(far) * cos(turn))
    east = lon + atan2(sin(turn) * sin(far) * cos(lat), cos(far) - sin(lat) * sin(north))
    return degrees(north), (degrees(east) + 540) % 360 - 180


def halfway(first: Point, second: Point) -> Point:
    """The point between two that are no more than some hundred kilometres apart.

    >>> halfway((36.0, 37.0), (36.4, 37.6))
    (36.2, 37.3)
    """
    east = (second[1] - first[1] + 540) % 360 - 180
    return round((first[0] + second[0]) / 2, 6), round((first[1] + east / 2 + 540) % 360 - 180, 6)
