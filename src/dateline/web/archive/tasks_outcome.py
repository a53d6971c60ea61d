"""What becomes of a task that went wrong: tried again later, or a dead letter for a person to see."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from dateline.adapters.feeds import until_next_try
from dateline.domain.errors import (
    AnsweredWithError,
    ComeBackLater,
    DatelineError,
    EngineUnavailable,
    FetchFailed,
    FetchTimedOut,
    HostUnknown,
    MailNotTaken,
    ModelFailed,
    NoConnection,
    NotOurTurn,
    ReplyUnusable,
    RobotsUnread,
)
from dateline.web.archive.models import Arrival, ArrivalState, Report, ReportState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    Row: TypeAlias = DBTaskResult[..., Any]
    """A task as the queue keeps it."""

MOST_TRIES = 8
"""Times that a step is tried while what ails it may pass: over an hour, so that a site can be mended."""
MOST_TRIES_OF_FAULTS = 4  # where the fault is likely ours, it will hardly pass
READY, RUNNING = "READY", "RUNNING"


def may_pass(error: Exception) -> bool:
    """Whether what went wrong may be otherwise the next time, without anybody doing anything about it."""
    match error:
        case ComeBackLater() | NoConnection() | FetchTimedOut() | HostUnknown() | RobotsUnread():
            return True
        case AnsweredWithError():
            return error.status >= 500 or error.status in _PASSING  # noqa: PLR2004 (the site's own errors)
        case EngineUnavailable() | ModelFailed() | ReplyUnusable() | MailNotTaken():
            return True
        case DatelineError():
            return type(error) is FetchFailed  # the connection broke off, or the page was damaged on its way
        case _:
            return True


def settle(row: Row, error: Exception, *, now: datetime | None = None) -> None:
    """Decide on a task that went wrong: put it off, try it again later, or give it up.

    Nothing is done where the task is ours no more, because we were taken for dead.
    """
    now = now or timezone.now()
    if isinstance(error, NotOurTurn):
        # It was not tried at all, so it is not counted.
        _put_off(row, now + timedelta(seconds=error.wait), error=None, claims=row.worker_ids[:-1])
        return
    most = MOST_TRIES if isinstance(error, DatelineError) else MOST_TRIES_OF_FAULTS
    tries = len(row.worker_ids)
    if not may_pass(error) or tries >= most:
        settle_failed(row, error)
        return
    wait = error.wait if isinstance(error, ComeBackLater) else None
    chance = random.random()  # noqa: S311 (spreads what failed together)
    _put_off(row, now + until_next_try(tries, wait=wait, chance=chance), error=error, claims=row.worker_ids)


def release(row: Row) -> None:
    """Put back at once what was interrupted, as if it had not been begun."""
    _put_off(row, get_date_max(), error=None, claims=row.worker_ids[:-1])


def settle_failed(row: Row, error: Exception) -> None:
    """Give a task up: it becomes a dead letter, and what it was about says why it goes no further."""
    with transaction.atomic():
        if _ours(row).select_for_update().first() is None:
            return
        row.set_failed(error)
        what = row.args_kwargs["kwargs"]
        if arrival := what.get("arrival"):
            Arrival.objects.filter(pk=arrival, state=ArrivalState.WAITING).update(
                state=ArrivalState.FAILED, error=told(error), done_at=timezone.now()
            )
        if report := what.get("report"):
            Report.objects.filter(pk=report).update(state=ReportState.FAILED, failure=told(error))


def told(error: Exception) -> str:
    """An error in words for the desk."""
    if isinstance(error, DatelineError):
        return str(error)
    return f"This is a fault of Dateline ({type(error).__name__}: {error})."[:2000]


_PASSING = (408, 423, 425)  # HTTP's "too slow", "locked", "too early"


def _put_off(row: Row, until: datetime, *, error: Exception | None, claims: list[str]) -> None:
    changes = {"status": READY, "run_after": until, "worker_ids": claims}
    if error is not None:
        changes["exception_class_path"] = f"{type(error).__module__}.{type(error).__qualname__}"
        changes["traceback"] = told(error)
    _ours(row).update(**changes)


def _ours(row: Row) -> QuerySet[Row]:
    """The task's row, if it is still running by the claim that `row` was read under."""
    return DBTaskResult.objects.filter(pk=row.pk, status=RUNNING, started_at=row.started_at)
