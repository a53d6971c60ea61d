"""What an HTML page says of itself: title, outlet, author, day, address, language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.reading.blocks import key
from dateline.reading.cleaning import clean_line
from dateline.reading.dating import headline_date, stamp_date
from dateline.reading.vocabulary import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from dateline.reading.markup import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page's metadata says. `walled`: the article is said not to be free to read."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    walled: bool = False


def metadata_of(tree: Element, *, url: str | None = None) -> Metadata:
    """The metadata of a parsed page that still has its scripts.

    Each fact is taken from the first place that has it: JSON-LD, which is written for machines and
    by the publishing system itself; OpenGraph and other `meta` elements; elements that are marked
    (`time`, `rel=author`); for the title last the heading.
    """
    articles = list(_linked_data(tree))
    meta = _meta(tree)
    address = url or _address(tree, meta)
    source = _first(_names(_all(articles, "publisher"))) or _first(meta.get(name) for name in _LISTS["site"])
    title = _title(tree, articles, meta, source or host_of(address))
    return Metadata(
        title=title,
        source=source or _outlet_in_title(tree, title, host_of(address)) or host_of(address),
        author=_author(tree, articles, meta, source),
        published=_published(tree, articles, meta),
        url=address,
        language=_language(tree, articles),
        walled=any(str(one.get("isAccessibleForFree")).casefold() == "false" for one in articles),
    )


_ARTICLE = re.compile(r"article|posting|report", re.IGNORECASE)
_LISTS = word_lists("metadata")
_PUBLISHED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:publish\w*|pubdate|posted|entry-date|post-date|postdate|article-date|date-published)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[|•·»–—-]\s+|\s+::\s+|\s*\|\s*")
_LEAST_HEADING = 10  # characters; "News" begins many a title, and is none
_MOST_AUTHOR = 80  # characters; two full names and an agency
_MOST_NAME = 8  # words; "The Syrian Observatory For Human Rights" has six


def _linked_data(tree: Element) -> Iterator[dict[str, Any]]:
    """The articles in the page's JSON-LD (https://schema.org/Article)."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [found]
        while stack:
            one = stack.pop(0)
            if isinstance(one, list):
                stack[:0] = one
            elif isinstance(one, dict):
                if _ARTICLE.search(str(one.get("@type", ""))):
                    yield one
                stack[:0] = [
                    one[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in one
                ]


def _meta(tree: Element) -> dict[str, str]:
    """The `meta` elements by name, property or itemprop; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean_line(element.get("content") or "")
        if name and content:
            found.setdefault(name.strip().casefold(), content)
    return found


def _all(articles: Iterable[dict[str, Any]], name: str) -> Iterator[Any]:
    for article in articles:
        value = article.get(name)
        yield from value if isinstance(value, list) else [value]


def _names(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and (cleaned := clean_line(name)):
            yield cleaned


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _title(
    tree: Element, articles: list[dict[str, Any]], meta: dict[str, str], outlet: str | None
) -> str | None:
    said = _first((*_names(_all(articles, "headline")), *(meta.get(name) for name in _LISTS["title"])))
    named = _named(tree)
    full = said or named
    headings = [clean_line(element.text_content()) for element in tree.iter("h1")]
    if not full:
        return _first(headings)
    for heading in headings:
        if len(heading) >= _LEAST_HEADING and key(heading) and key(full).startswith(key(heading)):
            return heading
    if said is None and (dated := _dated_heading(tree)):
        return dated
    if headings and key(full) in key(outlet or ""):
        return _first(headings)
    return _without_site(full, outlet)


def _dated_heading(tree: Element) -> str | None:
    """The first heading with a day at its edge: the headline of a page that is named after its outlet."""
    headings = (clean_line(element.text_content()) for element in tree.iter("h1", "h2", "h3"))
    return next((heading for heading in headings if headline_date(heading)), None)


def _named(tree: Element) -> str:
    """The words of the page's `title` element."""
    element = next(tree.iter("title"), None)
    return clean_line(element.text_content()) if element is not None else ""


def _without_site(title: str, source: str | None) -> str:
    """`title` without the outlet's name that many pages put behind it."""
    parts = list(_SEPARATOR.finditer(title))
    if source and parts and key(title[parts[-1].end() :]) == key(source):
        return title[: parts[-1].start()]
    return title


def _outlet_in_title(tree: Element, title: str | None, host: str | None) -> str | None:
    """The outlet's name where the page's `title` element gives it behind the headline, or nothing but it."""
    named = _named(tree)
    for separator in list(_SEPARATOR.finditer(named))[::-1]:
        name = named[separator.end() :]
        if key(named[: separator.start()]) == key(title or "") and len(name.split()) <= _MOST_NAME:
            return name or None
    is_outlet = key(named) in key(host or "") or (title is not None and title == _dated_heading(tree))
    return named if named and is_outlet and key(named) != key(title or "") else None


def _author(
    tree: Element, articles: list[dict[str, Any]], meta: dict[str, str], source: str | None
) -> str | None:
    marked = (
        clean_line(one.text_content()) for one in tree.xpath("//*[@rel='author' or @itemprop='author']")
    )
    everywhere = (
        ", ".join(_names(_all(articles, "author"))),
        *(meta.get(name) for name in _LISTS["author"]),
        *marked,
    )
    for name in everywhere:
        if name and _is_person(name) and key(name) != key(source or ""):
            return re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
    return None


def _is_person(name: str) -> bool:
    return (
        "://" not in name
        and "@" not in name
        and len(name) <= _MOST_AUTHOR
        and name.casefold() not in _LISTS["nobody"]
    )


def _published(tree: Element, articles: list[dict[str, Any]], meta: dict[str, str]) -> date | None:
    stamps = [one for one in _all(articles, "datePublished") if isinstance(one, str)]
    stamps += [meta[name] for name in _LISTS["published"] if name in meta]
    stamps += _times(tree)
    return next(filter(None, map(stamp_date, stamps)), None)


def _times(tree: Element) -> Iterator[str]:
    """`time` elements that are marked as the day of publishing, else the first before any comment."""
    elements = list(tree.iter("time", "abbr"))
    marked = [
        one
        for one in elements
        if one.get("itemprop") == "datePublished"
        or one.get("pubdate") is not None
        or _PUBLISHED_CLASS.search(one.get("class", ""))
    ]
    marked += tree.xpath("//*[@itemprop='datePublished' and not(self::time) and not(self::meta)]")
    for one in marked or [one for one in elements if one.tag == "time"][:1]:
        if not one.xpath(
            "ancestor::*[contains(@class,'comment') or contains(@id,'comment')]"
            " | ancestor::aside | ancestor::nav | ancestor::footer"
        ):
            yield (
                one.get("datetime")
                or one.get("title")
                or one.get("content")
                or clean_line(one.text_content())
            )


def _address(tree: Element, meta: dict[str, str]) -> str | None:
    links = [one.get("href") for one in tree.xpath("//link[@rel='canonical']")]
    for address in (*links, meta.get("og:url")):
        if address and re.match(r"https?://[^\s/]+", address.strip(), re.IGNORECASE):
            return str(address.strip())
    return None


def host_of(address: str | None) -> str | None:
    """The host in an address, without "www."."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _language(tree: Element, articles: list[dict[str, Any]]) -> str | None:
    said = _first(
        (
            *_names(_all(articles, "inLanguage")),
            tree.get("lang"),
            tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        )
    )
    found = re.match(r"([A-Za-z]{2})(?:$|[-_])", said or "")
    return found[1].casefold() if found else None
