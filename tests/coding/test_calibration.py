"""How sure the engine says that it is of an event."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.compact.calibration import Calibration, Signs, signs_of
from dateline.coding.compact.events import draft_events, weigh_events
from dateline.domain import EventType, Report
from tests.answers import Told, hand_made

TEXT = "Rebels shelled the market of Marj. The barrage killed six people. Troops later raided the harbour."
TOLD = Told(
    types={
        "shelled": {EventType.SHELLING: 0.9, EventType.AIRSTRIKE: 0.05},
        "barrage": {EventType.SHELLING: 0.8},
        "raided": {EventType.ASSAULT: 0.7, EventType.ARREST: 0.2},
    },
    spans={"part:agent": ("Rebels",), "part:place": ("Marj",), "part:quantity": ("six",)},
    links={
        ("shelled", "agent", "Rebels"): 0.9,
        ("shelled", "place", "Marj"): 0.8,
        ("barrage", "killed", "six"): 0.9,
    },
    same={("shelled", "barrage"): 0.85, ("shelled", "raided"): 0.2, ("barrage", "raided"): 0.3},
)

weights = st.floats(min_value=-50, max_value=50)
signs = st.builds(
    Signs,
    type=st.floats(min_value=-10, max_value=10),
    mentions=st.floats(min_value=0, max_value=5),
    near=st.floats(min_value=0, max_value=1),
    parts=st.integers(min_value=0, max_value=6).map(float),
)
calibrations = st.builds(
    Calibration, intercept=weights, type=weights, mentions=weights, near=weights, parts=weights
)


def test_the_signs_are_those_of_the_surest_mention_and_of_all_together() -> None:
    engine = hand_made(TOLD)
    (answers,) = engine.answers(TEXT)
    weighed = weigh_events(answers, engine.limits)
    shelling, assault = (signs_of(weighed, draft) for draft in draft_events(answers, weighed, engine.limits))
    assert shelling.type == pytest.approx(math.log(0.9 / 0.1), abs=0.02)
    assert shelling.mentions == pytest.approx(math.log(2))
    assert shelling.near == pytest.approx(0.3, abs=0.01)
    assert shelling.parts == 3  # an agent, a place, harm
    assert assault.type == pytest.approx(math.log(0.7 / 0.3), abs=0.02)
    assert (assault.mentions, assault.parts) == (0, 0)
    assert assault.near == pytest.approx(0.3, abs=0.01)


def test_an_event_alone_in_its_text_has_no_other_near() -> None:
    engine = hand_made(Told(types={"raided": {EventType.ASSAULT: 0.7}}))
    (answers,) = engine.answers(TEXT)
    weighed = weigh_events(answers, engine.limits)
    (draft,) = draft_events(answers, weighed, engine.limits)
    assert signs_of(weighed, draft).near == 0


def test_an_engine_without_calibration_gives_the_chance_of_the_type() -> None:
    shelling, assault = hand_made(TOLD).code(Report(id="r", text=TEXT)).events
    assert shelling.confidence == pytest.approx(0.9, abs=0.005)
    assert assault.confidence == pytest.approx(0.7, abs=0.005)


def test_a_calibrated_engine_gives_what_its_signs_add_up_to() -> None:
    calibration = Calibration(intercept=-1.0, type=0.5, mentions=2.0, near=-3.0, parts=0.25)
    engine = replace(hand_made(TOLD), calibration=calibration)
    shelling, assault = engine.code(Report(id="r", text=TEXT)).events
    odds = -1 + 0.5 * math.log(0.9 / 0.1) + 2 * math.log(2) - 3 * 0.3 + 0.25 * 3
    assert shelling.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.01)
    odds = -1 + 0.5 * math.log(0.7 / 0.3) - 3 * 0.3
    assert assault.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.01)


@given(calibrations, signs)
def test_no_event_is_certain_or_impossible(calibration: Calibration, some: Signs) -> None:
    assert 0 < round(calibration.chance(some), 3) < 1


@given(calibrations, signs, st.sampled_from(["type", "mentions", "near", "parts"]), st.floats(0, 5))
def test_a_stronger_sign_moves_the_chance_the_way_of_its_weight(
    calibration: Calibration, some: Signs, name: str, more: float
) -> None:
    stronger = replace(some, **{name: getattr(some, name) + more})
    moved = calibration.chance(stronger) - calibration.chance(some)
    assert moved * getattr(calibration, name) >= 0


@given(calibrations)
def test_a_calibration_is_read_back_as_it_was_stored(calibration: Calibration) -> None:
    assert Calibration.from_dict(calibration.to_dict()) == calibration


def test_what_is_not_known_or_not_there_is_left_as_it_is() -> None:
    assert Calibration.from_dict({}) == Calibration()
    assert Calibration.from_dict({"near": -2, "reports": 44}) == Calibration(near=-2.0)
