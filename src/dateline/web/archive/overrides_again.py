"""Reports past: those that an edit of a register may tell otherwise, looked up anew where somebody asks.

reports_past(row)    the reports that hold a name of the entry or rest on it, coded before its latest edit
begin(row, by=…)     have them looked up anew in the background
progress(row)        how far that has got

The engine is not run again: what it found stands, and only what its words mean is looked up. That takes some
milliseconds for a report. Corrections stay, as with every new coding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from django.db import transaction
from django.db.models import Count, Q
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from uuid6 import uuid7

from dateline.pipeline import look_up
from dateline.web.archive.history import record
from dateline.web.archive.models import ActorOverride, Change, Event, PlaceOverride, Report, SearchKind
from dateline.web.archive.search import matching
from dateline.web.archive.store import as_coded, current_coding, store_coding
from dateline.web.archive.tasks import Urgency, enqueue_linking
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from dateline.domain import Coding
    from dateline.web.archive.models.reports import ReportQuerySet
    from dateline.web.archive.people import User

Entry: TypeAlias = ActorOverride | PlaceOverride

BEGUN = "looked up anew"
"""The verb in the history."""

_AT_ONCE = 500  # reports that one task sets on their way: some 0.3 s of inserts


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far reports past have been looked up anew.

    `spread` is False while it is not yet known which they all are.
    """

    at: datetime
    of: int
    done: int
    failed: int
    spread: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.spread and self.done + self.failed >= self.of


def reports_past(row: Entry, *, before: datetime | None = None) -> ReportQuerySet:
    """The reports that hold a name of an entry, or rest on it, and were coded before its latest edit.

    Names that it bore until now count, too: what they meant is otherwise now.
    """
    held = Q(pk__in=[])
    for name in _names(row):
        held |= Q(pk__in=matching(f'"{name}"', SearchKind.REPORT))
    key = row.actor if isinstance(row, ActorOverride) else row.place
    resting = Q(actors__actor=key) if isinstance(row, ActorOverride) else Q(place=key)
    held |= Q(pk__in=Event.objects.filter(resting).values("report"))
    old = Report.objects.filter(codings__current=True, codings__made_at__lt=before or row.changed_at)
    return old.filter(held)


def is_offered(row: Entry) -> bool:
    """Whether nobody has had reports past looked up anew since the latest edit."""
    run = _latest(row)
    return run is None or run.at < row.changed_at


@transaction.atomic
def begin(row: Entry, *, by: User) -> None:
    """Have reports past looked up anew, in the background."""
    run = uuid7()
    number = reports_past(row).count()
    record(BEGUN, row, by=by, after={"run": str(run), "reports": number})
    if number:
        spread.using(priority=Urgency.ASKED).enqueue(
            entry=f"{row._meta.model_name}:{row.pk}", run=str(run), before=row.changed_at.isoformat()
        )


def progress(row: Entry) -> Progress | None:
    """How far the latest looking-up has got; None where there was none, or it was done with days ago."""
    run = _latest(row)
    if run is None or run.at < row.changed_at:
        return None
    key = (run.after or {})["run"]
    tasks = DBTaskResult.objects.filter(args_kwargs__kwargs__run=key)
    paths = dict.fromkeys((spread.module_path, resolve_report.module_path))
    counted: dict[tuple[str, str], int] = {
        (one["task_path"], one["status"]): one["number"]
        for one in tasks.filter(task_path__in=paths)
        .order_by()
        .values("task_path", "status")
        .annotate(number=Count("pk"))
    }
    waiting = sum(
        number
        for (path, status), number in counted.items()
        if path == spread.module_path and status in {"READY", "RUNNING"}
    )
    each = {
        status: number for (path, status), number in counted.items() if path == resolve_report.module_path
    }
    of = max((run.after or {})["reports"], sum(each.values()))
    failed = each.get("FAILED", 0)
    left = each.get("READY", 0) + each.get("RUNNING", 0)
    # What was done is forgotten after some days, so it is counted from what is left.
    done = each.get("SUCCESSFUL", 0) if waiting else of - left - failed
    return Progress(at=run.at, of=of, done=done, failed=failed, spread=not waiting)


@task(queue_name="code")
def spread(entry: str, run: str, before: str, after: str = "") -> int:
    """Set the looking-up of reports past on its way, some at a time; how many these were."""
    from django.utils.dateparse import parse_datetime  # noqa: PLC0415

    model = ActorOverride if entry.startswith("actoroverride:") else PlaceOverride
    row = model._default_manager.get(pk=entry.partition(":")[2])
    past = reports_past(row, before=parse_datetime(before)).order_by("pk")
    if after:
        past = past.filter(pk__gt=after)
    with transaction.atomic():
        keys = list(past.values_list("pk", flat=True)[:_AT_ONCE])
        for key in keys:
            resolve_report.using(priority=Urgency.MANY).enqueue(report=str(key), run=run)
        if len(keys) == _AT_ONCE:
            spread.using(priority=Urgency.ASKED).enqueue(
                entry=entry, run=run, before=before, after=str(keys[-1])
            )
    return len(keys)


@task(queue_name="code")
def resolve_report(report: str, run: str = "") -> str:
    """Look up anew what the words of a report mean, without its engine; what came of it, in a word."""
    del run  # by which the progress is counted
    return look_up_again(report)


def look_up_again(report_id: str | UUID) -> str:
    """Look up anew what the words of a coded report mean, and keep it where that is otherwise now."""
    row = Report.objects.filter(pk=report_id).first()
    held = current_coding(row) if row else None
    if row is None or held is None:
        return "gone"
    coding = look_up(_as_found(as_coded(held)), world().lookups())
    with transaction.atomic():
        now = Report.objects.select_for_update().get(pk=row.pk)
        current = current_coding(now)
        if current is None or current.pk != held.pk:
            return "overtaken"  # it was coded anew meanwhile, by what holds now
        kept = store_coding(coding, engine_version=held.engine_version)
        if kept.pk == held.pk:
            return "same"
        enqueue_linking(now)
    return "changed"


def _as_found(coding: Coding) -> Coding:
    """A coding without what its words were looked up to mean."""
    names = tuple(replace(one, ref=None) for one in coding.names)
    return replace(coding, names=names, places={}, actors={}, speakers={}, parties={})


def _names(row: Entry) -> list[str]:
    """The names of an entry that matter for reports past: what it adds, and what it added before."""
    changes = Change.objects.of(row).values_list("before", "after")
    said = [side for pair in changes for side in pair if side]
    names = {row.name, *row.aliases, *(one.get("name") for one in said)}
    names |= {name for one in said for name in one.get("aliases") or ()}
    return sorted(name for name in names if name)


def _latest(row: Entry) -> Change | None:
    return Change.objects.of(row).filter(verb=BEGUN).first()
