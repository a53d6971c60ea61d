"""Reading: a report with its coding as it stands, its events' rows and what people said, in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2s
from typing import TYPE_CHECKING

from dateline.domain.errors import ViewOutdated
from dateline.exporting import interchange
from dateline.exporting.telling import tell
from dateline.web.archive.layers import layers
from dateline.web.archive.laying import lay
from dateline.web.archive.models import Correction, CorrectionState, Event
from dateline.web.archive.packing import unpack, values_of
from dateline.web.archive.store import current_coding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from dateline import domain
    from dateline.domain import Coding
    from dateline.exporting.telling import EventTold
    from dateline.web.archive.models import Report


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A report as it stands: rejected events are in it, so that they can be looked at again.

    `coding` is None where it is not coded yet. `rows` are all its events, lost ones too; `corrections` all
    that was said of them, the oldest first.
    """

    report: Report
    coding: Coding | None
    rows: tuple[Event, ...]
    corrections: tuple[Correction, ...]

    @cached_property
    def by_ref(self) -> dict[str, Event]:
        """The rows that the coding tells of, by their ids in it."""
        return {one.ref: one for one in self.rows if one.coding_id}

    @cached_property
    def told(self) -> tuple[EventTold, ...]:
        """The events in words, in the order of the text."""
        return tell(self.coding) if self.coding else ()

    @property
    def text(self) -> str:
        """The words that spans point into: those that the coding was made of."""
        return self.coding.report.text if self.coding else self.report.text

    def event(self, row: Event) -> domain.Event | None:
        """An event as it stands; None where no coding tells of it."""
        if self.coding is None or row.coding_id is None:
            return None
        return next((one for one in self.coding.events if one.id == row.ref), None)

    def said_of(self, row: Event) -> list[Correction]:
        """What was said of one event, the newest first."""
        return [one for one in reversed(self.corrections) if one.event_id == row.pk]

    def lost(self) -> list[Correction]:
        """What holds and cannot be laid over the coding."""
        return [one for one in self.corrections if one.state == CorrectionState.CONFIRMED and not one.laid]


def read(report: Report) -> Reading:
    """A report as it stands."""
    coding_row = current_coding(report)
    rows = tuple(Event.objects.filter(report=report).defer("anchor", "sentence").order_by("start", "id"))
    said = Correction.objects.of_report(report.pk).select_related("by", "decided_by").order_by("at", "id")
    corrections = tuple(said)
    coding = None
    if coding_row:
        refs = {one.pk: one.ref for one in rows if one.coding_id == coding_row.pk}
        holding = [one for one in corrections if one.state == CorrectionState.CONFIRMED]
        coding = lay(_as_coded(bytes(coding_row.body)), layers(refs, holding)).coding
    return Reading(report=report, coding=coding, rows=rows, corrections=corrections)


@lru_cache(maxsize=64)
def _as_coded(body: bytes) -> Coding:
    """A coding as the engine gave it. A reviewer comes back to it with every form."""
    return interchange.from_dict(values_of(unpack(body)))


def seen(row: Event, corrections: Iterable[tuple[UUID, str]]) -> str:
    """A short mark of all that a form on an event rests on: its coding, its review, what was said of it."""
    marks = [str(row.coding_id), row.review, *sorted(f"{key} {state}" for key, state in corrections)]
    return blake2s("\n".join(marks).encode(), digest_size=8).hexdigest()


def look_again(row: Event, mark: str) -> None:
    """See that an event is as it was when a form was opened; in the transaction of what comes of the form.

    Raises:
        ViewOutdated: Somebody has changed it since, or it was coded anew.
    """
    if seen(row, Correction.objects.filter(event=row).values_list("pk", "state")) != mark:
        raise ViewOutdated(f"“{row.words}”", "This is how it stands now; look, and do it again.")
