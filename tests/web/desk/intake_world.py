"""What the tests of handing in share: a web of made-up pages, and a worker that does what waits."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django_tasks_db.management.commands import db_worker

from dateline.web.archive.tasks_worker import ArchiveWorker
from dateline.web.archive.tasks_world import World, in_world
from tests.web.ingest.worlds import Web, scripted_engine, without_lookups

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def web() -> Web:
    """The pages that there are; a test adds its own."""
    return Web()


@pytest.fixture
def mill(web: Web) -> Iterator[World]:
    """A world in which the pages of the Mill are read and coded."""
    made = World(fetcher=lambda: web, engine=scripted_engine, lookups=without_lookups)
    with in_world(made):
        yield made


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Does all that waits, in the transaction of the test."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    return Work()


class Work:
    """A worker that is there while it is called."""

    def __call__(self) -> None:
        """Do all that is due."""
        ArchiveWorker(until_empty=True).run()


@contextmanager
def worker_beside() -> Iterator[None]:
    """A worker that is at work beside the site while the context lasts."""
    worker = ArchiveWorker()
    worker.interval = 0.05

    def run() -> None:
        try:
            worker.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, name="worker")
    thread.start()
    try:
        yield
    finally:
        worker.running = False
        thread.join(30)
