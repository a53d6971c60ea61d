"""Feeds: RSS, Atom and JSON Feed say the same, hold what their specifications must have, and lead on."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.utils import timezone

from dateline.web.archive.models import EventActor, Incident
from dateline.web.press.atlas import memory
from dateline.web.press.feeds import views
from dateline.web.press.models import Briefing, Correction, CorrectionKind
from tests.web.press.published import briefing, cite, incidents, revision, series, withdraw

if TYPE_CHECKING:
    from django.test import Client

    from dateline.web.press.models import Series
    from tests.web.accounts import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
_ATOM = "{http://www.w3.org/2005/Atom}"
_HOST = "http://testserver"


@pytest.fixture
def coast(person: Person) -> Series:
    """A series with two briefings; the newer has claims, a correction, and signs that XML does not know."""
    made = series()
    who = person()
    briefing(made, [], who, slug="2018-05-19", body="Nothing was told.\n")
    told = incidents(4)[:2]
    newer = briefing(made, told, who, body=(
        "The front was *calm* \x0b& quiet.\n\n"
        "Two died, one voice says.[^c1] Another <b>says</b> less.[^c2]\n\n"
        "- See [the series](/briefings/coast/).\n"
    ))  # fmt: skip
    now = timezone.now().replace(microsecond=0)  # feeds have whole seconds
    before, after = (
        newer.live,
        revision(newer, who, headline="Coast report: a town shelled", body=_body(newer)),
    )
    assert before
    Briefing.objects.filter(pk=newer.pk).update(published_at=now, revised_at=now + timedelta(hours=1))
    Correction.objects.create(
        briefing=newer, kind=CorrectionKind.CORRECTION, was="Two towns & more", now="One town <only>",
        before=before, after=after, by=who, published_at=now,
    )  # fmt: skip
    Briefing.objects.filter(slug="2018-05-19").update(published_at=now - timedelta(days=1))
    return made


def _body(of: Briefing) -> str:
    assert of.live
    return of.live.body


def _of(client: Client, path: str) -> Any:  # noqa: ANN401 -- feedparser's own kind of dictionary
    answer = client.get(path)
    assert answer.status_code == 200, path
    parsed = feedparser.parse(
        answer.content, response_headers={"content-type": answer.headers["Content-Type"]}
    )
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def _moment(parsed: Any) -> datetime:  # noqa: ANN401 -- nine numbers
    return datetime.fromtimestamp(timegm(parsed), tz=UTC)


# ── what is in them ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/feeds/briefings", "/feeds/series/coast"])
def test_the_three_forms_of_a_feed_say_the_same(client: Client, coast: Series, path: str) -> None:
    rows = list(Briefing.objects.order_by("-published_at"))
    assert [row.series_id for row in rows] == [coast.pk, coast.pk]
    answer = client.get(f"{path}.json").json()
    of_json = [(one["id"], one["url"], one["title"], one["content_html"]) for one in answer["items"]]
    assert [one[0] for one in of_json] == [f"urn:uuid:{row.pk}" for row in rows]
    assert of_json[0][1:3] == (f"{_HOST}/briefings/coast/2018-05-20/", "Coast report: a town shelled")
    for form in ("atom", "rss"):
        parsed = _of(client, f"{path}.{form}")
        entries = [(one.id, one.link, one.title, one.content[0].value) for one in parsed.entries]
        assert [one[:3] for one in entries] == [one[:3] for one in of_json], form
        assert parsed.entries[0].tags[0].term == "Coast report"
        first = parsed.entries[0]
        assert _moment(first.published_parsed) == rows[0].published_at
        assert _moment(first.updated_parsed) == rows[0].revised_at


def test_an_entry_has_all_of_a_briefing_and_its_claims_as_plain_links(client: Client, coast: Series) -> None:
    claims = {one.label: one.pk for one in coast.briefings.get(slug="2018-05-20").citations.all()}
    html = client.get("/feeds/briefings.json").json()["items"][0]["content_html"]
    assert f'<a href="{_HOST}/citations/{claims["c1"]}/"' in html
    assert "<sup>1</sup>" in html
    assert "<em>calm</em>" in html
    assert "&lt;b&gt;says" in html
    assert f'href="{_HOST}/briefings/coast/"' in html
    assert f'href="{_HOST}/briefings/coast/2018-05-20/corrections/"' in html
    addresses = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert all(one.startswith(_HOST) for one in addresses)
    assert not re.search(r"class=|style=|data-|<script|<span", html)


def test_corrections_have_a_feed_that_says_what_was_wrong_and_what_is_right(
    client: Client, coast: Series
) -> None:
    correction = Correction.objects.get()
    for form in ("atom", "rss"):
        (entry,) = _of(client, f"/feeds/corrections.{form}").entries
        assert entry.id == f"urn:uuid:{correction.pk}"
        assert entry.title == "Correction: Coast report: a town shelled"
        assert entry.link == f"{_HOST}/corrections/{correction.pk}/"
        assert "Two towns &amp; more" in entry.content[0].value
        assert "One town &lt;only&gt;" in entry.content[0].value
    assert coast.slug in client.get("/feeds/corrections.json").json()["items"][0]["content_html"]


def test_a_place_and_an_actor_have_feeds_of_their_incidents_with_ranges_and_grades(client: Client) -> None:
    rows = incidents(6)
    row = next(one for one in rows if one.place and one.killed_min is not None)
    actor = EventActor.objects.filter(event__accounts__incident=row).exclude(actor="").exclude(name="")[0]
    Incident.objects.exclude(pk=row.pk).update(published_at=None)
    for path in (f"/feeds/places/{row.place}", f"/feeds/actors/{actor.actor}"):
        for form in ("atom", "rss"):
            parsed = _of(client, f"{path}.{form}")
            (entry,) = parsed.entries
            assert entry.id == f"urn:uuid:{row.pk}"
            assert entry.link == f"{_HOST}/incidents/{row.pk}/"
            assert f"Graded: {row.grade}" in entry.content[0].value
            assert "Killed, over independent origins:" in entry.content[0].value
        assert len(client.get(f"{path}.json").json()["items"]) == 1
    assert actor.name in client.get(f"/feeds/actors/{actor.actor}.json").json()["title"]
    Incident.objects.update(published_at=None)
    memory.forget()  # nobody took them down, so nothing tells of it
    assert client.get(f"/feeds/places/{row.place}.atom").status_code == 404
    # An actor of the register has a page, and so a feed, though nothing is told of it.
    page, feed = (client.get(one) for one in (f"/actors/{actor.actor}/", f"/feeds/actors/{actor.actor}.atom"))
    assert page.status_code == feed.status_code


def test_an_accusation_is_announced_as_one_in_the_title_of_its_entry(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = next(one for one in incidents(4) if one.place)
    told = {row.pk: "Accusation, not established"}
    monkeypatch.setattr(
        "dateline.web.press.incidents.glance.warnings_of",
        lambda rows: {one.pk: told.get(one.pk, "") for one in rows},
    )
    entries = _of(client, f"/feeds/places/{row.place}.atom").entries
    (title,) = [one.title for one in entries if one.id == f"urn:uuid:{row.pk}"]
    assert title.startswith("Accusation, not established: ")


def test_what_readers_do_not_see_is_in_no_feed(client: Client, coast: Series, person: Person) -> None:
    briefing(coast, [], person(), slug="draft", out=False)
    gone = coast.briefings.get(slug="2018-05-19")
    withdraw(gone)
    for form in ("atom", "rss", "json"):
        body = client.get(f"/feeds/series/coast.{form}").content.decode()
        assert "2018-05-19" not in body
        assert "draft" not in body


# ── what their specifications ask for ───────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("coast")
def test_atom_has_what_rfc_4287_asks_for(client: Client) -> None:
    answer = client.get("/feeds/series/coast.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.content)  # noqa: S314 -- our own
    assert feed.tag == f"{_ATOM}feed"
    for element in (feed, *feed.findall(f"{_ATOM}entry")):
        for once in ("id", "title", "updated"):
            assert len(element.findall(f"{_ATOM}{once}")) == 1
        assert element.findall(f"{_ATOM}author/{_ATOM}name")
        updated = element.findtext(f"{_ATOM}updated") or ""
        assert datetime.fromisoformat(updated).tzinfo
        assert (element.findtext(f"{_ATOM}id") or "").partition(":")[0] in {"urn", "http"}
        alternates = [
            one for one in element.findall(f"{_ATOM}link") if one.get("rel", "alternate") == "alternate"
        ]
        assert len(alternates) == 1
    (own,) = [one for one in feed.findall(f"{_ATOM}link") if one.get("rel") == "self"]
    assert own.get("href") == f"{_HOST}/feeds/series/coast.atom"
    newest = max(one.findtext(f"{_ATOM}updated") or "" for one in feed.findall(f"{_ATOM}entry"))
    assert feed.findtext(f"{_ATOM}updated") == newest
    assert all(one.get("type") == "html" for one in feed.iter(f"{_ATOM}content"))


@pytest.mark.usefixtures("coast")
def test_rss_has_what_its_specification_asks_for(client: Client) -> None:
    answer = client.get("/feeds/series/coast.rss")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    for item in channel.findall("item"):
        assert item.findtext("title")
        assert item.findtext("description")
        (guid,) = item.findall("guid")
        assert guid.get("isPermaLink") == "false"
        assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}", item.findtext("pubDate") or "")


@pytest.mark.usefixtures("coast")
def test_json_feed_has_what_version_1_1_asks_for(client: Client) -> None:
    answer = client.get("/feeds/series/coast.json")
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Coast report"
    assert feed["feed_url"] == f"{_HOST}/feeds/series/coast.json"
    assert feed["home_page_url"] == f"{_HOST}/briefings/coast/"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"]
        assert datetime.fromisoformat(item["date_published"]) <= datetime.fromisoformat(item["date_modified"])
        assert item["authors"] == [{"name": "Ada Lindqvist"}]


def test_a_long_feed_has_pages_that_lead_to_each_other(
    client: Client, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "A_PAGE", 2)
    made, who = series(), person()
    for day in range(1, 6):
        briefing(made, [], who, slug=f"d{day}")
    seen: list[str] = []
    path, pages = "/feeds/series/coast.atom", 0
    while path:
        parsed = _of(client, path)
        links = {one.rel: one.href for one in parsed.feed.links}
        assert links["self"] == f"{_HOST}{path}"
        assert ("previous" in links) == (pages > 0)
        seen += [one.link for one in parsed.entries]
        path, pages = links.get("next", "").removeprefix(_HOST), pages + 1
    assert pages == 3
    assert seen == [f"{_HOST}/briefings/coast/d{day}/" for day in range(5, 0, -1)]
    assert (
        client.get("/feeds/series/coast.json").json()["next_url"] == f"{_HOST}/feeds/series/coast.json?page=2"
    )
    for page in ("4", "0", "-1", "x", "9" * 30):
        assert client.get(f"/feeds/series/coast.atom?page={page}").status_code == 404
    assert _of(client, "/feeds/series/coast.rss?page=2").entries[0].link == seen[2]


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    series()
    for path in ("/feeds/briefings", "/feeds/series/coast", "/feeds/corrections"):
        for form in ("atom", "rss"):
            assert _of(client, f"{path}.{form}").entries == []
        assert client.get(f"{path}.json").json()["items"] == []
        assert client.get(f"{path}.atom").content == client.get(f"{path}.atom").content


# ── who asks again ──────────────────────────────────────────────────────────────────────────────────────────


def test_who_has_a_feed_is_told_so_without_its_being_drawn_until_something_changes(
    client: Client,
    coast: Series,
    person: Person,
    django_assert_max_num_queries: Any,  # noqa: ANN401
) -> None:
    for path in ("/feeds/briefings.rss", "/feeds/series/coast.atom", "/feeds/corrections.json"):
        with django_assert_max_num_queries(10):
            first = client.get(path)
        assert "public" in first.headers["Cache-Control"]
        assert first.headers["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in first.headers.get("Vary", "")
        with django_assert_max_num_queries(2):
            again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    feed = client.get("/feeds/series/coast.atom")
    revision(coast.briefings.get(slug="2018-05-19"), person(), headline="It says more now")
    after = client.get("/feeds/series/coast.atom", headers={"If-None-Match": feed.headers["ETag"]})
    assert after.status_code == 200
    assert "It says more now" in after.content.decode()


def test_the_claims_of_many_briefings_ask_for_no_more_than_those_of_one(
    client: Client,
    person: Person,
    django_assert_max_num_queries: Any,  # noqa: ANN401
) -> None:
    made, who, told = series(), person(), incidents(4)[:2]
    for day in range(12):
        row = briefing(made, told, who, slug=f"d{day}")
        cite(row, told[0], "c9")
    with django_assert_max_num_queries(6):
        assert len(client.get("/feeds/series/coast.json").json()["items"]) == 12


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/briefings.xml",
        "/feeds/series/inland.rss",
        "/feeds/places/none:1.rss",
        "/feeds/actors/none.atom",
    ],
)
def test_there_is_no_feed_of_what_there_is_not(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


# ── all of them ─────────────────────────────────────────────────────────────────────────────────────────────


def test_one_list_names_all_feeds_and_every_one_of_them_is_there(client: Client, coast: Series) -> None:
    answer = client.get("/feeds/all.opml")
    assert answer.headers["Content-Type"] == "text/x-opml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314
    assert root.get("version") == "2.0"
    assert root.findtext("head/title")
    feeds = [one.get("xmlUrl", "") for one in root.iter("outline") if one.get("type") == "rss"]
    assert f"{_HOST}/feeds/series/{coast.slug}.atom" in feeds
    assert any("/feeds/places/" in one for one in feeds)
    assert any("/feeds/actors/" in one for one in feeds)
    for one in feeds:
        assert client.get(one.removeprefix(_HOST)).status_code == 200, one
    again = client.get("/feeds/all.opml", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
