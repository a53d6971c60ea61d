"""The desk in Chromium: keys, and pages that take each other's place without a full load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.archive.models import Event, Review
from dateline.web.rights import Role
from tests.web.desk.opened import event_named, oil_field

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit: Visit, person: Person) -> Page:
    """An analyst's browser at the review screen of the first event of the sample."""
    oil_field()
    user = person(Role.ANALYST, Role.EDITOR, name="Nadia Haddad")
    opened = visit(f"/desk/events/{event_named('attacked').pk}/", by=user.email)
    opened.evaluate("window.sameDocument = true")
    return opened


def _same_document(page: Page) -> bool:
    return bool(page.evaluate("window.sameDocument === true"))


def test_the_question_mark_lists_the_keys_of_the_page_with_what_they_do(page: Page, visit: Visit) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of this page")
    expect(dialog).to_be_visible()
    told = dict(
        zip(dialog.locator("dt").all_inner_texts(), dialog.locator("dd").all_inner_texts(), strict=True)
    )
    assert {"a", "r", "n", "p", "t", "g", "G", "d", "s", "m", "h", "i", "?"} <= set(told)
    assert told["a"] == "accept, and on to the next"
    assert told["g"] == "set “Who” from the selected words"
    page.keyboard.press("a")  # a key of the page beneath rests
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Keys")).to_be_focused()
    assert Event.objects.get(words="attacked").review == Review.NEW
    assert visit.complained == []


def test_keys_rest_while_somebody_types_and_escape_leaves_the_field(page: Page) -> None:
    page.keyboard.press("g")  # nothing is selected: the field opens to be typed in
    field = page.get_by_label("Who: words of the report")
    expect(field).to_be_focused()
    page.keyboard.type("a n r ? u")
    expect(field).to_have_value("a n r ? u")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_accepts_and_the_next_event_takes_its_place_with_title_message_and_undo(
    page: Page, visit: Visit
) -> None:
    before = page.title()
    path = page.url
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted: “attacked”.").first).to_be_visible()
    expect(page.get_by_role("button", name="Undo: accepted “attacked”")).to_be_visible()
    assert page.title() != before
    assert page.url != path
    assert _same_document(page)
    expect(page.locator("#content")).to_be_focused()
    expect(page.locator("#desk-said")).to_contain_text("Accepted: “attacked”.")
    assert Event.objects.get(words="attacked").review == Review.ACCEPTED

    page.keyboard.press("u")
    expect(page.get_by_text("Undone: accepted “attacked”.").first).to_be_visible()
    assert _same_document(page)
    assert Event.objects.get(words="attacked").review == Review.NEW
    assert visit.complained == []


def test_next_previous_and_the_browser_s_own_back_lead_through_the_events(page: Page) -> None:
    first = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(first)
    second = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(second)
    page.keyboard.press("p")
    expect(page).to_have_url(second)
    title = page.title()
    assert _same_document(page)
    page.keyboard.press("p")
    expect(page).to_have_url(first)
    page.go_back()
    expect(page).to_have_url(second)
    expect(page).to_have_title(title)
    page.go_forward()
    expect(page).to_have_url(first)
    expect(page.locator("mark.naming").first).to_be_visible()


def test_a_second_stroke_of_a_key_does_not_fall_on_the_page_that_comes(page: Page) -> None:
    page.keyboard.press("a")
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted:").first).to_be_visible()
    assert Event.objects.filter(review=Review.ACCEPTED).count() == 1


def test_the_style_of_another_screen_comes_with_it_and_the_last_one_s_goes(page: Page) -> None:
    assert page.locator("head link[href*='review']").count() == 1
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Queue").click()
    expect(page).to_have_url(re.compile(r"/desk/$"))
    expect(page.locator("head link[href*='review.']")).to_have_count(0)
    assert _same_document(page)
    page.go_back()
    expect(page.locator("mark.naming").first).to_be_visible()
    expect(page.locator("head link[href*='review.']")).to_have_count(1)


def test_what_is_no_page_of_the_desk_is_loaded_whole(page: Page) -> None:
    page.context.clear_cookies()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert not _same_document(page)


def test_without_the_server_the_page_says_that_nothing_was_changed(page: Page) -> None:
    page.route("**/judge/**", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("nothing was changed")
    assert Event.objects.get(words="attacked").review == Review.NEW


def test_after_a_correction_the_page_stays_where_it_was_and_the_cursor_too(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    page.evaluate("scrollTo(0, 300)")
    page.keyboard.press("y")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Corrected: status.").first).to_be_attached()
    expect(page.get_by_label("Status", exact=True)).to_be_focused()
    assert page.evaluate("scrollY") == pytest.approx(300, abs=40)
