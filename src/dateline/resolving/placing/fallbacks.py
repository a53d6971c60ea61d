"""Names that stay open, or that the text contradicts: where it puts them is told all the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import Feature, Placing
from dateline.resolving.geometry import km_between, point_of
from dateline.resolving.placing.kinds import DIVISIONS, SETTLED, WAYS, split_kind
from dateline.resolving.placing.relations import Manner, Relation, quoted
from dateline.resolving.placing.senses import fold, holds
from dateline.resolving.placing.wording import noun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.domain import Place, Span, Unresolved
    from dateline.resolving.placing.extents import Extents
    from dateline.resolving.placing.kinds import Kind
    from dateline.resolving.placing.mentions import Mention
    from dateline.resolving.placing.senses import Sense

BESIDE_KM = 100.0  # what lies farther from a place is not "near" it, nor "east of" it
STRAY_KM, STRAY_OF_LAND_KM = 30.0, 200.0  # beyond the reach of a division, of a desert: no outline is known
CITY = 100_000  # people: more than any quarter or street has that is told of without its town
SUBURBS_KM = 8.0  # beyond the built-up town: its suburbs
QUARTER_KM = 30.0  # a quarter lies no farther from the town that it is told of with


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report tells of places: its mentions by their cores, and the place of each that has one.

    `provinces` has the first division around each place that is a town and bears its name, too.
    """

    mentions: Mapping[Span, Mention]
    places: Mapping[Span, Place]
    provinces: Mapping[Span, Place]
    extents: Extents


def contradiction(mention: Mention, sense: Sense, told: Told, *, sure: bool) -> str | None:
    """What the text says that does not hold of a mention's place; None where nothing speaks against it.

    Against a place that the name is not `sure` to mean, being spelt otherwise, or a quarter, speaks a
    division that only seems to hold it, too, "Marj and Tal in Idlib", and against the quarter a town.
    """
    place, kind, words = told.places[mention.core], sense.kind, mention.words
    if place.feature is Feature.COUNTRY:
        return None
    seeming = DIVISIONS | {Feature.REGION} | (SETTLED if place.feature is Feature.DISTRICT else frozenset())
    loose = (core for core in mention.loose if core in told.places and told.places[core].feature in seeming)
    for core in mention.stated if sure else (*mention.stated, *loose):
        larger = told.places.get(core)
        if larger is None or (larger.feature is Feature.COUNTRY and _in_a_land_told(place, sense, told)):
            continue
        quarter = kind is not None and kind.is_quarter and larger.feature is Feature.TOWN
        reach = told.extents.radius(larger) + SUBURBS_KM
        if not _may_hold(core, place, told) or (quarter and _far(larger, place, reach)):
            return f"no “{words}” is known in {larger.name}"
    for core in mention.close:
        other = told.places.get(core)
        if other is None or other.feature is Feature.COUNTRY:
            continue
        reach = told.extents.radius(place) if place.feature is Feature.WATER else 0.0
        if _far(other, place, BESIDE_KM + reach):
            return f"no “{words}” is known near {other.name}"
    return _other_kind(mention, sense, place) or _strange_quarter(mention, kind, told)


def _in_a_land_told(place: Place, sense: Sense, told: Told) -> bool:
    """Whether the text puts some mention of a sense into its place's country: then another is misread."""
    cores = (core for one in sense.mentions for core in one.stated)
    lands = (told.places[core] for core in cores if core in told.places)
    return any(one.feature is Feature.COUNTRY and one.country == place.country for one in lands)


def _other_kind(mention: Mention, sense: Sense, place: Place) -> str | None:
    """That the text calls a quarter or a road what is none.

    A city may be misread for a quarter once ("an old neighbourhood of Marj"), not half of the time.
    """
    kind, words = sense.kind, split_kind(mention.words)[0]
    if kind is None:
        return None
    if (
        kind.features == WAYS
        and mention.relation is None
        and place.feature not in {Feature.ROAD, Feature.DISTRICT}
    ):
        return f"“{words}” is called a {kind.singular} here, which the only one known is not"
    called = sum(one.kind is not None and one.kind.is_quarter for one in sense.mentions)
    if not kind.is_quarter or 2 * called < len(sense.mentions):
        return None
    if place.feature is Feature.ADMIN1 or (place.feature is Feature.TOWN and place.population > CITY):
        return (
            f"“{words}” is called a {kind.singular} here, which the {noun(place.feature)} of that name is not"
        )
    return None


