"""Formats that put every event on one day and have no column for who says so: GDELT and POLECAT."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Status
from dateline.exporting.happening import Where
from dateline.exporting.losses import LeftOut

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import DateRange
    from dateline.exporting.happening import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """When and where such a format puts what is a fact, and what is lost by it.

    Where nobody but accusers tells of an event, the fact is their accusing. It is of the report's day, and
    where it was, no coding tells.
    """

    day: date
    where: Where
    lacks: tuple[str, ...] = ()


def told_on_a_day(happening: Happening, dated: DateRange) -> Told | LeftOut:
    """The day and the place that stand for an event, which `dated` may spread over several days."""
    published = happening.coding.report.published
    if happening.accused:
        if published is None:
            return LeftOut(reason="an accusation in a report without a day")
        return Told(day=published, where=Where(), lacks=(ACCUSING,))
    lacks = []
    day = dated.start
    goes_on = happening.event.status is Status.ONGOING and dated.start != dated.end
    if goes_on and published is not None and dated.start <= published <= dated.end:
        day = published
        lacks.append("going on for longer, written as of the report's day")
    elif (dated.end - dated.start).days >= _MONTH:
        return LeftOut(reason="dated less exactly than by month")
    elif dated.start != dated.end:
        lacks.append("several days, written as the first")
    if happening.doubted:
        lacks.append("disputed or doubted by those who tell of it; no column says so")
    if happening.where.point is None:
        lacks.append("no point: the place is not resolved, or only the country is known")
    return Told(day=day, where=happening.where, lacks=tuple(lacks))


ACCUSING = "told by accusers alone, written as their accusing, on the report's day"
_MONTH = 31  # days
