"""Sides: the belligerent that words for an actor mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import SourceKind
from dateline.linking.sourcing import is_of_state

if TYPE_CHECKING:
    from datetime import date

    from dateline.domain import Acting
    from dateline.linking.ports import Source, Sources


def party_of(acting: Acting | None, sources: Sources, on: date | None) -> Source | None:
    """The belligerent that words for an actor mean: their actor, or the state whose forces they are."""
    if acting is None:
        return None
    found = None
    if acting.actor:
        found = sources.speaker(acting.actor, on)
    elif acting.cls and acting.country and is_of_state(acting.cls):
        found = sources.state(acting.country, on)
    return found if found and found.kind is SourceKind.PARTY else None
