"""What may go wrong beside the way of a report, and must lose nothing, double nothing and stop nothing."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from warcio.archiveiterator import ArchiveIterator

from dateline.domain.errors import AddressForbidden, NotOurTurn
from dateline.web.archive.ingest import take_list, take_page, take_url
from dateline.web.archive.ingest_reading import read_arrival
from dateline.web.archive.ingest_sources import source_of
from dateline.web.archive.leases import put_back_lost, take_lease
from dateline.web.archive.models import (
    Arrival,
    ArrivalState,
    Feed,
    Report,
    ReportState,
    Source,
)
from dateline.web.archive.polling import enqueue_due_looks, follow, look_at
from dateline.web.archive.store import current_coding
from dateline.web.archive.tasks import enqueue_reading
from dateline.web.archive.tasks_worker import ArchiveWorker
from dateline.web.archive.warc import write_report
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from dateline.web.archive.ingest import Taken
    from tests.web.ingest.worlds import Web

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]

STORY = "https://mill.example/story"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _work() -> None:
    ArchiveWorker(until_empty=True).run()


def _read(taken: Taken) -> ArrivalState | None:
    assert taken.arrival is not None
    return read_arrival(str(taken.arrival.pk), then=lambda _: None)


# ── codings ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_report_whose_linking_was_given_up_is_linked_when_its_page_comes_again(web: Web) -> None:
    web.pages[STORY] = page(3)
    take_url(STORY)
    _work()
    Report.objects.update(state=ReportState.FAILED, failure="Linking was given up.")
    web.pages[STORY] = page(3, head="<!-- new -->")
    take_url(STORY)
    _work()
    report = Report.objects.get()
    assert (report.state, report.failure) == (ReportState.LINKED, "")


def test_a_page_that_changes_there_and_back_before_it_is_coded_is_linked_again(web: Web) -> None:
    web.pages[STORY] = page(3)
    take_url(STORY)
    _work()
    coded = current_coding(Report.objects.get())
    for killed in (9, 2):
        web.pages[STORY] = page(3, killed=killed)
        take_url(STORY)
        ArchiveWorker(until_empty=True, queues=["default"]).run()
    report = Report.objects.get()
    assert report.state == ReportState.FETCHED
    _work()
    report.refresh_from_db()
    assert report.state == ReportState.LINKED
    assert current_coding(report) == coded, "the coding that is there is of these words"


# ── versions of pages ───────────────────────────────────────────────────────────────────────────────────────


def test_what_the_site_gave_is_kept_though_somebody_had_handed_its_words_in(web: Web) -> None:
    _read(take_page(page(3), url=STORY))
    web.pages[STORY] = page(3, head="<!-- as the site gives it -->")
    assert _read(take_url(STORY)) == ArrivalState.KNOWN
    report = Report.objects.get()
    assert report.pages.filter(status=200).count() == 1
    _read(take_page(page(3, killed=900), url=STORY))
    report.refresh_from_db()
    assert "killing 2 people" in report.text, "what the site gave itself is not overwritten by hand"


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_line_break_in_an_address_breaks_out_of_nothing() -> None:
    evil = "https://mill.example/st\r\nWARC-Evil: 1\r\nory"
    _read(take_page(page(3), url=evil))
    report = Report.objects.get()
    out = io.BytesIO()
    write_report(out, report)
    out.seek(0)
    heads: list[Any] = [record.rec_headers for record in ArchiveIterator(out)]
    assert [head.get_header("WARC-Evil") for head in heads] == [None, None]
    assert "\n" not in report.url


def test_an_address_over_two_lines_is_fetched_as_a_browser_would(web: Web) -> None:
    web.pages[STORY] = page(3)
    assert _read(take_url("https://mill.example/\nstory")) == ArrivalState.READ
    _, (taken,) = take_list(b'url,title\n"https://mill.example/\nother",x\n', name="list.csv")
    assert Arrival.objects.get(state=ArrivalState.WAITING).url == "https://mill.example/other", taken


def test_an_endless_address_in_a_feed_does_not_keep_the_others_out(web: Web) -> None:
    feed, _ = follow("https://mill.example/feed")
    items = "".join(
        f"<item><link>https://mill.example/{one}</link></item>" for one in (f"1#{'x' * 5000}", "2")
    )
    web.pages[feed.url] = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    assert look_at(feed.pk, now=NOW) == 1
    assert Arrival.objects.get().url == "https://mill.example/2"


def test_a_feed_with_an_endless_address_is_not_followed() -> None:
    with pytest.raises(AddressForbidden, match="2,000"):
        follow(f"https://mill.example/feed?utm_source={'x' * 2500}")
    assert not Feed.objects.exists()


def test_a_source_has_a_name_that_its_column_holds() -> None:
    site = f"{'a' * 60}.{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
    for number in range(2):
        source_of(f"https://{number}.{site}/1", "The Mill " * 20)
    source_of(f"https://{site.replace('a', 'e')}/1", None)
    assert Source.objects.count() == 3
    for source in Source.objects.all():
        source.clean_fields()


def test_what_a_database_refuses_for_another_reason_is_told_and_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise IntegrityError("another reason")

    monkeypatch.setattr(Arrival, "save", refuse)
    with pytest.raises(IntegrityError, match="another reason"):
        take_url(STORY)


# ── feeds and workers ───────────────────────────────────────────────────────────────────────────────────────


def test_a_look_that_was_put_off_is_not_set_a_second_time(web: Web) -> None:
    feed, _ = follow("https://mill.example/feed")
    Feed.objects.update(next_poll=NOW)
    web.pages[feed.url] = NotOurTurn("mill.example", "Wait.", wait=86_400)
    enqueue_due_looks(now=NOW)
    with pytest.raises(NotOurTurn):
        look_at(feed.pk, now=NOW)
    for hours in range(1, 25):
        enqueue_due_looks(now=NOW + timedelta(hours=hours))
    assert DBTaskResult.objects.filter(task_path__endswith="look_at_feed").count() == 1
    enqueue_due_looks(now=NOW + timedelta(hours=26))
    assert DBTaskResult.objects.filter(task_path__endswith="look_at_feed").count() == 2, "if it was lost"


def test_a_worker_that_begins_meanwhile_keeps_what_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    enqueue_reading(Arrival.objects.create(key=STORY, url=STORY), 0)
    tasks: Any = DBTaskResult.objects
    running = tasks.running

    def begin_and_look(*_: object) -> Any:  # noqa: ANN401
        take_lease("begins")
        DBTaskResult.objects.get().claim("begins")
        return running()

    monkeypatch.setattr(type(tasks), "running", begin_and_look)
    assert put_back_lost(now=timezone.now()) == 0
    assert DBTaskResult.objects.get().status == "RUNNING"
