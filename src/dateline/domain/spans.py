"""Where words stand in a report's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text: Unicode code points, `end` exclusive.

    >>> Span(4, 10).of("The rebels withdrew.")
    'rebels'

    Raises:
        ValueError: The span is empty, turned round, or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(
                f"no span from {self.start} to {self.end}: start must be 0 or more, end beyond it"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span quotes from `text`."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """How many characters the two spans share."""
        # Asked tens of thousands of times a report: two comparisons, and no calls where they are apart.
        if self.end <= other.start or other.end <= self.start:
            return 0
        return min(self.end, other.end) - max(self.start, other.start)

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
