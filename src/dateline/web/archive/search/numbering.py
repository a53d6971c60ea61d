"""Numbering: what the numbers in SQLite's index stand for, kept in this process: no number is given twice.

numbering.of(connection, "incident").keys(numbers) -> the ids of those of them that are incidents
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from numpy.typing import NDArray


@dataclass(slots=True, kw_only=True)
class Numbering:
    """The numbers of all of a kind in their order, and the ids that they stand for."""

    numbers: NDArray[Any] = field(default_factory=lambda: np.zeros(0, "i8"))
    objects: NDArray[Any] = field(default_factory=lambda: np.zeros(0, "S16"))

    def keys(self, numbers: NDArray[Any]) -> NDArray[Any]:
        """The ids that some numbers, in their order, stand for; those of another kind are left out."""
        at = np.searchsorted(self.numbers, numbers)
        at = at[at < len(self.numbers)]
        known = self.numbers.take(at) == numbers[: len(at)]
        return self.objects.take(at.compress(known))


def of(connection: BaseDatabaseWrapper, kind: str) -> Numbering:
    """What the numbers of a kind stand for now: what is new since is read, the first time all."""
    name = str(connection.settings_dict["NAME"]), kind
    with _lock:
        known = _known.get(name)
        if known is None or not _holds(connection, known):
            known = Numbering()
        last = int(known.numbers[-1]) if len(known.numbers) else 0
        numbers, objects = _since(connection, kind, last)
        if len(numbers):
            known = Numbering(
                numbers=np.concatenate([known.numbers, numbers]),
                objects=np.concatenate([known.objects, objects]),
            )
        _known[name] = known
        return known


def forget() -> None:
    """Read all anew; for tests, whose databases give numbers again."""
    with _lock:
        _known.clear()


_known: dict[tuple[str, str], Numbering] = {}
_lock = Lock()


def _holds(connection: BaseDatabaseWrapper, known: Numbering) -> bool:
    """Whether the last number stands for what it did: in a database that was put in its place it does not."""
    if not len(known.numbers):
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT object FROM archive_searchable WHERE id = %s", [int(known.numbers[-1])])
        row = cursor.fetchone()
    return row is not None and bytes.fromhex(row[0]) == bytes(known.objects[-1]).ljust(16, b"\0")


def _since(connection: BaseDatabaseWrapper, kind: str, last: int) -> tuple[NDArray[Any], NDArray[Any]]:
    # All of a kind stand in the index of ids, without their words; the few new ones, at the table's end.
    new = "+kind = %s AND id > %s" if last else "kind = %s"
    values: list[str | int] = [kind, last] if last else [kind]
    some = f"SELECT id, object FROM archive_searchable WHERE {new}"  # noqa: S608 -- our own words
    packed = f"SELECT group_concat(id), group_concat(object, '') FROM ({some})"  # noqa: S608 -- as above
    with connection.cursor() as cursor:
        cursor.execute(packed, values)
        numbers, objects = cursor.fetchone()
    found = np.fromstring(numbers or "", "i8", sep=",")
    order = np.argsort(found, kind="stable")
    return found[order], np.frombuffer(bytes.fromhex(objects or ""), "S16")[order]
