"""Memory: the records of incidents, kept for the last few that somebody looked at; many in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting.incidents.record import Record
from dateline.web.archive.models import Incident
from dateline.web.archive.packing import unpack, values_of
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID


def records_of(rows: Iterable[Incident]) -> dict[UUID, Record]:
    """Incidents as they were weighed last, by their ids. Their `body` may be deferred."""
    known = {row.pk: remembered(row) for row in rows}
    found = {pk: record for pk, record in known.items() if record}
    if unknown := [pk for pk in known if pk not in found]:
        bodies = Incident.objects.filter(pk__in=unknown).values_list("pk", "changed_at", "body")
        for pk, changed_at, body in bodies:
            found[pk] = _memory.put((pk, changed_at), Record(values_of(unpack(body))))
    return found


def remembered(row: Incident) -> Record | None:
    """The record of an incident, if somebody looked at it of late."""
    return _memory.get((row.pk, row.changed_at))


def forget() -> None:
    """Read every record anew; for measuring."""
    _memory.clear()


_memory: Kept[tuple[UUID, datetime], Record] = Kept(128)
