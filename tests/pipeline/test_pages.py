from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import Report
from dateline.domain.errors import EngineUnavailable, LanguageUnread, PageEmpty
from dateline.pipeline import CodedPage, FailedPage, ReadPage, code_pages, read_pages
from tests.fakes import ScriptedEngine

if TYPE_CHECKING:
    from dateline.domain import Coding

_PAGES = {
    "one": Report(id="one", text="One.", language="en"),
    "two": Report(id="two", text="Deux.", language="fr"),
    "three": Report(id="three", text="Three."),
}


def test_a_page_that_cannot_be_read_does_not_stop_the_rest() -> None:
    outcomes = list(read_pages(["one", "nothing", "three"], read=_read))
    assert [type(outcome) for outcome in outcomes] == [ReadPage, FailedPage, ReadPage]
    assert isinstance(outcomes[1], FailedPage)
    assert isinstance(outcomes[1].error, PageEmpty)


def test_a_page_that_cannot_be_coded_does_not_stop_the_rest() -> None:
    outcomes = list(code_pages(["one", "two", "three"], read=_read, load=ScriptedEngine))
    assert [type(outcome) for outcome in outcomes] == [CodedPage, FailedPage, CodedPage]
    assert isinstance(outcomes[1], FailedPage)
    assert isinstance(outcomes[1].error, LanguageUnread)


def test_the_engine_is_loaded_once_and_not_before_a_page_was_read() -> None:
    loaded: list[str] = []
    read: list[str] = []

    def load() -> ScriptedEngine:
        loaded.append("engine")
        assert read == ["one"]
        return ScriptedEngine()

    def reading(page: str) -> Report:
        report = _read(page)
        read.append(page)
        return report

    list(code_pages(["nothing", "one", "three"], read=reading, load=load))
    assert loaded == ["engine"]


def test_no_engine_is_loaded_where_no_page_can_be_read() -> None:
    def load() -> ScriptedEngine:
        raise AssertionError("there is nothing to code")

    assert len(list(code_pages(["nothing"], read=_read, load=load))) == 1


def test_without_an_engine_no_page_can_be_coded() -> None:
    def load() -> ScriptedEngine:
        raise EngineUnavailable("weights", "Install Dateline again.")

    with pytest.raises(EngineUnavailable):
        list(code_pages(["one"], read=_read, load=load))


def test_an_engine_that_is_no_longer_there_ends_the_run() -> None:
    class Spent(ScriptedEngine):
        def code(self, report: Report) -> Coding:
            if report.id == "three":
                raise EngineUnavailable("the key is used up")
            return super().code(report)

    outcomes = code_pages(["one", "three", "one"], read=_read, load=Spent)
    assert isinstance(next(outcomes), CodedPage)
    with pytest.raises(EngineUnavailable):
        next(outcomes)


def _read(page: str) -> Report:
    if page not in _PAGES:
        raise PageEmpty(page)
    return _PAGES[page]


def test_a_page_on_which_reading_breaks_down_is_told_and_does_not_stop_the_rest() -> None:
    def read(page: str) -> Report:
        if page == "strange":
            raise ValueError("no such case")
        return Report(id=page, text="Calm.")

    first, second = read_pages(["strange", "calm"], read=read)
    assert isinstance(first, FailedPage)
    assert "please report it" in str(first.error)
    assert isinstance(second, ReadPage)
