"""The gazetteer file, looked up where it lies: opened for reading only, never loaded into memory."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING, Any

from dateline.adapters.gazetteer.bearers import bearers
from dateline.adapters.gazetteer.pool import Pool
from dateline.adapters.gazetteer.rows import COLUMNS, place_of
from dateline.adapters.gazetteer.schema import SCHEMA, spelling_mark
from dateline.domain import Feature
from dateline.domain.errors import GazetteerUnavailable
from dateline.resolving.asked_kinds import asked_kind
from dateline.resolving.geometry import km_between
from dateline.resolving.ports import Candidate
from dateline.resolving.romanising import form_closeness, normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from dateline.domain import Place

_BUILD = "Build it again: dateline gazetteer build."
_REMEMBERED = 8192  # names, with their candidates: some 20 MB when full
_PLACES = 512  # by their ids: all countries, which every report asks for, and as many more; divisions by name
SHORTEST_BEGINNING = 3  # letters of a normal form: 3 begin some 1,000 names, 2 ten times as many
_OTHERS = 4  # places read for each town wanted: divisions and sites lie among them
LONGEST_ARTICLE = 2
LEAST_DIVISION = 0.8  # closeness from which a first division is meant: a country has few

# The queries are put together from these pieces, never from words that are looked up.
_DIVISIONS = f"""
    SELECT {COLUMNS}, d.form FROM division d JOIN place p ON p.id = d.place
    WHERE d.country = ? ORDER BY d.form, p.id
"""  # noqa: S608
_WITHIN = f"""
    SELECT p.id, {COLUMNS} FROM position JOIN place p USING (id)
    WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?
"""  # noqa: S608
# Numbers of places go by population.
_BEGUN = f"""
    SELECT {COLUMNS}, CASE found.name WHEN '' THEN p.name ELSE found.name END
    FROM (
        SELECT n.place, min(n.name) AS name FROM form f JOIN name n ON n.form = f.id
        WHERE f.form >= ? AND f.form < ? GROUP BY n.place ORDER BY n.place LIMIT ?
    ) AS found JOIN place p ON p.id = found.place ORDER BY p.id
"""  # noqa: S608
_CODED = f"SELECT {COLUMNS} FROM place p WHERE p.code = ?"  # noqa: S608
# Ids follow the population: the box is read in their order, and no further than is asked for.
_GREATEST = f"""
    SELECT {COLUMNS} FROM place p WHERE p.feature = ? AND p.id IN (
        SELECT id FROM position WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?
        ORDER BY id LIMIT ?
    ) ORDER BY p.id
