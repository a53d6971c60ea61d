"""What reading asks of the world: a way to fetch a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

MAX_BYTES = 20 * 1024 * 1024
"""The size limit of a page, packed or unpacked: 20 MB. The longest of the pages looked at is 0.15 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as a site gave it.

    `url` is where it was found after all redirects, `at` an aware UTC time, `charset` the encoding
    that the site named in its answer (None: it named none).
    """

    url: str
    body: bytes
    at: datetime
    charset: str | None = None


class Fetch(Protocol):
    """A way to fetch a page. `dateline.adapters.network` has the one over HTTP."""

    def __call__(self, url: str, /) -> Fetched:
        """The page at `url`.

        Raises:
            FetchFailed: It could not be fetched.
            PageTooLarge: It has more than `MAX_BYTES`.
        """
        ...
