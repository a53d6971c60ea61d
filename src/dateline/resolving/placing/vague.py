"""Where "the city", "a hospital" or "the area" is: words for a place that are no name of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import PlacePrecision, Placing, Unresolved
from dateline.resolving.placing.extents import extent_of, related_extent
from dateline.resolving.placing.kinds import KIND_WORDS, kind_of
from dateline.resolving.placing.relations import Manner, Relation, bearing_of, relation_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.domain import Coding, Event, Feature, Span

BACK = 600  # characters: some three sentences, over which "the city" still means the one named last
_HEAD = re.compile(rf"\b({KIND_WORDS})\b", re.IGNORECASE)
# These stand for a place that was named before; others ("a hospital") are somewhere in one.
_REFERS = frozenset({
    "city", "town", "village", "capital", "settlement", "country", "province", "governorate", "district",
    "region", "camp", "airbase", "air base", "airport", "base", "enclave", "oil field", "gas field", "plant",
    "county", "state", "crossing", "border crossing", "neighbourhood", "neighborhood", "suburb", "strip",
})  # fmt: skip
_SIDE = re.compile(r"\b((?:north|south)?[ -]?(?:east|west)?(?:north|south)?)(?:ern)?\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:surrounding|neighbou?ring|nearby|outskirts|vicinity|adjacent|countryside)\b", re.IGNORECASE
)


def stand_in(span: Span, coding: Coding, placed: Mapping[Span, Placing]) -> Placing | Unresolved:
    """The place that words without a name stand for.

    That is the last one named before of the kind that they ask for, or else another place of the event that
    they belong to, or else the last one named before. `placed` has the names of the report, by their cores.
    """
    text = coding.report.text
    words = " ".join(span.of(text).split())
    head = _head(words)
    if not any(letter.isalpha() for letter in words):
        return Unresolved(reason=f"“{words}” names no place")
    for how, core in _anchors(span, head, coding, placed):
        found = placed[core]
        relation = _relation(span, text)
        extent = related_extent(found.place, relation) if relation else extent_of(found.place)
        return Placing(
            place=found.place,
            precision=extent.precision,
            radius_km=extent.radius_km,
            reason=f"“{words}” names no place; {found.place.name}, {how}, is taken",
            lat=extent.point[0] if extent.point else None,
            lon=extent.point[1] if extent.point else None,
        )
    return Unresolved(
        reason=f"“{words}” names no place, and none that it may stand for is named with it or before it"
    )


def _head(words: str) -> str | None:
    """The last word for a kind of place before "of", "in" or the end: "outskirts of the district"."""
    found = [match[1].lower() for match in _HEAD.finditer(words)]
    return found[-1] if found else None


def _anchors(
    span: Span, head: str | None, coding: Coding, placed: Mapping[Span, Placing]
) -> Iterator[tuple[str, Span]]:
    text = coding.report.text
    for core in placed:
        behind = text[span.end : core.start] if span.end <= core.start else "-"
        if _SIDE.fullmatch(span.of(text)) and behind.isspace():
            yield "named behind it", core
    before = [core for core in sorted(placed, reverse=True) if core.end <= span.start]
    near = [core for core in before if span.start - core.end <= BACK]
    if head in _REFERS:
        asked = _asked(head)
        yield from (("named before it", core) for core in near if placed[core].place.feature in asked)
    for event in coding.events:
        if span in event.places:
            yield from (("the event's other place", core) for core in _beside(span, event, placed))
    yield from (("named before it", core) for core in near)


def _asked(head: str | None) -> frozenset[Feature]:
    kind = kind_of(head) if head else None
    return kind.features if kind else frozenset()


def _beside(span: Span, event: Event, placed: Mapping[Span, Placing]) -> list[Span]:
    """The names among an event's other places: those behind the span first, since larger places follow."""
    at = event.places.index(span)
    others = [*event.places[at + 1 :], *reversed(event.places[:at])]
    named = [core for place in others for core in sorted(placed) if place.overlap(core)]
    return sorted(named, key=lambda core: placed[core].precision is PlacePrecision.COUNTRY)


def _relation(span: Span, text: str) -> Relation | None:
    """How the words stand to the place that they point to: "15 km east of the city", "eastern districts"."""
    words = span.of(text)
    heads = list(_HEAD.finditer(words))
    if heads and (relation := relation_before(text, span.start + heads[-1].start())):
        return relation
    if match := _AROUND.search(words):
        return Relation(manner=Manner.NEAR, words=match[0])
    for match in _SIDE.finditer(words):
        if match[1] and (bearing := bearing_of(match[1])) is not None:
            return Relation(manner=Manner.PART, words=match[0], bearing=bearing)
    return None
