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
    LOCAL = auto()


STATE_WORDS = listed("regime government state federal governmental loyalist")
_SIDES = {
    word: side
    for side, words in {
        Side.STATE: " ".join(sorted(STATE_WORDS)),
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
        Side.LOCAL: "local regional municipal provincial",
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


def modifiers(before: Sequence[Unit], context: Context) -> list[Modifier]:
    """The modifiers that say whose a noun is: names that own it, then the others, the nearest first.

    So "Islamic State terrorist positions" are those of a name, and not of any terrorists.
    """
    found = list(_modifiers(before, context))
    owners = [
        one
        for one in found
        if (one.link in {Link.OWN, Link.HELD} and one.actor)
        or (one.link is Link.OWN and one.community and context.fighters(one.community))
    ]
    return [*owners, *(one for one in found if one not in owners)]


def _modifiers(before: Sequence[Unit], context: Context) -> Iterator[Modifier]:
    scene = context.scene
    for at in range(len(before) - 1, -1, -1):
        unit = before[at]
        link = _link(before, at)
        if link is None:
            continue
        words = unit.span.of(scene.text)
        land = scene.register.land(words) if unit.capital else None
        actor = None if land else scene.one_of(unit.actors) or _led_by(unit, words, context)
        folk = context.community(words) if unit.capital and not land and not actor else None
        side = None if land or actor or folk else _SIDES.get(unit.form)
        if land or actor or folk or side:
            yield Modifier(unit=unit, link=link, actor=actor, land=land, community=folk, side=side)


def _led_by(unit: Unit, words: str, context: Context) -> Actor | None:
    """Whom a person heads: of "Haddad's forces" the Reed Front."""
    known = not unit.capital or unit.form in _SIDES or context.scene.noun(unit.form)
    return None if known else context.scene.register.head(words, context.day)


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
