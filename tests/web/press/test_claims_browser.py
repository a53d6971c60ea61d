"""A reader follows a claim to its words in the archived report, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.web.archive.models import Event, Source
from tests.web.barriers import barriers, fits
from tests.web.press import published
from tests.web.press.told_by_many import told_by_many
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


def _follow(page: Page) -> None:
    """From the account table to the claim, and from there to the words."""
    page.locator("table.accounts a.told").first.click()
    page.wait_for_url("**/claims/**")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Killed: 3")
    assert page.locator("blockquote mark").inner_text() == "3 people"
    page.get_by_role("link", name="See the words in the archived report").click()
    page.wait_for_url("**/reports/**#words")
    words = page.locator("#words")
    assert words.inner_text() == "3 people"
    box, size = words.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    assert 0 <= box["y"] < size["height"], "the words are in sight"
    assert fits(page)


def test_a_reader_follows_a_claim_to_the_words_in_the_archived_report(visit: Visit, person: Person) -> None:
    row = told_by_many(3)
    Source.objects.filter(name="Coast Paper 1").update(showable=False)
    citation = published.briefing(published.series(), [row], person()).citations.get()
    path = f"/incidents/{row.pk}/"
    for size, script in ((DESK, False), (PHONE, False), (PHONE, True)):
        _follow(visit(path, size=size, script=script))
    hidden = Event.objects.get(report__key="many1")
    source = Source.objects.get(name="Coast Paper 0")
    page = visit(path, size=DESK)
    _follow(page)
    found = barriers(page)
    for address in (
        path,
        f"/claims/{hidden.pk}/",
        f"/reports/{hidden.report_id}/",
        f"/citations/{citation.pk}/",
        "/sources/",
        f"/sources/{source.pk}/",
        "/actors/army/",
    ):
        found += barriers(page, address)
    dark = visit("/places/dateline:marjsalam/", size=PHONE, dark=True)
    found += barriers(dark) + barriers(dark, path) + barriers(dark, f"/reports/{hidden.report_id}/")
    arabic = visit(f"/ar{path}", size=PHONE)
    found += barriers(arabic)
    assert found == []
    assert visit.complained == []
    assert {url.split("/")[2] for url in visit.asked if "://" in url} == {page.url.split("/")[2]}
