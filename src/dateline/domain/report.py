"""Report: one page by a source, as it was fetched and read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class ApartKind(StrEnum):
    """What a stretch of a page is when it is not the report itself."""

    FUNDING = "funding"
    COMMENTS = "comments"
    NAVIGATION = "navigation"
    RELATED = "related"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetApart:
    """Words of the page that are not the report, kept with what they are."""

    kind: ApartKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One page by a source. `text` is cleaned once; every span points into it.

    `id` is stable for the same words: readers derive it from the content where none is given.
    `published` is the day in the outlet's own dateline, `fetched` an aware UTC time,
    `language` an ISO 639-1 code (None: too little text to tell).
    """

    id: str
    text: str
    url: str | None = None
    source: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None
    fetched: datetime | None = None
    language: str | None = None
    set_apart: tuple[SetApart, ...] = ()
