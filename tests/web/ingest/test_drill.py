"""The drill: workers are killed twenty times at random, and nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.web.ingest.drill import COPIES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import NewArchive

PAGES, KILLS = 40, 20


@pytest.mark.slow
@pytest.mark.loopback
@pytest.mark.timeout(600)
def test_nothing_is_lost_or_doubled_when_workers_are_killed_at_random(
    new_archive: NewArchive, repository: Path
) -> None:
    seed = int(os.environ.get("DRILL_SEED") or random.randrange(10_000))
    run = subprocess.run(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-m", "tests.web.ingest.drill", str(PAGES), str(KILLS), str(seed)],
        env={
            **new_archive(),
            "DATELINE_WORLD": "tests.web.ingest.drill.world_of_pages",
            "DJANGO_SETTINGS_MODULE": "dateline.web.site.settings",
        },
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        timeout=590,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    about = f"DRILL_SEED={seed}: {found}"
    assert found["killed"] == KILLS, about
    assert (found["reports"], found["doubled"]) == (PAGES, 0), about
    assert found["states"] == {"linked": PAGES}, about
    assert (found["codings"], found["events"], found["accounts"]) == (PAGES, PAGES, PAGES), about
    assert sum(found["arrivals"].values()) == PAGES * COPIES, about
    assert set(found["arrivals"]) <= {"read", "known"}, about
    assert set(found["tasks"]) == {"SUCCESSFUL"}, about
