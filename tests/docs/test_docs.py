"""The docs cannot lie: every command and every snippet of the README and of docs/ is run here.

In a page, a ``console`` block holds commands after `$ ` (their further lines after `> `) and, where it shows
any, their output (`...` stands for what may differ); a ``python`` block holds a program or a session after
`>>> `. The blocks of a page run in order, in one folder that holds a copy of samples/, with an archive of its
own. A block that cannot run here says so in its first line, `# not run: ` and why, and is counted in NOT_RUN.
`dateline` is the installed program on the pages of PLAIN; on the others it is a fork of one that is ready.
"""

from __future__ import annotations

import doctest
import os
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
RUN = {"console", "python"}
SHOWN = {"text", "json", "jsonl", "csv", "html", "toml", "geojson"}
NOT_RUN: dict[str, int] = {}
PLAIN = {"README.md", "docs/tutorial.md"}
_EXCUSE = "# not run: "
_LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block of a page."""

    place: str
    language: str
    code: str

    @property
    def excused(self) -> bool:
        """Whether the block says that it cannot run here."""
        return self.code.startswith(_EXCUSE)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a `dateline` that is ready (see ready.py)."""
    folder = tmp_path_factory.mktemp("ready")
    program, door = Path(__file__).with_name("ready.py"), folder / "door"
    shell = shlex.join([sys.executable, "-SE", str(program), str(door)])
    (folder / "dateline").write_text(f'#!/bin/sh\nexec {shell} "$@"\n', encoding="utf-8")
    (folder / "dateline").chmod(0o755)
    with subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, program, door], env=_plain(), stdin=subprocess.DEVNULL
    ) as serving:
        while not door.exists():
            assert serving.poll() is None, "it did not become ready"
            time.sleep(0.05)
        yield folder
        serving.terminate()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_block_of_the_page_runs_and_shows_what_it_says(
    name: str, ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = [Path(sys.executable).parent] if name in PLAIN else [ready, Path(sys.executable).parent]
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in _blocks(ROOT / name):
        if block.language not in RUN or block.excused:
            continue
        if block.language == "console":
            _run_commands(block, tmp_path, programs)
        elif block.code.startswith(">>>"):
            _run_session(block, names)
        else:
            exec(compile(block.code, block.place, "exec"), names)  # noqa: S102 (our own docs)


@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_of_a_known_kind(name: str) -> None:
    for block in _blocks(ROOT / name):
        assert block.language in RUN | SHOWN, f"{block.place}: ```{block.language}"


def test_the_blocks_that_are_not_run_are_few_and_known() -> None:
    found = {name: sum(block.excused for block in _blocks(ROOT / name)) for name in NAMES}
    assert {name: count for name, count in found.items() if count} == NOT_RUN


def _blocks(page: Path) -> list[Block]:
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    return [
        Block(
            place=f"{page.relative_to(ROOT)}:{token.map[0] + 1 if token.map else 0}",
            language=token.info.split(" ")[0],
            code=token.content,
        )
        for token in tokens
        if token.type == "fence"
    ]


def _run_session(block: Block, names: dict[str, Any]) -> None:
    session = doctest.DocTestParser().get_doctest(block.code, names, block.place, block.place, 0)
    session.globs = names  # what one block names, the next one knows
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=_LENIENT).run(session, out=said.append, clear_globs=False)
    assert not result.failed, "".join(said)


def _plain() -> dict[str, str]:
    """The environment without the settings under which the tests run."""
    ours = ("DATELINE_", "DATABASE_", "DJANGO_")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(ours) or name == "DATELINE_GAZETTEER"
    }


def _run_commands(block: Block, folder: Path, programs: list[Path]) -> None:
    environment = _plain() | {
        "DATELINE_HOME": str(folder / "home"),  # each page has an archive of its own
        "PATH": os.pathsep.join([*map(str, programs), os.environ["PATH"]]),
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    for command, shown in _commands(block):
        done = subprocess.run(  # noqa: S602 (our own docs, which show shell lines)
            command,
            shell=True,
            executable="/bin/bash",
            cwd=folder,
            env=environment,
            check=False,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.returncode == 0, f"{block.place}: `{command}` exits {done.returncode}:\n{done.stdout}"
        if shown:
            same = doctest.OutputChecker().check_output(shown, done.stdout, _LENIENT)
            assert same, f"{block.place}: `{command}` prints\n{done.stdout}\nand not\n{shown}"


def _commands(block: Block) -> list[tuple[str, str]]:
    """Each command of a console block with the output shown under it."""
    pairs: list[tuple[str, str]] = []
    goes_on = False
    for line in block.code.splitlines():
        if pairs and not pairs[-1][1] and line.startswith("> "):  # as bash asks for the rest of a command
            command, shown = pairs.pop()
            pairs.append((f"{command}\n{line.removeprefix('> ')}", shown))
            continue
        if goes_on:
            command, shown = pairs.pop()
            pairs.append((f"{command}\n{line}", shown))
        elif line.startswith("$ "):
            pairs.append((line.removeprefix("$ "), ""))
        else:
            assert pairs, f"{block.place}: output before the first command"
            command, shown = pairs.pop()
            pairs.append((command, f"{shown}{line}\n"))
        goes_on = line.endswith("\\") and (goes_on or line.startswith("$ "))
    return pairs
