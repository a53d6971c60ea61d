"""How exact a place is, how far it reaches, and where a relation to it points.

Radii in km hold the place as a report means it. Those of divisions and countries are measured, where the
gazetteer can tell; the others are rules of thumb: see docs/reference/places.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision, Placing
from dateline.resolving.geometry import halfway, km_between, moved, point_of
from dateline.resolving.placing.kinds import DIVISIONS, GROUNDS
from dateline.resolving.placing.relations import Manner, Relation
from dateline.resolving.placing.senses import METROPOLIS

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.domain import Place
    from dateline.resolving.geometry import Point
    from dateline.resolving.placing.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What stands for a place on a map: a point, if one is honest, and how far from it the place may lie."""

    precision: PlacePrecision
    radius_km: float
    point: Point | None

    def placing(self, place: Place, reason: str, runner_up: Place | None = None) -> Placing:
        """The placing of words that mean `place`, with this extent."""
        lat, lon = self.point or (None, None)
        return Placing(
            place=place,
            precision=self.precision,
            radius_km=self.radius_km,
            reason=reason,
            lat=lat,
            lon=lon,
            runner_up=runner_up,
        )


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
ONE_TOWN_KM = 5.0  # a division of which the gazetteer knows no second town measures no more
WIDE_KM = 150.0  # the Baltic Sea, West Africa: that something lies there tells no more than a country does
LARGE = 100_000  # people: a town that is a place of several parts
CITY_STATE = 500_000  # people of such a division from which it is a city: Damascus, Beirut, Addis Ababa
_BESIDE_KM = 3.0  # "east of" a village: as far as this
# How far off "near" a town, "south of" it and its countryside are hangs on how wide the land is: shares of
# the reach of the province around it, and the least and the most in km. Gaza's villages lie within 8 km of
# the next town; in Hasakah, five times as wide, a village "south of" one may lie 40 km off.
_NEAR, _BESIDE, _COUNTRYSIDE = (0.2, 8.0, 20.0), (0.4, 8.0, 40.0), (0.4, 15.0, 40.0)
_NEAR_KM = 8.0  # the same, of what is no town
_COAST_KM = 30.0
_SHARE = 0.3  # how wrong a distance told in round numbers may be
_EXACT = GROUNDS | {Feature.DISTRICT}
_NEAR_TO = Relation(manner=Manner.NEAR, words="near")
_COUNTRYSIDE_OF = Relation(manner=Manner.COUNTRYSIDE, words="countryside of")


def precision_of(place: Place) -> PlacePrecision:
    """How exactly a place is named by its own name."""
    if place.feature is Feature.COUNTRY:
        return PlacePrecision.COUNTRY
    if place.feature is Feature.TOWN:
        return PlacePrecision.TOWN
    return PlacePrecision.EXACT if place.feature in _EXACT else PlacePrecision.ADMIN


