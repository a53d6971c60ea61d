"""The page of an incident, its files, and where it leads when it is no longer there."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.domain import Stance
from dateline.exporting import incidents
from dateline.web.archive.models import Event, Incident, Report, Review
from dateline.web.press.incidents.finding import found_of
from dateline.web.press.incidents.page import shown
from dateline.web.press.models import Correction, CorrectionKind
from dateline.web.press.publishing.incidents import take_down
from dateline.web.rights import Role
from tests.web.press import published
from tests.web.press.told_by_many import coding, told_by_many

if TYPE_CHECKING:
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    return " ".join(answer.content.decode().split())


def test_an_incident_of_eight_reports_and_twelve_facts_is_quick_and_asks_ten_times_at_most() -> None:
    row = told_by_many(8)
    path = f"/incidents/{row.pk}/"
    assert row.number_of_reports == 8
    told = shown(found_of(row))
    assert len(told["leading"]) + len(told["rest"]) == 12
    Incident.objects.filter(pk=row.pk).update(changed_at=timezone.now() + timedelta(seconds=1))
    client = Client()
    with CaptureQueriesContext(connection) as first:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len(first) <= 10, [one["sql"][:90] for one in first]
    assert len(answer.content) < 100_000
    rounds = 8
    at = time.process_time()
    for _ in range(rounds):
        client.get(path)
    spent = 1000 * (time.process_time() - at) / rounds
    assert spent < 100, f"{spent:.0f} ms a page: 25 are promised on a machine that does nothing else"
    with CaptureQueriesContext(connection) as again:
        assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert len(again) <= 6


def test_accounts_lead_to_claims_and_what_is_not_reviewed_is_marked(person: Person) -> None:
    row = told_by_many(3)
    first = Event.objects.select_related("report").get(report__key="many0")
    start = first.report.text.index("3 people")
    page = _page(f"/incidents/{row.pk}/")
    assert f'href="/claims/{first.pk}/?at={start}-{start + 8}" dir="auto">3</a>' in page
    assert "not reviewed yet" not in page
    assert row.reason in page
    assert "Accounts side by side" in page
    assert "<caption" in page
    assert page.count("<h1>") == 1
    assert "within 3 km" in page
    Event.objects.filter(pk=first.pk).update(review=Review.NEW)
    assert "not reviewed yet" in _page(f"/incidents/{row.pk}/")

    briefing = published.briefing(published.series(), [row], person())
    assert briefing.live
    Correction.objects.create(
        briefing=briefing,
        kind=CorrectionKind.UPDATE,
        now="A fifth man has died.",
        before=briefing.live,
        after=briefing.live,
        by=briefing.created_by,
        published_at=timezone.now(),
    )
    page = _page(f"/incidents/{row.pk}/")
    assert "Coast report: towns shelled" in page
    assert "A fifth man has died." in page


def test_a_warning_comes_first() -> None:
    row = told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.ACCUSES)])
    page = _page(f"/incidents/{row.pk}/")
    assert page.index("Accusation, not established") < page.index("<h1>")


def test_over_all_else_stands_which_figure_is_whose() -> None:
    row = told_by_many(8)
    told = _page(f"/incidents/{row.pk}/")
    lists = re.findall(r'<ul class="given">(.*?)</ul>', told, re.DOTALL)
    assert lists
    for one in lists:
        given = re.findall(r'<li><b dir="auto">(\d+)</b>(.*?)</li>', one)
        assert len(given) > 1
        assert all(re.search(r"<bdi>[^<]+</bdi>", by) for _, by in given)
        figures = [int(value) for value, _ in given]
        assert figures == sorted(set(figures))


def test_a_country_alone_has_no_pin() -> None:
    row = told_by_many(codings=[coding(0, precision="country"), coding(1, precision="country")])
    page = _page(f"/incidents/{row.pk}/")
    assert "no more than the country is known" in page
    assert '<figure class="map">' not in page
    found = json.loads(Client().get(f"/api/v1/incidents/{row.pk}.geojson").content)
    assert found["geometry"] is None


def test_an_incident_comes_as_files_which_are_the_api_s() -> None:
    row = told_by_many(3)
    Event.objects.filter(report__key="many1").update(review=Review.NEW)
    Report.objects.filter(key="many2").update(title="=HYPERLINK(0)")
    page = _page(f"/incidents/{row.pk}/")
    for form in ("json", "geojson", "csv"):
        api = f"/api/v1/incidents/{row.pk}.{form}"
        assert f'href="{api}"' in page
        answer = Client().get(f"/incidents/{row.pk}.{form}")
        assert (answer.status_code, answer["Location"]) == (308, api)
    found = Client().get(f"/api/v1/incidents/{row.pk}.json").json()
    examined = incidents.from_dict(found["interchange"])
    assert examined.incident.id == row.key
    point = json.loads(Client().get(f"/api/v1/incidents/{row.pk}.geojson").content)
    assert point["geometry"]["coordinates"] == [36.4, 35.0]
    answer = Client().get(f"/api/v1/incidents/{row.pk}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert len(rows) == len(examined.incident.tellings)
    assert {one["source"] for one in rows} == {f"Coast Paper {n}" for n in range(3)}
    killed = next(one for one in rows if one["fact"] == "killed" and one["report"] == "many0")
    assert (killed["value"], killed["words"], killed["stance"]) == ("3", "3 people", "asserts")
    assert {one["reviewed"] for one in rows if one["report"] == "many1"} == {"no"}
    assert {one["report_title"] for one in rows if one["report"] == "many2"} == {"'=HYPERLINK(0)"}
    assert Client().get(killed["url"]).status_code == 200


def test_an_incident_that_became_part_of_another_leads_there() -> None:
    one, other, third = published.incidents(6)[:3]
    now = timezone.now()
    Incident.objects.filter(pk=third.pk).update(gone_at=now, into=other.pk)
    Incident.objects.filter(pk=other.pk).update(gone_at=now, into=one.pk)
    answer = Client().get(f"/incidents/{third.pk}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/incidents/{one.pk}/")
    Incident.objects.filter(pk=other.pk).update(into=None)
    assert Client().get(f"/incidents/{third.pk}/").status_code == 410


def test_an_incident_that_was_taken_down_says_why_and_one_never_shown_is_not_there(person: Person) -> None:
    one, other = published.incidents(6)[:2]
    take_down(one, by=person(Role.EDITOR), why="It was a film set.")
    answer = Client().get(f"/incidents/{one.pk}/")
    assert answer.status_code == 410
    assert "It was a film set." in answer.content.decode()
    assert Client().get(f"/incidents/{one.pk}.json", follow=True).status_code == 404
    Incident.objects.filter(pk=other.pk).update(published_at=None)
    assert Client().get(f"/incidents/{other.pk}/").status_code == 404


def test_an_incident_is_told_in_every_language_of_the_site_each_time_in_its_own() -> None:
    row = told_by_many(2)
    english = _page(f"/incidents/{row.pk}/")
    for code, way in (("de", "ltr"), ("ar", "rtl")):
        page = _page(f"/{code}/incidents/{row.pk}/")
        assert f'<html lang="{code}" dir="{way}">' in page
    assert _page(f"/incidents/{row.pk}/") == english


def test_whatever_speaks_of_an_incident_elsewhere_has_its_warning_before_its_name() -> None:
    row = told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.ACCUSES)])
    page = _page(f"/incidents/{row.pk}/")
    assert "<title>Accusation, not established: Shelling, Marjsalam" in page
    assert '<meta property="og:title" content="Accusation, not established: Shelling' in page
    graph = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    named = [one["name"] for one in graph["@graph"] if one["@type"] in {"Dataset", "Thing", "Event"}]
    assert named
    assert all(name.startswith("Accusation, not established: ") for name in named)
    told = Client().get("/oembed", {"url": f"http://testserver/incidents/{row.pk}/"}).json()
    assert told["title"].startswith("Accusation, not established: ")
    assert 'title="Accusation, not established: ' in told["html"]


def test_where_an_incident_went_is_asked_again_and_told_of_none_that_readers_never_knew() -> None:
    one, other, third = published.incidents(6)[:3]
    Incident.objects.filter(pk__in=[other.pk, third.pk]).update(gone_at=timezone.now(), into=one.pk)
    Incident.objects.filter(pk=third.pk).update(published_at=None)
    assert Client().get(f"/incidents/{other.pk}/")["Cache-Control"] == "no-cache"
    assert Client().get(f"/incidents/{third.pk}/").status_code == 404
