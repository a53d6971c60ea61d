"""Columns: all published incidents in memory, a numpy array for each thing that maps and lists ask for.

A million incidents take some 100 MB, and a choice among them a few milliseconds, on whatever database.
A row keeps its number until the columns are loaded anew; one that left is not alive. What is counted together
stands as one number: to count it is one pass over one column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import UUID

import numpy as np

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.web.press.atlas.grounds import Grounds, Numbered
from dateline.web.press.atlas.links import Links
from dateline.web.press.atlas.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from dateline.web.press.atlas.asking import Sought

    Rows: TypeAlias = NDArray[np.intp]

NO_DAY: Final = np.iinfo(np.int32).min
"""In `start` where no day is known; in `end` as well."""
TOLLS: Final = 4
NOT_TOLD, RANGE, SPREAD, OPEN = range(TOLLS)
TYPES: Final = tuple(one.value for one in EventType)
GRADES: Final = tuple(one.value for one in (
    *(Grade.CONFIRMED, Grade.FAIR, Grade.WEAK, Grade.CONTESTED, Grade.DISCOUNTED),
))  # fmt: skip
"""From the best founded to what those who could know deny."""
STANDINGS: Final = tuple(one.value for one in Standing)
PRECISIONS: Final = ("", *(one.value for one in PlacePrecision))
COUNTRY: Final = PRECISIONS.index(PlacePrecision.COUNTRY.value)

DTYPES: Final[Mapping[str, str]] = {
    "high": "u8",  # the incident's id as two numbers
    "low": "u8",
    "stamp": "i8",  # when it changed last, in microseconds since 1970
    "start": "i4",  # days since 1970, as `end`
    "end": "i4",
    "type": "u1",  # its place in TYPES, and so on
    "grade": "u1",
    "standing": "u1",
    "precision": "u1",
    "land": "u2",  # twice the place of its country in the vocabulary, and one more where it has a point
    "place": "i4",  # its place in the vocabulary
    "spot": "i4",  # its ground, grade and toll as one number
    "radius": "f4",  # kilometres; 0 where none is known
    "killed_min": "i4",
    "killed_best": "i4",
    "killed_max": "i4",  # where no most is told, as much as is
    "toll": "u1",  # NOT_TOLD, RANGE where all three are one number, SPREAD, or OPEN where no most is told
    "alive": "?",
}
_DERIVED: Final[Mapping[str, str]] = {
    "day": "i4",  # the day on which it began and its toll as one number
    "kind": "u2",  # type, grade, standing and precision as one number
}
SHAPE: Final = (len(TYPES), len(GRADES), len(STANDINGS), len(PRECISIONS))
KINDS: Final = int(np.prod(SHAPE))
_MOST = 2_000_000_000
# Any odd numbers do, as long as their bits are mixed.
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], "u8")


@dataclass(slots=True, kw_only=True)
class Columns:
    """The columns, `size` long; behind that there is room for more.

    The first `sorted` rows lie in the order of their ids; those of all others are in `late`. `totals` are
    those of all that are alive (`totals.py`).
    """

    of: dict[str, NDArray[Any]] = field(default_factory=lambda: _empty(0))
    size: int = 0
    sorted: int = 0
    late: dict[bytes, int] = field(default_factory=dict)
    places: Vocabulary = field(default_factory=Vocabulary)
    countries: Vocabulary = field(default_factory=Vocabulary)
    grounds: Grounds = field(default_factory=Grounds)
    days: Numbered = field(default_factory=Numbered)
    actors: Links = field(default_factory=Links)
    sources: Links = field(default_factory=Links)
    totals: dict[Any, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """A column."""
        return self.of[name][: self.size]

    def __len__(self) -> int:
        """How many incidents there are."""
        return int(np.count_nonzero(self["alive"]))

    @property
    def room(self) -> int:
        """How much room they take."""
        return sum(one.nbytes for one in self.of.values()) + self.actors.room + self.sources.room

    def put(self, told: Sequence[Sequence[Any]]) -> None:
        """Write incidents, each a tuple of what TOLD names, over those of the same ids or behind all."""
        if not told:
            return
        fields = list(zip(*told, strict=True))
        keys = np.array(fields[0], "S16")
        rows = self.rows_of(keys)
        new = rows < 0
        rows[new] = np.arange(self.size, self.size + int(new.sum()))
        high, low = halves_of(keys)
        last = (self["high"][-1:], self["low"][-1:])
        ends = [np.concatenate(pair) for pair in zip(last, (high[new], low[new]), strict=True)]
        if self.size == self.sorted and self._in_order(*ends):
            self.sorted += int(new.sum())
        else:
            self.late.update((_whole(key), int(row)) for key, row in zip(keys[new], rows[new], strict=True))
        self._grow(self.size + int(new.sum()))
        values = dict(zip(TOLD, fields, strict=True))
        columns: dict[str, Any] = {
            **{name: np.array(values[name], DTYPES[name]) for name in ("stamp", "start", "end", "radius")},
            "high": high,
            "low": low,
            "type": _codes(values["type"], TYPES),
            "grade": _codes(values["grade"], GRADES),
            "standing": _codes(values["standing"], STANDINGS),
            "precision": _codes(values["precision"], PRECISIONS),
            "place": self.places.codes(values["place"], values["place_name"]),
            "alive": np.ones(len(rows), bool),
        }
        columns |= _killed(values["killed_min"], values["killed_best"], values["killed_max"])
        lat, lon = (np.array(values[name], "f4") for name in ("lat", "lon"))
        pinned = np.isfinite(lat) & (columns["precision"] != COUNTRY)
        columns["land"] = self.countries.codes(values["country"]) * 2 + pinned
        ground = self.grounds.at(lat, lon, pinned)
        columns["spot"] = (ground * len(GRADES) + columns["grade"]) * TOLLS + columns["toll"]
        columns |= self.derived(columns)
        for name, column in columns.items():
            self.of[name][rows] = column

    def drop(self, keys: Iterable[bytes]) -> None:
        """Take incidents out, if they are there."""
        rows = self.rows_of(np.array(list(keys), "S16"))
        self["alive"][rows[rows >= 0]] = False

    def rows_of(self, keys: NDArray[Any]) -> Rows:
        """The rows of some ids, -1 where there is none."""
        found = np.full(len(keys), -1, np.intp)
        (high, low), known = halves_of(keys), self.of["high"][: self.sorted]
        at = np.searchsorted(known, high)
        asked = np.flatnonzero(at < self.sorted)
        while len(asked):  # once: two ids with one upper half are rare
            asked = asked[known[at[asked]] == high[asked]]
            hit = self.of["low"][at[asked]] == low[asked]
            found[asked[hit]] = at[asked[hit]]
            asked = asked[~hit]
            at[asked] += 1
            asked = asked[at[asked] < self.sorted]
        if self.late:
            for nth in np.flatnonzero(found < 0):
                found[nth] = self.late.get(_whole(keys[nth]), -1)
        return found

    def ids(self, rows: Rows) -> list[bytes]:
        """The ids of some rows."""
        both = np.stack([self["high"].take(rows), self["low"].take(rows)], axis=1).astype(">u8")
        return [key.tobytes() for key in both]

    def alive(self, keys: Sequence[bytes]) -> Rows:
        """The rows of those of some ids that are there."""
        rows: Rows = self.rows_of(np.array(keys, "S16"))
        return rows.compress((rows >= 0) & self["alive"].take(rows))

    def oldest(self, first: int, last: int) -> list[tuple[UUID, datetime]]:
        """Those that are there, in the order of their ids from one to another, and when each changed."""
        rows = np.flatnonzero(self["alive"])
        if self.late:
            rows = rows[np.lexsort((self["low"][rows], self["high"][rows]))]
        rows = rows[first:last]
        stamps = self["stamp"][rows].tolist()
        return [
            (UUID(bytes=key), _MOMENT + timedelta(microseconds=stamp))
            for key, stamp in zip(self.ids(rows), stamps, strict=True)
        ]

    def version_of(self, rows: Rows) -> str:
        """A word that changes when any of some incidents does, or when there are others."""
        return f"{len(rows)}-{self.mark_of(rows):x}"

    def mark_of(self, rows: Rows) -> int:
        """What some incidents add to a sum that tells which there are, and when each changed."""
        return int(self.marks(rows).sum())

    def marks(self, rows: Rows) -> NDArray[Any]:
        """What each of some incidents adds to that sum, which goes round at 2**64."""
        stamp, high, low = (self[name].take(rows).astype("u8") for name in ("stamp", "high", "low"))
        mixed: NDArray[Any] = (stamp * _ODD[0]) ^ high ^ (low * _ODD[1])
        mixed ^= mixed >> np.uint64(29)
        mixed *= _ODD[2]
        return mixed

    def derived(self, columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """What follows from other columns, for all of these or for some rows of them."""
        kind = columns["type"].astype("u2")
        for name, wide in zip(("grade", "standing", "precision"), SHAPE[1:], strict=True):
            kind = kind * np.uint16(wide) + columns[name]
        return {"kind": kind, "day": self.days.codes(columns["start"]) * TOLLS + columns["toll"]}

    def chosen(self, sought: Sought, among: Rows | None = None) -> NDArray[np.bool_]:
        """Which rows an address asks for, but for its bounds.

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
        return mask

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
            codes = self.countries.known(sought.countries)
            yield _either(self["land"], [2 * one + pinned for one in codes for pinned in (0, 1)])
        if sought.places:
            named = [each for one in sought.places for each in sought.meant.places(one)]
            yield _either(self["place"], self.places.known(named))
        if sought.actors:
            named = [each for one in sought.actors for each in sought.meant.actors(one)]
            yield self.actors.having(named, self.size)
        if sought.sources:
            yield self.sources.having([one.hex for one in sought.sources], self.size)

    def on(self, grounds: NDArray[np.bool_], rows: Rows | None) -> NDArray[np.bool_]:
        """Which of some rows lie on one of some grounds; None asks of all rows."""
        spots = np.repeat(grounds, len(GRADES) * TOLLS)
        return spots.take(self["spot"] if rows is None else self["spot"].take(rows))

    def ground_of(self, rows: Rows) -> Rows:
        """The grounds of some rows."""
        return self["spot"].take(rows) // (len(GRADES) * TOLLS)

    def _grow(self, size: int) -> None:
        if size > len(self.of["high"]):
            anew = _empty(max(size, len(self.of["high"]) * 5 // 4 + 1024))
            for name, column in anew.items():
                column[: self.size] = self.of[name][: self.size]
            self.of = anew
        self.size = size

    @staticmethod
    def _in_order(high: NDArray[Any], low: NDArray[Any]) -> bool:
        less = (high[:-1] < high[1:]) | ((high[:-1] == high[1:]) & (low[:-1] < low[1:]))
        return bool(np.all(less))


TOLD: Final = (
    *("key", "stamp", "start", "end", "type", "grade", "standing", "precision", "country", "place"),
    *("place_name", "lat", "lon", "radius", "killed_min", "killed_best", "killed_max"),
)
"""What `put` is given of an incident, in this order; lat and lon are not a number where there is no point."""


def halves_of(keys: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Ids of 16 bytes as two numbers each, the higher half first."""
    halves = np.ascontiguousarray(keys).view(">u8").reshape(-1, 2)
    return halves[:, 0].astype("u8"), halves[:, 1].astype("u8")


def _empty(size: int) -> dict[str, NDArray[Any]]:
    return {name: np.zeros(size, dtype) for name, dtype in {**DTYPES, **_DERIVED}.items()}


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
_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
