"""How well spellings are told from other names: tables made by hand."""

from __future__ import annotations

import pytest

from bench.romanising import area_under, pairs_of, recall_at


@pytest.mark.parametrize(
    ("same", "other", "area"),
    [
        ([0.9, 0.8], [0.2, 0.1], 1.0),
        ([0.2, 0.1], [0.9, 0.8], 0.0),
        ([0.5, 0.5], [0.5, 0.5], 0.5),
        ([0.9, 0.3], [0.5, 0.1], 0.75),
    ],
)
def test_the_area_is_the_chance_that_a_pair_of_one_place_comes_closer(
    same: list[float], other: list[float], area: float
) -> None:
    assert area_under(same, other) == pytest.approx(area)


@pytest.mark.parametrize(
    ("precision", "found"),
    [
        (1.0, (0.5, 0.8)),
        (0.75, (0.75, 0.6)),
        (0.5, (1.0, 0.1)),
    ],
)
def test_recall_is_taken_at_the_lowest_cut_off_that_keeps_the_precision(
    precision: float, found: tuple[float, float]
) -> None:
    assert recall_at(precision, [0.9, 0.8, 0.6, 0.1], [0.7, 0.5, 0.1, 0.1]) == found


def test_no_pair_of_one_place_is_found_where_others_come_closer() -> None:
    assert recall_at(0.95, [0.5], [0.9]) == (0.0, 1.0)


def test_pairs_of_one_place_differ_in_letters_and_other_pairs_are_of_two_places() -> None:
    wad = ("1", ("Wad", "Wād", "Oued"))
    marj = ("2", ("Marj", "Merj"))
    wazir = ("3", ("Wazir", "Vezir"))
    pairs = pairs_of([[wad, marj, wazir]])
    assert {frozenset(pair) for pair in pairs.same} == {
        frozenset({"Wad", "Oued"}),
        frozenset({"Wād", "Oued"}),
        frozenset({"Marj", "Merj"}),
        frozenset({"Wazir", "Vezir"}),
    }
    bearer = {name: key for key, names in (wad, marj, wazir) for name in names}
    for one, other in (*pairs.other, *pairs.hard):
        assert bearer[one] != bearer[other]
    assert all({one[0], other[0]} <= {"W"} for one, other in pairs.hard)


def test_the_same_places_give_the_same_pairs() -> None:
    places = [[(str(number), (f"Marj {number}", f"Merj {number}")) for number in range(20)]]
    assert pairs_of(places) == pairs_of(places)
