"""Dead letters: what was given up, for a person to see, to try again or to let be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult, get_date_max

from dateline.web.archive.history import record
from dateline.web.archive.models import Arrival, ArrivalState, Feed, Report, ReportState
from dateline.web.archive.tasks import Urgency, enqueue_reading
from dateline.web.archive.tasks_outcome import READY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.contrib.auth.base_user import AbstractBaseUser

    from dateline.web.archive.tasks_outcome import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A step that was given up.

    Attributes:
        id: By which it is tried again or let be.
        step: What was to be done: "read_arrival", "code_report", "link_report" or "look_at_feed".
        about: What it was to be done with; None where that is gone.
        error: Why it was given up, in words.
        details: What a developer wants to know.
        tries: How often it was begun.
        at: When it was given up.
    """

    id: UUID
    step: str
    about: Arrival | Report | Feed | None
    error: str
    details: str
    tries: int
    at: datetime | None


def dead_letters(*, most: int = 200) -> list[DeadLetter]:
    """What was given up, the latest first, in four queries however many they are."""
    rows = list(DBTaskResult.objects.failed().order_by("-finished_at", "-id")[:most])
    subjects = _subjects(rows)
    return [_letter(row, subjects) for row in rows]


def count_dead_letters() -> int:
    """How many steps were given up."""
    return DBTaskResult.objects.failed().count()


def retry(letter: UUID | str, *, by: AbstractBaseUser | None = None) -> bool:
    """Try a step again; False where somebody was first, or its page is on its way again."""
    with transaction.atomic():
        row = _locked(letter)
        if row is None or not _set_back(row):
            return False
        row.status, row.worker_ids, row.run_after = READY, [], get_date_max()
        row.exception_class_path = row.traceback = ""
        row.finished_at = None
        row.save()
        _record("retried", row, by)
    return True


def let_be(letter: UUID | str, *, by: AbstractBaseUser | None = None) -> bool:
    """Take a dead letter off the list; what it was about stays as it is. False where somebody was first."""
    with transaction.atomic():
        row = _locked(letter)
        if row is None:
            return False
        _record("let be", row, by)
        row.delete()
    return True


def retry_arrival(arrival: Arrival, *, by: AbstractBaseUser | None = None) -> bool:
    """Try again to read what was refused or failed; False where it is done, or the same page waits."""
    try:
        with transaction.atomic():
            # The letter before the page, as `retry` does: two who each wait for the other would both fail.
            letters = DBTaskResult.objects.failed().filter(args_kwargs__kwargs__arrival=str(arrival.pk))
            list(letters.select_for_update().order_by("pk").values_list("pk"))
            again = (
                Arrival.objects.troubled()
                .filter(pk=arrival.pk)
                .update(state=ArrivalState.WAITING, error="", done_at=None)
            )
            if not again:
                return False
            letters.delete()
            enqueue_reading(arrival, Urgency.ASKED)
            record("retried", arrival, by=by)
    except IntegrityError:
        return False
    return True


_SUBJECTS: dict[str, Any] = {"arrival": Arrival, "report": Report, "feed": Feed}


def _locked(letter: UUID | str) -> Row | None:
    found: Row | None = DBTaskResult.objects.failed().select_for_update().filter(pk=letter).first()
    return found


def _set_back(row: Row) -> bool:
    """Set what a step is about back to where it stood before; False where that cannot be."""
    what = row.args_kwargs["kwargs"]
    if report := what.get("report"):
        before = ReportState.CODED if row.task_name == "link_report" else ReportState.FETCHED
        Report.objects.filter(pk=report, state=ReportState.FAILED).update(state=before, failure="")
    if arrival := what.get("arrival"):
        failed = Arrival.objects.filter(pk=arrival, state=ArrivalState.FAILED)
        try:
            with transaction.atomic():
                failed.update(state=ArrivalState.WAITING, error="", done_at=None)
        except IntegrityError:
            return False
    return True


def _record(verb: str, row: Row, by: AbstractBaseUser | None) -> None:
    about = _letter(row, _subjects([row])).about
    if about is not None:
        record(verb, about, by=by, before={"step": row.task_name, "error": _error(row)})


def _subjects(rows: Iterable[Row]) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    wanted = [pair for row in rows for pair in row.args_kwargs["kwargs"].items() if pair[0] in _SUBJECTS]
    for kind, model in _SUBJECTS.items():
        keys = {value for name, value in wanted if name == kind}
        if keys:
            found |= {(kind, str(one.pk)): one for one in model.objects.filter(pk__in=keys)}
    return found


def _letter(row: Row, subjects: dict[tuple[str, str], Any]) -> DeadLetter:
    pairs = (pair for pair in row.args_kwargs["kwargs"].items() if pair[0] in _SUBJECTS)
    return DeadLetter(
        id=row.pk,
        step=row.task_name,
        about=next((subjects.get(pair) for pair in pairs), None),
        error=_error(row),
        details=row.traceback,
        tries=len(row.worker_ids),
        at=row.finished_at,
    )


def _error(row: Row) -> str:
    """The last line of what went wrong, without the name of the error's class."""
    lines = [line for line in row.traceback.strip().splitlines() if line.strip()]
    last: str = lines[-1] if lines else row.exception_class_path
    return last.removeprefix(f"{row.exception_class_path}: ")
