from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.weights import FILES, SHIPPED, load_engine
from dateline.coding.compact.calibration import Calibration
from dateline.domain.errors import EngineUnavailable

if TYPE_CHECKING:
    from pathlib import Path


def test_the_engine_that_ships_is_loaded_once() -> None:
    assert load_engine() is load_engine()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_of_the_engine_is_named(tmp_path: Path, name: str) -> None:
    for other in FILES:
        if other != name:
            (tmp_path / other).touch()
    with pytest.raises(EngineUnavailable, match=name):
        load_engine(tmp_path)


def test_a_damaged_engine_says_what_to_do(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copyfile(SHIPPED / name, tmp_path / name)
    (tmp_path / "network.onnx").write_bytes(b"not a network")
    with pytest.raises(EngineUnavailable, match="install Dateline again"):
        load_engine(tmp_path)


@pytest.mark.parametrize(
    ("stored", "calibration"),
    [
        ({}, Calibration()),
        ({"calibration": {"type": 0.5, "near": -2, "ece": 0.05}}, Calibration(type=0.5, near=-2.0)),
    ],
    ids=["without", "with"],
)
def test_an_engine_has_the_calibration_that_is_stored_with_it_or_none(
    tmp_path: Path, stored: dict[str, dict[str, float]], calibration: Calibration
) -> None:
    for name in FILES:
        (tmp_path / name).symlink_to(SHIPPED / name)
    settings = json.loads((SHIPPED / "engine.json").read_text(encoding="utf-8"))
    settings.pop("calibration", None)
    (tmp_path / "engine.json").unlink()
    (tmp_path / "engine.json").write_text(json.dumps(settings | stored), encoding="utf-8")
    assert load_engine(tmp_path).calibration == calibration
