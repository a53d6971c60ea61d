"""How far an arrival has got on its way: handed in, read, coded, linked; or what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult, get_date_max

from dateline.web.archive.models import ArrivalState, ReportState
from dateline.web.archive.tasks_outcome import READY

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.models import Arrival, Report
    from dateline.web.archive.tasks_outcome import Row


class Stand(StrEnum):
    """How a stage stands."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    FAILED = "failed"

    @property
    def label(self) -> StrOrPromise:
        """In words."""
        return _STANDS[self]


_STANDS: dict[Stand, StrOrPromise] = {
    Stand.DONE: _("done"),
    Stand.NOW: _("under way"),
    Stand.AHEAD: _("to come"),
    Stand.FAILED: _("stopped here"),
}
_STAGES: tuple[StrOrPromise, ...] = (_("Handed in"), _("Read"), _("Coded"), _("Linked"))
_LINKED = len(_STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the way."""

    label: StrOrPromise
    stand: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    """A step that waits to be tried again.

    Attributes:
        until: When it is.
        error: What went wrong, in words; empty where it only waits for its turn at the site.
        tries: How often it was tried.
    """

    until: datetime
    error: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an arrival has got.

    Attributes:
        passed: How many stages are behind it, of four.
        trouble: Why it goes no further; empty where it does.
        refused: Whether that lies with the page.
        known: Whether it held nothing that was not there.
        gone: Whether its report is there no more.
    """

    passed: int
    trouble: str = ""
    refused: bool = False
    known: bool = False
    gone: bool = False

    @property
    def settled(self) -> bool:
        """Whether nothing more comes by itself."""
        return bool(self.passed == _LINKED or self.trouble or self.gone)

    @property
    def is_there(self) -> bool:
        """Whether it has come all the way."""
        return self.passed == _LINKED

    @property
    def stages(self) -> list[Stage]:
        """The stages, each with how it stands."""
        return [Stage(label=label, stand=self._stand(number)) for number, label in enumerate(_STAGES)]

    @property
    def word(self) -> StrOrPromise:
        """Where it stands, in a word or two."""
        if self.trouble:
            return _("refused") if self.refused else _("failed")
        if self.gone:
            return _("gone")
        return _WORDS[self.passed]

    @property
    def tone(self) -> str:
        """How the word is shown: as a badge of the frame."""
        if self.trouble or self.gone:
            return "bad"
        return "good" if self.is_there else ""

    def _stand(self, number: int) -> Stand:
        if number < self.passed:
            return Stand.DONE
        if number > self.passed:
            return Stand.AHEAD
        return Stand.FAILED if self.trouble or self.gone else Stand.NOW


_WORDS: dict[int, StrOrPromise] = {1: _("waiting"), 2: _("read"), 3: _("coded"), 4: _("linked")}
_PASSED = {ReportState.FETCHED: 2, ReportState.CODED: 3, ReportState.LINKED: 4}


def progress_of(arrival: Arrival, twin: Arrival | None = None, *, coded: bool = False) -> Progress:
    """How far an arrival has got.

    Args:
        arrival: Which.
        twin: The one that its page came by, where it waited already when this one came.
        coded: Whether its report has a coding: tells where one that failed stopped.
    """
    if twin is not None and arrival.report_id is None and twin.pk != arrival.pk:
        return progress_of(twin, coded=coded)
    match arrival.state:
        case ArrivalState.WAITING:
            return Progress(passed=1)
        case ArrivalState.REFUSED | ArrivalState.FAILED:
            return Progress(passed=1, trouble=arrival.error, refused=arrival.state == ArrivalState.REFUSED)
    known = arrival.state == ArrivalState.KNOWN
    report = arrival.report
    if report is None:
        return Progress(passed=2, known=known, gone=True)
    if report.state == ReportState.FAILED:
        return Progress(passed=3 if coded else 2, trouble=report.failure, known=known)
    return Progress(passed=_PASSED[ReportState(report.state)], known=known)


def is_coded(report: Report | None) -> bool:
    """Whether a report that failed got as far as a coding."""
    return (
        report is not None
        and report.state == ReportState.FAILED
        and report.codings.filter(current=True).exists()
    )


def put_off(arrival: Arrival) -> PutOff | None:
    """The step of an arrival's way that waits to be tried again; None where it is its turn."""
    row = _steps(arrival).filter(status=READY, run_after__gt=timezone.now()).first()
    if row is None or row.run_after >= get_date_max():
        return None
    return PutOff(until=row.run_after, error=row.traceback, tries=len(row.worker_ids))


def letters_of(report: Report) -> list[UUID]:
    """The steps of a report's way that were given up, by which they are tried again."""
    failed = DBTaskResult.objects.failed().filter(args_kwargs__kwargs__report=str(report.pk))
    return list(failed.values_list("pk", flat=True))


def _steps(arrival: Arrival) -> QuerySet[Row]:
    of = Q(args_kwargs__kwargs__arrival=str(arrival.pk))
    if arrival.report_id:
        of = Q(args_kwargs__kwargs__report=str(arrival.report_id))
    return DBTaskResult.objects.filter(of)
