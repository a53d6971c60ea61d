"""The network: pages by HTTP, with limits, and from nowhere but where was asked.

`fetch` is the port `dateline.reading.Fetch` over httpx. Every address that a name leads to is
looked at before a connection is made, and the connection is made to the very address that was
looked at, so that a name cannot lead elsewhere a moment later (DNS rebinding). Every redirect is
a new address and goes the same way.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

import httpx

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
from dateline.reading import MAX_BYTES, Fetched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CONTACT = "https://example.org/dateline"
"""What the User-Agent gives a site's owner to turn to. A placeholder: whoever fetches sets their own."""


def fetch(url: str, /) -> Fetched:
    """The page at `url`, with the limits of `Fetcher`.

    Raises:
        FetchFailed: It could not be fetched; the subclass says why.
        PageTooLarge: It has more than `MAX_BYTES`.
        LoginWall: The site asks for a login.
    """
    return Fetcher()(url)


def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """Fetches pages. One fetcher asks a site once for its robots.txt.

    Attributes:
        contact: Where a site's owner can turn to; it stands in the User-Agent.
        allow_private: Whether private, loopback and other addresses that are not on the public
            internet may be fetched from.
        max_bytes: The size limit, unpacked.
        max_redirects: How many redirects are followed.
        patience: Seconds for a connection, and for each answer of the site to come.
        deadline: Seconds for all of it, redirects and robots.txt included.
        resolve: A host and a port to its addresses.
    """

    contact: str = CONTACT
    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    max_redirects: int = 10
    patience: float = 15.0
    deadline: float = 60.0
    resolve: Callable[[str, int], Sequence[str]] = _resolve
    _robots: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, url: str, /) -> Fetched:
        """The page at `url`; see `fetch` for the errors."""
        answer = self._follow(url, time.monotonic() + self.deadline, robots=True, limit=self.max_bytes)
        if answer.status in _LOGIN:
            raise LoginWall(answer.url, "Log in with a browser, save the page, and read the saved file.")
        if answer.status >= 400:  # noqa: PLR2004 (the first of HTTP's errors)
            raise AnsweredWithError(f"{answer.status} from {answer.url}", _remedy_for(answer.status))
        return Fetched(url=answer.url, body=answer.body, charset=answer.charset, at=datetime.now(UTC))

    @property
    def user_agent(self) -> str:
        """How the fetcher names itself: "Dateline/0.1 (+https://…)"."""
        return f"{_PRODUCT}/{version('dateline').rpartition('.')[0]} (+{self.contact})"

    def _follow(self, url: str, deadline: float, *, robots: bool, limit: int) -> _Answer:
        """The answer behind all redirects."""
        been: list[str] = []
        while True:
            address = _checked_url(url)
            if str(address) in been:
                raise TooManyRedirects(
                    been[0], f"It leads back to {address}: open it in a browser and save the page."
                )
            if len(been) > self.max_redirects:
                raise TooManyRedirects(
                    been[0], f"The limit is {self.max_redirects}: give the address where it ends."
                )
            been.append(str(address))
            numbers = self._allowed_addresses(address)
            if robots:
                self._ask_robots(address, deadline)
            answer = self._get(address, numbers, deadline, limit)
            if answer.location is None:
                return answer
            url = str(address.join(answer.location))

    def _ask_robots(self, address: httpx.URL, deadline: float) -> None:
        """Refuse what robots.txt forbids (RFC 9309: none at 4xx allows all, an error of the site nothing)."""
        from protego import Protego  # noqa: PLC0415 (only where a page is fetched)

        site = f"{address.scheme}://{address.netloc.decode()}"
        if site not in self._robots:
            self._robots[site] = self._robots_of(site, address, deadline)
        rules = self._robots[site]
        if rules is None:
            raise RobotsForbid(
                str(address), f"{site}/robots.txt cannot be read, which forbids all: try again later."
            )
        if not Protego.parse(rules).can_fetch(str(address), _PRODUCT):
            raise RobotsForbid(str(address), "Open the page in a browser, save it, and read the saved file.")

    def _robots_of(self, site: str, page: httpx.URL, deadline: float) -> str | None:
        try:
            answer = self._follow(f"{site}/robots.txt", deadline, robots=False, limit=self.max_bytes)
        except (NoConnection, FetchTimedOut) as error:  # the page would meet the same, and it was asked for
            raise type(error)(error.about.replace(f"{site}/robots.txt", str(page)), error.remedy) from error
        except (AddressForbidden, HostUnknown):
            raise
        except (FetchFailed, PageTooLarge):
            return None
        if answer.status >= 500:  # noqa: PLR2004 (the first of the site's own errors)
            return None
        return answer.body[:_ROBOTS_READ].decode("utf-8", errors="replace") if answer.status < 400 else ""  # noqa: PLR2004

    def _get(self, address: httpx.URL, numbers: Sequence[str], deadline: float, limit: int) -> _Answer:
        """One request, to the first of the host's checked addresses that takes it."""
        refused: NoConnection | None = None
        for ip in numbers:
            try:
                return self._get_from(ip, address, deadline, limit)
            except NoConnection as error:
                refused = error
        raise refused or HostUnknown(address.host, _CHECK_SPELLING)

    def _allowed_addresses(self, address: httpx.URL) -> Sequence[str]:
        port = address.port or (443 if address.scheme == "https" else 80)
        try:
            found = self.resolve(_wire_name(address), port)
        except (OSError, UnicodeError) as error:
            raise HostUnknown(address.host, _CHECK_SPELLING) from error
        if not self.allow_private and (closed := [ip for ip in found if not is_public(ip)]):
            raise AddressForbidden(
                f"{address} ({closed[0]} is not on the public internet)",
                "To read from your own network, allow private addresses (--allow-private), or give the file.",
            )
        return found

    def _get_from(self, ip: str, address: httpx.URL, deadline: float, limit: int) -> _Answer:
        # The request goes to the number; Host header and TLS (name and certificate) keep the name.
        target = address.copy_with(host=ip)
        headers = {"Host": address.netloc.decode(), "User-Agent": self.user_agent, **_ACCEPTED}
        patience = min(self.patience, deadline - time.monotonic())
        if patience <= 0:
            raise FetchTimedOut(str(address), _LATER)
        # trust_env: a proxy from the environment would resolve the name anew, out of our sight.
        with (
            _told_in_our_words(address),
            httpx.Client(timeout=patience, trust_env=False) as client,
            client.stream(
                "GET", target, headers=headers, extensions={"sni_hostname": _wire_name(address)}
            ) as response,
        ):
            moved = response.headers.get("Location") if response.status_code in _MOVED else None
            body = b"" if moved else _body(response, address, deadline, limit)
            return _Answer(
                url=str(address),
                status=response.status_code,
                body=body,
                charset=response.charset_encoding,
                location=moved,
            )


