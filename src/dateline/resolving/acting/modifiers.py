"""What stands before a noun and says whose it is: "rebel", "US-led", "pro-government", "SDF-held"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from dateline.resolving.acting.phrases import BACKING, BY_OTHERS, HOLDING, LEADING
from dateline.resolving.numbers import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Actor
    from dateline.resolving.acting.context import Context
    from dateline.resolving.acting.phrases import Unit
    from dateline.resolving.ports import Community, Land


class Link(Enum):
    """How a modifier belongs to its noun."""

    OWN = auto()  # SDF fighters
    HELD = auto()  # SDF-held villages
    BACKED = auto()  # US-backed fighters
    LED = auto()  # US-led coalition
    PRO = auto()  # pro-government fighters
    ANTI = auto()  # anti-government fighters


class Side(Enum):
    """Whom a common word before the noun stands for."""

    STATE = auto()
    ARMY = auto()
    POLICE = auto()
    REBELS = auto()
    MILITIA = auto()
    TRIBAL = auto()
    CIVIL = auto()
    COALITION = auto()
    ABROAD = auto()


_SIDES = {
    word: side
    for side, words in {
        Side.STATE: "regime government state federal governmental loyalist",
        Side.ARMY: "army military troop soldier",
        Side.POLICE: "police security",
        Side.REBELS: """
            rebel opposition insurgent militant terrorist jihadist jihadi islamist extremist takfiri guerrilla
            terror
            """,
        Side.MILITIA: "militia paramilitary mercenary popular",
        Side.TRIBAL: "tribal tribe clan communal ethnic",
        Side.CIVIL: "civilian residential civil medical populated public",
        Side.COALITION: "coalition",
        Side.ABROAD: "international multinational",
    }.items()
    for word in listed(words)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """A word or name before the noun, and how it belongs to it. One of the last four says whose it is."""

    unit: Unit
    link: Link
    actor: Actor | None = None
    land: Land | None = None
    community: Community | None = None
    side: Side | None = None


def modifiers(before: Sequence[Unit], context: Context) -> Iterator[Modifier]:
    """The modifiers that say whose a noun is, the nearest to the noun first."""
    scene = context.scene
    for at in range(len(before) - 1, -1, -1):
        unit = before[at]
        link = _link(before, at)
        if link is None:
            continue
        words = unit.span.of(scene.text)
        land = scene.register.land(words) if unit.capital else None
        actor = None if land else scene.one_of(unit.actors)
        folk = context.community(words) if unit.capital and not land and not actor else None
        side = None if land or actor or folk else _SIDES.get(unit.form)
        if land or actor or folk or side:
            yield Modifier(unit=unit, link=link, actor=actor, land=land, community=folk, side=side)


def _link(before: Sequence[Unit], at: int) -> Link | None:
    """How the unit belongs to the noun; None where it only says how another one does."""
    if before[at].actors:
        pass
    elif before[at].form in BY_OTHERS | {"pro", "anti"}:
        return None
    previous = before[at - 1].form if at else ""
    following = before[at + 1].form if at + 1 < len(before) else ""
    if previous in {"pro", "anti"}:
        return Link.PRO if previous == "pro" else Link.ANTI
    if following in HOLDING:
        return Link.HELD
    if following in BACKING:
        return Link.BACKED
    return Link.LED if following in LEADING else Link.OWN