"""  # noqa: S608
_KEYED = f"SELECT {COLUMNS} FROM place p WHERE p.key = ?"  # noqa: S608


class SqliteGazetteer:
    """Keeps the contract of dateline.resolving.ports.Gazetteer on a file that `build` wrote.

    May be used from several threads, and be sent to other processes, which open the file anew.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`.

        Raises:
            GazetteerUnavailable: It is no gazetteer, or one that another version of Dateline built.
        """
        self.path = path
        self._pool = Pool(path)
        try:
            with self._pool.connection() as file:
                self.about: dict[str, str] = dict(file.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            self.close()
            raise GazetteerUnavailable(f"{path} ({error})", _BUILD) from error
        if (self.about.get("schema"), self.about.get("spelling")) != (str(SCHEMA), spelling_mark()):
            self.close()
            raise GazetteerUnavailable(f"{path} was built by another version of Dateline", _BUILD)
        self._find = lru_cache(_REMEMBERED)(self._look_up)
        self._place = lru_cache(_PLACES)(self._read)
        self._division = lru_cache(_PLACES)(self._read_division)

    def find(self, words: str) -> Sequence[Candidate]:
        """Places that `words` may name, closest first and, among equals, the most populous first.

        What is spelt the same, but for marks and signs, comes before what has the same normal form only; a
        country before all else, and a town before the division that is called after it.
        Where `words` say what kind of place they mean ("Idlib province"), the name without that is looked up,
        too, and places of another kind count as less close. Misspellings are looked for where nothing has the
        normal form of `words`.
        """
        return self._find(words)

    def begun(self, words: str, limit: int = 30) -> Sequence[Candidate]:
        """Places with a name that begins like `words`, the most populous first."""
        *rest, last = words.split() or [""]
        # Whoever has got as far as "Deir ez" has typed an article, which no normal form has.
        start = normal(" ".join(rest) if rest and len(last) <= LONGEST_ARTICLE else words)
        if len(start) < SHORTEST_BEGINNING:
            return ()
        found: dict[str, Candidate] = {}
        with self._pool.connection() as file:
            for *row, name in file.execute(_BEGUN, (start, f"{start}\U0010ffff", limit)):
                place = place_of(row)
                found.setdefault(place.id, Candidate(place=place, closeness=1.0, matched=name))
        return tuple(found.values())

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        return self.place(f"iso:{code.upper()}")

    def admin1(self, country: str, name: str) -> Place | None:
        """The first division of a country with that name, in any usual spelling, or by its GeoNames code."""
        return self._division(country, name)

    def place(self, key: str) -> Place | None:
        """The place with the id `key`."""
        return self._place(key)

    def within(
        self, lat: float, lon: float, km: float, features: Collection[Feature] = ()
    ) -> Sequence[Place]:
        """The places that lie within `km` of a point, the nearest first; of some kinds only, where named."""
        found: list[tuple[float, int, Place]] = []
        with self._pool.connection() as file:
            for south, north, west, east in _boxes(lat, lon, km):
                for number, *row in file.execute(_WITHIN, (south, north, west, east)):
                    place = place_of(row)
                    away = km_between((lat, lon), (place.lat, place.lon))
                    if away <= km and (not features or place.feature in features):
                        found.append((away, number, place))
        return tuple(place for *_, place in sorted(found, key=lambda one: one[:2]))

    def greatest_towns(self, bounds: tuple[float, float, float, float], most: int) -> Sequence[Place]:
        """The most populous towns of a stretch of the map, the greatest first; few among much else.

        Args:
            bounds: South, north, west and east in degrees; west lies east of east across the date line.
            most: The most that are given.
        """
        south, north, west, east = bounds
        stretches = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
        with self._pool.connection() as file:
            found = [
                place_of(row)
                for here, there in stretches
                for row in file.execute(_GREATEST, (Feature.TOWN, south, north, here, there, most * _OTHERS))
            ]
        return tuple(sorted(found, key=lambda one: -one.population)[:most])

    def close(self) -> None:
        """Close the file; it is opened again when it is next looked up."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[SqliteGazetteer], tuple[Path]]:
        return type(self), (self.path,)

    def _look_up(self, words: str) -> tuple[Candidate, ...]:
        with self._pool.connection() as file:
            return bearers(file, words)

    def _read(self, key: str) -> Place | None:
        with self._pool.connection() as file:
            row = file.execute(_KEYED, (key,)).fetchone()
        return place_of(row) if row else None

    def _read_division(self, country: str, name: str) -> Place | None:
        with self._pool.connection() as file:
            code = f"{country}.{name.strip('.')}".upper()
            coded = file.execute(_CODED, (code,)).fetchone()
            if coded:
                return place_of(coded)
            bare, kind = asked_kind(name)
            forms = [normal(name), *([normal(bare)] if kind and bare else [])]
            best: tuple[float, Any] = (LEAST_DIVISION, None)
            for *row, form in file.execute(_DIVISIONS, (country.upper(),)):
                near = max(form_closeness(asked, form, best[0]) for asked in forms)
                if near > best[0]:
                    best = (near, row)
        return place_of(best[1]) if best[1] else None


def _boxes(lat: float, lon: float, km: float) -> Iterator[tuple[float, float, float, float]]:
    """South, north, west and east of the box, or two across the date line, that holds a circle."""
    high = km / _KM_PER_DEGREE + _ROUNDING
    south, north = max(-90.0, lat - high), min(90.0, lat + high)
    # Near a pole a circle reaches around the globe.
    narrow = cos(radians(min(89.0, max(abs(south), abs(north)))))
    wide = min(180.0, km / (_KM_PER_DEGREE * narrow) + _ROUNDING)
    west, east = lon - wide, lon + wide
    yield south, north, west, east
    if west < -180:  # noqa: PLR2004 (the date line)
        yield south, north, west + 360, 180.0
    if east > 180:  # noqa: PLR2004
        yield south, north, -180.0, east - 360


_KM_PER_DEGREE = 111.2
_ROUNDING = 0.0001  # degrees: the R*Tree holds numbers of 32 bits
