"""What a site's robots.txt allows (RFC 9309), and how often it may be asked."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from dateline.domain.errors import RobotsForbid, RobotsUnread

KEPT = 86_400.0
"""Seconds for which a site's rules are believed: RFC 9309 asks for no more than a day."""
UNREAD_KEPT = 600.0  # seconds until rules that could not be read are asked for again


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one site for one product; `parsed` is None where they could not be read."""

    parsed: Any
    product: str
    read_at: float = field(default_factory=time.monotonic)

    @classmethod
    def parse(cls, text: str | None, product: str) -> Rules:
        """The rules in a robots.txt; an empty one allows all, None nothing."""
        from protego import Protego  # noqa: PLC0415 (only where a page is fetched)

        return cls(parsed=None if text is None else Protego.parse(text), product=product)

    @property
    def stale(self) -> bool:
        """Whether the rules are to be read anew."""
        return time.monotonic() - self.read_at > (UNREAD_KEPT if self.parsed is None else KEPT)

    @property
    def delay(self) -> float | None:
        """Seconds from one page to the next that the site asks for: Crawl-delay, or the Request-rate."""
        if self.parsed is None:
            return None
        asked = self.parsed.crawl_delay(self.product)
        rate = self.parsed.request_rate(self.product)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else None
        found = [float(one) for one in (asked, by_rate) if one is not None and one >= 0]
        return max(found, default=None)

    def check(self, url: str, site: str) -> None:
        """Refuse what the rules forbid.

        Raises:
            RobotsForbid: They forbid the page, or could not be read.
        """
        if self.parsed is None:
            raise RobotsUnread(f"{site}/robots.txt, for {url}", "Try again later.")
        if not self.parsed.can_fetch(url, self.product):
            raise RobotsForbid(url, "Open the page in a browser, save it, and read the saved file.")
