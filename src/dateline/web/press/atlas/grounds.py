"""Grounds: the points at which incidents lie, far fewer than incidents: most are known by their town."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Grounds:
    """Points by number and numbers by point."""

    def __init__(self) -> None:
        """Without any."""
        self._at: dict[int, int] = {}
        self._known: NDArray[Any] = np.zeros(0, "u8")

    def codes(self, x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
        """The numbers of some points; new ones get one."""
        points, of = np.unique((x.astype("u8") << np.uint64(32)) | y, return_inverse=True)
        before = len(self._at)
        codes = [self._at.setdefault(point, len(self._at)) for point in points.tolist()]
        new = np.array(codes, "i4") >= before
        if new.any():
            self._known = np.concatenate([self._known, points[new]])
        return np.array(codes, "i4")[of]

    @property
    def x(self) -> NDArray[Any]:
        """How far east each lies."""
        return (self._known >> np.uint64(32)).astype("f8")

    @property
    def y(self) -> NDArray[Any]:
        """How far south each lies."""
        return (self._known & np.uint64(0xFFFFFFFF)).astype("f8")

    def __len__(self) -> int:
        """How many there are."""
        return len(self._known)
