"""Warnings: what a reader must know of an incident before reading on, for many of them in one query.

That nobody but accusers tells of it, or nobody in their own name, stands in the record alone; it is read once
for each state of an incident, and remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.exporting.incidents.record import Record
from dateline.web.archive.models import Incident
from dateline.web.archive.packing import unpack, values_of
from dateline.web.press.incidents.memory import remembered
from dateline.web.telling.kept import Kept
from dateline.web.telling.saying import said

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID


def warnings_of(rows: Iterable[Incident]) -> dict[UUID, str]:
    """What warns of incidents, by their ids; "" where somebody says that it happened."""
    known = {(row.pk, row.changed_at): _known(row) for row in rows}
    if unknown := [key for key, warning in known.items() if warning is None]:
        bodies = dict(Incident.objects.filter(pk__in=[pk for pk, _at in unknown]).values_list("pk", "body"))
        for key in unknown:
            known[key] = _memory.put(key, Record(values_of(unpack(bodies[key[0]]))).warning)
    return {pk: said(warning or "") for (pk, _at), warning in known.items()}


def _known(row: Incident) -> str | None:
    """What warns of an incident, if its record was read before; None where it was not."""
    key = (row.pk, row.changed_at)
    warning = _memory.get(key)
    if warning is None and (record := remembered(row)):
        warning = _memory.put(key, record.warning)
    return warning


def forget() -> None:
    """Read every record anew; for measuring."""
    _memory.clear()


_memory: Kept[tuple[UUID, datetime], str] = Kept(20_000)
