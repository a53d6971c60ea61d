"""Scoring the places that a text names, and fitting the weights that choose them."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from click.testing import CliRunner

from bench.fit_places import BY_HAND, fit, questions
from bench.places import Tally, is_fitted, key_of, toponyms
from dateline.domain import NameClass
from dateline.resolving.placing.marks import MARKS
from dateline.resolving.placing.ranking import as_vector
from dateline.resolving.placing.weights import WEIGHTS
from tests.fakes import Script, ScriptedEngine
from tests.resolving.placing_world import (
    MARJ_IN_IDLIB,
    MARJ_IN_NINEVEH,
    PARIS,
    PARIS_TEXAS,
    SYRIA,
    TALIN,
    coded,
    world,
)

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Place


def at(start: int, end: int, place: Place | None) -> dict[str, float | None]:
    """A toponym that lies where a place does."""
    lat, lon, reach = (place.lat, place.lon, place.radius_km) if place else (None, None, None)
    return {"start": start, "end": end, "lat": lat, "lon": lon, "radius_km": reach}


def test_a_toponym_is_right_where_it_overlaps_and_lies_within_161_km() -> None:
    gold = [at(0, 5, TALIN), at(10, 15, PARIS), at(20, 25, PARIS), at(30, 35, TALIN)]
    found = [at(0, 4, MARJ_IN_IDLIB), at(10, 15, PARIS_TEXAS), at(20, 25, None), at(90, 95, TALIN)]
    tally = Tally().add(gold, found)
    assert tally == Tally(found=4, gold=4, paired=3, near=1, nearer=1, inside=1)
    assert str(tally) == (
        "found    P  75.0  R  75.0  F1  75.0   (gold 4)\n"
        "@161 km   33.3 %   within 25 km  33.3 %   @161 km or in the area found  33.3 %\n"
        "whole    P  25.0  R  25.0  F1  25.0"
    )


def test_an_area_is_told_to_hold_the_point_of_the_gold_where_it_reaches_so_far() -> None:
    wide = at(0, 5, replace(TALIN, lat=TALIN.lat + 3.0, radius_km=400.0))  # 330 km off
    narrow = at(10, 15, replace(TALIN, lat=TALIN.lat + 3.0, radius_km=200.0))
    tally = Tally().add([at(0, 5, TALIN), at(10, 15, TALIN)], [wide, narrow])
    assert (tally.paired, tally.near, tally.inside) == (2, 0, 1)


def test_one_found_toponym_pairs_with_one_gold_one_only() -> None:
    assert Tally().add([at(0, 5, TALIN), at(0, 5, TALIN)], [at(0, 5, TALIN)]).paired == 1


def test_no_texts_score_nothing() -> None:
    assert "@161 km    0.0 %" in str(Tally().add([], []))


def test_names_are_listed_with_where_they_lie_and_a_country_at_its_middle() -> None:
    coding = coded("Shells fell on Talin in Syria.", "Talin", "Syria")
    assert toponyms(coding, world()) == [at(15, 20, TALIN), at(24, 29, SYRIA)]


def test_a_name_that_stays_open_has_no_coordinates_and_one_that_no_gazetteer_has_is_left_out() -> None:
    coding = coded("Shells fell on Marj, on Zubrowka and on a hill.", "Marj", "Zubrowka", "hill")
    assert toponyms(coding, world()) == [at(15, 19, None)]
    assert toponyms(coding, world(), unknown=True) == [at(15, 19, None), at(24, 32, None)]


def test_a_document_is_sorted_by_its_id_or_its_text() -> None:
    assert key_of({"id": "7", "text": "Marj burnt."}) == "7"
    assert key_of({"id": None, "text": "Marj burnt."}) == "Marj burnt."
    halves = {is_fitted({"id": str(number), "text": ""}) for number in range(20)}
    assert halves == {True, False}


TEXT = "Shells fell on Marj and Talin."
LINE = {"id": "1", "text": TEXT, "toponyms": [at(15, 19, MARJ_IN_IDLIB), at(24, 29, TALIN)]}
ENGINE = ScriptedEngine(
    Script(opening="Shells", names=(("Marj", NameClass.PLACE), ("Talin", NameClass.PLACE)))
)


def test_a_question_knows_which_candidates_lie_where_the_gold_says() -> None:
    [asked] = questions(LINE, ENGINE, world())
    places = [one.place for one in asked.evidence.candidates[asked.rows]]
    assert {place for place, right in zip(places, asked.right, strict=True) if right} == {MARJ_IN_IDLIB}
    assert MARJ_IN_NINEVEH in places


def test_fitting_makes_the_gold_places_likelier_and_leaves_what_is_set_by_hand() -> None:
    asked = list(questions(LINE, ENGINE, world()))
    start = as_vector(dict.fromkeys(MARKS, 0.0) | {"ground": 3.0})
    weights = dict(zip(MARKS, fit(asked, start, turns=2).tolist(), strict=True))
    assert weights["nearest"] > 0
    assert weights["within_50"] > 0
    assert {mark: weights[mark] for mark in BY_HAND} == {**dict.fromkeys(BY_HAND, 0.0), "ground": 3.0}


def test_every_mark_has_a_weight_and_every_weight_a_mark() -> None:
    assert WEIGHTS.keys() == set(MARKS)
    assert np.isfinite(as_vector(WEIGHTS)).all()


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bench.places", "bench.fit_places"):
        module = importlib.import_module(name)
        monkeypatch.setattr(module, "default_engine", lambda: ENGINE)
        monkeypatch.setattr(module, "load_gazetteer", world)


def lines(path: Path, count: int) -> Path:
    """A file of `count` texts."""
    written = (json.dumps({**LINE, "id": str(number)}) for number in range(count))
    path.write_text("\n".join(written), encoding="utf-8")
    return path


@pytest.mark.usefixtures("_small")
def test_the_program_writes_the_toponyms_and_prints_the_score_of_both_parts(tmp_path: Path) -> None:
    module = importlib.import_module("bench.places")
    out = tmp_path / "out.jsonl"
    ran = CliRunner().invoke(module.main, [str(lines(tmp_path / "in.jsonl", 8)), str(out)])
    assert ran.exit_code == 0, ran.output
    first = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert first == {"id": "0", "toponyms": [at(15, 19, MARJ_IN_IDLIB), at(24, 29, TALIN)]}
    assert "all\nfound    P 100.0  R 100.0  F1 100.0   (gold 16)" in ran.output
    assert "held out\nfound    P 100.0" in ran.output


@pytest.mark.usefixtures("_small")
def test_the_fitting_program_prints_a_weight_for_each_mark(tmp_path: Path) -> None:
    module = importlib.import_module("bench.fit_places")
    ran = CliRunner().invoke(module.main, [str(lines(tmp_path / "in.jsonl", 8))])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.output[ran.output.index("{") :]).keys() == set(MARKS)
