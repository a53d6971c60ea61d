"""The later steps of a report's way: it is coded, with all that its words mean, and linked with others.

What takes long is worked out first; what comes of it is written in one transaction, which looks whether it
still is of the words that the report has.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from django.db import transaction

from dateline import pipeline
from dateline.web.archive.linking import link_report
from dateline.web.archive.models import Report, ReportState
from dateline.web.archive.store import as_coded, current_coding, report_of, store_coding
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.coding.engine import Engine


def code(report_id: str, *, again: bool = False, then: Callable[[Report], object]) -> str:
    """Code a report; what came of it, in a word.

    Args:
        report_id: Which report. One that this engine has coded as it stands is not coded again.
        again: Whether it is nevertheless.
        then: Is given the report, in the transaction that keeps the coding.

    Raises:
        DatelineError: The engine cannot code it.
    """
    row = Report.objects.select_related("source").filter(pk=report_id).first()
    if row is None:
        return "gone"
    engine = world().engine()
    if not again and _is_coded(row, engine):
        _go_on(row, then)
        return "known"
    coding = pipeline.code(report_of(row), engine, world().lookups())
    with transaction.atomic():
        now = Report.objects.select_for_update().filter(pk=row.pk).first()
        if now is None:
            return "gone"
        if now.text != row.text:
            return "overtaken"  # its words have changed meanwhile, and coding those is on its way
        store_coding(coding, engine_version=version("dateline"))
        then(now)
    return "coded"


def link(report_id: str) -> str:
    """Link a report with those that tell of the same; what came of it, in a word."""
    row = Report.objects.filter(pk=report_id).first()
    if row is None:
        return "gone"
    link_report(row)
    return "linked"


def _go_on(row: Report, then: Callable[[Report], object]) -> None:
    """Set a report that is coded on its way again, where it stands before that or was given up behind it."""
    with transaction.atomic():
        now = Report.objects.select_for_update().filter(pk=row.pk, text=row.text).first()
        if now is None or now.state in {ReportState.CODED, ReportState.LINKED}:
            return
        now.state, now.failure = ReportState.CODED, ""
        now.save(update_fields=["state", "failure"])
        then(now)


def _is_coded(row: Report, engine: Engine) -> bool:
    """Whether the coding that holds is of these words and by this engine."""
    held = current_coding(row)
    return held is not None and held.engine == engine.name and as_coded(held).report.text == row.text
