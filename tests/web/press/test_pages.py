"""What holds of every page for readers: sound HTML, no cookie, nothing that hangs on who asks, 304s."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from justhtml import JustHTML, StrictModeError

from dateline.web.archive.models import Source
from tests.web.press.public import PAGES, public

if TYPE_CHECKING:
    from tests.web.accounts import Person
    from tests.web.press.public import Public

pytestmark = pytest.mark.django_db

_KNOWN_BY_NOTHING = {"withdrawn", "embargoed"}
"""Pages that nobody keeps: one says that something is gone, the other is nobody's but partners'."""


@pytest.fixture
def site(person: Person) -> Public:
    """A site with something on each kind of page."""
    return public(person)


def test_every_page_is_sound_html_the_same_for_everybody_and_costs_ten_questions_at_most(
    site: Public,
) -> None:
    wrong = []
    for name, address in PAGES.items():
        try:
            _holds(name, address(site))
        except (AssertionError, StrictModeError) as fault:
            wrong.append(f"{name}: {fault}")
    assert wrong == []


def _holds(name: str, address: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(address)
    assert answer.status_code == (410 if name == "withdrawn" else 200)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    _is_sound(answer.content)
    assert len(queries) <= 10
    if name != "subscribe":
        assert Client().post(address).status_code == 405
    if name not in _KNOWN_BY_NOTHING:
        _is_answered_without(address, answer["ETag"])


def _is_sound(content: bytes) -> None:
    page = content.decode()
    JustHTML(page, strict=True)
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids)), "two of one id"
    assert len(re.findall("<h1[ >]", page)) == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    order = [0, *levels]
    assert not [pair for pair in itertools.pairwise(order) if pair[1] > pair[0] + 1], levels
    assert not re.findall(r"<[^>]+\s(?:style|on\w+)=", page)
    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert all("src=" in each or "application/ld+json" in each for each in scripts)
    assert 'name="description"' in page
    assert len(content) < 100_000


def _is_answered_without(address: str, tag: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        again = Client().get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert len(queries) <= 10


def test_every_page_stands_in_each_language_under_an_address_of_its_own(site: Public) -> None:
    english = {name: address(site) for name, address in PAGES.items()}
    for name, address in english.items():
        for code, way in (("de", "ltr"), ("ar", "rtl")):
            page = Client().get(f"/{code}{address}").content.decode()
            assert f'<html lang="{code}" dir="{way}">' in page, name
            assert f'href="{address}" lang="en-gb"' in page, name


@pytest.mark.parametrize(
    "path",
    [
        "/embargoed/a%00b/",
        "/newsletter/confirm/a%00b/",
        "/newsletter/end/a%00b/",
        "/newsletter/one-click/a%00b",
        "/actors/a%00b/",
        "/places/a%00b/",
        "/feeds/places/a%00b.atom",
        "/feeds/actors/a%00b.atom",
    ],
)
def test_a_key_that_no_database_takes_is_no_address(path: str) -> None:
    assert Client().get(path).status_code == 404
    assert Client().post(path).status_code == 404


def test_a_page_is_shown_for_two_minutes_at_most_after_it_has_changed(site: Public) -> None:
    """A withdrawal or a take-down reaches those who ask a cache as well."""
    page = site.of(site.briefing)
    card = reverse("files:incident_card", args=[site.incidents[0].pk])
    picture = reverse("files:media", args=[site.picture.pk, "gray.png"])
    oembed = f"{reverse('api:oembed')}?url=http://testserver{page}"
    for address in (page, card, picture, oembed):
        kept = Client().get(address)["Cache-Control"]
        assert {"max-age=60", "stale-while-revalidate=60"} <= set(kept.split(", ")), address


def test_a_page_is_drawn_once_for_many_readers_and_anew_when_it_has_changed(
    site: Public, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = site.of(site.briefing)
    first = Client().get(address)
    with monkeypatch.context() as broken:
        broken.setattr("dateline.web.press.reading.briefing.render", None)
        again = Client().get(address)
    assert again.content == first.content
    once = {"X-Request-Id"}
    assert {n: v for n, v in again.items() if n not in once} == {
        n: v for n, v in first.items() if n not in once
    }
    Source.objects.update(name=Concat("name", Value(" of the Coast")))
    assert Client().get(address).content != first.content
