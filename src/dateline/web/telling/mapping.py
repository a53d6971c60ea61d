"""The map of an incident: every place that an account gives as a circle to scale, and the same in words.

Where only a country is known there is no circle and no point, for none would be honest.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dateline.domain import Fact, PlacePrecision
from dateline.domain.messages import Capital
from dateline.exporting import wording
from dateline.exporting.incidents.findings import Finding
from dateline.exporting.incidents.wording import name_of, where_words
from dateline.resolving.geometry import km_between
from dateline.web.telling.drawing import draw
from dateline.web.telling.saying import said
from dateline.web.telling.times import with_warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Placing, Telling
    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.resolving.ports import Gazetteer
    from dateline.web.telling.drawing import Drawing, Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTold:
    """A place in words: its number on the map, 0 where it has no circle, and who gives it."""

    number: int
    words: str
    point: str
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the places come to, and whether they differ."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Where an incident was: as a drawing (None where no more than a country is known) and in words."""

    drawing: Drawing | None
    places: tuple[PlaceTold, ...]
    notes: tuple[Remark, ...]


def map_of(told: IncidentTold, gazetteer: Gazetteer | None) -> Map | None:
    """The map of an incident; None where no account gives a place that is known."""
    given = _given(told)
    if not given:
        return None
    pinned = [one for one in given if _spot(one.placing)]
    numbers = {one.key: number for number, one in enumerate(pinned, 1)}
    spots = [spot for one in pinned if (spot := _spot(one.placing))]
    return Map(
        drawing=draw(spots, gazetteer) if spots else None,
        places=tuple(_in_words(one, numbers.get(one.key, 0)) for one in given),
        notes=tuple(_notes(told, spots)),
    )


@dataclass(slots=True, kw_only=True)
class _Given:
    """A place that accounts give, and those who do."""

    key: tuple[object, ...]
    placing: Placing
    tellings: list[Telling]
    tellers: dict[str, None]


def _given(told: IncidentTold) -> list[_Given]:
    """The places that accounts give, the most exact first; if none do, that of the incident itself."""
    incident = told.incident
    origins = {origin.id: origin for origin in incident.origins}
    found: dict[tuple[object, ...], _Given] = {}
    for one in incident.tellings:
        if one.fact is not Fact.PLACE or one.place is None:
            continue
        given = found.setdefault(_key(one.place), _Given(key=_key(one.place), placing=one.place, tellings=[],
                                                         tellers={}))  # fmt: skip
        given.tellings.append(one)
        given.tellers[with_warning(name_of(one.origin, origins), wording.WARNINGS.get(one.stance, ""))] = None
    if not found and incident.place:
        key = _key(incident.place)
        found[key] = _Given(key=key, placing=incident.place, tellings=[], tellers={})
    return sorted(found.values(), key=lambda one: one.placing.exactness)


def _key(placing: Placing) -> tuple[object, ...]:
    return placing.place.id, placing.lat, placing.lon, placing.radius_km


def _spot(placing: Placing) -> Spot | None:
    if placing.precision is PlacePrecision.COUNTRY or placing.lat is None or placing.lon is None:
        return None
    return placing.lat, placing.lon, placing.radius_km


def _in_words(given: _Given, number: int) -> PlaceTold:
    spot, words = _spot(given.placing), said(where_words(given.placing))
    if spot is None:
        words = _("%(place)s: no more than the country is known, so it has no circle") % {"place": words}
    return PlaceTold(
        number=number,
        words=words,
        point=wording.point_words(*spot) if spot else "",
        tellers=tuple(given.tellers),
    )


def _notes(told: IncidentTold, spots: Sequence[Spot]) -> Iterator[Remark]:
    """What the places come to: who differs, and how far apart they lie."""
    fact = next((one for one in told.facts if one.fact is Fact.PLACE), None)
    for note in fact.notes if fact else ():
        if note.finding in {Finding.DIFFER, Finding.DENIED, Finding.COMMON}:
            yield Remark(words=said(Capital.of(note.words)), differs=note.finding is not Finding.COMMON)
    apart = [
        km_between(one[:2], other[:2])
        for one, other in combinations(spots, 2)
        if km_between(one[:2], other[:2]) > one[2] + other[2]
    ]
    if apart:
        words = _("Some of these places do not meet: the farthest lie %(distance)s apart.")
        yield Remark(words=words % {"distance": said(wording.distance_words(max(apart)))}, differs=True)
