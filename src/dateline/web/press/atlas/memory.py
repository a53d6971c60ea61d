"""Memory: the columns of this process, brought up to date by what has changed, never older than two seconds.

with memory.held() as columns: …      # nobody else reads or changes them meanwhile

What changes an incident leaves a moment behind: linking in `changed_at` and `gone_at`, the newsroom in
`published_at` and in the history. Moments are told by the machine that wrote them, and seen only once its
transaction ends; so each look goes back over `OVERLAP` again, and finds what came late.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import numpy as np
from django.db.models import Count, Max
from django.utils import timezone

from dateline.web.archive.models import Change, Incident
from dateline.web.press.atlas import keeping, reading
from dateline.web.press.atlas.listing import halves_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.web.press.atlas.columns import Columns

EVERY: Final = 2.0
"""Seconds between two looks at what has changed; a look is four short questions to indices."""
OVERLAP: Final = timedelta(minutes=10)
"""How late what changed may be seen: no transaction of ours takes longer, and no clock is that wrong."""
_MANY = 5_000  # changes that a restart found; then the columns are worth keeping anew
_MOMENTS = ("changed_at", "published_at", "gone_at")
# Any odd numbers do, as long as their bits are mixed.
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], "u8")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Memory:
    columns: Columns
    since: datetime
    seen: tuple[Any, ...] = ()
    looked: float = float("-inf")
    version: str = ""

    def __post_init__(self) -> None:
        self.tell()

    def tell(self) -> None:
        """Set the version anew: how many there are, and which, and when each changed, as one sum."""
        alive = self.columns["alive"]
        high, low = halves_of(self.columns["key"][alive])
        mixed = (self.columns["stamp"][alive].astype("u8") * _ODD[0]) ^ high ^ (low * _ODD[1])
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _ODD[2]
        self.version = f"{len(mixed)}-{int(mixed.sum()):x}"


_lock = RLock()
_memory: _Memory | None = None


@contextmanager
def held() -> Iterator[Columns]:
    """The columns as they are now, ours until the block ends."""
    with _lock:
        yield _current().columns


def version() -> str:
    """A word that changes when any published incident does, the same in each process; for tags of pages."""
    with _lock:
        return _current().version


def forget() -> None:
    """Load the columns anew when they are next asked for; for tests, whose databases forget as well."""
    global _memory  # noqa: PLW0603 -- one a process
    with _lock:
        _memory = None


def look() -> None:
    """See what has changed at the next question, however short ago the last look was."""
    with _lock:
        if _memory is not None:
            _memory.looked = float("-inf")


def _current() -> _Memory:
    global _memory  # noqa: PLW0603
    if _memory is None:
        _memory = _begun()
        _memory.looked = time.monotonic()
    if time.monotonic() - _memory.looked >= EVERY:
        _catch_up(_memory)
        _memory.looked = time.monotonic()
    return _memory


def _begun() -> _Memory:
    """What is kept on disk, brought up to date; else all that is in the database."""
    path = keeping.file_of(reading.connection())
    if found := keeping.kept(path):
        columns, moment = found
        begun = _Memory(columns, datetime.fromisoformat(moment))
        changed = _catch_up(begun)
        if len(columns) == Incident.objects.published().count():
            if changed > _MANY:
                _keep(begun)
            return begun
    since = timezone.now() - OVERLAP
    begun = _Memory(reading.load(), since, _seen(since))
    if len(begun.columns) >= keeping.WORTH:
        _keep(begun)
    return begun


def _keep(memory: _Memory) -> None:
    keeping.keep(memory.columns, memory.since.isoformat(), keeping.file_of(reading.connection()))


def _catch_up(memory: _Memory) -> int:
    """Read anew what has changed since the last look; how many incidents that were."""
    seen = _seen(memory.since)
    if seen == memory.seen:
        return 0
    now = timezone.now() - OVERLAP
    seen = _seen(max(now, memory.since))
    changed = _changed(memory)
    reading.reload(memory.columns, changed)
    memory.since, memory.seen = max(now, memory.since), seen
    if changed:
        memory.tell()
    return len(changed)


def _seen(since: datetime) -> tuple[Any, ...]:
    """What tells that something changed: how many moments there are since one, and the last of each kind."""
    found: list[Any] = []
    for name in _MOMENTS:
        rows = Incident.objects.filter(**{f"{name}__gte": since})
        found += rows.aggregate(number=Count("pk"), last=Max(name)).values()
    acts = Change.objects.filter(about="incident", at__gte=since)
    return (*found, *acts.aggregate(number=Count("pk"), last=Max("at")).values())


def _changed(memory: _Memory) -> list[bytes]:
    """The ids of incidents that are otherwise than they are in memory."""
    columns, since = memory.columns, memory.since
    found: dict[UUID, tuple[datetime, bool]] = {}
    named = [
        UUID(one)
        for one in Change.objects.filter(about="incident", at__gte=since).values_list("object", flat=True)
    ]
    told = Incident.objects.order_by().values_list("pk", "changed_at", "published_at", "gone_at")
    asked = [told.filter(**{f"{name}__gte": since}) for name in _MOMENTS]
    asked += [told.filter(pk__in=named[at : at + reading.FEW]) for at in range(0, len(named), reading.FEW)]
    for rows in asked:
        for pk, changed_at, published_at, gone_at in rows.iterator(chunk_size=10_000):
            found[pk] = changed_at, published_at is not None and gone_at is None
    return _otherwise(columns, found)


def _otherwise(columns: Columns, found: dict[UUID, tuple[datetime, bool]]) -> list[bytes]:
    keys = [pk.bytes for pk in found]
    if not keys:
        return []
    rows = columns.rows_of(np.array(keys, "S16"))
    changed = []
    for key, row, (changed_at, public) in zip(keys, rows, found.values(), strict=True):
        stamp = (changed_at - _EPOCH) // timedelta(microseconds=1)
        alive = row >= 0 and bool(columns["alive"][row])
        if public != alive or (alive and int(columns["stamp"][row]) != stamp):
            changed.append(key)
    return changed
