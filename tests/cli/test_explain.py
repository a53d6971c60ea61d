"""`dateline explain`: the list of events, the reasons of one, and what goes wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dateline.cli import World
from dateline.domain import EventType
from tests.answers import Told, hand_made
from tests.codings import OIL_FIELD
from tests.fakes import ScriptedEngine

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline

TEXT = (
    "Rebels shelled the market of Marj on Monday, killing at least six people, a nurse said. "
    "Troops later raided the harbour and lost two men."
)
TOLD = Told(
    types={
        "shelled": {EventType.SHELLING: 0.9, EventType.AIRSTRIKE: 0.05},
        "raided": {EventType.ASSAULT: 0.7, EventType.ARREST: 0.2},
    },
    spans={
        "part:agent": ("Rebels", "Troops"),
        "part:target": ("market", "market of Marj", "harbour"),
        "part:place": ("Marj",),
        "part:quantity": ("at least six", "two"),
        "part:victims": ("people", "men"),
        "cue": ("said",),
        "source": ("nurse",),
    },
    links={
        ("shelled", "agent", "Rebels"): 0.95,
        ("shelled", "agent", "Troops"): 0.3,
        ("raided", "agent", "Troops"): 0.9,
        ("raided", "agent", "Rebels"): 0.5,
        ("shelled", "place", "market of Marj"): 0.8,
        ("shelled", "place", "Marj"): 0.6,
        ("shelled", "target", "at least six"): 0.7,
        ("shelled", "killed", "at least six"): 0.9,
        ("raided", "killed", "two"): 0.8,
    },
    same={("shelled", "raided"): 0.2},
    said={("said", "nurse"): 0.9},
    by={("shelled", "said"): 0.8, ("raided", "said"): 0.1},
    contents={"said": ("Rebels", "people")},
)


@pytest.fixture
def world() -> World:
    return World(load_engine=lambda: hand_made(TOLD))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_an_event_the_events_are_listed(dateline: Dateline, world: World, report: Path) -> None:
    ran = dateline("explain", report, world=world)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "e1   Shelling              “shelled”\n"
        "e2   Assault               “raided”\n"
    )  # fmt: skip


def test_an_event_is_shown_with_the_chosen_and_the_next_best(
    dateline: Dateline, world: World, report: Path
) -> None:
    ran = dateline("explain", report, "e2", world=world)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(
        "e2  Assault, confidence 0.70\n"
        "“raided” in: Troops later raided the harbour and lost two men.\n"
        "\n"
        "type\n"
        "  +  78%  assault\n"
        "  -  22%  arrest\n"
        "  -   0%  clash\n"
        "\n"
        "status\n"
        "  + 100%  reported\n"
        "  -   0%  ongoing\n"
        "  -   0%  planned\n"
        "\n"
        "mentions name an event from 40% on\n"
        "  +  90%  “raided” (the trigger)\n"
        "\n"
        "other events are the same one from 50% on\n"
        "  -  20%  e1, “shelled”\n"
        "\n"
        "agent from 40% on\n"
        "  +  90%  “Troops”\n"
        "  -  50%  “Rebels”, left to e1, which has the better claim\n"
    )
    assert "killed from 40% on\n  +  80%  “two”\n" in ran.out
    assert ran.out.endswith("stands under from 40% on\n  -  10%  a1, “nurse” “said”\n")
    assert "injured" not in ran.out


def test_what_repeats_or_only_counts_is_called_so(dateline: Dateline, world: World, report: Path) -> None:
    out = dateline("explain", report, "e1", world=world).out
    assert "  +  80%  “market of Marj”\n  -  60%  “Marj”, which is said already\n" in out
    assert "  -  70%  “at least six”, which only counts or names victims\n" in out
    assert "  +  80%  a1, “nurse” “said”\n" in out


def test_as_json_every_candidate_is_there(dateline: Dateline, world: World, report: Path) -> None:
    ran = dateline("explain", report, "e2", "--json", world=world)
    found = json.loads(ran.out)
    assert list(found) == [
        *["report", "id", "type", "status", "trigger", "confidence", "cut_offs", "types", "statuses"],
        *["mentions", "apart", "roles", "harm", "attributions"],
    ]
    assert found["trigger"] == {"start": 101, "end": 107, "words": "raided"}
    assert found["cut_offs"] == {"mention": 0.4, "same": 0.5, "by": 0.4}
    assert found["types"][:2] == [{"type": "assault", "chance": 0.778}, {"type": "arrest", "chance": 0.222}]
    assert found["mentions"] == [found["trigger"] | {"chance": 0.9, "same": None}]
    assert found["apart"] == [
        {"id": "e1", "trigger": {"start": 7, "end": 14, "words": "shelled"}, "same": 0.2}
    ]
    assert found["roles"]["agent"]["cut_off"] == 0.4
    assert found["roles"]["agent"]["candidates"][:2] == [
        {"start": 88, "end": 94, "words": "Troops", "chance": 0.9, "verdict": "chosen", "left_to": None},
        {"start": 0, "end": 6, "words": "Rebels", "chance": 0.5, "verdict": "left", "left_to": "e1"},
    ]
    assert found["harm"]["killed"]["candidates"][0]["words"] == "two"
    assert found["attributions"] == [
        {
            "id": "a1",
            "source": {"start": 76, "end": 81, "words": "nurse"},
            "cue": {"start": 82, "end": 86, "words": "said"},
            "chance": 0.1,
            "chosen": False,
        }
    ]


def test_the_list_as_json_names_type_status_and_trigger(
    dateline: Dateline, world: World, report: Path
) -> None:
    found = json.loads(dateline("explain", "--json", report, world=world).out)
    assert [(one["id"], one["type"], one["status"], one["trigger"]["words"]) for one in found] == [
        ("e1", "shelling", "reported", "shelled"),
        ("e2", "assault", "reported", "raided"),
    ]


def test_standard_input_is_read_too(dateline: Dateline, world: World) -> None:
    ran = dateline("explain", "-", "e1", stdin=TEXT.encode(), world=world)
    assert ran.out.startswith("e1  Shelling, confidence 0.90\n")


def test_an_event_that_is_not_there_is_told_with_those_that_are(
    dateline: Dateline, world: World, report: Path
) -> None:
    ran = dateline("explain", report, "e9", world=world)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == f"dateline: The report has no such event: e9 in {report}. It has e1, e2.\n"


def test_a_report_without_events_has_none_to_explain(dateline: Dateline, report: Path) -> None:
    silent = World(load_engine=lambda: hand_made(Told(types={})))
    assert dateline("explain", report, world=silent).out == "No event that Dateline codes.\n"
    ran = dateline("explain", report, "e1", world=silent)
    assert (ran.status, ran.err.endswith(f"e1 in {report}. It tells of no event.\n")) == (1, True)


def test_an_engine_that_weighs_nothing_cannot_explain(dateline: Dateline) -> None:
    world = World(load_llm=lambda: ScriptedEngine(name="scripted/1"))
    ran = dateline("explain", OIL_FIELD, "e1", "--engine", "llm", world=world)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "dateline: The engine cannot say why it codes as it does: scripted/1. "
        "Leave out --engine: the compact engine can.\n"
    )


def test_a_report_in_another_language_is_not_explained(
    dateline: Dateline, world: World, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Les rebelles ont bombardé la ville hier soir, selon des témoins sur place.", "utf-8")
    ran = dateline("explain", path, world=world)
    assert ran.status == 1
    assert "The model does not read this language" in ran.err


def test_what_a_terminal_would_obey_is_left_out(dateline: Dateline, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Rebels shelled\u202e the market.", encoding="utf-8")
    world = World(load_engine=lambda: hand_made(Told(types={"shelled": {EventType.SHELLING: 0.9}})))
    assert "\u202e" not in dateline("explain", path, "e1", world=world).out
