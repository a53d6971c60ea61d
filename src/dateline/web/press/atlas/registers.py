"""Registers: the places and actors of all published incidents, out of memory: in the order of their ids.

The database would go through all incidents to tell which there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np

from dateline.domain import PlacePrecision
from dateline.web.press.atlas import memory
from dateline.web.press.atlas.columns import PRECISIONS
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Collection

    from dateline.web.press.atlas.columns import Columns

_THERE = [PRECISIONS.index(one.value) for one in (PlacePrecision.EXACT, PlacePrecision.TOWN)]


def actors() -> tuple[str, ...]:
    """The ids of the actors who have a part in any."""
    with memory.held() as columns:
        key = memory.version()
        return _kept_actors.get(key) or _kept_actors.put(key, _actors(columns))


def places(countries: Collection[str] = ()) -> dict[str, UUID]:
    """The ids of the places of any, those in some countries if these are named, each with an incident there.

    It is one that was at the place itself, if there is one: what was near it has another point.
    """
    with memory.held() as columns:
        key = (memory.version(), *sorted(countries))
        return _kept_places.get(key) or _kept_places.put(key, _places(columns, countries))


def _actors(columns: Columns) -> tuple[str, ...]:
    _rows, codes = columns.actors.among(columns["alive"])
    words = columns.actors.words.words
    return tuple(sorted(words[code] for code in np.unique(codes).tolist()))


def _places(columns: Columns, countries: Collection[str]) -> dict[str, UUID]:
    mask = columns["alive"].copy()
    if countries:
        codes = columns.countries.known(countries)
        mask &= np.isin(columns["land"] >> 1, codes)
    rows = np.flatnonzero(mask)
    found = np.full(len(columns.places), -1)
    at = columns["place"].take(rows)
    found[at] = rows
    itself = np.isin(columns["precision"].take(rows), _THERE)
    found[at[itself]] = rows[itself]
    words = columns.places.words
    named = sorted((words[code], int(found[code])) for code in np.flatnonzero(found >= 0).tolist() if code)
    ids = columns.ids(np.array([row for _, row in named], np.intp))
    return {word: UUID(bytes=key) for (word, _), key in zip(named, ids, strict=True)}


_kept_actors: Kept[str, tuple[str, ...]] = Kept(2)
_kept_places: Kept[tuple[str, ...], dict[str, UUID]] = Kept(16)
