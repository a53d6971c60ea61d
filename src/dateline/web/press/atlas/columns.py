"""Columns: all published incidents in memory, a numpy array for each thing that maps and lists ask for.

A million incidents take some 100 MB, and a choice among them a few milliseconds, on whatever database.
A row keeps its number until the columns are loaded anew; one that left is not alive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.web.press.atlas.grounds import Grounds
from dateline.web.press.atlas.links import Links
from dateline.web.press.atlas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from dateline.web.archive.models.happenings import Bounds
    from dateline.web.press.atlas.asking import Sought

    Rows: TypeAlias = NDArray[np.intp]

NO_DAY: Final = np.iinfo(np.int32).min
"""In `start` where no day is known; in `end` as well."""
NOT_TOLD, RANGE, SPREAD, OPEN = range(4)
TYPES: Final = tuple(one.value for one in EventType)
GRADES: Final = tuple(one.value for one in (
    *(Grade.CONFIRMED, Grade.FAIR, Grade.WEAK, Grade.CONTESTED, Grade.DISCOUNTED),
))  # fmt: skip
"""From the best founded to what those who could know deny."""
STANDINGS: Final = tuple(one.value for one in Standing)
PRECISIONS: Final = ("", *(one.value for one in PlacePrecision))
COUNTRY: Final = PRECISIONS.index(PlacePrecision.COUNTRY.value)

DTYPES: Final[Mapping[str, str]] = {
    "key": "S16",  # the incident's id; numpy takes nulls off the end, so read them by `ids`
    "stamp": "i8",  # when it changed last, in microseconds since 1970
    "start": "i4",  # days since 1970, as `end`
    "end": "i4",
    "type": "u1",  # its place in TYPES, and so on
    "grade": "u1",
    "standing": "u1",
    "precision": "u1",
    "country": "i4",  # its place in the vocabulary, as `place`
    "place": "i4",
    "lat": "f4",
    "lon": "f4",
    "radius": "f4",  # kilometres; 0 where none is known
    "killed_min": "i4",
    "killed_best": "i4",
    "killed_max": "i4",  # where no most is told, as much as is
    "toll": "u1",  # NOT_TOLD, RANGE where all three are one number, SPREAD, or OPEN where no most is told
    "alive": "?",
}
_DERIVED: Final[Mapping[str, str]] = {
    "x": "u4",  # Web Mercator, the world being 2**32 wide
    "y": "u4",
    "pinned": "?",  # whether it has a point that means more than a country
    "ground": "i4",  # which of the points it lies at
    "kind": "u2",  # type, grade, standing and precision as one number, to count all in one go
}
SHAPE: Final = (len(TYPES), len(GRADES), len(STANDINGS), len(PRECISIONS))
_WORLD = float(2**32)
_MOST = 2_000_000_000


@dataclass(slots=True, kw_only=True)
class Columns:
    """The columns, `size` long; behind that there is room for more.

    The first `sorted` rows lie in the order of their ids; those of all others are in `late`.
    """

    of: dict[str, NDArray[Any]] = field(default_factory=lambda: _empty(0))
    size: int = 0
    sorted: int = 0
    late: dict[bytes, int] = field(default_factory=dict)
    places: Vocabulary = field(default_factory=Vocabulary)
    countries: Vocabulary = field(default_factory=Vocabulary)
    grounds: Grounds = field(default_factory=Grounds)
    actors: Links = field(default_factory=Links)
    sources: Links = field(default_factory=Links)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """A column."""
        return self.of[name][: self.size]

    def __len__(self) -> int:
        """How many incidents there are."""
        return int(np.count_nonzero(self["alive"]))

    def put(self, told: Sequence[Sequence[Any]]) -> None:
        """Write incidents, each a tuple of what TOLD names, over those of the same ids or behind all."""
        if not told:
            return
        fields = list(zip(*told, strict=True))
        keys = np.array(fields[0], "S16")
        rows = self.rows_of(keys)
        new = rows < 0
        rows[new] = np.arange(self.size, self.size + int(new.sum()))
        if not self.size and (self._in_order(keys)):
            self.sorted = len(keys)
        elif self.size == self.sorted and self._in_order(np.concatenate([self["key"][-1:], keys[new]])):
            self.sorted += int(new.sum())
        else:
            self.late.update((_whole(key), int(row)) for key, row in zip(keys[new], rows[new], strict=True))
        self._grow(self.size + int(new.sum()))
        values = dict(zip(TOLD, fields, strict=True))
        columns: dict[str, Any] = {
            **{name: np.array(values[name], DTYPES[name]) for name in ("stamp", "lat", "lon", "radius")},
            **{name: np.array(values[name], DTYPES[name]) for name in ("start", "end")},
            "key": keys,
            "type": _codes(values["type"], TYPES),
            "grade": _codes(values["grade"], GRADES),
            "standing": _codes(values["standing"], STANDINGS),
            "precision": _codes(values["precision"], PRECISIONS),
            "country": self.countries.codes(values["country"]),
            "place": self.places.codes(values["place"], values["place_name"]),
            "alive": np.ones(len(rows), bool),
        }
        columns |= _killed(values["killed_min"], values["killed_best"], values["killed_max"])
        columns |= _derived(columns)
        columns["ground"] = self.grounds.codes(columns["x"], columns["y"])
        for name, column in columns.items():
            self.of[name][rows] = column

    def drop(self, keys: Iterable[bytes]) -> None:
        """Take incidents out, if they are there."""
        rows = self.rows_of(np.array(list(keys), "S16"))
        self["alive"][rows[rows >= 0]] = False

    def rows_of(self, keys: NDArray[Any]) -> Rows:
        """The rows of some ids, -1 where there is none."""
        found = np.full(len(keys), -1, np.intp)
        if self.sorted and len(keys):
            known = self.of["key"][: self.sorted]
            at = np.minimum(np.searchsorted(known, keys), self.sorted - 1)
            found = np.where(known[at] == keys, at, -1)
        if self.late:
            for nth in np.flatnonzero(found < 0):
                found[nth] = self.late.get(_whole(keys[nth]), -1)
        return found

    def ids(self, rows: Rows) -> list[bytes]:
        """The ids of some rows."""
        return [_whole(key) for key in self["key"][rows]]

    def chosen(self, sought: Sought, among: Rows | None = None) -> Rows:
        """The rows that an address asks for, but for its bounds.

        Args:
            sought: What it asks for.
            among: The rows that hold its words, where it asks for some.
        """
        mask = self["alive"].copy()
        if sought.first or sought.last:
            mask &= self["start"] != NO_DAY
        if sought.first:
            mask &= self["end"] >= _day(sought.first)
        if sought.last:
            mask &= self["start"] <= _day(sought.last)
        for narrowed in self._narrowed(sought):
            mask &= narrowed
        if among is not None:
            holds = np.zeros(self.size, bool)
            holds[among] = True
            mask &= holds
        return np.flatnonzero(mask)

    def _narrowed(self, sought: Sought) -> Iterator[NDArray[np.bool_]]:
        """Which rows have what each filter names."""
        for name, known, asked in (
            ("type", TYPES, sought.types),
            ("grade", GRADES, sought.grades),
            ("standing", STANDINGS, sought.standings),
            ("precision", PRECISIONS, sought.precisions),
        ):
            if asked:
                yield _either(self[name], [known.index(one.value) for one in asked])
        if sought.countries:
            yield _either(self["country"], self.countries.known(sought.countries))
        if sought.places:
            named = [each for one in sought.places for each in sought.meant.places(one)]
            yield _either(self["place"], self.places.known(named))
        if sought.actors:
            named = [each for one in sought.actors for each in sought.meant.actors(one)]
            yield self.actors.having(named, self.size)
        if sought.sources:
            yield self.sources.having([one.hex for one in sought.sources], self.size)

    def within(self, rows: Rows, bounds: Bounds | None) -> Rows:
        """Those of some rows that have a point, in a stretch of the map if one is given."""
        mask = self["pinned"][rows]
        if bounds is None:
            return rows[np.flatnonzero(mask)]
        lat, lon = self["lat"][rows], self["lon"][rows]
        east = lon <= np.float32(bounds.east)
        west = lon >= np.float32(bounds.west)
        along = (west & east) if bounds.west <= bounds.east else (west | east)
        high = (lat >= np.float32(bounds.south)) & (lat <= np.float32(bounds.north))
        return rows[np.flatnonzero(along & high & mask)]

    def _grow(self, size: int) -> None:
        if size > len(self.of["key"]):
            anew = _empty(max(size, len(self.of["key"]) * 5 // 4 + 1024))
            for name, column in anew.items():
                column[: self.size] = self.of[name][: self.size]
            self.of = anew
        self.size = size

    @staticmethod
    def _in_order(keys: NDArray[Any]) -> bool:
        return bool(np.all(keys[:-1] < keys[1:]))


TOLD: Final = (
    *("key", "stamp", "start", "end", "type", "grade", "standing", "precision", "country", "place"),
    *("place_name", "lat", "lon", "radius", "killed_min", "killed_best", "killed_max"),
)
"""What `put` is given of an incident, in this order; lat and lon are not a number where there is no point."""


def restored(of: Mapping[str, NDArray[Any]]) -> tuple[dict[str, NDArray[Any]], Grounds]:
    """All columns from those that are kept on disk, and the points at which their incidents lie."""
    grounds = Grounds()
    derived = _derived(of)
    return {**of, **derived, "ground": grounds.codes(derived["x"], derived["y"])}, grounds


def _empty(size: int) -> dict[str, NDArray[Any]]:
    return {name: np.zeros(size, dtype) for name, dtype in {**DTYPES, **_DERIVED}.items()}


def _derived(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """What follows from the other columns."""
    lat = np.clip(columns["lat"].astype("f8"), -85.0511, 85.0511)
    across = (columns["lon"].astype("f8") + 180) / 360 * _WORLD
    down = (0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)) * _WORLD
    pinned = np.isfinite(columns["lat"]) & (columns["precision"] != COUNTRY)
    kind = columns["type"].astype("u2")
    for name, wide in zip(("grade", "standing", "precision"), SHAPE[1:], strict=True):
        kind = kind * np.uint16(wide) + columns[name]
    return {
        "x": np.clip(np.where(pinned, across, 0), 0, _WORLD - 1).astype("u4"),
        "y": np.clip(np.where(pinned, down, 0), 0, _WORLD - 1).astype("u4"),
        "pinned": pinned,
        "kind": kind,
    }


def _killed(least: Sequence[Any], best: Sequence[Any], most: Sequence[Any]) -> dict[str, NDArray[Any]]:
    """The toll as three numbers in order: "up to 10" is 0 to 10, "at least 3" is 3 to 3, and open."""
    ranges = [
        (a or 0, b if b is not None else a or 0, c if c is not None else max(a or 0, b or 0))
        for a, b, c in zip(least, best, most, strict=True)
    ]
    numbers = np.minimum(np.array(ranges, "i8").reshape(-1, 3), _MOST)
    mid = np.clip(numbers[:, 1], numbers[:, 0], np.maximum(numbers[:, 0], numbers[:, 2]))
    high = np.maximum(numbers[:, 2], mid)
    open_ended = np.fromiter((c is None for c in most), bool, len(numbers))
    told = np.fromiter(
        (any(one is not None for one in three) for three in zip(least, best, most, strict=True)),
        bool,
        len(numbers),
    )
    toll = np.where(numbers[:, 0] == high, RANGE, SPREAD)
    toll = np.where(told, np.where(open_ended, OPEN, toll), NOT_TOLD)
    return {"killed_min": numbers[:, 0], "killed_best": mid, "killed_max": high, "toll": toll}


def _codes(values: Sequence[str], known: Sequence[str]) -> NDArray[Any]:
    at = {value: code for code, value in enumerate(known)}
    return np.fromiter((at[value] for value in values), "u1", len(values))


def _either(column: NDArray[Any], codes: Sequence[int]) -> NDArray[np.bool_]:
    mask = np.zeros(len(column), bool)
    if len(codes) > 8:  # noqa: PLR2004 (from there on one look-up for all is quicker)
        return np.isin(column, codes)
    for code in codes:
        mask |= column == code
    return mask


def _day(day: Any) -> int:  # noqa: ANN401 -- a date
    return int(day.toordinal() - _EPOCH)


def _whole(key: Any) -> bytes:  # noqa: ANN401 -- numpy's bytes
    return bytes(key).ljust(16, b"\0")


_EPOCH = 719_163  # the ordinal of 1 January 1970
