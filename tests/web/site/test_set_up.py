"""Commands of the newsroom tell in one line that what they stand on is not right."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"DATABASE_URL": "mysql://somewhere/x"}, "The settings are not right: DATABASE_URL"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "cannot be used: none at 127.0.0.1"),
        ({}, "dateline.sqlite3: file is not a database"),
    ],
    ids=["settings", "no server", "no database"],
)
def test_what_the_environment_gets_wrong_is_told_in_one_line(
    tmp_path: Path, said: dict[str, str], told: str
) -> None:
    (tmp_path / "dateline.sqlite3").write_text("words of a file that is no database" * 40, encoding="ascii")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("DATA", "DJANGO"))}
    done = subprocess.run(
        [sys.executable, "-m", "dateline.cli", "worker", "--until-empty"],
        env=plain | {"DATELINE_HOME": str(tmp_path)} | said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
