"""Asides: what the archive's reports say around what they tell of some incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline import pipeline
from dateline.web.archive.linking.telling import codings_of
from dateline.web.archive.models import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Telling
    from dateline.exporting.briefing import Aside
    from dateline.exporting.incidents.accounts import IncidentTold


def asides_of(incidents: Iterable[IncidentTold]) -> dict[Telling, Aside]:
    """The asides of all tellings of some incidents, by telling, in a constant number of questions."""
    tellings = [one for told in incidents for one in told.incident.tellings]
    keys = {one.event.report for one in tellings}
    reports = dict(Report.objects.filter(key__in=keys).values_list("pk", "key"))
    codings = {reports[pk]: coding for pk, coding in codings_of(list(reports)).items()}
    return pipeline.asides_of(tellings, codings)
