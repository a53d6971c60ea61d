"""Warming: what maps, lists and searches are answered from, read before the first reader asks for it."""

from __future__ import annotations

import logging
from threading import Timer
from typing import Final

from django.db import connections

from dateline.web.archive.models import SearchKind
from dateline.web.archive.search import get_ready
from dateline.web.press.atlas import memory
from dateline.web.press.atlas.answers import cited
from dateline.web.press.atlas.choosing import Choice
from dateline.web.press.atlas.totals import OfDays, OfGrounds, OfKinds, summed
from dateline.web.press.incidents.sources import numbers_of_reports

_log = logging.getLogger(__name__)
AFTER: Final = 1.0
"""Seconds after the start: the first page, which hangs on none of it, does not wait."""


def soon(after: float = AFTER) -> Timer:
    """Warm in a thread of its own, which no process waits for that has to end."""
    timer = Timer(after, _apart)
    timer.daemon = True
    timer.start()
    return timer


def warm() -> bool:
    """Read it now, and tell whether that went well; where it did not, the first who asks waits as ever."""
    try:
        with memory.held() as columns:
            everything = Choice.of(columns, columns["alive"])
            for of in (OfGrounds, OfDays, OfKinds):
                summed(columns, everything, of)
        get_ready(SearchKind.INCIDENT)
        numbers_of_reports(cited())
    except Exception:  # noqa: BLE001 -- whatever it is, a request that meets it as well will tell
        _log.warning("what maps are made of could not be read ahead", exc_info=True)
        return False
    return True


def _apart() -> None:
    try:
        warm()
    finally:
        connections.close_all()  # those of this thread, which ends
