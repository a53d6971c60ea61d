"""Role fillers and events to the entities of MUC-4."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.roles import ROLES, Weighing, confirmations, roles
from dateline.coding.compact import Filler
from dateline.domain import Effect, EventType, NameClass, Report, Span
from tests.fakes import Done, Happens, Script, ScriptedEngine

if TYPE_CHECKING:
    from dateline.domain import Coding

TEXT = (
    "gunmen of the dawn brigade (db) shot mayor pedro quill with rifles at the town hall. "
    "the brigade also burnt a bus. a patrol met farmers."
)


def filler(role: str, words: str, score: float = 0.8) -> Filler:
    at = TEXT.index(words)
    return Filler(role=role, span=Span(at, at + len(words)), score=score)


@pytest.fixture
def coding() -> Coding:
    shooting = Happens(
        type=EventType.ATTACK_ON_CIVILIANS,
        trigger="shot",
        agents=("gunmen",),
        targets=("pedro quill", "town hall"),
        means=("rifles",),
        harm=(Done(effect=Effect.KILLED, quantity="mayor", victims="mayor pedro quill"),),
    )
    meeting = Happens(type=EventType.TALKS, trigger="met", agents=("patrol",), targets=("farmers",))
    script = Script(opening="gunmen", names=(("pedro quill", NameClass.PERSON),), happens=(shooting, meeting))
    return ScriptedEngine(script).code(Report(id="r1", text=TEXT))


def test_fillers_become_one_wording_for_each_entity(coding: Coding) -> None:
    fillers = [
        filler("PerpInd", "gunmen"),
        filler("PerpOrg", "dawn brigade"),
        filler("PerpOrg", "db"),
        filler("Victim", "pedro quill"),
        filler("Target", "town hall"),
        filler("Target", "bus"),
        filler("Weapon", "rifles"),
    ]
    assert roles(TEXT, fillers, coding, Weighing()) == {
        "PerpInd": [["gunmen"]],
        "PerpOrg": [["dawn brigade"]],
        "Target": [["town hall"], ["bus"]],
        "Victim": [["pedro quill"]],
        "Weapon": [["rifles"]],
    }


def test_a_text_without_fillers_has_every_role_empty(coding: Coding) -> None:
    assert roles(TEXT, [], coding, Weighing()) == {role: [] for role in ROLES}


def test_a_doubtful_filler_counts_only_where_an_event_confirms_it(coding: Coding) -> None:
    doubtful = [filler("Target", "town hall", 0.45), filler("Target", "bus", 0.45)]
    weighing = Weighing(least=0.5, event=0.1)
    assert roles(TEXT, doubtful, coding, weighing)["Target"] == [["town hall"]]


def test_events_of_violence_confirm_roles_and_talks_do_not(coding: Coding) -> None:
    assert {(role, span.of(TEXT)) for role, span in confirmations(coding)} == {
        ("PerpInd", "gunmen"),
        ("PerpOrg", "gunmen"),
        ("Victim", "pedro quill"),
        ("Target", "town hall"),
        ("Victim", "mayor pedro quill"),
        ("Weapon", "rifles"),
    }
