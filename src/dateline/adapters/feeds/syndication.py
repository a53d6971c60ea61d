"""RSS and Atom, of every kind that is still about, broken ones too."""

from __future__ import annotations

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dateline.adapters.feeds.entries import Entry, Listing
from dateline.domain.errors import FeedUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_syndication(body: bytes, *, url: str, charset: str | None = None) -> Listing:
    """What a feed in RSS 0.9x, 1.0, 2.0 or Atom names.

    Args:
        body: The feed.
        url: Where it was found; addresses in it may hang on it.
        charset: The encoding that the site named.

    Raises:
        FeedUnreadable: It is no feed, or nothing of it can be read.
    """
    import feedparser  # noqa: PLC0415 (heavy: only where a feed is read)

    # Addresses count and not words: what is written about the pages is read on the pages.
    named = {"content-location": url}
    if charset:
        named["content-type"] = f"application/xml; charset={charset}"
    found: Any = feedparser.parse(
        io.BytesIO(body), response_headers=named, sanitize_html=False, resolve_relative_uris=False
    )
    entries = tuple(_entries(found.entries, url))
    if not entries and not found.get("version"):
        raise FeedUnreadable(url, _remedy(body, url, found.get("bozo_exception")))
    return Listing(entries=entries, every=_every(found.feed))


def offered(body: bytes, url: str) -> tuple[str, ...]:
    """The feeds that a page in HTML offers, in its order."""
    from lxml import etree  # noqa: PLC0415

    parser: Any = etree.HTMLPullParser(events=("end",), tag="link")
    found: list[str] = []
    try:
        parser.feed(body[:_LOOKED_AT])
        for _, link in parser.read_events():
            is_feed = (link.get("type") or "").strip().lower() in _FEED_TYPES
            if is_feed and "alternate" in (link.get("rel") or "").lower().split():
                found.append(urljoin(url, (link.get("href") or "").strip()))
    except (etree.LxmlError, ValueError):
        return ()
    return tuple(dict.fromkeys(found))


_LOOKED_AT = 512 * 1024  # bytes within which a page's head ends
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def _entries(found: list[Any], url: str) -> Iterator[Entry]:
    for one in found:
        address = _address(one, url)
        if address is not None:
            published, changed = _time(one, "published_parsed"), _time(one, "updated_parsed")
            yield Entry(url=address, title=_title(one), published=published, changed=changed)


def _address(one: Any, url: str) -> str | None:  # noqa: ANN401 (feedparser ships no types)
    """The address of the page itself: where a service counts the readers, the one behind it."""
    said = one.get("feedburner_origlink") or one.get("link") or ""
    try:
        address = urljoin(url, said.strip())
    except ValueError:
        return None
    return address if said and re.match(r"https?://[^/\s]", address, re.IGNORECASE) else None


def _title(one: Any) -> str | None:  # noqa: ANN401
    return " ".join(re.sub(r"<[^<>]*>", "", one.get("title") or "").split())[:500] or None


def _time(one: Any, name: str) -> datetime | None:  # noqa: ANN401
    # Not one.get: feedparser gives "published" for a missing "updated", with a warning.
    parts = dict.get(one, name)
    if not parts:
        return None
    try:
        when = datetime.fromtimestamp(timegm(parts), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if _EARLIEST <= when <= _LATEST else None


def _every(feed: Any) -> float | None:  # noqa: ANN401
    """The seconds between two looks that the feed asks for: `ttl` in minutes, or the syndication module."""
    ttl = str(feed.get("ttl") or "").strip()
    if re.fullmatch(r"\d{1,6}", ttl, re.ASCII):
        return int(ttl) * 60.0
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    often = str(feed.get("sy_updatefrequency") or "1").strip()
    if period is None or not re.fullmatch(r"[1-9]\d{0,4}", often, re.ASCII):
        return None
    return period / int(often)


def _remedy(body: bytes, url: str, error: object) -> str:
    """What to do about an address that leads to no feed."""
    if feeds := offered(body, url):
        return f"It is a page; the feed it offers is {feeds[0]}: give that address."
    if re.match(rb"\s*(?:<!doctype\s+html|<html)", body, re.IGNORECASE):
        return "It is a page and offers no feed: give the address of a feed or a sitemap."
    reason = f" ({str(error)[:120]})" if error else ""
    return f"It is neither RSS nor Atom{reason}: open the address in a browser and see what is there."
