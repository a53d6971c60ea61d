"""Asking a site politely: for no more than has changed, in our turn, and not when it has had enough."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dateline.adapters.answering import Answer, Unchanged, Validators, seconds_to_wait
from dateline.adapters.network import Fetcher
from dateline.adapters.robots import Rules
from dateline.domain.errors import AnsweredWithError, ComeBackLater, NotOurTurn, RobotsForbid, RobotsUnread
from tests.sites import PAGE, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sites import Site


class Turns:
    """Keeps the contract of dateline.adapters.answering.Pace: gives every turn or none, and notes it."""

    def __init__(self, *, refuse: bool = False) -> None:
        self.refuse = refuse
        self.taken: list[tuple[str, float | None]] = []
        self.left: list[tuple[str, float | None]] = []

    def turn(self, host: str, delay: float | None) -> float:
        """Give the turn, at once."""
        self.taken.append((host, delay))
        if self.refuse:
            raise NotOurTurn(host, "Wait.", wait=7.0)
        return 0.0

    def leave_alone(self, host: str, wait: float | None) -> None:
        """Note that the host has had enough."""
        self.left.append((host, wait))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def _near(pace: Turns | None = None) -> Fetcher:
    return Fetcher(allow_private=True, patience=2.0, deadline=8.0, pace=pace)


@pytest.mark.loopback
def test_an_answer_tells_what_the_site_said_of_the_page(site: Site) -> None:
    site.gives(
        "/page",
        ETag='"v1"',
        Last_Modified="Fri, 23 Nov 2018 10:00:00 GMT",
        Content_Type="Text/HTML; charset=x",
    )
    answer = _near().ask(site.url())
    assert isinstance(answer, Answer)
    assert (answer.status, answer.body.decode(), answer.media_type) == (200, PAGE, "text/html")
    assert answer.validators == Validators(etag='"v1"', last_modified="Fri, 23 Nov 2018 10:00:00 GMT")
    assert answer.fetched.url == site.url()


@pytest.mark.loopback
def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    site.keeps("/page", etag='"v1"')
    fetcher = _near()
    first = fetcher.ask(site.url())
    assert isinstance(first, Answer)
    assert isinstance(fetcher.ask(site.url(), first.validators), Unchanged)
    site.keeps("/page", etag='"v2"')
    assert isinstance(fetcher.ask(site.url(), first.validators), Answer)


@pytest.mark.loopback
def test_a_site_that_says_not_modified_to_who_knows_nothing_gives_no_page(site: Site) -> None:
    site.gives("/page", b"", 304)
    with pytest.raises(AnsweredWithError, match="304"):
        _near().ask(site.url())
    with pytest.raises(AnsweredWithError, match="304"):
        _near()(site.url())


def test_what_a_site_said_goes_back_to_it_only_where_it_is_one_line_of_plain_signs() -> None:
    assert Validators(etag='"a"', last_modified="x\r\nEvil: 1").headers == {"If-None-Match": '"a"'}
    assert Validators(etag='"é"', last_modified="").headers == {}


@pytest.mark.loopback
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("said", "wait"), [("120", 120.0), ("soon", None), ("", None)])
def test_a_site_that_asks_to_be_left_alone_is_left_alone(
    site: Site, status: int, said: str, wait: float | None
) -> None:
    site.gives("/page", "busy", status, Retry_After=said)
    pace = Turns()
    with pytest.raises(ComeBackLater) as raised:
        _near(pace).ask(site.url())
    assert (raised.value.status, raised.value.wait) == (status, wait or 0.0)
    assert pace.left == [("127.0.0.1", wait)]


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("0", 0.0),
        ("3600", 3600.0),
        ("Fri, 23 Nov 2018 10:01:30 GMT", 90.0),
        ("Fri, 23 Nov 2018 09:00:00 GMT", 0.0),
        ("Fri, 23 Nov 2018 10:00:30", 30.0),
        ("-5", None),
        ("1e9", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_day_and_time(said: str, wait: float | None) -> None:
    now = datetime(2018, 11, 23, 10, 0, tzinfo=UTC)
    assert seconds_to_wait((("Retry-After", said),), now=now) == wait


@pytest.mark.loopback
def test_the_turn_at_a_host_is_asked_for_with_the_delay_of_its_robots_txt(site: Site) -> None:
    site.gives("/robots.txt", "User-agent: *\nCrawl-delay: 4\n")
    site.gives("/page")
    pace = Turns()
    _near(pace).ask(site.url())
    assert pace.taken == [("127.0.0.1", 4.0)]


@pytest.mark.loopback
def test_one_turn_is_enough_for_a_page_that_its_host_moves_about(site: Site) -> None:
    site.gives("/page", "", 301, Location="/new")
    site.gives("/new")
    pace = Turns()
    _near(pace).ask(site.url())
    assert [host for host, _ in pace.taken] == ["127.0.0.1"]


@pytest.mark.loopback
def test_a_page_is_not_asked_for_when_it_is_not_our_turn(site: Site) -> None:
    site.gives("/page")
    with pytest.raises(NotOurTurn) as raised:
        _near(Turns(refuse=True)).ask(site.url())
    assert raised.value.wait == 7.0
    assert "/page" not in site.asked


@pytest.mark.loopback
@pytest.mark.parametrize("status", [500, 503])
def test_robots_txt_that_cannot_be_read_forbids_for_a_while(site: Site, status: int) -> None:
    site.gives("/robots.txt", "", status)
    site.gives("/page")
    with pytest.raises(RobotsUnread, match=r"robots\.txt"):
        _near().ask(site.url())
    assert "/page" not in site.asked


ROBOTS = """
User-agent: Dateline
Disallow: /private
Crawl-delay: 2.5
Request-rate: 1/10

User-agent: *
Disallow: /
"""


def test_rules_that_name_us_hold_for_us_alone() -> None:
    rules = Rules.parse(ROBOTS, "Dateline")
    rules.check("https://mill.example/page", "https://mill.example")
    with pytest.raises(RobotsForbid):
        rules.check("https://mill.example/private/page", "https://mill.example")
    with pytest.raises(RobotsForbid):
        Rules.parse(ROBOTS, "Other").check("https://mill.example/page", "https://mill.example")


def test_of_crawl_delay_and_request_rate_the_slower_holds() -> None:
    assert Rules.parse(ROBOTS, "Dateline").delay == 10.0
    assert Rules.parse("User-agent: *\nCrawl-delay: 3", "Dateline").delay == 3.0
    assert Rules.parse("User-agent: *\nCrawl-delay: soon", "Dateline").delay is None
    assert Rules.parse("", "Dateline").delay is None


def test_rules_are_believed_for_a_day_and_want_of_them_for_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    read, unread = Rules.parse("", "Dateline"), Rules.parse(None, "Dateline")
    assert not read.stale
    assert not unread.stale
    monkeypatch.setattr("dateline.adapters.robots.time.monotonic", lambda: read.read_at + 3600)
    assert (read.stale, unread.stale) == (False, True)
    monkeypatch.setattr("dateline.adapters.robots.time.monotonic", lambda: read.read_at + 90_000)
    assert read.stale


def test_what_an_error_says_of_waiting_outlives_a_journey_between_processes() -> None:
    error = pickle.loads(pickle.dumps(ComeBackLater("503 from x", "Later.", status=503, wait=9.0)))  # noqa: S301
    assert (error.status, error.wait, str(error)) == (
        503, 9.0, "The site asks to be left alone for a while: 503 from x. Later.",
    )  # fmt: skip
