"""Cards in Chromium, as a page of another site shows them."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dateline.web.rights import Role
from tests.web.api.readable import readable
from tests.web.barriers import barriers
from tests.web.visiting import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.accounts import Person
    from tests.web.visiting import Visit

    Elsewhere = Callable[[str], str]

pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Serves a page of another site, with whatever it is told to hold."""
    held = {"page": b""}

    class _Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(held["page"])

        def log_message(self, *_told: object) -> None:
            """Nothing."""

    def hold(html: str) -> str:
        held["page"] = f"<!doctype html><title>Elsewhere</title><link rel=icon href=data:,>{html}".encode()
        return f"http://127.0.0.1:{server.server_port}/"

    with ThreadingHTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield hold
        server.shutdown()
        thread.join()


def test_a_card_is_shown_in_a_page_of_another_site_and_leaves_nothing_there(
    visit: Visit, person: Person, elsewhere: Elsewhere
) -> None:
    one = readable(person(Role.EDITOR)).incidents[0]
    paths = (f"/embed/incidents/{one.pk}/", "/embed/briefings/coast/2018-05-20/", "/embed/map/")
    page = visit("/api/docs/", size=PHONE)
    assert barriers(page) == []
    root = page.url.removesuffix("/api/docs/")
    frames = "".join(f'<iframe src="{root}{path}" width="360" height="420"></iframe>' for path in paths)

    there = elsewhere(frames)
    # The map is long in being painted, and is waited for below.
    page.goto(there, wait_until="domcontentloaded")
    cards = page.frames[1:]
    assert len(cards) == len(paths)
    for card in cards:
        card.wait_for_load_state("domcontentloaded")
        assert card.get_by_role("heading", level=1).count() == 1, card.url
        assert card.evaluate("document.documentElement.scrollWidth") <= 360, card.url
    assert page.context.cookies() == []
    assert visit.complained == []
    assert {urlsplit(url).netloc for url in visit.asked if not url.startswith("data:")} == {
        urlsplit(root).netloc,
        urlsplit(there).netloc,
    }
    cards[0].get_by_role("link").first.click()
    page.wait_for_url(f"{root}/incidents/{one.pk}/")
    for path in paths:
        assert barriers(page, f"{root}{path}") == []
