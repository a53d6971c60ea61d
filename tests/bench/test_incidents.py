"""Accounts as Airwars codes incidents."""

from __future__ import annotations

import pytest

from bench.incidents import incident
from dateline.domain import Effect, EventType, Report
from dateline.pipeline import code
from tests.fakes import Done, Happens, Script, ScriptedEngine

TEXT = (
    "At dawn on May 3rd, 2021, rebel shells hit a bakery in Marj, killing at least four people and hurting "
    "several others. A nurse counted five dead. Families mourned."
)


def coded(text: str, *done: Done) -> dict[str, object]:
    shells = Happens(
        type=EventType.SHELLING,
        trigger="shells",
        agents=("rebel",) if "rebel" in text else (),
        times=("At dawn on May 3rd, 2021",) if "May" in text else (),
        harm=done,
    )
    engine = ScriptedEngine(Script(opening="", happens=(shells,)))
    return incident(code(Report(id="r", text=text), engine))


def test_the_main_happening_is_coded_with_its_date_its_ranges_and_who_did_it() -> None:
    assert coded(
        TEXT,
        Done(effect=Effect.KILLED, quantity="at least four", victims="people"),
        Done(effect=Effect.KILLED, quantity="five", victims="dead"),
        Done(effect=Effect.INJURED, quantity="several", victims="others"),
    ) == {
        "date": "2021-05-03",
        "lat": None,
        "lon": None,
        "killed": [4, 5],
        "injured": [2, 2],
        "belligerent": "rebel",
    }


@pytest.mark.parametrize(
    ("words", "range_"),
    [
        ("a number of men", [2, 2]),
        ("many men", [2, 2]),
        ("several hundred men", [300, None]),
        ("dozens of men", [12, 24]),
        ("up to 10 men", [None, 10]),
        ("at least ten men", [10, None]),
    ],
)
def test_words_without_a_number_get_the_one_that_airwars_puts(words: str, range_: list[int | None]) -> None:
    found = coded(f"The shells killed {words}.", Done(effect=Effect.KILLED, quantity=words))
    assert found["killed"] == range_
    assert found["injured"] is None


def test_a_narrative_without_a_happening_is_all_unknown() -> None:
    engine = ScriptedEngine()
    assert set(incident(code(Report(id="r", text="Rain fell."), engine)).values()) == {None}
