"""Blocks: the paragraphs, headings and list items of a page, in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.reading.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import ApartKind
    from dateline.reading.markup import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of a page between two breaks. Single line breaks in it stay.

    `kind` is what the page's markup says that it is (None: nothing), `heading` its level (0: none),
    `links` the share of its characters that are links, `home` the number of the element it stands in.
    """

    text: str
    kind: ApartKind | None = None
    heading: int = 0
    item: bool = False
    links: float = 0.0
    home: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_prose(self) -> bool:
        """Whether it reads as sentences: it is long and ends like one, and is no list of links."""
        return not self.heading and self.links < _LINK_LIST and is_prose(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence, however short it is."""
        return self.words > 1 and _SENTENCE_END.search(self.text) is not None

    @property
    def goes_on(self) -> bool:
        """Whether, behind a sentence of the report, it goes on with it: an item, or a short sentence."""
        return self.item or self.is_sentence


def is_prose(text: str) -> bool:
    """Whether `text` reads as at least one whole sentence."""
    words = len(text.split())
    if _CUT_SHORT.search(text):
        return words >= _LONG_TEASER
    return words >= _LONG or (words >= _SENTENCE and _SENTENCE_END.search(text) is not None)


def blocks_of(tree: Element, kinds: Mapping[Element, ApartKind]) -> list[Block]:
    """The blocks of a parsed HTML page, each of the kind of the outermost element that has one.

    Hidden elements must be gone already.
    """
    return list(_Walk(kinds).over(tree))


def key(text: str) -> str:
    """`text` for comparing: its letters and digits, folded."""
    return re.sub(r"[\W_]+", "", text).casefold()


_SPACE = re.compile(r"\s+")
_SENTENCE = 6  # words; "Rebels shelled Aleppo on Friday, killing two." has seven
_LONG = 30  # words; of 834 headlines of the corpus 97 % have at most as many
_LONG_TEASER = 45  # words; teasers that are cut at a number of words are cut well below
_LINK_LIST = 0.6  # share of link characters; of 24 pages, sentences have at most 0.08, the rest mostly 1
_SENTENCE_END = re.compile(r"[.!?؟。۔:][\"'”’»)\]\u200f]*\s*$")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"'”’»]?\s*$")

# fmt: off
_BLOCK_TAGS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend", "li", "main", "menu", "nav", "ol",
    "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot",
    "th", "thead", "tr", "ul",
))
# fmt: on
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class _Walk:
    """One pass over a tree, gathering text until a block's edge."""

    def __init__(self, kinds: Mapping[Element, ApartKind]) -> None:
        self._of = kinds
        self._text: list[str] = []
        self._linked = 0
        self._in_link = 0
        self._kinds: list[ApartKind | None] = [None]
        self._tags: list[str] = []
        self._homes: list[int] = [0]
        self._elements = 0

    def over(self, tree: Element) -> Iterator[Block]:
        from lxml import etree  # noqa: PLC0415 (heavy: only a page in HTML needs it)

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            tag = element.tag
            if event == "start":
                if tag in _BLOCK_TAGS:
                    yield from self._flush()
                    self._enter(element)
                elif tag == "a":
                    self._in_link += 1
                    if self._text and element.getprevious() is not None and not element.getprevious().tail:
                        self._text.append(" ")  # links side by side are set apart by their style
                elif tag == "br":
                    yield from self._line_break()
                self._add(element.text)
                continue
            if tag in _BLOCK_TAGS:
                yield from self._flush()
                self._leave()
            elif tag == "a":
                self._in_link -= 1
            if element is not tree:
                self._add(element.tail)
        yield from self._flush()

    def _enter(self, element: Element) -> None:
        self._elements += 1
        self._kinds.append(self._kinds[-1] or self._of.get(element))
        self._tags.append(element.tag)
        self._homes.append(self._elements)

    def _leave(self) -> None:
        self._kinds.pop()
        self._tags.pop()
        self._homes.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(_SPACE.sub(" ", text))
            if self._in_link:
                self._linked += len(text.strip())

    def _line_break(self) -> Iterator[Block]:
        """Two breaks in a row end a paragraph."""
        if self._text and self._text[-1].isspace() and "\n" in self._text[-2:]:
            self._text.pop()
        if self._text and self._text[-1] == "\n":
            yield from self._flush()
        elif self._text:
            self._text.append("\n")

    def _flush(self) -> Iterator[Block]:
        text = clean("".join(self._text)) if self._text else ""
        linked = self._linked
        self._text, self._linked = [], 0
        if not text:
            return
        tags = self._tags
        home = self._homes[-2] if len(self._homes) > 1 else 0
        yield Block(
            text=text,
            kind=self._kinds[-1],
            heading=next((_HEADINGS[tag] for tag in reversed(tags[-2:]) if tag in _HEADINGS), 0),
            item=tags[-1:] == ["li"] or tags[-2:] == ["li", "p"],
            links=min(1.0, linked / len(text)),
            home=home,
        )
