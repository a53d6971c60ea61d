from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.domain import Coding, Event, EventType, Report, Span
from dateline.exporting.page import render
from tests.pages_in_browser.conftest import DESK, PHONE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.pages_in_browser.conftest import Open

pytestmark = pytest.mark.browser

_CLEAR = "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    open_page: Open, three_reports: Path, size: dict[str, int]
) -> None:
    page = open_page(three_reports, size)
    page.locator("#r1-e3-w").hover()
    page.locator("#r1-e3-w").click()
    page.locator("details summary").first.click()
    assert open_page.asked == [three_reports.as_uri()]
    assert open_page.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_pointing_at_an_event_opens_its_card_and_lights_its_words(
    open_page: Open, one_report: Path, *, script: bool
) -> None:
    page = open_page(one_report, DESK, script=script)
    assert not _is_open(page, 3)
    page.locator("#r1-e3-w").hover()
    assert _is_open(page, 3)
    assert not _is_open(page, 1)
    assert _background(page.locator(".r1-e3-agent").first) != _CLEAR
    assert _background(page.locator(".r1-e1-agent").first) == _CLEAR
    assert _label(page.locator(".r1-e3-agent").first) == '"who"'


def test_pointing_at_a_card_lights_its_words(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    page.locator("#r1-e2").hover()
    assert _background(page.locator(".r1-e2-place").first) != _CLEAR


@pytest.mark.parametrize("script", [True, False])
def test_an_event_is_reached_and_opened_by_keyboard(
    open_page: Open, one_report: Path, *, script: bool
) -> None:
    page = open_page(one_report, DESK, script=script)
    page.locator("#r1-e1-w").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert _focused(page) == "r1-e2-w"
    assert _is_open(page, 2)
    page.keyboard.press("Enter")
    assert page.url.endswith("#r1-e2")
    assert _is_open(page, 2)


def test_the_first_tab_leads_to_the_report(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#r1")


def test_escape_puts_the_card_away_and_leads_back_to_the_words(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, PHONE)
    page.locator("#r1-e3-w").tap()
    page.keyboard.press("Escape")
    assert _focused(page) == "r1-e3-w"
    assert not _comes_up(page, 3)


@pytest.mark.parametrize("script", [True, False])
def test_a_tap_brings_the_card_up_over_the_words_and_its_link_leads_back(
    open_page: Open, one_report: Path, *, script: bool
) -> None:
    page = open_page(one_report, PHONE, script=script)
    page.locator("#r1-e3-w").tap()
    assert _comes_up(page, 3)
    assert _box(page.locator("#r1-e3"))["y"] >= 0
    page.get_by_role("link", name="Close, back to the words").locator("visible=true").tap()
    assert not _comes_up(page, 3)
    assert page.url.endswith("#r1-e3-w")


def test_the_words_stay_in_sight_over_the_card_that_comes_up(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, PHONE)
    for number in (1, 3, 9, 13):
        words = page.locator(f"#r1-e{number}-w")
        words.tap()
        box = _box(words)
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= _box(page.locator(f"#r1-e{number}"))["y"]


def test_opening_a_card_beside_the_words_does_not_move_the_page(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    for number in (3, 13, 1):
        words = page.locator(f"#r1-e{number}-w")
        words.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        words.click()
        assert page.evaluate("scrollY") == before
        card = _box(page.locator(f"#r1-e{number}"))
        assert card["y"] >= 0
        assert card["y"] + 100 < DESK["height"]


def test_a_card_leads_to_its_words(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    page.locator("#r1-e13 .head").click()
    assert page.url.endswith("#r1-e13-w")
    assert 0 <= _box(page.locator("#r1-e13-w"))["y"] <= DESK["height"]
    assert _is_open(page, 13)


def test_all_cards_open_at_once_without_a_script(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK, script=False)
    page.get_by_label("open all").check()
    assert all(_is_open(page, number) for number in range(1, 14))


def test_a_screen_reader_hears_every_claim_whether_its_card_is_open_or_not(
    open_page: Open, one_report: Path
) -> None:
    heard = open_page(one_report, DESK).locator("#r1-e8").aria_snapshot()
    for words in (
        "Chemical attack",
        "Accusation, not established",
        "officials in Damascus",
        "white phosphorus",
    ):
        assert words in heard


def test_a_screen_reader_hears_what_words_stand_for_after_them(open_page: Open, looked_up: Path) -> None:
    heard = open_page(looked_up, DESK, script=False).locator("#r1-e1 dl").aria_snapshot()
    assert "fighters of the Islamic State , that is Front of the Hills" in heard
    assert "that is Marj, Idleb, Syria, within 2 km" in heard


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_how_exactly_and_why_opens_on_the_card_by_keyboard_without_a_script(
    open_page: Open, looked_up: Path, size: dict[str, int]
) -> None:
    page = open_page(looked_up, size, script=False)
    why = page.locator("#r1-e1 .why")
    assert not why.get_by_text("the only place of this name").is_visible()
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    heard = why.aria_snapshot()
    for words in (
        "Front of the Hills",
        "rebel group, Syria",
        "somewhere in the town, within 2 km · 35.500, 36.250",
        "the only place of this name",
        "Next best: Ariha, Idleb, Syria",
        "spokeswoman, Ministry of Defence",
    ):
        assert words in heard
    assert why.get_by_text("the only place of this name").is_visible()


def test_who_is_who_leads_to_the_card_of_each_event(open_page: Open, looked_up: Path) -> None:
    page = open_page(looked_up, DESK, script=False)
    lists = page.locator(".lists")
    lists.locator("summary", has_text="Who is who").click()
    lists.get_by_role("link", name="event 4").first.click()
    assert page.url.endswith("#r1-e4")
    assert _is_open(page, 4)


def test_what_words_stand_for_adds_one_stop_for_the_tab_key_to_a_card_and_to_each_list(
    open_page: Open, one_report: Path, looked_up: Path
) -> None:
    stops = """[...document.querySelectorAll('a, input, summary, [tabindex]')]
      .filter(each => each.checkVisibility()).length"""
    before: int = open_page(one_report, DESK).evaluate(stops)
    page = open_page(looked_up, DESK)
    cards = page.locator(".event .why").count()
    assert cards == 13
    assert page.evaluate(stops) == before + cards + 3


def test_on_paper_why_stands_once_at_the_end_of_the_report(open_page: Open, looked_up: Path) -> None:
    page = open_page(looked_up, DESK, script=False)
    page.emulate_media(media="print")
    seen = [each.is_visible() for each in page.get_by_text("the only place of this name").all()]
    assert seen.count(True) == 1
    assert page.locator(".lists").get_by_text("the only place of this name").is_visible()


def test_what_words_stand_for_is_marked_by_a_frame_where_colours_are_forced(
    open_page: Open, looked_up: Path
) -> None:
    page = open_page(looked_up, DESK)
    page.emulate_media(forced_colors="active")
    width = page.locator(".meant").first.evaluate(
        "words => [getComputedStyle(words).borderTopWidth, getComputedStyle(words).borderTopColor]"
    )
    assert width[0] == "1px"
    assert width[1] != _CLEAR


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_what_words_stand_for_needs_no_scrolling_sideways(
    open_page: Open, looked_up: Path, width: int
) -> None:
    page = open_page(looked_up, {"width": width, "height": 844})
    _open_everything(page)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_words_stand_for_stands_out_from_its_ground(
    open_page: Open, looked_up: Path, *, dark: bool
) -> None:
    page = open_page(looked_up, DESK, dark=dark)
    page.get_by_label("open all").check()
    _open_everything(page)
    page.locator("#r1-e1-w").hover()
    assert page.evaluate(_FAINT) == []


def test_the_words_of_an_event_say_which_event_they_lead_to(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    assert page.get_by_role("link", name="struck (event 3)").count() == 1


def test_the_text_reads_on_without_the_marks(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    first = page.locator(".text > p[lang]").first
    plain: str = first.evaluate(
        """words => {
          const copy = words.cloneNode(true);
          for (const mark of copy.querySelectorAll('sup, .unseen')) mark.remove();
          return copy.textContent;
        }"""
    )
    assert plain.startswith("On November 22, fighters of the Islamic State attacked positions of the Syrian")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_no_width_needs_scrolling_sideways(
    open_page: Open, three_reports: Path, width: int, *, script: bool
) -> None:
    page = open_page(three_reports, {"width": width, "height": 844}, script=script)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= width


def test_an_endless_word_does_not_widen_the_page(open_page: Open, tmp_path: Path) -> None:
    word = "bc1" + "0" * 400
    event = Event(id="e1", type=EventType.OTHER, mentions=(Span(0, 403),), agents=(Span(0, 403),))
    report = Report(
        id="r", text=f"{word} said.", title=word, source=word, author=word, url=f"https://{word}.example/"
    )
    page_file = tmp_path / "page.html"
    page_file.write_text(
        render([Coding(report=report, engine="scripted/1", events=(event,))]), encoding="utf-8"
    )
    page = open_page(page_file, PHONE)
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 390


def test_on_paper_every_card_is_open(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK)
    page.emulate_media(media="print")
    assert all(_is_open(page, number) for number in range(1, 14))
    assert not page.get_by_label("open all").is_visible()


def test_what_was_set_apart_opens_by_keyboard(open_page: Open, one_report: Path) -> None:
    page = open_page(one_report, DESK, script=False)
    comments = page.locator("details", has_text="Comments")
    assert not comments.locator("p").first.is_visible()
    comments.locator("summary").focus()
    page.keyboard.press("Enter")
    assert comments.locator("p").first.is_visible()


def test_the_table_of_contents_leads_to_each_report(open_page: Open, three_reports: Path) -> None:
    page = open_page(three_reports, DESK)
    page.get_by_role("navigation").get_by_role("link", name="Massacre at Jisr Wadi").click()
    assert page.url.endswith("#r3")
    assert 0 <= _box(page.locator("#r3"))["y"] <= 200


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_visible_word_stands_out_from_its_ground(
    open_page: Open, one_report: Path, *, dark: bool
) -> None:
    page = open_page(one_report, DESK, dark=dark)
    page.get_by_label("open all").check()
    for point in (None, "#r1-e3-w", "#r1-e8-w", "#r1-e7"):
        if point:
            page.locator(point).hover()
        assert page.evaluate(_FAINT) == []


# WCAG 2.2, 1.4.3: words whose contrast with the ground they stand on is under 4.5.
_FAINT = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const parts = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, under) => top.slice(0, 3).map((part, i) => part * top[3] + under[i] * (1 - top[3]));
  const ground = (element) => {
    const chain = [];
    for (let each = element; each; each = each.parentElement) chain.unshift(each);
    return chain.reduce((under, each) => over(parts(getComputedStyle(each).backgroundColor), under),
      [255, 255, 255]);
  };
  const linear = (part) => (part /= 255) <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4;
  const light = (color) => .2126 * linear(color[0]) + .7152 * linear(color[1]) + .0722 * linear(color[2]);
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const words = walk.currentNode.textContent.trim();
    const element = walk.currentNode.parentElement;
    if (!words || !element.checkVisibility() || element.closest('.unseen, .skip, script, style')) continue;
    const under = ground(element);
    const ink = over(parts(getComputedStyle(element).color), under);
    const [brighter, darker] = [light(under), light(ink)].sort((one, other) => other - one);
    const contrast = (brighter + .05) / (darker + .05);
    if (contrast < 4.5) faint.push(words + ' ' + contrast.toFixed(2));
  }
  return faint;
}"""


def _open_everything(page: Page) -> None:
    """Open all that opens, as a reader who clicks on everything would."""
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


def _is_open(page: Page, number: int) -> bool:
    height: float = page.locator(f"#r1-e{number} .fold").evaluate(
        "fold => fold.getBoundingClientRect().height"
    )
    return height > 40


def _comes_up(page: Page, number: int) -> bool:
    return bool(page.locator(f"#r1-e{number}").evaluate("card => getComputedStyle(card).position") == "fixed")


def _background(words: Locator) -> str:
    page_color: str = words.evaluate("words => getComputedStyle(words).backgroundColor")
    return page_color


def _label(words: Locator) -> str:
    label: str = words.evaluate("words => getComputedStyle(words, '::before').content")
    return label


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def _box(part: Locator) -> dict[str, float]:
    box = part.bounding_box()
    assert box
    return {"y": box["y"], "height": box["height"]}
