"""At once: what several do in one moment comes out as if they had done it one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from django.db import connections, transaction

from dateline.domain import Status
from dateline.domain.errors import RulingRefused, TakenByAnother
from dateline.linking.incidents import examine
from dateline.web.archive.corrections import correct
from dateline.web.archive.linking import link_report, take_lock
from dateline.web.archive.linking.joining import Moves
from dateline.web.archive.linking.rulings import merge, undo
from dateline.web.archive.linking.weighing import weigh
from dateline.web.archive.models import Account, Coding, Correction, Event, Field, Incident, Report, Review
from dateline.web.archive.reviewing import accept, take
from dateline.web.archive.sources import sources_of_archive
from dateline.web.archive.store import store_coding
from tests.web.archive.invented import Invented, in_memory, partition
from tests.web.archive.people import somebody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Future

    from dateline import domain

pytestmark = pytest.mark.django_db(transaction=True)

_T = TypeVar("_T")
_R = TypeVar("_R")
_THREADS = 4


def _at_once(do: Callable[[_T], _R], some: Iterable[_T]) -> list[_R]:
    """Do something to many things, several at a time, each thread on a connection of its own."""

    def done(one: _T) -> _R:
        try:
            return do(one)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(done, some))


def test_reports_that_are_coded_and_linked_at_once_are_each_in_once_and_well_linked() -> None:
    codings = Invented(6).codings(10)

    def work(coding: domain.Coding) -> None:
        link_report(store_coding(coding).report)

    _at_once(work, [*codings, *codings])
    assert Report.objects.count() == Coding.objects.count() == len(codings)
    assert Event.objects.count() == sum(len(coding.events) for coding in codings)
    assert partition() == in_memory(codings)
    made_of = Account.objects.values_list("incident", flat=True)
    assert set(Incident.objects.there().values_list("pk", flat=True)) == set(made_of)


def test_of_many_who_take_one_thing_at_once_one_has_it() -> None:
    store_coding(Invented(6).codings(1)[0])
    event = Event.objects.all()[0]

    def has(name: str) -> bool:
        try:
            take(Event.objects.get(pk=event.pk), by=somebody(name))
        except TakenByAnother:
            return False
        return True

    for name in "abcdefgh":
        somebody(name)
    assert sum(_at_once(has, "abcdefgh")) == 1


def test_a_word_on_an_incident_that_is_being_weighed_is_not_written_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = store_coding(Invented(6).codings(1)[0]).report
    link_report(report)
    incident, by = Incident.objects.all()[0], somebody("nadia")
    Incident.objects.filter(pk=incident.pk).update(body=b"")  # so that there is something to write

    def say() -> None:
        try:
            accept(incident, by=by)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as beside:
        said: list[Future[None]] = []

        def examine_slowly(*of: Any, **how: Any) -> Any:  # noqa: ANN401 -- as it is called
            if not said:
                said.append(beside.submit(say))
                wait(said, timeout=0.5)  # it is done by now, or waits until all is written
            return examine(*of, **how)

        monkeypatch.setattr("dateline.web.archive.linking.weighing.examine", examine_slowly)
        with transaction.atomic():
            take_lock(report)
            weigh([incident.key], Moves(), sources_of_archive())
        said[0].result(timeout=20)
    incident.refresh_from_db()
    assert incident.review == Review.ACCEPTED


def test_who_corrects_merges_and_links_at_once_never_waits_for_ever() -> None:
    codings = Invented(3).codings(8)
    for coding in codings:
        link_report(store_coding(coding).report)
    ana = somebody()

    def correct_one(report: Report) -> None:
        correct(report.events.all()[0], Field.STATUS, Status.ONGOING, by=ana)

    def merge_some(_: Report) -> None:
        with suppress(RulingRefused):  # what was to be merged may be one already
            undo(merge(list(Incident.objects.there()[:2]), by=ana), by=ana)

    def link_again(report: Report) -> None:
        link_report(report)

    work = [(do, report) for report in Report.objects.all() for do in (correct_one, merge_some, link_again)]
    _at_once(lambda one: one[0](one[1]), work)
    assert partition() == in_memory(codings)
    assert Correction.objects.filter(laid=True).count() == len(codings)
