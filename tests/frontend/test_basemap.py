"""The basemap: TopoJSON read rightly, and what is disputed drawn as disputed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from frontend.basemap import SIDE, Topology, labels, mercator, write_basemap
from frontend.disputes import STRETCHES, TERRITORIES, dispute

# Two squares side by side, ten degrees each; 0 to 3 are the arcs. The border between them is arc 0.
_ARCS = [
    [[10, 0], [0, 10]],
    [[10, 10], [-10, 0], [0, -10], [10, 0]],
    [[10, 0], [10, 0], [0, 10], [-10, 0]],
]


def _topology(one: str, other: str, x: float = 0, y: float = 0) -> bytes:
    countries = [
        {"type": "Polygon", "arcs": [[0, 1]], "id": "760", "properties": {"name": one}},
        {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "id": "792", "properties": {"name": other}},
    ]
    told: dict[str, Any] = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [x, y]},
        "arcs": _ARCS,
        "objects": {
            "countries": {"geometries": countries},
            "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[1, 2]]]}]},
        },
    }
    return json.dumps(told).encode()


def test_arcs_become_closed_rings_whichever_way_they_are_gone() -> None:
    one, other = Topology(_topology("Syria", "Turkey")).countries()
    assert one.polygons == [[[(10, 0), (10, 10), (0, 10), (0, 0), (10, 0)]]]
    assert other.polygons == [[[(10, 10), (10, 0), (20, 0), (20, 10), (10, 10)]]]


def test_what_two_lands_share_is_a_border_once_and_a_coast_is_none() -> None:
    (border,) = Topology(_topology("Syria", "Turkey")).borders()
    assert (border.line, border.why) == ([(10, 0), (10, 10)], "")


def test_every_border_of_a_disputed_land_is_disputed() -> None:
    (border,) = Topology(_topology("Cyprus", "N. Cyprus")).borders()
    assert border.why == TERRITORIES["N. Cyprus"]


def test_a_border_is_disputed_only_where_the_table_says() -> None:
    one, other, (west, south, east, north), why = STRETCHES[0]
    middle = (west + east) / 2, (south + north) / 2
    assert dispute(one, other, *middle) == dispute(other, one, *middle) == why
    assert dispute(one, "France", *middle) == ""
    assert dispute(one, other, east + 1, north + 1) == ""


@pytest.mark.parametrize(("one", "other", "box", "why"), STRETCHES)
def test_each_stretch_is_a_box_between_two_names_in_order_with_its_reason(
    one: str, other: str, box: tuple[float, float, float, float], why: str
) -> None:
    assert one < other
    assert box[0] < box[2]
    assert box[1] < box[3]
    assert why.endswith(".")


def test_a_name_stands_inside_of_its_land_in_every_language() -> None:
    found = {
        one["properties"]["iso"]: one for one in labels(Topology(_topology("Syria", "Turkey")).countries())
    }
    assert found["SY"]["properties"]["de"] == "Syrien"
    assert found["TR"]["properties"]["en"] == "Turkey"
    lon, lat = found["TR"]["geometry"]["coordinates"]
    assert 10 < lon < 20
    assert 0 < lat < 10


def test_a_land_that_has_no_code_has_no_name_on_the_map() -> None:
    told = json.loads(_topology("Siachen Glacier", "Kosovo"))
    for one in told["objects"]["countries"]["geometries"]:
        del one["id"]
    found = list(labels(Topology(json.dumps(told).encode()).countries()))
    assert [one["properties"]["iso"] for one in found] == ["XK"]


def test_the_files_hold_land_borders_and_what_is_disputed() -> None:
    files = write_basemap(_topology("Cyprus", "N. Cyprus"), _topology("Syria", "Turkey"))
    assert {name.rpartition("-")[0] for name in files if "-" in name} == {"land", "borders", "world"}
    (border,) = json.loads(files["borders-110m.json"])["features"]
    assert border["properties"] == {"disputed": True, "why": TERRITORIES["N. Cyprus"]}
    assert border["geometry"]["coordinates"] == [[[10, 0], [10, 10]]]
    (agreed,) = json.loads(files["borders-50m.json"])["features"]
    assert agreed["properties"] == {"disputed": False}
    paths = dict(re.findall(r'<path id="(\w+)" d="([^"]*)"', files["world-110m.svg"].decode()))
    assert paths["borders"] == ""
    assert paths["disputed"].startswith("M")
    assert paths["land"].endswith("Z")


def test_the_world_is_a_square() -> None:
    for corner, at in (((-180, 90), 0.0), ((180, -90), SIDE)):
        assert list(mercator(*corner)) == pytest.approx([at, at], abs=0.1)
    assert mercator(0, 0) == (SIDE / 2, SIDE / 2)
