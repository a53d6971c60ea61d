"""Feeds that are followed: looked at when due, politely, and every page that they name taken in once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.domain.errors import AnsweredWithError, ComeBackLater, NoConnection, NotOurTurn
from dateline.web.archive.ingest import take_url
from dateline.web.archive.ingest_reading import read_arrival
from dateline.web.archive.models import Arrival, Feed, Source
from dateline.web.archive.polling import enqueue_due_looks, look_at
from tests.web.ingest.worlds import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]

HOME = "https://mill.example"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.ingest.worlds import Web


@pytest.fixture
def feed() -> Feed:
    """The Mill's feed, which is due."""
    source = Source.objects.create(name="The Mill")
    return Feed.objects.create(
        source=source, url=f"{HOME}/feed", interval=60, next_poll=NOW - timedelta(minutes=1)
    )


def _rss(*names: str, ttl: int | None = None) -> bytes:
    items = "".join(f"<item><title>No. {name}</title><link>{HOME}/{name}</link></item>" for name in names)
    every = f"<ttl>{ttl}</ttl>" if ttl else ""
    return f"<rss version='2.0'><channel><title>Mill</title>{every}{items}</channel></rss>".encode()


def _atom(name: str, changed: datetime) -> bytes:
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>No. 1</title><link href='{HOME}/{name}'/>"
        f"<updated>{changed.isoformat()}</updated></entry></feed>"
    ).encode()


def _looks() -> int:
    return DBTaskResult.objects.filter(task_path__endswith="look_at_feed").count()


def test_a_feed_that_is_due_is_looked_at_once_however_many_workers_ask(feed: Feed) -> None:
    assert [enqueue_due_looks(now=NOW), enqueue_due_looks(now=NOW)] == [1, 0]
    assert _looks() == 1
    feed.refresh_from_db()
    assert feed.next_poll > NOW


@pytest.mark.usefixtures("feed")
def test_a_look_that_never_ended_is_due_again() -> None:
    enqueue_due_looks(now=NOW)
    assert enqueue_due_looks(now=NOW + timedelta(hours=2)) == 1


def test_a_feed_that_is_switched_off_or_not_due_is_left(feed: Feed) -> None:
    Feed.objects.update(enabled=False)
    assert enqueue_due_looks(now=NOW) == 0
    Feed.objects.update(enabled=True, next_poll=NOW + timedelta(seconds=1))
    assert enqueue_due_looks(now=NOW) == 0
    Feed.objects.update(enabled=False)
    assert look_at(feed.pk) == 0


