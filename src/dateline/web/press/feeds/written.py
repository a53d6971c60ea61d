"""Feeds as written: RSS 2.0 and Atom 1.0 by Django's generators, with what these lack; JSON Feed 1.1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from dateline.web.press.feeds.entries import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.utils.xmlutils import SimplerXMLGenerator

    from dateline.web.press.feeds.entries import Channel, Entry

PUBLISHER = "Dateline"


class _Stable(SyndicationFeed):
    """A feed that says when what it tells has changed, and not when it is asked."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated

    def _paging(self, handler: SimplerXMLGenerator, element: str) -> None:
        for rel in ("first", "previous", "next"):
            if self.feed[rel]:
                handler.addQuickElement(element, None, {"rel": rel, "href": self.feed[rel]})


class _Rss(_Stable, Rss201rev2Feed):
    """RSS 2.0, with the full content, other pages and the time of each change."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        self._paging(handler, "atom:link")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])
        handler.addQuickElement("atom:updated", item["updateddate"].isoformat())


class _Atom(_Stable, Atom1Feed):
    """Atom 1.0, with the full content and other pages."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        self._paging(handler, "link")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        content = {"type": "html"}
        if item["language"]:
            content["xml:lang"] = item["language"]
        handler.addQuickElement("content", item["html"], content)


def rss(channel: Channel) -> str:
    """A feed as RSS 2.0."""
    return _written(_Rss, channel)


def atom(channel: Channel) -> str:
    """A feed as Atom 1.0."""
    return _written(_Atom, channel)


def json_feed(channel: Channel) -> str:
    """A feed as JSON Feed 1.1."""
    return json.dumps(
        _filled(
            version="https://jsonfeed.org/version/1.1",
            title=channel.title,
            home_page_url=channel.page,
            feed_url=_here(channel),
            description=channel.about,
            next_url=channel.next,
            language=channel.language,
            authors=[{"name": PUBLISHER}],
        )
        | {"items": [_item(one) for one in channel.entries]},
        ensure_ascii=False,
    )


FORMS: Mapping[str, tuple[str, Callable[[Channel], str]]] = {
    "atom": ("application/atom+xml", atom),
    "rss": ("application/rss+xml", rss),
    "json": ("application/feed+json", json_feed),
}
"""The forms of feeds, by the ends of their addresses: media type, and what writes them."""


def _written(form: type[_Rss | _Atom], channel: Channel) -> str:
    feed = form(
        title=clean(channel.title),
        link=channel.page,
        description=clean(channel.about or channel.title),
        subtitle=clean(channel.about) or None,
        language=channel.language,
        author_name=PUBLISHER,
        feed_url=_here(channel),
        feed_guid=channel.id,
        updated=channel.updated,
        first=channel.first,
        previous=channel.previous,
        next=channel.next,
    )
    for one in channel.entries:
        feed.add_item(
            title=clean(one.title),
            link=one.url,
            description=clean(one.summary or one.title),
            author_name=clean(one.author or PUBLISHER),
            pubdate=one.published,
            updateddate=one.updated,
            unique_id=one.id,
            unique_id_is_permalink=False,
            categories=[clean(each) for each in one.categories],
            html=clean(one.html),
            language=one.language,
        )
    return feed.writeString("utf-8")


def _item(one: Entry) -> dict[str, Any]:
    return _filled(
        id=one.id,
        url=one.url,
        title=one.title,
        content_html=one.html,
        summary=one.summary,
        image=one.image,
        date_published=one.published.isoformat(),
        date_modified=one.updated.isoformat(),
        authors=[{"name": one.author or PUBLISHER}],
        tags=list(one.categories),
        language=one.language,
    )


def _filled(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 -- what JSON holds
    return {name: value for name, value in fields.items() if value}


def _here(channel: Channel) -> str:
    return channel.own if channel.number == 1 else f"{channel.own}?page={channel.number}"
