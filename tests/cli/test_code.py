from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from dateline.cli import World
from dateline.domain import NameClass
from dateline.exporting import interchange
from tests.fakes import Script, ScriptedEngine
from tests.lookups import both

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline

_TEXTS = [f"Shell {n} hit a bakery in Hama on Monday – residents said." for n in range(30)]

# The command line in a process of its own, on an engine that takes its time.
_SLOW = """
import sys, time
from dateline.cli import World, main
from tests.fakes import ScriptedEngine

class Slow(ScriptedEngine):
    def code(self, report):
        time.sleep(float(sys.argv[1]))
        return super().code(report)

main(sys.argv[2:], World(load_engine=Slow))
"""


def test_each_line_comes_out_as_a_coding_with_its_id_and_its_text(dateline: Dateline, tmp_path: Path) -> None:
    source, out = _corpus(tmp_path), tmp_path / "out.jsonl"
    ran = dateline("code", "--jsonl", source, "-o", out)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"dateline: 30 coded; written to {out}.\n"
    codings = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [coding["report"]["text"] for coding in codings] == _TEXTS
    assert [coding["id"] for coding in codings] == [f"r{n}" for n in range(30)]
    for coding in codings:
        Draft202012Validator(interchange.schema()).validate(coding)


def test_what_words_resolve_to_is_in_the_codings(dateline: Dateline) -> None:
    line = b'{"id": "a", "text": "Two shells hit Marj.", "date": "2018-11-23"}\n'
    names = (("Marj", NameClass.PLACE),)
    world = World(load_engine=lambda: ScriptedEngine(Script(opening="Two shells", names=names)))
    command = ("code", "--jsonl", "-", "-o", "-")
    ran = dateline(*command, stdin=line, world=world, load_lookups=lambda _: both())
    assert json.loads(ran.out)["names"][0]["ref"] == "geonames:999102"
    assert dateline(*command, "--no-resolve", stdin=line, world=world, load_lookups=lambda _: both()).out == (
        dateline(*command, stdin=line, world=world).out
    )


def test_a_bad_line_is_told_with_its_number_and_does_not_stop_the_rest(
    dateline: Dateline, tmp_path: Path
) -> None:
    source, out = _corpus(tmp_path), tmp_path / "out.jsonl"
    lines = source.read_bytes().splitlines(keepends=True)
    lines[4:4] = [b"{broken\n", b'{"id": "r0", "text": "Again."}\n']
    source.write_bytes(b"".join(lines))
    ran = dateline("code", "--jsonl", source, "-o", out)
    assert ran.status == 1
    told = ran.err.splitlines()
    assert told[0].startswith("dateline: line 5: it is not JSON")
    assert told[1] == "dateline: line 6: its id 'r0' stands already on line 1"
    assert told[2] == f"dateline: 30 coded, 2 not coded; written to {out}."
    assert len(out.read_bytes().splitlines()) == 30


def test_a_second_run_codes_nothing_twice(dateline: Dateline, tmp_path: Path) -> None:
    source, out = _corpus(tmp_path), tmp_path / "out.jsonl"
    dateline("code", "--jsonl", source, "-o", out)
    first = out.read_bytes()
    ran = dateline("code", "--jsonl", source, "-o", out)
    assert ran.err == f"dateline: 0 coded, 30 coded before; written to {out}.\n"
    assert out.read_bytes() == first


def test_restart_codes_all_anew(dateline: Dateline, tmp_path: Path) -> None:
    source, out = _corpus(tmp_path), tmp_path / "out.jsonl"
    dateline("code", "--jsonl", source, "-o", out)
    ran = dateline("code", "--jsonl", source, "-o", out, "--restart")
    assert ran.err == f"dateline: 30 coded; written to {out}.\n"
    assert len(out.read_bytes().splitlines()) == 30


def test_lines_come_over_standard_input_and_go_to_standard_output(dateline: Dateline) -> None:
    ran = dateline("code", "--jsonl", "-", "-o", "-", stdin=b'{"id": "a", "text": "Two shells hit Hama."}\n')
    assert ran.status == 0
    assert json.loads(ran.out)["id"] == "a"
    assert ran.err == "dateline: 1 coded.\n"


