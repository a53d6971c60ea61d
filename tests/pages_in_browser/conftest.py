"""A page of readings, opened in Chromium."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import pytest

from dateline.domain import Unresolved
from dateline.exporting.page import render
from tests.codings import HARBOUR, MONITOR, OIL_FIELD, sample_coding
from tests.resolved import ARIHA, IN_MARJ, REBELS, SPOKESWOMAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from dateline.domain import Coding

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def one_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one reading."""
    page = tmp_path_factory.mktemp("one") / "reading.html"
    page.write_text(render([sample_coding(OIL_FIELD)]), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def looked_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of one reading all whose words resolve to something invented, its mere mentions to nothing."""
    page = tmp_path_factory.mktemp("looked-up") / "reading.html"
    page.write_text(render([_with_answers(sample_coding(OIL_FIELD))]), encoding="utf-8")
    return page


def _with_answers(coding: Coding) -> Coding:
    events, names = coding.events, coding.names
    return replace(
        coding,
        places={
            **{name.span: Unresolved(reason="two towns of this name") for name in names},
            **{words: replace(IN_MARJ, runner_up=ARIHA) for event in events for words in event.places},
        },
        actors={words: REBELS for event in events for words in (*event.agents, *event.targets)},
        speakers={one.source: SPOKESWOMAN for one in coding.attributions if one.source},
    )


@pytest.fixture(scope="session")
def three_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three readings."""
    page = tmp_path_factory.mktemp("three") / "reading.html"
    page.write_text(render([sample_coding(each) for each in (OIL_FIELD, HARBOUR, MONITOR)]), encoding="utf-8")
    return page


class Open(Protocol):
    """Opens a file in a window of its own; keeps what the page `asked` for and its `complaints`."""

    asked: list[str]
    complaints: list[str]

    def __call__(self, file: Path, size: dict[str, int], *, script: bool = True, dark: bool = False) -> Page:
        """The open page."""
        ...


class _Opener:
    def __init__(self, browser: Browser) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self._browser = browser

    def __call__(self, file: Path, size: dict[str, int], *, script: bool = True, dark: bool = False) -> Page:
        context = self._browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            has_touch=size is PHONE,
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(file.as_uri())
        return page

    def close(self) -> None:
        for context in self._browser.contexts:
            context.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """A way to open pages, closed after the test."""
    opener = _Opener(browser)
    yield opener
    opener.close()
