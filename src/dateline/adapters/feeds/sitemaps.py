"""Sitemaps, news sitemaps and indexes of sitemaps (https://www.sitemaps.org/protocol.html), within bounds."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dateline.adapters.feeds.entries import Entry, Listing, Map
from dateline.adapters.unpacking import Gunzip
from dateline.domain.errors import FeedUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked: what its protocol allows."""
MOST_NAMED = 50_000
"""Addresses in a sitemap: what its protocol allows. What stands behind them is not read."""


def read_sitemap(body: bytes, *, url: str) -> Listing:
    """What a sitemap in XML, packed or not, names; an index names further ones.

    What comes behind a fault in the XML, or past the bounds, is left out.

    Raises:
        FeedUnreadable: It is no sitemap.
    """
    found: dict[str, Any] = {"entry": [], "map": []}
    for kind, one in _named(body, url):
        found[kind].append(one)
        if len(found[kind]) >= MOST_NAMED:
            break
    return Listing(entries=tuple(found["entry"]), maps=tuple(found["map"]))


def is_sitemap(body: bytes) -> bool:
    """Whether a file begins as a sitemap does."""
    start = next(unpacked(body), b"")[:_LOOKED_AT]
    return re.search(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", start) is not None


def unpacked(body: bytes) -> Iterator[bytes]:
    """The pieces of a file, without its gzip if it has one, up to `MOST_BYTES`; a torn end is left out."""
    if not body.startswith(b"\x1f\x8b"):
        yield body[:MOST_BYTES]
        return
    left, gunzip = MOST_BYTES, Gunzip()
    for start in range(0, len(body), _PIECE):
        try:
            piece = gunzip(body[start : start + _PIECE], left)
        except zlib.error:
            return
        left -= len(piece)
        if piece:
            yield piece
        if left <= 0:
            return


_LOOKED_AT = 4096
_PIECE = 4096  # bytes, packed
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?\Z", re.ASCII)


def _named(body: bytes, url: str) -> Iterator[tuple[str, Entry | Map]]:
    from lxml import etree  # noqa: PLC0415 (heavy: only where a sitemap is read)

    # Nothing is fetched and nothing replaced: a sitemap that names entities has no honest use for them.
    parser: Any = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    root: Any = None
    try:
        for piece in unpacked(body):
            parser.feed(piece)
            for event, element in parser.read_events():
                if root is None:
                    root = element
                    if _local(root) not in ("urlset", "sitemapindex"):
                        raise FeedUnreadable(url, _REMEDY)
                if event == "end" and element.getparent() is root:
                    if found := _one(element, url):
                        yield found
                    root.remove(element)  # a sitemap of 50 MB must not become a tree of 500
    except etree.LxmlError:
        pass  # what came before stands
    if root is None:
        raise FeedUnreadable(url, _REMEDY)


_REMEDY = "It is no sitemap: open the address in a browser and see what is there."


def _one(element: Any, url: str) -> tuple[str, Entry | Map] | None:  # noqa: ANN401 (lxml ships no types)
    said = _said(element)
    for news in (part for part in element if _local(part) == "news"):
        said = _said(news) | said
    try:
        address = urljoin(url, said.get("loc", ""))
    except ValueError:
        return None
    if not said.get("loc") or not re.match(r"https?://[^/\s]", address, re.IGNORECASE):
        return None
    changed = _time(said.get("lastmod", ""))
    if _local(element) == "sitemap":
        return "map", Map(url=address, changed=changed)
    published = _time(said.get("publication_date", ""))
    return "entry", Entry(url=address, title=said.get("title") or None, published=published, changed=changed)


def _said(element: Any) -> dict[str, str]:  # noqa: ANN401
    """What the parts of an element say that hold nothing but words; pictures have a `loc` of their own."""
    parts = [part for part in element if isinstance(part.tag, str) and not len(part)]
    return {_local(part): (part.text or "").strip() for part in parts}


def _local(element: Any) -> str:  # noqa: ANN401
    """The name of an element without its namespace: many sitemaps name a wrong one, or none."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _time(said: str) -> datetime | None:
    """A W3C date and time (https://www.w3.org/TR/NOTE-datetime), as a moment in UTC."""
    try:
        if day := _DAY.match(said):
            start = date(int(day[1]), int(day[2]), int(day[3] or 1))
            return datetime(start.year, start.month, start.day, tzinfo=UTC)
        when = datetime.fromisoformat(said)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
