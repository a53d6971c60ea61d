from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from dateline.domain import EventType, PlacePrecision, Stance, Unresolved
from dateline.exporting.geojson import feature_collection, geojson
from dateline.exporting.interchange import to_dict
from tests.codings import OIL_FIELD, sample_coding
from tests.fakes import Happens, Says
from tests.resolved import IN_MARJ, SYRIA, coded, placing

if TYPE_CHECKING:
    from dateline.domain import Coding, Placing

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


def test_codings_are_mapped_with_their_resolved_places() -> None:
    features, loss = geojson([_shelled(IN_MARJ)])
    (feature,) = features["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.25, 35.5]}
    assert feature["properties"]["place"]["admin1"] == "Idleb"
    assert not feature["properties"]["accusation"]
    assert (loss.events, loss.rows, loss.left_out) == (1, 1, ())


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (placing(SYRIA, PlacePrecision.COUNTRY), "no more than the country known"),
        (Unresolved(reason="two towns of this name"), "place not resolved"),
        (None, "place not resolved"),
    ],
)
def test_what_has_no_point_is_counted_with_why(place: Placing | Unresolved | None, reason: str) -> None:
    features, loss = geojson([_shelled(place)])
    assert features["features"] == []
    assert loss.left_out == ((reason, 1),)


def test_an_event_without_a_place_is_counted_too() -> None:
    _, loss = geojson([coded("They did it.", Happens(type=EventType.SHELLING, trigger="did"))])
    assert loss.left_out == (("no place told", 1),)


def test_what_only_accusers_say_is_marked_as_an_accusation() -> None:
    accuses = Says(id="a1", cue="said", source="a nurse", stance=Stance.ACCUSES)
    (feature,) = geojson([_shelled(IN_MARJ, accuses)])[0]["features"]
    assert feature["properties"]["accusation"]
    assert feature["properties"]["says"] == [{"source": "a nurse", "stance": "accuses"}]


def test_an_accusing_is_a_fact_itself() -> None:
    accuses = Says(id="a1", cue="said", source="a nurse", stance=Stance.ACCUSES)
    event = Happens(type=EventType.ACCUSATION, trigger="said", places=("Marj",), by=("a1",))
    text = "Troops shelled Marj, a nurse said."
    (feature,) = geojson([coded(text, event, says=(accuses,), places={"Marj": IN_MARJ})])[0]["features"]
    assert not feature["properties"]["accusation"]


def test_a_reader_of_geojson_finds_the_points_and_nothing_wrong() -> None:
    reader = pytest.importorskip("geojson")
    features, _ = geojson([_shelled(IN_MARJ), _shelled(IN_MARJ)])
    read = reader.loads(json.dumps(features))
    assert read.is_valid, read.errors()
    assert [tuple(feature.geometry.coordinates) for feature in read.features] == [(36.25, 35.5)] * 2
    assert read.features[0].properties["place"]["name"] == "Marj"


def test_a_map_is_geojson_as_rfc_7946_has_it() -> None:
    features, _ = geojson([_shelled(IN_MARJ), sample_coding(OIL_FIELD)])
    Draft202012Validator(RFC_7946).validate(json.loads(json.dumps(features)))


# The part of RFC 7946 that a collection of points has to keep.
RFC_7946 = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "prefixItems": [
                                    {"type": "number", "minimum": -180, "maximum": 180},
                                    {"type": "number", "minimum": -90, "maximum": 90},
                                ],
                                "minItems": 2,
                                "maxItems": 3,
                            },
                        },
                    },
                    "properties": {"type": ["object", "null"]},
                },
            },
        },
    },
}


def _shelled(place: Placing | Unresolved | None, *says: Says) -> Coding:
    event = Happens(
        type=EventType.SHELLING, trigger="shelled", places=("Marj",), by=tuple(one.id for one in says)
    )
    return coded(
        "Troops shelled Marj, a nurse said.", event, says=says, places={"Marj": place} if place else {}
    )
