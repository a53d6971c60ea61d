"""The pages of claims and of archived reports."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from warcio.archiveiterator import ArchiveIterator

from dateline.domain import Span, Stance
from dateline.web.archive.models import Event, Incident, Page, Report, Review, Source
from dateline.web.archive.packing import pack
from dateline.web.archive.store import store_coding
from dateline.web.press.claims.masking import masked, passages
from tests.web.archive.invented import stored
from tests.web.press import published
from tests.web.press.told_by_many import coding, told_by_many

if TYPE_CHECKING:
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


def _event(report: str = "many0") -> Event:
    return Event.objects.select_related("report").get(report__key=report)


def _page(path: str, status: int = 200, **params: str) -> str:
    answer = Client().get(path, params)
    assert answer.status_code == status, (path, answer.status_code)
    assert not answer.cookies
    assert status != 200 or "Cookie" not in answer.get("Vary", "")
    return " ".join(answer.content.decode().split())


def _at(event: Event, words: str) -> str:
    start = event.report.text.index(words)
    return f"{start}-{start + len(words)}"


def test_a_claim_has_a_page_with_its_words_the_others_and_the_grade() -> None:
    row = told_by_many(3)
    event = _event()
    page = _page(f"/claims/{event.pk}/", at=_at(event, "3 people"))
    assert '<h1>Killed: <span dir="auto">3</span>' in page
    assert '<span class="whose">according to Coast Paper 0</span></h1>' in page
    assert "<mark>3 people</mark>" in page
    assert f"/reports/{event.report_id}/?at={_at(event, '3 people')}#words" in page
    assert ">4</b>" in page, "what another says of it"
    assert row.reason in page
    assert "whom it befell" in page, "other claims of the report"
    assert 'href="https://paper0.example/0" rel="nofollow noopener"' in page
    assert Page.objects.get(report=event.report).sha256 in page
    assert "<h1>What happened:" in _page(f"/claims/{event.pk}/"), "without words it is the happening itself"
    assert "<h1>What happened:" in _page(f"/claims/{event.pk}/", at="0-9999999")


def test_a_claim_is_shown_with_its_incident_or_because_a_briefing_rests_on_it(person: Person) -> None:
    row = told_by_many(2)
    event = _event()
    Event.objects.filter(pk=event.pk).update(review=Review.NEW)
    assert "Not reviewed yet" in _page(f"/claims/{event.pk}/")
    Event.objects.filter(pk=event.pk).update(review=Review.REJECTED)
    _page(f"/claims/{event.pk}/", 404)
    Event.objects.filter(pk=event.pk).update(review=Review.ACCEPTED)
    briefing = published.briefing(published.series(), [row], person(), out=False)
    citation = briefing.citations.get()
    Incident.objects.update(published_at=None)
    _page(f"/claims/{citation.event_id}/", 404)
    _page(f"/reports/{citation.event.report_id}/", 404)
    published.revision(briefing, person(), body="It happened.[^c1]")
    page = _page(f"/claims/{citation.event_id}/")
    assert "It stands here because a briefing rests on it." in page
    assert f"/citations/{citation.pk}/" in page
    assert f"/incidents/{row.pk}/" not in page
    _page(f"/reports/{citation.event.report_id}/")
    Event.objects.filter(pk=citation.event_id).update(review=Review.REJECTED)
    assert "The newsroom has rejected this claim" in _page(f"/claims/{citation.event_id}/")


def test_an_accusation_is_called_one_before_it_is_told() -> None:
    told_by_many(codings=[coding(0, stance=Stance.ACCUSES), coding(1, stance=Stance.ACCUSES)])
    event = _event()
    page = _page(f"/claims/{event.pk}/", at=_at(event, "the army"))
    assert page.index("An accusation, not established") < page.index("<h1>")
    assert "an accusation by unnamed sources of Coast Paper 0" in page


def test_an_archived_report_is_shown_whole_with_the_words_lit() -> None:
    told_by_many(2)
    event = _event()
    page = _page(f"/reports/{event.report_id}/", at=_at(event, "3 people"))
    assert re.search(r'<mark class="pointed" id="words">.*?3 people', page)
    shown = re.sub(r"<[^>]+>", "", page)
    assert " ".join(event.report.text.split()) in shown
    assert f'href="/claims/{event.pk}/"' in page


def test_of_a_page_that_is_not_ours_to_show_readers_see_what_claims_rest_on() -> None:
    told_by_many(codings=[coding(0, url="https://paper0.example/0"), coding(1)], showable=False)
    report = Report.objects.get(key="many0")
    page = _page(f"/reports/{report.pk}/", at=_at(_event(), "3 people"))
    assert "its pages are not ours to show" in page
    assert "3 people" in page
    assert "What became of the men is not known." not in page
    assert 'href="https://paper0.example/0" rel="nofollow noopener"' in page
    assert Page.objects.get(report=report).sha256 in page
    assert "report.warc.gz" not in page
    assert Client().get(f"/reports/{report.pk}/report.warc.gz").status_code == 403
    whole = _page(f"/reports/{report.pk}/", at=f"0-{len(report.text)}")
    assert "What became of the men is not known." not in whole, "an address opens no more than that"


def test_masked_text_keeps_every_sign_that_is_shown_where_it_stood() -> None:
    text = "One came. Two came. Three went home.\n\nFour fell. Five slept. Six woke.\n"
    fell = Span(text.index("Four"), text.index("Four") + 4)
    seen = passages(text, [fell])
    assert [span.of(text).strip() for span in seen] == ["Three went home.\n\nFour fell."]
    shown = masked(text, seen)
    assert len(shown) == len(text)
    assert fell.of(shown) == "Four"
    assert "Two" not in shown
    assert "Five" not in shown
    assert "Six" not in shown
    assert shown.count("…") == 2
    assert masked(text, []).strip() == "…"


def test_versions_of_a_page_are_told_and_come_as_warc() -> None:
    told_by_many(2)
    report = Report.objects.get(key="many0")
    assert "has changed since it was first fetched" not in _page(f"/reports/{report.pk}/")
    Page.objects.create(
        report=report, url=report.url, status=404, media_type="text/html", body=pack(b"gone"), sha256="f" * 64
    )
    page = _page(f"/reports/{report.pk}/")
    assert "has changed since it was first fetched: there are 2 versions" in page
    for words in ("404", "text/html", "f" * 64):
        assert words in page
    answer = Client().get(f"/reports/{report.pk}/report.warc.gz")
    assert answer["Content-Type"] == "application/warc"
    assert answer["ETag"]
    records = list(ArchiveIterator(io.BytesIO(b"".join(answer.streaming_content))))  # type: ignore[attr-defined]
    assert sum(record.rec_type == "response" for record in records) == 2


def test_an_earlier_reading_is_shown_where_a_briefing_rests_on_it(person: Person) -> None:
    row = told_by_many(2)
    citation = published.briefing(published.series(), [row], person()).citations.get()
    report = citation.event.report
    then = citation.coding_id
    number = int(report.key.removeprefix("many"))
    first = coding(number)
    longer = replace(first.report, text=f"{first.report.text} More.")
    store_coding(replace(first, engine="invented/2", report=longer))
    page = _page(f"/reports/{report.pk}/", at=f"{citation.start}-{citation.end}", reading=str(then))
    assert "This is the text as it was read on" in page
    assert 'id="words"' in page
    assert " More." not in page
    assert " More." in _page(f"/reports/{report.pk}/")
    _page(f"/reports/{report.pk}/", 404, reading="01a224ba-4277-7777-974f-53059cc5a748")


def test_pages_ask_the_database_as_often_for_many_as_for_few() -> None:
    told_by_many(2)
    event = _event()
    paths = (f"/claims/{event.pk}/", f"/reports/{event.report_id}/")
    counts = []
    for more in (0, 6):
        if more:
            stored([coding(number) for number in range(2, 2 + more)])
            Source.objects.update(showable=True)
        for path in paths:
            Client().get(path)
            with CaptureQueriesContext(connection) as asked:
                assert Client().get(path).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 10, counts


def test_pages_come_in_every_language_of_the_site() -> None:
    told_by_many(2)
    event = _event()
    for code, way in (("de", "ltr"), ("ar", "rtl")):
        for path in (f"/{code}/claims/{event.pk}/", f"/{code}/reports/{event.report_id}/"):
            assert f'<html lang="{code}" dir="{way}">' in _page(path)


def test_an_archived_report_does_not_lead_to_an_incident_that_was_taken_down(person: Person) -> None:
    row = told_by_many(2)
    citation = published.briefing(published.series(), [row], person()).citations.get()
    address = f"/reports/{citation.event.report_id}/"
    tag = Client().get(address)["ETag"]
    assert f"/incidents/{row.pk}/" in _page(address)
    Incident.objects.filter(pk=row.pk).update(published_at=None)
    answer = Client().get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert f"/incidents/{row.pk}/" not in answer.content.decode()
