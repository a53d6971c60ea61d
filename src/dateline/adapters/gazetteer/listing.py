"""All places that the sources list, brought together: one record for each place, with all its names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING, TypeAlias

from dateline.adapters.gazetteer.listed import DIVISIONS, Listed
from dateline.adapters.gazetteer.outlines import middle, reach
from dateline.domain import Feature
from dateline.resolving.geometry import km_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Cell: TypeAlias = tuple[str | None, int, int]  # country, and a square of the globe

SETTLED = (Feature.TOWN, Feature.DISTRICT)  # lists have quarters of cities among the towns
SAME_TOWN_KM = 10.0
# So many towns tell how far a first division reaches: from five on their reach is 0.9 to 1.2 times the radius
# of a circle as large as it, in the median of 2,000 (by Natural Earth); of one to four it is a seventh to the
# triple.
TELLING = 5
_CELL = 0.25  # degrees: a square and those around it hold all that lies within SAME_TOWN_KM up to 65° north


class Listing:
    """Places by id."""

    def __init__(self) -> None:
        self._places: dict[str, Listed] = {}
        self._divisions: dict[str, str] = {}  # code to id

    def add(self, one: Listed) -> None:
        """Take a place up; one whose id or code is known already is laid over what is known of it."""
        held = self._places.get(one.id) or self._division(one.code)
        self._put(one.onto(held) if held else one)

    def attach(self, entries: Iterable[Listed]) -> None:
        """Take up entries that know no GeoNames id: each onto the place that it describes, or as a new one.

        A country is known by its code, a division by its country and any of its names, a town or a quarter
        by its name and where it lies.
        """
        known = _Known(self._places)
        # Divisions come first, so that other entries may give them by any of their names.
        for entry in sorted(entries, key=lambda entry: entry.feature not in DIVISIONS):
            usual = replace(entry, admin1=known.usual_admin1(entry)) if entry.admin1 else entry
            held = known.same(entry)
            self._put(usual.onto(held) if held else usual)
            if entry.feature in DIVISIONS:
                known.take(self._places[held.id if held else entry.id])

    def finished(self) -> Iterator[tuple[Listed, str | None, str | None]]:
        """The places, each with the names of its first and second division; the most populous first.

        A division gets its middle, its reach and its population from the towns inside, where no source told
        them. What is left without coordinates is left out.
        """
        towns = self._towns_inside()
        spread = [_spread(one, towns.get(one.code, [])) if one.code else one for one in self._places.values()]
        for whole in sorted(
            spread, key=lambda one: (-one.population, one.country or "", one.feature, one.id)
        ):
            if whole.lat is None or whole.lon is None:
                continue
            first, second = (self._name_of(code) for code in (*whole.within, None, None)[:2])
            yield whole, first or whole.admin1, second

    def _put(self, one: Listed) -> None:
        self._places[one.id] = one
        if one.code:
            self._divisions[one.code] = one.id

    def _division(self, code: str | None) -> Listed | None:
        return self._places.get(self._divisions.get(code or "", ""))

    def _name_of(self, code: str | None) -> str | None:
        division = self._division(code)
        return division.name if division else None

    def _towns_inside(self) -> dict[str | None, list[Listed]]:
        inside: dict[str | None, list[Listed]] = defaultdict(list)
        for one in self._places.values():
            if one.feature in SETTLED:
                for code in one.within:
                    inside[code].append(one)
        return inside


class _Known:
    """The places that are listed, as an entry without their ids finds them."""

    def __init__(self, places: Mapping[str, Listed]) -> None:
        self._places = places
        self._divisions: dict[tuple[str | None, Feature, str], dict[str, Listed]] = defaultdict(dict)
        self._towns: dict[Cell, list[Listed]] = defaultdict(list)
        for one in places.values():
            if one.feature in SETTLED and one.lat is not None and one.lon is not None:
                self._towns[_cell(one.country, one.lat, one.lon)].append(one)
            elif one.feature in DIVISIONS:
                self.take(one)

    def take(self, division: Listed) -> None:
        """Know a division, by all the names that it has now."""
        for form in division.forms():
            self._divisions[division.country, division.feature, form][division.id] = division

    def same(self, entry: Listed) -> Listed | None:
        """The place that `entry` describes, if it is listed."""
        if entry.id in self._places:
            return self._places[entry.id]
        if entry.feature is Feature.COUNTRY:
            return self._places.get(f"iso:{entry.country}")
        if entry.feature in DIVISIONS:
            return self._division(entry)
        return self._town(entry) if entry.feature in SETTLED else None

    def usual_admin1(self, entry: Listed) -> str | None:
        """The first division that an entry gives by name, as it is usually named; as given, if unknown."""
        asked = Listed(id="", name=entry.admin1 or "", feature=Feature.ADMIN1, country=entry.country)
        division = self._division(asked)
        return division.name if division else entry.admin1

    def _division(self, entry: Listed) -> Listed | None:
        """The division that shares the most names, if it is the only one that shares so many."""
        shared: dict[str, int] = defaultdict(int)
        for form in entry.forms():
            for key in self._divisions.get((entry.country, entry.feature, form), {}):
                shared[key] += 1
        best = [key for key, count in shared.items() if count == max(shared.values())]
        return self._places.get(best[0]) if len(best) == 1 else None

    def _town(self, entry: Listed) -> Listed | None:
        """The nearest town or quarter of that name, if it lies so near that it must be the same."""
        if entry.lat is None or entry.lon is None:
            return None
        point = (entry.lat, entry.lon)
        forms = entry.forms().keys()
        near: list[tuple[float, str, Listed]] = []
        country, row, column = _cell(entry.country, *point)
        for cell in ((country, row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1)):
            for one in self._towns.get(cell, []):
                km = km_between(point, (one.lat or 0.0, one.lon or 0.0))
                if km <= SAME_TOWN_KM and forms & one.forms().keys():
                    near.append((km, one.id, one))
        return min(near, key=lambda found: found[:2])[2] if near else None


def _cell(country: str | None, lat: float, lon: float) -> Cell:
    return country, floor(lat / _CELL), floor(lon / _CELL)


def _spread(division: Listed, towns: list[Listed]) -> Listed:
    """A division with what the towns inside tell of it."""
    points = [(one.lat, one.lon) for one in towns if one.lat is not None and one.lon is not None]
    if not points:
        return division
    lat, lon = middle(points)
    pin = (lat if division.lat is None else division.lat, lon if division.lon is None else division.lon)
    return replace(
        division,
        lat=pin[0],
        lon=pin[1],
        population=division.population or sum(one.population for one in towns),
        radius_km=division.radius_km or (reach(pin, points) if len(points) >= TELLING else None),
    )
