"""How much of the gold's own words for actors and sources resolves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bench.actors import ACTING, SPEAKING, answers, main, named_gold, shares
from tests.registers import invented_register

if TYPE_CHECKING:
    from pathlib import Path


def test_agents_targets_and_sources_are_counted_by_what_they_name(
    gold_line: dict[str, Any], tmp_path: Path
) -> None:
    gold_line["coding"]["names"] = {"actor": ["Gunmen", "Coast Monitor"], "place": ["Qamar"]}
    found = list(answers([named_gold(gold_line)], invented_register(tmp_path)))
    told = {(one.measure, one.kind, one.by, one.words.partition("[")[2].partition("]")[0]) for one in found}
    assert told == {
        (ACTING, "actor", "rule", "Gunmen"),
        (ACTING, "place", "thing", "Qamar"),
        (ACTING, "other", "rule", "rebels"),
        (ACTING, "other", "register", "troops"),
        (SPEAKING, "named", "register", "Coast Monitor"),
        (SPEAKING, "unnamed", "register", "army"),
    }
    assert all(one.reason for one in found)
    lines = list(shares(found))
    assert lines[0].startswith("agents and targets  all             resolved     3 of     3 = 100.0 %")
    assert lines[3].startswith("agents and targets  place           resolved     0 of     0 =   0.0 %")
    assert lines[3].endswith("things besides 1)")


@pytest.mark.parametrize(("options", "listed"), [([], 0), (["--sample", "2"], 2)])
def test_the_command_writes_all_answers_and_prints_shares_and_as_many_as_asked(
    gold_line: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    listed: int,
) -> None:
    register = invented_register(tmp_path / "register")
    monkeypatch.setattr("bench.actors.load_register", lambda: register)
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.txt"
    gold.write_text(json.dumps(gold_line), encoding="utf-8")
    shown = CliRunner().invoke(main, [str(gold), str(out), *options], catch_exceptions=False).output
    assert "sources             all             resolved     2 of     2 = 100.0 %" in shown
    assert sum("[" in line for line in shown.splitlines()) == listed
    assert out.read_text(encoding="utf-8").count("[") == 6
