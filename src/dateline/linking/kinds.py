"""Kinds of happenings: which event types may name one happening, as different reports tell it."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from dateline.domain import EventType


class Family(StrEnum):
    """Event types between which reports of one happening choose. A type may be of two families."""

    VIOLENCE = "violence"
    CONTROL = "control"  # of ground and ways
    CUSTODY = "custody"  # of people
    CRACKDOWN = "crackdown"  # seizures of arms
    MOVEMENT = "movement"  # of people and forces
    POLITICS = "politics"  # talks, agreements, pressure, accusations
    HELP = "help"
    CROWD = "crowd"
    OTHER = "other"


FAMILIES: dict[EventType, frozenset[Family]] = {
    EventType.CLASH: frozenset({Family.VIOLENCE}),
    EventType.ASSAULT: frozenset({Family.VIOLENCE, Family.CONTROL, Family.CUSTODY}),
    EventType.CAPTURE: frozenset({Family.VIOLENCE, Family.CONTROL}),
    EventType.AIRSTRIKE: frozenset({Family.VIOLENCE}),
    EventType.DRONE_STRIKE: frozenset({Family.VIOLENCE}),
    EventType.SHELLING: frozenset({Family.VIOLENCE}),
    EventType.SUICIDE_BOMBING: frozenset({Family.VIOLENCE}),
    EventType.BOMBING: frozenset({Family.VIOLENCE}),
    EventType.CHEMICAL_ATTACK: frozenset({Family.VIOLENCE}),
    EventType.ATTACK_ON_CIVILIANS: frozenset({Family.VIOLENCE, Family.CUSTODY}),
    EventType.ABDUCTION: frozenset({Family.CUSTODY}),
    EventType.ARREST: frozenset({Family.CUSTODY}),
    EventType.WEAPONS_SEIZURE: frozenset({Family.CRACKDOWN}),
    EventType.DESTRUCTION: frozenset({Family.VIOLENCE}),
    EventType.SIEGE: frozenset({Family.VIOLENCE, Family.CONTROL}),
    EventType.WITHDRAWAL: frozenset({Family.CONTROL, Family.MOVEMENT}),
    EventType.DEPLOYMENT: frozenset({Family.MOVEMENT}),
    EventType.DISPLACEMENT: frozenset({Family.MOVEMENT}),
    EventType.PROTEST: frozenset({Family.CROWD}),
    EventType.AGREEMENT: frozenset({Family.POLITICS}),
    EventType.TALKS: frozenset({Family.POLITICS}),
    EventType.SUPPORT: frozenset({Family.HELP}),
    EventType.ACCUSATION: frozenset({Family.POLITICS}),
    EventType.PRESSURE: frozenset({Family.POLITICS}),
    EventType.DEATH: frozenset({Family.VIOLENCE}),
    EventType.OTHER: frozenset({Family.OTHER}),
}


@cache
def kinship(one: EventType, other: EventType) -> float:
    """How well two types go with one happening: 1 the same, 0 not at all.

    >>> kinship(EventType.AIRSTRIKE, EventType.BOMBING) > kinship(EventType.AIRSTRIKE, EventType.CLASH) > 0
    True
    >>> kinship(EventType.AIRSTRIKE, EventType.TALKS)
    0.0
    """
    if one is other:
        return _SAME_OTHER if one is EventType.OTHER else 1.0
    if not FAMILIES[one] & FAMILIES[other]:
        return 0.0
    pair = frozenset({one, other})
    return max((degree for degree, group in _KIN if pair <= group), default=_FAMILY)


_SAME_OTHER = 0.5  # "other" is no kind
_FAMILY = 0.3
_KIN: tuple[tuple[float, set[EventType]], ...] = (
    # One strike in the words of different writers; who lies under the rubble does not see what fell.
    (
        0.8,
        {
            EventType.AIRSTRIKE, EventType.DRONE_STRIKE, EventType.SHELLING, EventType.BOMBING,
            EventType.CHEMICAL_ATTACK,
        },
    ),
    (0.8, {EventType.BOMBING, EventType.SUICIDE_BOMBING}),
    (0.8, {EventType.CLASH, EventType.ASSAULT}),
    (0.8, {EventType.ABDUCTION, EventType.ARREST}),
    (0.8, {EventType.TALKS, EventType.AGREEMENT}),
    (0.8, {EventType.ACCUSATION, EventType.PRESSURE}),
    (0.7, {EventType.ASSAULT, EventType.CAPTURE}),
    (0.7, {EventType.ASSAULT, EventType.ATTACK_ON_CIVILIANS}),
    (0.7, {EventType.ASSAULT, EventType.ARREST}),
    (0.7, {EventType.CAPTURE, EventType.WITHDRAWAL}),
    (0.7, {EventType.DISPLACEMENT, EventType.WITHDRAWAL}),
)  # fmt: skip
"""Degrees set by hand; the scorer weighs them as one feature."""
# Deaths, killing and destruction say nothing on how it was done: any violence may have done it.
_UNTOLD = {EventType.DEATH, EventType.ATTACK_ON_CIVILIANS, EventType.DESTRUCTION}
_KIN += tuple(
    (0.7, {untold, other}) for untold in _UNTOLD for other in EventType if Family.VIOLENCE in FAMILIES[other]
)
