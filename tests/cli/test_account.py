from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.cli.account import write_account
from dateline.domain import Effect, EventType, NameClass, PlacePrecision, Stance, Unresolved
from tests.fakes import Done, Happens, Says
from tests.resolved import ARIHA, CIVILIANS, IDLEB, IN_MARJ, REBELS, SPOKESWOMAN, coded, of_class, placing

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding

_TEXT = (
    "Rebels shelled a mill and a bus in Marj and Kafr, killing three boys, Lina Haddad said in Idleb. "
    "The Front of the Hills fled Marj."
)


def test_a_fact_and_what_it_means_stand_on_one_line_and_why_stands_once_at_the_end(tmp_path: Path) -> None:
    assert _account(_coding(), tmp_path) == (
        """\
Levant Monitor · 23 May 2018
Shells on Marj
https://monitor.example/1

 1  Shelling                                                         22 May 2018
    ! Accusation, not established
    what     shelled
    who      Rebels → Front of the Hills
    whom     a mill → not identified
             a bus
    where    Marj → Marj, Idleb, Syria, within 2 km
             Kafr → not placed
    harm     killed: (“three boys”) → civilians, Syria
    says     Lina Haddad, “said” → spokeswoman, Ministry of Defence – an
             accusation, not established
             │ Rebels shelled a mill and a bus in Marj and Kafr, killing three
             │ boys, Lina Haddad said in Idleb.

 2  Withdrawal                                                       22 May 2018
    what     fled
    who      The Front of the Hills
    where    Marj → Marj, Idleb, Syria, within 2 km
    says     Levant Monitor, in its own voice
             │ The Front of the Hills fled Marj.

Who is who
    Front of the Hills · rebel group, Syria
      “Rebels” (1): named so in the register
    Lina Haddad · spokeswoman, Ministry of Defence
    civilians, Syria
      “three boys” (1): by the noun
    not identified
      “a mill” (1): by the noun

Where is where
    Marj, Idleb, Syria · somewhere in the town, within 2 km · 35.500, 36.250
      “Marj” (1, 2): the only place of this name; next best: Ariha, Idleb,
        Syria
    not placed
      “Kafr” (1): two towns of this name

Places mentioned, where no event is told
    Idleb, Syria · somewhere in the region, within 60 km · 35.80, 36.70
      “Idleb”: the only place of this name
"""
    )


def test_one_reason_for_several_words_is_told_once(tmp_path: Path) -> None:
    coding = _coding()
    nowhere = dict.fromkeys(coding.places, Unresolved(reason="no town of these hills is called so"))
    account = _account(replace(coding, places=nowhere), tmp_path)
    assert "where    Marj; Kafr → not placed\n" in account
    _, _, where = account.partition("Where is where\n")
    assert where.startswith(
        "    not placed\n      “Marj”, “Kafr” (1, 2): no town of these hills is called so\n"
    )


def test_a_register_cannot_command_a_terminal(tmp_path: Path) -> None:
    coding = _coding()
    hostile = replace(IN_MARJ, reason="\x1b[2J", place=replace(IN_MARJ.place, name="\x1b]0;owned\x07"))
    account = _account(replace(coding, places=dict.fromkeys(coding.places, hostile)), tmp_path)
    assert "owned" in account
    assert not set(account) & {"\x1b", "\x07"}


def _account(coding: Coding, folder: Path) -> str:
    file = folder / "account.txt"
    write_account([coding], str(file))
    return file.read_text(encoding="utf-8")


def _coding() -> Coding:
    in_marj = replace(IN_MARJ, runner_up=ARIHA)
    return coded(
        _TEXT,
        Happens(
            type=EventType.SHELLING,
            trigger="shelled",
            agents=("Rebels",),
            targets=("a mill", "a bus"),
            places=("Marj", "Kafr"),
            harm=(Done(effect=Effect.KILLED, quantity="three", victims="three boys"),),
            by=("a1",),
        ),
        Happens(
            type=EventType.WITHDRAWAL,
            trigger="fled",
            agents=("The Front of the Hills",),
            places=("Marj#2",),
        ),
        says=(Says(id="a1", cue="said", source="Lina Haddad", named=True, stance=Stance.ACCUSES),),
        names=(("Marj", NameClass.PLACE), ("Idleb", NameClass.PLACE)),
        places={
            "Marj": in_marj,
            "Marj#2": in_marj,
            "Kafr": Unresolved(reason="two towns of this name"),
            "Idleb": placing(IDLEB, PlacePrecision.ADMIN, 60),
        },
        actors={
            "Rebels": REBELS,
            "The Front of the Hills": REBELS,
            "a mill": of_class(None, None),
            "three boys": CIVILIANS,
        },
        speakers={"Lina Haddad": SPOKESWOMAN},
    )
