"""Counts and dates measured on the gold's own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bench.expressions import OTHER, QUANTITIES, TIMES, count_amiss, date_amiss, kind_of
from bench.gold import read_dates, read_gold
from bench.resolving import emptied, main, readings
from dateline.domain import Count

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


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
        ("undated events left undated", "2019-03-03 to 2019-03-03", "undated"),
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


def test_errors_are_counted_by_kind_with_their_commonest_words(
    gold_line: dict[str, Any], tmp_path: Path
) -> None:
    gold_line["coding"]["events"][0]["harm"][0]["min"] = 7
    gold_line["coding"]["events"][0]["date"] = "2019-03-02"
    shown = run(tmp_path, gold_line, "--kinds").output.splitlines()
    assert shown[:2] == [
        "    1  counts: at least, at most, other min: at least six",
        "    1  dates from times: weekday, a day off: Sunday",
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("since early March", "since"),
        ("from Friday to Sunday", "from one to another"),
        ("two days ago", "ago"),
        ("two days later", "from a time told before"),
        ("this morning", "today and yesterday"),
        ("22 November 2018", "whole date"),
        ("22/11/2018", "whole date"),
        ("November 22", "day of a month"),
        ("late Thursday", "weekday"),
        ("last week", "week"),
        ("in March", "month"),
        ("the past two weeks", "stretch"),
        ("early 2011", "season or year"),
        ("around 7:15 pm", "part of a day"),
        ("recently", "vague"),
        ("in olden times", OTHER),
    ],
)
def test_a_time_is_of_the_first_kind_that_fits(words: str, kind: str) -> None:
    assert kind_of(words, TIMES) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("no casualties", "nobody"),
        ("half of them", "share"),
        ("dozens of families", "hundreds, dozens"),
        ("a number of", "several, a number"),
        ("nearly 300", "nearly"),
        ("between five and ten", "from one to another"),
        ("at least 17", "at least, at most"),
        ("a man and his wife", "joined"),
        ("another child", "another"),
        ("17 soldiers", "number"),
        ("many", "many"),
        ("his wife", OTHER),
    ],
)
def test_a_quantity_is_of_the_first_kind_that_fits(words: str, kind: str) -> None:
    assert kind_of(words, QUANTITIES) == kind


@pytest.mark.parametrize(
    ("found", "gold", "amiss"),
    [
        ("2018-11-22", "2018-11-22", ""),
        (None, None, ""),
        (None, "2018-11-22", "left undated"),
        ("2018-11-22", None, "dated, undated in the gold"),
        ("2018-11-22", "2018-11-22/2018-11-23", "ends otherwise"),
        ("2018-11-21/2018-11-23", "2018-11-23", "starts otherwise"),
        ("2018-11", "2018-11-22", "too wide"),
        ("2018-11-22", "2018-11", "too narrow"),
        ("2018-11-22", "2018-11-23", "a day off"),
        ("2018-11-22", "2018-11-29", "days off"),
        ("2018-11-01", "2018-11-22", "weeks off"),
        ("2018-01-01", "2018-11-22", "months off"),
        ("2011-01-01", "2018-11-22", "years off"),
    ],
)
def test_a_date_misses_by_an_end_by_days_or_by_being_there_at_all(
    found: str | None, gold: str | None, amiss: str
) -> None:
    assert date_amiss(read_dates(found), read_dates(gold)) == amiss


@pytest.mark.parametrize(
    ("found", "gold", "amiss"),
    [
        (Count(min=6), Count(min=6), ""),
        (Count(), Count(min=6), "left without a number"),
        (Count(min=6), Count(), "given a number, none in the gold"),
        (Count(min=6), Count(min=7), "other min"),
        (Count(min=6), Count(min=6, max=6), "other max"),
        (Count(min=6, max=6), Count(max=7), "other min and max"),
    ],
)
def test_a_count_misses_by_a_bound_or_by_being_there_at_all(found: Count, gold: Count, amiss: str) -> None:
    assert count_amiss(found, gold) == amiss


def test_stand_off_codings_are_measured_beside_the_reports_that_they_name(
    gold_line: dict[str, Any], tmp_path: Path
) -> None:
    def at(words: str) -> list[int]:
        start = gold_line["text"].index(words)
        return [start, start + len(words)]

    harm = {"effect": "killed", "quantity": at("at least six"), "victims": at("people"), "min": 6}
    shelling = {
        "id": "e1",
        "type": "shelling",
        "mentions": [at("shelled")],
        "time": [at("Sunday")],
        "harm": [harm],
    }
    shelling |= {"status": "reported", "by": [], "date": "2019-03-03"}
    standoff = tmp_path / "standoff.jsonl"
    standoff.write_text(json.dumps({"id": "r1", "events": [shelling]}), encoding="utf-8")
    shown = run(tmp_path, gold_line, "--codings", str(standoff)).output
    assert "counts                       right     1 of     1 = 100.0 %" in shown
    assert "dates from times             right     1 of     1 = 100.0 %" in shown

    standoff.write_text(json.dumps({"id": "r2", "events": []}), encoding="utf-8")
    refused = run(tmp_path, gold_line, "--codings", str(standoff))
    assert refused.exit_code == 1
    assert "codes r2, which" in refused.output


def run(folder: Path, line: dict[str, Any], *options: str) -> Result:
    gold = folder / "gold.jsonl"
    gold.write_text(json.dumps(line), encoding="utf-8")
    return CliRunner().invoke(main, [str(gold), *options])
