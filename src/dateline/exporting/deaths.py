"""Who was harmed and how many were killed, as formats ask for it: by side, and as low, best and high."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, Effect, EventType
from dateline.exporting.telling import words_of
from dateline.resolving.tolls import toll

if TYPE_CHECKING:
    from dateline.domain import Count, Harm
    from dateline.exporting.happening import Happening


class Whom(StrEnum):
    """Whose losses they are."""

    AGENT = "agent"
    TARGET = "target"
    CIVILIANS = "civilians"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number of dead as a range with a best guess.

    `counted` is False where the words tell of dead without a least number ("up to 10", "several").
    """

    low: int = 0
    best: int = 0
    high: int = 0
    counted: bool = True


UNARMED = frozenset({
    ActorClass.CIVILIANS, ActorClass.PROTESTERS, ActorClass.NGO, ActorClass.MONITOR, ActorClass.MEDIA,
    ActorClass.PARTY,
})  # fmt: skip


def killed(happening: Happening, *, only: Whom | None = None) -> Estimate:
    """How many were killed: all, or those on one side alone.

    Where the words give a range, its low end is the best guess, as the formats ask for conservative numbers.
    Where they give no more than a high end, or no number at all, at least one was killed: else nobody would
    say so.
    """
    event = happening.event
    harm = tuple(
        one
        for one in event.harm
        if one.effect is Effect.KILLED and (only is None or whose(one, happening) is only)
    )
    if not harm:
        return Estimate()
    told = replace(event, harm=harm)
    return _estimate(toll(Effect.KILLED, [told], happening.coding.report.text).count)


def whose(harm: Harm, happening: Happening) -> Whom:
    """Whose loss a harm is: by what its victims resolve to, the side whose words they are, or their noun."""
    victims = harm.victims or harm.quantity
    acting = happening.coding.actors.get(victims)
    actor = acting.actor if acting else None
    if (actor.cls if actor else acting.cls if acting else None) in UNARMED:
        return Whom.CIVILIANS
    if actor is not None:
        for whom, sides in ((Whom.AGENT, happening.agents), (Whom.TARGET, happening.targets)):
            if any(side.acting.actor is not None and side.acting.actor.id == actor.id for side in sides):
                return whom
    words = words_of(victims, happening.coding.report.text)
    if _CIVILIANS.search(words):
        return Whom.CIVILIANS
    if any(victims.overlap(span) for span in happening.event.targets):
        return Whom.CIVILIANS if all(side.cls in UNARMED for side in happening.targets) else Whom.TARGET
    if any(victims.overlap(span) for span in happening.event.agents):
        return Whom.AGENT
    return _by_arms(words, happening)


def civilians_hit(happening: Happening) -> bool:
    """Whether civilians are the only target, or the only victims where no target is known to be an actor."""
    if known := [side for side in happening.targets if side.cls is not None]:
        return all(side.cls in UNARMED for side in known)
    to_people = [one for one in happening.event.harm if one.effect in _TO_PEOPLE]
    return bool(to_people) and all(whose(one, happening) is Whom.CIVILIANS for one in to_people)


def _by_arms(words: str, happening: Happening) -> Whom:
    """Soldiers are of the side of a state where the other is none; fighters the other way about."""
    states = [any(side.cls in _STATES for side in sides) for sides in (happening.agents, happening.targets)]
    if states[0] != states[1]:
        if _SOLDIERS.search(words):
            return Whom.AGENT if states[0] else Whom.TARGET
        if _FIGHTERS.search(words):
            return Whom.TARGET if states[0] else Whom.AGENT
    armed = bool(_SOLDIERS.search(words) or _FIGHTERS.search(words))
    if armed and happening.event.type in _FROM_AFAR and happening.targets:
        return Whom.TARGET
    return Whom.UNKNOWN


def _estimate(count: Count) -> Estimate:
    if count.min is None and count.max == 0:
        return Estimate()
    low = 1 if count.min is None else count.min
    high = low if count.max is None else count.max
    return Estimate(low=low, best=low, high=high, counted=count.min is not None)


_TO_PEOPLE = frozenset(Effect) - {Effect.DAMAGED}
_STATES = frozenset({ActorClass.STATE_FORCES, ActorClass.EXTERNAL_FORCES, ActorClass.GOVERNMENT})
_FROM_AFAR = frozenset({
    EventType.AIRSTRIKE, EventType.DRONE_STRIKE, EventType.SHELLING, EventType.BOMBING,
    EventType.CHEMICAL_ATTACK,
})  # fmt: skip
_CIVILIANS = re.compile(
    r"\b(?:civilians?|child(?:ren)?|wom[ae]n|girls?|boys?|infants?|bab(?:y|ies)|famil(?:y|ies)|residents?"
    r"|villagers?|inhabitants?|refugees?|displaced|patients?|journalists?|reporters?|medics?|paramedics?"
    r"|doctors?|nurses?|(?:aid|rescue) workers?|students?|pupils?|teachers?|farmers?|shepherds?|worshippers?"
    r"|shoppers?|passengers?|mourners?|protesters?|demonstrators?|bystanders?)\b",
    re.IGNORECASE,
)
_SOLDIERS = re.compile(
    r"\b(?:soldiers?|troops?|servicem[ae]n|polic(?:e|em[ae]n)|officers?|conscripts?|army|guards?men)\b",
    re.IGNORECASE,
)
_FIGHTERS = re.compile(
    r"\b(?:fighters?|militants?|rebels?|gunm[ae]n|insurgents?|terrorists?|jihadis?(?:ts?)?|militiam[ae]n"
    r"|guerrillas?)\b",
    re.IGNORECASE,
)
