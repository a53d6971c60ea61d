"""What workers have in hand: kept while they live, put back when one is killed.

The queue marks a task as running and knows nothing of the process that runs it. So every worker keeps a
lease, and a running task whose worker has none any more goes back. A task may come to be done twice this way;
every step of a report's way is such that this has the effect of once.
"""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.domain.errors import WorkerLost
from dateline.web.archive.models import WorkerLease
from dateline.web.archive.tasks_outcome import READY, settle_failed

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.web.archive.tasks_outcome import Row

LEASE = timedelta(seconds=60)
"""Without a sign of life for so long a worker counts as dead; a machine that swaps may stall half that."""
BEAT = 5.0  # seconds from one sign of life to the next
MOST_DEATHS = 10
"""Workers that one task may take with it: what kills each that touches it is not touched again by itself."""
_LONGEST_REST = timedelta(minutes=10)  # for what has killed, so that others get their turn


def take_lease(worker: str) -> WorkerLease:
    """The lease of a worker that begins."""
    return WorkerLease.objects.create(worker=worker, host=socket.gethostname()[:255], pid=os.getpid())


def renew_lease(lease: WorkerLease, *, now: datetime | None = None) -> None:
    """Say that the worker lives. It takes its lease anew if others have taken it for dead meanwhile."""
    beat = now or timezone.now()
    if not WorkerLease.objects.filter(pk=lease.pk).update(beat_at=beat):
        lease.beat_at = beat
        lease.save(force_insert=True)


def give_up_lease(lease: WorkerLease) -> None:
    """Say that the worker ends; what it has in hand, if anything, goes back at once."""
    WorkerLease.objects.filter(pk=lease.pk).delete()


def put_back_lost(*, now: datetime | None = None, thorough: bool = True) -> int:
    """Put back what dead workers had in hand; how many tasks it was.

    A worker is dead without a sign of life for `LEASE`; one of this machine also when its process is gone.

    Args:
        now: What time it is.
        thorough: Whether all tasks that are running are looked at, as now and then they should be; otherwise
            only where a worker is found dead.
    """
    now = now or timezone.now()
    with transaction.atomic():
        dead = [one.pk for one in WorkerLease.objects.all() if _is_dead(one, now)]
        if not (dead or thorough):
            return 0
        WorkerLease.objects.filter(pk__in=dead).delete()
        # In this order: who takes a task has a lease by then, so nobody who began meanwhile is missed.
        running = list(DBTaskResult.objects.running().select_for_update(skip_locked=True))
        alive = set(WorkerLease.objects.values_list("worker", flat=True))
        lost = [one for one in running if not one.worker_ids or one.worker_ids[-1] not in alive]
        for one in lost:
            _put_back(one, now)
    return len(lost)


def workers_alive(*, now: datetime | None = None) -> int:
    """How many workers are at work."""
    now = now or timezone.now()
    return sum(not _is_dead(one, now) for one in WorkerLease.objects.all())


def _put_back(row: Row, now: datetime) -> None:
    if len(row.worker_ids) >= MOST_DEATHS:
        about = f"{row.task_name}, {len(row.worker_ids)} times"
        settle_failed(row, WorkerLost(about, "Look into the worker's log; then try it again, or let it be."))
        return
    deaths = len(row.worker_ids)
    rest = min(timedelta(seconds=1 << max(deaths - 2, 0)), _LONGEST_REST) if deaths > 1 else timedelta()
    row.status = READY
    row.run_after = now + rest
    row.save(update_fields=["status", "run_after"])


def _is_dead(lease: WorkerLease, now: datetime) -> bool:
    if now - lease.beat_at > LEASE:
        return True
    return lease.host == socket.gethostname()[:255] and lease.pid != os.getpid() and not _runs(lease.pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, as another user
        return True
    return True
