"""Weighing: what the account table of an incident comes to, fact by fact, and who counts as one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain.coding import Count
    from dateline.domain.incidents import Fact, Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A figure that one origin replaced by another: "3, now 6". `said` is the day of the later one."""

    origin: str
    earlier: str
    later: str
    said: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A value and the ids of those who stand by it; a number says whom it counts where others differ."""

    value: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Values of independent origins that cannot all be true, lowest first where they are numbers.

    `growth` says that time may explain it: each lower number was told on an earlier day than the higher.
    """

    positions: tuple[Position, ...]
    growth: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """One fact of an incident, weighed.

    `common` is what all independent origins that tell the fact leave room for, at its most exact; None where
    fewer than two tell it or they differ. `moved` are figures that an origin replaced. `denied_by` are the
    ids of origins that deny it. For harm, numbers are held against numbers of like victims; `range` spans
    what the origins stand by in the end, and `best` is the number of the most reliable of them, as UCDP has
    it: docs/reference/incidents.md states the rule.
    """

    fact: Fact
    common: str | None = None
    moved: tuple[Move, ...] = ()
    contradiction: Contradiction | None = None
    denied_by: tuple[str, ...] = ()
    range: Count | None = None
    best: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Origins that say that it happened and count as one, by their ids.

    `key` is the id of the party or owner that they are of, or their own. `credible` says that they are taken
    at their word, `partisan` that they are on a side.
    """

    key: str
    origins: tuple[str, ...]
    credible: bool
    partisan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """An incident with what its account table comes to: each fact weighed, and who counts as one origin."""

    incident: Incident
    weighings: tuple[Weighing, ...] = ()
    counted: tuple[Counted, ...] = ()

    def weighing(self, fact: Fact) -> Weighing | None:
        """The weighing of a fact; None where nobody tells it."""
        return next((one for one in self.weighings if one.fact is fact), None)
