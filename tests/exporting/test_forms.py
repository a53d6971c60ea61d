"""Forms: what is written some at a time is the same, to the byte, as what is written at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.domain import Count, Effect, EventType
from dateline.exporting import forms
from dateline.exporting.losses import LeftOut, Losses, together
from tests.fakes import Done, Happens
from tests.resolved import ARMY, IN_MARJ, REBELS, coded

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.domain import Coding

_SHELLED = Happens(
    type=EventType.SHELLING,
    trigger="shelled",
    agents=("Troops",),
    targets=("the Front",),
    places=("Marj",),
    harm=(Done(effect=Effect.KILLED, quantity="six", victims="fighters"),),
)


def _codings(number: int) -> list[Coding]:
    one = coded(
        "Troops shelled the Front in Marj, killing six fighters.",
        _SHELLED,
        places={"Marj": IN_MARJ},
        actors={"Troops": ARMY, "the Front": REBELS},
        counts={"six": Count(min=6, max=6)},
    )
    return [replace(one, report=replace(one.report, id=f"r{at}")) for at in range(number)]


@pytest.mark.parametrize("form", [form for form in forms.FORMS if form != "parquet"])
def test_portions_come_to_the_same_as_the_whole(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, portions = tmp_path / "whole", tmp_path / "portions"
    loss = forms.write(_codings(5), form, whole)
    monkeypatch.setattr(forms, "PORTION", 2)
    assert forms.write(iter(_codings(5)), form, portions) == loss
    assert portions.read_bytes() == whole.read_bytes()
    assert loss.events == 5
    assert len(whole.read_bytes()) > 100


@pytest.mark.parametrize("form", list(forms.FORMS))
def test_nothing_gives_a_file_of_its_form_and_a_note(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"none.{forms.FORMS[form].ending}"
    loss = forms.write([], form, path)
    assert (loss.form, loss.events, loss.rows) == (form, 0, 0)
    assert all(one.exists() for one in forms.files_of(form, path))


def test_notes_of_portions_add_up_the_commonest_loss_first() -> None:
    notes = []
    for reasons in (("no date",), ("no place", "no place"), ()):
        losses = Losses()
        losses.events, losses.rows = 5, 5 - len(reasons)
        for reason in reasons:
            losses.leave_out(LeftOut(reason=reason))
        notes.append(losses.note("acled", unheld=("means",)))
    whole = together(notes)
    assert (whole.events, whole.rows, whole.unheld) == (15, 12, ("means",))
    assert whole.left_out == (("no place", 2), ("no date", 1))
