"""How far confidences can be taken at their word: tables made by hand."""

from __future__ import annotations

import pytest

from bench.reliability import (
    Judged,
    brier,
    calibration_error,
    error_by_chance,
    figures,
    like_size,
    like_width,
    share_right,
    well_ordered,
)

# Confidences, which are right, and the error in four bins of like width and in two of like size.
TABLE = [
    ([0.5, 0.5, 0.5, 0.5], [True, False, True, False], 0.0, 0.0),
    ([0.1, 0.1, 0.9, 0.9], [False, False, True, True], 0.1, 0.1),
    ([0.9, 0.9, 0.9, 0.9], [False, False, False, False], 0.9, 0.9),
    # By width: (0.2 + 0.2 sure, one right of two) and 0.8 (right); by size: the first two, and the last one.
    ([0.8, 0.2, 0.2], [True, True, False], (2 * 0.3 + 0.2) / 3, (2 * 0.3 + 0.2) / 3),
    # By width 0.3 and 0.4 share a bin and 0.6 stands alone; by size 0.3 and 0.4 against 0.6 and 1.0.
    ([1.0, 0.6, 0.3, 0.4], [True, False, True, False], (2 * 0.15 + 0.6 + 0) / 4, (2 * 0.15 + 2 * 0.3) / 4),
]


@pytest.mark.parametrize(("confidences", "right", "by_width", "by_size"), TABLE)
def test_the_error_is_the_distance_in_a_bin_by_its_events(
    confidences: list[float], right: list[bool], by_width: float, by_size: float
) -> None:
    judged = Judged.of(confidences, right)
    assert calibration_error(judged, like_width(judged, 4)) == pytest.approx(by_width)
    assert calibration_error(judged, like_size(judged, 2)) == pytest.approx(by_size)


def test_every_event_is_in_one_bin_and_the_ends_of_the_scale_are_too() -> None:
    judged = Judged.of([0.0, 0.05, 0.1, 0.95, 1.0], [False, False, True, True, True])
    for bins in (like_size(judged), like_width(judged)):
        assert sorted(number for part in bins for number in part.tolist()) == [0, 1, 2, 3, 4]
    assert [part.tolist() for part in like_width(judged)] == [[0, 1], [2], [3, 4]]


def test_confidences_without_fault_show_an_error_on_few_events_and_next_to_none_on_many() -> None:
    few, many = (Judged.of([0.2, 0.5, 0.8] * times, [True] * 3 * times) for times in (5, 2000))
    on_few, on_many = (error_by_chance(judged, like_size(judged)) for judged in (few, many))
    assert 0.1 < on_few[0] < on_few[1] < 1
    assert on_many[0] < on_many[1] < 0.03
    assert error_by_chance(few, like_size(few)) == on_few


def test_the_brier_score_is_the_mean_squared_distance_from_the_truth() -> None:
    assert brier(Judged.of([1.0, 0.0], [True, False])) == 0
    assert brier(Judged.of([0.5, 0.8], [True, False])) == pytest.approx((0.25 + 0.64) / 2)


def test_a_queue_is_worth_what_stands_at_its_head() -> None:
    judged = Judged.of([0.2, 0.9, 0.6, 0.7], [False, True, True, False])
    shares = [share_right(judged, share) for share in (0.1, 0.25, 0.5, 0.75, 1.0)]
    assert shares == pytest.approx([1, 1, 0.5, 2 / 3, 0.5])


def test_order_counts_the_pairs_that_stand_right_and_ties_for_half() -> None:
    assert well_ordered(Judged.of([0.9, 0.6, 0.7], [True, True, False])) == 0.5
    assert well_ordered(Judged.of([0.9, 0.8, 0.7], [True, True, False])) == 1
    assert well_ordered(Judged.of([0.7, 0.7], [True, False])) == 0.5
    assert well_ordered(Judged.of([0.7, 0.7], [True, True])) is None


def test_the_figures_are_a_table_its_errors_and_the_queue() -> None:
    told = figures(Judged.of([0.25] * 8 + [0.75] * 8, [True] + [False] * 7 + [True] * 8)).splitlines()
    assert told[0].split() == ["confidence", "right", "events"]
    assert told[1].split() == ["0.250", "0.500", "2"]
    assert [line.split()[:2] for line in told[11:]] == [
        ["ECE", "0.250"],
        ["ECE", "0.188"],
        ["Brier", "0.094"],
        ["right", "1.000"],
        ["right", "1.000"],
        ["right", "0.750"],
        ["right", "0.562"],
        ["order", "0.944"],
    ]


def test_figures_of_events_that_are_all_right_say_nothing_of_order() -> None:
    told = figures(Judged.of([0.5, 0.9], [True, True]))
    assert "order" not in told
    assert "Brier  0.130   every event at 1.000: 0.000" in told
