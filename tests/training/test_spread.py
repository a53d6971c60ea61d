from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.weights import SHIPPED
from training.sets import REPORTS
from training.spread import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """Three of our own coded reports."""
    path = tmp_path / "few.jsonl"
    with (REPORTS / "retold.jsonl").open(encoding="utf-8") as lines:
        path.write_text("".join(islice(lines, 3)), encoding="utf-8")
    return path


def test_an_engine_beside_itself_has_itself_for_a_mean_and_does_not_deviate(
    few: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(SHIPPED), str(SHIPPED), str(few)])
    head, first, second, mean, deviation = (line.split() for line in capsys.readouterr().out.splitlines())
    assert head == ["FACTS", "events", "roles", "harm", "claims", "sourcing"]
    assert first[1:] == second[1:] == mean[1:]
    assert float(first[1]) > 10
    assert {float(value) for value in deviation[1:]} == {0}


def test_one_engine_has_no_deviation(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(SHIPPED), str(few)])
    assert "deviation" not in capsys.readouterr().out
