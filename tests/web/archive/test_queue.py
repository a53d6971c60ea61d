"""The queue: what is most useful to look at comes first, in a fixed number of questions; and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from dateline.domain import EventType
from dateline.domain.errors import TakenByAnother
from dateline.web.archive.models import Event, EventActor, Incident, Review
from dateline.web.archive.models.happenings import Bounds
from dateline.web.archive.reviewing import (
    HELD,
    accept,
    agreement,
    disagreements,
    let_go,
    reject,
    reopen,
    take,
)
from dateline.web.archive.store import store_coding
from dateline.web.archive.use import use_of_event
from tests.web.archive.invented import TOWNS, Invented, stored
from tests.web.archive.people import somebody

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> list[Event]:
    """The events of a dozen reports."""
    for coding in Invented(5).codings(12):
        store_coding(coding)
    return list(Event.objects.all())


def test_a_page_of_the_queue_takes_two_questions_however_long_it_is(
    events: list[Event], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for length in (1, 5, len(events)):
        with django_assert_num_queries(2):
            page = Event.objects.awaiting_review().in_order_of_use().with_words()[:length]
            told = [
                (one.report.title, one.source, one.assignee, [actor.name for actor in one.actors.all()])
                for one in page
            ]
        assert len(told) == length


def test_incidents_with_their_reports_take_a_fixed_number_of_questions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    stored(Invented(5).codings(12))
    with django_assert_num_queries(5):
        for row in Incident.objects.there().with_reports():
            for account in row.accounts.all():
                assert account.report.title
                assert all(event.words for event in account.events.all())


def test_more_harm_more_doubt_more_evidence_and_a_later_day_come_first() -> None:
    event = replace(Invented(1).codings(1)[0].events[0], harm=(), confidence=0.95)
    day = date(2018, 5, 5)
    least = use_of_event(replace(event, agents=(), date=None), None, 0, day)
    assert use_of_event(event, None, 0, day) > least
    assert use_of_event(replace(event, agents=(), date=None), None, 12, day) > least
    assert use_of_event(replace(event, agents=(), date=None, confidence=0.5), None, 0, day) > least
    assert use_of_event(replace(event, agents=(), date=None), None, 0, day + timedelta(days=1)) > least


def test_events_are_asked_for_by_day_type_place_actor_source_and_map(events: list[Event]) -> None:
    one = events[0]
    assert one.lat is not None
    assert one.date_end is not None
    for found in (
        Event.objects.between(one.date_start, one.date_end),
        Event.objects.of_type(EventType(one.type)),
        Event.objects.at_place(one.place),
        Event.objects.in_country("SY").within(
            Bounds(south=one.lat - 0.1, north=one.lat + 0.1, west=35, east=40)
        ),
        Event.objects.by_actor(EventActor.objects.filter(event=one, role="agent").get().actor, role="agent"),
        Event.objects.of_report(one.report_id),
    ):
        assert one in found
        assert found.distinct().count() == found.count()
        assert 0 < found.count() < len(events)
    assert not Event.objects.between(one.date_end + timedelta(days=400), None)
    assert not Event.objects.within(Bounds(south=-10, north=0, west=170, east=-170))


def test_counts_tell_how_many_there_are_of_each(events: list[Event]) -> None:
    counted = Event.objects.awaiting_review().tallied("place_name")
    assert sum(number for _, number in counted) == len(events)
    assert {name for name, _ in counted} <= set(TOWNS)
    assert [number for _, number in counted] == sorted((number for _, number in counted), reverse=True)


# ── whose it is ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_somebody_has_in_hand_is_nobody_else_s_until_they_let_go_or_fall_asleep(
    events: list[Event],
) -> None:
    one, ana, bo = events[0], somebody("ana"), somebody("bo")
    now = timezone.now()
    take(one, by=ana, now=now)
    take(one, by=ana, now=now)
    with pytest.raises(TakenByAnother):
        take(one, by=bo, now=now + HELD / 2)
    with pytest.raises(TakenByAnother):
        accept(one, by=bo)
    assert one not in Event.objects.free_for(bo)
    assert one in Event.objects.free_for(ana)
    assert list(Event.objects.in_the_hands_of(ana)) == [one]
    take(one, by=bo, now=now + HELD * 2)
    let_go(one, by=ana)
    one.refresh_from_db()
    assert one.assignee == bo
    let_go(one, by=bo)
    one.refresh_from_db()
    assert one.assignee is None


def test_what_is_accepted_or_rejected_waits_no_more_and_reopened_waits_again(events: list[Event]) -> None:
    one, ana = events[0], somebody()
    assert accept(one, by=ana) is Review.ACCEPTED
    assert one not in Event.objects.awaiting_review()
    assert reopen(one, by=ana) is Review.NEW
    assert one in Event.objects.awaiting_review()
    assert reject(one, by=ana) is Review.REJECTED
    assert one not in Event.objects.standing()
    assert one in Event.objects.told()


def test_where_a_second_reviewer_is_asked_for_two_have_to_say_the_same(events: list[Event]) -> None:
    one, other = events[:2]
    ana, bo, cy = (somebody(name) for name in ("ana", "bo", "cy"))
    assert accept(one, by=ana, second=True) is Review.SECOND
    assert accept(one, by=ana, second=True) is Review.SECOND
    assert accept(one, by=bo, second=True) is Review.ACCEPTED
    assert accept(other, by=ana, second=True) is Review.SECOND
    assert reject(other, by=bo, second=True) is Review.SECOND
    assert list(disagreements()) == [other]
    assert reopen(other, by=ana) is Review.SECOND
    assert reject(other, by=cy, second=True) is Review.REJECTED
    assert not disagreements()


def test_agreement_is_told_for_each_two_people(events: list[Event]) -> None:
    ana, bo = somebody("ana"), somebody("bo")
    for at, one in enumerate(events[:4]):
        (accept if at < 2 else reject)(one, by=ana, second=True)
        (accept if at < 3 else reject)(one, by=bo, second=True)
    (found,) = agreement()
    assert {found.one, found.other} == {ana.pk, bo.pk}
    assert (found.events, found.same) == (4, 3)
    assert found.kappa == pytest.approx(0.5)
