"""One look at a feed, a sitemap or a list that is on the web: which pages it names now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Protocol

from dateline.adapters.answering import Unchanged, Validators
from dateline.adapters.feeds.entries import Entry, Listing
from dateline.adapters.feeds.lists import Listed, read_list
from dateline.adapters.feeds.sitemaps import is_sitemap, read_sitemap
from dateline.adapters.feeds.syndication import read_syndication
from dateline.domain.errors import DatelineError, FeedUnreadable, ListUnreadable, NotOurTurn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.adapters.answering import Answer
    from dateline.adapters.feeds.entries import Map

MOST_ENTRIES = 1000
"""Pages that one look takes in, the newest first; a feed that is followed brings a few dozen."""
MOST_MAPS = 20
"""Further sitemaps that one look reads, those first that changed last."""
_DEPTH = 2  # an index may name indexes; none that was met goes deeper
_OVERLAP = timedelta(days=1)  # a sitemap's days are days of its own clock


class Ask(Protocol):
    """A way to ask a site; `dateline.adapters.network.Fetcher.ask` is one."""

    def __call__(self, url: str, known: Validators | None = None) -> Answer | Unchanged:
        """What the site answers at `url`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one look at a feed has seen.

    Attributes:
        entries: The pages that it names, the newest first, each once.
        unchanged: It is what it was when we last looked, so nothing was read.
        left_out: How many pages it names beyond those that one look takes in.
        known: What to ask with the next time.
        every: The seconds between two looks that it asks for, None where it does not say.
        faults: What went wrong with parts of it, in words.
        url: Where it was found, after all redirects.
    """

    url: str
    entries: tuple[Entry, ...] = ()
    unchanged: bool = False
    left_out: int = 0
    known: Validators = field(default_factory=Validators)
    every: float | None = None
    faults: tuple[str, ...] = ()


def look(
    url: str,
    *,
    ask: Ask,
    known: Validators | None = None,
    since: datetime | None = None,
    most: int = MOST_ENTRIES,
) -> Looked:
    """Look at the feed, sitemap or list at `url`; which of them it is shows when it is read.

    Args:
        url: The address of the feed.
        ask: The way to ask its site.
        known: What the last answer told of its version.
        since: When we last looked; of an index only the sitemaps that changed since then are read.
        most: Pages to take in.

    Raises:
        FetchFailed: It could not be fetched.
        FeedUnreadable: It is none.
    """
    answer = ask(url, known)
    if isinstance(answer, Unchanged):
        return Looked(url=answer.url, unchanged=True, known=known or Validators())
    listing = read_feed(answer.body, url=answer.url, charset=answer.charset)
    found, faults = list(listing.entries), list[str]()
    if listing.maps:
        # A map that could not be read now is looked at the next time: the index must not be passed over as
        # unchanged then.
        found, faults = _through(listing.maps, ask, since)
    entries = _newest_first(found)
    return Looked(
        url=answer.url,
        entries=entries[:most],
        left_out=max(0, len(entries) - most),
        known=Validators() if faults else answer.validators,
        every=listing.every,
        faults=tuple(faults),
    )


def read_feed(body: bytes, *, url: str, charset: str | None = None) -> Listing:
    """What a file names, be it a feed, a sitemap, packed or not, or a list of addresses.

    Raises:
        FeedUnreadable: It is none of these.
    """
    if is_sitemap(body):
        return read_sitemap(body, url=url)
    try:
        return read_syndication(body, url=url, charset=charset)
    except FeedUnreadable:
        if (listed := _listed(body, url)) is None:
            raise
    return Listing(entries=listed)


def _listed(body: bytes, url: str) -> tuple[Entry, ...] | None:
    """The pages of a list; None where it is no list: then hardly a row of it holds."""
    try:
        rows = list(read_list(body, name=url))
    except ListUnreadable:
        return None
    good = [row for row in rows if isinstance(row, Listed) and row.url]
    if not good or len(good) * 2 < len(rows):
        return None
    return tuple(
        Entry(
            url=row.url or "",
            title=row.title,
            published=datetime.combine(row.published, datetime.min.time(), UTC) if row.published else None,
        )
        for row in good
    )


def _through(
    maps: Iterable[Map], ask: Ask, since: datetime | None, depth: int = 1
) -> tuple[list[Entry], list[str]]:
    """The pages that further sitemaps name, and what went wrong."""
    earliest = since - _OVERLAP if since else None
    fresh = [one for one in maps if earliest is None or one.changed is None or one.changed >= earliest]
    newest = sorted(fresh, key=lambda one: one.changed or _NEVER, reverse=True)
    entries: list[Entry] = []
    faults: list[str] = []
    # RFC 9110 lets a date of our own stand for Last-Modified: where a map has not changed, it costs nothing.
    known = Validators(last_modified=format_datetime(since.astimezone(UTC), usegmt=True)) if since else None
    if len(newest) > MOST_MAPS:
        faults.append(f"{len(newest) - MOST_MAPS:,} of {len(newest):,} sitemaps are left out")
    for one in newest[:MOST_MAPS]:
        try:
            answer = ask(one.url, known)
            if isinstance(answer, Unchanged):
                continue
            listing = read_feed(answer.body, url=answer.url, charset=answer.charset)
        except NotOurTurn as error:
            faults.append(f"{one.url} is left for the next time ({error.about})")
            continue
        except DatelineError as error:
            faults.append(str(error))
            continue
        entries += listing.entries
        if listing.maps and depth < _DEPTH:
            deeper, more = _through(listing.maps, ask, since, depth + 1)
            entries += deeper
            faults += more
    return entries, faults


_NEVER = datetime.min.replace(tzinfo=UTC)


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each page once, with the last change that is told of it; a feed without times keeps its order."""
    found: dict[str, Entry] = {}
    for one in entries:
        before = found.get(one.url)
        if before is None:
            found[one.url] = one
        elif one.latest and (before.latest is None or one.latest > before.latest):
            found[one.url] = replace(one, title=one.title or before.title)
    return tuple(sorted(found.values(), key=lambda one: one.latest or _NEVER, reverse=True))
