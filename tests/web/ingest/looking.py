"""What lies in an archive, as another process sees it. A program of its own; what it finds is JSON.

python -m tests.web.ingest.looking
"""

# ruff: noqa: PLC0415 -- Django has to be set up before what needs it

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


def look_at(environment: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """What lies in the archive that an environment leads to, asked by a process that starts in `folder`."""
    looked = subprocess.run(
        [sys.executable, "-m", "tests.web.ingest.looking"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "dateline.web.site.settings"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert looked.returncode == 0, looked.stderr
    found: dict[str, Any] = json.loads(looked.stdout)
    return found


def _found() -> dict[str, object]:
    from django_tasks_db.models import DBTaskResult

    from dateline.web.archive.models import Account, Arrival, Event, Incident, Report
    from dateline.web.site.accounts.models import User

    texts = Counter(Report.objects.values_list("text", flat=True))
    return {
        "reports": Report.objects.count(),
        "doubled": sum(count - 1 for count in texts.values()),
        "states": dict(Counter(Report.objects.values_list("state", flat=True))),
        "arrivals": dict(Counter(Arrival.objects.values_list("state", flat=True))),
        "tasks": dict(Counter(DBTaskResult.objects.values_list("status", flat=True))),
        "events": Event.objects.count(),
        "incidents": Incident.objects.filter(gone_at=None).count(),
        "linked": Account.objects.exclude(incident=None).count(),
        "accounts": sorted(User.objects.values_list("email", flat=True)),
        "texts": _digest(texts),
        "bad_hashes": list(_bad_hashes()),
        "loose_ends": list(_loose_ends()),
    }


def _digest(words: Counter[str]) -> str:
    return hashlib.sha256("\0".join(sorted(words)).encode()).hexdigest()


def _bad_hashes() -> Iterator[str]:
    """The pages and codings that are not what their hashes say."""
    from dateline.web.archive.models import Coding, Page
    from dateline.web.archive.packing import unpack

    rows: list[Any] = [*Page.objects.all(), *Coding.objects.all()]
    for row in rows:
        if hashlib.sha256(unpack(row.body)).hexdigest() != row.sha256:
            yield str(row.pk)


def _loose_ends() -> Iterator[str]:
    """The rows that name one that is not there; PostgreSQL itself keeps none."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_key_check")
            yield from (f"{table} {row}" for table, row, *_ in cursor.fetchall())


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(_found()))
