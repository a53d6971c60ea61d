"""Codings to GeoJSON (RFC 7946, 2016): one point per event and resolved place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, PlacePrecision, Placing, Stance
from dateline.exporting.interchange import to_dict
from dateline.exporting.losses import LeftOut, Losses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from dateline.domain import Coding, Span
    from dateline.exporting.losses import Loss


def geojson(codings: Iterable[Coding]) -> tuple[dict[str, Any], Loss]:
    """The FeatureCollection of `codings`, and what is not on the map."""
    losses = Losses()
    features: list[dict[str, Any]] = []
    for coding in codings:
        interchange = to_dict(coding)
        found = list(_features(interchange))
        on_map = {feature["properties"]["event"] for feature in found}
        losses.events += len(coding.events)
        losses.rows += len(found)
        features += found
        for event in coding.events:
            if event.id not in on_map:
                losses.leave_out(LeftOut(reason=_why_unmapped(event.places, coding)))
    note = losses.note("geojson", unheld=("means", "times as written", "offsets"))
    return {"type": "FeatureCollection", "features": features}, note


def feature_collection(codings: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The events of `codings` (interchange objects) that have a resolved place, as a FeatureCollection.

    A place without coordinates gives no feature: nothing is put on a map by guess. Each feature
    carries the place's precision and radius, the quoted words, and who says so.
    """
    return {
        "type": "FeatureCollection",
        "features": [feature for coding in codings for feature in _features(coding)],
    }


def _features(coding: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for event in coding["events"]:
        for words in event["places"]:
            place = words["place"]
            if _is_pinned(place):
                yield {
                    "type": "Feature",
                    "id": f"{coding['id']}/{event['id']}/{words['start']}",
                    "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
                    "properties": _properties(coding, event, words),
                }


def _properties(
    coding: Mapping[str, Any], event: Mapping[str, Any], words: Mapping[str, Any]
) -> dict[str, Any]:
    text = coding["report"]["text"]
    attributions = {one["id"]: one for one in coding["attributions"]}
    return {
        "report": coding["id"],
        "url": coding["report"]["url"],
        "source": coding["report"]["source"],
        "published": coding["report"]["published"],
        "event": event["id"],
        "type": event["type"],
        "status": event["status"],
        "date": event["date"],
        "place": words["place"],
        "place_words": text[words["start"] : words["end"]],
        "trigger_words": text[event["trigger"]["start"] : event["trigger"]["end"]],
        "harm": [
            {
                "effect": harm["effect"],
                "min": harm["min"],
                "max": harm["max"],
                "part_of_others": harm["part_of"] is not None,
            }
            for harm in event["harm"]
        ],
        "accusation": _is_accusation(event, attributions),
        "says": [_says(attributions[claim], text) for claim in event["claims"]],
        "confidence": event["confidence"],
    }


def _says(one: Mapping[str, Any], text: str) -> dict[str, Any]:
    source = one["source"]
    return {"source": text[source["start"] : source["end"]] if source else None, "stance": one["stance"]}


def _is_pinned(place: Mapping[str, Any] | None) -> bool:
    """Whether there is a point to show: a bare country has none."""
    if place is None or place["precision"] == PlacePrecision.COUNTRY:
        return False
    return place["lat"] is not None and place["lon"] is not None


def _is_accusation(event: Mapping[str, Any], attributions: Mapping[str, Any]) -> bool:
    """Whether nobody but accusers says so; the accusing itself is a fact."""
    if event["type"] == EventType.ACCUSATION:
        return False
    stances = {attributions[claim]["stance"] for claim in event["claims"]}
    return Stance.ACCUSES in stances and Stance.ASSERTS not in stances


def _why_unmapped(spans: Iterable[Span], coding: Coding) -> str:
    found = [coding.places.get(span) for span in spans]
    if not found:
        return "no place told"
    return (
        "no more than the country known"
        if any(isinstance(one, Placing) for one in found)
        else "place not resolved"
    )
