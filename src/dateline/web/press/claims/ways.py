"""Ways: from what is told to what readers may see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.web.press.addresses import by_id
from dateline.web.telling.lighting import POINTED
from dateline.web.telling.spans import read, written

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from dateline.domain import Span


class PublicWays:
    """Leads to the page of a claim, and to the archived copy of a report."""

    def event(self, pk: UUID, at: Span | None = None) -> str:
        """The claim that an event is, resting on the words `at` some place."""
        claim = by_id("press:claim", pk)
        return f"{claim}?at={written(at)}" if at else claim

    def report(self, pk: UUID) -> str:
        """The archived copy of a report."""
        return by_id("press:report", pk)


def reads_words(request: HttpRequest, pk: UUID) -> str:  # noqa: ARG001 -- as pages are asked
    """The words that an address means, as a query string; empty where it means none."""
    at = read(request.GET.get("at", ""))
    return f"at={written(at)}" if at else ""


def to_words(report: UUID, at: Span, reading: UUID | None = None) -> str:
    """The words `at` some place in the archived copy of a report.

    Args:
        report: The report's id.
        at: Where the words stand in what was read.
        reading: The coding whose text is meant, where that is not the report's current one.
    """
    then = f"&reading={reading}" if reading else ""
    return f"{by_id('press:report', report)}?at={written(at)}{then}#{POINTED}"
