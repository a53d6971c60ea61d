"""Accounts: what each voice says of an incident, in the parts that sentences are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Fact, PlacePrecision, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.voices import Voice, Voices


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one voice says in its own name of how it happened, as it told it first.

    `happened` says that it did, and `sayings` are all by which it says so; `doubted` are those that it names
    with reserve as who did it.
    """

    voice: Voice
    happened: Telling
    sayings: tuple[Telling, ...]
    agents: tuple[Telling, ...] = ()
    doubted: tuple[Telling, ...] = ()
    targets: tuple[Telling, ...] = ()
    place: Telling | None = None
    date: Telling | None = None
    means: tuple[Telling, ...] = ()

    @property
    def reserved(self) -> bool:
        """Whether the voice leaves it open that it happened."""
        return self.happened.stance is Stance.HEDGES


def accounts_of(material: Material, voices: Voices) -> list[Account]:
    """Each voice's account, those that count most first, then in the order in which they speak."""
    tellings = material.told.incident.tellings
    by_voice: dict[str, list[Telling]] = {}
    for one in tellings:
        if one.stance in {Stance.ASSERTS, Stance.HEDGES}:
            by_voice.setdefault(voices.of(one).key, []).append(one)
    order = [origin for one in material.told.examined.counted for origin in one.origins]
    found = [made for told in by_voice.values() if (made := _account(told, voices))]
    return sorted(found, key=lambda one: _place_in(order, one.happened.origin))


def accusing(material: Material) -> dict[str, list[Telling]]:
    """What each origin accuses somebody of, by its id."""
    return _by_origin(one for one in material.told.incident.tellings if one.stance is Stance.ACCUSES)


def denying(material: Material) -> dict[str, list[Telling]]:
    """What each origin denies, by its id."""
    return _by_origin(one for one in material.told.incident.tellings if one.stance is Stance.DENIES)


def same_actor(one: Telling, other: Telling) -> bool:
    """Whether two tellings mean one actor: by what they resolve to, or by their words."""
    mine, theirs = (it.actor.actor.id if it.actor and it.actor.actor else None for it in (one, other))
    if mine or theirs:
        return mine == theirs
    return one.value.casefold() == other.value.casefold()


def same_agents(one: Account, other: Account) -> bool:
    """Whether two accounts name the same as who did it."""
    return len(one.agents) == len(other.agents) and all(
        any(same_actor(mine, theirs) for theirs in other.agents) for mine in one.agents
    )


def same_thing(one: Telling, other: Telling) -> bool:
    """Whether the words for one target hold those for the other: a market, the market of a town."""
    mine, theirs = one.value.casefold(), other.value.casefold()
    return mine in theirs or theirs in mine


def _place_in(order: Sequence[str], origin: str) -> int:
    return order.index(origin) if origin in order else len(order)


def _by_origin(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = {}
    for one in tellings:
        found.setdefault(one.origin, []).append(one)
    return found


def _account(told: Sequence[Telling], voices: Voices) -> Account | None:
    happened = next((one for one in told if one.fact is Fact.TYPE and one.stance is Stance.ASSERTS), None)
    happened = happened or next((one for one in told if one.fact is Fact.TYPE), None)
    if happened is None:
        return None
    # A voice is taken at its first telling: reports that pass it on once more say nothing new of this.
    here = [one for one in told if one.event == happened.event and not _is_nobody(one)]
    agents = _without_their_whole(
        _each_once([one for one in here if one.fact is Fact.AGENT and one.stance is happened.stance])
    )
    doubted = [one for one in here if one.fact is Fact.AGENT and one.stance is not happened.stance]
    targets = [
        one
        for one in here
        if one.fact is Fact.TARGET and not any(same_actor(one, agent) for agent in agents if one.actor)
    ]
    beside = [one for one in targets if one.quote == happened.quote] or targets
    return Account(
        voice=voices.of(happened),
        happened=happened,
        sayings=tuple(one for one in here if one.fact is Fact.TYPE and one.stance is happened.stance),
        agents=tuple(agents),
        doubted=tuple(_each_once(doubted)),
        targets=tuple(sorted(beside, key=lambda one: one.at)),
        place=min(
            (one for one in here if one.fact is Fact.PLACE),
            key=lambda one: one.place.exactness if one.place else _UNPLACED,
            default=None,
        ),
        date=min(
            (one for one in here if one.fact is Fact.DATE and one.date),
            key=lambda one: one.date.exactness if one.date else 0,
            default=None,
        ),
        means=tuple(one for one in here if one.fact is Fact.MEANS),
    )


def _is_nobody(one: Telling) -> bool:
    return one.fact is Fact.AGENT and bool(_NOBODY.fullmatch(one.value))


def _without_their_whole(told: Sequence[Telling]) -> list[Telling]:
    """Actors without those of which another one is a part: an army, and no longer its government too."""
    wholes = {
        whole
        for one in told
        if one.actor and (actor := one.actor.actor)
        for whole in (actor.parent, actor.alignment)
    }
    apart = [one for one in told if not (one.actor and one.actor.actor and one.actor.actor.id in wholes)]
    return apart or list(told)


def _each_once(told: Sequence[Telling]) -> list[Telling]:
    found: list[Telling] = []
    for one in told:
        if not any(same_actor(one, other) for other in found):
            found.append(one)
    return found


_NOBODY = re.compile(  # words that are no doer
    r"(?:suicide|air|rocket|mortar|car|bomb\w*|attacks?|strikes?|the|a|an|one|two|three|four|five|\d+|so)",
    re.IGNORECASE,
)
_UNPLACED = (tuple(PlacePrecision).index(PlacePrecision.ADMIN), 0.0)  # words unplaced beat a land, not a town
