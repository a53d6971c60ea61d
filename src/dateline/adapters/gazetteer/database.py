"""The gazetteer file, looked up where it lies: opened for reading only, never loaded into memory."""

from __future__ import annotations

import sqlite3
import weakref
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING, Any

from dateline.adapters.gazetteer.schema import SCHEMA, spelling_mark
from dateline.adapters.gazetteer.spellings import near_forms
from dateline.domain import Feature, Place
from dateline.domain.errors import GazetteerUnavailable
from dateline.resolving.asked_kinds import asked_kind, suits
from dateline.resolving.geometry import km_between
from dateline.resolving.ports import Candidate
from dateline.resolving.romanising import folded, form_closeness, normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from typing import Self

_BUILD = "Build it again: dateline gazetteer build."
_MAPPED = 1 << 28  # bytes of the file that are read as memory, page by page as they are needed
_FORMS = 6  # other spellings whose bearers are told
_BEARERS_EACH = 5  # of each, the most populous
_SPELT_SO = 50  # bearers of a form among which those come first that are spelt so
MOST = 30  # candidates for one name: Springfield, Alexandrovka
_REMEMBERED = 8192  # names, with their candidates: some 20 MB when full
OTHER_KIND = 0.9  # what is left of a closeness where a kind is asked for and the place is of another
LEAST_DIVISION = 0.8  # closeness from which a first division is meant: a country has few

