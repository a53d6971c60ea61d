"""Places, and how exactly words in a report name one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Feature(StrEnum):
    """What kind of place it is. GeoNames' feature codes, and the supplement's kinds, come down to these."""

    COUNTRY = "country"
    ADMIN1 = "admin1"  # governorate, oblast, state, region: the first division under the country
    ADMIN2 = "admin2"  # district, raion, county
    ADMIN3 = "admin3"
    REGION = "region"  # a named part of a land that is no division: the Sahel, Eastern Ghouta, Donbas
    TOWN = "town"  # any settlement, city or hamlet
    DISTRICT = "district"  # a part of a town: quarter, neighbourhood, street, square
    CAMP = "camp"
    CROSSING = "crossing"
    BASE = "base"  # barracks, headquarters, outpost
    AIRBASE = "airbase"
    AIRPORT = "airport"
    PORT = "port"
    OIL_FIELD = "oil_field"
    GAS_FIELD = "gas_field"
    PLANT = "plant"  # power plant, refinery, factory, dam
    FRONT = "front"  # a stretch of front, a line of control, a road of supply
    ROAD = "road"
    HOSPITAL = "hospital"
    SITE = "site"  # any other building or ground: prison, school, mosque, market, bridge, ruin
    WATER = "water"  # river, lake, sea, strait, gulf
    LAND = "land"  # mountain, valley, desert, island, forest


class PlacePrecision(StrEnum):
    """How exactly the words say where."""

    EXACT = "exact"  # the very place: a camp, a field, a building, a quarter
    TOWN = "town"  # somewhere in a town
    NEAR = "near"  # near a place, or on the way between two
    ADMIN = "admin"  # somewhere in a division or region
    COUNTRY = "country"  # no more than the country


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the world.

    `id` tells where the record comes from and its number there ("geonames:170654", "iso:SY",
    "dateline:al-tanf"). `lat` and `lon` are degrees (WGS 84). `country` is an ISO 3166-1 alpha-2 code, None
    on the high seas and where land is in dispute between two; `admin1` and `admin2` are names. `radius_km` is
    how far from that point nearly all of a division, a region or a water lies, where known.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: Feature
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    population: int = 0
    radius_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What words resolve to: a place, and a point and radius that stand for them.

    `lat` and `lon` are None where no pin is honest (a bare country); otherwise the point meant, which a
    relation may move away from the place ("10 km east of Marj"). `radius_km` holds the place meant. `reason`
    says in words why this place; `runner_up` is the next best, if any came close.
    """

    place: Place
    precision: PlacePrecision
    radius_km: float
    reason: str
    lat: float | None = None
    lon: float | None = None
    runner_up: Place | None = None

    @property
    def exactness(self) -> tuple[int, float]:
        """How exact it is, to sort by: precision first, then radius, the most exact first."""
        return _BY_EXACTNESS.index(self.precision), self.radius_km


_BY_EXACTNESS = tuple(PlacePrecision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """Words that resolve to nothing, and why."""

    reason: str
