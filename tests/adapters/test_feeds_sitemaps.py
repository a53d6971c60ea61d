"""Sitemaps: which pages they name, within bounds."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from dateline.adapters.feeds import Entry, Map, read_feed, sitemaps
from dateline.domain.errors import FeedUnreadable

HOME = "https://mill.example/maps/all.xml"
PLAIN = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _day(day: int, hour: int = 0) -> datetime:
    return datetime(2018, 11, day, hour, tzinfo=UTC)


def _pages(inner: str, xmlns: str = PLAIN) -> bytes:
    return f'<?xml version="1.0"?><urlset xmlns="{xmlns}">{inner}</urlset>'.encode()


def test_a_sitemap_names_pages_with_their_last_change() -> None:
    inner = """
        <url><loc> https://mill.example/one </loc><lastmod>2018-11-23</lastmod></url>
        <url><loc>/two?a=1&amp;b=2</loc><lastmod>2018-11-23T14:00:00+02:00</lastmod></url>
        <url><loc>https://mill.example/three</loc><lastmod>last week</lastmod></url>
        <url><loc>mailto:desk@mill.example</loc></url><url><lastmod>2018-11-23</lastmod></url>"""
    assert read_feed(_pages(inner), url=HOME).entries == (
        Entry(url="https://mill.example/one", changed=_day(23)),
        Entry(url="https://mill.example/two?a=1&b=2", changed=_day(23, 12)),
        Entry(url="https://mill.example/three"),
    )


NEWS = """<url xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><loc>https://mill.example/one</loc>
    <news:news><news:publication><news:name>The Mill</news:name></news:publication>
    <news:publication_date>2018-11-23T12:00Z</news:publication_date>
    <news:title>Shells fall on Sarr</news:title></news:news>
    <image:image><image:loc>https://mill.example/picture.png</image:loc></image:image></url>"""


def test_a_news_sitemap_tells_title_and_day_and_its_pictures_are_no_pages() -> None:
    entries = read_feed(_pages(NEWS), url=HOME).entries
    assert entries == (
        Entry(url="https://mill.example/one", title="Shells fall on Sarr", published=_day(23, 12)),
    )


@pytest.mark.parametrize("xmlns", ["", "http://www.google.com/schemas/sitemap/0.84", "wrong"])
def test_a_wrong_namespace_does_not_matter(xmlns: str) -> None:
    assert len(read_feed(_pages("<url><loc>/one</loc></url>", xmlns), url=HOME).entries) == 1


INDEX = b"""<sitemapindex><sitemap><loc>/maps/1.xml.gz</loc><lastmod>2018-11</lastmod></sitemap>
    <sitemap><loc>https://mill.example/maps/2.xml</loc></sitemap></sitemapindex>"""


def test_an_index_names_further_sitemaps() -> None:
    listing = read_feed(INDEX, url=HOME)
    assert listing.maps == (
        Map(url="https://mill.example/maps/1.xml.gz", changed=_day(1)),
        Map(url="https://mill.example/maps/2.xml"),
    )
    assert listing.entries == ()


def test_a_packed_sitemap_is_unpacked_and_a_torn_one_gives_what_came() -> None:
    packed = gzip.compress(_pages("<url><loc>/one</loc></url>"))
    assert len(read_feed(packed, url=HOME).entries) == 1
    assert len(read_feed(packed[:-5], url=HOME).entries) == 1


def test_what_comes_before_a_fault_stands() -> None:
    torn = _pages("<url><loc>/one</loc></url><url><loc>/two</loc></url>")[:-12]
    assert [one.url for one in read_feed(torn, url=HOME).entries] == ["https://mill.example/one"]
    late = b"\n\n" + _pages("<url><loc>/one</loc></url>")
    assert len(read_feed(late, url=HOME).entries) == 1


def test_a_sitemap_can_neither_fetch_nor_swell_by_entities() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "boom"}">' for n in range(12))
    inner = (
        "<url><loc>https://mill.example/&file;</loc></url><url><loc>https://mill.example/&e11;</loc></url>"
    )
    head = f'<!DOCTYPE urlset [<!ENTITY file SYSTEM "file:///etc/hostname">{bomb}]>'
    body = f"{head}<urlset>{inner}<url><loc>/one</loc></url></urlset>".encode()
    entries = read_feed(body, url=HOME).entries
    assert {one.url for one in entries} <= {"https://mill.example/one"}, "none, or those without an entity"


def test_no_more_is_read_than_a_sitemap_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_NAMED", 3)
    inner = "".join(f"<url><loc>/{n}</loc></url>" for n in range(10))
    assert len(read_feed(_pages(inner), url=HOME).entries) == 3


def test_a_packed_bomb_is_unpacked_to_the_bound_and_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_BYTES", 1_000_000)
    bomb = gzip.compress(b"<urlset><url><loc>/one</loc></url>" + b" " * 50_000_000)
    assert sum(map(len, sitemaps.unpacked(bomb))) == 1_000_000
    assert len(read_feed(bomb, url=HOME).entries) == 1


@pytest.mark.parametrize("body", [b"<other/>", b"\x1f\x8bnot gzip", b"<!-- <urlset> -->"])
def test_what_is_no_sitemap_is_told(body: bytes) -> None:
    with pytest.raises(FeedUnreadable, match=HOME):
        sitemaps.read_sitemap(body, url=HOME)
