"""The drill: workers on one archive that are killed at random. A program of its own, run by test_drill.

    python -m tests.web.ingest.drill PAGES KILLS SEED

Workers are forked, so that each is there at once, and killed by SIGKILL, so that none can say good-bye. What
is in the archive afterwards is printed as JSON.
"""

# ruff: noqa: PLC0415 -- Django has to be set up before what needs it

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, NoReturn

import django

if TYPE_CHECKING:
    from dateline.adapters.answering import Answer, Unchanged, Validators
    from tests.web.ingest.worlds import Web

COPIES = 3  # of each page, by other addresses


def world_of_pages(longest: float = 0.01) -> object:
    """A world in which the Mill's pages are there, by any address, and take a moment, at the `longest`."""
    from dateline.web.archive.tasks_world import World
    from tests.web.ingest.worlds import scripted_engine, without_lookups

    return World(fetcher=lambda: _pages(longest), engine=scripted_engine, lookups=without_lookups)


def world_of_slow_pages() -> object:
    """The same with pages that take their time, so that a worker is at work for a while."""
    return world_of_pages(0.3)


def _pages(longest: float) -> Web:
    from tests.web.ingest.worlds import Web, page

    class Endless(Web):
        """Any number of pages; the first of them have changed when they are asked for again."""

        def __call__(self, url: str, known: Validators | None = None) -> Answer | Unchanged:
            number = int(url.partition("?")[0].rpartition("/")[2])
            killed = 7 if known and known.etag and number % 5 == 0 else 2
            self.pages[url] = page(number, town=f"Sarr {number}", killed=killed)
            self.moved[url] = f"https://mill.example/{number}"
            self.pages[self.moved[url]] = self.pages[url]
            time.sleep(random.random() * longest)
            return super().__call__(url, known)

    return Endless()


def _fill(pages: int) -> None:
    from dateline.web.archive.ingest import take_url

    for number in range(pages):
        for copy in range(COPIES):
            take_url(f"https://mill.example/{number}?id={copy}")


def _fork_worker() -> int:
    """Start a worker; its process id."""
    pid = os.fork()
    if pid == 0:
        _work()
    return pid


def _work() -> NoReturn:
    from dateline.web.archive.tasks_worker import ArchiveWorker

    try:
        ArchiveWorker(until_empty=True).run()
    except BaseException as error:  # noqa: BLE001 (a child must not go on as its parent)
        sys.stderr.write(f"worker: {error!r}\n")
        os._exit(1)
    os._exit(0)


def _drill(kills: int, draw: random.Random) -> int:
    """Kill workers at random, two at work at a time; how many were killed while they were at work."""
    killed = 0
    workers = [_fork_worker(), _fork_worker()]
    while killed < kills:
        time.sleep(draw.uniform(0.01, 0.12))
        victim = workers.pop(draw.randrange(2))
        os.kill(victim, signal.SIGKILL)
        _, status = os.waitpid(victim, 0)
        if not os.WIFSIGNALED(status):
            break  # nothing was left to do
        killed += 1
        workers.append(_fork_worker())
    for worker in workers:
        os.waitpid(worker, 0)
    return killed


def _see_through() -> None:
    """Do what is left, whatever it waits for."""
    from django.db import connections
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from dateline.web.archive.leases import put_back_lost

    for _ in range(20):
        put_back_lost()
        waiting = DBTaskResult.objects.exclude(status__in=("SUCCESSFUL", "FAILED"))
        if not waiting.exists():
            return
        waiting.filter(status="READY").update(run_after=timezone.now())
        connections.close_all()
        os.waitpid(_fork_worker(), 0)


def _found(killed: int) -> dict[str, object]:
    from django.db.models import Count
    from django_tasks_db.models import DBTaskResult

    from dateline.web.archive.models import Account, Arrival, Coding, Event, Incident, Report

    texts = Counter(Report.objects.values_list("text", flat=True))
    tasks = DBTaskResult.objects.values_list("status").annotate(Count("id"))
    deaths = [row.traceback for row in DBTaskResult.objects.failed()]
    return {
        "killed": killed,
        "reports": Report.objects.count(),
        "doubled": sum(count - 1 for count in texts.values()),
        "states": dict(Counter(Report.objects.values_list("state", flat=True))),
        "arrivals": dict(Counter(Arrival.objects.values_list("state", flat=True))),
        "codings": Coding.objects.filter(current=True).count(),
        "events": Event.objects.count(),
        "incidents": Incident.objects.filter(accounts__isnull=False).distinct().count(),
        "accounts": Account.objects.count(),
        "tasks": dict(tasks),
        "failed": deaths[:3],
    }


def main() -> None:
    """Run the drill."""
    pages, kills, seed = map(int, sys.argv[1:4])
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0, interactive=False)
    _fill(pages)
    import trafilatura  # noqa: F401 (by the parent, once, and not by each worker)

    from dateline.web.archive import ingest_coding, ingest_reading, tasks_worker  # noqa: F401

    connections.close_all()  # no worker may inherit a connection
    killed = _drill(kills, random.Random(seed))
    _see_through()
    sys.stdout.write(json.dumps(_found(killed)))


if __name__ == "__main__":
    main()
