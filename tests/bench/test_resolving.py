"""Counts and dates measured on the gold's own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bench.gold import read_gold
from bench.resolving import emptied, main, readings
from dateline.domain import Count

if TYPE_CHECKING:
    from pathlib import Path


def test_the_gold_is_emptied_of_what_is_to_be_read(gold_line: dict[str, Any]) -> None:
    coding = emptied(read_gold(gold_line).coding)
    assert [event.date for event in coding.events] == [None, None]
    assert coding.events[0].harm[0].count == Count()
    assert coding.events[0].harm[0].quantity.of(coding.report.text) == "at least six"


def test_each_count_and_date_is_set_beside_the_gold(gold_line: dict[str, Any]) -> None:
    told = {(one.measure, one.found, one.gold) for one in readings([read_gold(gold_line).coding])}
    assert told == {
        ("counts", "6 to None", "6 to None"),
        ("dates from times", "2019-03-03 to 2019-03-03", "2019-03-03 to 2019-03-03"),
        ("undated events left undated", "undated", "undated"),
    }


@pytest.mark.parametrize("options", [[], ["--wrong"]])
def test_the_command_prints_a_line_for_each_measure(
    gold_line: dict[str, Any], tmp_path: Path, options: list[str]
) -> None:
    gold_line["coding"]["events"][0]["harm"][0]["min"] = 7
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(gold_line), encoding="utf-8")
    shown = CliRunner().invoke(main, [str(gold), *options], catch_exceptions=False).output
    assert "counts                       right     0 of     1 =   0.0 %   (read 1)" in shown
    assert "dates from times             right     1 of     1 = 100.0 %   (read 1)" in shown
    assert ("'at least six' read as 6 to None, gold 7 to None" in shown) is bool(options)
