"""Looking at feeds: what one look takes in, what it leaves, and when the next one is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.adapters.answering import Answer, Unchanged, Validators
from dateline.adapters.feeds import look, until_next_look, until_next_try
from dateline.adapters.feeds.following import MOST_MAPS
from dateline.domain.errors import AnsweredWithError, FeedUnreadable, NotOurTurn

NOW = datetime(2018, 11, 23, 12, 0, tzinfo=UTC)
FEED = "https://mill.example/feed"


@dataclass
class Web:
    """Keeps the contract of dateline.adapters.feeds.following.Ask on what a test says is there."""

    pages: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[tuple[str, Validators | None]] = field(default_factory=list)
    etag: str | None = '"v1"'

    def __call__(self, url: str, known: Validators | None = None) -> Answer | Unchanged:
        """The page at `url`; unchanged for who knows its ETag."""
        self.asked.append((url, known))
        page = self.pages[url]
        if isinstance(page, Exception):
            raise page
        if known and known.etag and known.etag == self.etag:
            return Unchanged(url=url, at=NOW)
        headers = (("ETag", self.etag),) if self.etag else ()
        return Answer(url=url, status=200, body=page, charset=None, headers=headers, at=NOW)


def _rss(*days: int) -> bytes:
    items = "".join(
        f"<item><link>/{day}</link><pubDate>{day:02} Nov 2018 12:00:00 GMT</pubDate></item>" for day in days
    )
    return f"<rss version='2.0'><channel><title>Mill</title>{items}</channel></rss>".encode()


def _index(*maps: tuple[str, str]) -> bytes:
    inner = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url, day in maps)
    return f"<sitemapindex>{inner}</sitemapindex>".encode()


def _map(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def test_a_look_takes_the_newest_pages_first_and_says_how_many_it_left() -> None:
    seen = look(FEED, ask=Web({FEED: _rss(3, 5, 4, 5)}), most=2)
    assert [one.url for one in seen.entries] == ["https://mill.example/5", "https://mill.example/4"]
    assert seen.left_out == 1


def test_a_feed_without_days_keeps_its_order() -> None:
    items = b"<item><link>/b</link></item><item><link>/a</link></item>"
    feed = b"<rss version='2.0'><channel>" + items + b"</channel></rss>"
    assert [one.url for one in look(FEED, ask=Web({FEED: feed})).entries] == [
        "https://mill.example/b", "https://mill.example/a",
    ]  # fmt: skip


def test_a_feed_that_has_not_changed_is_not_read_again() -> None:
    web = Web({FEED: _rss(3)})
    first = look(FEED, ask=web)
    again = look(FEED, ask=web, known=first.known)
    assert (again.unchanged, again.entries, again.known) == (True, (), first.known)


def test_a_plain_list_on_the_web_is_a_feed_too() -> None:
    seen = look(FEED, ask=Web({FEED: b"https://mill.example/a\nhttps://mill.example/b\n"}))
    assert {one.url for one in seen.entries} == {"https://mill.example/a", "https://mill.example/b"}


def test_a_page_of_words_is_no_list() -> None:
    with pytest.raises(FeedUnreadable):
        look(FEED, ask=Web({FEED: b"Two shells fell\non Sarr\nhttps://mill.example/a\non Monday\n"}))


def test_of_an_index_the_sitemaps_are_read_that_changed_since_the_last_look() -> None:
    new, old = "https://mill.example/new.xml", "https://mill.example/old.xml"
    web = Web({FEED: _index((old, "2018-10-01"), (new, "2018-11-23")), new: _map("/n"), old: _map("/o")})
    seen = look(FEED, ask=web, since=NOW - timedelta(hours=1))
    assert [one.url for one in seen.entries] == ["https://mill.example/n"]
    assert web.asked[1] == (new, Validators(last_modified="Fri, 23 Nov 2018 11:00:00 GMT"))
    assert len(look(FEED, ask=web).entries) == 2


def test_an_index_of_indexes_is_read_and_one_that_names_itself_ends() -> None:
    inner, pages = "https://mill.example/inner.xml", "https://mill.example/pages.xml"
    web = Web({FEED: _index((inner, ""), (FEED, "")), inner: _index((pages, "")), pages: _map("/n")})
    seen = look(FEED, ask=web)
    assert [one.url for one in seen.entries] == ["https://mill.example/n"]
    assert len(web.asked) < 10


def test_a_map_that_fails_is_told_and_looked_at_again_the_next_time() -> None:
    good, bad, busy = (f"https://mill.example/{name}.xml" for name in ("good", "bad", "busy"))
    web = Web(
        {
            FEED: _index((good, ""), (bad, ""), (busy, "")),
            good: _map("/n"),
            bad: AnsweredWithError("500 from it", "Later.", status=500),
            busy: NotOurTurn("mill.example", "Wait.", wait=60),
        }
    )
    seen = look(FEED, ask=web)
    assert len(seen.entries) == 1
    assert len(seen.faults) == 2
    assert seen.known == Validators(), "or the index would be passed over as unchanged"


def test_no_more_sitemaps_are_read_than_one_look_may_and_it_says_so() -> None:
    maps = [f"https://mill.example/{number}.xml" for number in range(MOST_MAPS + 3)]
    web = Web({FEED: _index(*((url, "") for url in maps)), **{url: _map(f"{url}/n") for url in maps}})
    seen = look(FEED, ask=web)
    assert len(seen.entries) == MOST_MAPS
    assert seen.faults == (f"3 of {MOST_MAPS + 3} sitemaps are left out",)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("failures", "asked", "wait", "until"),
    [
        (0, None, None, HOUR),
        (0, 7200.0, None, 2 * HOUR),
        (0, 60.0, None, HOUR),
        (0, 10_000_000.0, None, 24 * HOUR),
        (1, None, None, 2 * HOUR),
        (3, None, None, 8 * HOUR),
        (50, None, None, 24 * HOUR),
        (0, None, 36_000.0, 10 * HOUR),
        (0, None, 1e12, timedelta(days=30)),
        (1, None, 60.0, 2 * HOUR),
    ],
)
def test_the_next_look_is_later_the_more_looks_failed_and_never_before_the_site_allows(
    failures: int, asked: float | None, wait: float | None, until: timedelta
) -> None:
    assert until_next_look(HOUR, failures=failures, asked=asked, wait=wait, chance=0.5) == until


@given(chance=st.floats(0, 1), failures=st.integers(0, 100), wait=st.floats(0, 100_000))
def test_chance_spreads_looks_by_a_tenth_and_never_into_a_wait(
    chance: float, failures: int, wait: float
) -> None:
    usual = until_next_look(HOUR, failures=failures, chance=0.5)
    drawn = until_next_look(HOUR, failures=failures, wait=wait, chance=chance)
    assert drawn >= timedelta(seconds=wait)
    assert drawn >= usual * 0.949
    assert drawn <= max(usual * 1.051, timedelta(seconds=wait))


def test_no_feed_is_looked_at_more_often_than_every_five_minutes() -> None:
    assert until_next_look(timedelta(seconds=1), chance=0.5) == timedelta(minutes=5)


def test_a_step_is_tried_again_later_each_time() -> None:
    waits = [until_next_try(tries, chance=0.5) for tries in (1, 2, 3, 4, 30)]
    assert waits == [
        timedelta(seconds=30),
        timedelta(minutes=1),
        timedelta(minutes=2),
        timedelta(minutes=4),
        timedelta(days=1),
    ]
    assert until_next_try(1, wait=3600) == timedelta(hours=1)
