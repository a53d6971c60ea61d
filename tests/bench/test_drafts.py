"""Drafts to be read: which incidents a briefing holds, what is drawn of it, and which promises are kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench import drafts
from dateline.domain import Stance
from dateline.exporting.briefing import compose
from dateline.exporting.interchange import to_dict
from tests.incidents import crossing_codings

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.exporting.briefing import Material

FIRST, LAST = date(2018, 12, 3), date(2018, 12, 9)


@pytest.fixture
def materials(monkeypatch: pytest.MonkeyPatch) -> list[Material]:
    monkeypatch.setattr(drafts, "LEAST", 1)
    return drafts.materials_of({one.report.id: one for one in crossing_codings()})


def test_the_program_writes_drafts_with_the_words_that_they_rest_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "LEAST", 1)
    given, out = tmp_path / "codings.jsonl", tmp_path / "drafts.md"
    lines = [json.dumps(to_dict(one)) + "\n" for one in crossing_codings()]
    given.write_text("".join(lines), encoding="utf-8")
    result = CliRunner().invoke(drafts.main, [str(given), str(out)], catch_exceptions=False)
    assert "no promise is broken" in result.output
    told = out.read_text(encoding="utf-8")
    assert "\n1. " in told
    assert "    > crossing" in told or "    > " in told


def test_the_same_incidents_are_drawn_whatever_the_drafts_say(materials: list[Material]) -> None:
    drawn = drafts.draw(materials, 1)
    assert drawn == drafts.draw(materials[::-1], 1)
    assert len(drawn) == 1
    assert not drawn & drafts.draw(materials, 1, skip=1)


def test_a_sentence_without_a_claim_and_a_quote_that_is_none_break_a_promise(
    materials: list[Material],
) -> None:
    draft = compose(materials, first=FIRST, last=LAST)
    assert not drafts.breaches(draft, materials)
    label = draft.cites[0].label
    broken = f"{draft.body}\n\nThe mill burned.\n\nHe called it “a lie of the enemy”.[^{label}]\n"
    found = drafts.breaches(replace(draft, body=broken), materials)
    assert found == {"sentences without a claim": 1, "quotes that stand in no claim cited": 1}


def test_an_accusation_told_as_a_fact_breaks_a_promise(materials: list[Material]) -> None:
    draft = compose(materials, first=FIRST, last=LAST)
    first, *others = draft.cites
    accused = replace(
        draft, cites=(replace(first, stance=Stance.ACCUSES), *others), body=f"It burned.[^{first.label}]\n"
    )
    assert drafts.breaches(accused, materials)["accusations told as facts"] == 1
