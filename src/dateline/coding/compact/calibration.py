"""How sure the engine is of an event: the signs of it, and the chance of being right that they add up to."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from dateline.coding.compact.labels import TYPES

if TYPE_CHECKING:
    from dateline.coding.compact.events import EventDraft, Weighed

_SURE = 1e-4  # chances of a type nearer to 0 or 1 than this are all one
_CERTAIN = 1e-3  # no event is as good as certain: a confidence of 1 is left to engines that give no chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What tells how likely an event is right.

    `type`: log odds of its type, in the mention that tells it best. `mentions`: log of their number. `near`:
    the best chance, 0 to 1, that a mention of another event tells of the same happening: of a happening that
    was split, one part at most is right. `parts`: how many of the five roles and of harm are filled.
    """

    type: float
    mentions: float
    near: float
    parts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The weight of each sign in the log odds that an event is right as coded.

    Right means what the benchmarks count: an event of that type stands in the gold, and the two pair one to
    one. The weights belong to one set of the network's and are stored with it; `python -m training.calibrate`
    fits them. With the values here the confidence is the network's own chance for the type, not calibrated.
    """

    intercept: float = 0.0
    type: float = 1.0
    mentions: float = 0.0
    near: float = 0.0
    parts: float = 0.0

    def chance(self, signs: Signs) -> float:
        """The chance that the event is right as coded, over 0 and under 1."""
        odds = (
            self.intercept
            + self.type * signs.type
            + self.mentions * signs.mentions
            + self.near * signs.near
            + self.parts * signs.parts
        )
        # tanh does not overflow, exp would.
        return min(max(0.5 + 0.5 * math.tanh(odds / 2), _CERTAIN), 1 - _CERTAIN)

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> Calibration:
        """A calibration as stored with the weights; what this version does not know is left aside."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: float(value) for name, value in found.items() if name in known})

    def to_dict(self) -> dict[str, float]:
        """The weights by name."""
        return asdict(self)


def signs_of(weighed: Weighed, draft: EventDraft) -> Signs:
    """The signs of one of the events that were drafted from what is `weighed`."""
    members, column = list(draft.members), TYPES.index(draft.type)
    chance = max(float(weighed.mentions[m].types[column]) for m in members)
    chance = min(max(chance, _SURE), 1 - _SURE)
    same = weighed.same[members].max(axis=0)
    same[members] = 0
    return Signs(
        type=math.log(chance / (1 - chance)),
        mentions=math.log(len(members)),
        near=float(same.max()),
        parts=sum(map(bool, draft.fillers.values())) + bool(draft.harm),
    )
