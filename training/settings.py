"""The settings of an exported engine: its name, its thresholds, its calibration (engine.json)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def read_settings(folder: Path) -> dict[str, Any]:
    """The settings of the engine in `folder`."""
    found: dict[str, Any] = json.loads((folder / "engine.json").read_text(encoding="utf-8"))
    return found


def write_settings(folder: Path, settings: dict[str, Any]) -> None:
    """Give the engine in `folder` these settings."""
    (folder / "engine.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
