"""What goes into the body of a briefing and comes out of it: claims and media in, a page's part out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim that a marker leads to: its label in Markdown, its number on the page, where, and its title.

    `who` says it: what a marker is called, where that is known, as the title with the words is said besides.
    """

    label: str
    number: int
    href: str
    title: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture or a video as a page shows it; `kind` is that of press.models.MediaKind."""

    url: str
    media_type: str
    kind: str
    width: int | None
    height: int | None
    alt: str
    caption: str
    credit: str
    licence: str = ""
    source_url: str = ""
    poster_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A body as HTML.

    `labels` are those of its claims in the order in which each appears first, `unknown` those that no claim
    has. `own` of its `sentences` rest on no claim.
    """

    html: SafeString
    labels: tuple[str, ...]
    unknown: tuple[str, ...]
    sentences: int
    own: int
