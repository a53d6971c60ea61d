"""Marks: what pages say of themselves to search engines, and never more than is known."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from dateline.domain import Grade, Standing
from dateline.web.archive.models import Event, Incident, Review
from dateline.web.press.feeds.marks import data_block, jsonld_of_briefing, jsonld_of_incident
from dateline.web.press.feeds.marks_words import who_wrote
from dateline.web.press.models import Correction, CorrectionKind
from dateline.web.telling.reading import read
from tests.web.press.published import briefing, incidents, revision, series

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.accounts import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
_HOST = "http://testserver"
_SCHEMA = "https://schema.org/"


def _blocks(html: str) -> list[dict[str, Any]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return [json.loads(one) for one in found]


def _graph(html: str) -> dict[str, dict[str, Any]]:
    """The things of a page's one data block, by their types; those that refer to none are not whole."""
    (block,) = _blocks(html)
    return {one["@type"]: one for one in block["@graph"]}


def _marked(row: Incident) -> list[dict[str, Any]]:
    row = Incident.objects.get(pk=row.pk)
    (block,) = _blocks(jsonld_of_incident(RequestFactory().get("/"), row, read(row).told))
    graph: list[dict[str, Any]] = block["@graph"]
    return graph


def _expanded(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A block as programs read it; the words of schema.org are not asked for over the network."""
    assert block["@context"] == "https://schema.org"
    jsonld = pytest.importorskip("pyld.jsonld")
    found: list[dict[str, Any]] = jsonld.expand({**block, "@context": {"@vocab": _SCHEMA}})
    return found


def test_a_page_of_a_briefing_says_that_it_is_a_news_article_with_claims(
    client: Client, person: Person
) -> None:
    told = incidents(4)[:2]
    issue = briefing(series(), told, person())
    html = client.get("/briefings/coast/2018-05-20/").content.decode()
    (block,) = _blocks(html)
    things = {one["@type"][0].removeprefix(_SCHEMA): one for one in _expanded(block)}
    article = things["NewsArticle"]
    assert article["@id"] == f"{_HOST}/briefings/coast/2018-05-20/"
    assert article[f"{_SCHEMA}headline"] == [{"@value": "Coast report: towns shelled"}]
    assert issue.published_at
    assert article[f"{_SCHEMA}datePublished"] == [
        {"@value": issue.published_at.isoformat(timespec="seconds")}
    ]

    graph = _graph(html)["NewsArticle"]
    assert graph["author"] == [{"@type": "Person", "name": "Ada Lindqvist"}]
    assert graph["publisher"]["@type"] == "NewsMediaOrganization"
    assert graph["isPartOf"] == {
        "@type": "CreativeWorkSeries", "@id": f"{_HOST}/briefings/coast/", "name": "Coast report",
    }  # fmt: skip
    claims = graph["mentions"]
    citations = list(issue.citations.order_by("label"))
    assert [one["@id"] for one in claims] == [f"{_HOST}/citations/{one.pk}/" for one in citations]
    assert {one["@type"] for one in claims} == {"Claim"}
    works = {one["@id"]: one for one in graph["citation"]}
    for claim, cited in zip(claims, citations, strict=True):
        assert claim["text"] == " ".join(cited.quote.split())
        assert claim["creditText"] == cited.who
        report = works[claim["appearance"]["@id"]]
        assert report.get("url", "") == cited.event.report.url
        assert report["@id"] == f"{_HOST}/reports/{cited.event.report_id}/"
    assert "ClaimReview" not in html  # to cite is not to review


def test_what_was_corrected_says_so_and_when(client: Client, person: Person) -> None:
    who = person()
    issue = briefing(series(), [], who)
    before, later = issue.live, timezone.now() + timedelta(hours=1)
    after = revision(issue, who, headline="One town shelled")
    assert before
    type(after).objects.filter(pk=after.pk).update(live_from=later)
    correction = Correction.objects.create(
        briefing=issue, kind=CorrectionKind.CORRECTION, now="One town </script><b>.",
        before=before, after=after, by=who, published_at=later,
    )  # fmt: skip
    html = client.get("/briefings/coast/2018-05-20/").content.decode()
    article = _graph(html)["NewsArticle"]
    assert article["dateModified"] == later.isoformat(timespec="seconds")
    assert article["correction"] == [
        {
            "@type": "CorrectionComment",
            "@id": f"{_HOST}/corrections/{correction.pk}/",
            "url": f"{_HOST}/corrections/{correction.pk}/",
            "name": "correction",
            "text": "One town </script><b>.",
            "datePublished": later.isoformat(timespec="seconds"),
        }
    ]


def test_an_incident_is_a_data_set_of_claims_about_a_happening_with_its_ranges(client: Client) -> None:
    row = next(one for one in incidents(6) if one.killed_min != one.killed_max and one.number_of_reports > 1)
    html = client.get(f"/incidents/{row.pk}/").content.decode()
    graph = _graph(html)
    data, happening = graph["Dataset"], graph["Event"]
    assert data["about"] == {"@id": happening["@id"]}
    (killed,) = [one for one in data["variableMeasured"] if one["name"] == "killed"]
    assert (killed.get("minValue"), killed.get("maxValue")) == (row.killed_min, row.killed_max)
    assert "value" not in killed
    assert row.date_start
    assert happening["startDate"] == row.date_start.isoformat()[: len(happening["startDate"])]
    assert happening["location"]["name"] == row.place_name
    for one in data["distribution"]:
        answer = client.get(one["contentUrl"].removeprefix(_HOST))
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(one["encodingFormat"])
    (block,) = _blocks(html)
    known = {one["@id"] for one in block["@graph"]}
    claims = [one for one in block["@graph"] if one["@type"] == "Claim"]
    assert claims
    for claim in claims:
        assert claim["text"]
        assert claim["creditText"]
        assert {one["@id"] for one in claim["appearance"]} <= known
        assert client.get(claim["@id"].partition("#")[0].removeprefix(_HOST)).status_code == 200
    assert len(known) == len(block["@graph"])
    assert len(_expanded(block)) == len(block["@graph"])


def test_a_country_is_no_point_and_a_town_is_a_circle() -> None:
    row = next(one for one in incidents(4) if one.lat is not None and one.radius_km)
    (place,) = [one["spatialCoverage"] for one in _marked(row) if one["@type"] == "Dataset"]
    assert place["geo"]["@type"] == "GeoCircle"
    assert place["geo"]["geoRadius"] == round((row.radius_km or 0) * 1000)
    Incident.objects.filter(pk=row.pk).update(place_precision="country")
    (place,) = [one["spatialCoverage"] for one in _marked(row) if one["@type"] == "Dataset"]
    assert "geo" not in place


@pytest.mark.parametrize(
    ("change", "is_event"),
    [
        ({}, True),
        ({"standing": Standing.DENIED.value}, False),
        ({"grade": Grade.DISCOUNTED.value}, False),
    ],
)
def test_what_nobody_asserts_is_no_event(change: dict[str, str], is_event: bool) -> None:  # noqa: FBT001
    row = next(one for one in incidents(2) if not read(one).told.warning)
    Incident.objects.filter(pk=row.pk).update(**change)
    (happening,) = [one for one in _marked(row) if one["@id"].endswith("#happening")]
    assert (happening["@type"] == "Event") is is_event
    assert ("startDate" in happening) is is_event


def test_only_a_grade_that_compares_claims_is_a_review_and_only_once_somebody_has_looked() -> None:
    row = incidents(2)[0]
    for grade in Grade:
        Incident.objects.filter(pk=row.pk).update(grade=grade.value)
        reviews = [one for one in _marked(row) if one["@type"] == "ClaimReview"]
        assert len(reviews) <= 1
        if grade in {Grade.FAIR, Grade.WEAK}:
            assert not reviews
        elif grade is not Grade.CONTESTED or reviews:
            (review,) = reviews
            assert review["reviewRating"]["alternateName"] == grade.value
            assert "ratingValue" not in review["reviewRating"]  # there is no scale of truth here
            claims = {one["@id"] for one in _marked(row) if one["@type"] == "Claim"}
            assert {one["@id"] for one in review["itemReviewed"]} <= claims
    Incident.objects.filter(pk=row.pk).update(grade=Grade.CONFIRMED.value, review=Review.NEW)
    assert not [one for one in _marked(row) if one["@type"] == "ClaimReview"]


def test_what_nobody_has_accepted_yet_is_marked_as_nobodys_claim() -> None:
    row = incidents(4)[0]
    assert [one for one in _marked(row) if one["@type"] == "Claim"]
    Event.objects.update(review=Review.NEW)
    assert not [one for one in _marked(row) if one["@type"] in {"Claim", "CreativeWork"}]


def test_every_claim_of_an_incident_has_an_address_of_its_own() -> None:
    for row in incidents(8):
        claims = [one["@id"] for one in _marked(row) if one["@type"] == "Claim"]
        assert len(claims) == len(set(claims))


def test_marks_of_an_incident_ask_the_database_one_thing(django_assert_num_queries: Any) -> None:  # noqa: ANN401
    row = incidents(4)[0]
    told = read(row).told
    with django_assert_num_queries(1):
        jsonld_of_incident(RequestFactory().get("/"), row, told)


def test_marks_of_a_briefing_ask_the_database_nothing(
    person: Person,
    django_assert_num_queries: Any,  # noqa: ANN401
) -> None:
    issue = briefing(series(), [], person())
    assert issue.live
    assert issue.series.slug
    with django_assert_num_queries(0):
        jsonld_of_briefing(RequestFactory().get("/"), issue, issue.live, {}, ())


def test_no_words_can_end_the_block_that_they_stand_in() -> None:
    words = "</script><script>alert(1)</script><!-- \u2028 & “x”"
    block = data_block([{"@type": "Claim", "text": words}])
    assert block.count("<") == 2
    assert _blocks(block)[0]["@graph"][0]["text"] == words


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Lindqvist", ["Ada Lindqvist"]),
        ("Ada Lindqvist and Omar Said", ["Ada Lindqvist", "Omar Said"]),
        ("Ada Lindqvist, the desk", ["Ada Lindqvist", "newsroom"]),
        ("the desk", ["newsroom"]),
        ("", ["newsroom"]),
    ],
)
def test_authors_are_people_where_they_are_named(line: str, authors: list[str]) -> None:
    found = who_wrote(line, lambda path: f"{_HOST}{path}")
    assert [one.get("name", one.get("@id", "").rpartition("#")[2]) for one in found] == authors


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_page_names_itself_its_languages_its_feeds_and_its_card(client: Client, person: Person) -> None:
    briefing(series(), [], person())
    html = client.get("/de/briefings/coast/2018-05-20/?utm=x").content.decode()
    head = html.partition("</head>")[0]
    here = f"{_HOST}/de/briefings/coast/2018-05-20/"
    assert f'<link rel="canonical" href="{here}">' in head
    for code, path in (("en-gb", ""), ("de", "/de"), ("ar", "/ar"), ("x-default", "")):
        assert f'hreflang="{code}" href="{_HOST}{path}/briefings/coast/2018-05-20/">' in head
    feeds = re.findall(r'<link rel="alternate" type="application/[a-z+]+" href="(/feeds/[^"]+)"', head)
    assert set(feeds) >= {f"/feeds/series/coast.{form}" for form in ("atom", "rss", "json")}
    assert set(feeds) >= {f"/feeds/briefings.{form}" for form in ("atom", "rss", "json")}
    for path in feeds:
        assert client.get(path).status_code == 200, path
    assert f'<meta property="og:url" content="{here}">' in head
    assert '<meta property="og:title" content="Coast report: towns shelled">' in head
    assert f'<meta property="og:image" content="{_HOST}/cards/briefings/coast/2018-05-20.png">' in head
    assert '<meta name="twitter:card" content="summary_large_image">' in head
    assert head.count('name="description"') == 1