def test_an_empty_corpus_is_no_error(dateline: Dateline, tmp_path: Path) -> None:
    ran = dateline("code", "--jsonl", "-", "-o", tmp_path / "out.jsonl", stdin=b"")
    assert ran.status == 0
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_an_output_that_holds_something_else_is_left_as_it_is(dateline: Dateline, tmp_path: Path) -> None:
    source, out = _corpus(tmp_path), tmp_path / "notes.txt"
    out.write_text("my notes\n", encoding="utf-8")
    ran = dateline("code", "--jsonl", source, "-o", out)
    assert ran.status == 1
    assert "The output file holds something else than this run's codings" in ran.err
    assert "--restart" in ran.err
    assert out.read_text(encoding="utf-8") == "my notes\n"


def test_in_and_out_are_not_the_same_file(dateline: Dateline, tmp_path: Path) -> None:
    source = _corpus(tmp_path)
    before = source.read_bytes()
    ran = dateline("code", "--jsonl", source, "-o", source, "--restart")
    assert ran.status == 2
    assert "IN and OUT are the same file" in ran.err
    assert source.read_bytes() == before


def test_a_corpus_that_is_not_there_ends_with_2(dateline: Dateline, tmp_path: Path) -> None:
    ran = dateline("code", "--jsonl", tmp_path / "missing.jsonl", "-o", tmp_path / "out.jsonl")
    assert ran.status == 2
    assert "missing.jsonl" in ran.err


def test_a_run_that_is_killed_is_taken_up_without_loss_or_double(repository: Path, tmp_path: Path) -> None:
    source, out, whole = _corpus(tmp_path), tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    with _start(repository, 0, source, whole) as run:
        run.communicate()
    with _start(repository, 0.05, source, out) as run:
        _wait_for_lines(out, 3)
        run.kill()
    coded = out.read_bytes().count(b"\n")
    assert 3 <= coded < 30
    with out.open("ab") as file:
        file.write(whole.read_bytes()[:100])  # the line that the kill has torn
    again = _start(repository, 0, source, out)
    _, told = again.communicate()
    assert f"{30 - coded} coded, {coded} coded before" in told.decode()
    assert out.read_bytes() == whole.read_bytes()


def test_a_run_that_is_interrupted_says_so_and_ends_with_130(repository: Path, tmp_path: Path) -> None:
    source, out = _corpus(tmp_path), tmp_path / "out.jsonl"
    run = _start(repository, 0.05, source, out)
    _wait_for_lines(out, 2)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate()
    assert run.returncode == 130
    assert "The same command goes on from there." in told.decode()
    assert "Traceback" not in told.decode()


def test_a_terminal_gets_a_progress_bar_and_keeps_the_bad_lines(repository: Path, tmp_path: Path) -> None:
    source, out = _corpus(tmp_path), tmp_path / "out.jsonl"
    source.write_bytes(b"oops\n" + source.read_bytes())
    master, terminal = pty.openpty()
    run = _start(repository, 0, source, out, stderr=terminal)
    os.close(terminal)
    told = _read_all(master)
    assert run.wait() == 1
    assert "100%" in told
    assert "line 1: it is not JSON" in told
    assert "30 coded, 1 not coded" in told


def _corpus(folder: Path) -> Path:
    source = folder / "in.jsonl"
    lines = [json.dumps({"id": f"r{n}", "text": text, "date": None}) for n, text in enumerate(_TEXTS)]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return source


def _start(
    repository: Path, seconds: float, source: Path, out: Path, stderr: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _SLOW, str(seconds), "code", "--no-resolve"]
    command += ["--jsonl", str(source), "-o", str(out)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    return subprocess.Popen(command, cwd=repository, env=environment, stderr=stderr)  # noqa: S603 (our own command)


def _wait_for_lines(out: Path, count: int) -> None:
    for _ in range(600):
        if out.exists() and out.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.1)
    pytest.fail("no line was coded in a minute")


def _read_all(master: int) -> str:
    """What comes out of a pseudo-terminal until its other end is closed."""
    parts = []
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(master)
    return b"".join(parts).decode()
