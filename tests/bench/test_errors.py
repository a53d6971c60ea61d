"""The viewer of errors."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bench.differences import differences
from bench.errors import main
from bench.gold import read_gold
from bench.pairing import compare
from dateline.domain import Attribution, Count, DateRange, Event, EventType, Precision, Span, Status
from dateline.exporting.interchange import to_line

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding


@pytest.fixture
def gold(gold_line: dict[str, Any]) -> Coding:
    return read_gold(gold_line).coding


def told(gold: Coding, found: Coding) -> list[str]:
    """All differences as lines: sign and words, details behind a space."""
    return [
        line
        for one in sorted(differences(gold, found, compare(gold, found)), key=lambda one: one.at)
        for line in (f"{one.sign} {one.words}", *(f" {sign} {words}" for sign, words in one.details))
    ]


def changed(gold: Coding, **changes: Any) -> Coding:  # noqa: ANN401 (any field of an event)
    return replace(gold, events=(replace(gold.events[0], **changes), *gold.events[1:]))


def test_what_is_right_is_told_in_one_line_each(gold: Coding) -> None:
    assert told(gold, gold) == [
        "= shelling “shelled”, “shelling”",
        "= claim  “Coast Monitor” “said”: “Gunmen shelled Qamar on Sunday, killing at least six people”",
        "= claim  “army” “denied”: “the shelling”",
        "= clash “fought”",
    ]


def test_what_differs_in_an_event_stands_under_it(gold: Coding) -> None:
    day = DateRange(start=date(2019, 3, 2), end=date(2019, 3, 2), precision=Precision.DAY)
    harm = (replace(gold.events[0].harm[0], count=Count(min=6, max=6)),)
    found = changed(
        gold, agents=gold.events[0].targets, harm=harm, claims=(), status=Status.ONGOING, date=day
    )
    assert told(gold, found)[:9] == [
        "= shelling “shelled”, “shelling”",
        " - agent  “Gunmen”",
        " + agent  “Qamar”",
        " - harm   killed at least 6 “at least six”",
        " + harm   killed 6 “at least six”",
        " - voice  “Coast Monitor”",
        " ~ voice  the outlet's own, should be attributed",
        " ~ status ongoing, should be reported",
        " ~ date   2 March 2019, should be 3 March 2019",
    ]


def test_missed_and_spurious_events_are_told_in_full(gold: Coding) -> None:
    spurious = Event(id="e9", type=EventType.TALKS, mentions=(Span(0, 6),))
    found = replace(gold, events=(spurious, gold.events[1]))
    assert told(gold, found)[:2] == [
        "+ talks “Gunmen”",
        (
            "- shelling “shelled”, “shelling” · agent “Gunmen” · target “Qamar” · time “Sunday” "
            "· killed at least 6 “at least six” · voice “Coast Monitor”"
        ),
    ]


def test_an_event_of_another_type_is_told_once(gold: Coding) -> None:
    lines = told(gold, changed(gold, type=EventType.BOMBING))
    assert [line for line in lines if "shelling “" in line] == [
        "~ shelling “shelled”, “shelling” taken for bombing “shelled”, “shelling”"
    ]


def test_a_claim_that_nearly_agrees_is_shown_beside_the_gold(gold: Coding) -> None:
    said, denied = gold.attributions
    found = replace(gold, attributions=(replace(said, source=None), denied))
    lines = told(gold, found)
    at = lines.index("~ claim")
    assert lines[at + 1].startswith(" - claim  “Coast Monitor” “said”")
    assert lines[at + 2].startswith(" + claim  nobody named “said”")


def test_a_claim_of_which_the_gold_has_nothing_is_spurious(gold: Coding) -> None:
    extra = Attribution(id="a9", cue=Span(116, 121), content=Span(130, 150))
    assert any(
        line.startswith("+ claim  nobody named")
        for line in told(gold, replace(gold, attributions=(*gold.attributions, extra)))
    )


@pytest.fixture
def files(tmp_path: Path, gold_line: dict[str, Any], gold: Coding) -> list[str]:
    gold_file, codings = tmp_path / "gold.jsonl", tmp_path / "codings.jsonl"
    gold_file.write_text(json.dumps(gold_line) + "\n", encoding="utf-8")
    codings.write_text(to_line(gold) + "\n", encoding="utf-8")
    return [str(gold_file), str(codings)]


def test_the_viewer_prints_sentences_with_what_stands_in_them_and_a_summary(files: list[str]) -> None:
    result = CliRunner().invoke(main, files, catch_exceptions=False)
    lines = [line.strip() for line in result.output.splitlines()]
    assert lines[0].startswith(
        "r1 · invented · 2019-03-04  FACTS 100.0: 12 right of 12 in the gold, 12 found"
    )
    fought = next(number for number, line in enumerate(lines) if line.startswith("2  Later"))
    assert lines[fought + 1] == "= clash “fought”"
    assert any(line.split()[:2] == ["FACTS", "100.0"] for line in lines)


def test_the_summary_alone_shows_no_sentences(files: list[str]) -> None:
    result = CliRunner().invoke(main, [*files, "--summary"])
    assert "Later, rebels" not in result.output
    assert "FACTS" in result.output


def test_a_report_without_a_coding_is_shown_as_missed(files: list[str], tmp_path: Path, gold: Coding) -> None:
    other = replace(gold, report=replace(gold.report, id="r2"))
    (tmp_path / "codings.jsonl").write_text(to_line(other) + "\n", encoding="utf-8")
    assert "FACTS 0.0: 0 right" in CliRunner().invoke(main, files).output


def test_an_unknown_report_and_a_changed_text_are_errors(
    files: list[str], tmp_path: Path, gold: Coding
) -> None:
    unknown = CliRunner().invoke(main, [*files, "--id", "r7"])
    assert (unknown.exit_code, "holds no report r7" in unknown.output) == (1, True)
    longer = replace(gold, report=replace(gold.report, text=gold.report.text + " More."))
    (tmp_path / "codings.jsonl").write_text(to_line(longer) + "\n", encoding="utf-8")
    changed_text = CliRunner().invoke(main, files)
    assert (changed_text.exit_code, "has another text" in changed_text.output) == (1, True)


def test_a_line_that_is_no_coding_is_an_error(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "codings.jsonl").write_text('{"id": "r1"}\n', encoding="utf-8")
    result = CliRunner().invoke(main, files)
    assert (result.exit_code, "codings.jsonl" in result.output) == (1, True)
