"""Looking at feeds when they are due, and taking in the pages that they name which have not been seen."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dateline.adapters.answering import Validators
from dateline.adapters.feeds import canonical, look, until_next_look
from dateline.adapters.feeds.addresses import LONGEST, as_taken
from dateline.domain.errors import (
    AddressForbidden,
    AnsweredWithError,
    ComeBackLater,
    DatelineError,
    NotOurTurn,
)
from dateline.web.archive.ingest_sources import source_of
from dateline.web.archive.models import Arrival, Feed, Page, Report
from dateline.web.archive.packing import storable
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from dateline.adapters.feeds import Entry, Looked

_GONE = 410
_MEANWHILE = timedelta(hours=1)
"""Until a look that was begun and never ended is due again."""


def follow(url: str, *, source: str | None = None, every: int = 60) -> tuple[Feed, bool]:
    """Follow a feed from now on; the feed, and whether it was not followed before.

    Args:
        url: Its address.
        source: Whose it is, by name; by default it goes by its site.
        every: How often it is looked at, in minutes.

    Raises:
        AddressForbidden: `url` is no address on the web.
    """
    canonical(url)
    address = as_taken(url)
    if len(address) > LONGEST:
        raise AddressForbidden(address[:200], f"Give an address of at most {LONGEST:,} signs.")
    with transaction.atomic():
        if known := Feed.objects.filter(url=address).first():
            return known, False
        whose = source_of(None if source else address, source)
        values = {"source": whose, "interval": every}
        return Feed.objects.get_or_create(url=address, defaults=values)


def enqueue_due_looks(*, now: datetime | None = None, most: int = 50) -> int:
    """Set a look at each feed that is due on its way; how many. Two workers that ask at once set one."""
    from dateline.web.archive.tasks import look_at_feed  # noqa: PLC0415 (tasks are made of what is here)

    now = now or timezone.now()
    with transaction.atomic():
        feeds = list(Feed.objects.due(now).select_for_update(skip_locked=True)[:most])
        for feed in feeds:
            feed.next_poll = now + _MEANWHILE
            feed.save(update_fields=["next_poll"])
            look_at_feed.enqueue(feed=str(feed.pk))
    return len(feeds)


def look_at(feed_id: UUID | str, *, now: datetime | None = None) -> int:
    """Look at a feed; how many pages were taken in. The feed then says what came of it and when it is due.

    Raises:
        NotOurTurn: Its host is not to be asked now.
    """
    now = now or timezone.now()
    feed = Feed.objects.filter(pk=feed_id).first()
    if feed is None or not feed.enabled:
        return 0
    known = Validators(etag=feed.etag or None, last_modified=feed.last_modified or None)
    try:
        looked = look(feed.url, ask=world().fetcher(), known=known, since=feed.polled_at)
    except NotOurTurn as error:
        # This look is put off and comes again by itself: another beside it would ask the host once more.
        again = now + timedelta(seconds=error.wait) + _MEANWHILE
        Feed.objects.filter(pk=feed.pk, next_poll__lt=again).update(next_poll=again)
        raise
    except DatelineError as error:
        with transaction.atomic():
            if row := _still_followed(feed):
                _note_failure(row, error, now)
        return 0
    with transaction.atomic():
        row = _still_followed(feed)
        if row is None:
            return 0
        feed = row
        fresh = _fresh(looked.entries)
        _take_in(feed, fresh)
        _note_success(feed, looked, now)
    return len(fresh)


def _still_followed(feed: Feed) -> Feed | None:
    """The feed as it is now, and ours until the transaction ends; None where it was paused or dropped."""
    row = Feed.objects.select_for_update().filter(pk=feed.pk).first()
    return row if row and row.enabled else None


def _fresh(entries: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """The entries, each with its key, that have not been seen, or have changed since."""
    keyed: dict[str, Entry] = {}
    for entry in entries:
        try:
            keyed.setdefault(canonical(entry.url), entry)
        except AddressForbidden:
            continue
    seen = _last_seen(keyed)
    return [(entry, key) for key, entry in keyed.items() if key not in seen or _newer(entry, seen[key])]


def _newer(entry: Entry, seen: datetime | None) -> bool:
    """Whether a page is said to have changed since it was looked at; one that waits to be is left waiting."""
    return seen is not None and entry.changed is not None and entry.changed > seen


def _last_seen(keys: Iterable[str]) -> dict[str, datetime | None]:
    """When the pages with some keys were last looked at, of those that ever were; None: they wait to be."""
    wanted = list(keys)
    seen: dict[str, datetime | None] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        reports = Report.objects.filter(canonical_url__in=some)
        seen |= dict.fromkeys(filter(None, reports.values_list("canonical_url", flat=True)))
        versions = Page.objects.filter(report__in=reports).values_list("report__canonical_url", "fetched_at")
        arrived = Arrival.objects.of(some).exclude(done_at=None).values_list("key", "done_at")
        for key, when in (*versions, *arrived):
            if key and when:
                seen[key] = max(when, seen.get(key) or when)
        seen |= dict.fromkeys(Arrival.objects.of(some).waiting().values_list("key", flat=True))
    return seen


_AT_ONCE = 500  # values in one query; SQLite takes some thousands


def _take_in(feed: Feed, fresh: Iterable[tuple[Entry, str]]) -> None:
    """Set pages on their way, the newest first."""
    from dateline.web.archive.tasks import Urgency, enqueue_reading  # noqa: PLC0415

    arrivals = [
        Arrival(
            key=key,
            url=storable(as_taken(entry.url)),
            title=storable(entry.title, 500),
            published=entry.published.date() if entry.published else None,
            feed=feed,
        )
        for entry, key in fresh
    ]
    # Whoever takes the same page in at this moment was first: then it waits already. All write them in one
    # order: two who each wait for the other's page would both fail.
    Arrival.objects.bulk_create(sorted(arrivals, key=lambda one: one.key), ignore_conflicts=True)
    there = set(Arrival.objects.filter(feed=feed).waiting().values_list("pk", flat=True))
    for arrival in arrivals:
        if arrival.pk in there:
            enqueue_reading(arrival, Urgency.MANY)


def _note_success(feed: Feed, looked: Looked, now: datetime) -> None:
    feed.etag = (looked.known.etag or "")[:500]
    feed.last_modified = (looked.known.last_modified or "")[:100]
    if not looked.faults:
        feed.polled_at = now  # else what could not be read now would count as seen
    feed.failures = 0
    feed.last_error = "; ".join(looked.faults)
    wait = until_next_look(
        timedelta(minutes=feed.interval),
        asked=looked.every,
        chance=random.random(),  # noqa: S311
    )
    feed.next_poll = now + wait
    feed.save()


def _note_failure(feed: Feed, error: DatelineError, now: datetime) -> None:
    feed.failures += 1
    feed.last_error = str(error)
    if isinstance(error, AnsweredWithError) and error.status == _GONE:
        feed.enabled = False  # its site says that it will not come back
    wait = until_next_look(
        timedelta(minutes=feed.interval),
        failures=feed.failures,
        wait=error.wait if isinstance(error, ComeBackLater) else None,
        chance=random.random(),  # noqa: S311
    )
    feed.next_poll = now + wait
    feed.save()
