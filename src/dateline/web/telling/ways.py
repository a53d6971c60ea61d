"""Ways: where what is told leads. The desk leads to its reviews, the press to what readers may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from uuid import UUID

    from dateline.domain import Span


class Ways(Protocol):
    """The addresses that a screen leads to."""

    def event(self, pk: UUID, at: Span | None = None) -> str:
        """Where an event is shown in its report, and in it the words `at` some place."""
        ...

    def report(self, pk: UUID) -> str:
        """Where a report is shown."""
        ...
