"""How exact a place is, how far it reaches, and where a relation to it points.

Radii in km hold the place as a report means it. Settlements and relations are rules of thumb: see
docs/reference/places.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision
from dateline.resolving.geometry import halfway, km_between, moved, point_of
from dateline.resolving.placing.kinds import AREAS, GROUNDS
from dateline.resolving.placing.relations import Manner

if TYPE_CHECKING:
    from dateline.domain import Place
    from dateline.resolving.geometry import Point
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.relations import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What stands for a place on a map: a point, if one is honest, and how far from it the place may lie."""

    precision: PlacePrecision
    radius_km: float
    point: Point | None


# A town of 3,000 people to the square km, and room for the coordinates' own error.
LEAST_TOWN_KM = 2.0
_KM_OF_ROOT = 0.01
_RADIUS: dict[Feature, float] = {
    Feature.COUNTRY: 500,
    Feature.ADMIN1: 100,
    Feature.ADMIN2: 30,
    Feature.ADMIN3: 12,
    Feature.REGION: 100,
    Feature.DISTRICT: 1.5,
    Feature.CAMP: 2,
    Feature.CROSSING: 1,
    Feature.BASE: 2,
    Feature.AIRBASE: 3,
    Feature.AIRPORT: 3,
    Feature.PORT: 2,
    Feature.OIL_FIELD: 8,
    Feature.GAS_FIELD: 8,
    Feature.PLANT: 1.5,
    Feature.FRONT: 25,
    Feature.ROAD: 50,
    Feature.HOSPITAL: 1,
    Feature.SITE: 1,
    Feature.WATER: 50,
    Feature.LAND: 50,
}
# First divisions of some lands are far larger, or smaller, than the usual: the root of a land's area over the
# number of its divisions, half as much again.
_ADMIN1_RADIUS: dict[str, float] = {
    "AF": 120, "AR": 290, "AU": 830, "BF": 120, "BR": 480, "CA": 740, "CD": 250, "CN": 470, "DZ": 170,
    "EG": 160, "ET": 240, "FR": 170, "ID": 190, "IL": 50, "IN": 260, "IQ": 130, "IR": 200, "KZ": 300,
    "LB": 30, "LY": 240, "ML": 280, "MM": 180, "MR": 220, "MX": 210, "NE": 340, "NG": 130, "PK": 290,
    "PS": 50, "RU": 380, "SA": 330, "SD": 270, "SO": 160, "SS": 220, "TD": 200, "TR": 80, "UA": 130,
    "US": 370, "UZ": 150, "VE": 160, "YE": 130, "ZA": 310,
}  # fmt: skip
_BESIDE_KM = 3.0  # "east of" a village: as far as this
_NEAR_KM = 8.0  # "near", "outside": added to the place's own reach
_COUNTRYSIDE_KM = 25.0  # the villages called after a town lie this far from it
_COAST_KM = 30.0
_SHARE = 0.3  # how wrong a distance told in round numbers may be
_EXACT = GROUNDS | {Feature.DISTRICT}
# Grounds that lie outside the town they are called after; hospitals, schools and markets lie in it.
_OUTLYING = GROUNDS - {Feature.HOSPITAL, Feature.SITE, Feature.CAMP}


def radius_of(place: Place) -> float:
    """How far from its point a place reaches, in km."""
    if place.feature is Feature.TOWN:
        return round(max(LEAST_TOWN_KM, _KM_OF_ROOT * sqrt(place.population)), 1)
    if place.feature is Feature.ADMIN1 and place.country in _ADMIN1_RADIUS:
        return _ADMIN1_RADIUS[place.country]
    return _RADIUS[place.feature]


def precision_of(place: Place) -> PlacePrecision:
    """How exactly a place is named by its own name."""
    if place.feature is Feature.COUNTRY:
        return PlacePrecision.COUNTRY
    if place.feature is Feature.TOWN:
        return PlacePrecision.TOWN
    return PlacePrecision.EXACT if place.feature in _EXACT else PlacePrecision.ADMIN


