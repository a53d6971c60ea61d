"""Incidents on the page, as Chromium shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.domain import EventRef
from dateline.exporting.page import render
from tests.codings import OIL_FIELD, sample_coding
from tests.incidents import crossing, crossing_codings
from tests.pages_in_browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages_in_browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three readings, two of which tell of one incident."""
    page = tmp_path_factory.mktemp("beside") / "reading.html"
    page.write_text(render([*crossing_codings(), sample_coding(OIL_FIELD)], [crossing()]), encoding="utf-8")
    return page


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of six readings that tell of one incident."""
    harbour, monitor = crossing_codings()
    more = [
        replace(harbour, report=replace(harbour.report, id=f"x{n}", source=f"Outlet {n}")) for n in range(4)
    ]
    codings = [harbour, monitor, *more]
    events = tuple(EventRef(report=each.report.id, event="e1") for each in codings)
    one = replace(crossing(), incident=replace(crossing().incident, events=events))
    page = tmp_path_factory.mktemp("many") / "reading.html"
    page.write_text(render(codings, [one]), encoding="utf-8")
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
@pytest.mark.parametrize("script", [True, False])
def test_a_figure_leads_to_its_words_and_marks_all_of_them(
    open_page: Open, beside: Path, size: dict[str, int], *, script: bool
) -> None:
    page = open_page(beside, size, script=script)
    page.get_by_role("link", name="at least 11", exact=True).click()
    key = page.url.partition("#")[2]
    words = page.locator(f".{key}")
    assert " ".join("".join(words.all_inner_texts()).split()) == "At least eleven people"
    marked = page.locator("body").evaluate("body => getComputedStyle(body).color")
    for each in words.all():  # ink for paper, and paper for ink
        expect(each).to_have_css("background-color", marked)
    box = words.first.bounding_box()
    assert box
    assert 0 <= box["y"] <= size["height"]
    assert open_page.complaints == []


def test_the_accounts_stand_side_by_side_under_their_reports(open_page: Open, beside: Path) -> None:
    page = open_page(beside, DESK)
    three = page.get_by_role("link", name="3", exact=True).bounding_box()
    eleven = page.get_by_role("link", name="at least 11", exact=True).bounding_box()
    assert three
    assert eleven
    assert three["y"] == eleven["y"]
    assert three["x"] < eleven["x"]


def test_on_a_phone_the_accounts_stand_under_each_other_with_their_sources(
    open_page: Open, beside: Path
) -> None:
    page = open_page(beside, PHONE)
    three = page.get_by_role("link", name="3", exact=True).bounding_box()
    eleven = page.get_by_role("link", name="at least 11", exact=True).bounding_box()
    assert three
    assert eleven
    assert three["y"] < eleven["y"]
    assert page.locator(".source-of", has_text="Levant Ground Monitor").first.is_visible()


def test_a_screen_reader_hears_whose_account_a_cell_is(open_page: Open, beside: Path) -> None:
    heard = open_page(beside, DESK).locator(".accounts").first.aria_snapshot()
    for words in (
        "columnheader",
        "Harbour Dispatch",
        "rowheader",
        "Killed",
        "An accusation, not established",
    ):
        assert words in heard


@pytest.mark.parametrize("script", [True, False])
def test_what_is_folded_opens_by_keyboard_and_leads_to_its_words(
    open_page: Open, beside: Path, *, script: bool
) -> None:
    page = open_page(beside, DESK, script=script)
    folded = page.locator(".rest .told").first
    assert not folded.is_visible()
    page.get_by_text("Also: ").first.focus()
    page.keyboard.press("Enter")
    led_by = folded.inner_text()
    folded.click()
    assert page.locator(f"#{page.url.partition('#')[2]}").inner_text() == led_by


def test_by_keyboard_the_first_stop_leads_to_the_accounts_and_each_heading_back_to_the_contents(
    open_page: Open, beside: Path
) -> None:
    page = open_page(beside, DESK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#i1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#contents")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#r1"


def test_on_paper_nothing_is_folded(open_page: Open, beside: Path) -> None:
    page = open_page(beside, DESK)
    page.emulate_media(media="print")
    box = page.locator(".rest .told").first.bounding_box()
    assert box
    assert box["height"] > 0


def test_a_card_leads_to_the_accounts_beside_its_own(open_page: Open, beside: Path) -> None:
    page = open_page(beside, DESK)
    page.locator("#r1-e1-w").click()
    page.locator("#r1-e1").get_by_role("link", name="the accounts of 2 reports, side by side").click()
    assert page.url.endswith("#i1")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
@pytest.mark.parametrize("which", ["beside", "many"])
def test_no_width_needs_scrolling_the_page_sideways(
    open_page: Open, request: pytest.FixtureRequest, which: str, width: int, *, script: bool
) -> None:
    page = open_page(request.getfixturevalue(which), {"width": width, "height": 844}, script=script)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= width


def test_the_table_of_many_reports_scrolls_by_itself_and_by_keyboard(open_page: Open, many: Path) -> None:
    page = open_page(many, DESK)
    frame = page.get_by_role("region", name="Accounts side by side")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # the page's policy lets nobody wait for a script of theirs
    assert frame.evaluate("frame => frame.scrollLeft") > 0


def test_the_page_asks_for_nothing(open_page: Open, beside: Path) -> None:
    open_page(beside, DESK)
    assert open_page.asked == [beside.as_uri()]