def _strange_quarter(mention: Mention, kind: Kind | None, told: Told) -> str | None:
    """That a quarter is asked for, or meant, which lies in no town or division that the report names."""
    place = told.places[mention.core]
    asked = kind is not None and kind.is_quarter and place.population <= CITY
    if place.feature is not Feature.DISTRICT and not (asked and place.feature is Feature.TOWN):
        return None
    words = fold(mention.words)
    others = [
        other
        for core, other in told.places.items()
        if other.id != place.id and fold(told.mentions[core].words) != words
    ]
    towns = [other for other in others if other.feature is Feature.TOWN]
    if not towns or any(not _far(other, place, QUARTER_KM) for other in towns):
        return None
    if not asked and any(holds(other, place) for other in others if other.feature is not Feature.COUNTRY):
        return None
    name = split_kind(mention.words)[0]
    if asked and kind:
        here = f"“{name}” is called a {kind.singular} here"
        return f"{here}, and the one known lies in no town that the report names"
    return f"the likeliest place called “{name}” is a quarter of a town that the report does not name"


def where_told(mention: Mention, sense: Sense, why: Unresolved, told: Told) -> Placing | Unresolved:
    """A name that stays open lies somewhere in the place that the text puts it in, or near the one it tells.

    Where that is a country, or a sea as wide as one, it stays open. What is told of another mention of the
    sense holds of this one, too.
    """
    open_still = why
    for one in (mention, *sense.mentions):
        found = _where_told(one, sense.kind, why, told)
        if isinstance(found, Placing):
            return found
        open_still = found if open_still is why else open_still
    return open_still


def _where_told(mention: Mention, kind: Kind | None, why: Unresolved, told: Told) -> Placing | Unresolved:
    for core in mention.stated:
        if core in told.places:
            return _inside(core, kind, "the text puts it in", why, told)
    for core in mention.close:
        other, relation = told.places.get(core), told.mentions[core].relation
        if other is not None and relation is not None and not told.extents.is_wide(other):
            reason = f"{why.reason}; the text says “{quoted(relation, other.name)}”"
            return told.extents.related(other, relation).placing(other, reason)
    for core in mention.loose:
        # What is told of the last of a list tells in which town the others lie, not in which quarter.
        shared = any(mention.core < other < core for other in told.mentions)
        if core in told.places and not (shared and told.places[core].feature is Feature.DISTRICT):
            return _inside(core, kind, "it seems to lie in", why, told)
    in_town = kind is not None and kind.is_local and not kind.is_outlying
    for core in mention.along:
        relation = told.mentions[core].relation
        if relation is not None and relation.manner is Manner.BORDER:
            continue
        if core in told.places and not told.extents.is_wide(told.places[core]):
            reason = f"{why.reason}; the same event is told to be in {told.places[core].name}"
            return _by(core, (relation if in_town else _around(relation)) or _BESIDE, reason, told)
    return why


def _inside(core: Span, kind: Kind | None, how: str, why: Unresolved, told: Told) -> Placing | Unresolved:
    """Somewhere in the place named at `core`, or in that part or countryside of it that the text tells."""
    larger, relation = told.places[core], told.mentions[core].relation
    if told.extents.is_wide(larger):
        return replace(why, reason=f"{why.reason}; {how} {larger.name}")
    outlying = kind is not None and kind.is_outlying and larger.feature is Feature.TOWN
    if relation is None and not outlying:
        return told.extents.of(larger).placing(larger, f"{why.reason}; {how} {larger.name}")
    reason = f"; the text says “{quoted(relation, larger.name)}”" if relation else f"; {how} {larger.name}"
    around = _around(relation) if outlying else relation
    return _by(core, around or _OUTSIDE, why.reason + reason, told)


def _around(relation: Relation | None) -> Relation | None:
    """A relation to a town as it holds of what lies outside it: "eastern Marj" is its eastern countryside."""
    part = relation is not None and relation.manner in {Manner.PART, Manner.SECTION}
    return replace(relation, manner=Manner.COUNTRYSIDE) if relation and part else relation


def _by(core: Span, relation: Relation, reason: str, told: Told) -> Placing:
    """What stands in `relation` to the place named at `core`."""
    place, province = told.places[core], told.provinces.get(core)
    wide = told.extents.around(place, relation, province) if province else None
    place, extent = wide or (place, told.extents.related(place, relation))
    return extent.placing(place, reason)


_OUTSIDE = Relation(manner=Manner.COUNTRYSIDE, words="countryside of")
_BESIDE = Relation(manner=Manner.NEAR, words="near")


def _may_hold(core: Span, place: Place, told: Told) -> bool:
    """Whether a place may lie in the one named at `core`; where no outline is known, nearness has to do."""
    larger = told.places[core]
    if larger.country and place.country and larger.country != place.country:
        return False
    if larger.feature is Feature.COUNTRY or holds(larger, place) or holds(place, larger):
        return True
    # "Marj in Idlib" may mean the province of Idlib; and a city is not put out by a misread line.
    if place.population >= CITY or (core in told.provinces and holds(told.provinces[core], place)):
        return True
    stray = STRAY_KM if larger.feature in DIVISIONS | SETTLED else STRAY_OF_LAND_KM
    return not _far(larger, place, told.extents.radius(larger) + stray)


def _far(one: Place, other: Place, km: float) -> bool:
    return km_between(point_of(one), point_of(other)) > km
