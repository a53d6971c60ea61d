"""What readers see of incidents: accepted ones alone, and still under the old address after a merger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain.errors import EditRefused, IncidentNotReady
from dateline.web.archive.linking.rulings import merge, undo
from dateline.web.archive.models import Change, Incident, Review
from dateline.web.archive.reviewing import accept, reject
from dateline.web.press.publishing import incidents, stages
from dateline.web.rights import Role
from tests.web.press import bare, published

if TYPE_CHECKING:
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(person: Person) -> User:
    return person(Role.EDITOR, name="Ada")


@pytest.fixture
def told() -> list[Incident]:
    """Real incidents, accepted and hidden."""
    rows = published.incidents(3)
    Incident.objects.update(published_at=None)
    return list(Incident.objects.filter(pk__in=[row.pk for row in rows[:3]]).order_by("pk"))


def _shown() -> set[str]:
    return set(Incident.objects.published().values_list("key", flat=True))


def test_accepted_incidents_are_shown_all_of_them_or_none(ada: User) -> None:
    one, other = bare.incident("one"), bare.incident("other")
    doubted = bare.incident("doubted", review=Review.SECOND)
    with pytest.raises(IncidentNotReady, match="waits for a second reviewer"):
        incidents.publish([one, doubted], by=ada)
    assert not _shown()
    assert incidents.publish([one], by=ada) == 1
    assert incidents.publish([one, other], by=ada) == 1
    assert _shown() == {"one", "other"}
    assert [change.verb for change in Change.objects.of(one)] == ["published"]


def test_an_incident_is_taken_down_with_a_reason(ada: User) -> None:
    one = bare.incident("one")
    incidents.publish([one], by=ada)
    with pytest.raises(EditRefused, match="Say why"):
        incidents.take_down(one, by=ada, why="")
    incidents.take_down(one, by=ada, why="A source is in danger.")
    incidents.take_down(one, by=ada, why="Again.")
    assert one.published_at is None
    assert [(change.verb, change.after) for change in Change.objects.of(one)] == [
        ("took down", {"why": "A source is in danger."}),
        ("published", None),
    ]


def test_an_incident_that_is_rejected_is_seen_no_more_and_does_not_come_back_by_itself(ada: User) -> None:
    one = bare.incident("one")
    incidents.publish([one], by=ada)
    reject(one, by=ada)
    assert not _shown()
    accept(one, by=ada)
    assert not _shown()
    incidents.publish([one], by=ada)
    assert _shown() == {"one"}


def _left_of(some: list[Incident], by: User) -> tuple[Incident, Incident]:
    """Which of two incidents stays when they are merged, which is linking's to say, and which goes."""
    ruling = merge(some, by=by)
    left = Incident.objects.there().get(pk__in=[one.pk for one in some])
    undo(ruling, by=by)
    return left, next(one for one in some if one != left)


def test_what_a_published_incident_became_part_of_is_shown_in_its_place(
    told: list[Incident], ada: User
) -> None:
    left, gone = _left_of(told[:2], ada)
    incidents.publish([gone], by=ada)
    ruling = merge([left, gone], by=ada)
    assert _shown() == {left.key}
    (change,) = Change.objects.of(left).filter(verb="published")
    assert "became part of it" in str(change.after)
    keys = [left.pk, gone.pk, told[2].pk]
    assert incidents.where_now(keys) == {gone.pk: left, left.pk: left, told[2].pk: told[2]}
    undo(ruling, by=ada)
    assert _shown() == {left.key, gone.key}
    assert incidents.where_now([gone.pk]) == {gone.pk: gone}

    # As long as nobody has accepted it, it is not shown.
    Incident.objects.filter(pk=left.pk).update(published_at=None, review=Review.NEW)
    merge([left, gone], by=ada)
    assert not _shown()
    accept(Incident.objects.get(pk=left.pk), by=ada)
    assert _shown() == {left.key}


def test_a_merger_brings_nothing_back_that_was_taken_down(told: list[Incident], ada: User) -> None:
    left, gone = _left_of(told[:2], ada)
    incidents.publish([left, gone], by=ada)
    incidents.take_down(left, by=ada, why="A source is in danger.")
    merge([left, gone], by=ada)
    assert not _shown()


def test_a_briefing_publishes_what_its_incidents_have_become(told: list[Incident], ada: User) -> None:
    series = published.series(four_eyes=False)
    row = published.briefing(series, told[:1], ada, out=False)
    merge(told[:2], by=ada)
    left = Incident.objects.there().get(pk__in=[one.pk for one in told[:2]])
    stages.approve(row, by=ada)
    stages.publish(row, by=ada)
    assert _shown() == {left.key}
    assert list(incidents.shown_in(row.pk)) == [left]
    incidents.take_down(left, by=ada, why="A source is in danger.")
    assert not incidents.shown_in(row.pk)


def test_a_briefing_cannot_tell_of_what_nobody_tells_of_any_more(ada: User) -> None:
    row = bare.draft(ada, incidents=1)
    row.four_eyes = False
    row.save()
    Incident.objects.update(gone_at="2018-06-01T00:00Z")
    stages.approve(row, by=ada)
    with pytest.raises(IncidentNotReady, match="nothing is left of"):
        stages.publish(row, by=ada)
    assert incidents.where_now([row.incidents.get().pk]) == {row.incidents.get().pk: None}
