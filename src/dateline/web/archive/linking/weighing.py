"""What incidents come to, written into their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from dateline.domain import Fact
from dateline.exporting import incidents
from dateline.linking.incidents import examine
from dateline.web.archive.linking.telling import told_by_key
from dateline.web.archive.models import Account, Incident, Review, SearchKind
from dateline.web.archive.packing import pack, parts_of, storable, unpack, written
from dateline.web.archive.rows import MOST, count_columns, date_columns, place_columns
from dateline.web.archive.search.indexing import forget, index_incident
from dateline.web.archive.showing import follow_merger
from dateline.web.archive.use import use_of_incident

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from dateline.domain import Examined
    from dateline.linking.ports import Sources
    from dateline.web.archive.linking.joining import Moves


def weigh(keys: Iterable[str], moves: Moves, sources: Sources) -> None:
    """Weigh incidents anew, by their keys; those that no account is of any more are gone."""
    # Held until all is written: what somebody says of one in between would be written over otherwise.
    held = Incident.objects.select_for_update().filter(key__in=list(keys)).order_by("pk")
    rows = {row.key: row for row in held}
    members: dict[str, list[str]] = {key: [] for key in rows}
    accounts = Account.objects.filter(incident__in=rows.values()).values_list(
        "incident__key", "report", "report__key", "ref"
    )
    reports = set()
    for key, report, report_key, ref in accounts:
        members[key].append(f"{report_key}\0{ref}")
        reports.add(report)
    told = told_by_key(reports)
    for key, row in sorted(rows.items()):
        there = [told[account] for account in members[key] if account in told]
        if there:
            published = [one.coding.report.published for one in there if one.coding.report.published]
            store_examined(row, examine(key, there, sources), published=max(published, default=None))
        elif row.gone_at is None:
            _leave(row, rows.get(moves.into(key) or ""))


def store_examined(row: Incident, examined: Examined, *, published: date | None = None) -> None:
    """Write what an incident comes to into its row, which is there again if it was gone.

    `published` is the day of the latest report, which stands for its day where none is known.
    """
    body = written(incidents.to_dict(examined))
    before = unpack(row.body) if row.body else b""
    if body == before and row.gone_at is None:
        return
    if (
        before
        and row.review == Review.ACCEPTED
        and _events(row) != {str(one) for one in examined.incident.events}
    ):
        row.outgrown = True
    for name, value in _columns(examined, published).items():
        setattr(row, name, value)
    row.body = pack(body)
    row.gone_at = row.into = None
    row.changed_at = timezone.now()
    row.save()
    index_incident(row, examined)


def _leave(row: Incident, into: Incident | None) -> None:
    row.gone_at, row.into = timezone.now(), into
    row.save(update_fields=["gone_at", "into"])
    follow_merger(row, into)
    forget(SearchKind.INCIDENT, [row.pk])


def _events(row: Incident) -> set[str]:
    from dateline.web.archive.store import examined_of  # noqa: PLC0415 -- for what is not weighed yet

    return {str(one) for one in examined_of(row).incident.events}


def _columns(examined: Examined, published: date | None) -> dict[str, Any]:
    incident = examined.incident
    killed, injured = (examined.weighing(fact) for fact in (Fact.KILLED, Fact.INJURED))
    harm = sum(
        min(max(count.min or 0, count.max or 0), MOST)
        for count in (incident.killed, incident.injured)
        if count
    )
    return {
        "type": incident.type.value,
        "grade": incident.grade.value,
        "standing": incident.standing.value,
        "reason": storable(incident.reason),
        "reason_parts": parts_of(incident.reason),
        "number_of_sources": len(examined.counted),
        "number_of_reports": len({one.report for one in incident.events}),
        "killed_best": killed.best if killed and incident.killed else None,
        "injured_best": injured.best if injured and incident.injured else None,
        "use": use_of_incident(incident, harm, len(examined.counted), published),
        **date_columns(incident.date),
        **place_columns(incident.place),
        **count_columns("killed", incident.killed),
        **count_columns("injured", incident.injured),
    }
