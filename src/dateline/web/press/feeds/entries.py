"""Entries: a feed before it is written in a form: RSS, Atom and JSON Feed say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

A_PAGE = 20
"""Entries of a page of a feed: with full content that is some 200 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed tells of one thing.

    `id` stays whatever changes ("urn:uuid:…"); `html` is all of it, `summary` a few words of text.
    """

    id: str
    title: str
    url: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    author: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A page of a feed; `first`, `previous` and `next` are other pages of it (RFC 5005), "" for none.

    `page` is the page on the site that the feed is of, `own` its own address, without which page it is.
    """

    id: str
    title: str
    about: str
    page: str
    own: str
    language: str
    updated: datetime
    entries: tuple[Entry, ...]
    number: int = 1
    first: str = ""
    previous: str = ""
    next: str = ""


def urn(pk: UUID) -> str:
    """The name of a thing in feeds, which it keeps when its address changes."""
    return f"urn:uuid:{pk}"


def clean(words: str) -> str:
    """Words without the signs that XML does not know."""
    return _NOT_XML.sub("", words)


# XML 1.0, 2.2: neither control characters nor halves of surrogate pairs are characters of a document.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
