"""Going on: the next event of the queue that one came from, taken so that nobody else gets it; and back."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dateline.domain.errors import TakenByAnother
from dateline.web.archive.models import Event, Review
from dateline.web.archive.reviewing import take
from dateline.web.desk.filters import events_asked_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.http import HttpRequest, QueryDict

    from dateline.web.archive.models.codings import EventQuerySet
    from dateline.web.archive.people import User

_TRIED = 50
"""How many events are tried, each of which somebody else took in that moment."""

_OPENED = "desk-opened"
_REMEMBERED = 50


def take_next(params: QueryDict, user: User, *, after: Event | None = None) -> Event | None:
    """The next free event of a queue, in the hands of `user`; None where none is left.

    Args:
        params: The filters of the queue.
        user: For whom. What waits for the word of a second reviewer passes by those who gave theirs.
        after: Where one is, as it stood when one came: what stands behind it in the queue comes first, then
            what stands before.
    """
    for pk in islice(_candidates(params, user, after), _TRIED):
        event = Event(pk=pk)
        try:
            take(event, by=user)
        except TakenByAnother:
            continue
        return event
    return None


def _candidates(params: QueryDict, user: User, after: Event | None) -> Iterator[UUID]:
    queue = events_asked_for(params, user).free_for(user).in_order_of_use()
    queue = queue.exclude(review=Review.SECOND, opinions__by=user)
    if after is None:
        yield from _keys(queue)
        return
    queue = queue.exclude(pk=after.pk)
    # Each of these reads on in the queue's index from where one is.
    here = queue.filter(review=after.review)
    yield from _keys(here.filter(use=after.use, pk__gt=after.pk))
    yield from _keys(here.filter(use__lt=after.use))
    yield from _keys(queue.filter(review__gt=after.review))
    yield from _keys(queue)


def _keys(queue: EventQuerySet) -> Iterator[UUID]:
    yield from queue.values_list("pk", flat=True)[:_TRIED]


def opened(request: HttpRequest, event: Event) -> None:
    """Remember that an event was opened, so that one finds back to it."""
    trail = request.session.get(_OPENED, [])
    key = str(event.pk)
    if key not in trail:
        request.session[_OPENED] = [*trail, key][-_REMEMBERED:]


def opened_before(request: HttpRequest, event: Event) -> UUID | None:
    """The event that was opened before this one in this session; None where none was."""
    trail: list[str] = request.session.get(_OPENED, [])
    key = str(event.pk)
    before = trail[: trail.index(key)] if key in trail else trail
    found = Event.objects.filter(pk__in=before).values_list("pk", flat=True)
    there = {str(pk): pk for pk in found}
    return next((there[one] for one in reversed(before) if one in there), None)
