"""Who fills ACLED's actor columns: two actors with their associates, by the rules of its event types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Effect, EventType
from dateline.exporting.acled import types
from dateline.exporting.acled.actors import (
    UNKNOWN_FORCES,
    Inter,
    allied,
    civilians,
    crowd,
    interaction,
    unidentified,
    without_civilians,
)
from dateline.exporting.deaths import Whom, civilians_hit, whose

if TYPE_CHECKING:
    from dateline.exporting.acled.actors import Named
    from dateline.exporting.acled.types import Coded
    from dateline.exporting.happening import Happening
    from dateline.exporting.sheets import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The two actors of an event and those who are with them."""

    first: Named | None
    second: Named | None
    with_first: tuple[str, ...] = ()
    with_second: tuple[str, ...] = ()


def cast_of(
    happening: Happening, coded: Coded, agents: tuple[Named, ...], targets: tuple[Named, ...]
) -> Cast:
    """The cast of an event whose sides are `agents` and `targets`."""
    here = happening.where.country
    if happening.event.type in _MUTUAL and not targets:
        agents, targets = agents[:1], agents[1:]  # two sides, told in one breath
    agents, targets = allied(agents), allied(targets)
    if coded.event_type in types.BY_FORCE:
        agents = without_civilians(agents)
    match coded.event_type:
        case types.PROTESTS | types.RIOTS:
            return _demonstrators(coded, agents, targets, here)
        case types.BATTLES:
            targets = without_civilians(targets)  # who come to harm between the two; the notes count them
            return _two(agents or (unidentified(here),), targets or (unidentified(here),))
        case types.CIVILIAN_VIOLENCE:
            return _two(agents or (unidentified(here),), targets or (civilians(here),))
        case types.REMOTE:
            flown = happening.event.type is EventType.AIRSTRIKE  # armed groups have no warplanes
            unknown = UNKNOWN_FORCES if flown else unidentified(here)
            return _two(agents or (unknown,), _hit(happening, targets))
        case _:
            return _two(agents, targets)


def actor_cells(cast: Cast) -> dict[str, Cell]:
    """The columns of actors, of their kinds and of the two kinds together."""
    first, second = cast.first, cast.second
    kinds = [side.inter for side in (first, second) if side]
    both = interaction(first.inter, second.inter if second else None) if first and first.inter else ""
    return {
        "actor1": first.name if first else "",
        "assoc_actor_1": "; ".join(cast.with_first),
        "inter1": first.inter.words if first and first.inter else "",
        "actor2": second.name if second else "",
        "assoc_actor_2": "; ".join(cast.with_second),
        "inter2": second.inter.words if second and second.inter else "",
        "interaction": "" if None in kinds else both,
    }


def at_civilians(coded: Coded, cast: Cast) -> bool:
    """Whether civilians are the main or only target."""
    if coded.sub_event_type == types.EXCESSIVE:
        return True
    kinds = (types.REMOTE, types.CIVILIAN_VIOLENCE, types.RIOTS)
    return coded.event_type in kinds and cast.second is not None and cast.second.inter is Inter.CIVILIANS


_MUTUAL = frozenset({EventType.CLASH, EventType.AGREEMENT})


def _hit(happening: Happening, targets: tuple[Named, ...]) -> tuple[Named, ...]:
    """The targets, and civilians who come to harm beside them, or alone."""
    if not targets:
        return (civilians(happening.where.country),) if civilians_hit(happening) else ()
    beside = any(
        whose(one, happening) is Whom.CIVILIANS for one in happening.event.harm if one.effect in _TO_PEOPLE
    )
    if beside and all(side.inter is not Inter.CIVILIANS for side in targets):
        return (*targets, civilians(happening.where.country))
    return targets


def _two(agents: tuple[Named, ...], targets: tuple[Named, ...]) -> Cast:
    return Cast(
        first=agents[0] if agents else None,
        second=targets[0] if targets else None,
        with_first=_associates(agents),
        with_second=_associates(targets),
    )


def _demonstrators(
    coded: Coded, agents: tuple[Named, ...], targets: tuple[Named, ...], here: str | None
) -> Cast:
    """Demonstrators stand first, but behind the force that is used on them, and alone where none is."""
    riot = coded.event_type == types.RIOTS
    demonstrators = crowd(Inter.RIOTERS if riot else Inter.PROTESTERS, here)
    force = tuple(side for side in (*agents, *targets) if side.armed)
    with_crowd = tuple(
        name
        for side in agents
        if not side.armed and side.inter is not demonstrators.inter
        for name in (side.associate or side.name,)
    )
    if coded.sub_event_type == types.EXCESSIVE:
        return Cast(
            first=force[0], second=demonstrators, with_first=_associates(force), with_second=with_crowd
        )
    if coded.sub_event_type == types.PEACEFUL or not (riot or force):
        return Cast(first=demonstrators, second=None, with_first=with_crowd)
    against = targets if riot else force
    return Cast(
        first=demonstrators,
        second=against[0] if against else None,
        with_first=with_crowd,
        with_second=_associates(against),
    )


def _associates(sides: tuple[Named, ...]) -> tuple[str, ...]:
    """The first side's own associate, and all others on it."""
    names = [side.associate for side in sides[:1]] + [side.associate or side.name for side in sides[1:]]
    return tuple(dict.fromkeys(name for name in names if name and name != sides[0].name))


_TO_PEOPLE = frozenset(Effect) - {Effect.DAMAGED}
