"""Following feeds, sitemaps and lists: a dry look, and what editors change; the history keeps each change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from dateline.adapters.answering import Answer
from dateline.adapters.feeds import canonical, host_of, look
from dateline.adapters.feeds.sitemaps import is_sitemap
from dateline.adapters.feeds.syndication import read_syndication
from dateline.domain.errors import AddressForbidden, FeedUnreadable
from dateline.web.archive import polling
from dateline.web.archive.history import record
from dateline.web.archive.models import Arrival, Feed, FeedKind, Host, Report
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.adapters.answering import Unchanged, Validators
    from dateline.adapters.feeds import Entry, Looked
    from dateline.web.archive.people import User

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What following a feed would bring.

    Attributes:
        kind: What it is.
        entries: The pages that it names, the newest first.
        fresh: How many of them nobody has brought yet.
        looked: All else that the look has seen.
    """

    kind: FeedKind
    entries: Sequence[Entry]
    fresh: int
    looked: Looked


def preview(url: str) -> Preview:
    """Look at a feed without taking anything in.

    Raises:
        DatelineError: It could not be fetched, or is none.
    """
    bodies: list[Answer] = []

    def ask(url: str, known: Validators | None = None) -> Answer | Unchanged:
        answer = world().fetcher()(url, known)
        if isinstance(answer, Answer):
            bodies.append(answer)
        return answer

    looked = look(url, ask=ask)
    return Preview(
        kind=_kind(bodies[0]) if bodies else FeedKind.RSS,
        entries=looked.entries,
        fresh=_fresh(looked.entries),
        looked=looked,
    )


@transaction.atomic
def follow(url: str, *, kind: FeedKind, source: str, every: int, by: User) -> tuple[Feed, bool]:
    """Follow a feed from now on; the feed, and whether it was not followed before.

    Raises:
        AddressForbidden: It is no address on the web.
    """
    feed, new = polling.follow(url, source=source or None, every=every)
    if new:
        feed.kind = kind
        feed.save(update_fields=["kind"])
        record("followed", feed, by=by, after=_told(feed))
    return feed, new


@transaction.atomic
def change(feed: Feed, *, by: User, verb: str, **values: Any) -> bool:  # noqa: ANN401 -- columns of any kind
    """Write what an editor changes of a feed; whether anything is otherwise now.

    Args:
        feed: Which.
        by: Who changes it.
        verb: What the history calls it.
        values: Columns with their new values.
    """
    row = Feed.objects.select_for_update().filter(pk=feed.pk).first()
    if row is None or all(getattr(row, name) == value for name, value in values.items()):
        return False
    before = _told(row)
    for name, value in values.items():
        setattr(row, name, value)
    if row.enabled and not feed.enabled:  # taken up again: it is looked at now
        row.next_poll, row.failures, row.last_error = timezone.now(), 0, ""
    row.save(update_fields=[*values, "next_poll", "failures", "last_error"])
    record(verb, row, by=by, before=before, after=_told(row))
    return True


@transaction.atomic
def look_now(feed: Feed, *, by: User) -> bool:
    """Have a feed looked at as soon as a worker is free; False where it is paused or gone."""
    now = timezone.now()
    asked = Feed.objects.filter(pk=feed.pk, enabled=True).update(next_poll=now)
    if asked:
        record("asked for a look", feed, by=by)
    return bool(asked)


@transaction.atomic
def drop(feed: Feed, *, by: User) -> bool:
    """Follow a feed no more; its reports stay. False where somebody was first."""
    row = Feed.objects.select_for_update().filter(pk=feed.pk).first()
    if row is None:
        return False
    record("dropped", row, by=by, before=_told(row))
    row.delete()
    return True


def hosts_of(feeds: Iterable[Feed]) -> dict[str, Host]:
    """What the hosts of some feeds have asked for, where they are to be left alone now; by name."""
    names = {host_of(feed.url) for feed in feeds}
    closed = Host.objects.filter(name__in=names, closed_until__gt=timezone.now())
    return {host.name: host for host in closed}


def _told(feed: Feed) -> dict[str, Any]:
    return {"url": feed.url, "source": feed.source.name, "every": feed.interval, "followed": feed.enabled}


def _kind(answer: Answer) -> FeedKind:
    if is_sitemap(answer.body):
        return FeedKind.SITEMAP
    try:
        read_syndication(answer.body, url=answer.url, charset=answer.charset)
    except FeedUnreadable:
        return FeedKind.LIST
    return FeedKind.RSS


def _fresh(entries: Sequence[Entry]) -> int:
    """How many pages of a feed are not known."""
    keys = set()
    for entry in entries:
        try:
            keys.add(canonical(entry.url))
        except AddressForbidden:
            continue
    wanted = sorted(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        keys -= set(Report.objects.filter(canonical_url__in=some).values_list("canonical_url", flat=True))
        keys -= set(Arrival.objects.of(some).values_list("key", flat=True))
    return len(keys)
