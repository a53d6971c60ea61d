"""The network: pages by HTTP, with limits, and from nowhere but where was asked.

`fetch` is the port `dateline.reading.Fetch` over httpx; `Fetcher.ask` tells more, and asks again for no more
than what has changed. Every address that a name leads to is
looked at before a connection is made, and the connection is made to the very address that was
looked at, so that a name cannot lead elsewhere a moment later (DNS rebinding). Every redirect is
a new address and goes the same way.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

import httpx

from dateline.adapters.answering import Answer, Unchanged, Validators, seconds_to_wait
from dateline.adapters.deadlines import ended_at
from dateline.adapters.robots import Rules
from dateline.adapters.unpacking import LATER, body_of
from dateline.domain.errors import (
    AddressForbidden,
    AnsweredWithError,
    ComeBackLater,
    FetchFailed,
    FetchTimedOut,
    HostUnknown,
    LoginWall,
    NoConnection,
    PageTooLarge,
    TooManyRedirects,
)
from dateline.reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dateline.adapters.answering import Pace
    from dateline.reading import Fetched

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
    """Fetches pages. One fetcher asks a site once a day for its robots.txt.

    Attributes:
        contact: Where a site's owner can turn to; it stands in the User-Agent.
        allow_private: Whether private, loopback and other addresses that are not on the public
            internet may be fetched from.
        max_bytes: The size limit, unpacked.
        max_redirects: How many redirects are followed.
        patience: Seconds for a connection, and for each answer of the site to come.
        deadline: Seconds for all of it, redirects and robots.txt included.
        resolve: A host and a port to its addresses.
        pace: Who says whether it is our turn at a host; without, a page is fetched at once.
    """

    contact: str = CONTACT
    allow_private: bool = False
    max_bytes: int = MAX_BYTES
    max_redirects: int = 10
    patience: float = 15.0
    deadline: float = 60.0
    resolve: Callable[[str, int], Sequence[str]] = _resolve
    pace: Pace | None = None
    _robots: dict[str, Rules] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, url: str, /) -> Fetched:
        """The page at `url`; see `fetch` for the errors."""
        answer = self.ask(url)
        if isinstance(answer, Unchanged):
            raise AnsweredWithError(f"304 from {answer.url}", LATER, status=304)
        return answer.fetched

    def ask(self, url: str, known: Validators | None = None) -> Answer | Unchanged:
        """What the site answers at `url`; `Unchanged` where it still is the version that `known` tells of.

        Raises:
            FetchFailed: It could not be fetched; the subclass says why. `ComeBackLater` where the site asks
                to be left alone, `NotOurTurn` where `pace` does.
            PageTooLarge: It has more than `max_bytes`.
            LoginWall: The site asks for a login.
        """
        known = known or Validators()
        answer = self._follow(url, time.monotonic() + self.deadline, known=known, robots=True)
        if answer.status == _NOT_MODIFIED and (known.etag or known.last_modified):
            return Unchanged(url=answer.url, at=datetime.now(UTC))
        if answer.status in _LOGIN:
            raise LoginWall(answer.url, "Log in with a browser, save the page, and read the saved file.")
        if answer.status in _COME_BACK:
            raise self._told_off(answer)
        # What is neither a page nor an error (a 304 that nobody asked for) is no page either.
        if not 200 <= answer.status < 300:  # noqa: PLR2004 (HTTP's successes)
            raise AnsweredWithError(
                f"{answer.status} from {answer.url}", _remedy_for(answer.status), status=answer.status
            )
        return Answer(
            url=answer.url,
            status=answer.status,
            body=answer.body,
            charset=answer.charset,
            headers=answer.headers,
            at=datetime.now(UTC),
        )

    @property
    def user_agent(self) -> str:
        """How the fetcher names itself: "Dateline/0.1 (+https://…)"."""
        return f"{_PRODUCT}/{version('dateline').rpartition('.')[0]} (+{self.contact})"

    def _told_off(self, answer: _Response) -> ComeBackLater:
        """What is raised where a site has had enough, or is down; `pace` is told, for all who ask it."""
        wait = seconds_to_wait(answer.headers, now=datetime.now(UTC))
        host = httpx.URL(answer.url).host
        if self.pace is not None:
            self.pace.leave_alone(host, wait)
        return ComeBackLater(
            f"{answer.status} from {answer.url}",
            _remedy_for(answer.status),
            status=answer.status,
            wait=wait or 0.0,
        )

    def _follow(self, url: str, deadline: float, *, known: Validators, robots: bool) -> _Response:
        """The answer behind all redirects. A page's host is asked for our turn once, however it redirects."""
        been: list[str] = []
        hosts: set[str] = set()
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
                rules = self._ask_robots(address, deadline)
                if self.pace is not None and address.host not in hosts:
                    hosts.add(address.host)
                    deadline += self.pace.turn(address.host, rules.delay)
            answer = self._get(address, numbers, deadline, known)
            if answer.location is None:
                return answer
            url = str(address.join(answer.location))

    def _ask_robots(self, address: httpx.URL, deadline: float) -> Rules:
        """The rules of the site; what they forbid is refused."""
        site = f"{address.scheme}://{address.netloc.decode()}"
        rules = self._robots.get(site)
        if rules is None or rules.stale:
            rules = self._robots[site] = Rules.parse(self._robots_of(site, address, deadline), _PRODUCT)
        rules.check(str(address), site)
        return rules

    def _robots_of(self, site: str, page: httpx.URL, deadline: float) -> str | None:
        """A site's robots.txt (RFC 9309): none at all allows all; None, an error of the site, nothing."""
        try:
            answer = self._follow(f"{site}/robots.txt", deadline, known=Validators(), robots=False)
        except (NoConnection, FetchTimedOut) as error:  # the page would meet the same, and it was asked for
            raise type(error)(error.about.replace(f"{site}/robots.txt", str(page)), error.remedy) from error
        except (AddressForbidden, HostUnknown):
            raise
        except (FetchFailed, PageTooLarge):
            return None
        if answer.status >= 500:  # noqa: PLR2004 (the first of the site's own errors)
            return None
        return answer.body[:_ROBOTS_READ].decode("utf-8", errors="replace") if answer.status < 400 else ""  # noqa: PLR2004

    def _get(
        self, address: httpx.URL, numbers: Sequence[str], deadline: float, known: Validators
    ) -> _Response:
        """One request, to the first of the host's checked addresses that takes it."""
        refused: NoConnection | None = None
        for ip in numbers:
            try:
                return self._get_from(ip, address, deadline, known)
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

    def _get_from(self, ip: str, address: httpx.URL, deadline: float, known: Validators) -> _Response:
        # The request goes to the number; Host header and TLS (name and certificate) keep the name.
        target = address.copy_with(host=ip)
        headers = {"Host": address.netloc.decode(), "User-Agent": self.user_agent, **_ACCEPTED}
        headers |= known.headers
        patience = min(self.patience, deadline - time.monotonic())
        if patience <= 0:
            raise FetchTimedOut(str(address), LATER)
        # trust_env: a proxy from the environment would resolve the name anew, out of our sight.
        with (
            _told_in_our_words(address),
            ended_at(deadline) as watch,
            httpx.Client(timeout=patience, trust_env=False) as client,
            client.stream(
                "GET",
                target,
                headers=headers,
                extensions={"sni_hostname": _wire_name(address), "trace": watch.hear},
            ) as response,
        ):
            moved = response.headers.get("Location") if response.status_code in _MOVED else None
            body = b"" if moved else body_of(response, address, deadline, self.max_bytes)
            return _Response(
                url=str(address),
                status=response.status_code,
                body=body,
                charset=response.charset_encoding,
                headers=tuple(response.headers.multi_items()),
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
class _Response:
    """A site's answer of any kind; `location` is where it sends on to."""

    url: str
    status: int
    body: bytes
    charset: str | None
    headers: tuple[tuple[str, str], ...]
    location: str | None


_PRODUCT = "Dateline"
_ACCEPTED = {
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",  # no packing that makes a small piece unpack past all limits at once
}
_MOVED = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_LOGIN = (401, 402, 407)
_COME_BACK = (429, 503)
_ROBOTS_READ = 500 * 1024  # bytes that RFC 9309 asks to read of a robots.txt
_LONGEST_URL = 4096
_PORTS = 65536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHECK_SPELLING = "Check the spelling, and that this machine reaches the network."


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
        raise FetchTimedOut(str(address), LATER) from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchFailed(f"{address} ({_reason(error)})", LATER) from error


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
            return LATER
