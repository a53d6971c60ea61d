"""The worker: takes tasks one after the other, says that it lives meanwhile, and sees to what is due.

The loop is that of django-tasks-db. Ours is what it leaves open: the lease, what becomes of a task that went
wrong, and the chores.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from uuid6 import uuid7

from dateline.domain.errors import DatelineError, NotOurTurn
from dateline.web.archive import chores
from dateline.web.archive.leases import BEAT, give_up_lease, put_back_lost, renew_lease, take_lease
from dateline.web.archive.polling import enqueue_due_looks
from dateline.web.archive.tasks_outcome import release, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.web.archive.models import WorkerLease
    from dateline.web.archive.tasks_outcome import Row

_log = logging.getLogger(__name__)

LONGEST_TASK = 1800.0
"""Seconds after which a worker takes itself for stuck and ends; its task goes back."""
THOROUGHLY = 60.0  # seconds between two looks through all tasks that there are
KEPT = timedelta(days=2)  # how long it is remembered that a task was done
IDLE = 0.5  # seconds until the queue is looked at again when it was empty


class ArchiveWorker(Worker):
    """A worker on the archive's queues. One process has one."""

    def __init__(self, *, queues: list[str] | None = None, until_empty: bool = False) -> None:
        """Take tasks from `queues`, by default from all; with `until_empty` end when none is ready."""
        super().__init__(
            queue_names=queues or ["*"],
            interval=IDLE,
            batch=until_empty,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=str(uuid7()),
            excluded_queue_names=[],
        )
        self.began: float | None = None

    def run(self) -> None:
        """Work until told to stop, or until nothing is left to do."""
        with _living(self):
            put_back_lost()
            super().run()

    def run_task(self, db_task_result: Row) -> None:
        """Run one task and settle what becomes of it."""
        self.running_task, self.began = True, time.monotonic()
        try:
            self._call(db_task_result)
        except Exception as error:  # noqa: BLE001 (whatever a step may raise is settled, and the next one done)
            _remark(db_task_result, error)
            settle(db_task_result, error)
        except BaseException:  # told to end, now
            release(db_task_result)
            raise
        finally:
            self.running_task, self.began = False, None
            self._run_tasks += 1

    @staticmethod
    def _call(row: Row) -> None:
        result = row.task_result
        row.set_successful(row.task.call(*result.args, **result.kwargs))


@contextmanager
def _living(worker: ArchiveWorker) -> Iterator[None]:
    """A lease while the context lasts, kept up by a thread, which also sees to the chores."""
    lease = take_lease(worker.worker_id)
    stop = threading.Event()
    thread = threading.Thread(target=_keep, args=(worker, lease, stop), name="chores", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        give_up_lease(lease)


def _keep(worker: ArchiveWorker, lease: WorkerLease, stop: threading.Event) -> None:
    """Say every few seconds that the worker lives, and see to what is due."""
    looked = time.monotonic()
    try:
        while not stop.wait(BEAT):
            if worker.began is not None and time.monotonic() - worker.began > LONGEST_TASK:
                _log.error("a task has taken more than %d seconds: this worker ends", LONGEST_TASK)
                os._exit(70)  # the thread that is stuck cannot be ended otherwise
            thorough = time.monotonic() - looked > THOROUGHLY
            try:
                close_old_connections()
                renew_lease(lease)
                see_to_chores(thorough=thorough)
            except Exception as error:  # noqa: BLE001 (without this thread the worker counts as dead)
                _log.warning("chores: %s", error)  # the next time
            else:
                looked = time.monotonic() if thorough else looked
    finally:
        connection.close()


def see_to_chores(*, thorough: bool = True) -> None:
    """Put back what dead workers had in hand, look at feeds that are due, forget what was done long ago.

    Between comes what the rooms above have named (`archive.chores`).

    Args:
        thorough: Whether all tasks that there are, are looked through.
    """
    put_back_lost(thorough=thorough)
    enqueue_due_looks()
    for chore in chores.due(thorough=thorough):
        chore()
    if thorough:
        DBTaskResult.objects.successful().filter(finished_at__lt=timezone.now() - KEPT).delete()


def _remark(row: Row, error: Exception) -> None:
    if isinstance(error, NotOurTurn):
        _log.debug("%s is put off: %s", row.task_path, error)
    else:
        _log.warning("%s: %s", row.task_path, error, exc_info=not isinstance(error, DatelineError))
