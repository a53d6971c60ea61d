"""The worker beside its tasks: it says that it lives, ends when it is stuck, forgets what is long done."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import InterfaceError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.web.archive import tasks_worker
from dateline.web.archive.ingest import take_page
from dateline.web.archive.models import Report, WorkerLease
from dateline.web.archive.tasks_worker import KEPT, ArchiveWorker, see_to_chores
from dateline.web.archive.tasks_world import World, in_world
from tests.web.ingest.worlds import Web, page, scripted_engine, without_lookups

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.domain import Coding
    from dateline.domain import Report as Read

pytestmark = pytest.mark.usefixtures("here")


def _meanwhile(what: Callable[[], Any]) -> World:
    """A world in which something happens while a report is coded."""

    class Busy:
        """An engine that has something else to do first."""

        name, languages = "busy/1", frozenset({"en"})

        def code(self, report: Read) -> Coding:
            what()
            return scripted_engine().code(report)

    return World(fetcher=Web, engine=Busy, lookups=without_lookups)


def _until(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not (held := holds()) and time.monotonic() < until:
        time.sleep(0.02)
    return held


@pytest.mark.django_db(transaction=True)
def test_a_worker_says_that_it_lives_while_a_step_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_worker, "BEAT", 0.05)
    lived: list[bool] = []

    def wait() -> None:
        begun = WorkerLease.objects.get().beat_at
        lived.append(_until(lambda: WorkerLease.objects.get().beat_at > begun))

    take_page(page(3))
    with in_world(_meanwhile(wait)):
        ArchiveWorker(until_empty=True).run()
    assert lived == [True]
    assert Report.objects.get().state == "linked"
    assert not WorkerLease.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_stuck_ends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    statuses: list[int] = []

    def end(status: int) -> None:
        statuses.append(status)
        ended.set()

    monkeypatch.setattr(tasks_worker, "BEAT", 0.05)
    monkeypatch.setattr(tasks_worker, "LONGEST_TASK", 0.2)
    monkeypatch.setattr("dateline.web.archive.tasks_worker.os._exit", end)
    take_page(page(3))
    with in_world(_meanwhile(lambda: ended.wait(20))):
        ArchiveWorker(until_empty=True).run()
    assert statuses
    assert statuses[0] != 0


@pytest.mark.django_db
def test_what_was_done_is_remembered_for_a_while_and_what_failed_until_somebody_has_seen_it() -> None:
    for number in range(3):
        take_page(page(number))
    old, new, failed = DBTaskResult.objects.all()
    for row in (old, new):
        row.claim("w")
        row.set_successful("read")
    failed.claim("w")
    failed.set_failed(RuntimeError("x"))
    long_ago = timezone.now() - KEPT - timedelta(minutes=1)
    DBTaskResult.objects.filter(pk__in=(old.pk, failed.pk)).update(finished_at=long_ago)
    see_to_chores()
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {new.pk, failed.pk}


@pytest.mark.django_db(transaction=True)
def test_a_chore_that_fails_in_an_unknown_way_is_done_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_worker, "BEAT", 0.05)
    tried: list[bool] = []

    def fail(*, thorough: bool) -> None:
        tried.append(thorough)
        raise InterfaceError("the connection is closed")

    monkeypatch.setattr(tasks_worker, "see_to_chores", fail)
    lived: list[bool] = []
    take_page(page(3))
    with in_world(_meanwhile(lambda: lived.append(_until(lambda: len(tried) > 2)))):
        ArchiveWorker(until_empty=True).run()
    assert lived == [True]
