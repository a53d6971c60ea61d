"""What CI's script makes of what it runs: it fails where a part fails, and says what was left out."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_MAKEFILE = """
setup lint types contracts check check-postgres:
	@echo "made $@"; exit $(word 2,$(subst =, ,$(filter $@=%,$(CODES))))
"""


@pytest.fixture
def place(repository: Path, tmp_path: Path) -> Path:
    """A folder with CI's script, in which nothing real is made or installed."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(repository / ".ci/run", tmp_path / ".ci/run")
    (tmp_path / ".ci/postgres").write_text("#!/bin/sh\nexit $SERVER\n")
    (tmp_path / "Makefile").write_text(_MAKEFILE)
    (tmp_path / "bin").mkdir()
    for name in ("chromium", "apt-get"):
        (tmp_path / "bin" / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / "bin" / name).chmod(0o755)
    (tmp_path / ".ci/postgres").chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("server", "codes", "status", "says"),
    [
        (0, "check=0 check-postgres=0", 0, "On PostgreSQL:\nmade check-postgres"),
        (0, "check=1 check-postgres=0", 2, "made check-postgres"),
        (0, "check=0 check-postgres=1", 2, "made check-postgres"),
        (69, "check=0", 0, "those on PostgreSQL are skipped"),
        (69, "check=1", 2, "made check"),
        (69, "check=0 lint=1", 2, "made lint"),
        (69, "check=0 types=1", 2, "made types"),
        (69, "check=0 contracts=1", 2, "made contracts"),
        (70, "check=0", 70, "made setup"),
    ],
)
def test_ci_fails_where_a_part_fails_and_says_what_is_left_out(
    place: Path, server: int, codes: str, status: int, says: str
) -> None:
    ran = subprocess.run(
        ["bash", ".ci/run"],  # noqa: S607 -- where PATH says
        cwd=place,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
            "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "SERVER": str(server),
            "CODES": codes,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == status, ran.stdout
    assert says in ran.stdout
    assert ("made check-postgres" in ran.stdout) == (server == 0)
