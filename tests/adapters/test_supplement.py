from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import Any, TypeAlias

import pytest
import yaml

from dateline.domain import Feature

Entry: TypeAlias = dict[str, Any]

LANDS = {
    "former",
    "iraq",
    "israel_palestine",
    "lebanon",
    "libya",
    "myanmar",
    "others",
    "sahel",
    "sudan",
    "syria",
    "ukraine",
    "world",
    "yemen",
}
KEYS = ["id", "name", "names", "kind", "lat", "lon", "radius", "country", "admin1", "note"]
WIDE = {"region", "front", "water", "land"}  # these have a radius
DIVISIONS = {"admin1", "admin2"}  # and these may have one
KNOWN_HOW = (
    "from airport tables",
    "from conflict maps",
    "from town lists",
    "from general reference",
    "the middle of the area",
    "set by hand",
)
# South, north, west, east: each land with its coast, a degree or so wide of the border.
BOXES = {
    "AF": (29, 39, 60, 75),
    "AM": (38, 42, 42, 48),
    "AZ": (38, 42, 44.5, 51),
    "BD": (20, 27, 88, 93),
    "BF": (9, 15.5, -6, 3),
    "BT": (25, 30, 88, 93),
    "CA": (40, 84, -142, -51),
    "CD": (-14, 6, 12, 32),
    "CM": (1.5, 13.5, 8, 16.5),
    "CN": (15, 55, 72, 136),
    "CO": (-5, 14, -80, -66),
    "CY": (33, 37, 31, 35),
    "DE": (46, 56, 5, 16),
    "DZ": (18, 38, -10, 13),
    "EG": (21.5, 32, 24.5, 37),
    "ET": (3, 15, 32.5, 48.5),
    "GB": (49, 62, -9, 3),
    "GE": (40, 45, 39, 48),
    "GH": (4, 12, -4, 2),
    "ID": (-12, 7, 94, 142),
    "IL": (29, 33.5, 34, 36),
    "IN": (7, 37, 67, 99),
    "IO": (-8, -5, 70, 74),
    "IQ": (29, 37.6, 38.5, 49),
    "IR": (25, 40, 44, 63.5),
    "IT": (35, 48, 6, 20),
    "JP": (23, 47, 122, 147),
    "KE": (-6, 7, 33, 43),
    "KR": (32, 40, 125, 133),
    "KZ": (39, 57, 45, 88),
    "LB": (33, 34.8, 35, 36.7),
    "LY": (19, 33.5, 9, 25.5),
    "MD": (44, 50, 26, 31),
    "ML": (10, 25.2, -12.5, 4.5),
    "MM": (9, 29, 92, 101.5),
    "MX": (13, 34, -118, -86),
    "NE": (11.5, 24, 0, 16.2),
    "NG": (4, 14, 2.5, 15),
    "PA": (6, 11, -84, -76),
    "PG": (-12, -1, 140, 157),
    "PH": (4, 20, 116, 128),
    "PK": (23.5, 37.2, 60.5, 78),
    "PL": (48, 56, 13, 25),
    "PS": (31.2, 32.7, 34.2, 35.7),
    "RS": (41, 47, 18, 24),
    "RU": (40, 83, 19, 180),
    "SD": (8.5, 22.6, 21.5, 38.8),
    "SN": (11, 18, -19, -10),
    "SO": (-2, 12.2, 40.5, 51.7),
    "SS": (2, 13, 23, 36),
    "SY": (32.2, 37.4, 35.6, 42.5),
    "TD": (7, 23.6, 13, 24.2),
    "TR": (35.8, 42.2, 25.5, 45),
    "UA": (44, 52.5, 22, 40.3),
    "US": (18, 72, -180, -66),
    "VN": (8, 25, 101, 111),
    "YE": (12, 19, 41.5, 54.7),
}
SAME_SPOT_KM = 0.3
NEIGHBOURS: frozenset[frozenset[str]] = frozenset()  # ids of two that truly stand side by side

_FOLDER = files("dateline") / "adapters" / "gazetteer" / "supplement"
ENTRIES: dict[str, list[Entry]] = {
    file.name.removesuffix(".yaml"): yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in _FOLDER.iterdir()
    if file.name.endswith(".yaml")
}
ALL = [entry for entries in ENTRIES.values() for entry in entries]
TANF: Entry = {
    "id": "al-tanf",
    "name": "al-Tanf",
    "names": ["at-Tanf", "Tanf"],
    "kind": "base",
    "lat": 33.506,
    "lon": 38.616,
    "country": "SY",
    "admin1": "Homs",
    "note": "garrison near the tri-border crossing; from general reference",
}


def test_every_land_has_its_file_and_together_they_hold_over_a_thousand_places() -> None:
    assert set(ENTRIES) == LANDS
    assert len(ALL) > 1_000


