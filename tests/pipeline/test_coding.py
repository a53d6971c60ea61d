from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.domain import Count, Report
from dateline.domain.errors import LanguageUnread
from dateline.pipeline import bare_report, code
from tests.codings import OIL_FIELD, sample_coding
from tests.fakes import ScriptedEngine
from tests.sample_scripts import SAMPLE_SCRIPTS


def test_an_engines_coding_is_resolved() -> None:
    event = sample_coding(OIL_FIELD).events[0]
    assert [harm.count for harm in event.harm] == [Count(max=10), Count(min=6)]
    assert event.date is not None
    assert event.date.start.isoformat() == "2018-11-22"


def test_a_language_that_the_engine_does_not_read_is_told_and_nothing_is_coded() -> None:
    engine = ScriptedEngine()
    report = Report(id="r", text="قالت مصادر محلية", title="تقرير", language="ar")
    with pytest.raises(LanguageUnread, match=r"تقرير is in 'ar'\. scripted/1 reads en; nothing was coded"):
        code(report, engine)
    assert engine.coded == []


def test_a_report_whose_language_cannot_be_told_is_coded() -> None:
    report = replace(sample_coding(OIL_FIELD).report, language=None)
    assert code(report, ScriptedEngine(*SAMPLE_SCRIPTS)).events


def test_a_report_of_no_event_has_an_empty_coding() -> None:
    coding = code(
        bare_report("The ferry carries passengers every day, and the fare is two coins."), ScriptedEngine()
    )
    assert (coding.names, coding.events, coding.attributions) == ((), (), ())


def test_a_bare_report_keeps_its_text_as_it_stands() -> None:
    text = " Two\u00a0shells \r\n\r\n\r\nhit  it.\u200b"
    assert bare_report(text).text == text


def test_the_same_text_has_the_same_id() -> None:
    assert bare_report("One.").id == bare_report("One.").id != bare_report("Two.").id
