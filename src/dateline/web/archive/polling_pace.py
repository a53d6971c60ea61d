"""Our turn at a host, shared through the database by all processes that fetch."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from dateline.domain.errors import NotOurTurn
from dateline.web.archive.models import Host

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

LEAST = 1.0
"""Seconds from one page of a host to the next, where its robots.txt asks for no more."""
MOST = 3600.0
"""The most that a robots.txt is believed: who asks for more wants no pages fetched, and says so elsewhere."""
PATIENCE = 0.5
"""Seconds to wait for a turn rather than to come back: a worker that waits reads nothing of other hosts."""
_FIRST_REST = timedelta(minutes=1)
_LONGEST_REST = timedelta(days=1)
_FORGIVEN = timedelta(hours=1)  # after which a host that had enough once is asked as any other


class DatabasePace:
    """Keeps the contract of dateline.adapters.answering.Pace on the table of hosts.

    Who has to wait long is put in a line and told when to come back. Coming back earns no right: the line
    only spreads those who wait, so that they do not all come at once.
    """

    def __init__(
        self,
        *,
        least: float = LEAST,
        now: Callable[[], datetime] = timezone.now,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Ask no host more often than every `least` seconds."""
        self._least = least
        self._now = now
        self._sleep = sleep

    def turn(self, host: str, delay: float | None) -> float:
        """Take our turn at `host`; the seconds that were waited for it.

        Raises:
            NotOurTurn: It is too long until then to wait.
        """
        every = timedelta(seconds=min(max(self._least, delay or 0.0), MOST))
        with transaction.atomic():
            wait, is_ours = self._take(_locked(host, self._now()), every)
        if not is_ours:
            raise NotOurTurn(host, f"It is our turn in {wait:,.0f} seconds.", wait=wait)
        if wait > 0:
            self._sleep(wait)
        return wait

    def leave_alone(self, host: str, wait: float | None) -> None:
        """Keep all processes from `host` for `wait` seconds; without, for a minute, doubled each time."""
        with transaction.atomic():
            row = _locked(host, self._now())
            grown = min(_FIRST_REST * (1 << min(row.refusals, 12)), _LONGEST_REST)
            rest = timedelta(seconds=wait) if wait else grown
            until = self._now() + min(rest, timedelta(days=30))
            row.closed_until = max(until, row.closed_until or until)
            row.refusals = min(row.refusals + 1, 100)
            row.save()

    def _take(self, row: Host, every: timedelta) -> tuple[float, bool]:
        """How long to wait for our turn, and whether we have it then."""
        now = self._now()
        if row.closed_until and row.refusals and now - row.closed_until > _FORGIVEN:
            row.refusals = 0
        opens = max(now, row.closed_until or now)
        free = max(opens, row.free_at)
        wait = (free - now).total_seconds()
        if wait <= PATIENCE:
            row.free_at = free + every
            row.save()
            return wait, True
        back = max(free, row.line_at)
        row.line_at = back + every
        row.save()
        return (back - now).total_seconds(), False


def _locked(host: str, now: datetime) -> Host:
    """The row of a host, made where it is not there, and ours until the transaction ends."""
    free = {"free_at": now, "line_at": now}
    row, _ = Host.objects.select_for_update().get_or_create(name=host[:255], defaults=free)
    return row
