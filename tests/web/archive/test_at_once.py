"""At once: what several do in one moment comes out as if they had done it one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.db import connections

from dateline.domain import Status
from dateline.domain.errors import RulingRefused, TakenByAnother
from dateline.web.archive.corrections import correct
from dateline.web.archive.linking import link_report
from dateline.web.archive.linking.rulings import merge, undo
from dateline.web.archive.models import Account, Coding, Correction, Event, Field, Incident, Report
from dateline.web.archive.reviewing import take
from dateline.web.archive.store import store_coding
from tests.web.archive.invented import Invented, in_memory, partition
from tests.web.archive.people import somebody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
