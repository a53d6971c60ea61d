"""The scorer: what each feature says of two accounts, and what the weights that ship make of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import EventType
from dateline.linking.clustering import EVEN
from dateline.linking.scoring import FEATURES, SIGNS, Scorer, Weights, compare, load_weights
from dateline.linking.sketching import Spot
from tests.linking.sketches import DAY, MARJ, QAMAR, sketched, sketches, undated

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.linking.sketching import Sketch

SCORER = Scorer(load_weights())


def feature(name: str, one: Sketch, other: Sketch) -> float:
    return dict(zip(FEATURES, compare(one, other), strict=True))[name]


def north_of_marj(km: float, radius_km: float = 2.0) -> Spot:
    return Spot(place=f"{km} km", lat=MARJ.lat + km / 111.2, lon=MARJ.lon, radius_km=radius_km)


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────


@given(sketches("r1"), sketches("r2"))
def test_the_chance_is_the_same_either_way_round_to_the_last_bit(one: Sketch, other: Sketch) -> None:
    assert compare(one, other) == compare(other, one)
    assert SCORER(one, other) == SCORER(other, one)
    assert 0 < SCORER(one, other) < 1


@given(sketches("r1"), sketches("r2"))
def test_a_feature_lies_between_0_and_1_or_where_it_speaks_both_ways_from_minus_1(
    one: Sketch, other: Sketch
) -> None:
    for name, value in zip(FEATURES, compare(one, other), strict=True):
        assert (-1 if name in {"calendar", "agents", "targets", "toll"} else 0) <= value <= 1, name


def test_the_weights_that_ship_are_of_these_features_and_none_is_against_sense() -> None:
    weights = load_weights()
    assert set(weights.of) == set(FEATURES)
    assert {name for name, weight in weights.of.items() if weight * SIGNS[name] < 0} == set()


@given(sketches("r1"), sketches("r2"), st.sampled_from(FEATURES), st.floats(0.1, 3))
def test_more_weight_on_a_feature_moves_the_chance_the_way_of_its_value(
    one: Sketch, other: Sketch, name: str, more: float
) -> None:
    even = Weights(intercept=0.0, of=dict.fromkeys(FEATURES, 0.0))
    heavy = replace(even, of={**even.of, name: more})
    value = feature(name, one, other)
    chance = Scorer(heavy)(one, other)
    assert Scorer(even)(one, other) == EVEN
    assert (chance > EVEN) == (value > 0)
    assert (chance < EVEN) == (value < 0)


# ── each feature ────────────────────────────────────────────────────────────────────────────────────────────


NOWHERE: dict[str, Any] = {"spots": (), "grounds": frozenset()}


@pytest.mark.parametrize(
    ("name", "here", "there", "value"),
    [
        ("undated", {}, {}, 0),
        ("undated", {}, {"said": None, "first": None, "last": None}, 1),
        ("days", {}, {}, 0),
        ("days", {}, {"first": DAY + 16, "last": DAY + 16}, 1),
        ("days", {}, {"first": DAY + 99, "last": DAY + 99}, 1),
        ("days", {"first": DAY - 9, "last": DAY}, {}, 0),
        ("broad", {}, {}, 0),
        ("broad", {}, {"first": DAY - 9, "last": DAY, "exact": False}, 1),
        ("hours", {"hours": 0b0011}, {"hours": 0b0110}, 0),
        ("hours", {"hours": 0b0011}, {"hours": 0b1100}, 1),
        ("hours", {"hours": 0b0011}, {"hours": 0}, 0),
        ("unplaced", {}, {}, 0),
        ("unplaced", {}, {"spots": ()}, 1),
        ("km", {}, {"spots": ()}, 0),
        ("km", {}, {}, 0),
        ("km", {}, {"spots": (north_of_marj(4),)}, 0),  # within both radii
        ("km", {}, {"spots": (north_of_marj(400),)}, 1),
        ("km", {}, {"spots": (north_of_marj(400), MARJ)}, 0),  # the nearest two count
        ("site", {}, {"grounds": frozenset()}, 1),  # the places are one
        ("site", {}, {"grounds": frozenset(), "spots": (north_of_marj(2),)}, 1),
        ("site", {}, {"grounds": frozenset(), "spots": (north_of_marj(40),)}, 0),
        ("site", {}, {"grounds": frozenset(), "spots": (north_of_marj(2, radius_km=30),)}, 0),
        ("divisions", {}, {}, 0),
        ("divisions", {}, {"divisions": frozenset({"SY/Hama"})}, 1),
        ("divisions", {}, {"divisions": frozenset()}, 0),
        ("type", {}, {}, 1),
        ("type", {}, {"type": EventType.TALKS}, 0),
        ("agents", {"agents": frozenset({"army"})}, {"agents": frozenset({"army", "@SY"})}, 1),
        ("agents", {"agents": frozenset({"army", "@SY"})}, {"agents": frozenset({"fleet", "@SY"})}, 0.5),
        (
            "agents",
            {"agents": frozenset({"army", "=state_forces"})},
            {"agents": frozenset({"=state_forces"})},
            0,
        ),
        ("agents", {"agents": frozenset({"army"})}, {"agents": frozenset({"front"})}, -1),
        ("agents", {"agents": frozenset({"army"})}, {}, 0),
        ("targets", {"targets": frozenset({"=civilians"})}, {"targets": frozenset({"army"})}, -1),
        ("toll", {"killed": (5, 5)}, {"killed": (5, 5)}, 1),
        ("toll", {"killed": (5, 10)}, {"killed": (9, 18)}, 1),
        ("toll", {"killed": (5, 5)}, {"killed": (10, 10)}, -0.25),
        ("toll", {"killed": (5, 5)}, {"killed": (80, 80)}, -1),
        ("toll", {"killed": (5, 5)}, {"killed": (900, 900)}, -1),
        ("toll", {"killed": (5, 5)}, {"injured": (5, 5)}, 0),
        ("toll", {"injured": (5, 5)}, {"killed": (9, 9), "injured": (5, 5)}, 1),
        ("toll", {"killed": (0, 0)}, {"killed": (0, 0)}, 0),  # that nobody was hurt is told of many a strike
        ("total", {}, {"total": True}, 1),
        ("total", {"total": True}, {"total": True}, 0),
        ("people", {"people": frozenset({"~zbrwk"})}, {"people": frozenset({"~zbrwk"})}, 0.5),
        ("people", {"people": frozenset({"~zbrwk", "~mllr"})}, {"people": frozenset({"~zbrwk", "~mllr"})}, 1),
        ("people", {"people": frozenset({"~zbrwk"})}, {"people": frozenset({"~mllr"})}, 0),
        ("untied", {"type": EventType.PRESSURE}, {"type": EventType.PRESSURE}, 0),  # in one place
        ("untied", {"type": EventType.PRESSURE, **NOWHERE}, {"type": EventType.PRESSURE, **NOWHERE}, 1),
        (
            "untied",
            {"type": EventType.SHELLING, **NOWHERE},
            {"type": EventType.SHELLING, **NOWHERE},
            0,
        ),  # few tell of one strike
        (
            "untied",
            {"type": EventType.TALKS, "people": frozenset({"~mllr"}), **NOWHERE},
            {"type": EventType.TALKS, "people": frozenset({"~mllr"}), **NOWHERE},
            0,
        ),
        ("nothing", {"told": frozenset({"kill", "~zbrwk"})}, {"told": frozenset({"kill", "~mllr"})}, 1),
        ("nothing", {"told": frozenset({"kill", "~zbrwk"})}, {"told": frozenset({"die", "~zbrwk"})}, 0),
        ("told", {"told": frozenset({"~zbrwk"})}, {"told": frozenset({"~zbrwk"})}, 1),
        ("words", {"words": frozenset({"~zbrwk"})}, {"words": frozenset({"~mllr"})}, 0),
        ("words_undated", {}, {}, 0),
    ],
)
def test_a_feature_says_what_it_stands_for(
    name: str, here: dict[str, Any], there: dict[str, Any], value: float
) -> None:
    assert feature(name, sketched(**here), sketched("r2", **there)) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("days", [{"first": DAY + far, "last": DAY + far} for far in (0, 1, 2, 5, 16)]),
        ("km", [{"spots": (north_of_marj(far),)} for far in (1, 10, 30, 100, 250)]),
        ("toll", [{"killed": (toll, toll)} for toll in (200, 40, 8, 5)]),
        (
            "told",
            [{"told": frozenset(some)} for some in (["~mrj"], ["~mrj", "~hdd"], ["~mrj", "~hdd", "~krml"])],
        ),
    ],
)
def test_a_feature_grows_with_what_it_measures(name: str, steps: list[dict[str, Any]]) -> None:
    base = sketched(killed=(5, 5), told=frozenset({"~mrj", "~hdd", "~krml"}))
    values = [feature(name, base, sketched("r2", **step)) for step in steps]
    assert all(one < other for one, other in pairwise(values)), values


@pytest.mark.parametrize(
    ("here", "there", "value"),
    [
        ({"tue"}, {"tue"}, 0.35),
        ({"tue"}, {"wed"}, -0.35),
        ({"tue"}, set(), 0),
        ({"tue", "05-22"}, {"05-22"}, 1),
        ({"tue", "05-22"}, {"tue", "05-29"}, -1),  # a day of the year says more than a weekday
    ],
)
def test_where_no_day_is_known_the_calendar_speaks(here: set[str], there: set[str], value: float) -> None:
    one, other = undated(calendar=frozenset(here)), undated("r2", calendar=frozenset(there))
    assert feature("calendar", one, other) == pytest.approx(value)
    assert feature("words_undated", one, other) == feature("words", one, other) > 0


def test_a_known_day_has_its_marks_and_two_known_days_need_none() -> None:
    tuesday = undated("r2", calendar=frozenset({"05-22"}))
    assert date.fromordinal(DAY) == date(2018, 5, 22)
    assert feature("calendar", sketched(), tuesday) == 1
    assert feature("calendar", sketched(first=DAY + 1, last=DAY + 1), tuesday) == -1
    assert feature("calendar", sketched(), sketched(first=DAY + 1, last=DAY + 1)) == 0


@given(st.floats(-60, 60), st.floats(-3, 3), st.floats(-3, 3))
def test_kilometres_are_those_round_the_globe_even_across_its_seam(
    lat: float, north: float, east: float
) -> None:
    def there(lon: float) -> Sketch:
        far = (lon + east + 180) % 360 - 180
        return sketched("r2", spots=(Spot(place="b", lat=lat + north, lon=far, radius_km=1.0),))

    def here(lon: float) -> Sketch:
        return sketched(spots=(Spot(place="a", lat=lat, lon=lon, radius_km=1.0),))

    at_home, at_the_seam = (feature("km", here(lon), there(lon)) for lon in (40.0, 179.0))
    assert at_home == pytest.approx(at_the_seam, abs=1e-6)


# ── what the weights that ship make of it ───────────────────────────────────────────────────────────────────

STRIKE = sketched(killed=(5, 5), agents=frozenset({"army"}))


@pytest.mark.parametrize(
    "other",
    [
        {"killed": (5, 5), "agents": frozenset({"army"})},
        {"killed": (6, 6), "agents": frozenset({"army"})},
        {"killed": (5, 5), "type": EventType.BOMBING},
        {"killed": (9, 9), "said": DAY + 1},
        {"agents": frozenset({"front"}), "killed": (11, 22)},  # who did it is contested
        {"first": None, "last": None, "exact": False, "said": DAY + 1},
    ],
)
def test_accounts_of_one_strike_in_the_words_of_two_writers_are_likely_one(other: dict[str, Any]) -> None:
    assert SCORER(STRIKE, sketched("r2", **other)) > EVEN


@pytest.mark.parametrize(
    "other",
    [
        {"spots": (QAMAR,), "divisions": frozenset({"SY/Aleppo"}), "grounds": frozenset({"~qmr"})},
        {"first": DAY + 9, "last": DAY + 9, "said": DAY + 9},
        {"first": None, "last": None, "said": None, "exact": False},
        {"type": EventType.CLASH, "killed": (80, 80), "agents": frozenset({"front"}), "spots": ()},
        {"hours": 1 << 3, "killed": (80, 80), "agents": frozenset({"front"}), "spots": ()},
    ],
)
def test_accounts_of_two_strikes_in_one_war_are_unlikely_one(other: dict[str, Any]) -> None:
    words = frozenset({"kill", "strike", "road", "~tll", "~jsr", "convoy"})
    one = replace(STRIKE, hours=1 << 15)
    assert SCORER(one, sketched("r2", **{"told": words, "words": words, **other})) < EVEN


def test_the_page_on_linking_tells_every_feature_with_the_weight_that_ships(repository: Path) -> None:
    page = (repository / "docs/reference/linking.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| (-?[\d.]+) \|$", page, re.MULTILINE)
    weights = load_weights()
    assert {name: float(weight) for name, weight in rows} == {**weights.of, "intercept": weights.intercept}