class Extents:
    """The extents of places; `province` gives the first division that a place lies in, where one is known."""

    def __init__(self, province: Callable[[Place], Place | None] = lambda _: None) -> None:
        self._province = province

    def radius(self, place: Place) -> float:
        """How far from its point a place reaches, in km."""
        known = place.radius_km
        if place.feature is Feature.TOWN:
            return _town_km(place)
        if known is not None and (known > ONE_TOWN_KM or place.feature not in DIVISIONS):
            return known
        if known is not None and place.population >= CITY_STATE:
            return _town_km(place)
        return _RADIUS[place.feature]

    def is_wide(self, place: Place) -> bool:
        """Whether a place is a country, or a sea or region as wide as one."""
        counted = place.feature in DIVISIONS or place.feature is Feature.TOWN
        return place.feature is Feature.COUNTRY or (not counted and self.radius(place) > WIDE_KM)

    def of(self, place: Place, kind: Kind | None = None) -> Extent:
        """The extent of a place that is named outright.

        Where `kind` asks for a ground and the place is the town that it is called after ("Marj airbase"), it
        lies near that town, or in it; near a crossing that a hospital is called after. A "district" called
        after a town reaches beyond it, and so do its area, its suburbs and its desert.
        """
        precision, radius = precision_of(place), self.radius(place)
        if precision is PlacePrecision.COUNTRY:
            return Extent(precision=precision, radius_km=radius, point=None)
        town = place.feature is Feature.TOWN
        if town and kind is not None and kind.singular == "suburb" and not _is_small(place):
            return self._of_spot(place, _NEAR_TO)
        if kind is not None and not kind.features & {place.feature, Feature.TOWN}:
            if town and kind.is_landscape:
                return self._of_spot(place, _COUNTRYSIDE_OF)
            beside = kind.is_outlying or (kind.is_ground and place.feature in GROUNDS)
            if beside or (kind.is_around and _is_small(place)):
                precision = PlacePrecision.NEAR if precision is not PlacePrecision.ADMIN else precision
                radius += _NEAR_KM
            elif kind.words.lower() == "district" and town and _is_small(place):
                precision, radius = PlacePrecision.ADMIN, max(radius, _RADIUS[Feature.ADMIN2])
        return Extent(precision=precision, radius_km=radius, point=point_of(place))

    def related(self, place: Place, relation: Relation, other: Place | None = None) -> Extent:
        """The extent of what stands in `relation` to a place, or between it and an `other` one."""
        if place.feature is Feature.COUNTRY or (other is not None and other.feature is Feature.COUNTRY):
            return self.of(place)
        if relation.manner in {Manner.BETWEEN, Manner.BORDER} and other is not None:
            return self._between(place, other)
        area = precision_of(place) is PlacePrecision.ADMIN
        return self._of_area(place, relation) if area else self._of_spot(place, relation)

    def around(self, town: Place, relation: Relation, province: Place) -> tuple[Place, Extent] | None:
        """What a part or the countryside of a town is where the `province` around it bears its name, too.

        "The countryside of Marj" is the province without the town; "northern Marj" may be a part of either,
        but in a metropolis: its north, and what lies around that. None for other relations.
        """
        if relation.manner is Manner.PART and town.population >= METROPOLIS:
            radius, reach = self.radius(town), self._scaled(town, _COUNTRYSIDE)
            return town, _shifted(town, relation.bearing, radius, max(radius, reach))
        if relation.manner in {Manner.PART, Manner.COUNTRYSIDE}:
            return province, self._in_province(town, relation.bearing, self.radius(province))
        return None

    def _between(self, place: Place, other: Place) -> Extent:
        first, second = point_of(place), point_of(other)
        reach = km_between(first, second) / 2 + max(self.radius(place), self.radius(other)) / 2
        return Extent(precision=PlacePrecision.NEAR, radius_km=round(reach, 1), point=halfway(first, second))

    def _of_area(self, place: Place, relation: Relation) -> Extent:
        """A part of an area lies on that side of it; what is near an area is no more exact than the area."""
        radius, point = self.radius(place), point_of(place)
        if relation.km is not None:
            return self._off(place, relation, relation.km)
        # What is east of a river lies along all of it; its east is no more than its side of it.
        whole = place.feature is Feature.WATER and relation.manner is Manner.OFF
        if relation.bearing is not None and not whole:
            point = moved(point, relation.bearing, radius / 2)
            return _extent(PlacePrecision.ADMIN, radius * 0.7, point)
        wider = {Manner.NEAR: _NEAR_KM, Manner.COAST: _COAST_KM, Manner.BORDER: _NEAR_KM}.get(
            relation.manner, 0.0
        )
        return _extent(PlacePrecision.ADMIN, radius + wider, point)

    def _in_province(self, town: Place, bearing: float | None, radius: float) -> Extent:
        """Around a town, as far as the province of its name reaches, or on one side of it."""
        radius = max(radius, self.radius(town) + self._scaled(town, _COUNTRYSIDE))
        if bearing is None:
            return _extent(PlacePrecision.ADMIN, radius, point_of(town))
        return _extent(PlacePrecision.ADMIN, radius * 0.7, moved(point_of(town), bearing, radius * 0.4))

    def _of_spot(self, place: Place, relation: Relation) -> Extent:
        """What lies in, by or away from a town or a ground."""
        radius, bearing = self.radius(place), relation.bearing
        match relation.manner:
            case Manner.SECTION | Manner.PART if relation.manner is Manner.SECTION or not _is_small(place):
                return _shifted(place, bearing, radius / 2, max(radius * 0.7, 1.5), precision_of(place))
            case Manner.COUNTRYSIDE:
                reach = self._scaled(place, _COUNTRYSIDE)
                return _shifted(place, bearing, reach * 0.6, radius + reach)
            case Manner.OFF if relation.km is not None:
                return self._off(place, relation, relation.km)
            case Manner.OFF:
                reach = self._scaled(place, _BESIDE)
                return _shifted(place, bearing, max(radius, _BESIDE_KM, reach * 0.4), radius + reach)
            case Manner.COAST:
                return _shifted(place, bearing, radius + _COAST_KM / 2, radius + _COAST_KM)
            case _:  # "northern Marj" is told of the villages north of a small town, too
                return _shifted(place, bearing, max(radius, _BESIDE_KM), radius + self._scaled(place, _NEAR))

    def _scaled(self, place: Place, scale: tuple[float, float, float]) -> float:
        """A distance that grows with the province around a town."""
        share, least, most = scale
        province = self._province(place) if place.feature is Feature.TOWN else None
        return least if province is None else min(most, max(least, share * self.radius(province)))

    def _off(self, place: Place, relation: Relation, km: float) -> Extent:
        if relation.bearing is None:
            return _shifted(place, None, 0.0, km + self.radius(place))
        return _shifted(place, relation.bearing, km, max(LEAST_TOWN_KM, km * _SHARE) + self.radius(place) / 2)


def _is_small(place: Place) -> bool:
    return place.feature is Feature.TOWN and place.population < LARGE


def _town_km(place: Place) -> float:
    return round(max(LEAST_TOWN_KM, _KM_OF_ROOT * sqrt(place.population)), 1)


def _shifted(
    place: Place,
    bearing: float | None,
    km: float,
    radius: float,
    precision: PlacePrecision = PlacePrecision.NEAR,
) -> Extent:
    point = point_of(place) if bearing is None else moved(point_of(place), bearing, km)
    return _extent(precision, radius, point)


def _extent(precision: PlacePrecision, radius: float, point: Point) -> Extent:
    return Extent(
        precision=precision, radius_km=round(radius, 1), point=(round(point[0], 5), round(point[1], 5))
    )
