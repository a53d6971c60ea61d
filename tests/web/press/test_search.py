"""The search for readers: what is public is found, by kind and day, and nothing else ever is."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dateline.domain import Stance
from dateline.linking.quoting import LONGEST
from dateline.web.archive.models import Event, Incident, Review, Searchable, SearchKind, Source
from dateline.web.archive.search import search
from dateline.web.archive.search.indexing import index_words
from tests.web.press.published import DAY, briefing, incidents, series
from tests.web.press.told_by_many import coding, told_by_many

if TYPE_CHECKING:
    from django.http import HttpResponse
    from pytest_django import DjangoAssertNumQueries

    from dateline.web.press.models import Briefing
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _ask(**params: str) -> HttpResponse:
    return Client().get(reverse("press:search"), params)  # type: ignore[return-value]


def _kinds(answer: HttpResponse) -> list[str]:
    return re.findall(r'<p class="kicker">(\w+)', answer.content.decode())


def _titles(answer: HttpResponse) -> list[str]:
    return re.findall(r'<h3[^>]* dir="auto"><a href="[^"]+">([^<]*)</a>', answer.content.decode())


@pytest.fixture
def told() -> list[Incident]:
    return incidents(5)


@pytest.fixture
def editor(person: Person) -> User:
    return person()


def _briefing(told: list[Incident], by: User, *, out: bool = True) -> Briefing:
    body = "The market of Talqara was shelled.[^c1]\n"
    row = briefing(series(), told[:1], by, body=body, out=out)
    index_words(
        SearchKind.BRIEFING, row.pk, day=row.day, title="Talqara market", body="The market was shelled."
    )
    return row


def test_words_find_what_is_public_of_each_kind_with_what_was_found_lit(
    told: list[Incident], editor: User
) -> None:
    _briefing(told, editor)
    place = told[0].place_name
    found = _ask(q=place)
    assert found.status_code == 200
    assert set(_kinds(found)) == {"Incident", "Claim"}
    assert f"<mark>{place}</mark>" in found.content.decode()
    page = _ask(q="market")
    assert _kinds(page) == ["Briefing"]
    assert _titles(page) == ["Coast report: towns shelled"]
    assert reverse("press:briefing", args=["coast", "2018-05-20"]) in page.content.decode()


def test_what_is_not_published_is_not_found_and_takes_no_place(told: list[Incident], editor: User) -> None:
    _briefing(told, editor, out=False)
    place = told[0].place_name
    assert not _kinds(_ask(q="market"))
    Incident.objects.update(published_at=None)
    answer = _ask(q=place)
    assert not _kinds(answer)
    assert "Nothing that readers see holds these words." in answer.content.decode()
    assert search(place), "the newsroom finds it"
    assert search(place, among={}) == []


def test_a_claim_that_a_briefing_rests_on_is_found_and_one_without_review_is_marked(
    told: list[Incident], editor: User
) -> None:
    place = told[0].place_name
    cited = _briefing(told, editor).citations.get().event
    Incident.objects.update(published_at=None)
    assert [re.search(str(cited.pk), _ask(q=place).content.decode()) is not None] == [True]
    assert _kinds(_ask(q=place)) == ["Claim"]
    Event.objects.update(review=Review.NEW)
    assert "not reviewed yet" in _ask(q=place).content.decode()


def test_a_rejected_claim_of_a_published_incident_is_not_found(told: list[Incident]) -> None:
    place = told[0].place_name
    assert "Claim" in _kinds(_ask(q=place, kind="claim"))
    Event.objects.update(review=Review.REJECTED)
    assert not _kinds(_ask(q=place, kind="claim"))


def test_kinds_and_days_narrow_what_is_found(told: list[Incident]) -> None:
    one = next(row for row in told if row.date_start)
    place, day = one.place_name, one.date_start
    assert day
    assert set(_kinds(_ask(q=place, kind="incident"))) == {"Incident"}
    within = {"from": day.isoformat(), "to": day.isoformat()}
    assert str(one.pk) in _ask(q=place, kind="incident", **within).content.decode()
    later = (day + timedelta(days=400)).isoformat()
    assert not _kinds(_ask(q=place, kind="incident", **{"from": later}))
    refused = _ask(q=place, kind="car", **{"from": "May"}).content.decode()
    assert "kind=car" in refused
    assert "from=May" in refused


@pytest.mark.usefixtures("told")
def test_sources_are_found_by_their_names_where_something_public_rests_on_them() -> None:
    name = Source.objects.order_by("name").first()
    assert name
    words = name.name.split()[1]
    alone = _ask(q=words, kind="source").content.decode()
    assert name.name in alone
    assert name.name in _ask(q=words).content.decode()
    Incident.objects.update(published_at=None)
    assert name.name not in _ask(q=words, kind="source").content.decode()


@pytest.mark.usefixtures("told")
def test_more_is_on_further_pages_and_each_thing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.press.search.looking.A_PAGE", 2)
    monkeypatch.setattr("dateline.web.press.search.looking._OF_EACH", 1)
    seen: list[str] = []
    address = "?q=civilians&kind=claim"
    while address:
        answer = Client().get(reverse("press:search") + address).content.decode()
        seen += re.findall(r'<h3[^>]* dir="auto"><a href="([^"]+)"', answer)
        onward = re.search(r'rel="next" href="([^"]+)"', answer)
        address = html.unescape(onward[1]) if onward else ""
    assert len(seen) == len(set(seen)) > 3
    assert len(seen) == len(search("civilians", kinds=[SearchKind.CLAIM], limit=500))
    assert "There is no more." in _ask(q="civilians", kind="claim", page="40").content.decode()
    some = _ask(q="civilians").content.decode()
    assert "More: Claims" in some
    assert 'href="?q=civilians&amp;kind=claim"' in some


def test_a_claim_stands_with_its_whole_sentence_so_that_no_denial_is_cut_off(told: list[Incident]) -> None:
    denial = (
        "The army denied that, on any of the days that residents of the town spoke of, it fired on herders."
    )
    Searchable.objects.filter(kind__in=("claim", "incident")).update(body=f"{denial}\nThe army")
    page = _ask(q="herders").content.decode()
    assert told
    assert page.count("The army denied that, on any") == page.count("<mark>herders</mark>") > 1


def test_of_a_long_sentence_no_more_is_shown_than_may_be_quoted(told: list[Incident]) -> None:
    long = f"Herders {'walked on ' * 100}home."
    Searchable.objects.filter(kind__in=("claim", "incident")).update(body=long)
    page = _ask(q="herders").content.decode()
    assert told
    assert "<mark>Herders</mark> walked on" in page
    assert max(map(len, re.findall("(?:walked on ?)+", page))) <= LONGEST


def test_a_page_takes_few_queries_whatever_it_shows(
    told: list[Incident], editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    _briefing(told, editor)
    with django_assert_max_num_queries(10):
        assert _kinds(_ask(q="market")) == ["Briefing"]
    with django_assert_max_num_queries(11):
        assert len(_kinds(_ask(q="civilians"))) > 5


def test_who_has_the_answer_is_told_so_and_readers_get_no_cookie(told: list[Incident]) -> None:
    address = f"{reverse('press:search')}?q={told[0].place_name}"
    first = Client().get(address)
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    same = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    assert not same.content
    Incident.objects.update(published_at=None)
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "words", ['"', "-", "AND OR NOT NEAR(", "title : x)", "%s %(a)s", "'; DROP", "\x00", "*" * 300]
)
def test_whatever_is_typed_is_answered(words: str) -> None:
    assert _ask(q=words).status_code == 200
    assert _ask(q=words, kind="source").status_code == 200


def test_without_words_it_says_what_can_be_looked_for() -> None:
    page = _ask().content.decode()
    assert "Look for a place" in page
    assert page.count("<h1") == 1
    assert DAY.isoformat() not in page


def test_a_claim_that_only_accuses_is_found_with_that_word() -> None:
    told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.ACCUSES)])
    Incident.objects.update(published_at=timezone.now())
    page = _ask(q="Marjsalam", kind="claim").content.decode()
    assert "An accusation, not established" in page
