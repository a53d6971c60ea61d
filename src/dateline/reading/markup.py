"""What a page's markup says of its parts: comments, money, menus, captions."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from dateline.domain import ApartKind
from dateline.reading.vocabulary import word_lists

Element: TypeAlias = Any
"""An element of a parsed page; lxml ships no types."""


def parse(markup: str) -> Element | None:
    """The tree of an HTML page, or None where it holds nothing."""
    from lxml import etree, html  # noqa: PLC0415 (heavy: only a page in HTML needs it)

    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction, etree.Entity)
    return tree


def drop_unseen(tree: Element) -> None:
    """Take out what no reader sees: scripts, styles, and elements that are hidden."""
    from lxml import etree  # noqa: PLC0415

    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    for element in list(tree.iter()):
        if _is_hidden(element) and element.tag not in _FRAMES and element.getparent() is not None:
            element.drop_tree()


def kinds_of(tree: Element) -> dict[Element, ApartKind]:
    """What tag, role, class and id say of the elements of a page, for those of which they say anything.

    An element that holds most of the page's prose is never named: `class="has-sidebar share-on"`
    says nothing of the report inside. Comments are the exception, for they can outweigh a report.
    """
    kinds: dict[Element, ApartKind] = {}
    for element in tree.iter():
        if kind := _kind_of_element(element):
            kinds[element] = kind
    for element in _mostly_prose(tree, {e for e, kind in kinds.items() if kind is ApartKind.COMMENTS}):
        kinds.pop(element, None)
    return kinds


def drop(tree: Element, kinds: dict[Element, ApartKind], unwanted: frozenset[ApartKind]) -> None:
    """Take the elements of the `unwanted` kinds out of the tree."""
    for element, kind in kinds.items():
        if kind in unwanted and element.getparent() is not None and element is not tree:
            element.drop_tree()


def _kind_of_element(element: Element) -> ApartKind | None:
    if element.tag in _FRAMES:
        return None
    words = _words(" ".join(element.get(name, "") for name in ("class", "id", "role", "itemprop")))
    if words:
        for kind, pattern in _NAMES:
            if pattern.search(words) and not (kind is ApartKind.COMMENTS and _holds_the_report(element)):
                return kind
    if element.tag in ("header", "footer") and _inside_article(element):
        return None
    return _TAGS.get(element.tag)


def _mostly_prose(tree: Element, comments: set[Element]) -> list[Element]:
    """The elements that hold at least half of the prose outside the comments."""
    weights: dict[Element, int] = {}
    whole = 0
    for element in tree.iter():
        length = len(element.text or "") + sum(len(child.tail or "") for child in element)
        if length < _PROSE:
            continue
        above = [element, *element.iterancestors()]
        if comments.intersection(above):
            continue
        whole += length
        for one in above:
            weights[one] = weights.get(one, 0) + length
    return [element for element, weight in weights.items() if weight * 2 >= whole]


_PROSE = 60  # characters of an element's own: menus and buttons have fewer, paragraphs more
_UNSEEN = (
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "canvas",
    "math",
    "map",
)
_FRAMES = frozenset(("html", "body", "main", "article", "head"))
_TAGS = {
    "nav": ApartKind.NAVIGATION,
    "header": ApartKind.NAVIGATION,
    "footer": ApartKind.NAVIGATION,
    "menu": ApartKind.NAVIGATION,
    "form": ApartKind.NAVIGATION,
    "button": ApartKind.NAVIGATION,
    "select": ApartKind.NAVIGATION,
    "textarea": ApartKind.NAVIGATION,
    "label": ApartKind.NAVIGATION,
    "dialog": ApartKind.NAVIGATION,
    "aside": ApartKind.RELATED,
    "figcaption": ApartKind.CAPTION,
    "progress": ApartKind.FUNDING,
    "meter": ApartKind.FUNDING,
}


def _named(names: list[str]) -> re.Pattern[str]:
    """A pattern for `names` on the form that `_words` gives."""
    one_of = "|".join(re.escape(name).replace(r"\*", "[a-z0-9]*").replace(r"\ ", " ") for name in names)
    return re.compile(rf"(?:^| )(?:{one_of})(?= |$)")


_NAMES = [(ApartKind(kind), _named(names)) for kind, names in word_lists("markup").items()]
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING_CLASS = re.compile(r"(?:^|\s)(?:screen-reader-text|sr-only|visually-hidden|visuallyhidden)(?:\s|$)")
_MOST_HIDDEN = 400
"""Characters. What is hidden and longer is mostly an article that a script unfolds ("read on")."""


def _words(names: str) -> str:
    return " ".join(_SPLIT.split(names)).casefold().strip()


def _is_hidden(element: Element) -> bool:
    if _HIDING_CLASS.search(element.get("class", "")):
        return True
    if element.get("hidden") is None and not _HIDING_STYLE.search(element.get("style", "")):
        return False
    return sum(len(p.text_content()) for p in element.iter("p")) < _MOST_HIDDEN


def _holds_the_report(element: Element) -> bool:
    return next(element.iter("h1"), None) is not None or bool(element.xpath(".//*[@itemprop='articleBody']"))


def _inside_article(element: Element) -> bool:
    return next(element.iterancestors("article", "main"), None) is not None
