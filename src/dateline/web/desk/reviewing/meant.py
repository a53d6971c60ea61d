"""Meant: an actor or a place that a reviewer chooses by its id, as words of an event may mean it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain.errors import CorrectionRefused
from dateline.resolving.placing.extents import Extents
from dateline.web.archive import overrides_finding
from dateline.web.archive.tasks_world import world

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Actor, Placing


def actor_of(key: str, on: date | None) -> Actor | None:
    """The actor with an id, as it was on a day, of the register or of the newsroom's own; None for no id.

    Raises:
        CorrectionRefused: There is none.
    """
    if not key:
        return None
    register = world().lookups().register
    found = register.actor(key, on) if register is not None else None
    if found is None:
        raise CorrectionRefused(f"the register has no actor {key}", "Search again, and choose from the list.")
    return found


def place_of(key: str, *, reason: str) -> Placing | None:
    """The place with an id, of the gazetteer or of the newsroom's own, as words mean it; None for no id.

    Raises:
        CorrectionRefused: There is none.
    """
    if not key:
        return None
    place = overrides_finding.place(key)
    if place is None:
        raise CorrectionRefused(
            f"the gazetteer has no place {key}", "Search again, and choose from the list."
        )
    return Extents().of(place).placing(place, reason)
