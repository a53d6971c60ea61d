"""Weighing: of each fact, what the accounts share, where they differ, and what the numbers span."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from dateline.domain import HARM, Contradiction, Count, EventType, Fact, Position, Stance, Weighing
from dateline.linking.agreement import agree
from dateline.linking.facts import count_words
from dateline.linking.figures import figures_of
from dateline.linking.ranges import at_odds, best_of, comparable, spanned, told_earlier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.linking.figures import LastFigure
    from dateline.linking.independence import Independence
    from dateline.linking.tellings import Said


def weigh(independence: Independence) -> tuple[Weighing, ...]:
    """Each fact that anybody tells, weighed, in the order of `Fact`."""
    told = {said.telling.fact for said in independence.table}
    return tuple(_weighed(fact, independence) for fact in Fact if fact in told)


def _weighed(fact: Fact, independence: Independence) -> Weighing:
    told = [said for said in independence.table if said.telling.fact is fact]
    by_key: dict[str, list[Said]] = {}
    for said in told:
        if said.telling.stance is Stance.ASSERTS:
            by_key.setdefault(independence.key(said), []).append(said)
    denied_by = tuple(
        dict.fromkeys(said.telling.origin for said in told if said.telling.stance is Stance.DENIES)
    )
    if fact in HARM:
        return _numbers(fact, by_key, denied_by, independence)
    finest = {key: _finest(fact, some) for key, some in by_key.items()}
    return Weighing(
        fact=fact,
        common=_common(fact, finest),
        contradiction=_contradiction(finest) if fact in _COMPARED else None,
        denied_by=denied_by,
    )


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────


def _numbers(
    fact: Fact, by_key: Mapping[str, list[Said]], denied_by: tuple[str, ...], independence: Independence
) -> Weighing:
    figures = [figure for key, some in by_key.items() for figure in figures_of(key, some)]

    def rank(figure: LastFigure) -> int:
        return min(independence.reliance(independence.speaker(said)) for said in figure.told)

    alike = comparable(figures, rank)
    clash = _clash(figures)
    return Weighing(
        fact=fact,
        common=None if clash else _shared(alike),
        moved=tuple(dict.fromkeys(move for figure in figures for move in figure.moves)),
        contradiction=clash,
        denied_by=denied_by,
        range=spanned(figure.count for figure in alike) if alike else None,
        best=best_of(alike, rank),
    )


def _shared(figures: Sequence[LastFigure]) -> str | None:
    """What all figures leave room for."""
    if len({figure.key for figure in figures}) < 2:  # noqa: PLR2004 -- to share takes two
        return None
    low = max((figure.count.min for figure in figures if figure.count.min is not None), default=None)
    high = min((figure.count.max for figure in figures if figure.count.max is not None), default=None)
    if low is not None and high is not None and high < low:
        return None
    return count_words(Count(min=low, max=high)) or None


def _clash(figures: Sequence[LastFigure]) -> Contradiction | None:
    pairs = at_odds(figures)
    if not pairs:
        return None
    involved = [figure for figure in figures if any(figure in pair for pair in pairs)]
    kinds = {figure.victims for figure in involved}
    values: dict[str, list[str]] = {}
    for figure in sorted(involved, key=lambda one: (one.count.min or 0, one.count.max or 0)):
        of = f" {figure.victims}" if figure.victims and len(kinds) > 1 else ""
        values.setdefault(count_words(figure.count) + of, []).append(figure.last.telling.origin)
    growth = all(told_earlier(lower, higher) for lower, higher in pairs)
    return Contradiction(positions=_positions(values), growth=growth)


# ── all else ─────────────────────────────────────────────────────────────────────────────────────────────

_COMPARED = frozenset({Fact.DATE, Fact.PLACE, Fact.AGENT})
VAGUE = frozenset({EventType.DEATH, EventType.ATTACK_ON_CIVILIANS, EventType.DESTRUCTION, EventType.BOMBING})


def _finest(fact: Fact, some: Sequence[Said]) -> list[Said]:
    """What an origin tells most exactly; of actors all, for a strike may have two."""
    if fact in {Fact.AGENT, Fact.TARGET, Fact.MEANS}:
        return list(some)
    return [min(some, key=_exactness)]


def _exactness(said: Said) -> tuple[int, float]:
    one = said.telling
    if one.fact is Fact.TYPE:
        return int(EventType(one.value) in VAGUE), 0.0
    if one.place:
        return one.place.exactness
    return (one.date.exactness, 0.0) if one.date else (_LEAST_EXACT, 0.0)


_LEAST_EXACT = 99


def _common(fact: Fact, finest: Mapping[str, list[Said]]) -> str | None:
    if len(finest) < 2:  # noqa: PLR2004 -- to share takes two
        return None
    if any(not _any_agree(one, other) for one, other in combinations(finest.values(), 2)):
        return None
    told = [said for some in finest.values() for said in some]
    if fact in {Fact.DATE, Fact.PLACE, Fact.TYPE}:
        return min(told, key=_exactness).telling.value
    # Of actors and means only what every one of them names is common: "warplanes" may be anybody's.
    names = [{said.telling.value.casefold() for said in some} for some in finest.values()]
    shared = set.intersection(*names)
    return next((said.telling.value for said in told if said.telling.value.casefold() in shared), None)


def _any_agree(some: Sequence[Said], others: Sequence[Said]) -> bool:
    return any(agree(one, other) for one in some for other in others)


def _contradiction(finest: Mapping[str, list[Said]]) -> Contradiction | None:
    apart = [
        (one, other) for one, other in combinations(finest, 2) if not _any_agree(finest[one], finest[other])
    ]
    if not apart:
        return None
    values: dict[str, list[str]] = {}
    for key in dict.fromkeys(key for pair in apart for key in pair):
        for said in finest[key]:
            values.setdefault(said.telling.value, []).append(said.telling.origin)
    return Contradiction(positions=_positions(values))


def _positions(values: Mapping[str, list[str]]) -> tuple[Position, ...]:
    return tuple(
        Position(value=value, origins=tuple(dict.fromkeys(origins))) for value, origins in values.items()
    )
