"""Linking over the database: only what a report may change is read, put together anew and written.

link_report(report)              its accounts join incidents or open new ones; again after its coding changed
merge, split, keep_apart, undo   an analyst's word on incidents (`rulings`)
likely_doubles(incident)         incidents that may be the same one (`doubles`)

All changes of what is linked happen one after the other, under one lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from dateline.domain import EventRef
from dateline.linking.sketching import sketch
from dateline.web.archive.linking.joining import Joining, Moves
from dateline.web.archive.linking.sketches import packed
from dateline.web.archive.linking.telling import told_in
from dateline.web.archive.linking.weighing import weigh
from dateline.web.archive.models import Account, Lock, Report, ReportState
from dateline.web.archive.sources import sources_of_archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.linking.ports import Sources
    from dateline.linking.sketching import Sketch

__all__ = ["link_report", "refresh", "take_lock", "unlink_report"]


@transaction.atomic
def link_report(report: Report, *, sources: Sources | None = None) -> Moves:
    """Link a report as its coding stands; which incidents changed by it.

    Linked again, it keeps its incidents' ids. A report that is not coded is left alone.
    """
    take_lock(report)
    told = told_in([report.pk]).get(report.pk)
    moves = Moves()
    if told is None:
        return moves
    sketches = sketch(told)
    if _is_linked_so(report, sketches):
        moves.changed |= set(_incidents_of(report).values())
    else:
        known = _incidents_of(report)
        Joining(moves).remove(report)
        Joining(moves, known=known).add(report, sketches)
    weigh(moves.changed, moves, sources or sources_of_archive())
    Report.objects.filter(pk=report.pk).update(state=ReportState.LINKED)
    return moves


@transaction.atomic
def unlink_report(report: Report, *, sources: Sources | None = None) -> Moves:
    """Take a report out of the incidents that it tells of; which changed by it."""
    take_lock(report)
    moves = Moves()
    Joining(moves).remove(report)
    weigh(moves.changed, moves, sources or sources_of_archive())
    return moves


def refresh(report: Report) -> None:
    """Link a report anew where it was linked: what is said of its events has changed."""
    if report.state == ReportState.LINKED or Account.objects.filter(report=report).exists():
        link_report(report)


def take_lock(*reports: Report) -> None:
    """Be the only one who changes what is linked, until the transaction ends.

    The reports whose accounts may be rolled up anew are held first: who corrects an event holds its report
    already when they come here, and two who wait for each other would wait for ever.
    """
    keys = [one.pk for one in reports]
    list(Report.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    Lock.objects.select_for_update().get_or_create(name="linking")


def _is_linked_so(report: Report, sketches: Sequence[Sketch]) -> bool:
    """Whether the accounts that are in are just these, so that nothing has to be put together anew."""
    rows = Account.objects.filter(report=report, incident__isnull=False).order_by("pk")
    held = list(rows.values_list("ref", "digest"))
    return bool(held) and held == [(one.events[0].event, packed(one)[1]) for one in sketches]


def _incidents_of(report: Report) -> dict[EventRef, str]:
    """The incidents that the events of a report are of, by what the events are called now."""
    rows = Account.objects.filter(report=report, incident__isnull=False, events__coding__isnull=False)
    return {
        EventRef(report=report.key, event=ref): key
        for ref, key in rows.values_list("events__ref", "incident__key")
    }
