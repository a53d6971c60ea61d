"""Forgetting: an address is kept while it is used, and not for long after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from dateline.web.press.models import Subscription

if TYPE_CHECKING:
    from datetime import datetime

UNCONFIRMED = timedelta(days=7)
"""How long a subscription waits to be confirmed; the link in its mail works as long."""
ENDED = timedelta(days=30)
"""How long an address is kept after its subscription ended: until what is on its way has come through."""


def forget(now: datetime | None = None) -> int:
    """Erase addresses that nobody confirmed in time, and those whose subscription ended; how many."""
    now = now or timezone.now()
    unconfirmed = Subscription.objects.pending().filter(asked_at__lt=now - UNCONFIRMED)
    ended = Subscription.objects.filter(ended_at__lt=now - ENDED)
    return sum(rows.delete()[1].get("press.Subscription", 0) for rows in (unconfirmed, ended))
