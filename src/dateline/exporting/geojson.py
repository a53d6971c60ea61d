"""Interchange to GeoJSON (RFC 7946): one point per event and resolved place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any


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
            if place is not None and place["lat"] is not None and place["lon"] is not None:
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
        "says": [_says(attributions[claim], text) for claim in event["claims"]],
        "confidence": event["confidence"],
    }


def _says(one: Mapping[str, Any], text: str) -> dict[str, Any]:
    source = one["source"]
    return {"source": text[source["start"] : source["end"]] if source else None, "stance": one["stance"]}
