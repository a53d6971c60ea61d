"""Leases: what a worker had in hand that died goes back, and what kills workers is put aside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.web.archive.leases import (
    LEASE,
    MOST_DEATHS,
    give_up_lease,
    put_back_lost,
    renew_lease,
    take_lease,
    workers_alive,
)
from dateline.web.archive.models import Arrival, ArrivalState, WorkerLease
from dateline.web.archive.tasks import enqueue_reading

if TYPE_CHECKING:
    from dateline.web.archive.tasks_outcome import Row

pytestmark = pytest.mark.django_db


def _arrival(number: int = 1) -> Arrival:
    url = f"https://mill.example/{number}"
    return Arrival.objects.create(key=url, url=url)


def _running(worker: str, arrival: Arrival | None = None, *, claims: int = 1) -> Row:
    """A task that a worker has in hand."""
    enqueue_reading(arrival or _arrival(), 0)
    row = DBTaskResult.objects.latest("enqueued_at")
    row.worker_ids = ["earlier"] * (claims - 1)
    row.claim(worker)
    return row


def _elsewhere(lease: WorkerLease) -> None:
    """Have the worker be on another machine, whose processes nobody here can see."""
    WorkerLease.objects.filter(pk=lease.pk).update(host="another")


def test_what_a_living_worker_has_in_hand_stays() -> None:
    lease = take_lease("w1")
    row = _running("w1")
    renew_lease(lease)
    assert put_back_lost() == 0
    row.refresh_from_db()
    assert row.status == "RUNNING"


def test_what_a_silent_worker_had_in_hand_goes_back() -> None:
    lease = take_lease("w1")
    _elsewhere(lease)
    row = _running("w1")
    later = timezone.now() + LEASE + timedelta(seconds=1)
    assert put_back_lost(now=later - timedelta(seconds=2)) == 0
    assert put_back_lost(now=later) == 1
    row.refresh_from_db()
    assert (row.status, row.run_after) == ("READY", later)
    assert row.worker_ids == ["w1"], "the death is counted"


def test_a_worker_of_this_machine_whose_process_is_gone_is_dead_at_once() -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    WorkerLease.objects.create(worker="w1", host=socket.gethostname(), pid=int(gone.stdout))
    _running("w1")
    assert put_back_lost() == 1
    assert not WorkerLease.objects.exists()


def test_a_worker_that_ended_well_leaves_nothing_in_hand() -> None:
    lease = take_lease("w1")
    give_up_lease(lease)
    _running("w1")
    assert put_back_lost() == 1


def test_a_worker_that_was_taken_for_dead_takes_its_lease_anew() -> None:
    lease = take_lease("w1")
    WorkerLease.objects.all().delete()
    renew_lease(lease)
    assert WorkerLease.objects.get().worker == "w1"
    assert workers_alive() == 1
    assert WorkerLease.objects.get().pid == os.getpid()


def test_what_has_killed_before_lets_others_go_first() -> None:
    rests = []
    for claims in (1, 2, 3, 6):
        DBTaskResult.objects.all().delete()
        Arrival.objects.all().delete()
        row, now = _running("w1", claims=claims), timezone.now()
        put_back_lost(now=now)
        row.refresh_from_db()
        rests.append((row.run_after - now).total_seconds())
    assert rests == [0, 1, 2, 16]


def test_a_task_that_kills_every_worker_is_put_aside_for_a_person() -> None:
    arrival = _arrival()
    row = _running("w1", arrival, claims=MOST_DEATHS)
    assert put_back_lost() == 1
    row.refresh_from_db()
    assert (row.status, row.exception_class_path) == ("FAILED", "dateline.domain.errors.WorkerLost")
    arrival.refresh_from_db()
    assert arrival.state == ArrivalState.FAILED
    assert "died" in arrival.error


def test_tasks_are_looked_through_where_a_worker_is_found_dead_or_when_asked() -> None:
    _running("nobody")
    assert put_back_lost(thorough=False) == 0
    lease = take_lease("w1")
    _elsewhere(lease)
    assert put_back_lost(now=timezone.now() + LEASE * 2, thorough=False) == 1


def test_what_waits_or_is_done_is_left_as_it_is() -> None:
    enqueue_reading(_arrival(1), 0)
    _running("w1", _arrival(2)).set_successful("read")
    assert put_back_lost() == 0
