"""RSS and Atom, the old kinds and the broken ones: which pages a feed names, and when they are of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dateline.adapters.feeds import Entry, read_feed
from dateline.domain.errors import FeedUnreadable

FEED = "https://mill.example/feed/index.xml"
NOON = datetime(2018, 11, 23, 12, 0, tzinfo=UTC)
STORY = Entry(url="https://mill.example/story", title="Shells fall on Sarr", published=NOON)

RSS_20 = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Mill</title>{channel}
<item><title>Shells fall on Sarr</title><link>https://mill.example/story</link>
<pubDate>Fri, 23 Nov 2018 14:00:00 +0200</pubDate></item>{more}</channel></rss>"""


def _rss(more: str = "", channel: str = "") -> bytes:
    return RSS_20.format(more=more, channel=channel).encode()


def _read(body: bytes | str, charset: str | None = None) -> tuple[Entry, ...]:
    whole = body.encode() if isinstance(body, str) else body
    return read_feed(whole, url=FEED, charset=charset).entries


KINDS = {
    "RSS 2.0": _rss().decode(),
    "RSS 0.91": """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
        "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item>
        <title>Shells fall on Sarr</title><link>https://mill.example/story</link></item></channel></rss>""",
    "RSS 0.92": """<rss version="0.92"><channel><item><link>https://mill.example/story</link>
        <title>Shells fall on Sarr</title></item></channel></rss>""",
    "RSS 0.90": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>The Mill</title></channel><item>
        <title>Shells fall on Sarr</title><link>https://mill.example/story</link></item></rdf:RDF>""",
    "RSS 1.0": """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="x"><title>The Mill</title></channel><item rdf:about="https://mill.example/story">
        <title>Shells fall on Sarr</title><link>https://mill.example/story</link>
        <dc:date>2018-11-23T14:00:00+02:00</dc:date></item></rdf:RDF>""",
    "Atom 1.0": """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Mill</title><entry>
        <title type="html">Shells fall on &lt;b&gt;Sarr&lt;/b&gt;</title>
        <link rel="enclosure" href="https://mill.example/film.mp4"/>
        <link rel="alternate" href="https://mill.example/story"/>
        <published>2018-11-23T12:00:00Z</published><updated>2018-11-23T13:00:00Z</updated></entry></feed>""",
    "Atom 0.3": """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>
        <title>Shells fall on Sarr</title><link rel="alternate" href="https://mill.example/story"/>
        <issued>2018-11-23T12:00:00Z</issued></entry></feed>""",
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_feed_names_its_pages(kind: str) -> None:
    (entry,) = _read(KINDS[kind])
    assert (entry.url, entry.title) == (STORY.url, STORY.title)
    assert entry.latest in (None, NOON, NOON.replace(hour=13))


def test_a_change_of_an_entry_is_told_apart_from_its_publication() -> None:
    (entry,) = _read(KINDS["Atom 1.0"])
    assert (entry.published, entry.changed, entry.latest) == (
        NOON,
        NOON.replace(hour=13),
        NOON.replace(hour=13),
    )


BURNER = 'xmlns:b="http://rssnamespace.org/feedburner/ext/1.0"'
ADDRESSES = [
    ("<link>/second</link>", "https://mill.example/second"),
    ("<link>second</link>", "https://mill.example/feed/second"),
    ("<link> https://mill.example/second\n</link>", "https://mill.example/second"),
    ("<link>https://mill.example/second?a=1&amp;b=2</link>", "https://mill.example/second?a=1&b=2"),
    ("<link>https://mill.example/second?a=1&b=2</link>", "https://mill.example/second?a=1&b=2"),
    ("<guid>https://mill.example/second</guid>", "https://mill.example/second"),
    (
        f"<link>https://counter.example/~r/9</link><b:origLink {BURNER}>https://mill.example/second</b:origLink>",
        "https://mill.example/second",
    ),
    ('<guid isPermaLink="false">https://mill.example/second</guid>', None),
    ("<title>No address at all</title>", None),
    ("<link>javascript:alert(1)</link>", None),
    ("<link>http://[</link>", None),
]


@pytest.mark.parametrize(("item", "url"), ADDRESSES)
def test_an_entry_has_the_address_of_its_page_or_is_left_out(item: str, url: str | None) -> None:
    entries = _read(_rss(f"<item>{item}</item>"))
    assert [one.url for one in entries] == [STORY.url, *([url] if url else [])]


@pytest.mark.parametrize(
    "broken",
    [
        RSS_20.format(channel="", more="<item><title>torn"),
        RSS_20.format(channel="<description>A & B &nbsp; <br></description>", more=""),
        RSS_20.format(channel="", more="").replace('<?xml version="1.0"?>', "\n\n<?xml version='1.0'?>"),
        "\ufeff" + RSS_20.format(channel="", more=""),
        RSS_20.format(channel="<title>bad \x0b sign</title>", more=""),
    ],
    ids=["torn", "unescaped", "late declaration", "byte order mark", "control sign"],
)
def test_a_broken_feed_gives_what_can_be_read_of_it(broken: str) -> None:
    assert STORY.url in [one.url for one in _read(broken)]


@pytest.mark.parametrize(("declared", "said"), [("windows-1251", None), (None, "windows-1251")])
def test_a_feed_is_read_in_the_encoding_that_it_or_its_site_names(
    declared: str | None, said: str | None
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    item = "<item><title>Мельница</title><link>/m</link></item>"
    feed = f"{head}<rss version='2.0'><channel>{item}</channel></rss>"
    assert _read(feed.encode("cp1251"), said)[0].title == "Мельница"


@pytest.mark.parametrize(
    "day",
    [
        "yesterday",
        "",
        "Fri, 99 Nov 2018 14:00:00 +0200",
        "Fri, 23 Nov 1899 12:00:00 GMT",
        "9999-12-31T23:59:59-12:00",
    ],
)
def test_a_day_that_cannot_be_is_no_day(day: str) -> None:
    entries = _read(_rss(f"<item><link>/second</link><pubDate>{day}</pubDate></item>"))
    assert entries[1].published is None


def test_a_feed_can_neither_fetch_nor_swell_by_entities() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(12))
    feed = f'<!DOCTYPE rss [<!ENTITY file SYSTEM "file:///etc/hostname">{bomb}]>' + _rss(
        "<item><title>&file;&e11;</title><link>/second</link></item>"
    ).decode().removeprefix('<?xml version="1.0"?>')
    assert all(len(one.title or "") < 100 for one in _read(feed))


SYNDICATION = 'xmlns:s="http://purl.org/rss/1.0/modules/syndication/"'
FOUR_TIMES = f"<s:updateFrequency {SYNDICATION}>4</s:updateFrequency>"
EVERY = [
    ("<ttl>60</ttl>", 3600.0),
    ("<ttl>soon</ttl>", None),
    ("", None),
    (f"<s:updatePeriod {SYNDICATION}>hourly</s:updatePeriod>", 3600.0),
    (f"<s:updatePeriod {SYNDICATION}>never</s:updatePeriod>", None),
    (f"<s:updatePeriod {SYNDICATION}>daily</s:updatePeriod>{FOUR_TIMES}", 21_600.0),
]


@pytest.mark.parametrize(("channel", "every"), EVERY)
def test_how_often_a_feed_wants_to_be_looked_at_is_read(channel: str, every: float | None) -> None:
    assert read_feed(_rss(channel=channel), url=FEED).every == every


def test_an_empty_feed_is_a_feed() -> None:
    assert _read('<rss version="2.0"><channel><title>The Mill</title></channel></rss>') == ()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "neither RSS nor Atom"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither RSS nor Atom"),
        (b"Not found, sorry.", "neither RSS nor Atom"),
        (b"<!doctype html><html><body>The Mill</body></html>", "offers no feed"),
        (
            b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>',
            "https://mill.example/rss.xml",
        ),
    ],
)
def test_what_is_no_feed_is_told_with_what_to_do(body: bytes, says: str) -> None:
    with pytest.raises(FeedUnreadable, match=says):
        _read(body)
