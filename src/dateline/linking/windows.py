"""When an account's happening may have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.linking.sketching import Sketch

NEWS_DAYS = 4
"""An account without a date, in a report with one, is taken to be of the report's last days."""


def window(one: Sketch) -> tuple[int, int] | None:
    """The first and the last day that an account may be of, as ordinals; None where nothing tells.

    They are its own; without them the report's day and the four before.
    """
    return days_of(one.said, one.first, one.last)


def days_of(said: int | None, first: int | None, last: int | None) -> tuple[int, int] | None:
    """`window`, of an account of which but the days are at hand."""
    if first is not None and last is not None:
        return first, last
    return (said - NEWS_DAYS, said) if said is not None else None


def days_apart(one: Sketch, other: Sketch) -> int | None:
    """The days between the windows of two accounts, 0 where they meet; None where one has none."""
    here, there = window(one), window(other)
    return None if here is None or there is None else max(0, here[0] - there[1], there[0] - here[1])
