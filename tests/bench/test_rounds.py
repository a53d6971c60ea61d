"""Contenders timed in turn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bench.rounds import Rounds, race
from bench.speed import HEAT, figures, race_over
from dateline.domain import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.rounds import Work


def test_contenders_take_turns_in_a_changing_order() -> None:
    done: list[str] = []

    def work(name: str) -> Work:
        return lambda: done.append(name)

    race(10, {"a": [work("a1"), work("a2")], "b": [work("b1"), work("b2")]}, rounds=1)
    warm_up, counted = done[:4], done[4:]
    assert warm_up == ["a1", "b1", "b2", "a2"]
    assert counted == ["b1", "a1", "a2", "b2"]


def test_the_round_that_warms_up_is_not_counted() -> None:
    rounds = race(10, {"a": [lambda: None]}, rounds=3)
    assert len(rounds.wall["a"]) == len(rounds.cpu["a"]) == 3


def test_pace_is_the_median_and_a_ratio_compares_within_rounds() -> None:
    wall = {"code": (1.0, 10.0, 2.0), "spacy": (2.0, 20.0, 2.0)}
    rounds = Rounds(words=100, wall=wall, cpu=wall)
    assert rounds.pace("code").wall == pytest.approx(50.0)
    assert rounds.ratio("code", "spacy") == pytest.approx(2.0)


def test_every_contender_reads_every_report_once_in_each_round() -> None:
    reports = [Report(id=str(number), text="two words") for number in range(HEAT + 3)]
    read: dict[str, list[str]] = {"code": [], "spacy": []}

    def contender(name: str) -> Callable[[Sequence[Report]], Work]:
        return lambda some: lambda: read[name].extend(report.id for report in some)

    raced = race_over(reports, {name: contender(name) for name in read}, rounds=1)
    assert sorted(read["code"]) == sorted(read["spacy"]) == sorted([report.id for report in reports] * 2)
    found = figures(raced)
    assert found["words"] == 2 * len(reports)
    assert set(found["code_to_others"]) == {"spacy"}
    json.dumps(found)
