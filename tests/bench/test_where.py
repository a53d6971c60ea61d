"""Where what a verb tells happened, found against gold."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from bench.held_out import held_out
from bench.where import Tally, places
from dateline.domain import Span

if TYPE_CHECKING:
    from pathlib import Path


class NextWord:
    """An engine that takes the word behind the verb for the place."""

    def where(self, text: str, verb: Span) -> list[Span]:
        """The word after the verb and one space."""
        start = verb.end + 1
        end = text.find(" ", start)
        return [Span(start, end if end >= 0 else len(text))] if start < len(text) else []


def test_a_found_place_counts_once_where_it_overlaps_a_gold_one() -> None:
    tally = Tally().add([Span(0, 10), Span(20, 30)], [Span(2, 5), Span(6, 9), Span(40, 44)])
    assert tally == Tally(right=1, found=3, gold=2)
    assert str(tally) == "where    P  33.3  R  50.0  F1  40.0   (gold 2, found 3)"


def test_nothing_found_is_no_error() -> None:
    assert str(Tally().add([], [])) == "where    P   0.0  R   0.0  F1   0.0   (gold 0, found 0)"


def test_the_places_of_all_verbs_of_a_line_are_put_together() -> None:
    line = {"text": "They hit Marj, then struck Qamar", "verb": [[5, 8], [20, 26], [5, 8]], "location": []}
    assert places(line, NextWord()) == [Span(9, 14), Span(27, 32)]


def test_spans_that_are_none_are_named_with_their_text() -> None:
    with pytest.raises(click.ClickException, match=r"\"verb\" is \[5, 8\] beside the text 'They hit Marj'"):
        places({"text": "They hit Marj", "verb": [5, 8], "location": []}, NextWord())


def test_held_out_measures_on_what_training_keeps_out_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("bench.where")
    monkeypatch.setattr(module, "default_engine", NextWord)
    texts = [f"They hit Marj {n} times" for n in range(60)]
    kept_out = [text for text in texts if held_out(text)]
    assert 0 < len(kept_out) < len(texts)
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [{"text": text, "verb": [[5, 8]], "location": [[9, 13]]} for text in texts]
    given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ran = CliRunner().invoke(module.main, ["--held-out", str(given), str(out)])
    assert [json.loads(line)["text"] for line in out.read_text(encoding="utf-8").splitlines()] == kept_out
    assert f"P 100.0  R 100.0  F1 100.0   (gold {len(kept_out)}, found {len(kept_out)})" in ran.output
    given.write_text(json.dumps(next(line for line in lines if not held_out(str(line["text"])))) + "\n")
    ran = CliRunner().invoke(module.main, ["--held-out", str(given), str(out)])
    assert ran.exit_code == 1
    assert "no line that training keeps out" in ran.output
