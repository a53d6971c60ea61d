"""Sources are edited by the newsroom, and two that are one become one, without a report lost."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.management.commands import db_worker

from dateline.domain import Report as DomainReport
from dateline.domain import SourceKind
from dateline.domain.errors import EditedMeanwhile, EditRefused
from dateline.linking.sourcing import RegisterSources
from dateline.web.archive.ingest_sources import source_of
from dateline.web.archive.models import (
    Change,
    Event,
    Feed,
    Incident,
    Report,
    Source,
    SourceDomain,
    SourceName,
)
from dateline.web.archive.overrides_sources import (
    merge,
    put_back,
    save_source,
    site_as_kept,
    successor_of,
    token_of,
)
from dateline.web.archive.sources import EditedSources
from dateline.web.archive.store import examined_of, store_report
from dateline.web.archive.tasks_worker import ArchiveWorker
from tests.lookups import register
from tests.web.archive.invented import Invented, stored
from tests.web.archive.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker works in the test's transaction."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def _source(name: str = "The Mill", **said: str) -> Source:
    return Source.objects.create(name=name, **said)


def test_what_an_editor_sets_holds_and_is_written_into_the_history() -> None:
    row, ana = _source(), somebody()
    said = {
        "kind": "party",
        "alignment": "sdf",
        "country": "SYR",
        "domains": ["https://www.Mill.example/news"],
    }
    change = save_source(row, said, by=ana, seen=token_of(row))
    row.refresh_from_db()
    assert change is not None
    assert (row.kind, row.alignment, row.country, row.edited) == ("party", "sdf", "SYR", True)
    assert (change.before or {})["kind"] == "unknown"
    assert (change.after or {})["domains"] == ["mill.example"]
    assert (change.by, change.verb) == (ana, "edited")


def test_a_change_of_kind_weighs_the_incidents_anew_in_the_background() -> None:
    report = stored(Invented(1).codings(1))[0]
    row = report.source
    assert row is not None
    save_source(row, {"kind": "party", "alignment": "sdf"}, by=somebody(), seen=token_of(row))
    before = {kind for one in _examined() for kind in one}
    ArchiveWorker(until_empty=True).run()
    assert before == {SourceKind.UNKNOWN}
    assert {kind for one in _examined() for kind in one} == {SourceKind.PARTY}


def _examined() -> list[set[SourceKind]]:
    return [{one.kind for one in examined_of(row).incident.origins} for row in Incident.objects.there()]


def test_the_second_of_two_editors_of_a_source_is_told() -> None:
    row = _source()
    seen = token_of(row)
    save_source(row, {"kind": "party"}, by=somebody("ana"), seen=seen)
    with pytest.raises(EditedMeanwhile, match="ana@example"):
        save_source(row, {"kind": "media"}, by=somebody("ben"), seen=seen)
    row.refresh_from_db()
    assert row.kind == "party"


def test_an_edit_of_a_source_is_undone_unless_it_was_edited_since() -> None:
    row = _source()
    first = save_source(
        row, {"kind": "party", "domains": ["mill.example"]}, by=somebody(), seen=token_of(row)
    )
    row.refresh_from_db()
    second = save_source(row, {"kind": "media"}, by=somebody(), seen=token_of(row))
    assert first is not None
    assert second is not None
    with pytest.raises(EditRefused, match="edited since"):
        put_back(first, by=somebody())
    put_back(second, by=somebody())
    put_back(first, by=somebody())
    row.refresh_from_db()
    assert (row.kind, row.domains.count()) == ("unknown", 0)
    assert list(Change.objects.of(row).values_list("verb", flat=True)) == [
        "undid",
        "undid",
        "edited",
        "edited",
    ]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "The Owl"}, "name"),
        ({"kind": "owl"}, "kind"),
        ({"country": "Syria"}, "country"),
        ({"homepage": "javascript:alert(1)"}, "homepage"),
        ({"alignment": "nobody-at-all"}, "alignment"),
        ({"domains": ["no site"]}, "domains"),
        ({"domains": ["owl.example"]}, "domains"),
    ],
)
def test_what_is_wrong_with_a_source_is_said_of_its_field(said: dict[str, Any], field: str) -> None:
    SourceDomain.objects.create(domain="owl.example", source=_source("The Owl"))
    row = _source()
    with pytest.raises(EditRefused) as refused:
        save_source(row, said, by=somebody(), seen=token_of(row))
    assert refused.value.field == field
    row.refresh_from_db()
    assert not row.edited


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://www.Example.org/a/b?c", "example.org"),
        ("EXAMPLE.org:8080", "example.org"),
        (" news.example.org. ", "news.example.org"),
    ],
)
def test_a_site_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert site_as_kept(typed) == kept


# ── two that are one ────────────────────────────────────────────────────────────────────────────────────────


def test_merging_loses_no_report_site_feed_or_event() -> None:
    reports = stored(Invented(2).codings(2))
    one, other = reports[0].source, reports[1].source
    assert one is not None
    assert other is not None
    SourceDomain.objects.create(domain="one.example", source=one)
    feed = Feed.objects.create(source=one, url="https://one.example/feed")
    events = Event.objects.count()
    merge(one, into=other, by=somebody())
    feed.refresh_from_db()
    assert not Source.objects.filter(pk=one.pk).exists()
    assert Report.objects.filter(source=other).count() == 2
    assert Event.objects.filter(source=other).count() == events
    assert (feed.source, SourceDomain.objects.get(domain="one.example").source) == (other, other)


def test_the_name_and_the_address_of_a_merged_source_lead_on() -> None:
    one, other, third = _source("The Mill"), _source("Mill News"), _source("Mill Group")
    key = one.pk
    merge(one, into=other, by=somebody())
    merge(other, into=third, by=somebody())
    assert source_of(None, "The Mill") == third
    assert source_of(None, "Mill News") == third
    assert successor_of(key) == third
    assert successor_of("no id") is None
    assert sorted(third.former_names.values_list("name", flat=True)) == ["Mill News", "The Mill"]


def test_a_new_report_of_a_merged_site_is_of_the_other_source() -> None:
    one, other = _source("The Mill"), _source("Mill News")
    SourceDomain.objects.create(domain="mill.example", source=one)
    merge(one, into=other, by=somebody())
    report = DomainReport(id="r", text="Shells fell.", url="https://mill.example/1", source="The Mill")
    assert store_report(report).source == other


def test_merged_sources_count_as_one_in_linking() -> None:
    one, other = _source("The Mill"), _source("Mill News")
    merge(one, into=other, by=somebody())
    sources = EditedSources(RegisterSources(register=register()))
    found = [sources.source(name, None, None) for name in ("The Mill", "Mill News")]
    assert found[0] == found[1]
    assert found[0] is not None
    assert found[0].id == str(other.pk)


def test_a_name_that_was_merged_is_not_given_to_another_source() -> None:
    one, other, third = _source("The Mill"), _source("Mill News"), _source("The Owl")
    merge(one, into=other, by=somebody())
    with pytest.raises(EditRefused, match="former name"):
        save_source(third, {"name": "The Mill"}, by=somebody(), seen=token_of(third))


def test_a_source_is_not_merged_into_itself_nor_twice_nor_apart_again() -> None:
    one, other = _source("The Mill"), _source("Mill News")
    gone = Source.objects.get(pk=one.pk)
    with pytest.raises(EditRefused):
        merge(one, into=one, by=somebody())
    change = merge(one, into=other, by=somebody())
    with pytest.raises(EditRefused, match="already"):
        merge(gone, into=other, by=somebody())
    with pytest.raises(EditRefused, match="apart"):
        put_back(change, by=somebody())
    assert SourceName.objects.count() == 1