# The queries are put together from these pieces and from numbers, never from words that are looked up.
_PLACE = "p.key, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, p.admin2, p.population"
_NAMED = "FROM form f JOIN name n ON n.form = f.id JOIN place p ON p.id = n.place"
_ORDER = "ORDER BY n.place LIMIT"  # that is by population
_BEARERS = f"SELECT {_PLACE}, coalesce(n.name, p.name) {_NAMED} WHERE f.form = ? {_ORDER} {_SPELT_SO}"
_BEARERS_OF = f"""
    SELECT {_PLACE}, coalesce(n.name, p.name), f.form {_NAMED} WHERE f.id = ? {_ORDER} {_BEARERS_EACH}
"""
_DIVISIONS = f"""
    SELECT {_PLACE}, d.form FROM division d JOIN place p ON p.id = d.place
    WHERE d.country = ? ORDER BY d.form, p.id
"""  # noqa: S608
_WITHIN = f"""
    SELECT p.id, {_PLACE} FROM position JOIN place p USING (id)
    WHERE south >= ? AND north <= ? AND west >= ? AND east <= ?
"""  # noqa: S608
_CODED = f"SELECT {_PLACE} FROM place p WHERE p.code = ?"  # noqa: S608
_KEYED = f"SELECT {_PLACE} FROM place p WHERE p.key = ?"  # noqa: S608


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
        self._idle: list[sqlite3.Connection] = []
        self._all: list[sqlite3.Connection] = []
        weakref.finalize(self, _close, self._all)
        try:
            with self._connection() as file:
                self.about: dict[str, str] = dict(file.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            self.close()
            raise GazetteerUnavailable(f"{path} ({error})", _BUILD) from error
        if (self.about.get("schema"), self.about.get("spelling")) != (str(SCHEMA), spelling_mark()):
            self.close()
            raise GazetteerUnavailable(f"{path} was built by another version of Dateline", _BUILD)
        self._find = lru_cache(_REMEMBERED)(self._look_up)

    def find(self, words: str) -> Sequence[Candidate]:
        """Places that `words` may name, closest first and, among equals, the most populous first.

        What is spelt the same, but for marks and signs, comes before what has the same normal form only.
        Where `words` say what kind of place they mean ("Idlib province"), the name without that is looked up,
        too, and places of another kind count as less close. Misspellings are looked for where nothing has the
        normal form of `words`.
        """
        return self._find(words)

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166-1 alpha-2 code."""
        return self.place(f"iso:{code.upper()}")

    def admin1(self, country: str, name: str) -> Place | None:
        """The first division of a country with that name, in any usual spelling, or by its GeoNames code."""
        with self._connection() as file:
            code = f"{country}.{name.strip('.')}".upper()
            coded = file.execute(_CODED, (code,)).fetchone()
            if coded:
                return _place(coded)
            bare, kind = asked_kind(name)
            forms = [normal(name), *([normal(bare)] if kind and bare else [])]
            best: tuple[float, Any] = (LEAST_DIVISION, None)
            for *row, form in file.execute(_DIVISIONS, (country.upper(),)):
                near = max(form_closeness(asked, form, best[0]) for asked in forms)
                if near > best[0]:
                    best = (near, row)
        return _place(best[1]) if best[1] else None

    def place(self, key: str) -> Place | None:
        """The place with the id `key`."""
        with self._connection() as file:
            row = file.execute(_KEYED, (key,)).fetchone()
        return _place(row) if row else None

    def radius_km(self, key: str) -> float | None:
        """How many kilometres from its middle nearly all towns of a division or country lie, where known."""
        with self._connection() as file:
            row = file.execute("SELECT radius_km FROM place WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def within(
        self, lat: float, lon: float, km: float, features: Collection[Feature] = ()
    ) -> Sequence[Place]:
        """The places that lie within `km` of a point, the nearest first; of some kinds only, where named."""
        found: list[tuple[float, int, Place]] = []
        with self._connection() as file:
            for south, north, west, east in _boxes(lat, lon, km):
                for number, *row in file.execute(_WITHIN, (south, north, west, east)):
                    place = _place(row)
                    away = km_between((lat, lon), (place.lat, place.lon))
                    if away <= km and (not features or place.feature in features):
                        found.append((away, number, place))
        return tuple(place for *_, place in sorted(found, key=lambda one: one[:2]))

    def close(self) -> None:
        """Close the file; it is opened again when it is next looked up."""
        self._idle.clear()
        _close(self._all)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[type[SqliteGazetteer], tuple[Path]]:
        return type(self), (self.path,)

    def _look_up(self, words: str) -> tuple[Candidate, ...]:
        with self._connection() as file:
            found = _bearers(file, words)
            if not found:
                bare, asked = asked_kind(words)
                if asked and bare:
                    found = [_of_kind(one, asked) for one in _bearers(file, bare) or _near(file, bare)]
                    found.sort(key=lambda one: -one.closeness)
            return tuple((found or _near(file, words))[:MOST])

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """A connection that no other thread uses meanwhile."""
        try:
            file = self._idle.pop()
        except IndexError:
            file = self._open()
        try:
            yield file
        finally:
            self._idle.append(file)

    def _open(self) -> sqlite3.Connection:
        # Immutable: no locks, no looking for changes; a new build replaces the file and never writes into it.
        file = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        file.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self._all.append(file)
        return file


def _close(files: list[sqlite3.Connection]) -> None:
    while files:
        files.pop().close()


def _bearers(file: sqlite3.Connection, words: str) -> list[Candidate]:
    """The places that bear the normal form of `words`, those first that are spelt so."""
    rows = file.execute(_BEARERS, (normal(words),)).fetchall()
    if len(rows) > 1:
        plain = folded(words)
        rows.sort(key=lambda row: row[-1] != words and folded(row[-1]) != plain)
    return [Candidate(place=_place(row), closeness=1.0, matched=row[-1]) for row in rows[:MOST]]


def _near(file: sqlite3.Connection, words: str) -> list[Candidate]:
    """The places with a name so close to `words` that these may be another spelling of it."""
    form = normal(words)
    found: dict[str, Candidate] = {}
    for near, number in near_forms(file, form)[:_FORMS]:
        for *row, name, other in file.execute(_BEARERS_OF, (number,)):
            place = _place(row)
            if place.id not in found and not (place.feature is Feature.COUNTRY and _of_people(form, other)):
                found[place.id] = Candidate(place=place, closeness=near, matched=name)
    return sorted(found.values(), key=lambda one: (-one.closeness, -one.place.population))


def _of_people(form: str, country: str) -> bool:
    """Whether a form that comes close to that of a country names its people: Syrian, Iraqi, Turkish."""
    return any(form.endswith(ending) and not country.endswith(ending) for ending in ("n", "i", "sh", "s"))


def _of_kind(one: Candidate, asked: Feature) -> Candidate:
    return one if suits(asked, one.place.feature) else replace(one, closeness=one.closeness * OTHER_KIND)


_FEATURES = {str(feature): feature for feature in Feature}


def _place(row: Sequence[Any]) -> Place:
    key, name, lat, lon, feature, country, admin1, admin2, population = row[:9]
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
    )


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
