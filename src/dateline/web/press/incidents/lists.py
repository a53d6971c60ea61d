"""Lists: the published incidents of a source, an actor or a place, by day, a page at a time, with a chart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Max

from dateline.web.press.incidents.charts import days_of, harm_by_day
from dateline.web.press.incidents.glance import glances

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from dateline.web.archive.models.incidents import IncidentQuerySet

A_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Incidents in a list: how many they are, and when one of them changed last, or was published."""

    incidents: IncidentQuerySet
    number: int
    changed_at: datetime | None
    published_at: datetime | None

    @property
    def key(self) -> str:
        """What the list is known by, in words: what came in for another that left was published since."""
        return f"{self.number} {self.changed_at} {self.published_at}"


def told(incidents: IncidentQuerySet) -> Told:
    """Some incidents as a list, in one query."""
    sums = incidents.order_by().aggregate(
        number=Count("pk"), latest=Max("changed_at"), published=Max("published_at")
    )
    return Told(
        incidents=incidents,
        number=sums["number"],
        changed_at=sums["latest"],
        published_at=sums["published"],
    )


def listed(request: HttpRequest, of: Told) -> dict[str, Any]:
    """The page of the list that an address asks for, and the chart of all of it, in three queries."""
    rows = of.incidents.light().order_by(F("date_start").desc(nulls_last=True), "-pk")
    page = _Counted(rows, A_PAGE, number=of.number).get_page(request.GET.get("page"))
    return {
        "page": page,
        "glances": glances(list(page.object_list)),
        "chart": harm_by_day(days_of(of.incidents)),
        "number": of.number,
    }


class _Counted(Paginator[Any]):
    """Pages of rows that were counted already."""

    def __init__(self, rows: IncidentQuerySet, per_page: int, *, number: int) -> None:
        super().__init__(rows, per_page)
        self._number = number

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return self._number
