"""Barriers: what of an open page stands in somebody's way, as axe finds it; whether it scrolls sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

_IMPACTS = {"moderate", "serious", "critical"}  # what is minor is a matter of taste


def barriers(page: Page, path: str = "") -> list[str]:
    """What axe finds on the open page, or on the one at `path`; and that it scrolls sideways, if it does."""
    if path:
        page.goto(path)
    found = [
        f"{page.url}: {each['id']} ({each['impact']}): {[node['html'][:160] for node in each['nodes']]}"
        for each in Axe().run(page).response["violations"]
        if each["impact"] in _IMPACTS
    ]
    if not fits(page):
        found.append(f"{page.url} scrolls sideways")
    return found


WIDTHS = (320, 390, 768, 1280)
"""What a page has to fit into, in pixels: a small telephone, a usual one, a tablet, a desk."""


def too_wide_at(page: Page) -> list[int]:
    """The widths at which the open page scrolls sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [] if fits(page) else [width]
    return found


def fits(page: Page) -> bool:
    """Whether the open page is no wider than its window."""
    size = page.viewport_size
    assert size is not None
    wide: int = page.locator("html").evaluate("html => html.scrollWidth")  # works without the page's scripts
    return wide <= size["width"]
