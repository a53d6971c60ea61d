"""What people reviewed, as a corpus: whole reports are gold, and who said what stands beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.gold import read_gold
from bench.pairing import compare
from bench.tallies import FACTS, Tally, f1
from dateline.cli import main
from dateline.domain import EventType, Status
from dateline.domain.errors import PersonUnknown
from dateline.web.archive.corpus import export, pseudonym, to_line, whom
from dateline.web.archive.corrections import correct
from dateline.web.archive.models import Correction, CorrectionState, Event, Field, Opinion
from dateline.web.archive.reviewing import accept, reject
from dateline.web.archive.store import coding_of, store_coding
from tests.codings import OIL_FIELD, sample_coding
from tests.web.archive.invented import Invented
from tests.web.archive.people import somebody
from training.sets import read_corpus

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.web.archive.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """The sample of the oil field, coded."""
    return store_coding(sample_coding(OIL_FIELD)).report


def _rows(report: Report) -> list[Event]:
    return list(Event.objects.told().of_report(report.pk))


def _accept_all(report: Report, by: str = "ana") -> None:
    for row in _rows(report):
        accept(row, by=somebody(by))


def test_a_report_of_which_all_events_were_reviewed_is_gold_and_a_perfect_coding_of_it_scores_100(
    report: Report, tmp_path: Path
) -> None:
    correct(_rows(report)[0], Field.TYPE, EventType.PROTEST, by=somebody())
    _accept_all(report)
    (line,) = export()
    assert (line["id"], line["text"], line["review"]["gold"]) == (report.key, report.text, "whole")
    found = coding_of(report)
    assert found is not None
    gold, tally = read_gold(json.loads(to_line(line))).coding, Tally()
    tally.add(gold, found, compare(gold, found))
    assert gold.events[0].type is EventType.PROTEST
    assert f1(*tally.of(FACTS)) == 100
    path = tmp_path / "reviewed.jsonl"
    path.write_text(to_line(line) + "\n", encoding="utf-8")
    (read,) = read_corpus(path)
    assert len(read.events) == len(found.events) > 0
    assert read.layers == {"events", "attributions"}
    assert set(line["layers"]) == read.layers


def test_rejected_events_stand_beside_the_others_as_what_is_none(report: Report) -> None:
    first, *others = _rows(report)
    reject(first, by=somebody())
    for row in others:
        accept(row, by=somebody())
    (line,) = export()
    assert [one["id"] for one in line["review"]["rejected"]] == [first.ref]
    assert [one["id"] for one in line["coding"]["events"]] == [one.ref for one in others]


def test_a_report_that_was_begun_is_left_out_or_marked_and_trains_nothing(
    report: Report, tmp_path: Path
) -> None:
    first, *others = _rows(report)
    accept(first, by=somebody())
    assert others
    assert list(export()) == []
    (line,) = export(with_proposed=True)
    assert (line["review"]["gold"], line["layers"]) == ("part", [])
    assert [one["review"] for one in line["review"]["events"]] == ["accepted", *["new" for _ in others]]
    path = tmp_path / "begun.jsonl"
    path.write_text(to_line(line) + "\n", encoding="utf-8")
    assert not read_corpus(path)[0].layers


def test_what_nobody_looked_at_is_never_exported(report: Report) -> None:
    assert _rows(report)
    assert list(export(with_proposed=True)) == []


def test_an_accepted_event_that_another_engine_tells_otherwise_is_no_gold_any_more(report: Report) -> None:
    _accept_all(report)
    coding = sample_coding(OIL_FIELD)
    events = tuple(replace(one, type=EventType.OTHER) for one in coding.events)
    store_coding(replace(coding, engine="other/2", events=events))
    assert list(export()) == []
    _accept_all(report)
    assert [one["review"]["engine"] for one in export()] == ["other/2"]


def test_each_correction_says_who_made_it_when_and_what_stood_there_before(report: Report) -> None:
    row, ana = _rows(report)[0], somebody()
    made = correct(row, Field.STATUS, Status.DISPUTED, by=ana)
    proposed = correct(row, Field.TYPE, EventType.OTHER, by=somebody("bo"), state=CorrectionState.PROPOSED)
    _accept_all(report)
    (line,) = export()
    first, second = line["review"]["corrections"]
    assert (first["event"], first["field"], first["before"], first["after"]) == (
        row.ref, "status", made.before, "disputed",
    )  # fmt: skip
    assert (first["by"], first["at"]) == (pseudonym(ana.pk), made.at.isoformat(timespec="seconds"))
    assert (second["state"], second["laid"]) == (proposed.state, False)
    assert "ana" not in to_line({**line, "text": "", "coding": {}, "title": ""})


def test_people_are_named_where_that_is_asked_for(report: Report) -> None:
    ana = somebody()
    ana.name = "Ana of the Mill"
    ana.save()
    _accept_all(report)
    (line,) = export(named=True)
    assert {said["by"] for one in line["review"]["events"] for said in one["opinions"]} == {ana.name}


def test_a_person_is_found_by_address_and_by_pseudonym() -> None:
    ana = somebody()
    assert whom(" ANA@example.org") == whom(pseudonym(ana.pk)) == ana.pk
    with pytest.raises(PersonUnknown):
        whom("nobody@example.org")


def test_reports_are_chosen_by_who_reviewed_them_and_since_when() -> None:
    one, other = (store_coding(coding).report for coding in Invented(4).codings(2))
    _accept_all(one, "ana")
    _accept_all(other, "bo")
    Opinion.objects.filter(event__report=one).update(at=timezone.now() - timedelta(days=9))
    assert _keys(by=[somebody("bo").pk]) == [other.key]
    assert _keys(since=timezone.localdate() - timedelta(days=1)) == [other.key]
    assert _keys(since=timezone.localdate() - timedelta(days=9)) == [one.key, other.key]
    assert _keys(by=[somebody("cy").pk], with_proposed=True) == []


def _keys(**asked: Any) -> list[str]:  # noqa: ANN401 -- what `export` takes
    return [line["id"] for line in export(**asked)]


def test_lines_come_in_the_order_of_their_reports_and_cost_a_fixed_number_of_questions() -> None:
    reports = [store_coding(coding).report for coding in Invented(5).codings(6)]
    numbers, lines = [], []
    for some in (reports[3:4], reports):
        for report in some:
            _accept_all(report)
            correct(_rows(report)[0], Field.STATUS, Status.PLANNED, by=somebody())
        with CaptureQueriesContext(connection) as queries:
            lines = list(export())
        numbers.append(len(queries))
    assert [line["id"] for line in lines] == sorted(one.key for one in reports)
    assert lines == list(export())
    assert numbers[0] == numbers[1] <= 6
    assert Correction.objects.count() == 7


def test_the_command_writes_a_file_and_says_what_is_in_it(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _accept_all(report)
    reject(_rows(report)[0], by=somebody())
    path = tmp_path / "reviewed.jsonl"
    assert _run("corpus", "export", "-o", path, "--by", "ana@example.org", "--since", "2018-01-01") == 0
    said = capsys.readouterr()
    events = len(_rows(report)) - 1
    counted = f"{events} event{'' if events == 1 else 's'}, 1 rejected, 0 corrections"
    assert said.err == f"dateline: 1 report, {counted} in {path}.\n"
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == report.key
    assert _run("corpus", "export") == 0
    assert capsys.readouterr().out == line + "\n"


def test_the_command_says_that_nobody_goes_by_a_name_and_leaves_the_file_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reviewed.jsonl"
    path.write_text("before", encoding="utf-8")
    assert _run("corpus", "export", "-o", path, "--by", "nobody@example.org") == 1
    assert "nobody@example.org" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "before"


def test_the_command_tells_whose_the_texts_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("corpus", "export", "--help") == 0
    assert "belong to those who" in " ".join(capsys.readouterr().out.split())


def _run(*words: object) -> object:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return ended.value.code or 0
