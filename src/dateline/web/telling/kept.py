"""Kept: what was worked out for the last few that somebody asked for, in this process."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """What was worked out last, by what it was worked out of; several threads may ask at once."""

    def __init__(self, most: int) -> None:
        """Nothing yet; what nobody asked for longest goes where more than `most` would be kept."""
        self._most = most
        self._found: OrderedDict[_Key, _Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> _Value | None:
        """What is kept; None where nothing is."""
        with self._lock:
            if key not in self._found:
                return None
            self._found.move_to_end(key)
            return self._found[key]

    def put(self, key: _Key, value: _Value) -> _Value:
        """Keep what was worked out; it is given back."""
        with self._lock:
            self._found[key] = value
            self._found.move_to_end(key)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return value

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._found.clear()
