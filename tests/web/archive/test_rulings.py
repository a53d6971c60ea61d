"""Rulings: what an analyst decides on incidents holds, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from dateline.domain import EventType
from dateline.domain.errors import RulingRefused, RulingWithdrawn
from dateline.web.archive.linking import link_report
from dateline.web.archive.linking.doubles import likely_doubles
from dateline.web.archive.linking.rulings import (
    keep_apart,
    keep_events_apart,
    last_moves,
    merge,
    rulings_on,
    split,
    undo,
)
from dateline.web.archive.models import Account, Change, Incident
from dateline.web.archive.reviewing import accept
from dateline.web.archive.store import store_coding
from tests.web.archive.invented import Invented, partition, stored
from tests.web.archive.people import somebody

if TYPE_CHECKING:
    from dateline.web.archive.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> list[Report]:
    """Two dozen reports of six happenings, linked."""
    return stored(Invented(3).codings(24))


def _two() -> tuple[Incident, Incident]:
    one, other, *_ = sorted(Incident.objects.there(), key=lambda row: -row.number_of_reports)
    return one, other


def _accounts(incident: Incident) -> set[int]:
    return set(Account.objects.filter(incident=incident).values_list("pk", flat=True))


def _told(incident: Incident) -> set[tuple[str, str]]:
    return set(Account.objects.filter(incident=incident).values_list("report__key", "ref"))


@pytest.mark.usefixtures("land")
def test_merged_incidents_are_one_and_the_other_says_where_it_went() -> None:
    one, other = _two()
    both = _told(one) | _told(other)
    merge([one, other], by=somebody())
    one.refresh_from_db()
    other.refresh_from_db()
    left, gone = (one, other) if one.gone_at is None else (other, one)
    assert _told(left) == both
    assert left.number_of_reports == len({report for report, _ in both})
    assert gone.into == left
    assert gone.gone_at is not None
    assert set(Change.objects.filter(verb="merged").values_list("object", flat=True)) == {
        str(one.pk), str(other.pk),
    }  # fmt: skip


@pytest.mark.usefixtures("land")
def test_a_merge_that_is_undone_leaves_all_as_it_was_and_under_the_same_ids() -> None:
    before = {row.pk: (row.key, _told(row), bytes(row.body)) for row in Incident.objects.there()}
    ruling = merge(list(_two()), by=somebody())
    undo(ruling, by=somebody("bo"))
    after = {row.pk: (row.key, _told(row), bytes(row.body)) for row in Incident.objects.there()}
    assert after == before
    with pytest.raises(RulingWithdrawn):
        undo(ruling, by=somebody())


@pytest.mark.usefixtures("land")
def test_a_merge_holds_when_reports_are_coded_anew_and_others_come() -> None:
    one, other = _two()
    both = _told(one) | _told(other)
    merge([one, other], by=somebody())
    left = Incident.objects.there().get(pk__in=[one.pk, other.pk])
    invented = Invented(3)
    for coding in invented.codings(24)[:6]:
        again = replace(
            coding, engine="other/2", events=tuple(replace(e, id=f"x{e.id}") for e in coding.events)
        )
        link_report(store_coding(again).report)
    link_report(store_coding(invented.coding("late", invented._happened[:1])).report)  # noqa: SLF001 -- what happens
    left.refresh_from_db()
    assert left.gone_at is None
    assert {report for report, _ in both} <= {report for report, _ in _told(left)}


def test_a_split_puts_accounts_into_another_incident_and_undone_puts_them_back(land: list[Report]) -> None:
    one, _ = _two()
    before = partition()
    some = list(Account.objects.filter(incident=one)[:2])
    told = {(row.report.key, row.ref) for row in some}
    ruling = split(one, some, by=somebody())
    assert any(group == told for group in partition())
    for report in land:
        link_report(report)
    assert any(group == told for group in partition())
    undo(ruling, by=somebody())
    assert partition() == before


@pytest.mark.usefixtures("land")
def test_a_split_of_what_was_merged_and_a_merge_of_what_was_split_hold_the_last_word() -> None:
    one, other = _two()
    theirs = _told(other)
    merge([one, other], by=somebody())
    left = Incident.objects.there().get(pk__in=[one.pk, other.pk])
    mine = [row for row in Account.objects.filter(incident=left) if (row.report.key, row.ref) in theirs]
    split(left, mine, by=somebody())
    assert any(group == theirs for group in partition())
    again = Incident.objects.filter(accounts__in=mine).distinct()
    merge([left, *again], by=somebody())
    assert any(theirs < group for group in partition())


@pytest.mark.usefixtures("land")
def test_incidents_that_are_kept_apart_are_offered_as_doubles_no_more() -> None:
    one = next(row for row in Incident.objects.there() if likely_doubles(row))
    double = likely_doubles(one)[0]
    assert 0 < double.chance < 0.5
    keep_apart(one, double.incident, by=somebody())
    assert double.incident not in [found.incident for found in likely_doubles(one)]


def test_two_events_of_one_report_that_are_kept_apart_are_two_accounts() -> None:
    coding = Invented(4).codings(1)[0]
    event = replace(coding.events[0], type=EventType.SHELLING)
    twice = replace(coding, events=(event, replace(event, id="e9", mentions=(coding.events[0].agents[0],))))
    report = store_coding(twice).report
    link_report(report)
    report.refresh_from_db()
    assert report.accounts.count() == 1
    one, other = report.events.all()
    ruling = keep_events_apart(one, other, by=somebody())
    assert report.accounts.count() == 2
    undo(ruling, by=somebody())
    assert report.accounts.count() == 1


@pytest.mark.usefixtures("land")
def test_nothing_comes_of_a_ruling_on_what_is_not_there() -> None:
    one, other = _two()
    for incidents in ([one], [one, one]):
        with pytest.raises(RulingRefused):
            merge(incidents, by=somebody())
    for accounts in (Account.objects.none(), one.accounts.all(), other.accounts.all()):
        with pytest.raises(RulingRefused):
            split(one, list(accounts), by=somebody())


@pytest.mark.usefixtures("land")
def test_an_accepted_incident_that_grows_says_so() -> None:
    one, other = _two()
    for row in (one, other):
        accept(row, by=somebody())
    merge([one, other], by=somebody())
    left = Incident.objects.there().get(pk__in=[one.pk, other.pk])
    assert (left.review, left.outgrown) == ("accepted", True)
    accept(left, by=somebody())
    left.refresh_from_db()
    assert not left.outgrown


@pytest.mark.usefixtures("land")
def test_a_ruling_on_what_somebody_has_moved_since_it_was_seen_is_refused_and_says_who() -> None:
    one, other = _two()
    before = partition()
    split(one, list(Account.objects.filter(incident=one)[:1]), by=somebody("bo"))
    (last,) = last_moves([one, other]).values()
    some, seen = list(Account.objects.filter(incident=one)[:1]), {one.pk: "", other.pk: ""}
    with pytest.raises(RulingRefused, match=r"bo@example\.org split .* after you opened the page"):
        merge([one, other], by=somebody(), seen=seen)
    with pytest.raises(RulingRefused, match=r"bo@example\.org split"):
        keep_apart(one, other, by=somebody(), seen=seen)
    with pytest.raises(RulingRefused, match=r"bo@example\.org split"):
        split(one, some, by=somebody(), seen=seen)
    undo(rulings_on(one)[0], by=somebody("bo"))
    assert partition() == before
    with pytest.raises(RulingRefused, match=r"bo@example\.org undid a ruling on"):
        merge([one, other], by=somebody(), seen={one.pk: str(last.pk)})
    (last,) = last_moves([one, other]).values()
    merge([one, other], by=somebody(), seen={one.pk: str(last.pk)})


@pytest.mark.usefixtures("land")
def test_a_ruling_is_found_from_every_incident_that_it_has_made() -> None:
    one, other = _two()
    some = list(Account.objects.filter(incident=one)[:1])
    ruling = split(one, some, by=somebody())
    made = Incident.objects.get(accounts=some[0])
    assert list(rulings_on(made)) == list(rulings_on(one)) == [ruling]
    assert not rulings_on(other)


@pytest.mark.usefixtures("land")
def test_what_became_part_of_another_is_named_where_somebody_rules_on_it() -> None:
    one, other = _two()
    merge([one, other], by=somebody())
    third = next(row for row in Incident.objects.there() if row not in {one, other})
    gone = Incident.objects.get(pk__in=[one.pk, other.pk], gone_at__isnull=False)
    with pytest.raises(RulingRefused, match="which became part of"):
        merge([gone, third], by=somebody())
