"""Reading: an incident in words, with its map, times and copies: all that hangs on its record alone.

It is kept for the last few incidents that somebody looked at: to read the record takes longer than all else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from dateline.exporting.incidents.accounts import tell_incident
from dateline.web.archive.store import examined_of
from dateline.web.archive.tasks_world import world
from dateline.web.telling.copies import copies_in
from dateline.web.telling.kept import Kept
from dateline.web.telling.mapping import map_of
from dateline.web.telling.times import times_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.web.archive.models import Incident
    from dateline.web.telling.copies import Copies
    from dateline.web.telling.mapping import Map
    from dateline.web.telling.times import Times


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An incident in words; `map` is None where nobody says where it was."""

    told: IncidentTold
    map: Map | None
    when: Times
    copies: Copies


def read(row: Incident) -> Reading:
    """An incident as it was weighed last."""
    key = (row.pk, row.changed_at, get_language())  # what the map and the times say is in one language
    return _memory.get(key) or _memory.put(key, _read(row))


def forget() -> None:
    """Read every incident anew; for measuring."""
    _memory.clear()


_memory: Kept[tuple[UUID, datetime, str | None], Reading] = Kept(64)


def _read(row: Incident) -> Reading:
    told, lookups = tell_incident(examined_of(row)), world().lookups()
    return Reading(
        told=told,
        map=map_of(told, lookups.gazetteer),
        when=times_of(told),
        copies=copies_in(told, lookups),
    )
