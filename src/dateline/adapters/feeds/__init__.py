"""Feeds, sitemaps and lists in, the pages they name out; and by what address a page is known."""

from dateline.adapters.feeds.addresses import canonical, declared, host_of, site_of
from dateline.adapters.feeds.cadence import until_next_look, until_next_try
from dateline.adapters.feeds.entries import Entry, Listing, Map
from dateline.adapters.feeds.following import Looked, look, read_feed
from dateline.adapters.feeds.lists import BadRow, Listed, read_list

__all__ = [
    "BadRow", "Entry", "Listed", "Listing", "Looked", "Map", "canonical", "declared", "host_of", "look",
    "read_feed", "read_list", "site_of", "until_next_look", "until_next_try",
]  # fmt: skip
