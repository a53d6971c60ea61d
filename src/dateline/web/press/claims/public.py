"""Public: which claims and sources readers see, and of which reports something.

A claim is seen where its incident is published, or where a published briefing rests on it; one that the
newsroom has rejected only in the second case, with that word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from dateline.web.archive.models import Account, Event, Incident, Source
from dateline.web.press.models import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from dateline.web.archive.models.codings import EventQuerySet
    from dateline.web.archive.models.incidents import IncidentQuerySet
    from dateline.web.archive.models.sources import SourceQuerySet


def claims_shown() -> EventQuerySet:
    """The events that readers see, as the database is asked for it of each by itself: of few, or of one."""
    counted = Incident.objects.published().filter(accounts__events=OuterRef("pk"))
    resting = Citation.objects.standing().filter(event=OuterRef("pk"))
    return Event.objects.filter(
        Q(Exists(counted), coding__isnull=False) & ~Q(review="rejected") | Q(Exists(resting))
    )


def events_shown(report: UUID) -> EventQuerySet:
    """The events of a report that readers see, in the order of the text."""
    within = events_counted(report)
    resting = Citation.objects.standing().filter(event__report=report)
    return (
        Event.objects.filter(report=report)
        .filter(pk__in=within.values("pk").union(resting.values("event")))
        .order_by("start", "id")
    )


def events_counted(report: UUID) -> EventQuerySet:
    """The events of a report that are counted to incidents that readers see."""
    counted = Event.objects.filter(
        report=report,
        accounts__incident__published_at__isnull=False,
        accounts__incident__gone_at__isnull=True,
    )
    return Event.objects.standing().filter(pk__in=counted.values("pk"))


def sources_shown() -> SourceQuerySet:
    """The sources with reports that tell of incidents that readers see."""
    return Source.objects.filter(Exists(Account.objects.published().filter(report__source=OuterRef("pk"))))


def incidents_shown(events: Iterable[UUID]) -> IncidentQuerySet:
    """The incidents that some events are counted to and readers see, each with the `event` that it is of."""
    return Incident.objects.published().light().filter(accounts__events__in=list(events))
