"""The whole way of a report: read, coded and linked by a worker; what fails is seen and tried again."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dateline.domain.errors import EngineUnreachable, LanguageUnread, NoConnection, NotOurTurn
from dateline.web.archive.ingest import take_page, take_url
from dateline.web.archive.models import (
    Arrival,
    ArrivalState,
    Change,
    Coding,
    Event,
    Report,
    ReportState,
    WorkerLease,
)
from dateline.web.archive.tasks import code_report, enqueue_coding
from dateline.web.archive.tasks_dead import count_dead_letters, dead_letters, let_be, retry, retry_arrival
from dateline.web.archive.tasks_outcome import MOST_TRIES
from dateline.web.archive.tasks_worker import ArchiveWorker
from dateline.web.archive.tasks_world import World, in_world
from tests.web.ingest.worlds import Web, page, scripted_engine, without_lookups

if TYPE_CHECKING:
    from dateline.domain import Coding as Coded
    from dateline.domain import Report as Read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("here")]

STORY = "https://mill.example/story"


def _work() -> None:
    """Do all that is due."""
    ArchiveWorker(until_empty=True).run()


def _work_through() -> None:
    """Do all there is, whatever it waits for."""
    while DBTaskResult.objects.filter(status="READY").exists():
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        _work()


def test_a_page_goes_all_the_way_to_its_events(web: Web) -> None:
    web.pages[STORY] = page(3)
    take_url(STORY)
    _work()
    report = Report.objects.get()
    assert report.state == ReportState.LINKED
    assert Coding.objects.get(current=True).report == report
    event = Event.objects.get()
    assert (event.type, event.words, event.killed_min) == ("shelling", "Shells fell", 2)
    assert [row.status for row in DBTaskResult.objects.all()] == ["SUCCESSFUL"] * 3
    assert not WorkerLease.objects.exists()


def test_what_is_begun_is_ended_before_something_else_is_begun(web: Web) -> None:
    for number in range(3):
        web.pages[f"{STORY}{number}"] = page(number)
        take_url(f"{STORY}{number}")
    _work()
    steps = [row.task_name for row in DBTaskResult.objects.order_by("started_at")]
    assert steps == ["read_arrival", "code_report", "link_report"] * 3


def test_every_step_done_again_has_the_effect_of_once(web: Web) -> None:
    web.pages[STORY] = page(3)
    take_url(STORY)
    _work()
    before = _all_there_is()
    DBTaskResult.objects.update(status="READY", worker_ids=[])
    _work()
    assert _all_there_is() == before
    assert DBTaskResult.objects.count() == 3


def _all_there_is() -> dict[str, list[dict[str, Any]]]:
    models: tuple[Any, ...] = (Report, Coding, Event, Arrival)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_page_that_changed_is_coded_anew_and_keeps_its_event(web: Web) -> None:
    web.pages[STORY] = page(3, killed=2)
    take_url(STORY)
    _work()
    web.pages[STORY] = page(3, killed=5)
    take_url(STORY)
    _work()
    report = Report.objects.get()
    assert report.state == ReportState.LINKED
    assert report.codings.count() == 2
    event = Event.objects.get()
    assert event.killed_min == 5
    assert event.coding == report.codings.get(current=True)


def test_words_that_change_while_they_are_coded_are_coded_as_they_are_now(web: Web) -> None:
    web.pages[STORY] = page(3, killed=2)
    take_url(STORY)

    class Slow:
        """An engine during whose work the page changes."""

        name, languages = "slow/1", frozenset({"en"})

        def code(self, report: Read) -> Coded:
            if "killing 2" in report.text:
                row = Report.objects.get()
                Report.objects.filter(pk=row.pk).update(text=row.text.replace("killing 2", "killing 5"))
                enqueue_coding(row)
            return scripted_engine().code(report)

    with in_world(World(fetcher=lambda: web, engine=Slow, lookups=without_lookups)):
        _work()
    assert Event.objects.get().killed_min == 5
    assert Coding.objects.count() == 1
    assert [row.return_value for row in DBTaskResult.objects.filter(task_path__endswith="code_report")] == [
        "overtaken", "coded",
    ]  # fmt: skip


def test_a_site_that_is_down_for_a_while_costs_time_and_nothing_else(web: Web) -> None:
    web.pages[STORY] = [NoConnection(STORY, "Later."), NotOurTurn("mill.example", "Wait.", wait=9), page(3)]
    take_url(STORY)
    _work()
    assert Arrival.objects.get().state == ArrivalState.WAITING
    _work_through()
    assert Report.objects.get().state == ReportState.LINKED
    assert count_dead_letters() == 0


def test_a_site_that_stays_down_is_a_dead_letter_that_is_seen_and_tried_again(web: Web) -> None:
    web.pages[STORY] = NoConnection(STORY, "Check the address, or try again later.")
    take_url(STORY)
    _work_through()
    assert len(web.asked) == MOST_TRIES
    (letter,) = dead_letters()
    assert (letter.step, letter.about, letter.tries) == ("read_arrival", Arrival.objects.get(), MOST_TRIES)
    assert letter.error.startswith("The site takes no connection")
    assert Arrival.objects.get().state == ArrivalState.FAILED
    assert list(Arrival.objects.troubled()) == [Arrival.objects.get()]

    web.pages[STORY] = page(3)
    assert retry(letter.id)
    assert not retry(letter.id), "once is enough"
    _work()
    assert Report.objects.get().state == ReportState.LINKED
    assert dead_letters() == []
    assert Change.objects.get().verb == "retried"


def test_a_fault_of_the_engine_is_a_dead_letter_of_the_report(web: Web) -> None:
    class Broken:
        """An engine that fails."""

        name, languages = "broken/1", frozenset({"en"})

        def code(self, _: Read) -> Coded:
            raise ZeroDivisionError("by nought")

    web.pages[STORY] = page(3)
    take_url(STORY)
    with in_world(World(fetcher=lambda: web, engine=Broken, lookups=without_lookups)):
        _work_through()
    report = Report.objects.get()
    (letter,) = dead_letters()
    assert (letter.step, letter.about, report.state) == ("code_report", report, ReportState.FAILED)
    assert "by nought" in letter.error
    assert "by nought" in report.failure
    assert "Traceback" in letter.details

    retry(letter.id)
    _work()
    report.refresh_from_db()
    assert (report.state, report.failure) == (ReportState.LINKED, "")


def test_a_report_that_failed_is_coded_when_its_page_comes_again(web: Web) -> None:
    web.pages[STORY] = page(3)
    take_url(STORY)
    _work()
    Report.objects.update(state=ReportState.FAILED, failure="x")
    Coding.objects.update(current=False)
    web.pages[STORY] = page(3, head="<!-- new -->")
    take_url(STORY)
    _work()
    assert Report.objects.get().state == ReportState.LINKED


def test_what_passes_by_itself_is_tried_more_often_than_a_fault(web: Web) -> None:
    class Away:
        """An engine whose server is away."""

        name, languages, asked = "away/1", frozenset({"en"}), 0

        def code(self, _: Read) -> Coded:
            Away.asked += 1
            raise EngineUnreachable("localhost", "Start it.")

    web.pages[STORY] = page(3)
    take_url(STORY)
    with in_world(World(fetcher=lambda: web, engine=Away, lookups=without_lookups)):
        _work_through()
    assert Away.asked == MOST_TRIES


def test_a_dead_letter_can_be_let_be(web: Web) -> None:
    web.pages[STORY] = NoConnection(STORY, "Later.")
    take_url(STORY)
    _work_through()
    (letter,) = dead_letters()
    assert let_be(letter.id)
    assert not let_be(letter.id)
    assert dead_letters() == []
    assert Arrival.objects.get().state == ArrivalState.FAILED


@pytest.mark.parametrize("body", [b"<html><nav>Home</nav></html>", NoConnection(STORY, "Later.")])
def test_what_became_no_report_can_be_tried_again_from_its_arrival(web: Web, body: bytes | Exception) -> None:
    web.pages[STORY] = body
    take_url(STORY)
    _work_through()
    arrival = Arrival.objects.get()
    assert arrival.state in (ArrivalState.REFUSED, ArrivalState.FAILED)
    web.pages[STORY] = page(3)
    assert retry_arrival(arrival)
    assert not retry_arrival(arrival)
    _work()
    arrival.refresh_from_db()
    assert (arrival.state, arrival.report) == (ArrivalState.READ, Report.objects.get())
    assert dead_letters() == []


def test_what_is_on_its_way_again_by_itself_is_not_set_on_its_way_twice(web: Web) -> None:
    web.pages[STORY] = NoConnection(STORY, "Later.")
    take_url(STORY)
    _work_through()
    (letter,) = dead_letters()
    take_url(STORY)
    assert not retry(letter.id)
    assert not retry_arrival(Arrival.objects.troubled().get())


def test_a_step_whose_subject_is_gone_is_done(web: Web) -> None:
    web.pages[STORY] = page(3)
    taken = take_url(STORY)
    assert taken.arrival is not None
    taken.arrival.delete()
    code_report.enqueue(report="019e0000-0000-7000-8000-000000000000")
    _work()
    assert {row.return_value for row in DBTaskResult.objects.all()} == {"gone"}


def test_a_worker_that_is_told_to_end_at_once_puts_back_what_it_has_in_hand(web: Web) -> None:
    class Interrupted:
        """An engine during whose work somebody presses Ctrl+C twice."""

        name, languages = "interrupted/1", frozenset({"en"})

        def code(self, _: Read) -> Coded:
            raise SystemExit(1)

    web.pages[STORY] = page(3)
    take_url(STORY)
    interrupted = World(fetcher=lambda: web, engine=Interrupted, lookups=without_lookups)
    with in_world(interrupted), pytest.raises(SystemExit):
        _work()
    assert DBTaskResult.objects.get(status="READY").worker_ids == []
    assert not WorkerLease.objects.exists()
    _work()
    assert Report.objects.get().state == ReportState.LINKED


def test_a_worker_that_is_told_to_end_does_what_it_has_in_hand_first(web: Web) -> None:
    for number in range(2):
        web.pages[f"{STORY}{number}"] = page(number)
        take_url(f"{STORY}{number}")
    worker = ArchiveWorker(until_empty=True)

    class Told:
        """An engine during whose work the worker is told to end."""

        name, languages = "told/1", frozenset({"en"})

        def code(self, report: Read) -> Coded:
            worker.shutdown(signal.SIGTERM, None)
            return scripted_engine().code(report)

    with in_world(World(fetcher=lambda: web, engine=Told, lookups=without_lookups)):
        worker.run()
    assert Report.objects.get().state == ReportState.CODED
    _work()
    assert set(Report.objects.values_list("state", flat=True)) == {ReportState.LINKED}


def test_a_report_in_a_language_that_nobody_reads_is_given_up_at_once() -> None:
    class English:
        """An engine that finds out late that it does not read a text."""

        name, languages = "english/1", frozenset({"en"})

        def code(self, _: Read) -> Coded:
            raise LanguageUnread("the text is in 'xx'", "Nothing was coded.")

    take_page(page(3))
    with in_world(World(fetcher=Web, engine=English, lookups=without_lookups)):
        _work()
    assert count_dead_letters() == 1
    assert "'xx'" in Report.objects.get().failure
