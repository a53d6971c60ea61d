"""The lists of incidents and of reports."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from dateline.web.archive.models import Incident, Report, ReportState
from dateline.web.archive.reviewing import accept, reject, take
from dateline.web.archive.store import store_report
from dateline.web.desk.queue import lists
from dateline.web.rights import Role
from tests.web.archive.invented import Invented
from tests.web.archive.people import somebody
from tests.web.desk.listed import archive, text

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db

_OPENS = r'data-opens href="/desk/{}/([0-9a-f-]{{36}})/'


def _ids(client: Client, address: str, kind: str) -> list[str]:
    return re.findall(_OPENS.format(kind), client.get(address).content.decode())


def test_incidents_that_wait_are_listed_in_order_of_use_with_what_they_come_to(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    rows = list(Incident.objects.awaiting_review().in_order_of_use())
    assert _ids(client, "/desk/incidents/", "incidents") == [str(row.pk) for row in rows]
    first = rows[0]
    words = text(client.get("/desk/incidents/"))
    reports = f"{first.number_of_reports} report{'s' * (first.number_of_reports != 1)}"
    for expected in (
        f"Incidents that wait {len(rows)}",
        first.place_name,
        first.grade,
        first.standing,
        reports,
    ):
        assert expected in words


def test_incidents_are_narrowed_and_what_was_decided_is_listed_when_asked_for(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    yes, no, held, *rest = Incident.objects.there().order_by("pk")
    accept(yes, by=somebody())
    reject(no, by=somebody())
    take(held, by=somebody())
    assert _ids(client, "/desk/incidents/?review=accepted", "incidents") == [str(yes.pk)]
    assert _ids(client, "/desk/incidents/?review=rejected", "incidents") == [str(no.pk)]
    free = _ids(client, "/desk/incidents/?hands=free", "incidents")
    assert set(free) == {str(row.pk) for row in rest}
    assert f"{somebody()}, until" in text(client.get("/desk/incidents/"))
    one = rest[0]
    narrowed = _ids(
        client, f"/desk/incidents/?type={one.type}&grade={one.grade}&q={one.place_name}", "incidents"
    )
    assert str(one.pk) in narrowed
    assert len(narrowed) < len(rest)
    assert "Nothing that fits these filters." in text(client.get("/desk/incidents/?q=zeppelin"))


def test_what_became_part_of_another_incident_is_not_listed(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    gone = Incident.objects.there()[0]
    Incident.objects.filter(pk=gone.pk).update(gone_at=gone.changed_at)
    assert str(gone.pk) not in _ids(client, "/desk/incidents/?review=all", "incidents")


def test_lists_take_as_many_questions_however_long_they_are(
    signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, _ = signed_in(Role.ANALYST)
    for address in ("/desk/incidents/", "/desk/reports/", "/desk/search/?q=shelled"):
        counted = []
        for reports in (3, 12):
            archive(reports)
            client.get(address)
            with django_assert_max_num_queries(12) as asked:
                client.get(address)
            counted.append(len(asked))
        assert counted[0] == counted[1], address


# ── reports ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_reports_are_listed_the_newest_first_with_their_state_and_what_stopped_them(
    signed_in: SignedIn,
) -> None:
    reports = archive(4)
    client, _ = signed_in(Role.ANALYST)
    stuck = reports[0]
    Report.objects.filter(pk=stuck.pk).update(
        state=ReportState.FAILED, failure="ReportTooLong: 3,000,000 words"
    )
    listed = _ids(client, "/desk/reports/", "reports")
    order = sorted(reports, key=lambda row: (row.published or date.min, row.first_seen, row.pk), reverse=True)
    assert listed == [str(row.pk) for row in order]
    words = text(client.get("/desk/reports/"))
    assert "ReportTooLong: 3,000,000 words" in words
    assert "1 failed" in words
    assert "linked" in words
    assert _ids(client, "/desk/reports/?state=failed", "reports") == [str(stuck.pk)]
    source = f"/desk/reports/?source={reports[1].source_id}&country=SY"
    assert _ids(client, source, "reports") == [str(reports[1].pk)]
    assert f"Give up: {reports[1].source}" in text(client.get(source))


@pytest.mark.parametrize("length", [1, 3, 50])
def test_slices_of_reports_hold_each_once_forwards_and_backwards(
    monkeypatch: pytest.MonkeyPatch, signed_in: SignedIn, length: int
) -> None:
    monkeypatch.setattr(lists, "LENGTH", length)
    client, _ = signed_in(Role.ANALYST)
    first = date(2018, 5, 1)
    for at, coding in enumerate(Invented(3).codings(8)):
        row = store_report(coding.report)
        day = None if at in {2, 5, 6} else first + timedelta(days=at // 3)
        Report.objects.filter(pk=row.pk).update(published=day)
    dated = sorted(
        Report.objects.filter(published__isnull=False),
        key=lambda row: (row.published, row.first_seen, row.pk),
        reverse=True,
    )
    undated = sorted(
        Report.objects.filter(published=None), key=lambda row: (row.first_seen, row.pk), reverse=True
    )
    expected = [str(row.pk) for row in (*dated, *undated)]
    there, last = _walk(client, "next")
    assert there == expected
    back, _first = _walk(client, "prev", last)
    pages = [expected[at : at + length] for at in range(0, len(expected), length)]
    assert back == [key for page in pages[-2::-1] for key in page]


def _walk(client: Client, way: str, address: str = "/desk/reports/") -> tuple[list[str], str]:
    """The reports of one page after the other, and the address of the last; backwards, without the first."""
    seen = _ids(client, address, "reports") if way == "next" else []
    while found := re.search(rf'href="\?([^"]*)" rel="{way}"', client.get(address).content.decode()):
        address = "/desk/reports/?" + found[1].replace("&amp;", "&")
        seen += _ids(client, address, "reports")
    return seen, address
