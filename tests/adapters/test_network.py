"""Fetching: what is fetched, what is refused, and where a connection goes. The sites stand on loopback."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.network import Fetcher, fetch, is_public
from dateline.domain.errors import (
    AddressForbidden,
    AnsweredWithError,
    FetchFailed,
    FetchTimedOut,
    HostUnknown,
    LoginWall,
    NoConnection,
    PageTooLarge,
    RobotsForbid,
    TooManyRedirects,
)
from dateline.reading import MAX_BYTES, read
from tests.sites import PAGE, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from http.server import BaseHTTPRequestHandler

    from tests.sites import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def near() -> Fetcher:
    """A fetcher that may fetch from loopback."""
    return Fetcher(allow_private=True, patience=2.0, deadline=8.0)


def _names(**hosts: str | Sequence[str]) -> Callable[[str, int], Sequence[str]]:
    """A resolver that knows these hosts ("mill" for mill.example)."""

    def resolve(host: str, _: int) -> Sequence[str]:
        known = hosts.get(host.removesuffix(".example"), host)
        return [known] if isinstance(known, str) else known

    return resolve


pytestmark = pytest.mark.loopback


def test_a_page_is_fetched_with_its_charset_and_the_time(site: Site, near: Fetcher) -> None:
    site.gives("/page", "Сообщили в больнице.".encode("koi8-r"), Content_Type="text/plain; charset=koi8-r")

    fetched = near(site.url())

    assert fetched.url == site.url()
    assert fetched.charset == "koi8-r"
    assert fetched.body.decode("koi8-r") == "Сообщили в больнице."
    assert fetched.at.utcoffset() is not None


def test_read_takes_the_fetcher_as_its_port(site: Site, near: Fetcher) -> None:
    site.gives("/page")

    report = read(site.url(), fetch=near)

    assert report.text.endswith("Nobody was hurt.")
    assert report.url == site.url()
    assert report.fetched is not None


def test_the_fetcher_names_itself_and_whom_to_turn_to(site: Site) -> None:
    site.gives("/page")

    Fetcher(allow_private=True, contact="https://mill.example/bot")(site.url())

    assert {one["User-Agent"] for one in site.headers} == {"Dateline/0.1 (+https://mill.example/bot)"}


def test_redirects_are_followed_to_where_they_lead(site: Site, near: Fetcher) -> None:
    site.gives("/old", "", status=301, Location="/newer")
    site.gives("/newer", "", status=302, Location=site.url("/page?x=1#part"))
    site.gives("/page?x=1")

    assert near(site.url("/old")).url == site.url("/page?x=1")


def test_a_redirect_loop_is_left(site: Site, near: Fetcher) -> None:
    site.gives("/one", "", status=302, Location="/two")
    site.gives("/two", "", status=302, Location="/one")

    with pytest.raises(TooManyRedirects, match="leads back"):
        near(site.url("/one"))


def test_redirects_without_end_are_left(site: Site) -> None:
    for step in range(6):
        site.gives(f"/{step}", "", status=307, Location=f"/{step + 1}")

    with pytest.raises(TooManyRedirects, match="limit is 3"):
        Fetcher(allow_private=True, max_redirects=3)(site.url("/0"))


@pytest.mark.parametrize(
    ("url", "ip"),
    [
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://localhost/", "127.0.0.1"),
        ("http://mill.example/", "10.1.2.3"),
        ("http://mill.example/", "192.168.1.1"),
        ("http://mill.example/", "172.16.0.1"),
        ("http://mill.example/", "169.254.169.254"),
        ("http://mill.example/", "100.64.0.1"),
        ("http://mill.example/", "0.0.0.1"),
        ("http://mill.example/", "224.0.0.1"),
        ("http://mill.example/", "255.255.255.255"),
        ("http://[::1]/", "::1"),
        ("http://mill.example/", "fe80::1%eth0"),
        ("http://mill.example/", "fd00::1"),
        ("http://mill.example/", "::ffff:10.0.0.1"),
        ("http://mill.example/", "64:ff9b::a00:1"),
        ("http://mill.example/", "2002:a00:1::"),
        ("http://mill.example/", "ff02::1"),
    ],
)
def test_addresses_off_the_public_internet_are_refused_unless_asked_for(url: str, ip: str) -> None:
    with pytest.raises(AddressForbidden, match="not on the public internet") as caught:
        Fetcher(resolve=lambda _host, _port: [ip])(url)

    assert "allow private" in caught.value.remedy


def test_a_host_with_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(AddressForbidden):
        Fetcher(resolve=_names(mill=["93.184.216.34", "127.0.0.1"]))("http://mill.example/")


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public_addresses_are_public(ip: str) -> None:
    assert is_public(ip)


def test_what_is_no_address_at_all_is_not_public() -> None:
    assert not is_public("mill")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://mill.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///page",
        "//mill.example",
        "http://[::1",
        "http://mill.example:99999/",
        "",
    ],
)
def test_only_http_addresses_are_fetched(url: str) -> None:
    with pytest.raises(AddressForbidden) as caught:
        fetch(url)

    assert caught.value.remedy


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.gives("/page", "", status=302, Location="http://inside.example/secret")
    monkeypatch.setattr(
        "dateline.adapters.network.is_public", lambda ip: ip == "127.0.0.1"
    )  # loopback plays the internet

    with pytest.raises(AddressForbidden, match=r"inside\.example.*10\.0\.0\.7"):
        Fetcher(resolve=_names(mill="127.0.0.1", inside="10.0.0.7"))(site.url(host="mill.example"))

    assert site.asked == ["/robots.txt", "/page"]


def test_the_connection_goes_to_the_address_that_was_looked_at_and_keeps_the_name(site: Site) -> None:
    site.gives("/page")
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if port == site.port else []

    Fetcher(allow_private=True, resolve=resolve)(site.url(host="no-resolver-knows.example"))

    assert set(asked) == {
        "no-resolver-knows.example"
    }  # the system's resolver, which the tests keep shut, was not
    assert {one["Host"] for one in site.headers} == {f"no-resolver-knows.example:{site.port}"}


def test_the_next_address_of_a_host_is_tried_where_one_takes_no_connection(site: Site) -> None:
    site.gives("/page")

    fetcher = Fetcher(allow_private=True, resolve=_names(mill=["127.0.0.9", "127.0.0.1"]))

    assert fetcher(site.url(host="mill.example")).body


def test_a_refused_connection_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

        with pytest.raises(NoConnection) as caught:
            Fetcher(allow_private=True)(f"http://127.0.0.1:{port}/")

    assert caught.value.remedy


def test_a_name_that_leads_nowhere_says_so() -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    for fetcher in (Fetcher(resolve=resolve), Fetcher(resolve=lambda _host, _port: [])):
        with pytest.raises(HostUnknown, match="spelling"):
            fetcher("http://mill.example/")


def test_a_site_that_does_not_answer_is_left(site: Site) -> None:
    site.answers["/page"] = lambda _handler: time.sleep(1.5)

    with pytest.raises(FetchTimedOut):
        Fetcher(allow_private=True, patience=0.3)(site.url())


def test_a_site_that_answers_drop_by_drop_is_left_at_the_deadline(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.answers["/page"] = drip

    with pytest.raises(FetchTimedOut):
        Fetcher(allow_private=True, patience=1.0, deadline=0.6)(site.url())


def test_an_answer_that_breaks_off_or_is_no_http_says_so(site: Site, near: Fetcher) -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"short")
        handler.close_connection = True

    site.answers["/page"] = break_off
    site.answers["/noise"] = lambda handler: handler.wfile.write(b"\x00\x01 no http \r\n\r\n")
    site.gives("/torn", b"no gzip at all", Content_Encoding="gzip")

    for path in ("/page", "/noise", "/torn"):
        with pytest.raises(FetchFailed):
            near(site.url(path))


def test_a_page_over_the_limit_is_refused_by_its_length_or_while_it_comes(site: Site, near: Fetcher) -> None:
    def announce(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(MAX_BYTES + 1))
        handler.end_headers()

    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(30):
            handler.wfile.write(bytes(1024 * 1024))

    site.answers["/page"] = announce
    site.answers["/endless"] = pour

    for path in ("/page", "/endless"):
        with pytest.raises(PageTooLarge, match="20 MB"):
            near(site.url(path))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_packed_bomb_is_refused_while_it_unpacks(site: Site, near: Fetcher, encoding: str) -> None:
    zeros = bytes(40 * 1024**2)
    packed = gzip.compress(zeros, 9) if encoding == "gzip" else zlib.compress(zeros, 9)
    assert len(packed) < 100_000
    site.gives("/page", packed, Content_Encoding=encoding)

    with pytest.raises(PageTooLarge):
        near(site.url())


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, LoginWall),
        (402, LoginWall),
        (403, AnsweredWithError),
        (404, AnsweredWithError),
        (429, AnsweredWithError),
        (500, AnsweredWithError),
        (503, AnsweredWithError),
    ],
)
def test_an_error_of_the_site_is_told_with_its_number(
    site: Site, near: Fetcher, status: int, error: type[Exception]
) -> None:
    site.gives("/page", "no", status=status)

    with pytest.raises(error) as caught:
        near(site.url())

    assert site.url() in str(caught.value)


ROBOTS = (
    "User-agent: *\nDisallow: /private/\n\nUser-agent: Dateline\nDisallow: /drafts/\nAllow: /drafts/open\n"
)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/page", True), ("/private/page", True), ("/drafts/page", False), ("/drafts/open", True)],
)
def test_what_robots_txt_says_to_dateline_is_kept(
    site: Site, near: Fetcher, path: str, *, allowed: bool
) -> None:
    site.gives("/robots.txt", ROBOTS, Content_Type="text/plain")
    site.gives(path)

    if allowed:
        assert near(site.url(path)).body
    else:
        with pytest.raises(RobotsForbid, match="save it"):
            near(site.url(path))
        assert path not in site.asked


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (401, True), (403, True), (429, True), (500, False), (503, False)]
)
def test_a_site_without_robots_txt_allows_all_and_one_that_cannot_give_it_nothing(
    site: Site, near: Fetcher, status: int, *, allowed: bool
) -> None:
    site.gives("/robots.txt", "no", status=status)
    site.gives("/page")

    if allowed:
        assert near(site.url()).body
    else:
        with pytest.raises(RobotsForbid, match="cannot be read"):
            near(site.url())


def test_robots_txt_is_asked_for_once_and_of_every_site_that_a_redirect_leads_to(site: Site) -> None:
    fetcher = Fetcher(allow_private=True, resolve=_names(mill="127.0.0.1", barn="127.0.0.1"))
    site.gives("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    site.gives("/page")
    site.gives("/away", "", status=302, Location=site.url("/closed", host="barn.example"))
    site.gives("/closed")

    fetcher(site.url(host="mill.example"))
    fetcher(site.url(host="mill.example"))
    with pytest.raises(RobotsForbid):
        fetcher(site.url("/away", host="mill.example"))

    assert site.asked == ["/robots.txt", "/page", "/page", "/away", "/robots.txt"]


def test_an_address_with_a_password_in_it_is_fetched_without(site: Site, near: Fetcher) -> None:
    site.gives("/page")

    assert near(f"http://user:secret@127.0.0.1:{site.port}/page").url == site.url()
    assert all("Authorization" not in one for one in site.headers)


def test_proxies_of_the_environment_are_not_used(
    site: Site, near: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.gives("/page")

    assert near(site.url()).body


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd"])
def test_a_packing_that_was_not_asked_for_is_refused_unopened(
    site: Site, near: Fetcher, encoding: str
) -> None:
    twice = gzip.compress(gzip.compress(bytes(300 * 1024**2), 9), 9)
    site.gives("/page", twice, Content_Encoding=encoding)
    with pytest.raises(FetchFailed, match="packed as"):
        near(site.url())


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_a_packed_page_is_unpacked(site: Site, near: Fetcher, encoding: str) -> None:
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = {
        "gzip": gzip.compress(PAGE.encode()),
        "deflate": zlib.compress(PAGE.encode()),
        "raw deflate": raw.compress(PAGE.encode()) + raw.flush(),
    }[encoding]
    site.gives("/page", packed, Content_Encoding=encoding.rsplit(maxsplit=1)[-1])
    assert near(site.url()).body == PAGE.encode()


def test_a_page_damaged_in_its_packing_says_so(site: Site, near: Fetcher) -> None:
    site.gives("/page", b"this is not gzip", Content_Encoding="gzip")
    with pytest.raises(FetchFailed, match="damaged in its packing"):
        near(site.url())


def test_a_name_is_looked_up_as_it_goes_over_the_wire(site: Site) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.gives("/page", PAGE)
    Fetcher(allow_private=True, resolve=resolve)(site.url(host="straße.example"))
    assert set(asked) == {"xn--strae-oqa.example"}


def test_a_refused_address_is_told_as_it_was_given() -> None:
    with pytest.raises(AddressForbidden, match=r"http://10\.0\.0\.1/report "):
        Fetcher()("http://10.0.0.1/report")


def test_a_port_that_is_none_says_so() -> None:
    with pytest.raises(AddressForbidden, match="port must be one from 1 to 65535"):
        Fetcher()("http://site.example:99999/")
