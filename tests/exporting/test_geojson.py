from __future__ import annotations

from typing import Any

from dateline.exporting.geojson import feature_collection
from dateline.exporting.interchange import to_dict
from tests.codings import OIL_FIELD, sample_coding

_HAJIN = {
    "id": "p1", "name": "Hajin", "lat": 34.689, "lon": 40.831, "country": "SY", "admin1": "Deir ez-Zor",
    "precision": "town", "radius_km": 5,
}  # fmt: skip


def test_a_place_that_is_not_resolved_is_not_put_on_the_map() -> None:
    unresolved = to_dict(sample_coding(OIL_FIELD))
    assert feature_collection([unresolved]) == {"type": "FeatureCollection", "features": []}


def test_a_resolved_place_is_a_point_with_its_precision_its_words_and_who_says_so() -> None:
    features = feature_collection([_with_hajin()])["features"]
    assert [feature["geometry"] for feature in features] == [
        {"type": "Point", "coordinates": [40.831, 34.689]}
    ]
    properties = features[0]["properties"]
    assert properties["place"]["precision"] == "town"
    assert properties["place_words"] == "Hajin"
    assert properties["trigger_words"] == "using white phosphorus"
    assert properties["says"] == [
        {"source": "officials in Damascus", "stance": "accuses"},
        {"source": "The coalition’s press office", "stance": "denies"},
    ]


def test_longitude_comes_first() -> None:
    assert feature_collection([_with_hajin()])["features"][0]["geometry"]["coordinates"][0] == _HAJIN["lon"]


def _with_hajin() -> dict[str, Any]:
    coding = to_dict(sample_coding(OIL_FIELD))
    event = next(event for event in coding["events"] if event["type"] == "chemical_attack")
    event["places"][0]["place"] = _HAJIN
    return coding
