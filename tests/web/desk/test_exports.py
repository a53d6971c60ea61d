"""Exports of what is listed: in every form, no more and no less than is listed, and told what is lost."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import pytest

from dateline.domain import EventType
from dateline.exporting import forms
from dateline.exporting.interchange import from_dict
from dateline.web.archive.corrections import correct
from dateline.web.archive.models import Change, Event, Field, Incident, Report
from dateline.web.archive.reviewing import accept, reject
from dateline.web.archive.store import coding_of, store_coding
from dateline.web.desk.queue import exporting, exports
from dateline.web.rights import Role
from tests.web.archive.invented import Invented
from tests.web.archive.people import somebody
from tests.web.desk.listed import archive, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from dateline.domain import Coding
    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


class _Got(NamedTuple):
    """What came, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def _file(client: Client, listed: str, form: str, **filters: str) -> _Got:
    address = "/desk/export/file/?" + urlencode({"list": listed, "form": form, **filters})
    return _got(client.post(address))


def _got(response: Any) -> _Got:  # noqa: ANN401 -- the test client's own kind of answer
    # Read to its end, a file is closed.
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return _Got(status=response.status_code, headers=response.headers, body=body)


def _codings(got: _Got) -> list[Coding]:
    return [from_dict(json.loads(line)) for line in got.body.splitlines()]


def _events(codings: list[Coding]) -> set[tuple[str, str]]:
    return {(coding.report.id, event.id) for coding in codings for event in coding.events}


