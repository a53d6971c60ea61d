"""Ways: from an incident to the reviews of its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from dateline.web.telling.lighting import POINTED
from dateline.web.telling.spans import written

if TYPE_CHECKING:
    from uuid import UUID

    from dateline.domain import Span


class ReviewWays:
    """Leads to the review screen of an event, and to a report at the desk."""

    def event(self, pk: UUID, at: Span | None = None) -> str:
        """The review of an event, with the words `at` some place marked."""
        review = reverse("event", args=[pk])
        return f"{review}?at={written(at)}#{POINTED}" if at else review

    def report(self, pk: UUID) -> str:
        """A report at the desk."""
        return reverse("report", args=[pk])
