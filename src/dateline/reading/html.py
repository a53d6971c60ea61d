"""HTML to a draft: trafilatura finds the article, the markup names the rest, nothing is thrown away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline.domain import ApartKind
from dateline.domain.errors import PageEmpty
from dateline.reading.blocks import blocks_of, key
from dateline.reading.dating import address_date, date_on_page, headline_date
from dateline.reading.draft import Draft
from dateline.reading.furniture import mark
from dateline.reading.markup import drop, drop_unseen, kinds_of, parse
from dateline.reading.metadata import metadata_of
from dateline.reading.sorting import parted, sort
from dateline.reading.walls import refuse_wall
from dateline.reading.wrapping import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.reading.blocks import Block
    from dateline.reading.markup import Element


def draft_of_html(markup: str, *, url: str | None = None) -> Draft:
    """The draft of an HTML page.

    Raises:
        PageEmpty: The page holds no words.
        LoginWall: The page asks for a login or a subscription.
        NoArticle: The page holds no article.
    """
    tree = parse(markup)
    if tree is None:
        raise PageEmpty(url or "", _EMPTY)
    said = metadata_of(tree, url=url)
    drop_unseen(tree)
    element_kinds = kinds_of(tree)
    blocks = blocks_of(tree, element_kinds)
    if not blocks:
        raise PageEmpty(said.url or said.title or "", _EMPTY)
    drop(tree, element_kinds, _NEVER_THE_ARTICLE)
    blocks = _with_kinds(blocks, _article(tree), said.title)
    kinds = sort(blocks, edges=False)
    if not any(
        kind is None and (block.is_prose or block.is_sentence)
        for block, kind in zip(blocks, kinds, strict=True)
    ):
        kinds = [kind or ApartKind.RELATED for kind in kinds]  # a list of titles, and no report
    draft = Draft(
        blocks=blocks,
        kinds=kinds,
        title=said.title,
        source=said.source,
        author=said.author,
        published=said.published or _published(said.title, blocks, kinds, said.url),
        url=said.url,
        language=said.language,
    )
    page = "\n".join(block.text for block in blocks)
    refuse_wall(text=draft.text, page=page, says_so=said.walled, about=said.url or said.title or "")
    return draft


_EMPTY = "If a browser shows a report there, save the page from it and read the saved file."
_NEVER_THE_ARTICLE = frozenset((ApartKind.COMMENTS, ApartKind.FUNDING))
_LEAST_INSIDE = 60
"""Letters from which a block that is no sentence counts as found when it stands inside a longer paragraph
of the article; shorter ones ("Syria", the name of a source) stand inside sentences by chance."""
_LINKED = 0.6  # as blocks._LINK_LIST
_LEAST_TITLE = 4  # words; as sorting._TITLE


def _article(tree: Element) -> list[str]:
    """The paragraphs of the article, by trafilatura."""
    from trafilatura import bare_extraction  # noqa: PLC0415 (heavy: half a second, and only HTML needs it)

    found: Any = bare_extraction(tree, include_comments=False, with_metadata=False)
    return str(found.text or "").split("\n") if found else []


def _with_kinds(blocks: Sequence[Block], article: Sequence[str], title: str | None) -> list[Block]:
    """The blocks in paragraphs, each that is not the article with a kind."""
    found = _found(blocks, article)
    prose_homes = {
        block.home for block, is_found in zip(blocks, found, strict=True) if is_found and block.is_prose
    }
    return [
        part
        for block, is_found in zip(blocks, found, strict=True)
        for line in _lines(block)
        if key(line.text) != key(title or "")  # the headline is the report's title
        for part in parted(
            replace(line, kind=_kind(line, is_found=is_found, in_article=block.home in prose_homes))
        )
    ]


def _lines(block: Block) -> list[Block]:
    """A block parted at its line breaks, unless they are only the width of a column."""
    return [replace(block, text=line) for line in paragraphs(block.text)] if "\n" in block.text else [block]


def _found(blocks: Sequence[Block], article: Sequence[str]) -> list[bool]:
    """Which blocks stand in the article: as one of its paragraphs, or, if long enough, inside one."""
    paragraphs = {key(paragraph) for paragraph in article}
    whole = "\n".join(paragraphs)
    keys = [key(block.text) for block in blocks]
    if not any(paragraphs):
        return [block.is_prose for block in blocks]
    return [
        one in paragraphs or ((block.is_prose or len(one) >= _LEAST_INSIDE) and one in whole)
        for block, one in zip(blocks, keys, strict=True)
    ]


def _kind(block: Block, *, is_found: bool, in_article: bool) -> ApartKind | None:
    sentence = block.is_prose
    if block.kind in _NEVER_THE_ARTICLE or block.kind is ApartKind.CAPTION:
        return block.kind
    if is_found and (block.kind is None or sentence):
        return None
    if block.kind is None and sentence and in_article:
        return None  # trafilatura dropped a paragraph from the midst of others
    if block.kind is not None:
        return block.kind
    one = mark(block.text)
    if one is not None and one.certain:
        return one.kind
    is_title = block.links >= _LINKED and block.words >= _LEAST_TITLE
    return ApartKind.RELATED if is_title else ApartKind.NAVIGATION


def _published(
    title: str | None, blocks: Sequence[Block], kinds: Sequence[ApartKind | None], url: str | None
) -> date | None:
    """The day where metadata gives none."""
    return (
        (headline_date(title) if title else None)
        or (address_date(url) if url else None)
        or date_on_page(blocks, kinds)
    )
