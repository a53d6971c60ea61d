"""Agreement: whether two values of one fact can both be true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, EventType, Fact
from dateline.linking.denials import KIN
from dateline.linking.kinds import kinship
from dateline.resolving.acting.forms import normal
from dateline.resolving.acting.referring import ARMED_GROUPS
from dateline.resolving.geometry import km_between

if TYPE_CHECKING:
    from dateline.domain import Acting, Count, DateRange, Placing, Telling
    from dateline.linking.tellings import Said

_BACKED = re.compile(r"\b(?P<whose>[A-Z]\w*(?:\.\w\.)?)-(?:backed|led|supported|allied|affiliated)\b")
_NIGHT = 1  # day: a strike of one night is Thursday's to one report and Friday's to another
_STATES = frozenset({ActorClass.STATE_FORCES, ActorClass.GOVERNMENT, ActorClass.EXTERNAL_FORCES})


def agree(some: Said, others: Said) -> bool:
    """Whether two tellings of one fact leave room for each other; what cannot be compared does."""
    one, other = some.telling, others.telling
    match one.fact:
        case Fact.TYPE:
            return kinship(EventType(one.value), EventType(other.value)) >= KIN
        case Fact.DATE:
            return one.date is None or other.date is None or _days_meet(one.date, other.date)
        case Fact.PLACE:
            return one.place is None or other.place is None or _places_meet(one.place, other.place)
        case Fact.AGENT | Fact.TARGET:
            alike = _same_words(one, other) or _one_side(some, others) or _backed(one, other)
            return alike or may_be_one(one.actor, other.actor)
        case Fact.MEANS:
            return True
        case _:
            return one.count is None or other.count is None or counts_meet(one.count, other.count)


def counts_meet(one: Count, other: Count) -> bool:
    """Whether two numbers can be the same.

    >>> from dateline.domain import Count
    >>> counts_meet(Count(min=11), Count(min=12, max=12))
    True
    >>> counts_meet(Count(min=5, max=5), Count(min=8, max=8))
    False
    """
    return not (below(one, other) or below(other, one))


def below(one: Count, other: Count) -> bool:
    """Whether one number is less than another, however both are read."""
    return one.max is not None and other.min is not None and one.max < other.min


def may_be_one(one: Acting | None, other: Acting | None) -> bool:
    """Whether words may mean one actor, or two that are tied; words for nobody known may mean anybody."""
    if one is None or other is None:
        return True
    if one.actor and other.actor:
        ties = [{actor.id, actor.parent, actor.alignment} - {None} for actor in (one.actor, other.actor)]
        return bool(ties[0] & ties[1])
    cls, other_cls = cls_of(one), cls_of(other)
    if cls is None or other_cls is None:
        return True
    alike = cls is other_cls or any({cls, other_cls} <= family for family in (_STATES, ARMED_GROUPS))
    lands = {acting.actor.country if acting.actor else acting.country for acting in (one, other)} - {None}
    return alike and len(lands) <= 1


def cls_of(acting: Acting | None) -> ActorClass | None:
    """The class of what words resolve to: their actor's, or what the words alone tell."""
    return (acting.actor.cls if acting.actor else acting.cls) if acting else None


def _days_meet(one: DateRange, other: DateRange) -> bool:
    return (one.start - other.end).days <= _NIGHT and (other.start - one.end).days <= _NIGHT


def _places_meet(one: Placing, other: Placing) -> bool:
    """Whether they lie within their radii of each other; of one without a point it cannot be told."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return one.place.country == other.place.country or None in {one.place.country, other.place.country}
    apart = km_between((one.lat, one.lon), (other.lat, other.lon))
    return apart <= one.radius_km + other.radius_km


def _same_words(one: Telling, other: Telling) -> bool:
    return normal(one.value) == normal(other.value)


def _backed(one: Telling, other: Telling) -> bool:
    """Whether one names those whom the other's backs or leads: "Norric-backed fighters", "Norric forces"."""
    return any(
        (found := _BACKED.search(some.value))
        and re.search(rf"\b{re.escape(found['whose'])}\b", f"{others.value} {others.words}")
        for some, others in ((one, other), (other, one))
    )


def _one_side(some: Said, others: Said) -> bool:
    """Whether both mean one party, or, where a report has no day, one state under two governments."""
    if some.party is None or others.party is None:
        return False
    if some.party.side == others.party.side:
        return True
    acting = [said.telling.actor.actor for said in (some, others) if said.telling.actor]
    of_state = [actor.country for actor in acting if actor and actor.cls in _STATES and actor.country]
    undated = some.telling.said is None or others.telling.said is None
    return undated and len(of_state) == len(acting) and len(set(of_state)) == 1
