"""What feeds, sitemaps and lists name: the address of a page, with what is said of it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a feed names.

    `published` and `changed` are aware UTC times; `changed` is None where the feed does not tell it.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    changed: datetime | None = None

    @property
    def latest(self) -> datetime | None:
        """The last time at which something is said to have been done to the page."""
        return max((one for one in (self.published, self.changed) if one), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A further sitemap that an index names."""

    url: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one file names: pages, or further sitemaps.

    `every` is how many seconds the feed asks to be left alone between two looks, None where it does not say.
    """

    entries: tuple[Entry, ...] = ()
    maps: tuple[Map, ...] = ()
    every: float | None = None
