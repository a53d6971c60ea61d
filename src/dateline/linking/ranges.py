"""Ranges: what the figures of several origins span, which is the best, and which cannot both be true."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.domain import Count
from dateline.linking.agreement import below
from dateline.linking.victims import Victims, alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dateline.linking.figures import LastFigure


def spanned(counts: Iterable[Count]) -> Count:
    """The range over several numbers: from the least least to the greatest most.

    "At least 11" reaches as far up as another number that is higher; without one its end stays open.

    >>> spanned([Count(min=3, max=3), Count(min=11)]), spanned([Count(min=14, max=14), Count(min=11)])
    (Count(min=3, max=None), Count(min=11, max=14))
    """
    counts = list(counts)
    least = [one.min for one in counts if one.min is not None]
    most = [one.max for one in counts if one.max is not None]
    open_at = max((one.min for one in counts if one.max is None and one.min is not None), default=-1)
    top = max(most, default=None)
    low = min(least, default=None)
    if top is not None and top < max(open_at, low or 0):
        top = None
    return Count(min=low, max=top)


def comparable(figures: Sequence[LastFigure], rank: Callable[[LastFigure], int]) -> list[LastFigure]:
    """The figures that a range and a best number may be made of: tolls of all who came to harm.

    A number of civilians is that of all where nobody tells kinds of victims apart. Where somebody does, it is
    of some: then it stays, as a least number, only where nobody who is as much to be relied on (of no greater
    `rank`) says how many came to harm in all. So do numbers of civilians and of fighters that no number of
    all stands beside. Numbers of families are in another unit.
    """
    firm = [one for one in figures if one.firm] or list(figures)
    tolls = [one for one in firm if not one.part]
    if tolls and tolls[0].victims is None:
        same = all(alike(one.last, other.last) for one, other in combinations(tolls, 2))
        return tolls if same else []
    of_all = [one for one in tolls if one.victims is Victims.ANYBODY]
    of_some = [one for one in tolls if one.victims in {Victims.CIVILIANS, Victims.FIGHTERS}]
    families = [one for one in tolls if one.victims is Victims.FAMILIES]
    if not of_all and not of_some:
        return families
    if not any(one.part for one in firm) and (of_all or len({one.victims for one in of_some}) == 1):
        return of_all + of_some
    best = min(map(rank, of_all), default=None)
    return of_all + [_at_least(one) for one in of_some if best is None or rank(one) < best]


def at_odds(figures: Sequence[LastFigure]) -> list[tuple[LastFigure, LastFigure]]:
    """Figures of different origins that cannot both be true, in pairs, the lower first.

    Like is held against like. A toll of civilians or fighters is held against one of "people" where nobody
    tells kinds of victims apart; else only where it is above it.
    """
    apart = any(one.part and one.firm for one in figures)
    found = []
    for one, other in combinations([one for one in figures if one.firm], 2):
        low, high = (one, other) if below(one.count, other.count) else (other, one)
        if one.key == other.key or not below(low.count, high.count):
            continue
        kinds = {low.victims, high.victims}
        if (None in kinds or len(kinds) == 1) and alike(low.last, high.last):
            found.append((low, high))
        elif Victims.ANYBODY in kinds and not kinds & {Victims.FAMILIES, None} and len(kinds) > 1:
            more_than_all = low.victims is Victims.ANYBODY
            if not (low.part or high.part) and (more_than_all or not apart):
                found.append((low, high))
    return found


def best_of(figures: Sequence[LastFigure], rank: Callable[[LastFigure], int]) -> int | None:
    """The best number, after UCDP: that of the most reliable who give one, and of equals the lower.

    Of those whose `rank` is the least it is the number that most leave room for. Where several numbers have
    as much room, it is the last told if each lower one was told on an earlier day, or else the lowest.
    None where no least number is told.
    """
    told = [one for one in figures if one.count.min is not None]
    least = min(map(rank, told), default=0)
    voiced = [one for one in told if rank(one) == least]
    room = {
        number: sum(_holds(one.count, number) for one in voiced)
        for number in {one.count.min for one in voiced if one.count.min is not None}
    }
    most = max(room.values(), default=0)
    tied = [one for one in voiced if one.count.min is not None and room[one.count.min] == most]
    lowest = min(tied, key=_least, default=None)
    highest = max(tied, key=_least, default=None)
    if lowest is None or highest is None:
        return None
    grew = all(told_earlier(one, highest) for one in tied if _least(one) < _least(highest))
    return _least(highest if grew else lowest)


def told_earlier(lower: LastFigure, higher: LastFigure) -> bool:
    """Whether one figure was told on an earlier day than another."""
    before, after = lower.last.telling.said, higher.last.telling.said
    return before is not None and after is not None and before < after


def _least(figure: LastFigure) -> int:
    return figure.count.min or 0


def _at_least(figure: LastFigure) -> LastFigure:
    return replace(figure, count=Count(min=figure.count.min)) if figure.count.min is not None else figure


def _holds(count: Count, number: int) -> bool:
    return (count.min or 0) <= number and (count.max is None or number <= count.max)