def test_every_page_that_a_feed_names_is_taken_in_once(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = _rss("1", "2", "2")
    assert look_at(feed.pk, now=NOW) == 2
    web.pages[feed.url] = _rss("3", "2", "1")
    assert look_at(feed.pk, now=NOW) == 1
    assert set(Arrival.objects.values_list("key", flat=True)) == {f"{HOME}/{number}" for number in (1, 2, 3)}
    assert DBTaskResult.objects.filter(task_path__endswith="read_arrival").count() == 3
    arrival = Arrival.objects.first()
    assert arrival is not None
    assert arrival.feed == feed
    assert arrival.title.startswith("No. ")


def test_a_page_that_was_refused_is_not_fetched_at_every_look(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = _rss("nothing")
    look_at(feed.pk, now=NOW)
    read_arrival(str(Arrival.objects.get().pk), then=lambda _: None)
    web.pages[feed.url] = _rss("nothing", "else")
    assert look_at(feed.pk, now=NOW) == 1


def test_a_page_that_moved_is_not_fetched_at_every_look(feed: Feed, web: Web) -> None:
    web.pages |= {feed.url: _rss("short"), f"{HOME}/long": page(1)}
    web.moved[f"{HOME}/short"] = f"{HOME}/long"
    look_at(feed.pk, now=NOW)
    read_arrival(str(Arrival.objects.get().pk), then=lambda _: None)
    web.pages[feed.url] = _rss("short", "long")
    assert look_at(feed.pk, now=NOW) == 0


def test_a_page_that_a_person_brought_is_not_taken_in_again(feed: Feed, web: Web) -> None:
    take_url(f"{HOME}/1?utm_source=mail")
    web.pages[feed.url] = _rss("1")
    assert look_at(feed.pk, now=NOW) == 0


def test_a_page_that_is_said_to_have_changed_is_looked_at_again(feed: Feed, web: Web) -> None:
    web.pages |= {f"{HOME}/1": page(1), feed.url: _atom("1", timezone.now() - timedelta(days=1))}
    look_at(feed.pk)
    read_arrival(str(Arrival.objects.get().pk), then=lambda _: None)
    web.pages[feed.url] = _atom("1", timezone.now() - timedelta(hours=1))
    assert look_at(feed.pk) == 0, "before we read it"
    web.pages[feed.url] = _atom("1", timezone.now() + timedelta(minutes=1))
    assert look_at(feed.pk) == 1
    web.pages[feed.url] = _atom("1", timezone.now() + timedelta(minutes=2))
    assert look_at(feed.pk) == 0, "while it waits to be read"


def test_a_feed_that_has_not_changed_costs_one_short_answer(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = _rss("1")
    look_at(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert feed.etag
    assert look_at(feed.pk, now=NOW) == 0
    assert web.spared == 1


@pytest.mark.parametrize(("ttl", "hours"), [(None, 1), (180, 3), (5, 1)])
def test_a_feed_is_looked_at_at_its_own_pace_and_no_faster_than_it_asks(
    feed: Feed, web: Web, ttl: int | None, hours: int
) -> None:
    web.pages[feed.url] = _rss("1", ttl=ttl)
    look_at(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert abs(feed.next_poll - NOW - timedelta(hours=hours)) <= timedelta(hours=hours) * 0.06
    assert (feed.failures, feed.last_error, feed.polled_at) == (0, "", NOW)


def test_a_feed_that_fails_is_looked_at_less_and_less_and_well_again_as_before(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = NoConnection(feed.url, "Later.")
    waits = []
    for _ in range(3):
        look_at(feed.pk, now=NOW)
        feed.refresh_from_db()
        waits.append(round((feed.next_poll - NOW) / timedelta(hours=1)))
    assert waits == [2, 4, 8]
    assert feed.failures == 3
    assert "takes no connection" in feed.last_error
    web.pages[feed.url] = _rss("1")
    look_at(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_error) == (0, "")


def test_a_feed_that_asks_for_peace_gets_it(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = ComeBackLater("503", "Later.", status=503, wait=86_400 * 2.0)
    look_at(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert feed.next_poll == NOW + timedelta(days=2)


def test_a_feed_that_is_gone_for_good_is_switched_off_and_says_so(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = AnsweredWithError("410 from it", "Check the address.", status=410)
    look_at(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert not feed.enabled
    assert "410" in feed.last_error


def test_a_feed_whose_host_is_busy_is_looked_at_in_its_turn(feed: Feed, web: Web) -> None:
    web.pages[feed.url] = NotOurTurn("mill.example", "Wait.", wait=5)
    with pytest.raises(NotOurTurn):
        look_at(feed.pk, now=NOW)
    feed.refresh_from_db()
    assert feed.failures == 0


def test_of_an_index_what_could_not_be_read_is_told_and_not_taken_for_seen(feed: Feed, web: Web) -> None:
    web.pages |= {
        feed.url: f"<sitemapindex><sitemap><loc>{HOME}/a.xml</loc></sitemap><sitemap><loc>{HOME}/b.xml</loc>"
        "</sitemap></sitemapindex>".encode(),
        f"{HOME}/a.xml": f"<urlset><url><loc>{HOME}/1</loc></url></urlset>".encode(),
    }
    assert look_at(feed.pk, now=NOW) == 1
    feed.refresh_from_db()
    assert "b.xml" in feed.last_error
    assert (feed.polled_at, feed.etag) == (None, "")


def test_a_feed_of_a_thousand_known_pages_is_looked_at_in_few_queries(
    feed: Feed, web: Web, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    names = [str(number) for number in range(1000)]
    web.pages[feed.url] = _rss(*names)
    for name in names:
        Arrival.objects.create(key=f"{HOME}/{name}", url=f"{HOME}/{name}", state="read", done_at=NOW)
    with django_assert_max_num_queries(20):
        assert look_at(feed.pk, now=NOW) == 0
