"""One of each: what an incident, a claim, a briefing or a source tells, and where it leads when it moved."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from uuid6 import uuid7

from dateline.exporting import incidents as interchange
from dateline.web.archive.models import (
    Attribution,
    Event,
    Incident,
    Report,
    Review,
    Source,
    SourceName,
)
from dateline.web.archive.store import coding_of
from dateline.web.press.models import Briefing
from tests.web.api.readable import asked, body, told
from tests.web.press import published
from tests.web.press.public import picture

if TYPE_CHECKING:
    from tests.web.api.readable import Readable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_an_incident_comes_with_its_account_table_in_the_interchange_format(site: Readable) -> None:
    found = told(f"incidents/{site.incidents[0].pk}")
    jsonschema.validate(found["interchange"], interchange.schema())
    told_of = interchange.from_dict(found["interchange"]).incident
    assert told_of.id == found["key"]
    assert {(one["report"], one["event"]) for one in found["claims"]} == {
        (one.report, one.event) for one in told_of.events
    }
    assert [one["key"] for one in found["reports"]].sort() == list(told_of.reports).sort()
    assert [one["id"] for one in found["briefings"]] == [str(site.briefing.pk)]
    assert all(one["reviewed"] for one in found["claims"])


def test_the_account_table_of_an_incident_is_a_row_for_what_one_voice_says_of_a_fact(site: Readable) -> None:
    one = site.incidents[0]
    rows = list(csv.DictReader(io.StringIO(body(asked(f"incidents/{one.pk}.csv")))))
    tellings = told(f"incidents/{one.pk}")["interchange"]["tellings"]
    assert len(rows) == len(tellings)
    assert sorted(row["words"] for row in rows) == sorted(" ".join(one["words"].split()) for one in tellings)
    assert {row["incident"] for row in rows} == {one.key}
    assert all(row["claim"] and row["url"] for row in rows)


def test_an_incident_that_became_part_of_another_leads_there_and_one_that_is_gone_says_so(
    site: Readable,
) -> None:
    one, other, third, *_ = site.incidents
    now = timezone.now()
    Incident.objects.filter(pk=one.pk).update(gone_at=now, into=other)
    answer = asked(f"incidents/{one.pk}", 301)
    assert answer.headers["Location"] == f"http://testserver/api/v1/incidents/{other.pk}"
    Incident.objects.filter(pk=third.pk).update(gone_at=now)
    assert "No report" in json.loads(body(asked(f"incidents/{third.pk}", 410)))["detail"]
    asked(f"incidents/{site.hidden.pk}", 404)


def test_an_accusation_says_that_it_is_one(site: Readable) -> None:
    from dateline.web.archive.packing import pack, unpack, values_of, written  # noqa: PLC0415

    one = site.incidents[0]
    record = values_of(unpack(Incident.objects.get(pk=one.pk).body))
    for telling in record["tellings"]:
        telling["stance"] = "accuses"
    Incident.objects.filter(pk=one.pk).update(body=pack(written(record)), changed_at=timezone.now())
    assert told(f"incidents/{one.pk}")["warning"].startswith("Accusation")
    (listed,) = [each for each in told("incidents")["items"] if each["id"] == str(one.pk)]
    assert listed["warning"].startswith("Accusation")
    assert "Accusation, not established" in body(asked("incidents.csv"))


def test_a_claim_has_its_words_where_they_stand_who_says_it_and_the_hash_of_the_page(site: Readable) -> None:
    for listed in told("claims?limit=200")["items"]:
        found = told(f"claims/{listed['id']}")
        coding = coding_of(Report.objects.get(pk=found["report"]["id"]))
        assert coding
        text = coding.report.text
        assert text[found["start"] : found["end"]] == found["words"]
        assert found["words"] in found["quote"]
        assert found["report"]["sha256"] == "ab" * 32
        for part in found["parts"]:
            assert text[part["start"] : part["end"]] == part["words"]
        assert {one["fact"] for one in found["tellings"]} >= {"type", "agent"}
        for telling in found["tellings"]:
            assert text[telling["start"] : telling["end"]] == telling["words"]
    cited = told(f"claims/{site.briefing.citations.all()[0].event_id}")["citations"]
    assert [one["briefing"]["id"] for one in cited] == [str(site.briefing.pk)]


def test_a_report_s_text_is_given_nowhere_and_its_page_only_where_it_may_be_shown(site: Readable) -> None:
    text = Report.objects.order_by("pk")[0].text
    claim = told("claims?limit=1")["items"][0]
    assert claim["report"]["warc"].endswith("/report.warc.gz")
    Source.objects.update(showable=False)
    one = told(f"claims/{claim['id']}")
    assert one["report"]["warc"] is None
    paths = [
        "claims",
        "incidents",
        "claims.csv",
        f"incidents/{site.incidents[0].pk}",
        f"claims/{claim['id']}",
    ]
    longest = max(len(quote) for quote in text.split(". "))
    for path in paths:
        assert text[: 2 * longest] not in body(asked(path)), path


def test_a_briefing_has_its_text_claims_revisions_corrections_and_incidents(site: Readable) -> None:
    found = told(f"briefings/{site.briefing.pk}")
    assert found["headline"] == "Coast report: towns shelled, corrected"
    assert [one["number"] for one in found["revisions"]] == [1, 2]
    assert [one["label"] for one in found["claims"]] == ["c1", "c2", "c3"]
    assert [one["now"] for one in found["log"]] == ["=Two towns."]
    assert found["corrections"] == 1
    shown = [one["id"] for one in found["incidents"]]
    assert set(shown) == {str(one.pk) for one in site.incidents[:3]}
    page = Client().get(f"/briefings/coast/{site.briefing.slug}/").text
    assert shown == sorted(shown, key=lambda key: page.rindex(f'href="/incidents/{key}/')), "as on its page"
    rows = list(csv.DictReader(io.StringIO(body(asked(f"briefings/{site.briefing.pk}.csv")))))
    assert [row["label"] for row in rows] == ["c1", "c2", "c3"]
    assert len(json.loads(body(asked(f"briefings/{site.briefing.pk}.geojson")))["features"]) == 3


def test_a_withdrawn_briefing_says_that_it_was_and_why(site: Readable) -> None:
    found = json.loads(body(asked(f"briefings/{site.withdrawn.pk}", 410)))
    assert "It rested on a forged report." in found["detail"]
    assert f"corrections?briefing={site.withdrawn.pk}" in found["remedy"]


def test_a_source_that_became_part_of_another_leads_there() -> None:
    there = told("sources?limit=1")["items"][0]
    former = uuid7()
    SourceName.objects.create(name="The Former Mill", source_id=there["id"], former=former)
    assert asked(f"sources/{former}", 301).headers["Location"].endswith(f"/api/v1/sources/{there['id']}")
    assert told(f"sources/{there['id']}") == there


def test_where_an_answer_leads_there_is_something(site: Readable) -> None:
    for name in ("sources", "actors", "places"):
        for one in told(name)["items"]:
            assert told(one["api"].removeprefix("http://testserver")) == one
            assert told(one["incidents"].removeprefix("http://testserver"))["items"]
    assert told(told("series/coast")["briefings"].removeprefix("http://testserver"))["items"]
    one = told(f"corrections/{site.correction.pk}")
    assert told(one["briefing"]["api"].removeprefix("http://testserver"))["id"] == str(site.briefing.pk)


@pytest.mark.parametrize("what", ["incident", "claim", "briefing"])
def test_one_of_them_asks_few_queries_however_much_it_holds(what: str, site: Readable) -> None:
    path = {
        "incident": f"incidents/{site.incidents[0].pk}",
        "claim": f"claims/{told('claims')['items'][0]['id']}",
        "briefing": f"briefings/{site.briefing.pk}",
    }[what]
    with CaptureQueriesContext(connection) as queries:
        found: Any = told(path)
    assert found
    assert len(queries) <= 14, [query["sql"][:120] for query in queries]


def test_a_claim_that_was_rejected_or_lost_since_it_was_cited_is_told_with_that_word(site: Readable) -> None:
    cited = site.briefing.citations.get(label="c1")
    for what, update in (("rejected", {"review": Review.REJECTED}), ("lost", {"coding": None})):
        Event.objects.filter(pk=cited.event_id).update(**update)
        if what == "lost":
            Event.objects.filter(pk=cited.event_id).update(review=Review.ACCEPTED)
        (claim,) = [one for one in told(f"briefings/{site.briefing.pk}")["claims"] if one["label"] == "c1"]
        assert claim["state"] == what
        page = Client().get(f"/citations/{cited.pk}/").text
        assert claim["since"]
        assert all(escape(sentence) in page for sentence in claim["since"])
        found = told(claim["api"].removeprefix("http://testserver"))
        assert found["state"] == what
        assert [one["state"] for one in found["citations"]] == [what]
        assert what in body(asked(f"briefings/{site.briefing.pk}.csv"))
        assert what in body(asked(f"claims/{cited.event_id}.csv"))


def test_no_field_that_is_read_alone_drops_an_accusation(site: Readable) -> None:
    """Who takes the line that is there to be shown has the warning and whose word it is."""
    cited = site.briefing.citations.get(label="c1")
    site.briefing.citations.filter(pk=cited.pk).update(stance="accuses", who="The League", value="the army")
    Attribution.objects.filter(events=cited.event_id).delete()
    said = Attribution.objects.create(
        coding=cited.coding,
        ref="a9",
        stance="accuses",
        speaker="The League",
        cue="blamed",
        cue_start=0,
        cue_end=3,
    )
    said.events.add(cited.event)
    (claim,) = [one for one in told(f"briefings/{site.briefing.pk}")["claims"] if one["label"] == "c1"]
    assert claim["text"].endswith("the army, an accusation by The League")
    assert claim["warning"] == "An accusation, not established"
    found = told(f"claims/{cited.event_id}")
    assert found["title"].startswith("An accusation, not established: ")
    assert [one["whose"] for one in found["attributions"]] == ["an accusation by The League"]
    one = told("incidents?limit=1")["items"][0]
    if one["killed"]:
        assert one["killed"]["words"] in Client().get(f"/incidents/{one['id']}/").text


def test_a_briefing_has_its_pictures_as_they_are_worded_there(site: Readable) -> None:
    row = Briefing.objects.get(pk=site.briefing.pk)  # one of its own: what a test makes of it ends with it
    shown = picture(row.created_by)
    made = published.revision(row, row.created_by, body=f"It stands.\n\n![](media:{shown.pk})\n")
    row.media.add(shown)
    made.pictures = {str(shown.pk): {"credit": "As it was said then"}}
    made.save()
    (found,) = told(f"briefings/{site.briefing.pk}")["media"]
    assert (found["id"], found["kind"], found["width"], found["height"]) == (str(shown.pk), "picture", 64, 48)
    assert (found["alt"], found["credit"]) == ("A street with a broken wall", "As it was said then")
    assert Client().get(found["url"]).status_code == 200


def test_a_rejected_claim_is_told_nowhere(site: Readable) -> None:
    one = site.incidents[0]
    claims = told(f"incidents/{one.pk}")["claims"]
    event = Event.objects.get(pk=claims[0]["id"])
    site.briefing.citations.filter(event=event).delete()
    Event.objects.filter(pk=event.pk).update(review=Review.REJECTED)
    asked(f"claims/{event.pk}", 404)
    assert str(event.pk) not in body(asked(f"incidents/{one.pk}"))
    assert str(event.pk) not in body(asked(f"incidents/{one.pk}.csv"))


def test_what_a_draft_cites_is_told_nowhere(site: Readable) -> None:
    briefing = Briefing.objects.get(pk=site.briefing.pk)
    row = published.cite(briefing, site.hidden, "only-draft")
    published.revision(briefing, briefing.created_by, body="Soon.[^only-draft]", out=False)
    only = Event.objects.filter(accounts__incident=site.hidden).exclude(accounts__incident__in=site.incidents)
    event = only.first()
    assert event
    site.briefing.citations.filter(pk=row.pk).update(event=event)
    asked(f"claims/{event.pk}", 404)
    for form in ("json", "csv"):
        words = body(asked(f"briefings/{site.briefing.pk}.{form}"))
        assert "only-draft" not in words
        assert str(site.hidden.pk) not in words
