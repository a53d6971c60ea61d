"""Event and sub-event types of ACLED (codebook of 2024): from our types, the actors' classes and the words.

Where the codebook decides by what happened around an event (police at a protest, a base that is set up), the
words of the sentences that tell of it decide here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import CODES, Effect, EventType
from dateline.exporting import signs
from dateline.exporting.acled.actors import Inter
from dateline.exporting.deaths import civilians_hit
from dateline.exporting.losses import LeftOut
from dateline.exporting.signs import Sign, read_sign

if TYPE_CHECKING:
    from dateline.exporting.acled.actors import Named
    from dateline.exporting.happening import Happening

VIOLENCE = "Political violence"
DEMONSTRATIONS = "Demonstrations"
STRATEGIC = "Strategic developments"
BATTLES, REMOTE, CIVILIAN_VIOLENCE = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS = "Protests", "Riots"
BY_FORCE = frozenset({BATTLES, REMOTE, CIVILIAN_VIOLENCE})
EXCESSIVE, INTERVENTION, PEACEFUL = (
    "Excessive force against protesters",
    "Protest with intervention",
    "Peaceful protest",
)
MOB, VIOLENT = "Mob violence", "Violent demonstration"
ABDUCTION = "Abduction/forced disappearance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An event in ACLED's terms. `open` says what could not be told, where a sub-event type hangs on it."""

    disorder: str
    event_type: str
    sub_event_type: str
    open: str = ""


def classify(happening: Happening, agents: tuple[Named, ...], targets: tuple[Named, ...]) -> Coded | LeftOut:
    """What ACLED calls an event whose sides are `agents` and `targets`."""
    kind = happening.event.type
    if kind is EventType.PROTEST:
        return _protest(happening, agents, targets)
    acled = CODES[kind].acled
    if acled is None:
        return LeftOut(reason=f"ACLED has no type for {kind.value.replace('_', ' ')}")
    if acled == BATTLES and _only_civilians(happening, targets):
        return Coded(disorder=VIOLENCE, event_type=CIVILIAN_VIOLENCE, sub_event_type="Attack")
    if kind is EventType.ARREST and _by_a_group(agents) and not any(side.armed for side in targets):
        return Coded(disorder=VIOLENCE, event_type=CIVILIAN_VIOLENCE, sub_event_type=ABDUCTION)
    disorder = STRATEGIC if acled == STRATEGIC else VIOLENCE
    if kind is EventType.CAPTURE:
        sub, doubt = _capture(agents)
        return Coded(disorder=disorder, event_type=acled, sub_event_type=sub, open=doubt)
    sub = read_sign(_FINER, happening) or CODES[kind].acled_sub or "Other"
    if sub == ABDUCTION and _hurt(happening):
        sub = "Attack"  # which stands above it among ACLED's sub-event types
    return Coded(disorder=disorder, event_type=acled, sub_event_type=sub)


def _only_civilians(happening: Happening, targets: tuple[Named, ...]) -> bool:
    if targets:
        return all(side.inter is Inter.CIVILIANS for side in targets)
    return happening.event.type is EventType.ASSAULT and civilians_hit(happening)


def _by_a_group(agents: tuple[Named, ...]) -> bool:
    """Whether armed groups alone do it: whom they take is abducted, and not under arrest."""
    return bool(agents) and all(side.inter in _GROUPS for side in agents)


def _capture(agents: tuple[Named, ...]) -> tuple[str, str]:
    """By the class of who takes it: the state of the land, or anybody else, a foreign state too."""
    inters = {side.inter for side in agents} - {None}
    if not inters:
        return "Armed clash", "territory taken by an actor of unknown class, written as Armed clash"
    taken = "Government regains territory" if Inter.STATE in inters else "Non-state actor overtakes territory"
    return taken, ""


def _protest(happening: Happening, agents: tuple[Named, ...], targets: tuple[Named, ...]) -> Coded:
    words = happening.passage
    if signs.MOB.search(words):
        return Coded(disorder=VIOLENCE, event_type=RIOTS, sub_event_type=MOB)
    if signs.RIOT.search(words):
        return Coded(disorder=DEMONSTRATIONS, event_type=RIOTS, sub_event_type=VIOLENT)
    armed = any(side.armed for side in (*agents, *targets))
    if signs.LETHAL_FORCE.search(words) and _hurt(happening) and armed:
        return Coded(disorder=f"{VIOLENCE}; {DEMONSTRATIONS}", event_type=PROTESTS, sub_event_type=EXCESSIVE)
    sub = INTERVENTION if signs.FORCE.search(words) or signs.LETHAL_FORCE.search(words) else PEACEFUL
    return Coded(disorder=DEMONSTRATIONS, event_type=PROTESTS, sub_event_type=sub)


def _hurt(happening: Happening) -> bool:
    return any(one.effect in {Effect.KILLED, Effect.INJURED} for one in happening.event.harm)


_GROUPS = frozenset({Inter.REBELS, Inter.POLITICAL_MILITIA, Inter.IDENTITY_MILITIA})
_FINER = (
    Sign((EventType.BOMBING,), signs.GRENADE, "Grenade", means=True),
    Sign((EventType.ATTACK_ON_CIVILIANS,), signs.SEXUAL, "Sexual violence"),
    Sign((EventType.DEPLOYMENT,), signs.BASE_SET_UP, "Headquarters or base established"),
)
