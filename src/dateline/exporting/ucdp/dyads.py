"""Two sides of violence as UCDP sees them, and which of its three types of violence that makes.

Source: Högbladh, "UCDP GED Codebook version 24.1" (2024), by UCDP's definitions of state-based, non-state
and one-sided violence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, EventType
from dateline.exporting.countries import country
from dateline.exporting.deaths import civilians_hit
from dateline.exporting.losses import LeftOut

if TYPE_CHECKING:
    from dateline.exporting.countries import Country
    from dateline.exporting.happening import Happening
    from dateline.exporting.sides import Side

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two sides as UCDP sees them: side A is the state where only one is, side B None for civilians.

    `turned` where side A are the event's targets; `further` counts who else took part.
    """

    violence: int
    side_a: Side
    side_b: Side | None
    turned: bool = False
    further: int = 0

    @property
    def nameless(self) -> bool:
        """Whether a side is told of by its kind alone: "rebels"."""
        return not all(_identified(side) for side in (self.side_a, self.side_b) if side)


def dyad_of(happening: Happening) -> Dyad | LeftOut:
    """State-based with a state on one side, non-state between groups, one-sided against the unarmed.

    Only against a state may a side be nameless: UCDP records no violence by "gunmen".
    """
    armed = [side for side in happening.agents if _is_armed(side)]
    others = [side for side in happening.targets if _is_armed(side)]
    battle = happening.event.type is EventType.CLASH and not happening.targets
    if battle:
        armed, others = armed[:1], armed[1:]
    if not armed:
        return LeftOut(reason="no organised actor known to have done it")
    if not others and (battle or not civilians_hit(happening)):
        return LeftOut(reason="not known against whom")
    one, other = armed[0], others[0] if others else None
    turned = other is not None and not _is_state(one) and _is_state(other)
    state_based = other is not None and (_is_state(one) or _is_state(other))
    dyad = Dyad(
        violence=ONE_SIDED if other is None else STATE_BASED if state_based else NON_STATE,
        side_a=other if turned and other else one,
        side_b=one if turned else other,
        turned=turned,
        further=len(armed) + max(len(others) - 1, 0) - 1,
    )
    if dyad.nameless and not state_based:
        return LeftOut(reason="by or between groups that nobody names")
    return dyad


def side_name(side: Side) -> str:
    """UCDP calls all forces of a state by its government; hired ones keep their own name."""
    state = _state(side)
    if state and state.ucdp_name:
        return f"Government of {state.ucdp_name}"
    if _identified(side):
        return side.name
    land = country(side.country)
    return f"Unnamed group ({land.ucdp_name})" if land and land.ucdp_name else "Unnamed group"


def gw_number(side: Side) -> str:
    """Gleditsch and Ward's number of a side that is a state, "" for any other."""
    state = _state(side)
    return state.gw if state else ""


def _identified(side: Side) -> bool:
    return side.acting.actor is not None or _state(side) is not None


def _is_armed(side: Side) -> bool:
    return not side.thing and side.cls in _STATES | _GROUPS


def _is_state(side: Side) -> bool:
    """The forces of a land that UCDP counts under another are a group: Palestine's, of no state of theirs."""
    land = country(side.country)
    return side.cls in _STATES and (land is None or land.counted_alone or not land.gw)


def _state(side: Side) -> Country | None:
    actor = side.acting.actor
    hired = side.cls is ActorClass.EXTERNAL_FORCES and actor is not None and actor.sector not in _OF_STATES
    return country(side.country) if _is_state(side) and not hired else None


_OF_STATES = frozenset({"GOV", "MIL", "COP", "SPY"})
_STATES = frozenset({ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES, ActorClass.GOVERNMENT})
_GROUPS = frozenset({ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA, ActorClass.IDENTITY_MILITIA})
