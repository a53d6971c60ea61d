"""UCDP's codes for how exactly place and date are known, and the cells of PRIO-GRID.

Sources: Högbladh, "UCDP GED Codebook version 24.1" (2024); Tollefsen, Strand and Buhaug, "PRIO-GRID: A
unified spatial data structure" (2012).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dateline.domain import Feature, PlacePrecision

if TYPE_CHECKING:
    from dateline.domain import DateRange, Placing


def where_prec(placing: Placing | None) -> int:
    """How exactly a place is known, in UCDP's numbers.

    1 the spot; 2 within some 25 km; 3 the second and 4 the first division; 5 a line or a stretch of land; 6
    no more than the country; 7 beyond all countries, on the sea and in the air over it.
    """
    if placing is None or placing.precision is PlacePrecision.COUNTRY:
        return 6
    feature = placing.place.feature
    if placing.place.country is None and feature is Feature.WATER:
        return 7
    if feature in _STRETCHES:
        return 5
    if placing.precision is PlacePrecision.ADMIN:
        return _DIVISIONS.get(feature, 5)
    if placing.precision is PlacePrecision.NEAR:
        return 2 if placing.radius_km <= _NEAR_KM else 5
    return 1


_NEAR_KM = 25
_DIVISIONS = {Feature.ADMIN1: 4, Feature.ADMIN2: 3, Feature.ADMIN3: 3, Feature.TOWN: 2}


def date_prec(dated: DateRange) -> int:
    """1 the day, 2 within 2 to 6 days, 3 the week, 4 within 8 to 31 days, 5 longer, up to a year."""
    return next((code for code, most in _PRECISIONS.items() if days(dated) <= most), 5)


_PRECISIONS = {1: 1, 2: 6, 3: 7, 4: 31}


def days(dated: DateRange) -> int:
    """How many days there are, both ends included."""
    return (dated.end - dated.start).days + 1


def priogrid_cell(lat: float, lon: float) -> int:
    """The PRIO-GRID number of the cell, half a degree wide, that holds a point.

    Cells are numbered from 1 at 90° south and 180° west, eastward and then northward, 720 to a row.

    >>> priogrid_cell(34.531094, 69.162796)
    179779
    """
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


_STRETCHES = frozenset({Feature.ROAD, Feature.FRONT, Feature.WATER, Feature.LAND, Feature.REGION})
