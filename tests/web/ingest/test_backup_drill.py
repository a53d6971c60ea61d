"""The whole drill of a backup, by the commands that people type, each a process of its own.

An archive is filled, backed up while a worker writes in it, lost, restored on another machine, and goes on.
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.ingest.drill import COPIES
from tests.web.ingest.looking import look_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import NewArchive

PAGES = 30
_LONG = 120.0  # seconds


class _Machine:
    """A machine with an archive: its commands, and what lies in it."""

    def __init__(self, environment: dict[str, str], folder: Path, pages: str = "world_of_pages") -> None:
        self._environment = {**environment, "DATELINE_WORLD": f"tests.web.ingest.drill.{pages}"}
        self._folder = folder

    def start(self, *args: object) -> subprocess.Popen[str]:
        """Begin a command."""
        return subprocess.Popen(  # noqa: S603 -- our own module
            [sys.executable, "-m", "dateline.cli", *map(str, args)],
            env=self._environment,
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def dateline(self, *args: object, typed: str = "") -> str:
        """Run a command that has to succeed; what it said."""
        command = self.start(*args)
        said, _ = command.communicate(typed, timeout=_LONG)
        assert command.returncode == 0, said
        return said

    def refused(self, *args: object) -> str:
        """Run a command that has to be refused; what it said."""
        command = self.start(*args)
        said, _ = command.communicate(timeout=_LONG)
        assert command.returncode == 1, said
        return said

    def migrate(self) -> None:
        """Make the tables."""
        subprocess.run(
            [sys.executable, "-m", "dateline.web.site", "migrate", "--verbosity=0"],
            env=self._environment,
            cwd=self._folder,
            check=True,
        )

    def held(self) -> dict[str, Any]:
        """What lies in the archive, as another process sees it."""
        return look_at(self._environment, self._folder)


@pytest.mark.slow
@pytest.mark.loopback
@pytest.mark.timeout(600)
def test_an_archive_that_was_backed_up_at_work_and_lost_is_restored_and_goes_on(
    new_archive: NewArchive, repository: Path, tmp_path: Path
) -> None:
    first = _Machine(new_archive(), repository, pages="world_of_slow_pages")
    backup = tmp_path / "archive.tar"
    pages = tmp_path / "pages.txt"
    pages.write_text(
        "".join(f"https://mill.example/{page}?id={copy}\n" for page in range(PAGES) for copy in range(COPIES))
    )
    first.migrate()
    assert f"{PAGES * COPIES} new pages" in first.dateline("ingest", "--list", pages)
    first.dateline("admin", "nadia@example.org", "--password-stdin", typed="seven owls over Marj\n")

    worker = first.start("worker", "--until-empty")
    try:
        _until(lambda: first.held()["reports"] >= 5)
        made = first.dateline("backup", backup)
        assert worker.poll() is None, "the worker had nothing left to write: the drill proves nothing"
    finally:
        worker.kill()  # the machine is lost
        worker.communicate()

    second = _Machine(new_archive(), repository)
    assert f"{backup} is whole" in second.dateline("restore", "--check", backup)
    restored = second.dateline("restore", backup)
    assert restored.partition(";")[0] == made.partition(";")[0]
    then = second.held()
    assert 5 <= then["reports"] < PAGES
    assert then["bad_hashes"] == then["loose_ends"] == []
    assert then["accounts"] == ["nadia@example.org"]
    assert "is not empty" in second.refused("restore", backup)

    second.dateline("worker", "--until-empty")
    after = second.held()
    assert (after["reports"], after["doubled"], after["states"]) == (PAGES, 0, {"linked": PAGES})
    assert set(after["arrivals"]) == {"read", "known"}
    assert sum(after["arrivals"].values()) == PAGES * COPIES
    assert after["bad_hashes"] == after["loose_ends"] == []

    # What was restored is as good as the first: it is backed up and restored in the same way.
    again, third = tmp_path / "again.tar", _Machine(new_archive(), repository)
    second.dateline("backup", again)
    third.dateline("restore", again)
    assert third.held() == after


def _until(true: Callable[[], object]) -> None:
    until = time.monotonic() + _LONG
    while not true():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)
