"""Incidents and briefings with nothing in them: quick to make, where it is of no account what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.domain import EventType, Grade, Standing
from dateline.web.archive.models import Change, Incident, Review
from dateline.web.press.models import BriefingIncident
from tests.web.press import published

if TYPE_CHECKING:
    from django.db.models import Model

    from dateline.web.press.models import Briefing, Series
    from dateline.web.site.accounts.models import User


def incident(key: str, *, review: Review = Review.ACCEPTED) -> Incident:
    """An incident that nothing is known of, and that readers do not see."""
    return Incident.objects.create(
        key=key,
        type=next(iter(EventType)).value,
        grade=Grade.WEAK.value,
        standing=Standing.REPORTED.value,
        body=b"",
        review=review,
    )


def draft(by: User, *, of: Series | None = None, slug: str = "2018-05-20", incidents: int = 2) -> Briefing:
    """A draft on so many incidents, with no claims."""
    row = published.briefing(of or published.series(), [], by, slug=slug, out=False)
    for number in range(incidents):
        told = incident(f"{slug}-{number}")
        BriefingIncident.objects.create(briefing=row, incident=told, position=number)
    return row


def last(row: Model) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """What was done last to a row: the word for it, what was there before, and what after."""
    change = Change.objects.of(row)[0]
    return change.verb, change.before or {}, change.after or {}
