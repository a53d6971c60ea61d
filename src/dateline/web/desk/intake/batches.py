"""Batches: what was handed in together, a row for each line, also for those of which nothing came.

What a list says in a line that holds no page, and what waited already, would be told once and then be gone;
so each such line is kept as an arrival of its own that is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from dateline.adapters.feeds import BadRow
from dateline.web.archive.ingest import take_list, take_page
from dateline.web.archive.models import Arrival, ArrivalState
from dateline.web.archive.packing import storable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile

    from dateline.web.archive.ingest import Taken
    from dateline.web.archive.people import User


@transaction.atomic
def hand_in_list(body: bytes, *, name: str, by: User) -> UUID:
    """Take in all pages that a list names; the batch.

    Raises:
        ListUnreadable: It is no list.
    """
    batch, rows = take_list(body, name=name, by=by)
    Arrival.objects.filter(batch=batch).update(name=storable(name, 255))
    beside: list[Arrival] = []
    for row in rows:
        if isinstance(row, BadRow):
            beside.append(_bad(row, batch, name, by))
        elif not row.new and row.arrival is not None:
            beside.append(_doubled(row.arrival, batch, row.line, name, by))
    Arrival.objects.bulk_create(beside, batch_size=500)
    return batch


@transaction.atomic
def hand_in_files(files: Iterable[UploadedFile[bytes]], *, by: User) -> UUID | Taken:
    """Take in some files: the batch, or what came of it where it is one file."""
    taken = [(one.name or "", take_page(one.read(), name=one.name or "", by=by)) for one in files]
    if len(taken) == 1:
        return taken[0][1]
    batch = uuid7()
    for number, (name, one) in enumerate(taken, 1):
        if one.arrival is None:
            continue
        if one.new:
            Arrival.objects.filter(pk=one.arrival.pk).update(batch=batch, line=number)
        else:
            _doubled(one.arrival, batch, number, name, by).save(force_insert=True)
    return batch


def twins_of(arrivals: Iterable[Arrival]) -> dict[str, Arrival]:
    """Of arrivals that were taken for known, those which their pages came by; by key, the latest each."""
    keys = {one.key for one in arrivals if one.state == ArrivalState.KNOWN and one.report_id is None}
    if not keys:
        return {}
    same = Arrival.objects.of(keys).exclude(state=ArrivalState.KNOWN, report=None)
    light = same.select_related("report__source").defer("packed", "report__text", "report__set_apart")
    return {one.key: one for one in light.order_by("came_at", "id")}


def is_line_without_page(arrival: Arrival) -> bool:
    """Whether an arrival is a line of a list that holds no page, so that nothing can be tried again."""
    return arrival.key.startswith(_LINE)


LINES_WITHOUT_PAGE = {"key__startswith": "line:"}
"""What tells them from the rest in a query."""
_LINE = "line:"


def _bad(row: BadRow, batch: UUID, name: str, by: User) -> Arrival:
    return Arrival(
        key=f"{_LINE}{batch}:{row.line}",
        name=storable(name, 255),
        batch=batch,
        line=row.line,
        by=by,
        state=ArrivalState.REFUSED,
        error=storable(f"{row.reason[:1].upper()}{row.reason[1:]}."),
        done_at=timezone.now(),
    )


def _doubled(waits: Arrival, batch: UUID, line: int | None, name: str, by: User) -> Arrival:
    return Arrival(
        key=waits.key,
        url=waits.url,
        title=waits.title,
        name=storable(name, 255),
        batch=batch,
        line=line,
        by=by,
        state=ArrivalState.KNOWN,
        done_at=timezone.now(),
    )
