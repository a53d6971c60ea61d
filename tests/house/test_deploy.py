"""What deploy/ promises: units, image and proxy fit the program that they run. No server is asked for it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
import pytest

from dateline.cli import dateline
from dateline.web.site import health
from dateline.web.site.bodies import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNITS = [
    "dateline.service",
    "dateline-worker@.service",
    "dateline-backup.service",
    "dateline-backup.timer",
]
_INSTALLED = "/opt/dateline/bin/dateline"


def test_every_unit_is_one_of_those_looked_at(repository: Path) -> None:
    assert sorted(path.name for path in (repository / "deploy/systemd").iterdir()) == sorted(UNITS)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd on this machine")
def test_systemd_finds_nothing_to_say_against_the_units(repository: Path, tmp_path: Path) -> None:
    for name in UNITS:
        unit = (repository / "deploy/systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(unit.replace(_INSTALLED, sys.executable), encoding="utf-8")
    looked = subprocess.run(  # noqa: S603 -- our own units
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    # What it says of other units of the machine is not ours.
    ours = [line for line in looked.stderr.splitlines() if "dateline" in line]
    assert ours == []


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_unit_runs_commands_that_there_are_with_what_they_take(repository: Path, name: str) -> None:
    unit = (repository / "deploy/systemd" / name).read_text(encoding="utf-8")
    commands = [shlex.split(line) for line in re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)]
    inner = [shlex.split(words[2]) if words[0] == "/bin/sh" else words for words in commands]
    ours = [words[words.index(_INSTALLED) + 1 :] for words in inner if _INSTALLED in words]
    assert ours
    for words in ours:
        _is_taken(words)


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_unit_runs_as_nobody_in_particular_and_writes_to_its_own_folders_alone(
    repository: Path, name: str
) -> None:
    unit = (repository / "deploy/systemd" / name).read_text(encoding="utf-8").splitlines()
    for promise in ("User=dateline", "ProtectSystem=strict", "NoNewPrivileges=yes", "UMask=0077"):
        assert promise in unit
    assert "EnvironmentFile=/etc/dateline/environment" in unit


def test_the_settings_to_fill_in_are_settings_that_there_are(repository: Path) -> None:
    template = (repository / "deploy/environment").read_text(encoding="utf-8")
    known = (repository / "docs/reference/environment.md").read_text(encoding="utf-8")
    names = re.findall(r"^#?([A-Z_]+)=", template, re.MULTILINE)
    assert "DATELINE_HOSTS" in names
    assert [name for name in names if f"`{name}`" not in known] == []


# ── the image ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the Containerfile, in the stage that it is of."""

    stage: str
    word: str
    rest: str


@pytest.fixture
def steps(repository: Path) -> list[Step]:
    """The Containerfile, read."""
    return list(_steps((repository / "deploy/Containerfile").read_text(encoding="utf-8")))


def _steps(text: str) -> Iterator[Step]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    stage = ""
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            stage = rest.rpartition(" AS ")[2] if " AS " in rest else "last"
        yield Step(stage=stage, word=word, rest=" ".join(rest.split()))


def test_the_image_is_made_by_steps_that_builders_know(steps: list[Step]) -> None:
    assert {step.word for step in steps} <= {
        "FROM", "WORKDIR", "ENV", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL",
        "ENTRYPOINT", "CMD",
    }  # fmt: skip
    for step in steps:
        if step.word == "RUN":
            subprocess.run(["/bin/sh", "-n", "-c", step.rest], check=True)  # noqa: S603 -- it only reads it


def test_the_image_is_made_of_what_is_there_and_let_in(steps: list[Step], repository: Path) -> None:
    let_in = (repository / ".dockerignore").read_text(encoding="utf-8").splitlines()
    stages = {step.stage for step in steps}
    for step in steps:
        if step.word != "COPY":
            continue
        words = step.rest.split()
        if words[0].startswith("--from="):
            assert words[0].removeprefix("--from=") in stages
            continue
        for source in words[:-1]:
            assert (repository / source).exists(), source
            assert f"!{source.split('/')[0]}" in let_in, source


def test_packages_come_into_the_image_by_their_hashes_alone(steps: list[Step]) -> None:
    installs = [step.rest for step in steps if "pip install" in step.rest]
    named = [line for line in installs if "-r requirements/" in line]
    assert len(named) == 2
    assert all("--require-hashes --no-deps" in line for line in named)
    # All others install the wheel that was built, and ask no registry for more.
    assert all("--no-deps /dist/*.whl" in line for line in installs if line not in named)


def test_the_image_runs_the_site_as_nobody_in_particular(steps: list[Step]) -> None:
    last = {step.word: step.rest for step in steps if step.stage == "last"}
    assert last["USER"] == "dateline"
    assert json.loads(last["ENTRYPOINT"]) == ["dateline"]
    _is_taken(json.loads(last["CMD"]))
    (port,) = [option.default for option in _command("serve").params if option.name == "port"]
    assert last["EXPOSE"] == str(port)
    assert f"http://127.0.0.1:{port}{health.PATH}" in last["HEALTHCHECK"]
    assert f"DATELINE_HOME={last['VOLUME']}" in last["ENV"]


# ── the proxy ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_proxy_takes_as_much_as_the_site_and_says_what_the_site_believes(repository: Path) -> None:
    conf = (repository / "deploy/nginx.conf").read_text(encoding="utf-8")
    (most,) = re.findall(r"client_max_body_size (\d+)m;", conf)
    assert int(most) * 1024**2 == MOST
    for header in ("Host $host", "X-Forwarded-For $remote_addr", "X-Forwarded-Proto https"):
        assert f"proxy_set_header {header};" in conf


# ── the commands ──────────────────────────────────────────────────────────────────────────────────────────


def _command(name: str) -> click.Command:
    return dateline.commands[name]


def _is_taken(words: list[str]) -> None:
    """Whether the command line takes these words: the name of a command, then what it takes."""
    command = _command(words[0])
    with click.Context(command, info_name=words[0]) as context:
        _, left, _ = command.make_parser(context).parse_args(list(words[1:]))
    assert left == [], f"{words[0]} does not take {left}"
