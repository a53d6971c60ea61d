"""Exporting: what is listed, read from the archive some at a time, as it stands with all corrections.

A rejected event is in no export, nor is a rejected incident.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q

from dateline.exporting.incidents.gathering import Gathered
from dateline.web.archive.linking.telling import codings_of
from dateline.web.archive.models import Account, Event, Incident, Review
from dateline.web.archive.store import examined_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from uuid import UUID

    from dateline.domain import Coding
    from dateline.web.archive.models.codings import EventQuerySet
    from dateline.web.archive.models.incidents import IncidentQuerySet
    from dateline.web.archive.models.reports import ReportQuerySet

_Item = TypeVar("_Item")

_READ = 100  # reports or incidents in one go, by a handful of questions
_ROWS = 2000  # rows of the database that are fetched at a time
_REJECTED = Q(review=Review.REJECTED)


def events_of(found: EventQuerySet) -> Iterator[Coding]:
    """The codings of the reports of some events, each with these events alone and with who says them."""
    rows = found.filter(~_REJECTED, coding__isnull=False).order_by("report", "start", "id")
    refs = rows.values_list("report", "ref").iterator(chunk_size=_ROWS)
    by_report = ((report, {ref for _, ref in some}) for report, some in groupby(refs, key=lambda one: one[0]))
    for portion in _portions(by_report):
        codings = codings_of([report for report, _ in portion])
        for report, listed in portion:
            if report in codings:
                yield _only(codings[report], listed)


def reports_of(found: ReportQuerySet) -> Iterator[Coding]:
    """The codings of some reports; those that are not coded have none."""
    keys = found.order_by("published", "id").values_list("pk", flat=True).iterator(chunk_size=_ROWS)
    for portion in _portions(keys):
        codings = codings_of(portion)
        yield from (codings[report] for report in portion if report in codings)


def incidents_of(found: IncidentQuerySet) -> Iterator[Gathered]:
    """Some incidents, each with the codings of its reports."""
    listed = found.filter(~_REJECTED).order_by("date_start", "id")
    for portion in _portions(listed.values_list("pk", flat=True).iterator(chunk_size=_ROWS)):
        rows = Incident.objects.in_bulk(portion)
        told: dict[UUID, set[UUID]] = {}
        for incident, report in Account.objects.filter(incident__in=portion).values_list(
            "incident", "report"
        ):
            told.setdefault(incident, set()).add(report)
        codings = codings_of(set(chain.from_iterable(told.values())))
        for pk in portion:
            there = [codings[report] for report in told.get(pk, ()) if report in codings]
            yield Gathered(examined=examined_of(rows[pk]), codings={one.report.id: one for one in there})


def events_of_incidents(found: IncidentQuerySet) -> Iterator[Coding]:
    """As `events_of`, of the events that some incidents are made of: for forms that know no incidents."""
    listed = found.filter(~_REJECTED).order_by().values("pk")
    parts: Any = Account.events.through.objects.filter(account__incident__in=listed).values("event")
    return events_of(Event.objects.told().filter(pk__in=parts))


def _only(coding: Coding, refs: Collection[str]) -> Coding:
    """A coding with some of its events, and with the attributions that these stand under."""
    events = tuple(one for one in coding.events if one.id in refs)
    within = {one.id: one.within for one in coding.attributions}
    kept: set[str] = set()
    for key in chain.from_iterable(one.claims for one in events):
        above: str | None = key
        while above and above not in kept:
            kept.add(above)
            above = within.get(above)
    return replace(
        coding, events=events, attributions=tuple(one for one in coding.attributions if one.id in kept)
    )


def _portions(some: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(some)
    while portion := list(islice(rest, _READ)):
        yield portion
