"""Taking: an analyst gets the next event that is free. Two who ask at once never get the same.

take_next(events, by=…)   the most useful of some events that nobody has in hand
take_all(events, by=…)    those of some events that are free
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from dateline.web.archive.models import Event
from dateline.web.archive.models.happenings import OPEN
from dateline.web.archive.reviewing import HELD

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from dateline.web.archive.models import Review
    from dateline.web.archive.models.codings import EventQuerySet
    from dateline.web.archive.people import User

_LOOKED_AT = 20  # at a time: as many as may press at once
_TURNS = 5


def take_next(
    events: EventQuerySet, reviews: Sequence[Review], *, by: User, now: datetime | None = None
) -> Event | None:
    """Take the most useful of `events` that waits and that nobody has in hand; None where there is none.

    What somebody has in hand already is not given to them again, nor what they have had their say on and
    that waits for another person's.

    Args:
        events: Those that may be taken, in no order.
        reviews: The reviews that count, in their order.
        by: Who takes.
        now: When.
    """
    now = now or timezone.now()
    for review in (one for one in reviews if one in OPEN):
        free = events.filter(_free(now), review=review).order_by("-use", "id")
        if review != OPEN[0]:
            free = free.exclude(opinions__by=by)
        for _ in range(_TURNS):
            keys = list(free.values_list("pk", flat=True)[:_LOOKED_AT])
            for key in keys:
                if _take([key], by, now):
                    return Event.objects.get(pk=key)
            if not keys:
                break
    return None


def take_all(keys: Collection[UUID], *, by: User, now: datetime | None = None) -> int:
    """Take those of some events that wait and are free, or are in one's hands already; how many they are."""
    now = now or timezone.now()
    mine = Event.objects.filter(pk__in=keys, review__in=OPEN, assignee=by, assigned_until__gt=now)
    return mine.update(assigned_until=now + HELD) + _take(keys, by, now)


def let_all_go(keys: Collection[UUID], *, by: User) -> int:
    """Have some events in hand no more; how many of them one had."""
    return Event.objects.filter(pk__in=keys, assignee=by).update(assignee=None, assigned_until=None)


def _take(keys: Collection[UUID], by: User, now: datetime) -> int:
    """The one statement that takes: whoever comes second finds that the row is no longer free."""
    free = Event.objects.filter(_free(now), pk__in=keys, review__in=OPEN, coding__isnull=False)
    return free.update(assignee=by, assigned_until=now + HELD)


def _free(now: datetime) -> Q:
    return Q(assignee=None) | Q(assigned_until__lte=now)
