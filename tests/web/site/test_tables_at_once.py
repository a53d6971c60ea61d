"""Processes that begin at once on a database that nobody has used."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.web.conftest import NewArchive

_BEGIN = """
from dateline.cli.serve import set_up_django
set_up_django()
from dateline.web.site.preparing import bring_tables_up_to_date
bring_tables_up_to_date()
"""


def test_tables_are_made_once_by_whoever_comes_first(new_archive: NewArchive) -> None:
    known = new_archive()
    begun = [
        subprocess.Popen([sys.executable, "-c", _BEGIN], env=known, stderr=subprocess.PIPE, text=True)  # noqa: S603
        for _ in range(3)
    ]
    told = [one.communicate(timeout=110)[1] for one in begun]
    assert [one.returncode for one in begun] == [0, 0, 0], told
