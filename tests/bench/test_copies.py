"""The measurement of copies: which reports it takes, and what it does to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bench.copies import PARAGRAPH, Editor, distinct, main

if TYPE_CHECKING:
    from pathlib import Path


def text(name: str, words: int = 100) -> str:
    """Sentences of ten words that no text of another name has."""
    return " ".join(f"{name}{at}{'.' if at % 10 == 9 else ''}" for at in range(words))


def test_short_reports_and_copies_of_one_before_are_left_out() -> None:
    copy = f"{text('reed', 50)} {text('mill', 50)}"
    assert distinct([text("reed"), text("hill"), text("port", 59), copy]) == [text("reed"), text("hill")]


def test_every_alteration_changes_a_text_the_same_in_every_run() -> None:
    names = Editor([text("hill")]).alterations()
    for name in names:
        one, other = (Editor([text("hill")]).alterations()[name](text("reed", 400)) for _ in range(2))
        assert one == other
        assert one != text("reed", 400)


@pytest.mark.parametrize("seed", range(4))
def test_a_paragraph_stands_in_its_host_where_it_is_said_to(seed: int) -> None:
    found, place = Editor([text("hill")], seed).hosted(text("reed"), text("port"))
    words = place.of(found).split()
    assert PARAGRAPH / 2 < len(words) <= PARAGRAPH * 1.1
    assert all(not word.startswith("port") for word in words)
    assert "reed" not in found[: place.start] + found[place.end :]


def test_too_few_reports_are_told(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"text": text("reed")}) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, [str(path)])
    assert result.exit_code == 1
    assert "REPORTS has 1 reports that copy nobody, and it takes 720. Give more of them." in result.output
