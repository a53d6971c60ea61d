"""Sites that mean harm, or are badly broken: each is an error of ours, in time."""

from __future__ import annotations

import gzip
import socket
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from httpcore._backends.sync import SyncStream

from dateline.adapters.answering import seconds_to_wait
from dateline.adapters.deadlines import Watch
from dateline.adapters.feeds import canonical, read_feed
from dateline.adapters.network import Fetcher
from dateline.domain.errors import AddressForbidden, FetchTimedOut
from tests.sites import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler

    from tests.sites import Site

pytestmark = pytest.mark.loopback


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def test_a_site_whose_headers_never_end_is_left_at_the_deadline(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.answers["/page"] = drip
    begun = time.monotonic()
    with pytest.raises(FetchTimedOut):
        Fetcher(allow_private=True, patience=1.0, deadline=0.6)(site.url())
    assert time.monotonic() - begun < 3


def test_a_page_without_a_length_that_is_not_all_there_at_the_deadline_is_no_page(site: Site) -> None:
    def stall(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n<p>Two shells fell")
        handler.wfile.flush()
        time.sleep(2)

    site.answers["/page"] = stall
    with pytest.raises(FetchTimedOut):
        Fetcher(allow_private=True, patience=5.0, deadline=0.6)(site.url())


@pytest.mark.parametrize("tail", [b"", b"\0" * 64, b"\x1f"])
def test_files_that_were_packed_one_behind_the_other_are_read_whole(site: Site, tail: bytes) -> None:
    packed = gzip.compress(b"<urlset>" + _named(1)) + gzip.compress(_named(2) + b"</urlset>") + tail
    assert len(read_feed(packed, url="https://mill.example/map.xml.gz").entries) == 2
    site.gives("/page", packed, Content_Encoding="gzip")
    assert Fetcher(allow_private=True)(site.url()).body == b"".join(
        (b"<urlset>", _named(1), _named(2), b"</urlset>")
    )


def test_a_file_of_countless_empty_files_is_left_in_time() -> None:
    begun = time.monotonic()
    packed = gzip.compress(b"<urlset>" + _named(1)) + gzip.compress(b"") * 300_000
    assert len(read_feed(packed, url="https://mill.example/map.xml.gz").entries) == 1
    assert time.monotonic() - begun < 20


def _named(number: int) -> bytes:
    return f"<url><loc>https://mill.example/{number}</loc></url>".encode()


def test_a_connection_that_is_made_after_the_deadline_is_ended_at_once() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        watch = Watch()
        watch.end()
        watch.hear("connection.connect_tcp.complete", {"return_value": SyncStream(ours)})
        assert theirs.recv(1) == b""


@pytest.mark.parametrize(
    "said", ["Mon, 01 Jan 99999999999999 00:00:00 GMT", "Mon, 99999999999999999999999 Jan 2020 00:00:00 GMT"]
)
def test_a_day_that_no_calendar_has_is_no_word_on_when_to_come_back(said: str) -> None:
    assert seconds_to_wait([("Retry-After", said)], now=datetime(2018, 11, 23, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "url",
    [
        f"https://mill.example/1#{'x' * 5000}",  # the page is known without it, but asked for with it
        f"https://mill.example/1?utm_source={'x' * 5000}",
        f"https://{'a.' * 130}example/1",
    ],
)
def test_an_address_that_is_longer_than_any_is_no_address(url: str) -> None:
    with pytest.raises(AddressForbidden):
        canonical(url)
