"""Warnings: what a reader must know of an incident before reading on, for many of them in one query.

That nobody but accusers tells of it, or nobody in their own name, stands in the record alone; it is read once
for each state of an incident, and remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.domain import EventType, Fact, Stance
from dateline.web.archive.models import Incident
from dateline.web.archive.packing import unpack, values_of
from dateline.web.press.incidents.memory import remembered
from dateline.web.press.incidents.words import ACCUSED, NOBODY
from dateline.web.telling.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime
    from uuid import UUID

    from django_stubs_ext import StrOrPromise


def warnings_of(rows: Iterable[Incident]) -> dict[UUID, str]:
    """What warns of incidents, by their ids; "" where somebody says that it happened."""
    known = {(row.pk, row.changed_at): _known(row) for row in rows}
    if unknown := [key for key, warning in known.items() if warning is None]:
        bodies = dict(Incident.objects.filter(pk__in=[pk for pk, _ in unknown]).values_list("pk", "body"))
        for key in unknown:
            known[key] = _memory.put(key, _warning(values_of(unpack(bodies[key[0]]))))
    return {pk: str(warning) for (pk, _), warning in known.items()}


def _known(row: Incident) -> StrOrPromise | None:
    """What warns of an incident, if its record was read before; None where it was not."""
    key = (row.pk, row.changed_at)
    warning = _memory.get(key)
    if warning is None and (told := remembered(row)):
        asserted = [one for one in told.incident.tellings if one.fact is Fact.TYPE]
        warning = _memory.put(key, _words({one.stance for one in asserted}, told.incident.type))
    return warning


def _warning(body: Mapping[str, Any]) -> StrOrPromise:
    """As `dateline.exporting.incidents.accounts` tells it; that somebody accuses is itself a fact."""
    stances = {one["stance"] for one in body["tellings"] if one["fact"] == Fact.TYPE}
    return _words(stances, body["type"])


def _words(stances: AbstractSet[str], kind: str) -> StrOrPromise:
    if Stance.ASSERTS in stances or kind == EventType.ACCUSATION or not stances:
        return ""
    return ACCUSED if Stance.ACCUSES in stances else NOBODY


_memory: Kept[tuple[UUID, datetime], StrOrPromise] = Kept(20_000)
