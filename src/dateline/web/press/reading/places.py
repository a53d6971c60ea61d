"""Places: where the incidents of a briefing were, as numbered circles to scale, and the same in words.

Where no more than a country is known there is no circle and no point, for none would be honest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import PlacePrecision
from dateline.web.archive.tasks_world import world
from dateline.web.press.incidents.words import precision_words, where_words
from dateline.web.telling.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from dateline.web.archive.models import Incident
    from dateline.web.press.incidents.glance import Glance
    from dateline.web.telling.drawing import Drawing, Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """A place in words, with the incidents there: its number on the map, 0 where it has no circle."""

    number: int
    words: str
    precision: str
    incidents: tuple[Glance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where incidents were; `drawing` is None where no more than countries are known."""

    drawing: Drawing | None
    spotted: tuple[Spotted, ...]

    @property
    def numbers(self) -> Mapping[UUID, int]:
        """The number on the map of each incident that has one."""
        return {one.pk: spot.number for spot in self.spotted if spot.number for one in spot.incidents}


def places_of(rows: Sequence[Incident], glances: Sequence[Glance]) -> Places | None:
    """Where incidents were, those of one place together; None where that is known of none.

    Args:
        rows: The incidents, in the order in which their places are numbered.
        glances: Theirs, in the same order.
    """
    at: dict[object, list[tuple[Incident, Glance]]] = {}
    for row, glance in zip(rows, glances, strict=True):
        if row.place_name or row.country:
            at.setdefault(_spot(row) or (row.place, row.place_name, row.country), []).append((row, glance))
    if not at:
        return None
    here = sorted(at.values(), key=lambda those: _spot(those[0][0]) is None)
    spots = [spot for those in here if (spot := _spot(those[0][0]))]
    spotted = tuple(
        Spotted(
            number=number if number <= len(spots) else 0,
            words=where_words(those[0][0]),
            precision=precision_words(those[0][0]),
            incidents=tuple(glance for _, glance in those),
        )
        for number, those in enumerate(here, 1)
    )
    gazetteer = world().lookups().gazetteer
    return Places(drawing=draw(spots, gazetteer) if spots else None, spotted=spotted)


def _spot(row: Incident) -> Spot | None:
    if row.lat is None or row.lon is None or row.place_precision in _NOWHERE:
        return None
    return row.lat, row.lon, row.radius_km or 0.0


_NOWHERE = {"", PlacePrecision.COUNTRY.value}
