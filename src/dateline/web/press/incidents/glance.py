"""Glances: incidents as lists show them, each with what a reader needs to choose by.

glances(incidents) -> glances     in the order given, in a query at most

"press/incidents/glances.html" draws them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Grade, Standing
from dateline.web.press.addresses import by_id
from dateline.web.press.incidents.reasons import reason_of
from dateline.web.press.incidents.warning import warnings_of
from dateline.web.press.incidents.words import (
    GRADES,
    STANDINGS,
    called,
    days_words,
    injured_words,
    killed_words,
    precision_words,
    where_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from dateline.web.archive.models import Incident
    from dateline.web.press.incidents.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """An incident in a few words, each as exact as it is.

    `killed` and `injured` are ranges ("3 to 6; best 4"), "" where nobody tells; `grade_key` and
    `standing_key` are the words of the closed lists, by which styles go. `reason` says of the grade who tells
    of it.
    """

    pk: UUID
    url: str
    title: str
    place: str
    precision: str
    day: str
    first: date | None
    killed: str
    injured: str
    grade: str
    grade_key: str
    standing: str
    standing_key: str
    reason: Reason
    warning: str
    sources: int
    reports: int


def glances(incidents: Sequence[Incident]) -> list[Glance]:
    """Incidents at a glance, in the order given. Their `body` may be deferred."""
    warnings = warnings_of(incidents)
    return [_glance(row, warnings[row.pk]) for row in incidents]


def _glance(row: Incident, warning: str) -> Glance:
    return Glance(
        pk=row.pk,
        url=by_id("press:incident", row.pk),
        title=called(row),
        place=where_words(row),
        precision=precision_words(row),
        day=days_words(row),
        first=row.date_start,
        killed=killed_words(row),
        injured=injured_words(row),
        grade=str(GRADES[Grade(row.grade)]),
        grade_key=row.grade,
        standing=str(STANDINGS[Standing(row.standing)]),
        standing_key=row.standing,
        reason=reason_of(row),
        warning=warning,
        sources=row.number_of_sources,
        reports=row.number_of_reports,
    )
