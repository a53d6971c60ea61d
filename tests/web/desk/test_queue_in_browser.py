"""The desk's lists in Chromium: by keyboard, without scripts, on a telephone, and nothing for axe to find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.archive.models import Event
from dateline.web.rights import Role
from tests.web.barriers import barriers
from tests.web.desk.listed import archive, in_order
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

_PAGES = (
    "/desk/",
    "/desk/?type=shelling&review=all",
    "/desk/?q=zeppelin",
    "/desk/incidents/",
    "/desk/reports/",
    "/desk/search/?q=killing",
    "/desk/export/?list=events&form=acled",
)


def test_lists_have_nothing_for_axe_and_never_scroll_sideways(visit: Visit, person: Person) -> None:
    archive(4)
    user = person(Role.ANALYST)
    for size, dark in ((DESK, False), (PHONE, True)):
        page = visit(size=size, dark=dark, by=user.email)
        for address in _PAGES:
            page.goto(address)
            assert barriers(page) == [], address
    assert visit.complained == []


def test_rows_are_gone_through_and_opened_by_keyboard(visit: Visit, person: Person) -> None:
    archive(4)
    user = person(Role.ANALYST)
    order = in_order()
    page = visit("/desk/", by=user.email)
    focused = "document.activeElement.value"
    for key, at in (("j", 0), ("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)):
        page.keyboard.press(key)
        assert page.evaluate(focused) == str(order[at]), key
    page.keyboard.press("x")
    assert page.locator("input[name=event]").first.is_checked()
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(f"**/desk/events/{order[1]}/**")
    assert Event.objects.get(pk=order[1]).assignee == user
    page.goto("/desk/?country=SY")
    page.keyboard.press("n")
    page.wait_for_url(f"**/desk/events/{order[0]}/?country=SY")
    assert visit.complained == []


def test_without_scripts_filters_taking_and_exports_work_as_well(visit: Visit, person: Person) -> None:
    archive(4)
    user = person(Role.ANALYST)
    page = visit("/desk/", script=False, by=user.email)
    kind = Event.objects.get(pk=in_order()[0]).type
    page.locator("section.facet a").filter(has_text=kind.replace("_", " ").capitalize()).first.click()
    page.wait_for_url(f"**/desk/?type={kind}")
    page.get_by_label("Words").fill("killing")
    page.get_by_role("button", name="Show", exact=True).click()
    assert f"type={kind}" in page.url
    assert "q=killing" in page.url
    page.get_by_role("link", name="Export").click()
    page.get_by_role("radio", name="ACLED").check()
    page.get_by_role("button", name="Show what it loses").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download", exact=True).click()
    assert coming.value.suggested_filename.startswith("dateline-events-acled-")
    page.goto("/desk/")
    page.get_by_role("button", name="Take the next one").click()
    page.wait_for_url("**/desk/events/**")
    assert Event.objects.in_the_hands_of(user).count() == 1


def test_with_scripts_a_file_comes_as_a_file(visit: Visit, person: Person) -> None:
    archive(3)
    user = person(Role.ANALYST)
    page = visit("/desk/export/?list=events&form=geojson", by=user.email)
    with page.expect_download() as coming:
        page.keyboard.press("d")
    assert coming.value.suggested_filename.endswith(".geojson")
    assert visit.complained == []


def test_filters_unfold_on_a_telephone(visit: Visit, person: Person) -> None:
    archive(3)
    user = person(Role.ANALYST)
    page = visit("/desk/", size=PHONE, script=False, by=user.email)
    expect(page.get_by_label("Words")).to_be_hidden()
    page.get_by_text("Filters", exact=False).first.click()
    expect(page.get_by_label("Words")).to_be_visible()
