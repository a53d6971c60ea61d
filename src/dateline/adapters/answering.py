"""What a site answers, what it is asked with, and who says whether it is our turn to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol

from dateline.reading import Fetched

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

Headers = tuple[tuple[str, str], ...]
"""The headers of an answer, as they came; a name may come more than once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a site said of a version (RFC 9110, section 8.8), to ask whether it still stands."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a request that wants no more than what has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value and _SENDABLE.fullmatch(value)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page with what the site said of it. `url` is where it was found, `at` an aware UTC time."""

    url: str
    status: int
    body: bytes
    charset: str | None
    headers: Headers
    at: datetime

    @property
    def validators(self) -> Validators:
        """What to ask for the next version with."""
        return Validators(
            etag=header(self.headers, "etag"), last_modified=header(self.headers, "last-modified")
        )

    @property
    def media_type(self) -> str | None:
        """The type that the site names, without its parameters: "text/html"."""
        said = (header(self.headers, "content-type") or "").partition(";")[0].strip().lower()
        return said if _MEDIA_TYPE.fullmatch(said) else None

    @property
    def fetched(self) -> Fetched:
        """The page alone, to be read."""
        return Fetched(url=self.url, body=self.body, charset=self.charset, at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The version that was asked about still stands."""

    url: str
    at: datetime


class Pace(Protocol):
    """Who sees to it that a host is asked no more often than it bears, by however many processes."""

    def turn(self, host: str, delay: float | None) -> float:
        """Take our turn at `host`; the seconds that were waited for it.

        Args:
            host: The name of the host.
            delay: Seconds from one page to the next that its robots.txt asks for, if it does.

        Raises:
            NotOurTurn: It is too long until then to wait.
        """
        ...

    def leave_alone(self, host: str, wait: float | None) -> None:
        """Keep from `host` for `wait` seconds; for some time that grows, where it does not say how long."""
        ...


def header(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """The first header of a name, whatever its case."""
    return next((value for key, value in headers if key.lower() == name), None)


def seconds_to_wait(headers: Iterable[tuple[str, str]], *, now: datetime) -> float | None:
    """The seconds that Retry-After asks for (RFC 9110, section 10.2.3); None where it says nothing."""
    said = (header(headers, "retry-after") or "").strip()
    if re.fullmatch(r"\d{1,9}", said, re.ASCII):
        return float(said)
    try:
        then = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # a year of twenty digits
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


_SENDABLE = re.compile(r"[\x20-\x7e]{1,1000}")  # what a site said goes back to it: never a line break
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}")
