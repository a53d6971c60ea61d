"""Fitting the confidence."""

from __future__ import annotations

import importlib
import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from dateline.coding.compact.calibration import Calibration, Signs
from dateline.coding.compact.thresholds import Thresholds
from dateline.domain import EventType, Report
from tests.answers import Told, hand_made
from training.calibrate import Seen, fit, left_out, main, under

if TYPE_CHECKING:
    from pathlib import Path

TRUTH = Calibration(intercept=-0.6, type=0.8, mentions=0.7, near=-2.0, parts=0.3)


def drawn(events: int, seed: int = 5) -> list[Seen]:
    """Events of ten a report, right by the chances of TRUTH."""
    rng = np.random.default_rng(seed)
    seen = []
    for number in range(events):
        signs = Signs(
            type=float(rng.normal(0, 2)),
            mentions=math.log(int(rng.integers(1, 5))),
            near=float(rng.uniform()),
            parts=float(rng.integers(0, 7)),
        )
        right = bool(rng.uniform() < TRUTH.chance(signs))
        seen.append(Seen(report=f"r{number // 10}", signs=signs, right=right))
    return seen


def test_the_fit_recovers_the_weights_that_the_events_were_drawn_by() -> None:
    found = fit(drawn(20_000), l2=0.01).to_dict()
    assert found == pytest.approx(TRUTH.to_dict(), abs=0.12)


def test_a_sign_that_never_changes_gets_no_weight() -> None:
    seen = [replace(one, signs=replace(one.signs, near=0.4)) for one in drawn(200)]
    assert fit(seen).near == pytest.approx(0, abs=1e-9)


def test_events_that_are_all_right_make_a_high_chance_and_no_error() -> None:
    seen = [replace(one, right=True) for one in drawn(50)]
    calibration = fit(seen)
    assert all(calibration.chance(one.signs) > 0.95 for one in seen)


def test_a_report_is_judged_by_a_fit_that_has_not_seen_it() -> None:
    seen = drawn(60)
    judged = left_out(seen)
    for number in (0, 37):
        others = [one for one in seen if one.report != seen[number].report]
        assert judged.confidences[number] == fit(others).chance(seen[number].signs)
    assert judged.right.tolist() == [one.right for one in seen]
    assert not np.allclose(judged.confidences, under(fit(seen), seen).confidences, atol=1e-4)


SENTENCES = ["Rebels shelled Marj.", "Troops raided the harbour."]
TOLD = Told(
    types={"shelled": {EventType.SHELLING: 0.9}, "raided": {EventType.ASSAULT: 0.6, EventType.ARREST: 0.3}}
)


def line(key: str) -> dict[str, Any]:
    """A report whose gold has the shelling, and an arrest where the engine finds an assault."""
    text = " ".join(SENTENCES)
    starts = [text.index(sentence) for sentence in SENTENCES]
    events = [("e1", "shelling", 0, "shelled"), ("e2", "arrest", 1, "raided")]
    return {
        "id": key,
        "text": text,
        "sents": [[at, at + len(words)] for at, words in zip(starts, SENTENCES, strict=True)],
        "coding": {
            "names": {},
            "attributions": [],
            "events": [
                {"id": e, "type": kind, "trigger": {"s": s, "t": words}, "status": "reported", "by": []}
                for e, kind, s, words in events
            ],
        },
    }


def calibrated(folder: Path, monkeypatch: pytest.MonkeyPatch, *keys: str) -> dict[str, Any]:
    monkeypatch.setattr(
        importlib.import_module("training.calibrate"), "load_engine", lambda _: hand_made(TOLD)
    )
    settings = {"name": "compact/9", "thresholds": Thresholds().to_dict()}
    (folder / "engine.json").write_text(json.dumps(settings), encoding="utf-8")
    gold = folder / "gold.jsonl"
    gold.write_text("".join(json.dumps(line(key)) + "\n" for key in keys), encoding="utf-8")
    main([str(folder), str(gold)])
    found: dict[str, Any] = json.loads((folder / "engine.json").read_text(encoding="utf-8"))
    assert {key: found[key] for key in settings} == settings
    return found


def test_the_calibration_is_stored_beside_the_thresholds_with_what_it_was_fitted_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = calibrated(tmp_path, monkeypatch, "r1", "r2", "r3")["calibration"]
    assert stored["reports"] == 3
    assert 0 < stored["ece"] < 1
    engine = replace(hand_made(TOLD), calibration=Calibration.from_dict(stored))
    shelling, assault = engine.code(Report(id="r", text=" ".join(SENTENCES))).events
    assert assault.confidence < 0.5 < shelling.confidence
    said = capsys.readouterr().out
    assert "6 events of 3 reports, 3 of them right" in said
    assert said.index("before") < said.index("after")


def test_one_report_is_too_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match=r"in 1 reports of .*; a fit needs two or more"):
        calibrated(tmp_path, monkeypatch, "r1")
