"""The steps of a report's way as background tasks: read, code, link; and the look at a feed.

Each step sets the next on its way in the transaction that writes what it did. So a worker that is killed
leaves either a step that was not done, or one that was done and whose next waits; done again, it changes
nothing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from django_tasks import task

if TYPE_CHECKING:
    from dateline.web.archive.models import Arrival, Report


class Urgency(IntEnum):
    """What comes first. A later step comes before an earlier one: what is begun is ended."""

    MANY = 0  # from a feed or a list
    ASKED = 30  # somebody waits for it


_READ, _CODE, _LINK = 0, 10, 20  # added to the urgency


@task(queue_name="default")
def read_arrival(arrival: str, urgency: int = Urgency.MANY) -> str:
    """Fetch a page, or take it as it was handed in, and read it into a report."""
    from dateline.web.archive.ingest_reading import read_arrival as read  # noqa: PLC0415

    state = read(arrival, then=lambda report: enqueue_coding(report, urgency))
    return str(state or "gone")


@task(queue_name="code")
def code_report(report: str, urgency: int = Urgency.MANY, *, again: bool = False) -> str:
    """Code a report, with all that its words mean; `again` though this engine has coded it."""
    from dateline.web.archive.ingest_coding import code  # noqa: PLC0415

    return code(report, again=again, then=lambda row: enqueue_linking(row, urgency))


@task(queue_name="link")
def link_report(report: str) -> str:
    """Link a report with those that tell of the same."""
    from dateline.web.archive.ingest_coding import link  # noqa: PLC0415

    return link(report)


@task(queue_name="poll")
def look_at_feed(feed: str) -> int:
    """Look at a feed for new pages."""
    from dateline.web.archive.polling import look_at  # noqa: PLC0415

    return look_at(feed)


def enqueue_reading(arrival: Arrival, urgency: int) -> None:
    """Set the reading of an arrival on its way."""
    read_arrival.using(priority=urgency + _READ).enqueue(arrival=str(arrival.pk), urgency=int(urgency))


def enqueue_coding(report: Report, urgency: int = Urgency.MANY, *, again: bool = False) -> None:
    """Set the coding of a report on its way; `again` though this engine has coded it as it stands."""
    asked = {"again": True} if again else {}
    code_report.using(priority=urgency + _CODE).enqueue(report=str(report.pk), urgency=int(urgency), **asked)


def enqueue_linking(report: Report, urgency: int = Urgency.MANY) -> None:
    """Set the linking of a report on its way."""
    link_report.using(priority=urgency + _LINK).enqueue(report=str(report.pk))
