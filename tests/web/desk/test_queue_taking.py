"""Taking from the queue: each gets another event, and what one has can be let go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from dateline.web.archive.models import Event, Review
from dateline.web.archive.reviewing import HELD, accept, take
from dateline.web.desk.queue.taking import take_all, take_next
from dateline.web.rights import Role
from tests.web.archive.people import somebody
from tests.web.desk.listed import archive, in_order, text

if TYPE_CHECKING:
    from uuid import UUID

    from tests.web.accounts import SignedIn

_OPEN = (Review.NEW, Review.SECOND)


@pytest.mark.django_db
def test_the_next_one_is_the_most_useful_that_is_free_and_its_page_keeps_the_filters(
    signed_in: SignedIn,
) -> None:
    archive()
    client, ana = signed_in(Role.ANALYST)
    first, second, third = in_order()[:3]
    take(Event.objects.get(pk=first), by=somebody("bo"))
    response = client.post("/desk/next/?country=SY&after=new~1~2")
    assert response.headers["Location"] == reverse("event", args=[second]) + "?country=SY"
    assert Event.objects.get(pk=second).assignee == ana
    assert client.post("/desk/next/").headers["Location"] == reverse("event", args=[third])


@pytest.mark.django_db
def test_where_nothing_is_free_one_is_told_and_stays(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ANALYST)
    response = client.post("/desk/next/?type=protest", follow=True)
    assert response.redirect_chain == [("/desk/?type=protest", 302)]
    assert "Nothing that is free waits here" in text(response)


@pytest.mark.django_db
def test_what_waits_for_a_second_reviewer_is_not_given_to_the_first() -> None:
    archive()
    ana, bo = somebody("ana"), somebody("bo")
    one = Event.objects.all()[0]
    accept(one, by=ana, second=True)
    only = Event.objects.filter(pk=one.pk)
    assert take_next(only, _OPEN, by=ana) is None
    assert take_next(only, _OPEN, by=bo) == one


@pytest.mark.django_db
def test_what_somebody_fell_asleep_over_is_free_again() -> None:
    archive(2)
    one = Event.objects.all()[0]
    take(one, by=somebody("ana"), now=timezone.now() - HELD - timedelta(minutes=1))
    assert take_next(Event.objects.filter(pk=one.pk), _OPEN, by=somebody("bo")) == one


@pytest.mark.django_db
def test_opening_an_event_takes_it_and_what_another_has_is_shown_and_left_to_them(
    signed_in: SignedIn,
) -> None:
    archive()
    client, ana = signed_in(Role.ANALYST)
    one, other = Event.objects.all()[:2]
    bo = somebody("bo")
    take(other, by=bo)
    for event, whose in ((one, ana), (other, bo)):
        response = client.post("/desk/take/?type=shelling", {"open": str(event.pk)})
        assert response.headers["Location"] == reverse("event", args=[event.pk]) + "?type=shelling"
        event.refresh_from_db()
        assert event.assignee == whose
    assert client.post("/desk/take/", {"open": "x"}).status_code == 404


@pytest.mark.django_db
def test_many_are_taken_and_let_go_at_once_but_for_what_others_have(signed_in: SignedIn) -> None:
    archive()
    client, ana = signed_in(Role.ANALYST)
    bo = somebody("bo")
    mine, free, theirs, done, *_ = Event.objects.all()
    take(mine, by=ana)
    take(theirs, by=bo)
    accept(done, by=bo)
    ticked = {"event": [str(one.pk) for one in (mine, free, theirs, done)]}
    said = text(client.post("/desk/take/?q=&after=x", ticked, follow=True))
    assert "2 events are in your hands for half an hour." in said
    assert "2 are in somebody else's hands, or wait no more." in said
    assert set(Event.objects.in_the_hands_of(ana)) == {mine, free}
    assert "2 events are free again." in text(client.post("/desk/let-go/", ticked, follow=True))
    assert not Event.objects.in_the_hands_of(ana)
    theirs.refresh_from_db()
    assert theirs.assignee == bo
    assert "Tick the events first" in text(client.post("/desk/take/", follow=True))
    assert "None of these is in your hands." in text(
        client.post("/desk/let-go/", {"event": "x"}, follow=True)
    )


@pytest.mark.django_db
def test_one_is_let_go_by_its_own_button(signed_in: SignedIn) -> None:
    archive(3)
    client, ana = signed_in(Role.ANALYST)
    one, other = Event.objects.all()[:2]
    take_all([one.pk, other.pk], by=ana)
    client.post("/desk/let-go/", {"let_go": str(one.pk), "event": [str(other.pk)]})
    assert list(Event.objects.in_the_hands_of(ana)) == [other]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_press_at_once_no_two_get_the_same() -> None:
    archive(8)
    count = Event.objects.count()
    people = [somebody(f"p{at}") for at in range(6)]
    begin = Barrier(len(people))

    def press(at: int) -> list[UUID]:
        try:
            begin.wait(30)
            taken = []
            while event := take_next(Event.objects.told(), _OPEN, by=people[at]):
                taken.append(event.pk)
            return taken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(people)) as pool:
        taken = list(pool.map(press, range(len(people))))
    everything = [key for some in taken for key in some]
    assert len(everything) == len(set(everything)) == count
    for at, some in enumerate(taken):
        assert set(Event.objects.in_the_hands_of(people[at]).values_list("pk", flat=True)) == set(some)
