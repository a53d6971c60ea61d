"""Showing: which incidents readers see, and what becomes of that when linking and reviewing move them.

An editor shows an incident and takes it down (`press.publishing.incidents`). What follows from that happens
here, in the transaction of what it follows from:

- one that readers know becomes part of another: they see that one, once it is accepted
- one that readers see is rejected: they see it no more
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from dateline.web.archive.history import record
from dateline.web.archive.models import Change, Review

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.web.archive.models import Incident
    from dateline.web.archive.people import User

PUBLISHED, TAKEN_DOWN = "published", "took down"
"""The words by which the history tells that an incident came before readers, and that it went."""


def show(row: Incident, *, by: User | None, because: str = "") -> None:
    """Show an incident, which is held, to readers."""
    row.published_at = timezone.now()
    row.save(update_fields=["published_at"])
    record(PUBLISHED, row, by=by, after={"because": because} if because else None)


def hide(row: Incident, *, by: User | None, why: str) -> None:
    """Show an incident, which is held, to readers no more."""
    before = row.published_at.isoformat() if row.published_at else None
    row.published_at = None
    row.save(update_fields=["published_at"])
    record(TAKEN_DOWN, row, by=by, before={"published_at": before}, after={"why": why})


def taken_down(rows: Iterable[Incident]) -> list[Incident]:
    """Those of some hidden incidents that were taken down, and that nobody has shown since."""
    hidden = {str(row.pk): row for row in rows if row.published_at is None}
    moves = Change.objects.filter(about="incident", object__in=hidden, verb__in=(PUBLISHED, TAKEN_DOWN))
    last = dict(moves.order_by("at", "id").values_list("object", "verb"))
    return [row for key, row in hidden.items() if last.get(key) == TAKEN_DOWN]


def follow_merger(row: Incident, into: Incident | None) -> None:
    """Have readers who knew an incident see what it became part of, if that is accepted."""
    if row.published_at is not None and into is not None and _may_follow(into):
        show(into, by=None, because=f"{row.pk} became part of it")


def follow_review(row: Incident, *, by: User) -> None:
    """Have readers see no incident that is rejected, and one that is accepted if they knew a part of it."""
    if row.review == Review.REJECTED and row.published_at is not None:
        hide(row, by=by, why="It was rejected.")
    elif _may_follow(row) and (known := row.swallowed.filter(published_at__isnull=False).first()):
        show(row, by=by, because=f"{known.pk} became part of it")


def _may_follow(row: Incident) -> bool:
    return row.review == Review.ACCEPTED and row.published_at is None and not taken_down([row])