def test_an_export_of_events_holds_those_that_are_listed_and_no_others(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    kind = Event.objects.all()[0].type
    listed = Event.objects.filter(type=kind)
    exported = _codings(_file(client, "events", "jsonl", type=kind))
    assert _events(exported) == set(listed.values_list("report__key", "ref"))
    assert listed.count() < Event.objects.count()


def test_corrections_are_laid_over_and_what_was_rejected_is_left_out_even_where_it_is_listed(
    signed_in: SignedIn,
) -> None:
    archive()
    client, ana = signed_in(Role.ANALYST)
    one, other, *rest = Event.objects.order_by("pk")
    correct(one, Field.TYPE, EventType.PROTEST, by=ana)
    reject(other, by=ana)
    exported = _codings(_file(client, "events", "jsonl", review="all"))
    kinds = {(coding.report.id, event.id): event.type for coding in exported for event in coding.events}
    assert kinds[one.report.key, one.ref] is EventType.PROTEST
    assert len(kinds) == len(rest) + 1
    assert not _codings(_file(client, "events", "jsonl", review="rejected"))
    whole = _codings(_file(client, "reports", "jsonl"))
    assert _events(whole) == set(kinds)


def test_every_form_writes_every_list_under_a_name_with_the_day(signed_in: SignedIn) -> None:
    archive(4)
    client, _ = signed_in(Role.ANALYST)
    for listed in ("events", "incidents", "reports"):
        for form, known in forms.FORMS.items():
            response = _file(client, listed, form)
            assert response.status == 200, (listed, form)
            ending = "zip" if known.files > 1 else known.ending
            name = f"dateline-{listed}-{form}-{datetime.now(UTC):%Y-%m-%d}.{ending}"
            assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
            media = "application/zip" if known.files > 1 else known.media
            assert response.headers["Content-Type"].partition(";")[0] == media
            assert form in response.headers["Dateline-Loss"]
            assert len(response.body) > 100, (listed, form)


def test_a_table_has_a_row_for_each_listed_event_and_its_head_once(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "PORTION", 2)
    archive()
    client, _ = signed_in(Role.ANALYST)
    number = Event.objects.count()
    acled = list(csv.DictReader(io.StringIO(_file(client, "events", "acled").body.decode())))
    assert len(acled) == number
    assert {row["country"] for row in acled} == {"Syria"}
    hxl = list(csv.reader(io.StringIO(_file(client, "events", "hxl").body.decode())))
    assert len(hxl) == number + 2
    assert sum(row[0].startswith("#") for row in hxl) == 1
    features = json.loads(_file(client, "events", "geojson").body)["features"]
    assert len(features) == number
    graph = json.loads(_file(client, "events", "jsonld").body)["@graph"]
    assert sum(node["@type"] == "Event" for node in graph) == number
    plain = list(csv.DictReader(io.StringIO(_file(client, "events", "csv").body.decode())))
    assert [row["event"] for row in plain] == list(
        Event.objects.order_by("report", "start", "id").values_list("ref", flat=True)
    )


def test_incidents_are_a_row_each_and_their_lines_are_what_link_writes(signed_in: SignedIn) -> None:
    archive()
    client, ana = signed_in(Role.ANALYST)
    no, yes, *_ = Incident.objects.there().order_by("pk")
    accept(yes, by=ana)
    reject(no, by=ana)
    keys = set(Incident.objects.there().exclude(pk=no.pk).values_list("key", flat=True))
    written = _file(client, "incidents", "jsonl", review="all").body
    lines = [json.loads(line) for line in written.splitlines()]
    assert {line["id"] for line in lines if line["schema"] == "dateline/incident/1"} == keys
    schemas = [line["schema"] for line in lines]
    assert schemas == sorted(schemas, reverse=True)  # the incidents first, then the codings
    told = Report.objects.filter(accounts__incident__key__in=keys).distinct().count()
    assert schemas.count("dateline/coding/1") == told
    hxl = list(csv.reader(io.StringIO(_file(client, "incidents", "hxl", review="all").body.decode())))
    assert {row[0] for row in hxl[2:]} == keys
    one = _file(client, "incidents", "hxl", review="accepted").body.decode()
    accepted = list(csv.reader(io.StringIO(one)))
    assert [row[0] for row in accepted[2:]] == [yes.key]


def test_a_form_that_knows_no_incidents_gets_their_events_and_says_so(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    one = Incident.objects.there()[0]
    response = _file(client, "incidents", "csv", place=one.place, type=one.type)
    rows = list(csv.DictReader(io.StringIO(response.body.decode())))
    expected = Event.objects.filter(accounts__incident__place=one.place, accounts__incident__type=one.type)
    assert {(row["report"], row["event"]) for row in rows} == set(expected.values_list("report__key", "ref"))
    assert response.headers["Dateline-Loss"].startswith("csv knows no incidents: their events are written.")


def test_attributions_go_with_the_events_that_stand_under_them() -> None:
    coding = Invented(2).codings(1)[0]
    kept = exporting._only(coding, {coding.events[0].id})  # noqa: SLF001 -- what all exports of events rest on
    assert kept.events == coding.events[:1]
    assert {one.id for one in kept.attributions} == set(coding.events[0].claims)


# ── what is lost ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_tells_what_a_form_loses_before_there_is_a_file(signed_in: SignedIn) -> None:
    archive()
    client, _ = signed_in(Role.ANALYST)
    page = text(client.get("/desk/export/?list=events&country=SY"))
    assert f"Export {Event.objects.count()} events" in page
    assert "What is lost" not in page
    told = text(client.get("/desk/export/?list=events&country=SY&form=acled"))
    assert f"acled: {Event.objects.count()} rows from {Event.objects.count()} events" in told
    assert "no column for: the words and their offsets" in told
    assert "dateline-events-acled-" in told


def test_of_a_long_list_the_first_are_told_of(signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PREVIEWED", 3)
    archive()
    client, _ = signed_in(Role.ANALYST)
    told = text(client.get("/desk/export/?list=events&form=hxl"))
    assert "Of the first 3; the file brings the note of all." in told
    assert "hxl: 3 rows from 3 events" in told
    assert f"hxl: {Event.objects.count()} rows" in _file(client, "events", "hxl").headers["Dateline-Loss"]


def test_the_note_comes_in_one_with_the_file_where_it_is_asked_for(signed_in: SignedIn) -> None:
    archive(3)
    client, _ = signed_in(Role.ANALYST)
    got = _got(client.post("/desk/export/file/?list=events&form=acled", {"zip": "yes"}))
    with zipfile.ZipFile(io.BytesIO(got.body)) as both:
        table, note = sorted(both.namelist())
        assert table.endswith(".csv")
        assert note.endswith(".note.txt")
        assert both.read(note).decode().startswith("acled: ")
    with zipfile.ZipFile(io.BytesIO(_file(client, "events", "parquet").body)) as both:
        assert [name.partition(".")[2] for name in sorted(both.namelist())] == [
            *("attributions.parquet", "note.txt", "parquet")
        ]


# ── who may, and what is kept of it ─────────────────────────────────────────────────────────────────────────


def test_an_export_stands_in_the_history_with_who_what_and_how_many(signed_in: SignedIn) -> None:
    archive(3)
    client, ana = signed_in(Role.ANALYST)
    client.get("/desk/export/?list=events&form=acled")
    assert not Change.objects.filter(verb="exported").exists()
    _file(client, "events", "acled", country="SY", after="x")
    change = Change.objects.get(verb="exported")
    number = Event.objects.count()
    assert change.by == ana
    what = {"list": "events", "filters": "country=SY", "form": "acled"}
    assert change.after == {**what, "of": number, "rows": number}


def test_who_may_not_export_gets_no_file(signed_in: SignedIn) -> None:
    archive(2)
    client, _ = signed_in(Role.ADMIN)
    assert client.get("/desk/export/?list=events").status_code == 403
    assert _file(client, "events", "acled").status == 403
    assert "Export" not in text(client.get("/desk/"))
    analyst, _ = signed_in(Role.ANALYST)
    assert analyst.get("/desk/export/file/?list=events&form=acled").status_code == 405


def test_a_list_or_a_form_that_there_is_not_is_not_found(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ANALYST)
    assert client.get("/desk/export/?list=users").status_code == 404
    assert _file(client, "events", "xlsx").status == 404
    assert client.get("/desk/export/?list=events&form=xlsx").status_code == 200


def test_an_empty_list_gives_a_table_with_its_head_alone(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ANALYST)
    assert _file(client, "events", "acled").body.decode().splitlines()[1:] == []
    assert json.loads(_file(client, "events", "geojson").body)["features"] == []
    assert json.loads(_file(client, "incidents", "geojson").body)["features"] == []
    assert _file(client, "events", "jsonl").body == b""


# ── how much it holds at a time ─────────────────────────────────────────────────────────────────────────────


def test_an_export_asks_few_questions_however_many_reports_there_are(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    archive()
    with django_assert_max_num_queries(6):
        assert len(list(exporting.events_of(Event.objects.told()))) == 12
    with django_assert_max_num_queries(6):
        assert len(list(exporting.reports_of(Report.objects.all()))) == 12
    with django_assert_max_num_queries(8):
        assert list(exporting.incidents_of(Incident.objects.there()))


def test_what_an_export_reads_is_what_the_store_says_stands() -> None:
    archive(4)
    reject(Event.objects.all()[0], by=somebody())
    read = {coding.report.id: coding for coding in exporting.reports_of(Report.objects.all())}
    assert read == {row.key: coding_of(row) for row in Report.objects.all()}


def test_a_long_export_holds_no_more_at_a_time_than_a_short_one(tmp_path: Path) -> None:
    coding = Invented(5).codings(1)[0]

    def held(number: int, form: str) -> int:
        many = (replace(coding, report=replace(coding.report, id=f"r{at}")) for at in range(number))
        tracemalloc.start()
        try:
            forms.write(many, form, tmp_path / f"{form}.{number}")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    for form in ("acled", "geojson", "csv", "jsonl"):
        held(10, form)  # what is loaded once
        assert held(1000, form) < 1.5 * held(200, form), form


def test_a_report_that_is_not_coded_is_in_no_export() -> None:
    store_coding(Invented(2).codings(1)[0])
    Report.objects.create(key="bare", text="Not coded.")
    assert len(list(exporting.reports_of(Report.objects.all()))) == 1
