"""Incidents and briefings with nothing in them: quick to make, where it is of no account what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.domain import EventType, Grade, Standing
from dateline.web.archive.models import Change, Incident, Review
from dateline.web.press.models import BriefingIncident
from dateline.web.press.publishing import stages, writing
from tests.web.press import published

if TYPE_CHECKING:
    from django.db.models import Model

    from dateline.web.press.models import Briefing, Revision, Series
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


def edited(row: Briefing, by: User, body: str = "Something else.") -> Revision:
    """The next revision of a briefing, with another text."""
    assert row.head
    return writing.save(
        row,
        by=by,
        base=row.head.number,
        headline=row.head.headline,
        standfirst=row.head.standfirst,
        body=body,
        authors=row.head.authors,
    )


def approved(row: Briefing, writer: User, editor: User) -> Briefing:
    """A briefing that one submitted and another approved."""
    stages.submit(row, by=writer)
    stages.approve(row, by=editor)
    return row


def out(row: Briefing, writer: User, editor: User) -> Briefing:
    """A briefing that two have brought before readers."""
    stages.publish(approved(row, writer, editor), by=editor)
    return row


def last(row: Model) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """What was done last to a row: the word for it, what was there before, and what after."""
    change = Change.objects.of(row)[0]
    return change.verb, change.before or {}, change.after or {}