def is_public(ip: str) -> bool:
    """Whether an address is on the public internet, seen through the forms in which IPv6 carries IPv4."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
        if "%" in ip:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """A site's answer; `location` is where it sends on to."""

    url: str
    status: int
    body: bytes
    charset: str | None
    location: str | None


_PRODUCT = "Dateline"
_ACCEPTED = {
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",  # no packing that makes a small piece unpack past all limits at once
}
_MOVED = (301, 302, 303, 307, 308)
_LOGIN = (401, 402, 407)
_ROBOTS_READ = 500 * 1024  # bytes that RFC 9309 asks to read of a robots.txt
_LONGEST_URL = 4096
_PORTS = 65536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHECK_SPELLING = "Check the spelling, and that this machine reaches the network."
_LATER = "Try again later, or open the page in a browser, save it, and read the saved file."


def _checked_url(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise AddressForbidden(url[:_LONGEST_URL], "It is no address: check it for stray signs.") from error
    if address.scheme not in ("http", "https"):
        raise AddressForbidden(
            str(address), "Only http and https addresses are fetched; for a file give its path."
        )
    if address.port is not None and not 0 < address.port < _PORTS:
        raise AddressForbidden(url[:200], f"Its port must be one from 1 to {_PORTS - 1}.")
    if not address.host or len(url) > _LONGEST_URL:
        raise AddressForbidden(url[:200], "Give an address with a host, of at most 4,096 signs.")
    return address.copy_with(fragment=None, userinfo=b"")


def _wire_name(address: httpx.URL) -> str:
    """The host as it goes over the wire; Python's own codec would make another site of "straße.de"."""
    return address.raw_host.decode("ascii")


def _body(response: httpx.Response, address: httpx.URL, deadline: float, limit: int) -> bytes:
    """The body, unpacked, as long as it keeps to the limits."""
    too_large = PageTooLarge(
        str(address), f"The limit is {limit // 1024**2} MB: save the report alone and read that."
    )
    length = response.headers.get("Content-Length", "")
    if re.fullmatch(r"\d{1,18}", length) and int(length) > limit:
        raise too_large
    unpack = _unpacker(response, address)
    body = bytearray()
    # Not httpx's own unpacking: it unpacks a whole piece, as often as the header says, before we can measure.
    for piece in response.iter_raw():
        if time.monotonic() > deadline:
            raise FetchTimedOut(str(address), _LATER)
        try:
            body += unpack(piece, limit + 1 - len(body))
        except zlib.error as error:
            raise FetchFailed(f"{address} (damaged in its packing: {error})", _LATER) from error
        if len(body) > limit:
            raise too_large
    return bytes(body)


def _unpacker(response: httpx.Response, address: httpx.URL) -> Callable[[bytes, int], bytes]:
    """What unpacks the pieces of a body, each to a given number of bytes at most."""
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("", "identity"):
        return lambda piece, _: piece
    if packing in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress
    if packing == "deflate":
        return _Inflate()
    raise FetchFailed(f"{address} (packed as {packing[:60]})", _LATER)


class _Inflate:
    """Deflate with the header that the standard asks for, or without it, as some servers send it."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._begun = False

    def __call__(self, piece: bytes, most: int) -> bytes:
        try:
            unpacked = self._stream.decompress(piece, most)
        except zlib.error:
            if self._begun:
                raise
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            unpacked = self._stream.decompress(piece, most)
        self._begun = True
        return unpacked


@contextmanager
def _told_in_our_words(address: httpx.URL) -> Iterator[None]:
    """The errors of httpx as ours."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:  # another number of the host may answer
        raise NoConnection(
            f"{address} ({_reason(error)})", "Check the address, or try again later."
        ) from error
    except httpx.TimeoutException as error:
        raise FetchTimedOut(str(address), _LATER) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchFailed(f"{address} ({_reason(error)})", _LATER) from error


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _remedy_for(status: int) -> str:
    match status:
        case 403 | 429 | 451:
            return (
                "The site turns programs away: open the page in a browser, save it, and read the saved file."
            )
        case 404 | 410:
            return "Check the address; an archive may still have the page."
        case _:
            return _LATER
