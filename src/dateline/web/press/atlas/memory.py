"""Memory: the columns of this process, brought up to date by what has changed, never older than two seconds.

with memory.held() as columns: …      # nobody else reads or changes them meanwhile

What changes an incident leaves a moment behind: linking in `changed_at` and `gone_at`, the newsroom in
`published_at` and in the history. Moments are told by the machine that wrote them, and seen only once its
transaction ends; so each look goes back over `OVERLAP` again, and finds what came late.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import numpy as np
from django.utils import timezone

from dateline.web.archive.models import Change, Incident
from dateline.web.press.atlas import keeping, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.web.press.atlas.columns import Columns

_log = logging.getLogger(__name__)
EVERY: Final = 2.0
"""Seconds between two looks at what has changed; a look is four short questions to indices."""
OVERLAP: Final = timedelta(minutes=10)
"""How late what changed may be seen: no transaction of ours takes longer, and no clock is that wrong."""
_MANY = 5_000  # changes that a restart found; then the columns are worth keeping anew
_MOMENTS = ("changed_at", "published_at", "gone_at")
_MARKS: Final = 2**64
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class _Memory:
    columns: Columns
    since: datetime
    seen: tuple[Any, ...] = ()
    looked: float = float("-inf")
    mark: int = 0
    version: str = ""
    turn: int = 0
    held: int = 0

    def __post_init__(self) -> None:
        self.tell(self.columns.mark_of(np.flatnonzero(self.columns["alive"])))

    def tell(self, mark: int) -> None:
        """Set the version: how many there are, and which, and when each changed, as one sum."""
        self.mark, self.version = mark, f"{len(self.columns)}-{mark:x}"
        self.turn = next(_turns)


_turns = count()
_lock = RLock()
_memory: _Memory | None = None


@contextmanager
def held() -> Iterator[Columns]:
    """The columns as they are now, ours until the block ends; nothing is looked for meanwhile."""
    with _lock:
        memory = _current()
        memory.held += 1
        try:
            yield memory.columns
        finally:
            memory.held -= 1


def version() -> str:
    """A word that changes when any published incident does, the same in each process; for tags of pages."""
    with _lock:
        return _current().version


def turn() -> int:
    """A number that is another after each change, for what is remembered of the columns in this process.

    The version will not do: it is as before once what was published is taken down, but the rows are more.
    """
    with _lock:
        return _current().turn


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
    if not _memory.held and time.monotonic() - _memory.looked >= EVERY:
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
    try:
        keeping.keep(memory.columns, memory.since.isoformat(), keeping.file_of(reading.connection()))
    except OSError:  # a full disk: the next restart takes longer
        _log.warning("what maps are made of could not be kept on disk", exc_info=True)


def _catch_up(memory: _Memory) -> int:
    """Read anew what has changed since the last look; how many incidents that were."""
    seen = _seen(memory.since)
    if seen == memory.seen:
        return 0
    now = timezone.now() - OVERLAP
    seen = _seen(max(now, memory.since))
    changed = _changed(memory)
    if changed:  # mostly it is what readers do not see
        _write_anew(memory, changed)
    memory.since, memory.seen = max(now, memory.since), seen
    return len(changed)


def _write_anew(memory: _Memory, changed: list[bytes]) -> None:
    before = memory.columns.mark_of(memory.columns.alive(changed))
    try:
        reading.reload(memory.columns, changed)
    finally:  # where the database failed, some may have been written
        now_is = memory.columns.mark_of(memory.columns.alive(changed))
        memory.tell((memory.mark - before + now_is) % _MARKS)


def _seen(since: datetime) -> tuple[Any, ...]:
    """What tells that something changed: how many moments there are since one, and the last of each kind."""
    connection = reading.connection()
    moment = Incident._meta.get_field("changed_at").get_db_prep_value(since, connection)
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [moment] * (len(_MOMENTS) + 1))
        return tuple(cursor.fetchall())


# As one plain statement: four query sets would take ten times as long to be written as to be answered.
_SEEN = " UNION ALL ".join([
    *(
        f"SELECT COUNT(*), MAX({name}) FROM {Incident._meta.db_table} WHERE {name} >= %s"  # noqa: S608 -- our own
        for name in _MOMENTS
    ),
    f"SELECT COUNT(*), MAX(at) FROM {Change._meta.db_table} WHERE at >= %s AND about = 'incident'",  # noqa: S608 -- our own names
])  # fmt: skip


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
