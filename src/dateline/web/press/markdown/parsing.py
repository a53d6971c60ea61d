"""Parsing: the body of a briefing as tokens. CommonMark with tables, struck words and markers of claims.

HTML is text here, link definitions are not known; addresses are those of the web, of e-mail, of this site.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MARKER = "claim"
"""The type of a marker's token; its content is the label."""

MEDIA = "media:"


@lru_cache(maxsize=4)
def parse(body: str) -> list[Token]:
    """The tokens of a body, which nobody alters: a page asks for those of one body several times in a row."""
    return _MARKDOWN.parse(body)


def spoken(tokens: list[Token]) -> Iterator[list[Token]]:
    """The lines of a body: what stands in each of its paragraphs, headings and cells."""
    for token in tokens:
        if token.type == "inline" and token.children:
            yield token.children


def media_of(image: Token) -> UUID | None:
    """Which of our pictures or videos an image is; None for any other."""
    address = str(image.attrGet("src") or "")
    try:
        return UUID(address.removeprefix(MEDIA)) if address.startswith(MEDIA) else None
    except ValueError:
        return None


def is_elsewhere(address: str) -> bool:
    """Whether an address is of another site."""
    return bool(_WEB.match(address))


def _mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- as markdown-it calls its rules
    found = _MARKER.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push(MARKER, "", 0).content = found[1]
    state.pos = found.end()
    return True


def marked_otherwise(body: str, write: Callable[[str], str]) -> str:
    """A body in which each marker is as `write` writes its label."""
    return _MARKER.sub(lambda found: write(found[1]), body)


def _may_be_linked(address: str) -> bool:
    return bool(_WEB.match(address) or _OURS.match(address))


_MARKER = re.compile(r"\[\^([A-Za-z0-9_-]{1,12})\]")
_WEB = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
_OURS = re.compile(r"(?:/(?![/\\])|#|mailto:[^:]+@|media:[0-9a-f-]+$)", re.IGNORECASE)


def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline", "reference"])
    made.inline.ruler.before("link", MARKER, _mark)
    made.validateLink = _may_be_linked  # type: ignore[method-assign, assignment]
    return made


_MARKDOWN = _markdown()
