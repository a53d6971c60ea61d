"""By what address a page is known: every way to write it comes to one.

Two addresses made one by mistake would lose a report; two kept apart by mistake only double one, which
linking then knows for a copy. So nothing is dropped but what is known to say nothing of the page.
"""

from __future__ import annotations

import re
from posixpath import normpath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

import httpx

from dateline.domain.errors import AddressForbidden

if TYPE_CHECKING:
    from typing import Any
    from urllib.parse import SplitResult

LONGEST = 2000
"""Signs of an address: what browsers and search engines take."""
LONGEST_GIVEN = 4096
"""Signs of an address as it is given, with all that says nothing of the page: what is fetched and kept."""
_LONGEST_HOST = 253  # RFC 1035


def canonical(url: str) -> str:
    """The address by which the page at `url` is known.

    It is written with https, in ASCII, without what follows "#" and without the parameters by which readers
    are tracked. It names the page; to fetch it, take the address as it was given.

    Raises:
        AddressForbidden: It is no address of a page on the web.
    """
    given = as_taken(url)
    if len(given) > LONGEST_GIVEN:
        raise AddressForbidden(url[:200], f"Give an address of at most {LONGEST_GIVEN:,} signs.")
    try:
        parts = urlsplit(given)
        host, port = _host(parts), parts.port
    except (ValueError, UnicodeError) as error:
        raise AddressForbidden(url[:200], "It is no address: check it for stray signs.") from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise AddressForbidden(url[:200], "Give an address that begins with https:// and has a host.")
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    fragment = _tidy(parts.fragment) if parts.fragment.startswith("!") else ""
    whole = urlunsplit(("https", where, _path(parts.path), _query(parts.query), fragment))
    if len(whole) > LONGEST:
        raise AddressForbidden(url[:200], f"Give an address of at most {LONGEST:,} signs.")
    return whole


def as_taken(url: str) -> str:
    """An address as browsers take it: without white space round it, and in one line."""
    return re.sub(r"[\t\r\n]", "", url.strip())


def host_of(url: str) -> str:
    """The host in an address, in ASCII and small letters; "" where there is none."""
    try:
        return _host(urlsplit(url.strip()))
    except (ValueError, UnicodeError):
        return ""


def site_of(url: str) -> str:
    """The host without the "www." or "m." by which a site only has several doors."""
    return _DOOR.sub("", host_of(url))


def declared(body: bytes, url: str) -> str | None:
    """The canonical address that the page fetched from `url` gives itself; None where it gives none to trust.

    A page is believed if it names one on its own site. It is not where it names what lies above it, as those
    do that were all given the address of their section, or drops a number by which it was asked for.
    """
    href = _canonical_link(body)
    if not href:
        return None
    try:
        said, here = canonical(urljoin(url, href)), canonical(url)
    except (AddressForbidden, ValueError):
        return None
    told, asked = urlsplit(said), urlsplit(here)
    article = _OTHER_FORM.sub("", asked.path)
    lies_above = told.path != article and f"{article}/".startswith(f"{told.path.rstrip('/')}/")
    if site_of(said) != site_of(here) or lies_above:
        return None
    dropped = set(_pairs(asked.query)) - set(_pairs(told.query))
    if told.path == article and any(re.search(r"\d", value) for _, value in dropped):
        return None
    return said


_OTHER_FORM = re.compile(r"/(?:amp|print)\Z")
_DOOR = re.compile(r"\A(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
# By name: a pattern over names ("…id", "ref…") would take the number of an article for a tracker.
_TRACKERS = re.compile(
    r"""(?: utm_\w+ | at_(?:medium|campaign|custom\d|link_\w+|format|bbc_team|ptr_\w+)
    | pk_(?:campaign|kwd|source|medium|content) | mtm_\w+
    | matomo_\w+ | hsa_\w+ | _hs(?:enc|mi) | mc_[ce]id | vero_\w+ | oly_\w+ | fbclid
    | gclid | gclsrc | gbraid | wbraid | dclid | msclkid | yclid | twclid | ttclid | igshid | igsh | li_fat_id
    | fb_(?:action_ids|action_types|source|ref) | _ga | _gl | ml_subscriber\w* | ito | cmpid | ocid | ns_\w+
    | s_cid | spm | wt_mc | xtor | __twitter_impression | guce_\w+ )""",
    re.VERBOSE | re.IGNORECASE,
)
_UNRESERVED = re.compile(rb"[A-Za-z0-9._~-]")
_PLAIN = "!$&'()*+,;=:@/?-._~"  # RFC 3986: what path and query may hold as it is
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LOOKED_AT = 512 * 1024  # bytes within which a page's head ends


def _host(parts: SplitResult) -> str:
    """The host as it goes over the wire."""
    name = (parts.hostname or "").rstrip(".")
    if not name:
        return ""
    try:
        host = httpx.URL(scheme="https", host=name).raw_host.decode("ascii").lower()
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    if ".." in host or len(host) > _LONGEST_HOST or re.search(r"[^\w.:-]", host):
        raise ValueError("the host is no name")
    return host


def _path(path: str) -> str:
    """The path with "." and ".." worked out and its signs written one way, and no slash at its end."""
    tidy = _tidy(path)
    if re.search(r"(?:\A|/)\.\.?(?:/|\Z)", tidy):
        tidy = "/" + normpath("/" + tidy).lstrip("/")
    return tidy.rstrip("/") or "/"


def _query(query: str) -> str:
    """The parameters that may say which page it is, in one order."""
    kept = sorted(pair for pair in _pairs(query) if not _TRACKERS.fullmatch(pair[0]))
    return "&".join(f"{name}={value}" if has_sign else name for name, value, has_sign in map(_split, kept))


def _pairs(query: str) -> list[tuple[str, str]]:
    """The parameters, each a name and a value with its "=", if there is one."""
    found = []
    for pair in query.split("&"):
        if pair:
            name, sign, value = _tidy(pair).partition("=")
            found.append((name, sign + value))
    return found


def _split(pair: tuple[str, str]) -> tuple[str, str, bool]:
    name, value = pair
    return name, value.removeprefix("="), value.startswith("=")


def _tidy(part: str) -> str:
    """A part of an address with every sign either plain or escaped in the one way of RFC 3986."""

    def one(match: re.Match[str]) -> str:
        sign = unquote_to_bytes(match[0])
        return sign.decode("ascii") if _UNRESERVED.fullmatch(sign) else match[0].upper()

    pieces = _ESCAPE.split(part)
    # Every second piece is the number of an escape; what lies between holds none, so "%" there is a sign.
    written = [
        _ESCAPE.sub(one, f"%{piece}") if number % 2 else quote(piece, safe=_PLAIN)
        for number, piece in enumerate(pieces)
    ]
    return "".join(written)


def _canonical_link(body: bytes) -> str | None:
    """What `<link rel="canonical">` in the head of a page holds."""
    from lxml import etree  # noqa: PLC0415 (heavy: only where a page is read)

    parser: Any = etree.HTMLPullParser(events=("end",), tag=("link", "head"))
    try:
        parser.feed(body[:_LOOKED_AT])
        for _, element in parser.read_events():
            if element.tag == "head":
                return None
            if "canonical" in (element.get("rel") or "").lower().split():
                return (element.get("href") or "").strip() or None
    except etree.LxmlError:
        return None
    return None
