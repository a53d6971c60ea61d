"""An analyst's way through the desk as Chromium sees it: all of it with scripts, and all of it without."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.exporting.acled import LAYOUT, acled_table
from dateline.exporting.sheets import write_table
from dateline.web.archive.models import Correction, Event, Incident, Report, Ruling
from dateline.web.archive.store import coding_of
from dateline.web.rights import Role
from tests.web.desk.intake_world import worker_beside
from tests.web.desk.opened import event_named, words_of
from tests.web.desk.selecting import select
from tests.web.visiting import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

SAMPLE = Path(__file__).parents[3] / "samples" / "oil-field.html"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_analyst_goes_from_a_pasted_page_to_a_file_of_acled_columns(
    visit: Visit, person: Person, tmp_path: Path, *, script: bool
) -> None:
    nadia = person(Role.ANALYST, email="nadia@example.org", name="Nadia Haddad")
    page = visit(script=script)
    sign_in(page, nadia.email)

    _paste_the_sample(page)
    told = Event.objects.told().count()
    assert told > 3

    # The events wait in the queue, and the next one is taken.
    page.get_by_role("link", name="Desk", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(told))
    page.get_by_role("button", name="Take the next one").click()
    expect(page.get_by_role("button", name="Accept", exact=False).first).to_be_visible()

    _correct_the_agent(page, script=script)
    assert words_of(event_named("attacked"), "agents") == ["militants"]
    assert Correction.objects.get().by == nadia

    before = set(Incident.objects.there())
    _merge_two_incidents(page)
    assert len(before) - Incident.objects.there().count() == 1
    page.get_by_role("button", name="Undo: merged", exact=False).click()
    expect(page.get_by_text("Undone: merged", exact=False).first).to_be_visible()
    assert set(Incident.objects.there()) == before
    assert Ruling.objects.get().withdrawn_by == nadia

    rows = _exported(page, tmp_path)
    assert rows[0] == list(LAYOUT.columns)
    coding = coding_of(Report.objects.get())
    assert coding is not None
    expected = StringIO()
    write_table(acled_table([coding]), expected)
    assert sorted(rows[1:]) == sorted(csv.reader(expected.getvalue().splitlines()[1:]))
    (attacked,) = [row for row in rows if "attacked" in row[LAYOUT.columns.index("notes")]]
    assert attacked[LAYOUT.columns.index("actor1")] == "Unidentified Armed Group (Syria)"
    assert visit.complained == []


def _paste_the_sample(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name="Hand in", exact=True).click()
    page.get_by_role("link", name="Text or HTML").click()
    page.get_by_label("Text or HTML").fill(SAMPLE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Hand in").click()
    with worker_beside():
        expect(page.get_by_role("heading", name="events")).to_be_visible(timeout=20_000)


def _correct_the_agent(page: Page, *, script: bool) -> None:
    """Say on the review screen of the assault that it was militants who attacked, by words of the report."""
    page.goto(f"/desk/events/{event_named('attacked').pk}/")
    if script:
        select(page, "militants")
        page.keyboard.press("g")
    else:
        part = page.locator("#part-agents")
        part.get_by_label("Who: words of the report").fill("militants")
        part.get_by_role("button", name="Who: set").click()
        page.get_by_role("button", name="These").click()
    expect(page.get_by_text("Corrected: agents.").first).to_be_visible()


def _merge_two_incidents(page: Page) -> None:
    """Go to the incident of the event, look for another one and put the two together."""
    page.locator("a[data-key=m]").click()
    expect(page.get_by_role("heading", name="Merge")).to_be_visible()
    page.get_by_label("Words of it, its id or its address").fill("airstrike")
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Merge with the chosen one").click()
    expect(page.get_by_role("button", name="Undo: merged", exact=False)).to_be_visible()


def _exported(page: Page, folder: Path) -> list[list[str]]:
    """The rows of the file that comes of exporting the queue's list in ACLED's columns."""
    page.goto("/desk/")
    page.get_by_role("link", name="Export").click()
    page.get_by_label("ACLED", exact=False).check()
    page.get_by_role("button", name="Show what it loses").click()
    expect(page.get_by_role("heading", name="What is lost")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
    file = folder / "acled.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
