"""At once: the same pages, brought by two in one moment and in different orders, are each taken in once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django_tasks_db.models import DBTaskResult

from dateline.web.archive.ingest import take_list
from dateline.web.archive.models import Arrival, Feed, Source
from dateline.web.archive.polling import look_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.ingest.worlds import Web

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("here")]

PAGES = [f"https://mill.example/{number}" for number in range(300)]


def _at_once(*doings: Callable[[], object]) -> None:
    def done(do: Callable[[], object]) -> None:
        try:
            do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        list(pool.map(done, doings))


def _readings() -> int:
    return DBTaskResult.objects.filter(task_path__endswith="read_arrival").count()


def test_two_lists_that_name_the_same_pages_the_other_way_round_do_not_hold_each_other_up() -> None:
    lists = ("\n".join(PAGES).encode(), "\n".join(reversed(PAGES)).encode())
    _at_once(*(lambda body=body: take_list(body, name="list.txt") for body in lists))
    assert Arrival.objects.count() == _readings() == len(PAGES)


def test_two_feeds_that_name_the_same_pages_the_other_way_round_do_not_hold_each_other_up(web: Web) -> None:
    source = Source.objects.create(name="The Mill")
    feeds = [Feed.objects.create(source=source, url=f"https://mill.example/feed{n}") for n in range(2)]
    for feed, pages in zip(feeds, (PAGES, PAGES[::-1]), strict=True):
        items = "".join(f"<item><link>{page}</link></item>" for page in pages)
        web.pages[feed.url] = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    _at_once(*(lambda feed=feed: look_at(feed.pk, now=now) for feed in feeds))
    assert Arrival.objects.count() == _readings() == len(PAGES)
