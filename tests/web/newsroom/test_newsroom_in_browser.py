"""The newsroom as Chromium shows it: from incidents to readers and to a correction, and for everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.press.models import Briefing, Citation, Correction, WorkingCopy
from dateline.web.press.publishing import stages, writing
from dateline.web.rights import Role
from tests.web.barriers import barriers
from tests.web.newsroom.newsroom_world import at, coast, draft, incidents
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

PATIENT = 20_000
"""Milliseconds that a page may take to say what was done: a machine that tests beside others is slow."""

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


def test_a_briefing_goes_from_incidents_to_readers_and_is_corrected(visit: Visit, person: Person) -> None:
    nadia, ada = person(Role.ANALYST, name="Nadia"), person(Role.EDITOR, name="Ada")
    incidents()
    coast()
    page = visit(by=nadia.email)
    _compose(page)
    row = Briefing.objects.get()
    _write(page, row)
    page.get_by_role("link", name="Check and publish").click()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("It waits for approval.").first).to_be_visible(timeout=PATIENT)

    editor = visit(at(row, "publish"), by=ada.email)
    _publish(editor)
    row.refresh_from_db()
    assert row.is_out

    # A published text is changed with a correction only, and what it says comes before readers with it.
    page.goto(at(row))
    page.get_by_label("Headline").fill("Towns shelled, by those who tell of it")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("link", name="Announce a correction").click()
    page.get_by_label("What is right").fill("It is said who tells of it.")
    page.get_by_role("button", name="Announce it").click()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.get_by_text("It waits for approval.").first).to_be_visible(timeout=PATIENT)
    editor.goto(at(row, "publish"))
    _publish(editor)
    assert Correction.objects.published().get().now == "It is said who tells of it."
    assert visit.complained == []


def _compose(page: Page) -> None:
    """From the list to the editor, where a draft stands."""
    page.goto("/desk/briefings/")
    page.keyboard.press("n")
    page.get_by_label("Day of the briefing").fill("2018-05-20")
    page.get_by_label("Tells of the days from").fill("2018-05-01")
    page.get_by_role("button", name="Choose its incidents").click()
    page.get_by_role("button", name="Tick all").click()
    page.get_by_role("button", name="Compose the draft").click()
    expect(page.get_by_label("Text, in Markdown")).to_have_value(re.compile(r"\[\^c1\]"), timeout=PATIENT)


def _write(page: Page, row: Briefing) -> None:
    """Type, see it drawn and kept, put markers where the caret stands, and save."""
    body = page.get_by_label("Text, in Markdown")
    expect(page.locator("#preview")).to_contain_text("each rests on a claim", timeout=PATIENT)
    body.press("Control+End")
    body.press_sequentially("All was calm.")
    expect(page.locator("#preview")).to_contain_text("1 of them the editor’s own", timeout=PATIENT)
    expect(page.locator("#kept")).to_contain_text("Kept at", timeout=PATIENT)
    assert WorkingCopy.objects.get(briefing=row).body.endswith("All was calm.")
    page.locator("#others > summary").click()
    page.get_by_role("button", name="Insert [^c1]", exact=True).click()
    expect(body).to_have_value(re.compile(r"calm\.\[\^c1\]$"), timeout=PATIENT)
    before = Citation.objects.filter(briefing=row).count()
    page.get_by_role("button", name="Its other claims").first.click()
    page.get_by_role("button", name="Cite it").first.click()
    expect(body).to_have_value(re.compile(rf"calm\.\[\^c1\]\[\^c{before + 1}\]$"), timeout=PATIENT)
    expect(page.locator(f"#claim-c{before + 1}")).to_be_visible(timeout=PATIENT)
    body.press("Control+s")
    expect(page.get_by_text("Saved as revision 2.").first).to_be_visible(timeout=PATIENT)
    expect(page.locator("#kept")).to_have_text("As saved in revision 2.", timeout=PATIENT)
    assert not WorkingCopy.objects.exists()


def _publish(editor: Page) -> None:
    editor.get_by_role("button", name="Approve").click()
    expect(editor.get_by_text("It is approved.").first).to_be_visible(timeout=PATIENT)
    editor.get_by_role("button", name="Publish now").click()
    expect(editor.get_by_text("It is published.").first).to_be_visible(timeout=PATIENT)


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_nothing_serious_stands_in_the_way_of_anybody_and_nothing_scrolls_sideways(
    visit: Visit, person: Person, size: dict[str, int], *, dark: bool
) -> None:
    nadia, ada = person(Role.ANALYST, name="Nadia"), person(Role.EDITOR, name="Ada")
    told = incidents()
    row = draft(nadia, told[:2])
    writing.keep(row, by=ada, headline="Towns", standfirst="Words.", authors="Ada", body="Calm.[^c1]\n")
    writing.save(row, by=nadia, base=1, headline="Other", standfirst="", authors="", body="Not calm.[^c1]\n")
    stages.submit(row, by=nadia)
    page = visit(size=size, dark=dark, by=ada.email)
    choose = f"/desk/briefings/new/{row.series_id}/2018-05-20/?from=2018-05-01&to=2018-05-20"
    for path in (
        "/desk/briefings/",
        "/desk/briefings/series/",
        "/desk/briefings/new/",
        choose,
        "/desk/briefings/incidents/",
        at(row),
        at(row, "add"),
        at(row, "publish"),
        at(row, "revisions"),
        at(row, "media"),
    ):
        page.goto(path)
        for details in page.locator("details").all():
            details.evaluate("element => { element.removeAttribute('name'); element.open = true; }")
        assert barriers(page) == []
    assert visit.complained == []
