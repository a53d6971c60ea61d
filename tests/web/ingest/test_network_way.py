"""From a real site to linked reports: the fetcher, the pace over the database and the worker together."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.adapters.network import Fetcher
from dateline.web.archive.models import Arrival, ArrivalState, Feed, Host, Report
from dateline.web.archive.polling import follow
from dateline.web.archive.polling_pace import DatabasePace
from dateline.web.archive.tasks_worker import ArchiveWorker, see_to_chores
from dateline.web.archive.tasks_world import in_world
from tests.sites import serving
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler

    from dateline.web.archive.tasks_world import World
    from tests.sites import Site

pytestmark = [pytest.mark.django_db, pytest.mark.loopback, pytest.mark.usefixtures("here", "networked")]

LEAST = 0.2  # seconds between two pages


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def networked(here: World) -> Iterator[None]:
    """The network as workers have it, but for what it may reach and how long it waits."""
    pace = DatabasePace(least=LEAST)
    fetcher = Fetcher(allow_private=True, patience=3.0, deadline=10.0, pace=pace)
    with in_world(replace(here, fetcher=lambda: fetcher.ask)):
        yield


def _work() -> None:
    """Work until nothing waits, as workers do."""
    until = time.monotonic() + 60
    while DBTaskResult.objects.filter(status="READY").exists() and time.monotonic() < until:
        ArchiveWorker(until_empty=True).run()
        time.sleep(0.02)


def _feed(site: Site, *numbers: int) -> bytes:
    items = "".join(f"<item><link>{site.url(f'/{number}')}</link></item>" for number in numbers)
    return f"<rss version='2.0'><channel><title>The Mill</title>{items}</channel></rss>".encode()


def _time(site: Site, path: str, asked: dict[str, float]) -> None:
    """Have it noted when the page at `path` is asked for."""
    answer = site.answers[path]

    def noted(handler: BaseHTTPRequestHandler) -> None:
        asked.setdefault(path, time.monotonic())
        answer(handler)

    site.answers[path] = noted


def test_a_feed_is_followed_politely_to_its_reports(site: Site) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /3\n")
    site.keeps("/feed", _feed(site, 1, 2, 3), etag='"f1"', Content_Type="application/rss+xml")
    asked: dict[str, float] = {}
    for number in (1, 2, 3):
        site.gives(f"/{number}", page(number))
        _time(site, f"/{number}", asked)
    follow(site.url("/feed"))
    see_to_chores()
    _work()
    assert Report.objects.filter(state="linked").count() == 2
    assert "/3" not in asked
    refused = Arrival.objects.get(state=ArrivalState.REFUSED)
    assert "robots.txt does not allow" in refused.error
    assert asked["/2"] - asked["/1"] >= LEAST * 0.95 or asked["/1"] - asked["/2"] >= LEAST * 0.95
    assert site.asked.count("/robots.txt") == 1

    Feed.objects.update(next_poll=timezone.now())
    see_to_chores()
    _work()
    assert site.asked.count("/feed") == 2
    assert site.headers[-1]["If-None-Match"] == '"f1"'
    assert Arrival.objects.count() == 3


def test_a_site_that_has_had_enough_is_not_asked_by_any_worker(site: Site) -> None:
    site.gives("/feed", "", 503, Retry_After="3600")
    follow(site.url("/feed"))
    see_to_chores()
    _work()
    feed = Feed.objects.get()
    assert feed.failures == 1
    host = Host.objects.get()
    assert host.closed_until is not None
    assert 3500 < (host.closed_until - timezone.now()).total_seconds() <= 3600
    Feed.objects.update(next_poll=timezone.now())
    see_to_chores()
    ArchiveWorker(until_empty=True).run()
    assert site.asked.count("/feed") == 1
    put_off = DBTaskResult.objects.get(status="READY")
    assert (put_off.run_after - timezone.now()).total_seconds() > 3400
