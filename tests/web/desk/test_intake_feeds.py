"""Feeds at the desk: a dry look, following, pausing, looking now and dropping."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from dateline.domain.errors import NoConnection, NotOurTurn
from dateline.web.archive.ingest import take_url
from dateline.web.archive.models import Arrival, Change, Feed, FeedKind, Host, Source
from dateline.web.archive.polling import look_at
from dateline.web.archive.tasks_world import World, in_world
from dateline.web.rights import Role
from tests.web.desk.intake_world import mill, web, work
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from django.test.client import Client, _MonkeyPatchedWSGIResponse
    from pytest_django import DjangoAssertNumQueries

    from dateline.adapters.answering import Answer, Unchanged, Validators
    from tests.web.accounts import SignedIn
    from tests.web.ingest.worlds import Web

__all__ = ["mill", "web", "work"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mill")]

HOME = "https://mill.example"
FEED = f"{HOME}/feed"
RSS = f"""<rss version="2.0"><channel><title>Mill</title>
<item><title>No. 1</title><link>{HOME}/1</link></item>
<item><title>No. 2</title><link>{HOME}/2</link></item></channel></rss>""".encode()
SITEMAP = f"<urlset><url><loc>{HOME}/1</loc></url></urlset>".encode()
LIST = f"{HOME}/1\n{HOME}/2\n".encode()


@pytest.fixture
def feed() -> Feed:
    """A feed that is followed."""
    return Feed.objects.create(source=Source.objects.create(name="The Mill"), url=FEED)


def _settle(client: Client, feed: Feed, what: str) -> _MonkeyPatchedWSGIResponse:
    return client.post(f"/desk/feeds/{feed.pk}/settle/", {"what": what}, follow=True)


def test_feeds_are_seen_by_the_desk_and_changed_by_editors(signed_in: SignedIn, feed: Feed) -> None:
    analyst, _ = signed_in(Role.ANALYST)
    told = analyst.get("/desk/feeds/").content.decode()
    assert "The Mill" in told
    assert "Follow another" not in told
    assert "/settle/" not in told
    for path in ("look/", "follow/", f"{feed.pk}/settle/", f"{feed.pk}/"):
        assert analyst.post(f"/desk/feeds/{path}", {"url": FEED, "every": 60}).status_code == 403
    contributor, _ = signed_in(Role.CONTRIBUTOR)
    assert contributor.get("/desk/feeds/").status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "number"), [(RSS, "rss", 2), (SITEMAP, "sitemap", 1), (LIST, "list", 2)]
)
def test_a_dry_look_tells_what_would_come_and_takes_nothing_in(
    signed_in: SignedIn, web: Web, body: bytes, kind: str, number: int
) -> None:
    client, _ = signed_in(Role.EDITOR)
    web.pages[FEED] = body
    take_url(f"{HOME}/1")
    answer = client.post("/desk/feeds/look/", {"url": FEED, "every": 60, "source": ""})
    preview = answer.context["preview"]
    assert (preview.kind, len(preview.entries), preview.fresh) == (FeedKind(kind), number, number - 1)
    assert "mill.example/1" in answer.content.decode()
    assert not Feed.objects.exists()
    assert Arrival.objects.count() == 1


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NoConnection(FEED, "Later."), "The site takes no connection"),
        (
            NotOurTurn("mill.example", "It is our turn in 30 seconds.", wait=30),
            "It is our turn in 30 seconds.",
        ),
        (page(1), "The feed cannot be read"),
    ],
)
def test_a_dry_look_that_fails_says_why_beside_the_address(
    signed_in: SignedIn, web: Web, error: Exception | bytes, says: str
) -> None:
    client, _ = signed_in(Role.EDITOR)
    web.pages[FEED] = error
    answer = client.post("/desk/feeds/look/", {"url": FEED, "every": 60})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert answer.context["form"].errors["url"]


def test_a_feed_is_followed_once_with_whose_it_is_and_how_often(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.EDITOR)
    form = {"url": FEED, "every": "30", "source": "The Mill", "kind": "sitemap"}
    answer = client.post("/desk/feeds/follow/", form)
    feed = Feed.objects.get()
    assert answer.headers["Location"] == f"/desk/feeds/{feed.pk}/"
    assert (str(feed.source), feed.interval, feed.kind) == ("The Mill", 30, FeedKind.SITEMAP)
    change = Change.objects.get(verb="followed")
    assert (change.by, (change.after or {})["url"]) == (user, FEED)
    again = client.post("/desk/feeds/follow/", form, follow=True)
    assert "It is followed already." in again.content.decode()
    assert Feed.objects.count() == 1


def test_a_paused_feed_is_not_looked_at_until_it_is_taken_up_again(
    signed_in: SignedIn, web: Web, feed: Feed
) -> None:
    client, user = signed_in(Role.EDITOR)
    web.pages[FEED] = RSS
    Feed.objects.update(failures=3, last_error="It failed.", next_poll=timezone.now() + timedelta(days=1))
    _settle(client, feed, "pause")
    assert look_at(feed.pk) == 0
    assert "paused" in client.get("/desk/feeds/").content.decode()
    assert "take it up again first" in _settle(client, feed, "look").content.decode()
    _settle(client, feed, "resume")
    feed.refresh_from_db()
    assert (feed.failures, feed.last_error, feed.next_poll <= timezone.now()) == (0, "", True)
    assert look_at(feed.pk) == 2
    assert [one.verb for one in Change.objects.of(feed).filter(by=user)] == ["took up again", "paused"]
    told = client.get("/desk/changes/?kind=feed").context["lines"]
    assert [(one.label, one.before, one.after) for line in told for one in line.details] == [
        ("looked at", "no", "yes"),
        ("looked at", "yes", "no"),
    ]


def test_a_feed_is_looked_at_as_soon_as_a_worker_is_free(signed_in: SignedIn, feed: Feed) -> None:
    client, _ = signed_in(Role.EDITOR)
    Feed.objects.update(next_poll=timezone.now() + timedelta(days=1))
    _settle(client, feed, "look")
    assert feed in Feed.objects.due()
    assert Change.objects.of(feed).get().verb == "asked for a look"


def test_a_dropped_feed_leaves_what_it_brought(signed_in: SignedIn, web: Web, feed: Feed) -> None:
    client, _ = signed_in(Role.EDITOR)
    web.pages[FEED] = RSS
    look_at(feed.pk)
    assert "It is followed no more." in _settle(client, feed, "drop").content.decode()
    assert not Feed.objects.exists()
    assert Arrival.objects.count() == 2
    assert (Change.objects.get(verb="dropped").before or {})["url"] == FEED


def test_how_often_a_feed_is_looked_at_is_changed(signed_in: SignedIn, feed: Feed) -> None:
    client, _ = signed_in(Role.EDITOR)
    client.post(f"/desk/feeds/{feed.pk}/", {"every": "180"})
    feed.refresh_from_db()
    assert feed.interval == 180
    assert (Change.objects.of(feed).get().before or {})["every"] == 60
    client.post(f"/desk/feeds/{feed.pk}/", {"every": "180"})
    assert Change.objects.of(feed).count() == 1
    assert client.post(f"/desk/feeds/{feed.pk}/", {"every": "7"}).status_code == 200
    feed.refresh_from_db()
    assert feed.interval == 180


def test_a_feed_that_fails_stands_first_with_its_reason_and_what_its_host_asks(
    signed_in: SignedIn, web: Web, feed: Feed
) -> None:
    client, _ = signed_in(Role.ANALYST)
    Feed.objects.create(source=Source.objects.create(name="A Mill"), url="https://a.example/feed")
    web.pages[FEED] = NoConnection(FEED, "Later.")
    look_at(feed.pk)
    Host.objects.create(name="mill.example", closed_until=timezone.now() + timedelta(hours=1))
    answer = client.get("/desk/feeds/")
    assert answer.context["rows"][0].feed == feed
    told = answer.content.decode()
    assert "failed once" in told
    assert "The site takes no connection" in told
    assert "mill.example asks to be left alone until" in told
    assert (
        "mill.example asks to be left alone until" in client.get(f"/desk/feeds/{feed.pk}/").content.decode()
    )


@pytest.mark.parametrize("deed", ["pause", "drop"])
def test_what_is_done_to_a_feed_while_it_is_looked_at_holds(web: Web, feed: Feed, deed: str) -> None:
    def ask(url: str, known: Validators | None = None) -> Answer | Unchanged:
        if deed == "drop":
            Feed.objects.filter(pk=feed.pk).delete()
        else:
            Feed.objects.filter(pk=feed.pk).update(enabled=False)
        return web(url, known)

    web.pages[FEED] = RSS
    with in_world(World(fetcher=lambda: ask)):
        assert look_at(feed.pk) == 0
    assert not Feed.objects.filter(enabled=True).exists()
    assert not Arrival.objects.exists()


def test_many_feeds_cost_no_more_than_few(
    signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, _ = signed_in(Role.EDITOR)
    for number in range(40):
        source = Source.objects.create(name=f"Mill {number}")
        Feed.objects.create(source=source, url=f"https://m{number}.example/feed")
        Host.objects.create(name=f"m{number}.example", closed_until=timezone.now() + timedelta(hours=1))
    with django_assert_max_num_queries(8):
        assert len(client.get("/desk/feeds/").context["rows"]) == 40