@pytest.mark.parametrize("land", sorted(LANDS))
def test_every_entry_is_sound(land: str) -> None:
    assert {entry["id"]: found for entry in ENTRIES[land] if (found := faults(entry))} == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, []),
        ({"id": "Al_Tanf"}, ["id"]),
        ({"name": " al-Tanf"}, ["names"]),
        ({"names": ["Tanf", "tanf"]}, ["names"]),
        ({"names": ["al-Tanf"]}, ["names"]),
        ({"names": "Tanf"}, ["keys"]),
        ({"kind": "garrison"}, ["kind"]),
        ({"lat": 38.616, "lon": 33.506}, ["box"]),
        ({"lat": "33.5"}, ["keys"]),
        ({"country": "Syria"}, ["box"]),
        ({"country": None}, ["box"]),
        ({"country": None, "kind": "water", "radius": 40}, []),
        ({"country": None, "kind": "region", "radius": 40}, []),
        ({"admin1": "Hims"}, ["admin1"]),
        ({"admin1": None}, []),
        ({"note": "garrison"}, ["note"]),
        ({"note": "from conflict maps"}, ["note"]),
        ({"kind": "region", "radius": 40}, []),
        ({"kind": "region"}, ["radius"]),
        ({"kind": "admin1", "radius": 40}, []),
        ({"radius": 2}, ["radius"]),
        ({"kind": "region", "radius": 0}, ["radius"]),
        ({"kind": "region", "radius": "wide"}, ["radius"]),
        ({"colour": "red"}, ["keys"]),
    ],
)
def test_a_fault_of_an_entry_is_seen(change: Entry, fault: list[str]) -> None:
    entry = TANF | change
    assert faults({key: entry[key] for key in (*KEYS, "colour") if key in entry}) == fault


def test_no_two_entries_have_one_id() -> None:
    assert doubled([entry["id"] for entry in ALL]) == []
    assert doubled(["al-tanf", "t4-airbase", "al-tanf"]) == ["al-tanf"]


def test_no_two_places_of_a_kind_in_one_land_have_one_name() -> None:
    assert doubled([(entry["name"], entry["kind"], entry["country"]) for entry in ALL]) == []


def test_no_two_places_of_a_kind_stand_on_one_spot() -> None:
    assert on_one_spot(ALL) == []
    assert on_one_spot([TANF, TANF | {"id": "garrison", "lat": 33.507}]) == [("al-tanf", "garrison")]
    assert on_one_spot([TANF, TANF | {"id": "tanf-crossing", "kind": "crossing"}]) == []


@pytest.mark.parametrize("land", sorted(LANDS))
def test_entries_stand_in_the_order_of_their_names(land: str) -> None:
    names = [folded(entry["name"]) for entry in ENTRIES[land]]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("al-Tanf", "base", "SY"),
        ("Rukban", "camp", "SY"),
        ("T-4", "airbase", "SY"),
        ("Tanak", "oil_field", "SY"),
        ("Hmeimim", "airbase", "SY"),
        ("Shujaiya", "district", "PS"),
        ("Erez", "crossing", "PS"),
        ("Zaporizhzhia plant", "plant", "UA"),
        ("Ain el-Hilweh", "camp", "LB"),
        ("Al-Asad", "airbase", "IQ"),
        ("Zamzam", "camp", "SD"),
        ("tri-border area", "region", "ML"),
    ],
)
def test_a_place_is_found_by_a_name_that_reports_use(name: str, kind: str, country: str) -> None:
    bearers = [
        entry
        for entry in ALL
        if (entry["kind"], entry["country"]) == (kind, country) and name in (entry["name"], *entry["names"])
    ]
    assert len(bearers) == 1


def faults(entry: Entry) -> list[str]:
    """What is wrong with an entry taken by itself."""
    keys = [key for key in KEYS if key in entry or key != "radius"]
    if list(entry) != keys or not isinstance(entry["names"], list) or not _is_point(entry):
        return ["keys"]
    names = [entry["name"], *entry["names"]]
    divisions = {one["name"] for one in ALL if one["kind"] == "admin1" and one["country"] == entry["country"]}
    what, _, how = entry["note"].rpartition("; ")
    found = {
        "id": not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"]),
        "names": any(name != name.strip() or not name for name in names)
        or len({name.casefold() for name in names}) < len(names),
        "kind": entry["kind"] not in set(Feature),
        "box": not _in_its_land(entry),
        "radius": not _has_the_radius_of_its_kind(entry),
        "admin1": bool(divisions) and entry["admin1"] is not None and entry["admin1"] not in divisions,
        "note": not what or how not in KNOWN_HOW,
    }
    return [name for name, wrong in found.items() if wrong]


def doubled(keys: list[Any]) -> list[Any]:
    """Keys that occur more than once."""
    return sorted({key for key in keys if keys.count(key) > 1})


def on_one_spot(entries: list[Entry]) -> list[tuple[str, str]]:
    """Pairs of ids of one kind that lie nearer to one another than two places of a kind do."""
    return [
        (one["id"], other["id"])
        for one, other in combinations(entries, 2)
        if one["kind"] == other["kind"]
        and abs(one["lat"] - other["lat"]) < 0.01  # a kilometre: spares the sines
        and _km(one, other) < SAME_SPOT_KM
        and frozenset((one["id"], other["id"])) not in NEIGHBOURS
    ]


def folded(name: str) -> str:
    """A name without accents and capitals, as it is sorted."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).casefold()


def _is_point(entry: Entry) -> bool:
    return isinstance(entry["lat"], float) and isinstance(entry["lon"], float)


def _has_the_radius_of_its_kind(entry: Entry) -> bool:
    if entry.get("radius") is None:
        return entry["kind"] not in WIDE
    known = isinstance(entry["radius"], int) and entry["radius"] > 0
    return known and entry["kind"] in WIDE | DIVISIONS


def _in_its_land(entry: Entry) -> bool:
    if entry["country"] is None:  # the high seas, and what lies in several lands
        return entry["kind"] in WIDE
    south, north, west, east = BOXES.get(entry["country"], (0, 0, 0, 0))
    return bool(south <= entry["lat"] <= north and west <= entry["lon"] <= east)


def _km(one: Entry, other: Entry) -> float:
    lat, lon = radians(one["lat"]), radians(one["lon"])
    to_lat, to_lon = radians(other["lat"]), radians(other["lon"])
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))
