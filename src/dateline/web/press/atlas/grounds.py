"""Grounds: the points at which incidents lie, and the days on which they began: far fewer than incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.web.archive.models.happenings import Bounds

NOWHERE: Final = 0
"""The number of the ground of what has no point."""
_NO_POINT = -1  # as a value: the bits of no latitude and no longitude
_WORLD = 2.0**32


class Numbered:
    """Values of a column by number and numbers by value."""

    def __init__(self, known: NDArray[Any] | None = None) -> None:
        """With some values, whose numbers are their places."""
        self.known = np.zeros(0, "i8") if known is None else known
        self._at = {value: number for number, value in enumerate(self.known.tolist())}

    def __len__(self) -> int:
        """How many there are."""
        return len(self.known)

    def codes(self, values: NDArray[Any]) -> NDArray[Any]:
        """The numbers of some values; new ones get one."""
        some, of = np.unique(values, return_inverse=True)
        codes = np.array([self._at.setdefault(one, len(self._at)) for one in some.tolist()], "i4")
        new = codes >= len(self.known)
        if new.any():
            self.known = np.concatenate([self.known, some[new]])
        return codes[of]


class Grounds(Numbered):
    """Points by number and numbers by point: what is at one place to a metre or so is at one ground."""

    def __init__(self, known: NDArray[Any] | None = None) -> None:
        """With some points, as `known` had them."""
        super().__init__(np.array([_NO_POINT], "i8") if known is None else known)
        self._flat: tuple[NDArray[Any], ...] = ()

    def at(self, lat: NDArray[Any], lon: NDArray[Any], pinned: NDArray[np.bool_]) -> NDArray[Any]:
        """The numbers of some points; NOWHERE for those that are not `pinned`."""
        halves = [(one.astype("f4") + np.float32(0)).view("u4").astype("i8") for one in (lat, lon)]
        return self.codes(np.where(pinned, (halves[0] << 32) | halves[1], _NO_POINT))

    @property
    def lat(self) -> NDArray[Any]:
        """The latitude of each, in degrees."""
        return (self.known >> 32).astype("u4").view("f4")

    @property
    def lon(self) -> NDArray[Any]:
        """The longitude of each."""
        return self.known.astype("u4").view("f4")

    @property
    def x(self) -> NDArray[Any]:
        """How far east each lies in Web Mercator, the world being 2**32 wide."""
        return self._mapped()[0]

    @property
    def y(self) -> NDArray[Any]:
        """How far south each lies."""
        return self._mapped()[1]

    def within(self, bounds: Bounds) -> NDArray[np.bool_]:
        """Which of them lie in a stretch of the map."""
        lat, lon = self.lat, self.lon
        east, west = lon <= np.float32(bounds.east), lon >= np.float32(bounds.west)
        along = (west & east) if bounds.west <= bounds.east else (west | east)
        inside = along & (lat >= np.float32(bounds.south)) & (lat <= np.float32(bounds.north))
        inside[NOWHERE] = False
        return inside

    def _mapped(self) -> tuple[NDArray[Any], ...]:
        if not self._flat or len(self._flat[0]) != len(self.known):
            lat = np.clip(self.lat.astype("f8"), -85.0511, 85.0511)
            x = (self.lon.astype("f8") + 180) / 360 * _WORLD
            y = (0.5 - np.arcsinh(np.tan(np.radians(lat))) / (2 * np.pi)) * _WORLD
            # To whole parts: a cell is told by its bits.
            self._flat = tuple(np.floor(np.clip(np.nan_to_num(one), 0, _WORLD - 1)) for one in (x, y))
        return self._flat
