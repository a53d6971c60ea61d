"""What becomes of a task that went wrong: put off, tried again ever later, or a dead letter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.domain.errors import (
    AddressForbidden,
    AnsweredWithError,
    ComeBackLater,
    EngineUnreachable,
    FetchFailed,
    FetchTimedOut,
    HostUnknown,
    LanguageUnread,
    LoginWall,
    NoArticle,
    NoConnection,
    NotOurTurn,
    RobotsForbid,
    RobotsUnread,
)
from dateline.web.archive.models import Arrival, ArrivalState, Report, ReportState
from dateline.web.archive.tasks import enqueue_coding, enqueue_reading
from dateline.web.archive.tasks_outcome import MOST_TRIES, MOST_TRIES_OF_FAULTS, may_pass, release, settle

if TYPE_CHECKING:
    from dateline.web.archive.tasks_outcome import Row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (ComeBackLater("503", "Later.", status=503), True),
        (AnsweredWithError("500", "Later.", status=500), True),
        (AnsweredWithError("404", "Check.", status=404), False),
        (AnsweredWithError("408", "Later.", status=408), True),
        (AnsweredWithError("410", "Check.", status=410), False),
        (NoConnection("x"), True),
        (FetchTimedOut("x"), True),
        (HostUnknown("x"), True),
        (RobotsUnread("x"), True),
        (RobotsForbid("x"), False),
        (AddressForbidden("x"), False),
        (FetchFailed("x"), True),
        (NoArticle("x"), False),
        (LoginWall("x"), False),
        (LanguageUnread("x"), False),
        (EngineUnreachable("x"), True),
        (RuntimeError("x"), True),
    ],
)
def test_what_may_pass_by_itself_is_told_from_what_will_not(error: Exception, *, passes: bool) -> None:
    assert may_pass(error) is passes


def _claimed(arrival: Arrival | None = None, *, claims: int = 1) -> Row:
    """A task that its worker has claimed for the `claims`-th time."""
    url = "https://mill.example/1"
    enqueue_reading(arrival or Arrival.objects.create(key=url, url=url), 0)
    row = DBTaskResult.objects.get()
    row.worker_ids = ["w"] * (claims - 1)
    row.claim("w")
    return row


def test_what_was_not_our_turn_is_put_off_and_not_counted() -> None:
    row, now = _claimed(), timezone.now()
    settle(row, NotOurTurn("mill.example", "Wait.", wait=7.0), now=now)
    row.refresh_from_db()
    assert (row.status, row.run_after, row.worker_ids) == ("READY", now + timedelta(seconds=7), [])


def test_what_may_pass_is_tried_again_later_each_time() -> None:
    waits = []
    for claims in (1, 2, 3):
        DBTaskResult.objects.all().delete()
        Arrival.objects.all().delete()
        row, now = _claimed(claims=claims), timezone.now()
        settle(row, NoConnection("mill.example", "Later."), now=now)
        row.refresh_from_db()
        waits.append((row.run_after - now).total_seconds())
        assert (row.status, len(row.worker_ids)) == ("READY", claims)
        assert "takes no connection" in row.traceback
    assert 24 <= waits[0] <= 36
    assert 48 <= waits[1] <= 72
    assert 96 <= waits[2] <= 144


def test_a_site_that_says_when_to_come_back_is_tried_no_sooner() -> None:
    row, now = _claimed(), timezone.now()
    settle(row, ComeBackLater("503", "Later.", status=503, wait=3600.0), now=now)
    row.refresh_from_db()
    assert row.run_after == now + timedelta(hours=1)


@pytest.mark.parametrize(
    ("error", "claims"),
    [
        (NoConnection("mill.example", "Later."), MOST_TRIES),
        (RuntimeError("a bug"), MOST_TRIES_OF_FAULTS),
        (AddressForbidden("mill.example", "Check."), 1),
    ],
)
def test_what_does_not_pass_becomes_a_dead_letter_that_says_why(error: Exception, claims: int) -> None:
    url = "https://mill.example/1"
    arrival = Arrival.objects.create(key=url, url=url)
    row = _claimed(arrival, claims=claims)
    settle(row, error)
    row.refresh_from_db()
    arrival.refresh_from_db()
    assert row.status == "FAILED"
    assert arrival.state == ArrivalState.FAILED
    assert str(error) in arrival.error


def test_a_report_whose_coding_is_given_up_says_why() -> None:
    report = Report.objects.create(key="r1", text="Words.")
    enqueue_coding(report)
    row = DBTaskResult.objects.get()
    row.claim("w")
    settle(row, LanguageUnread("it is in 'xx'", "Nothing was coded."))
    report.refresh_from_db()
    assert report.state == ReportState.FAILED
    assert "it is in 'xx'" in report.failure


def test_what_was_interrupted_goes_back_as_if_it_had_not_begun() -> None:
    row = _claimed()
    release(row)
    row.refresh_from_db()
    assert row.worker_ids == []
    assert DBTaskResult.objects.ready().exists()


def test_a_worker_that_was_taken_for_dead_settles_nothing() -> None:
    row = _claimed()
    stale = DBTaskResult.objects.get()
    row.started_at = timezone.now() - timedelta(seconds=1)  # put back and claimed by another
    row.save()
    settle(stale, RuntimeError("x"))
    settle(stale, AddressForbidden("x"))
    row.refresh_from_db()
    assert row.status == "RUNNING"
