"""Memory: incidents in words, kept for the last few that somebody looked at; many are read in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting import incidents
from dateline.exporting.incidents.accounts import tell_incident
from dateline.web.archive.models import Incident
from dateline.web.archive.packing import unpack, values_of
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from dateline.exporting.incidents.accounts import IncidentTold


def told_of(rows: Iterable[Incident]) -> dict[UUID, IncidentTold]:
    """Incidents in words as they were weighed last, by their ids. Their `body` may be deferred."""
    known = {row.pk: remembered(row) for row in rows}
    found = {pk: told for pk, told in known.items() if told}
    if unknown := [pk for pk in known if pk not in found]:
        bodies = Incident.objects.filter(pk__in=unknown).values_list("pk", "changed_at", "body")
        for pk, changed_at, body in bodies:
            told = tell_incident(incidents.from_dict(values_of(unpack(body))))
            found[pk] = _memory.put((pk, changed_at), told)
    return found


def remembered(row: Incident) -> IncidentTold | None:
    """An incident in words, if somebody looked at it of late."""
    return _memory.get((row.pk, row.changed_at))


_memory: Kept[tuple[UUID, datetime], IncidentTold] = Kept(128)
