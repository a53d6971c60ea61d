"""One happening that a report tells of in several events, as far as a format has to know.

Putting them together is the business of linking, on this floor of the house. But a format that adds up
numbers must not count the dead of a strike again in the toll that follows it, and a loss note should say how
many rows may be the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from dateline.domain import Effect, EventType, Feature, Status
from dateline.exporting.happening import where_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import DateRange, Event
    from dateline.exporting.happening import Happening, Where

AGAIN = "of the type, day and place of another row of its report: perhaps one happening told twice"


def times_again(written: Iterable[Happening]) -> int:
    """How many of the happenings of one report have the type, the day and the place of another."""
    seen = Counter(
        (one.event.type, one.event.date.start, _place(one.where)) for one in written if one.event.date
    )
    return sum(seen.values()) - len(seen)


def told_elsewhere(toll: Happening) -> bool:
    """Whether another event of the report tells of deaths on days and at places that the toll may be of."""
    others = (
        event
        for event in toll.coding.events
        if event.type is not EventType.DEATH
        and event.status not in _UNDONE
        and any(harm.effect is Effect.KILLED for harm in event.harm)
    )
    return any(_may_be_one(toll, other) for other in others)


_UNDONE = frozenset({Status.DENIED, Status.HYPOTHETICAL, Status.PLANNED})


def _may_be_one(toll: Happening, other: Event) -> bool:
    there = where_of(other, toll.coding)
    return _overlap(toll.event.date, other.date) and not _apart(_division(toll.where), _division(there))


def _overlap(one: DateRange | None, other: DateRange | None) -> bool:
    return one is None or other is None or (one.start <= other.end and other.start <= one.end)


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether they lie in different countries or first divisions, as far as both are known."""
    return any(here != there for here, there in zip(one, other, strict=False))


def _division(where: Where) -> tuple[str, ...]:
    if where.placing is None or where.country is None:
        return ()
    place = where.placing.place
    division = place.name if place.feature is Feature.ADMIN1 else place.admin1
    return (where.country, division) if division else (where.country,)


def _place(where: Where) -> str:
    return where.placing.place.id if where.placing else where.words.casefold()
