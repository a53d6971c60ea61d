"""Sitemaps and robots.txt: what search engines may read, where all of it is, and in which languages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from protego import Protego

from dateline.web.archive.models import Incident, Source
from dateline.web.press.feeds import sitemaps
from dateline.web.press.models import Briefing
from tests.web.press.published import briefing, incidents, series, withdraw

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.accounts import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_LINK = "{http://www.w3.org/1999/xhtml}link"
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_HOST = "http://testserver"


def _xml(answer: Any) -> ET.Element:  # noqa: ANN401 -- what the test client answers
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 -- our own


def _locs(client: Client, path: str) -> list[str]:
    return [one.text or "" for one in _xml(client.get(path)).iter(f"{_MAP}loc")]


def _sections(client: Client) -> list[str]:
    return [one.removeprefix(_HOST) for one in _locs(client, "/sitemap.xml")]


def test_every_page_that_a_sitemap_names_is_there_in_each_language(client: Client, person: Person) -> None:
    rows = incidents(2)
    briefing(series(), rows[:1], person())
    named = {path: _locs(client, path) for path in _sections(client)}
    assert set(named) == {f"/sitemap-{one}-1.xml" for one in ("briefings", "incidents", "sources", "news")}
    for language in ("", "/de", "/ar"):
        briefings = named["/sitemap-briefings-1.xml"]
        assert f"{_HOST}{language}/briefings/coast/" in briefings
        assert f"{_HOST}{language}/briefings/coast/2018-05-20/" in briefings
        for row in rows:
            assert f"{_HOST}{language}/incidents/{row.pk}/" in named["/sitemap-incidents-1.xml"]
        for source in Source.objects.filter(reports__accounts__incident__in=rows):
            assert f"{_HOST}{language}/sources/{source.pk}/" in named["/sitemap-sources-1.xml"]
    for path, addresses in named.items():
        assert len(addresses) == len(set(addresses)), path
        for one in (*addresses[:3], *addresses[-3:]):
            assert client.get(one.removeprefix(_HOST)).status_code == 200, one


def test_a_page_is_named_with_its_other_languages_and_when_it_changed(client: Client) -> None:
    row = incidents(1)[0]
    (url, *_) = _xml(client.get("/sitemap-incidents-1.xml"))
    others = {one.get("hreflang"): one.get("href") for one in url.findall(_LINK)}
    assert others == {
        "en-gb": f"{_HOST}/incidents/{row.pk}/",
        "de": f"{_HOST}/de/incidents/{row.pk}/",
        "ar": f"{_HOST}/ar/incidents/{row.pk}/",
    }
    row.refresh_from_db()
    assert url.findtext(f"{_MAP}lastmod") == row.changed_at.isoformat(timespec="seconds")


def test_a_sitemap_that_would_name_too_many_is_several(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = len(incidents(4))
    monkeypatch.setattr(sitemaps, "MOST", 6)  # two pages in three languages
    paths = [one for one in _sections(client) if "incidents" in one]
    assert paths == [f"/sitemap-incidents-{nth}.xml" for nth in range(1, -(-number // 2) + 1)]
    named = [_locs(client, path) for path in paths]
    assert all(len(one) <= 6 for one in named)
    plain = [loc for one in named for loc in one if "/de/" not in loc and "/ar/" not in loc]
    assert sorted(plain) == sorted(f"{_HOST}/incidents/{row.pk}/" for row in Incident.objects.published())
    assert client.get(f"/sitemap-incidents-{len(paths) + 1}.xml").status_code == 404


def test_the_news_are_the_briefings_of_the_last_two_days(client: Client, person: Person) -> None:
    made, who = series(), person()
    for hours in (1, 47, 49):
        row = briefing(made, [], who, slug=f"h{hours}")
        Briefing.objects.filter(pk=row.pk).update(published_at=timezone.now() - timedelta(hours=hours))
    news = _xml(client.get("/sitemap-news-1.xml"))
    assert [one.text for one in news.iter(f"{_MAP}loc")] == [
        f"{_HOST}/briefings/coast/h1/", f"{_HOST}/briefings/coast/h47/",
    ]  # fmt: skip
    (first, _) = news.iter(f"{_NEWS}news")
    assert first.findtext(f"{_NEWS}publication/{_NEWS}name") == "Dateline"
    assert first.findtext(f"{_NEWS}publication/{_NEWS}language") == "en"
    assert first.findtext(f"{_NEWS}title") == "Coast report: towns shelled"
    assert first.findtext(f"{_NEWS}publication_date")


def test_what_readers_do_not_see_is_in_no_sitemap(client: Client, person: Person) -> None:
    made, who = series(), person()
    briefing(made, [], who, slug="draft", out=False)
    row = briefing(made, [], who, slug="gone")
    withdraw(row)
    incidents(2)
    Incident.objects.update(published_at=None)
    paths = _sections(client)
    assert paths == ["/sitemap-briefings-1.xml"]
    assert not [one for one in _locs(client, paths[0]) if "draft" in one or "gone" in one]
    assert client.get("/sitemap-secrets-1.xml").status_code == 404
    assert client.get("/sitemap-news-2.xml").status_code == 404


def test_who_has_a_sitemap_is_told_so(client: Client, person: Person) -> None:
    briefing(series(), [], person())
    for path in ("/sitemap.xml", "/sitemap-briefings-1.xml", "/sitemap-news-1.xml", "/robots.txt"):
        first = client.get(path)
        assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304, path


def test_robots_may_read_what_readers_see_and_nothing_else(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    rules = Protego.parse(answer.content.decode())
    assert list(rules.sitemaps) == [f"{_HOST}/sitemap.xml"]
    for path in (
        "/",
        "/briefings/coast/2018-05-20/",
        "/de/map/",
        "/feeds/briefings.atom",
        "/newsletter/coast/",
    ):
        assert rules.can_fetch(f"{_HOST}{path}", "anybot"), path
    for path in (
        *("/desk/", "/desk/briefings/", "/account/login/", "/embargoed/abc/", "/de/embargoed/abc/"),
        *("/newsletter/confirm/k/", "/ar/newsletter/end/k/", "/newsletter/one-click/k"),
    ):
        assert not rules.can_fetch(f"{_HOST}{path}", "anybot"), path
