"""The map of an incident: circles to scale, graticule, scale bar, and labels that don't hide each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.domain import Feature, Place
from dateline.resolving.geometry import km_between, moved
from dateline.web.telling.drawing import HEIGHT, WIDTH, draw
from dateline.web.telling.labels import Labels
from tests.resolving.placing_world import InMemoryGazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPOT = st.tuples(
    st.floats(min_value=-60, max_value=60), st.floats(min_value=-180, max_value=180), st.just(3.0)
)


class _Towns(InMemoryGazetteer):
    """A gazetteer that knows some towns and where they lie."""

    def __init__(self, *towns: Place) -> None:
        super().__init__(*towns)
        self.towns = towns
        self.bounds: tuple[float, float, float, float] = (0, 0, 0, 0)

    def greatest_towns(self, bounds: tuple[float, float, float, float], most: int) -> Sequence[Place]:
        """Those within south, north, west and east."""
        self.bounds = south, north, west, east = bounds
        inside = (
            one
            for one in self.towns
            if south <= one.lat <= north
            and (west <= one.lon <= east if west <= east else one.lon >= west or one.lon <= east)
        )
        return sorted(inside, key=lambda one: -one.population)[:most]


def _town(name: str, lat: float, lon: float, population: int = 1000) -> Place:
    return Place(id=name, name=name, lat=lat, lon=lon, feature=Feature.TOWN, population=population)


def _km(drawing: object, one: object, other: object) -> float:
    """How far apart two circles stand, by the scale of the map."""
    east, north = one.x - other.x, one.y - other.y  # type: ignore[attr-defined]
    return float((east**2 + north**2) ** 0.5 * drawing.km_per_unit)  # type: ignore[attr-defined]


@pytest.mark.parametrize("radius", [0.3, 2.0, 12.0, 80.0, 240.0])
def test_a_circle_is_as_large_as_its_radius_by_the_scale_of_the_map(radius: float) -> None:
    drawing = draw([(35.0, 38.0, radius)])
    (circle,) = drawing.circles
    assert circle.r * drawing.km_per_unit == pytest.approx(radius, rel=0.02)
    assert (circle.x, circle.y) == (WIDTH / 2, HEIGHT / 2)


@pytest.mark.parametrize("lat", [-55.0, 0.0, 33.5, 61.0])
@pytest.mark.parametrize("bearing", [0, 90, 135, 270])
def test_distances_on_the_map_are_those_on_the_ground_in_every_direction(lat: float, bearing: float) -> None:
    here = (lat, 36.0)
    there = moved(here, bearing, 60)
    drawing = draw([(*here, 2.0), (*there, 5.0)])
    one, other = drawing.circles
    assert _km(drawing, one, other) == pytest.approx(km_between(here, there), rel=0.02)


@given(spots=st.lists(_SPOT, min_size=1, max_size=5))
def test_every_circle_lies_on_the_map_whole(spots: list[tuple[float, float, float]]) -> None:
    drawing = draw(spots)
    for circle in drawing.circles:
        assert circle.r - 0.1 <= circle.x <= WIDTH - circle.r + 0.1
        assert circle.r - 0.1 <= circle.y <= HEIGHT - circle.r + 0.1


def test_places_on_both_sides_of_the_date_line_stand_side_by_side() -> None:
    drawing = draw([(52.0, 179.9, 2.0), (52.0, -179.9, 2.0)], _Towns(_town("Korem", 52.05, -179.95)))
    one, other = drawing.circles
    assert _km(drawing, one, other) == pytest.approx(km_between((52.0, 179.9), (52.0, -179.9)), rel=0.02)
    assert [town.label.text for town in drawing.towns] == ["Korem"]
    assert "180" in {line.degree.split("°")[0].split(".")[0] for line in drawing.meridians}


def test_the_scale_bar_is_of_a_round_length_and_true() -> None:
    drawing = draw([(35.0, 38.0, 12.0)])
    length = float(drawing.bar.words.removesuffix(" km"))
    assert drawing.bar.length * drawing.km_per_unit == pytest.approx(length, rel=0.01)
    assert length in {1, 2, 5, 10, 20, 50}


def test_lines_of_the_graticule_stand_where_their_degrees_are() -> None:
    drawing = draw([(35.0, 38.0, 40.0)])
    assert len(drawing.parallels) >= 3
    for line in drawing.parallels:
        if line.degree:
            degree = float(line.degree.split("°")[0])
            away = (HEIGHT / 2 - line.at) * drawing.km_per_unit
            assert away == pytest.approx((degree - 35.0) * 111.195, abs=0.5)


def test_towns_around_are_named_the_greatest_first_and_none_twice_over_another() -> None:
    towns = [
        _town(f"Town of {number}", 35 + number * 0.004, 38 + (number % 5) * 0.01, number)
        for number in range(80)
    ]
    gazetteer = _Towns(*towns)
    drawing = draw([(35.1, 38.1, 3.0)], gazetteer)
    south, north, *_ = gazetteer.bounds
    names = [town.label.text for town in drawing.towns]
    inside = [one.name for one in reversed(towns) if south <= one.lat <= north]
    assert names[0] in inside[:4]  # at the very edge they give way to the degrees
    assert names == [name for name in inside if name in names]
    assert 2 <= len(names) <= 16
    for one, other in combinations(drawing.towns, 2):
        assert abs(one.label.y - other.label.y) >= 13 or abs(one.label.x - other.label.x) > 20


def test_without_a_gazetteer_that_knows_towns_there_are_none() -> None:
    assert draw([(35.0, 38.0, 3.0)], InMemoryGazetteer(_town("Marj", 35.0, 38.0))).towns == ()


def test_numbers_of_circles_with_one_middle_stand_apart_and_are_led_to_it() -> None:
    drawing = draw([(35.0, 38.0, radius) for radius in (1.0, 3.0, 9.0)])
    labels = [circle.label for circle in drawing.circles]
    assert [label.led for label in labels] == [False, True, True]
    for one, other in combinations(labels, 2):
        assert abs(one.x - other.x) >= 18 or abs(one.y - other.y) >= 18


def test_a_small_circle_is_not_hidden_by_its_number() -> None:
    small, _ = draw([(35.0, 38.0, 0.5), (35.6, 38.0, 40.0)]).circles
    away = ((small.x - small.label.x) ** 2 + (small.y - small.label.y) ** 2) ** 0.5
    assert small.label.led
    assert away >= small.r + 9


def test_a_number_is_shown_even_where_there_is_no_room() -> None:
    labels = Labels(60, 60)
    shown = [labels.number(str(number), 20, 20, 16) for number in range(60)]
    assert len(shown) == 60
    assert labels.beside("A name far too long for so small a map", 20, 20) is None
