"""The page of a report: its events, its way, its page as it was fetched."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from dateline.domain import Coding, EventType, Span
from dateline.web.archive.corrections import correct
from dateline.web.archive.ingest_coding import code
from dateline.web.archive.models import Field, Page, Report, ReportState
from dateline.web.archive.packing import pack
from dateline.web.archive.store import current_coding, store_coding
from dateline.web.rights import Role
from tests.codings import OIL_FIELD, sample_coding
from tests.web.desk.opened import event_named, oil_field, words_of

if TYPE_CHECKING:
    from django.test import Client

    from dateline.web.site.accounts.models import User
    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db
_BODY = b"<html><script>alert(1)</script><p>As it was fetched.</p></html>"


@pytest.fixture
def report() -> Report:
    """The sample of the oil field, coded and linked."""
    return oil_field()


@pytest.fixture
def desk(signed_in: SignedIn) -> tuple[Client, User]:
    """An analyst at the desk."""
    return signed_in(Role.ANALYST, email="nadia@example.org")


def _page(report: Report, body: bytes = _BODY) -> Page:
    return Page.objects.create(
        report=report,
        url="https://mill.example/1",
        status=200,
        media_type="text/html; charset=utf-8",
        headers=[["Content-Type", "text/html"]],
        body=pack(body),
        sha256=f"{len(body):064d}",
    )


def test_a_report_shows_its_events_in_the_order_of_the_text_and_its_incidents(
    desk: tuple[Client, User], report: Report
) -> None:
    client, _ = desk
    answer = client.get(f"/desk/reports/{report.pk}/")
    starts = [one["row"].start for one in answer.context["events"]]
    assert len(starts) == report.events.count()
    assert starts == sorted(starts)
    page = answer.content.decode()
    assert f'href="/desk/events/{event_named("attacked").pk}/"' in page
    assert len(answer.context["incidents"]) == report.accounts.values("incident").distinct().count()
    assert "Nobody has changed anything." in page


def test_an_address_that_is_none_of_the_web_is_not_led_to(desk: tuple[Client, User], report: Report) -> None:
    client, _ = desk
    for url, led in (("javascript:alert(1)", False), ("https://mill.example/1", True)):
        Report.objects.filter(pk=report.pk).update(url=url)
        assert (f'href="{url}"' in client.get(f"/desk/reports/{report.pk}/").content.decode()) is led


def test_what_failed_and_what_is_lost_is_told(desk: tuple[Client, User], report: Report) -> None:
    client, user = desk
    correct(event_named("attacked"), Field.AGENTS, (Span(0, 5),), by=user)
    coding = sample_coding(OIL_FIELD)
    store_coding(Coding(report=replace(coding.report, text="Quite another text."), engine="one/1"))
    Report.objects.filter(pk=report.pk).update(state=ReportState.FAILED, failure="The model was ill.")
    page = client.get(f"/desk/reports/{report.pk}/").content.decode()
    assert "The model was ill." in page
    assert "Corrections that could not be laid over the coding" in page
    assert "No coding tells of these any more" in page
    assert "corrected" in page


def test_a_report_that_is_not_coded_says_so(desk: tuple[Client, User]) -> None:
    client, _ = desk
    report = Report.objects.create(key="raw", title="Raw", text="Words and more words.")
    page = client.get(f"/desk/reports/{report.pk}/").content.decode()
    assert "It is not coded yet." in page
    assert "Words and more words." in page


def test_the_history_tells_each_change_in_words(desk: tuple[Client, User], report: Report) -> None:
    client, user = desk
    correct(event_named("attacked"), Field.TYPE, EventType.CLASH, by=user)
    page = client.get(f"/desk/reports/{report.pk}/").content.decode()
    assert "type: Assault → Clash" in page


def test_a_fetched_page_is_handed_out_byte_for_byte_and_never_shown(
    desk: tuple[Client, User], report: Report
) -> None:
    client, _ = desk
    page = _page(report)
    assert "text/html; charset=utf-8" in client.get(f"/desk/reports/{report.pk}/").content.decode()
    answer = client.get(f"/desk/reports/{report.pk}/pages/{page.pk}/")
    assert answer.content == _BODY
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Disposition"].endswith('.html"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_another_report_is_not_found(desk: tuple[Client, User], report: Report) -> None:
    client, _ = desk
    other = Report.objects.create(key="other", title="Other", text="Words.")
    assert client.get(f"/desk/reports/{other.pk}/pages/{_page(report).pk}/").status_code == 404


def test_all_versions_are_handed_out_as_warc(desk: tuple[Client, User], report: Report) -> None:
    client, _ = desk
    _page(report)
    _page(report, b"<p>Changed.</p>")
    answer = client.get(f"/desk/reports/{report.pk}/warc/")
    body = gzip.decompress(answer.getvalue())
    assert body.count(b"WARC-Type: response") == 2
    assert b"As it was fetched." in body
    assert answer.headers["Content-Type"] == "application/warc"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_coded_again_a_report_is_coded_though_this_engine_has_done_it_and_corrections_stay(
    desk: tuple[Client, User], report: Report
) -> None:
    client, user = desk
    correct(event_named("attacked"), Field.AGENTS, (Span(0, 5),), by=user)
    before = current_coding(report)
    answer = client.post(f"/desk/reports/{report.pk}/code/")
    assert answer.headers["Location"] == f"/desk/reports/{report.pk}/"
    (task,) = DBTaskResult.objects.all()
    asked = task.args_kwargs["kwargs"]
    assert (asked["report"], asked["again"]) == (str(report.pk), True)
    assert code(asked["report"], again=True, then=lambda _: None) == "coded"
    assert current_coding(report) != before
    assert words_of(event_named("attacked"), "agents") == ["On No"]


def test_readers_may_not_and_admins_may_only_look(signed_in: SignedIn, report: Report) -> None:
    page = _page(report)
    reader, _ = signed_in(Role.READER)
    for path in ("", f"pages/{page.pk}/", "warc/"):
        assert reader.get(f"/desk/reports/{report.pk}/{path}").status_code == 403
    admin, _ = signed_in(Role.ADMIN)
    assert admin.get(f"/desk/reports/{report.pk}/").status_code == 200
    assert admin.post(f"/desk/reports/{report.pk}/code/").status_code == 403
    assert not DBTaskResult.objects.exists()


def test_the_page_asks_the_database_as_often_for_many_events_as_for_few(
    desk: tuple[Client, User], report: Report
) -> None:
    client, _ = desk
    coding = sample_coding(OIL_FIELD)
    few = store_coding(
        replace(coding, report=replace(coding.report, id="few"), events=coding.events[:1])
    ).report
    for row in (few, report):
        client.get(f"/desk/reports/{row.pk}/")
    with CaptureQueriesContext(connection) as for_few:
        client.get(f"/desk/reports/{few.pk}/")
    with CaptureQueriesContext(connection) as for_many:
        client.get(f"/desk/reports/{report.pk}/")
    assert len(for_few) == len(for_many) <= 18
