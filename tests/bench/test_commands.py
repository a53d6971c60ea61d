"""The programs: paths in, files out, clear errors."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner

from bench.__main__ import MEASUREMENTS
from bench.lines import read_lines, write_lines
from dateline.coding.compact import Filler
from dateline.domain import EventType, Span
from tests.fakes import Happens, Says, Script, ScriptedEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAMS = (
    *("corpus", "calibration", "roles", "attribution", "where", "incidents", "places", "actors", "speed"),
    *("errors", "copies", "linking", "fit_linking", "__main__"),
)


class FillerEngine(ScriptedEngine):
    """A scripted engine that takes gunmen for the perpetrators, and the mill for where all happens."""

    def fillers(self, text: str) -> list[Filler]:
        """The first "gunmen" of the text."""
        at = text.find("gunmen")
        return [Filler(role="PerpInd", span=Span(at, at + 6), score=0.9)] if at >= 0 else []

    def where(self, text: str, verb: Span) -> list[Span]:
        """The first "mill" behind the verb."""
        at = text.find("mill", verb.end)
        return [Span(at, at + 4)] if at >= 0 else []


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs a program over lines with a scripted engine; gives what it writes."""
    script = Script(
        opening="gunmen",
        happens=(Happens(type=EventType.ASSAULT, trigger="stormed", by=("a1",)),),
        says=(Says(id="a1", source="a monitor", cue="said", content="gunmen stormed the mill"),),
    )

    def written(program: str, *lines: dict[str, Any]) -> str:
        module = importlib.import_module(f"bench.{program}")
        monkeypatch.setattr(module, "default_engine", lambda: FillerEngine(script))
        given, out = tmp_path / "in.jsonl", tmp_path / "new" / "out"
        given.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        result = CliRunner().invoke(module.main, [str(given), str(out)], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return out.read_text(encoding="utf-8")

    return written


TEXT = "gunmen stormed the mill, a monitor said."


def test_the_corpus_is_coded_line_by_line_under_its_own_ids(run: Callable[..., str]) -> None:
    out = run("corpus", {"id": "r1", "text": TEXT, "date": "2019-03-04"}, {"id": "r2", "text": "Rain fell."})
    first, second = (json.loads(line) for line in out.splitlines())
    assert (first["id"], first["report"]["text"], first["report"]["published"]) == ("r1", TEXT, "2019-03-04")
    assert [event["type"] for event in first["events"]] == ["assault"]
    assert (second["id"], second["events"]) == ("r2", [])


def test_roles_are_written_as_one_object_by_text(run: Callable[..., str]) -> None:
    out = json.loads(run("roles", {"docid": "d1", "doctext": TEXT}, {"docid": "d2", "doctext": "rain fell."}))
    assert out["d1"]["PerpInd"] == [["gunmen"]]
    assert set(out["d2"]) == {"PerpInd", "PerpOrg", "Target", "Victim", "Weapon"}
    assert not any(out["d2"].values())


def test_attributions_are_written_line_by_line(run: Callable[..., str]) -> None:
    (line,) = run("attribution", {"id": "p1", "text": TEXT}).splitlines()
    assert json.loads(line) == {
        "id": "p1",
        "attributions": [{"source": [[25, 34]], "cue": [[35, 39]], "content": [[0, 23]]}],
    }


def test_where_is_written_beside_the_gold(run: Callable[..., str]) -> None:
    line = {"text": TEXT, "verb": [[7, 14]], "location": [[15, 23]], "source": "invented"}
    (out,) = run("where", line).splitlines()
    assert json.loads(out) == line | {"found": [[19, 23]]}


def test_an_incident_is_written_under_its_code_from_its_narrative_alone(run: Callable[..., str]) -> None:
    line = {"code": "I1", "narrative": TEXT, "date": "October 7, 2023", "killed": ["9", "9", ""]}
    (out,) = run("incidents", line).splitlines()
    assert json.loads(out) == {
        "code": "I1",
        "date": None,
        "lat": None,
        "lon": None,
        "killed": None,
        "injured": None,
        "belligerent": None,
    }


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_explains_itself_and_names_a_missing_file(program: str, tmp_path: Path) -> None:
    main = importlib.import_module(f"bench.{program}").main
    explained = CliRunner().invoke(main, ["--help"])
    assert explained.exit_code == 0
    missing = CliRunner().invoke(main, [str(tmp_path / "nowhere.jsonl"), str(tmp_path / "out")])
    assert missing.exit_code == 2
    assert "nowhere.jsonl' does not exist" in missing.output.replace("\n", " ")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b'{"id": "a", "text": "b"}\n{"id"', "line 2 is not JSON"),
        (b'["a"]\n', "line 1 is not a JSON object"),
        (b'\n{"id": "a"}\n', "line 2 lacks text"),
        (b"\n\n", "has no lines"),
        (b'{"id": "\xff"}', "is not UTF-8"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    with pytest.raises(click.ClickException, match=complaint):
        read_lines(path, keys=("id", "text"))


def test_a_bad_date_is_named_with_its_report(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "r1", "text": "Rain.", "date": "yesterday"}\n', encoding="utf-8")
    main = importlib.import_module("bench.speed").main
    result = CliRunner().invoke(main, [str(path), str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "Report r1: its \"date\" is 'yesterday'" in result.output


def test_a_file_appears_only_when_all_its_lines_are_there(tmp_path: Path) -> None:
    def failing() -> Iterator[str]:
        yield "one"
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        write_lines(tmp_path / "out", failing())
    assert not (tmp_path / "out").exists()


def test_a_line_break_inside_a_text_does_not_break_its_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "one\u2028two\x85three"}\n', encoding="utf-8")
    assert read_lines(path, keys=("id", "text")) == [{"id": "a", "text": "one\u2028two\x85three"}]


def test_all_measurements_say_which_file_a_data_folder_lacks(tmp_path: Path) -> None:
    main = importlib.import_module("bench.__main__").main
    result = CliRunner().invoke(main, [str(tmp_path), str(tmp_path / "out")])
    assert result.exit_code == 1
    assert f"holds no {MEASUREMENTS['corpus'].reads}" in result.output
