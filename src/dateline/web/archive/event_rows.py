"""The rows of a report's events, brought in step with its coding as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.archive.anchors import event_anchor
from dateline.web.archive.models import Attribution, Event, EventActor
from dateline.web.archive.packing import storable
from dateline.web.archive.rows import actor_rows, attribution_rows, event_columns, sentences_of
from dateline.web.archive.search.indexing import index_claims

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from dateline import domain
    from dateline.domain import Coding
    from dateline.web.archive.models import Coding as CodingRow
    from dateline.web.archive.models import Report


def write_rows(
    report: Report,
    row: CodingRow,
    coding: Coding,
    *,
    standing: Mapping[str, Event],
    coded: Mapping[str, domain.Event],
    corrected: Collection[UUID],
) -> None:
    """Write the events of a coding: those in `standing` into the rows that they have, others into new ones.

    Args:
        report: Whose they are.
        row: The coding's own row.
        coding: As it stands.
        standing: The rows that events have already, by their ids in the coding.
        coded: The events as the engine gave them, by their ids.
        corrected: The rows of which people have said something.
    """
    text, sentences = coding.report.text, sentences_of(coding.report.text)
    new, rows = [], []
    for event in coding.events:
        columns = event_columns(event, coding, sentences)
        known = standing.get(event.id)
        kept = known or Event(
            report=report, anchor=event_anchor(coded.get(event.id, event), text, also=event.mentions)
        )
        for name, value in columns.items():
            setattr(kept, name, value)
        kept.coding, kept.source_id, kept.ref = row, report.source_id, storable(event.id, 100)
        kept.corrected = kept.pk in corrected
        rows.append(kept)
        if known is None:
            new.append(kept)
        else:
            kept.save()
    Event.objects.bulk_create(new)
    _write_parts(row, coding, rows)
    index_claims(report, rows, coding)


def _write_parts(row: CodingRow, coding: Coding, rows: list[Event]) -> None:
    """Who plays a part in events, and who says them."""
    EventActor.objects.filter(event__in=rows).delete()
    Attribution.objects.filter(coding=row).delete()
    events = list(zip(rows, coding.events, strict=True))
    EventActor.objects.bulk_create(one for kept, event in events for one in actor_rows(kept, event, coding))
    said = Attribution.objects.bulk_create(attribution_rows(coding, row))
    by_ref = {one.ref: one for one in said}
    through = Attribution.events.through
    through.objects.bulk_create(
        through(attribution=by_ref[key], event=kept)
        for kept, event in events
        for key in dict.fromkeys(storable(claim, 100) for claim in event.claims)
        if key in by_ref
    )
