"""Handing in as Chromium shows it: a page is pasted and its events come, with scripts and without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from dateline.web.archive.ingest import take_page, take_url
from dateline.web.archive.models import Arrival, Event, Feed, Host, Report, Source
from dateline.web.archive.polling import look_at
from dateline.web.desk.intake.batches import hand_in_list
from dateline.web.rights import Role
from tests.web.barriers import barriers
from tests.web.desk.intake_world import mill, web, work, worker_beside
from tests.web.ingest.worlds import page as page_of
from tests.web.visiting import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

    from dateline.web.archive.people import User
    from tests.web.accounts import Person
    from tests.web.desk.intake_world import Work
    from tests.web.ingest.worlds import Web
    from tests.web.visiting import Visit

__all__ = ["mill", "web", "work"]
pytestmark = [pytest.mark.browser, pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

SAMPLE = Path(__file__).parents[3] / "samples" / "oil-field.html"
_PATHS = (
    "/desk/hand-in/",
    "/desk/hand-in/?way=text",
    "/desk/arrivals/?whose=all",
    "/desk/failed/",
    "/desk/feeds/",
)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_sample_page_is_pasted_and_its_events_come(visit: Visit, person: Person, *, script: bool) -> None:
    user = person(Role.ANALYST)
    page = visit("/desk/hand-in/", script=script, by=user.email)
    expect(page.get_by_text("No worker is at work.")).to_be_visible()
    page.get_by_role("link", name="Text or HTML").click()
    page.get_by_label("Text or HTML").fill(SAMPLE.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("waits for a worker")).to_be_visible()
    with worker_beside():
        # Without scripts the page loads itself anew, which Chromium does for those who have none.
        expect(page.get_by_role("heading", name="events")).to_be_visible(timeout=20_000)
    events = Event.objects.told().of_report(Report.objects.get().pk)
    expect(page.locator(".told > li")).to_have_count(events.count())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Militants Storm Oil Field")
    page.locator(".told a").first.click()
    expect(page).to_have_url(f"{page.url.partition('/desk/')[0]}/desk/events/{events[0].pk}/")
    assert visit.complained == []


@pytest.mark.usefixtures("mill")
def test_pasting_twice_in_a_hurry_is_one_report(visit: Visit, person: Person) -> None:
    user = person(Role.CONTRIBUTOR)
    page = visit("/desk/hand-in/?way=text", by=user.email)
    page.get_by_label("Text or HTML").fill(page_of(1).decode())
    page.get_by_role("button", name="Hand in").dblclick()
    expect(page.get_by_role("heading", name="Pasted text")).to_be_visible()
    with worker_beside():
        expect(page.get_by_role("heading", name="1 event")).to_be_visible(timeout=20_000)
    assert Report.objects.count() == 1
    assert Arrival.objects.count() == 1


@pytest.mark.usefixtures("mill")
def test_files_and_a_list_are_handed_in_and_their_lines_told(visit: Visit, person: Person) -> None:
    user = person(Role.CONTRIBUTOR)
    page = visit("/desk/hand-in/?way=files", size=PHONE, by=user.email)
    files: list[FilePayload] = [
        {"name": f"{nr}.html", "mimeType": "text/html", "buffer": page_of(nr)} for nr in (1, 2)
    ]
    page.get_by_label("Files").set_input_files(files)
    with worker_beside():
        page.get_by_role("button", name="Hand in").click()
        expect(page.get_by_role("heading", name="2 pages, handed in together")).to_be_visible()
        expect(page.locator("tbody .badge.good")).to_have_count(2, timeout=20_000)
    page.goto("/desk/hand-in/?way=list")
    page.get_by_label("List").set_input_files(
        {"name": "mill.csv", "mimeType": "text/csv", "buffer": b"url\nnonsense\n"}
    )
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("'nonsense' is no address of a page.")).to_be_visible()
    assert visit.complained == []


def _furnish(web: Web, user: User, work: Work) -> list[str]:
    """Arrivals in every state, feeds that go well and ill; the addresses of their screens."""
    refused = take_page(b"<html><nav>Home</nav></html>", name="home.html", by=user).arrival
    there = take_page(page_of(1), by=user).arrival
    batch = hand_in_list(b"url\nhttps://mill.example/9\nnonsense\n", name="mill.csv", by=user)
    feed = Feed.objects.create(source=Source.objects.create(name="The Mill"), url="https://mill.example/feed")
    look_at(feed.pk)
    Host.objects.create(name="mill.example", closed_until=feed.next_poll)
    work()
    waiting = take_url("https://mill.example/waits").arrival
    arrivals = [f"/desk/arrivals/{one.pk}/" for one in (refused, there, waiting) if one]
    assert web.asked
    return [*_PATHS, *arrivals, f"/desk/batches/{batch}/", f"/desk/feeds/{feed.pk}/"]


@pytest.mark.usefixtures("mill")
@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_nothing_stands_in_the_way_of_anybody_and_nothing_needs_scrolling_sideways(
    visit: Visit, person: Person, web: Web, work: Work, size: dict[str, int], *, dark: bool
) -> None:
    user = person(Role.EDITOR, Role.ADMIN, name="Nadia Konstantina Haddad-Papadopoulou")
    paths = _furnish(web, user, work)
    page = visit(size=size, dark=dark, by=user.email)
    found: list[str] = []
    for path in paths:
        page.goto(path)
        found += barriers(page)
    assert found == []
