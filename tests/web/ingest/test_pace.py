"""Our turn at a host: shared by all, spread where many wait, not while the host wants to be left alone."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.utils import timezone

from dateline.domain.errors import NotOurTurn
from dateline.web.archive.models import Host
from dateline.web.archive.polling_pace import DatabasePace

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now = datetime(2018, 11, 23, 12, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def _paces(clock: Clock, number: int = 2) -> list[DatabasePace]:
    """As many processes as that, each with a pace of its own on one table."""
    return [DatabasePace(least=1.0, now=clock, sleep=clock.sleep) for _ in range(number)]


def _refused(pace: DatabasePace, host: str = "mill.example", delay: float | None = None) -> float:
    with pytest.raises(NotOurTurn) as raised:
        pace.turn(host, delay)
    return raised.value.wait


def test_a_host_is_asked_once_a_second_by_all_processes_together() -> None:
    clock = Clock()
    one, other = _paces(clock)
    assert one.turn("mill.example", None) == 0.0
    assert _refused(other) == 1.0
    clock.sleep(1.0)
    assert other.turn("mill.example", None) == 0.0


def test_a_short_wait_is_waited() -> None:
    clock = Clock()
    one, other = _paces(clock)
    one.turn("mill.example", None)
    clock.sleep(0.7)
    assert other.turn("mill.example", None) == pytest.approx(0.3)
    assert clock.slept[-1] == pytest.approx(0.3)
    assert _refused(one) == pytest.approx(1.0)


def test_one_host_does_not_hold_up_another() -> None:
    one, other = _paces(Clock())
    one.turn("mill.example", None)
    assert other.turn("dam.example", None) == 0.0


def test_a_host_that_asks_for_more_time_gets_it_and_for_a_lifetime_an_hour() -> None:
    clock = Clock()
    one, other = _paces(clock)
    one.turn("mill.example", 10.0)
    assert _refused(other) == 10.0
    one.turn("dam.example", 1e9)
    assert _refused(other, "dam.example") == 3600.0


def test_those_who_wait_are_told_to_come_back_one_after_the_other() -> None:
    one, *others = _paces(Clock(), 5)
    one.turn("mill.example", None)
    assert [_refused(pace) for pace in others] == [1.0, 2.0, 3.0, 4.0]


def test_everybody_who_comes_back_when_told_gets_a_turn() -> None:
    clock = Clock()
    paces = _paces(clock, 8)
    due = dict.fromkeys(range(8), clock())
    turns: list[datetime] = []
    while due:
        who = min(due, key=lambda one: due[one])
        clock.now = max(clock.now, due[who])
        try:
            paces[who].turn("mill.example", None)
        except NotOurTurn as error:
            due[who] = clock() + timedelta(seconds=error.wait)
        else:
            turns.append(clock())
            del due[who]
    gaps = [(later - sooner).total_seconds() for sooner, later in pairwise(turns)]
    assert min(gaps) >= 1.0
    assert sum(gaps) < 12.0


def test_a_host_that_has_had_enough_is_left_alone_by_all_for_as_long_as_it_says() -> None:
    clock = Clock()
    one, other = _paces(clock)
    one.leave_alone("mill.example", 120.0)
    assert _refused(other) == 120.0
    clock.sleep(120.0)
    assert other.turn("mill.example", None) == 0.0


def test_a_host_that_does_not_say_for_how_long_is_left_alone_longer_each_time() -> None:
    clock = Clock()
    one, other = _paces(clock)
    waits = []
    for _ in range(4):
        one.leave_alone("mill.example", None)
        waits.append(_refused(other))
        clock.sleep(waits[-1])
    assert waits == [60.0, 120.0, 240.0, 480.0]


def test_a_host_that_has_been_well_for_an_hour_is_forgiven() -> None:
    clock = Clock()
    one, other = _paces(clock)
    for _ in range(3):
        one.leave_alone("mill.example", None)
        clock.sleep(_refused(other))
    clock.sleep(3601.0)
    one.turn("mill.example", None)
    one.leave_alone("mill.example", None)
    assert _refused(other) == 60.0


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_the_same_moment_get_their_turns_one_after_the_other() -> None:
    turns: list[float] = []
    least = 0.15

    def ask() -> None:
        pace = DatabasePace(least=least)
        try:
            for _ in range(3):
                while True:
                    try:
                        pace.turn("mill.example", None)
                    except NotOurTurn as error:
                        time.sleep(error.wait)
                    else:
                        turns.append(time.monotonic())
                        break
        finally:
            connection.close()

    begun, on_the_clock = time.monotonic(), timezone.now()
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(turns) == 12
    # A busy machine may wake one late and the next in time, so no gap between two can be held to the clock.
    assert max(turns) - begun >= 11 * least
    assert Host.objects.get().free_at - on_the_clock >= timedelta(seconds=12 * least)
