"""Names that stay open, or that the text contradicts: where it puts them is told all the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Feature, Placing
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.extents import extent_of, radius_of, related_extent
from dateline.resolving.placing.kinds import SETTLED
from dateline.resolving.placing.senses import holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Place, Span, Unresolved
    from dateline.resolving.placing.extents import Extent
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.mentions import Mention
    from dateline.resolving.placing.senses import Sense

BESIDE_KM = 60.0  # what lies farther from a place is not "near" it, nor "east of" it
CITY = 100_000  # people: more than any quarter or street has that is told of without its town


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report tells of places: its text, its mentions by their cores, and the place of each."""

    text: str
    mentions: Mapping[Span, Mention]
    places: Mapping[Span, Place]


def contradiction(
    mention: Mention, place: Place, places: Mapping[Span, Place], kind: Kind | None
) -> str | None:
    """What the text says that does not hold of `place`; None where nothing speaks against it."""
    for core in mention.stated:
        larger = places.get(core)
        if larger is not None and not _may_hold(larger, place):
            return f"no “{mention.words}” is known in {larger.name}"
    for core in mention.close:
        other = places.get(core)
        if other is not None and other.feature is not Feature.COUNTRY and _far(other, place, BESIDE_KM):
            return f"no “{mention.words}” is known near {other.name}"
    if kind is not None and kind.is_quarter and place.feature is Feature.TOWN and place.population > CITY:
        return f"“{mention.words}” is called a {kind.words.lower()} here, which the city of that name is not"
    return None


def where_told(mention: Mention, sense: Sense, why: Unresolved, told: Told) -> Placing | Unresolved:
    """A name that stays open lies somewhere in the place that the text puts it in, or near the one it tells.

    Where that is no more than a country, it stays open. What is told of another mention of the sense holds
    of this one, too.
    """
    open_still = why
    for one in (mention, *sense.mentions):
        found = _where_told(one, why, told)
        if isinstance(found, Placing):
            return found
        open_still = found if open_still is why else open_still
    return open_still


def _where_told(mention: Mention, why: Unresolved, told: Told) -> Placing | Unresolved:
    places = told.places
    for core in mention.stated:
        if core in places:
            return _inside(core, why, told)
    for core in mention.close:
        other, relation = places.get(core), told.mentions[core].relation
        if other is not None and relation is not None and other.feature is not Feature.COUNTRY:
            reason = f"{why.reason}; the text says “{relation.words} {other.name}”"
            return _as_told(other, related_extent(other, relation), reason)
    for core in mention.loose:
        if core in places and not (places[core].feature in SETTLED and _listed(core, mention, told.text)):
            return _inside(core, why, told)
    return why


def _inside(core: Span, why: Unresolved, told: Told) -> Placing | Unresolved:
    """Somewhere in the place named at `core`, or in that part or countryside of it that the text tells."""
    larger, relation = told.places[core], told.mentions[core].relation
    reason = f"{why.reason}; the text puts it in {larger.name}"
    if larger.feature is Feature.COUNTRY:
        return replace(why, reason=reason)
    return _as_told(larger, related_extent(larger, relation) if relation else extent_of(larger), reason)


def _as_told(place: Place, extent: Extent, reason: str) -> Placing:
    return Placing(
        place=place,
        precision=extent.precision,
        radius_km=extent.radius_km,
        reason=reason,
        lat=extent.point[0] if extent.point else None,
        lon=extent.point[1] if extent.point else None,
    )


def _may_hold(larger: Place, place: Place) -> bool:
    """Whether a place may lie in a larger one; where no outline is known, nearness has to do."""
    if larger.feature is Feature.COUNTRY:
        return place.country is None or larger.country == place.country
    return (
        holds(larger, place) or holds(place, larger) or not _far(larger, place, radius_of(larger) + BESIDE_KM)
    )


def _far(one: Place, other: Place, km: float) -> bool:
    return km_between(point_of(one), point_of(other)) > km


def _listed(core: Span, mention: Mention, text: str) -> bool:
    """Whether two names stand in a list, "the towns of Marj and Tal", where neither holds the other."""
    first, last = min(core, mention.core), max(core, mention.core)
    return _AND.search(text[first.end : last.start]) is not None or _MORE.match(text, last.end) is not None


_AND = re.compile(r"\s(?:and|or|&)\s")
_MORE = re.compile(r"(?:,\s[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,2}){0,8},?\s(?:and|or|&)\s(?:the\s)?[A-Z]")
