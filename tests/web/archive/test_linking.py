"""Linking over the database: what comes of it is what linking in memory makes of the same reports."""

from __future__ import annotations

import pytest

from dateline.linking.linking import Archive
from dateline.web.archive.linking import link_report, unlink_report
from dateline.web.archive.models import Account, BlockKey, Incident, Likeness, Report, ReportState
from dateline.web.archive.sources import sources_of_archive
from dateline.web.archive.store import examined_of, store_coding
from tests.incidents import crossing_codings
from tests.web.archive.invented import Invented, in_memory, partition, stored

pytestmark = pytest.mark.django_db


def test_two_reports_of_one_shelling_are_one_incident_with_their_account_table() -> None:
    codings = crossing_codings()
    archive = Archive(codings, sources=sources_of_archive())
    for coding in codings:
        link_report(store_coding(coding).report)
    rows = {row.key: row for row in Incident.objects.there()}
    assert set(rows) == {one.id for one in archive.incidents()}
    for one in archive.incidents():
        assert examined_of(rows[one.id]) == archive.examined(one.id)


@pytest.mark.parametrize("seed", range(3))
def test_incidents_are_those_that_linking_in_memory_finds_whatever_order_reports_come_in(seed: int) -> None:
    codings = Invented(seed).codings(24)
    for coding in codings:
        link_report(store_coding(coding).report)
    assert partition() == in_memory(codings)
    assert Report.objects.filter(state=ReportState.LINKED).count() == len(codings)


def test_a_report_that_is_linked_twice_changes_nothing() -> None:
    reports = stored(Invented(1).codings(10))
    before, rows = partition(), set(Account.objects.values_list("pk", flat=True))
    for report in reports:
        link_report(report)
    assert partition() == before
    assert set(Account.objects.values_list("pk", flat=True)) == rows


def test_a_report_that_is_taken_out_leaves_nothing_behind() -> None:
    codings = Invented(2).codings(12)
    reports = stored(codings)
    for report in reports[6:]:
        unlink_report(report)
    assert partition() == in_memory(codings[:6])
    numbers = set(Account.objects.values_list("pk", flat=True))
    assert set(BlockKey.objects.values_list("account", flat=True)) == numbers
    assert {end for pair in Likeness.objects.values_list("one", "other") for end in pair} <= numbers
    for report in reports[:6]:
        unlink_report(report)
    assert not Incident.objects.there()
    assert not BlockKey.objects.all()
