"""Confidences held against the gold."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from dateline.domain import EventType
from tests.fakes import Happens, Script, ScriptedEngine

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from click.testing import Result


def measured(
    line: dict[str, Any], *happens: Happens, folder: Path, monkeypatch: pytest.MonkeyPatch, out: str = ""
) -> Result:
    module = importlib.import_module("bench.calibration")
    monkeypatch.setattr(
        module, "default_engine", lambda: ScriptedEngine(Script(opening="Gunmen", happens=happens))
    )
    (folder / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    paths = [str(folder / "in.jsonl"), *([str(folder / out)] if out else [])]
    return CliRunner().invoke(module.main, paths)


SHELLING = Happens(type=EventType.SHELLING, trigger="shelled", also=("shelling",), confidence=0.9)
AGAIN = Happens(type=EventType.SHELLING, trigger="killing", confidence=0.4)
FIGHT = Happens(type=EventType.ASSAULT, trigger="fought", confidence=0.6)


def test_an_event_is_right_that_pairs_with_one_of_the_gold(
    gold_line: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = measured(
        gold_line, SHELLING, AGAIN, FIGHT, folder=tmp_path, monkeypatch=monkeypatch, out="out.jsonl"
    )
    assert ran.exit_code == 0, ran.output
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(one["id"], one["type"], one["confidence"], one["right"]) for one in written] == [
        ("e1", "shelling", 0.9, True),
        ("e2", "shelling", 0.4, False),
        ("e3", "assault", 0.6, False),
    ]
    assert "3 events of 1 reports" in ran.output
    assert "right  0.333   all" in ran.output
    assert "order  1.000" in ran.output


def test_one_happening_split_in_two_is_right_once(
    gold_line: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    halves = [
        Happens(type=EventType.SHELLING, trigger=words, confidence=0.5) for words in ("shelled", "shelling")
    ]
    ran = measured(gold_line, *halves, folder=tmp_path, monkeypatch=monkeypatch)
    assert "right  0.500   all" in ran.output


def test_without_a_second_path_nothing_is_written(
    gold_line: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert measured(gold_line, SHELLING, folder=tmp_path, monkeypatch=monkeypatch).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_reports_in_which_nothing_is_found_are_told(
    gold_line: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = measured(gold_line, folder=tmp_path, monkeypatch=monkeypatch)
    assert ran.exit_code == 1
    assert "No event was found" in ran.output
