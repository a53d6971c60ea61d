"""Incidents before readers: shown, taken down, and found again after they became part of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from dateline.domain.errors import IncidentNotReady
from dateline.web.archive.models import Incident, Review
from dateline.web.archive.showing import hide, show
from dateline.web.press.models import BriefingIncident
from dateline.web.press.publishing.holding import needed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from uuid import UUID

    from dateline.web.archive.models.incidents import IncidentQuerySet
    from dateline.web.archive.people import User
    from dateline.web.press.ready import Given


@transaction.atomic
def publish(rows: Iterable[Incident], *, by: User | None) -> int:
    """Show incidents to readers, all of them or none; how many were not shown before.

    Args:
        rows: Accepted ones that are there.
        by: Who shows them; None for Dateline itself.

    Raises:
        IncidentNotReady: One of them is not accepted, or is gone.
    """
    found = hold(rows)
    for row in found:
        check_ready(row)
    hidden = [row for row in found if row.published_at is None]
    for row in hidden:
        show(row, by=by)
    return len(hidden)


@transaction.atomic
def take_down(row: Incident, *, by: User, why: str) -> None:
    """Show an incident to readers no more. No briefing publishes it again by itself.

    Raises:
        EditRefused: It is not said why.
    """
    said = needed(why, "why", "Say why it is taken down.")
    held = Incident.objects.select_for_update().defer("body").get(pk=row.pk)
    if held.published_at is not None:
        hide(held, by=by, why=said)
    row.refresh_from_db(fields=["published_at"])


def hold(rows: Iterable[Incident]) -> Sequence[Incident]:
    """The rows as they are now, ours until the transaction ends; in the order in which all hold them."""
    keys = {row.pk for row in rows}
    return list(Incident.objects.select_for_update().defer("body").filter(pk__in=keys).order_by("pk"))


def check_ready(row: Incident) -> None:
    """Refuse an incident that may not be shown.

    Raises:
        IncidentNotReady: It is not accepted, or is gone.
    """
    if row.gone_at is not None:
        raise IncidentNotReady(f"nothing is left of {row}", "Choose anew, from what is there.")
    if row.review != Review.ACCEPTED:
        raise IncidentNotReady(f"{row} is {row.get_review_display()}", "Have it accepted at the desk first.")


def where_now(rows: Collection[UUID]) -> dict[UUID, Incident | None]:
    """By incident, the one that it is now: itself, or what it became part of; None where nothing is left.

    Args:
        rows: Their ids.
    """
    at: dict[UUID, UUID | None] = {key: key for key in rows}
    known: dict[UUID, Incident] = {}
    for _ in range(_LONGEST_WAY):
        missing = {key for key in at.values() if key is not None} - known.keys()
        if not missing:
            break
        known |= Incident.objects.light().in_bulk(missing)
        for key, there in at.items():
            row = known.get(there) if there else None
            at[key] = (row.into_id if row.gone_at else row.pk) if row else None
    found = {key: known.get(there) if there else None for key, there in at.items()}
    return {key: row if row and row.gone_at is None else None for key, row in found.items()}


def shown_in(briefing: UUID | Given) -> IncidentQuerySet:
    """The published incidents that a briefing tells readers of, in no order, or what they became part of.

    It is one query, and follows two mergers in a row; `where_now` follows any number.
    """
    told = BriefingIncident.objects.shown().filter(briefing=briefing).values("incident")
    into = Incident.objects.filter(pk__in=told, into__isnull=False).values("into")
    further = Incident.objects.filter(pk__in=into, into__isnull=False).values("into")
    return Incident.objects.published().filter(Q(pk__in=told) | Q(pk__in=into) | Q(pk__in=further))


_LONGEST_WAY = 50
"""Mergers that are followed; each needs a look at the database, and more than a few there never are."""
