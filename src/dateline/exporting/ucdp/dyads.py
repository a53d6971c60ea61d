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
    from dateline.exporting.happening import Happening, Side

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


def dyad_of(happening: Happening) -> Dyad | LeftOut:
    """State-based with a state on one side, non-state between groups, one-sided against the unarmed."""
    armed = [side for side in happening.agents if side.cls in _STATES | _GROUPS]
    others = [side for side in happening.targets if side.cls in _STATES | _GROUPS]
    if happening.event.type is EventType.CLASH and not happening.targets:
        armed, others = armed[:1], armed[1:]
    if not armed:
        return LeftOut(reason="no organised actor known to have done it")
    if not others and civilians_hit(happening):
        return Dyad(violence=ONE_SIDED, side_a=armed[0], side_b=None, further=len(armed) - 1)
    if not others:
        return LeftOut(reason="not known against whom")
    one, other = armed[0], others[0]
    turned = one.cls not in _STATES and other.cls in _STATES
    return Dyad(
        violence=STATE_BASED if _STATES & {one.cls, other.cls} else NON_STATE,
        side_a=other if turned else one,
        side_b=one if turned else other,
        turned=turned,
        further=len(armed) + len(others) - 2,
    )


def side_name(side: Side) -> str:
    """UCDP calls all forces of a state by its government; hired ones keep their own name."""
    state = _state(side)
    return f"Government of {state.ucdp_name}" if state and state.ucdp_name else side.name


def gw_number(side: Side) -> str:
    """Gleditsch and Ward's number of a side that is a state, "" for any other."""
    state = _state(side)
    return state.gw if state else ""


def _state(side: Side) -> Country | None:
    actor = side.acting.actor
    hired = side.cls is ActorClass.EXTERNAL_FORCES and actor is not None and actor.sector not in _OF_STATES
    return country(side.country) if side.cls in _STATES and not hired else None


_OF_STATES = frozenset({"GOV", "MIL", "COP", "SPY"})
_STATES = frozenset({ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES, ActorClass.GOVERNMENT})
_GROUPS = frozenset({ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA, ActorClass.IDENTITY_MILITIA})
