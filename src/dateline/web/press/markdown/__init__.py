"""Markdown: the body of a briefing as a page, each sentence with the claims that it rests on.

docs/reference/briefing-markdown.md says what may be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import nh3
from django.utils.safestring import mark_safe

from dateline.web.press.markdown.drawing import Drawing
from dateline.web.press.markdown.parsing import marked_otherwise, media_of, parse, spoken
from dateline.web.press.markdown.plain import plain_of
from dateline.web.press.markdown.sentences import labels_of
from dateline.web.press.markdown.shapes import Cited, Rendered, Shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

__all__ = ["Cited", "Rendered", "Shown", "labels_in", "marked_otherwise", "media_in", "plain", "render"]


def render(body: str, *, cited: Mapping[str, Cited], media: Mapping[UUID, Shown] | None = None) -> Rendered:
    """A body as HTML, which passes a gate of what may be on a page, whatever is typed.

    Args:
        body: Markdown.
        cited: The claims that its markers may lead to, by label.
        media: The pictures and videos that it may show.
    """
    drawing = Drawing(cited, media or {})
    html = drawing.draw(parse(body))
    return Rendered(
        html=mark_safe(_GATE.clean(html)),  # noqa: S308 -- this is what the gate is for
        labels=tuple(drawing.labels),
        unknown=tuple(drawing.unknown),
        sentences=drawing.sentences,
        own=drawing.own,
    )


def labels_in(body: str) -> tuple[str, ...]:
    """The labels of the markers in a body, each once, in the order in which they appear first."""
    lines = spoken(parse(body))
    return tuple(dict.fromkeys(label for line in lines for label in labels_of(line)))


def media_in(body: str) -> tuple[UUID, ...]:
    """The pictures and videos that a body shows, each once."""
    found = (media_of(token) for line in spoken(parse(body)) for token in line if token.type == "image")
    return tuple(dict.fromkeys(one for one in found if one))


def plain(body: str) -> str:
    """A body as text without its markers, for feeds, mails and the search."""
    return plain_of(parse(body))


_GATE = nh3.Cleaner(
    tags={
        *(
            "p",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "code",
            "hr",
            "br",
            "div",
        ),
        *("table", "thead", "tbody", "tr", "th", "td", "a", "em", "strong", "s", "sup", "span"),
        *("figure", "figcaption", "img", "video", "source"),
    },
    attributes={
        "a": {"href", "title", "rel", "class", "data-claim", "id", "aria-label"},
        "div": {"class"},
        "p": {"class"},
        "span": {"class", "title", "dir"},
        "ol": {"start"},
        "th": {"scope", "class"},
        "td": {"class"},
        "figure": {"class"},
        "img": {"src", "alt", "width", "height", "loading", "decoding"},
        "video": {"controls", "preload", "poster", "width", "height", "aria-label"},
        "source": {"src", "type"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
