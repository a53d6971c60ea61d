"""How a claim opens beside or under its sentence: by mouse, keyboard and finger, and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.web.barriers import barriers
from tests.web.press.public import public
from tests.web.visiting import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

_TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}"""


def _below(one: Locator, other: Locator) -> bool:
    above, below = other.bounding_box(), one.bounding_box()
    assert above
    assert below
    return below["y"] >= above["y"] + above["height"]


def _beside(one: Locator, other: Locator) -> bool:
    left, right = other.bounding_box(), one.bounding_box()
    assert left
    assert right
    return right["x"] >= left["x"] + left["width"]


def test_a_claim_opens_beside_its_sentence_or_under_it_and_escape_leads_back(
    visit: Visit, person: Person
) -> None:
    site = public(person)
    page = visit(site.of(site.briefing))
    first, second = page.locator("a.claim").nth(0), page.locator("a.claim").nth(1)
    opened = page.locator(".opened")
    expect(opened).to_have_count(0)

    first.click()
    expect(opened).to_have_count(1)
    expect(opened).to_contain_text("The words in the archived report")
    expect(first).to_have_attribute("aria-expanded", "true")
    assert _beside(opened, page.locator(".body > p", has=first))
    assert page.evaluate(_TWICE) == []
    assert barriers(page) == []

    second.focus()
    page.keyboard.press("Space")
    expect(opened).to_have_count(1)
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(opened).to_be_focused()
    page.keyboard.press("Tab")
    expect(opened.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(second).to_be_focused()

    second.press("Enter")
    opened.get_by_role("button", name="Close").click()
    expect(opened).to_have_count(0)
    expect(second).to_be_focused()
    assert page.url.endswith(site.of(site.briefing))

    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    first.click()
    paragraph = page.locator(".body > p", has=first)
    assert _below(opened, paragraph)
    expect(first).to_be_in_viewport()
    first.click()
    expect(opened).to_have_count(0)

    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Site")).to_be_hidden()
    expect(page.locator(".claim-told").first).to_be_visible()
    assert visit.complained == []
    _without_scripts(visit(site.of(site.briefing), script=False))


def _without_scripts(page: Page) -> None:
    marker = page.locator("a.claim").nth(1)
    marker.click()
    assert page.url.endswith("#claim-c2")
    claim = page.locator("#claim-c2")
    expect(claim).to_be_in_viewport()
    page.get_by_role("link", name="Back to the sentence of claim 2").click()
    assert page.url.endswith("#at-c2")
    expect(marker).to_be_in_viewport()