def extent_of(place: Place, kind: Kind | None = None) -> Extent:
    """The extent of a place that is named outright.

    Where `kind` asks for a ground and the place is the town that it is called after ("Marj airbase"), it lies
    near that town, or in it.
    """
    precision, radius = precision_of(place), radius_of(place)
    if precision is PlacePrecision.COUNTRY:
        return Extent(precision=precision, radius_km=radius, point=None)
    if kind is not None and kind.features & _OUTLYING and not kind.features & {place.feature, Feature.TOWN}:
        precision = PlacePrecision.NEAR if precision is not PlacePrecision.ADMIN else precision
        radius += _NEAR_KM
    return Extent(precision=precision, radius_km=radius, point=point_of(place))


def related_extent(
    place: Place, relation: Relation, other: Place | None = None, *, wide: bool = False
) -> Extent:
    """The extent of what stands in `relation` to a place, and to an `other` one where it lies between two.

    `wide` tells that a division around a town bears its name, too: "northern Marj" may be a part of either.
    """
    if place.feature is Feature.COUNTRY or (other is not None and other.feature is Feature.COUNTRY):
        return extent_of(place)
    if relation.manner in {Manner.BETWEEN, Manner.BORDER} and other is not None:
        return _between(place, other)
    if place.feature in AREAS:
        return _of_area(place, relation)
    if wide and relation.manner is Manner.PART:
        relation = replace(relation, manner=Manner.COUNTRYSIDE)
    return _of_spot(place, relation)


def _between(place: Place, other: Place) -> Extent:
    first, second = point_of(place), point_of(other)
    reach = km_between(first, second) / 2 + max(radius_of(place), radius_of(other)) / 2
    return Extent(precision=PlacePrecision.NEAR, radius_km=round(reach, 1), point=halfway(first, second))


def _of_area(place: Place, relation: Relation) -> Extent:
    """A part of an area lies on that side of it; what lies near an area is no more exact than the area."""
    radius, point = radius_of(place), point_of(place)
    if relation.km is not None:
        return _off(place, relation, relation.km)
    if relation.bearing is not None:
        half = Extent(precision=PlacePrecision.ADMIN, radius_km=round(radius * 0.7, 1), point=None)
        return Extent(
            precision=half.precision,
            radius_km=half.radius_km,
            point=moved(point, relation.bearing, radius / 2),
        )
    wider = {Manner.NEAR: _NEAR_KM, Manner.COAST: _COAST_KM, Manner.BORDER: _NEAR_KM}.get(
        relation.manner, 0.0
    )
    return Extent(precision=PlacePrecision.ADMIN, radius_km=radius + wider, point=point)


def _of_spot(place: Place, relation: Relation) -> Extent:
    """What lies in, by or away from a town or a ground."""
    radius, bearing = radius_of(place), relation.bearing
    match relation.manner:
        case Manner.PART:
            return _shifted(place, bearing, radius / 2, max(radius * 0.7, 1.5), precision_of(place))
        case Manner.COUNTRYSIDE:
            off = 0.0 if bearing is None else _COUNTRYSIDE_KM * 0.6
            return _shifted(place, bearing, off, _COUNTRYSIDE_KM + radius / 2)
        case Manner.OFF if relation.km is not None:
            return _off(place, relation, relation.km)
        case Manner.COAST:
            return _shifted(place, bearing, radius + _COAST_KM / 2, radius + _COAST_KM)
        case _:
            far = max(radius, _BESIDE_KM) if bearing is not None else 0.0
            return _shifted(place, bearing, far, radius + _NEAR_KM)


def _off(place: Place, relation: Relation, km: float) -> Extent:
    if relation.bearing is None:
        return _shifted(place, None, 0.0, km + radius_of(place))
    return _shifted(place, relation.bearing, km, max(LEAST_TOWN_KM, km * _SHARE) + radius_of(place) / 2)


def _shifted(
    place: Place,
    bearing: float | None,
    km: float,
    radius: float,
    precision: PlacePrecision = PlacePrecision.NEAR,
) -> Extent:
    point = point_of(place) if bearing is None else moved(point_of(place), bearing, km)
    return Extent(
        precision=precision, radius_km=round(radius, 1), point=(round(point[0], 5), round(point[1], 5))
    )
