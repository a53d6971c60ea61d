from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.domain.errors import OutputForeign, OutputInUse
from dateline.exporting import interchange
from dateline.pipeline import CodedFile, CodedLine, bare_report, code, code_lines
from tests.fakes import ScriptedEngine

if TYPE_CHECKING:
    from pathlib import Path

_LINES = [
    json.dumps({"id": f"r{n}", "text": f"Shell {n} hit Hama – twice."}, ensure_ascii=False).encode()
    for n in range(4)
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(min_value=0, max_value=3000))
def test_a_run_cut_off_at_any_byte_is_taken_up_without_loss_or_double(tmp_path: Path, cut: int) -> None:
    out = tmp_path / "out.jsonl"
    out.unlink(missing_ok=True)
    _run(out)
    whole = out.read_bytes()
    out.write_bytes(whole[:cut])
    assert _run(out) == 4 - whole[:cut].count(b"\n")
    assert out.read_bytes() == whole


def test_a_finished_run_has_nothing_left_to_do(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert _run(out) == 4
    assert _run(out) == 0


def test_a_restart_begins_anew(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    _run(out)
    assert _run(out, restart=True) == 4
    assert len(out.read_bytes().splitlines()) == 4


def test_every_line_is_a_coding_with_the_id_and_the_text_that_were_given(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    _run(out)
    written = [interchange.from_dict(json.loads(line)) for line in out.read_bytes().splitlines()]
    given_lines = [json.loads(line) for line in _LINES]
    assert [(one.report.id, one.report.text) for one in written] == [
        (g["id"], g["text"]) for g in given_lines
    ]


def test_a_coding_is_in_the_file_as_soon_as_it_is_appended(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with CodedFile(out, engine="scripted/1") as file:
        file.append(code(bare_report("Two shells hit Hama."), ScriptedEngine()))
        assert out.read_bytes().endswith(b"\n")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"my notes\n", "line 1 of"),
        (b"my notes without a line end", "the last line of"),
        (b'{"id": "a"}\n', "line 1 of"),
        (b"\xff\xfe\n", "line 1 of"),
    ],
)
def test_a_file_of_something_else_is_left_as_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(content)
    with pytest.raises(OutputForeign, match=f"{told} .* is no dateline/coding/1 line"):
        CodedFile(out, engine="scripted/1")
    assert out.read_bytes() == content


def test_the_codings_of_another_engine_are_not_mixed_with_ours(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    _run(out)
    with pytest.raises(OutputForeign, match="was coded by 'scripted/1', not by 'scripted/2'"):
        CodedFile(out, engine="scripted/2")


def test_a_file_with_a_report_twice_is_not_taken_up(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    _run(out)
    out.write_bytes(out.read_bytes() * 2)
    with pytest.raises(OutputForeign, match=r"line 5 of .* repeats the id 'r0'"):
        CodedFile(out, engine="scripted/1")


def test_two_runs_do_not_write_to_one_file(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with CodedFile(out, engine="scripted/1"), pytest.raises(OutputInUse, match="Wait for it"):
        CodedFile(out, engine="scripted/1", restart=True)


def _run(out: Path, *, restart: bool = False) -> int:
    """Code the lines into `out`; how many were coded."""
    engine = ScriptedEngine()
    with CodedFile(out, engine=engine.name, restart=restart) as file:
        for outcome in code_lines(_LINES, engine, done=file.done):
            if isinstance(outcome, CodedLine):
                file.append(outcome.coding)
    return len(engine.coded)
