"""Responsibility: who is said to have done it, by whom, and whether these claims compete."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dateline.domain import Fact, Stance
from dateline.linking.agreement import agree, cls_of, may_be_one
from dateline.linking.owning import is_deed
from dateline.resolving.acting.referring import ARMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.domain import EventType
    from dateline.linking.independence import Independence
    from dateline.linking.tellings import Said


def admissions(table: Sequence[Said]) -> tuple[Said, ...]:
    """Where belligerents say that they did it, in time order."""
    return tuple(said for said in table if said.admits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """That somebody says that it did not happen, or, with `of`, that somebody did not do it.

    `by_itself` says that whoever denies it means themselves.
    """

    said: Said
    of: Said | None = None
    by_itself: bool = False


def denials(table: Sequence[Said]) -> tuple[Denial, ...]:
    """Each voice's denial, in time order: of the happening, or, where it names who did not do it, of that."""
    found: dict[str, Denial] = {}
    for said in table:
        one = said.telling
        if one.fact is not Fact.TYPE or one.stance is not Stance.DENIES or said.voice.id in found:
            continue
        agents = [
            other
            for other in table
            if other.telling.fact is Fact.AGENT
            and other.telling.stance is Stance.DENIES
            and (other.telling.event, other.voice.id) == (one.event, said.voice.id)
        ]
        asserts = any(
            other.voice.id == said.voice.id
            and other.telling.fact is Fact.TYPE
            and other.telling.stance is Stance.ASSERTS
            for other in table
        )
        if not asserts:  # who tells of it denies a part of it, not all
            itself = any(agent.party and agent.party.owner == said.voice.owner for agent in agents)
            itself = itself or (not agents and bool(_PART_IN_IT.search(one.words)))
            found[said.voice.id] = Denial(said=said, of=agents[0] if agents else None, by_itself=itself)
    return tuple(found.values())


def competing(independence: Independence, kind: EventType) -> tuple[Said, ...]:
    """The tellings that name agents who cannot all be meant, in time order; none where nobody competes.

    Only of the deed of one side can it be asked who did it: a clash and talks have two. Whoever is told to
    have suffered it where another is told to have done it was on the other side of a fight, and competes with
    nobody. What origins assert competes with what others assert. Accusations compete only where no credible
    origin says who it was: a party that blames another does not unsettle what independent origins agree on.
    """
    if not is_deed(kind):
        return ()
    asserted = _by_key(independence, Stance.ASSERTS)
    found = _at_odds(asserted, independence)
    credible = any(independence.credible(said.voice) for some in asserted.values() for said in some)
    if not found and not credible:
        accused = _by_key(independence, Stance.ACCUSES)
        keys = dict.fromkeys((*asserted, *accused))
        both = {key: [*asserted.get(key, ()), *accused.get(key, ())] for key in keys}
        found = _at_odds(both, independence)
    chosen = {id(said) for said in found}
    return tuple(said for said in independence.table if id(said) in chosen)


_PART_IN_IT = re.compile(
    r"\b(?:responsib|involve|behind it|(?:a|any|no) (?:part|role|hand) in)", re.IGNORECASE
)


def _by_key(independence: Independence, stance: Stance) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = {}
    for said in independence.table:
        if said.telling.fact is Fact.AGENT and said.telling.stance is stance and not _slipped_in(said):
            found.setdefault(independence.key(said), []).append(said)
    return found


def _slipped_in(said: Said) -> bool:
    """Whether a party names itself, but admits nothing: an engine took the speaker for who did it."""
    return said.party is not None and said.party.owner == said.voice.owner and not said.admits


def _at_odds(by_key: Mapping[str, Sequence[Said]], independence: Independence) -> list[Said]:
    suffered: dict[str, list[Said]] = {}
    for said in independence.table:
        if said.telling.fact is Fact.TARGET and said.telling.stance is Stance.ASSERTS:
            suffered.setdefault(independence.key(said), []).append(said)
    apart = {
        key
        for one, other in combinations(by_key, 2)
        if not any(agree(here, there) for here in by_key[one] for there in by_key[other])
        and not _fought(by_key[one], suffered.get(other, ()))
        and not _fought(by_key[other], suffered.get(one, ()))
        for key in (one, other)
    }
    return [said for key in apart for said in by_key[key]]


def _fought(agents: Sequence[Said], targets: Sequence[Said]) -> bool:
    """Whether those whom one origin names are those whom it was done to as the other tells it."""
    return any(
        cls_of(agent.telling.actor) in ARMED
        and cls_of(target.telling.actor) in ARMED
        and may_be_one(agent.telling.actor, target.telling.actor)
        for agent in agents
        for target in targets
    )
