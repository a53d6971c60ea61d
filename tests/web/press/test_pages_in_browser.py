"""Every page for readers as Chromium shows it, wide and light, narrow and dark; what `public.PAGES` lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.web.barriers import barriers, fits
from tests.web.press.public import PAGES, public
from tests.web.visiting import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

# What moves after it was drawn, though nobody did anything: the sum that browsers call CLS.
_WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.moved += each.value;
}).observe({type: "layout-shift", buffered: true});
"""
_MAY_MOVE = {"map": 0.1}  # its script takes the place of what stands there without it
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def test_every_page_is_whole_by_itself_and_stands_in_nobodys_way(
    visit: Visit, person: Person, live_server: LiveServer
) -> None:
    site = public(person)
    addresses = {name: address(site) for name, address in PAGES.items()}
    page = visit(addresses["about"])
    page.context.add_init_script(_WATCH)
    found: list[str] = []
    for name, address in addresses.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        found += [f"{name}: {each}" for each in barriers(page, address)]
        found += [f"{name}: {each}" for each in _narrow_and_dark(page)]
        if (moved := page.evaluate("window.moved")) > _MAY_MOVE.get(name, 0.0):
            found.append(f"{name} moves by {moved}")
    assert found == []
    assert visit.complained == []
    assert page.context.cookies() == []
    assert [url for url in visit.asked if not url.startswith(f"{live_server.url}/")] == []


def _narrow_and_dark(page: Page) -> list[str]:
    """What is wrong with the open page on a telephone at night; colours alone are looked at anew."""
    moved = page.evaluate("window.moved")
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate(_DRAWN)
    wrong = Axe().run(page, options=_COLOURS).response["violations"]
    if wrong:  # a map may still be drawing itself anew
        page.wait_for_timeout(1000)
        wrong = Axe().run(page, options=_COLOURS).response["violations"]
    page.evaluate("moved => { window.moved = moved; }", moved)  # that the window got narrow moves everything
    found = [
        f"{each['id']} in the dark: {node['html'][:60]}: {node['failureSummary'][-260:]}"
        for each in wrong
        for node in each["nodes"]
    ]
    return found if fits(page) else [*found, "scrolls sideways on a telephone"]
