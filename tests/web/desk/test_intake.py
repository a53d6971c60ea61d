"""Handing in: an address, a text, files, and how far each has got."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dateline.domain.errors import NoConnection
from dateline.reading import MAX_BYTES
from dateline.web.archive.ingest import take_page, take_url
from dateline.web.archive.leases import take_lease
from dateline.web.archive.models import Arrival, ArrivalState, Change, Event, Feed, Report, Source
from dateline.web.rights import Role
from tests.web.desk.intake_world import mill, web, work
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from django.test.client import Client, _MonkeyPatchedWSGIResponse
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import SignedIn
    from tests.web.desk.intake_world import Work
    from tests.web.ingest.worlds import Web

__all__ = ["mill", "web", "work"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mill")]

STORY = "https://mill.example/story"


def _hand_in(client: Client, way: str, **given: object) -> _MonkeyPatchedWSGIResponse:
    return client.post("/desk/hand-in/", {"way": way, **given})


def _file(name: str, body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


# ── who may ───────────────────────────────────────────────────────────────────────────────────────────────


def test_who_hands_nothing_in_is_refused_and_strangers_sign_in_first(
    client: Client, signed_in: SignedIn
) -> None:
    reader, _ = signed_in(Role.READER)
    arrival = take_url(STORY).arrival
    assert arrival
    for path in ("/desk/hand-in/", "/desk/arrivals/", f"/desk/arrivals/{arrival.pk}/", "/desk/feeds/"):
        assert reader.get(path).status_code == 403
        assert client.get(path).headers["Location"].startswith("/account/login/")


def test_a_contributor_sees_their_own_arrivals_and_no_others(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.CONTRIBUTOR)
    own = take_page(page(1), by=user).arrival
    other = take_page(page(2)).arrival
    assert own
    assert other
    assert client.get(f"/desk/arrivals/{own.pk}/").status_code == 200
    assert client.get(f"/desk/arrivals/{other.pk}/").status_code == 404
    assert client.post(f"/desk/arrivals/{other.pk}/retry/").status_code == 404
    listed = client.get("/desk/arrivals/?whose=all").content.decode()
    assert str(own.pk) in listed
    assert str(other.pk) not in listed


def test_the_desk_sees_what_everybody_and_feeds_brought(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ANALYST)
    other = take_page(page(2)).arrival
    assert other
    assert client.get(f"/desk/arrivals/{other.pk}/").status_code == 200
    assert str(other.pk) in client.get("/desk/arrivals/?whose=all").content.decode()
    assert str(other.pk) not in client.get("/desk/arrivals/").content.decode()


def test_an_admin_who_hands_nothing_in_sees_what_came(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ADMIN)
    other = take_page(page(2)).arrival
    assert other
    assert str(other.pk) in client.get("/desk/arrivals/").content.decode()
    assert client.get("/desk/hand-in/").status_code == 403


def test_the_masthead_leads_contributors_to_handing_in(signed_in: SignedIn) -> None:
    contributor, _ = signed_in(Role.CONTRIBUTOR)
    analyst, _ = signed_in(Role.ANALYST)
    way = '<li><a href="/desk/hand-in/">Hand in</a></li>'
    assert way in contributor.get("/account/").content.decode()
    assert way not in analyst.get("/account/").content.decode()


# ── the four ways ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_address_is_taken_and_leads_to_where_it_is_followed(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.CONTRIBUTOR)
    answer = _hand_in(client, "address", url=" mill.example/story ", published="2018-11-23")
    arrival = Arrival.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/desk/arrivals/{arrival.pk}/"
    assert (arrival.url, str(arrival.published), arrival.by) == (STORY, "2018-11-23", user)


def test_a_page_handed_in_twice_is_one_report(signed_in: SignedIn, web: Web, work: Work) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    web.pages[STORY] = page(3)
    first = _hand_in(client, "address", url=STORY)
    assert _hand_in(client, "address", url=f"{STORY}#top").headers["Location"] == first.headers["Location"]
    assert "on its way already" in client.get(first.headers["Location"]).content.decode()
    work()
    third = _hand_in(client, "address", url=STORY)
    work()
    assert "word for word: nothing was added" in client.get(third.headers["Location"]).content.decode()
    assert Report.objects.count() == 1


def test_what_somebody_else_has_brought_is_said_without_showing_it(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    take_url(STORY)
    answer = _hand_in(client, "address", url=STORY)
    assert answer.headers["Location"] == "/desk/hand-in/"
    assert "somebody else has brought it" in client.get("/desk/hand-in/").content.decode()


def test_a_text_keeps_what_was_said_of_it(signed_in: SignedIn, work: Work) -> None:
    client, _ = signed_in(Role.ANALYST)
    text = "Shells fell on the market of Sarr on the morning of Friday, killing 4 people, residents said."
    _hand_in(client, "text", text=text, url=STORY, title="Shells", outlet="The Mill", published="2018-11-23")
    work()
    report = Report.objects.get()
    assert (report.url, report.title, str(report.source), str(report.published)) == (
        STORY,
        "Shells",
        "The Mill",
        "2018-11-23",
    )
    assert Event.objects.get().killed_min == 4


def test_one_file_leads_to_its_page_and_several_to_their_batch(signed_in: SignedIn, work: Work) -> None:
    client, _ = signed_in(Role.ANALYST)
    one = _hand_in(client, "files", pages=[_file("1.html", page(1))])
    assert one.headers["Location"] == f"/desk/arrivals/{Arrival.objects.get().pk}/"
    several = _hand_in(client, "files", pages=[_file(f"{nr}.html", page(nr)) for nr in (1, 2, 3)])
    work()
    told = client.get(several.headers["Location"]).content.decode()
    assert "3 pages, handed in together" in told
    assert Report.objects.count() == 3
    assert list(
        Arrival.objects.filter(batch__isnull=False).values_list("line", flat=True).order_by("line")
    ) == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize(
    ("way", "given", "says"),
    [
        ("address", {"url": ""}, "Paste the address of a page."),
        ("address", {"url": "ftp://mill.example/1"}, "Give an address that begins with https://"),
        ("address", {"url": STORY, "published": "soon"}, "Write the day as 2018-11-23."),
        ("text", {"text": "  \n"}, "Paste the text of one report."),
        ("text", {"text": "x" * 2_000_001}, "at most 2000000"),
        ("text", {"text": "Shells fell.", "url": "http://"}, "Give an address that begins with https://"),
        ("files", {}, "Choose at least one file."),
        ("list", {}, "Choose a file."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    signed_in: SignedIn, way: str, given: dict[str, str], says: str
) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    answer = _hand_in(client, way, **given)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'class="errorlist"' in answer.content.decode()
    assert not Arrival.objects.exists()


def test_each_file_that_does_not_do_is_named_and_none_is_taken(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    files = [
        _file("good.html", page(1)),
        _file("empty.txt", b""),
        _file("large.pdf", b"x" * (MAX_BYTES + 1)),
        _file("list.csv", b"url\n"),
    ]
    told = _hand_in(client, "files", pages=files).content.decode()
    assert "empty.txt is empty." in told
    assert "large.pdf has more than 20 MB." in told
    assert "list.csv is a list" in told
    assert not Arrival.objects.exists()


def test_more_files_than_go_at_once_are_refused(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    answer = _hand_in(client, "files", pages=[_file(f"{nr}.txt", b"Shells fell.") for nr in range(51)])
    assert "These are 51 files; up to 50 go at once." in answer.content.decode()


# ── how far it has got ────────────────────────────────────────────────────────────────────────────────────


def test_without_a_worker_it_is_said_with_the_command(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.CONTRIBUTOR)
    arrival = take_page(page(1), by=user).arrival
    assert arrival
    for path in ("/desk/hand-in/", f"/desk/arrivals/{arrival.pk}/"):
        told = client.get(path).content.decode()
        assert "No worker is at work." in told
        assert "<code>dateline worker</code>" in told
    take_lease("somebody")
    assert "No worker" not in client.get("/desk/hand-in/").content.decode()


def test_a_page_on_its_way_asks_for_itself_until_it_is_there(signed_in: SignedIn, work: Work) -> None:
    client, user = signed_in(Role.ANALYST)
    arrival = take_page(page(1), by=user).arrival
    assert arrival
    path = f"/desk/arrivals/{arrival.pk}/"
    waiting = client.get(path)
    assert 'http-equiv="refresh"' in waiting.content.decode()
    assert 'hx-trigger="every 2s"' in waiting.content.decode()
    poll = {"HX-Request": "true", "HX-Target": "progress"}
    assert client.get(path, {"seen": waiting.context["seen"]}, headers=poll).status_code == 204
    work()
    there = client.get(path, {"seen": waiting.context["seen"]}, headers=poll).content.decode()
    assert there.lstrip().startswith("<div")
    assert "hx-get" not in there
    assert "1 event" in there
    event = Event.objects.get()
    assert f'href="/desk/events/{event.pk}/"' in there
    assert f'href="/desk/incidents/{event.accounts.get().incident_id}/"' in there


def test_a_page_whose_session_has_ended_loads_itself_to_sign_in(client: Client) -> None:
    arrival = take_page(page(1)).arrival
    assert arrival
    answer = client.get(f"/desk/arrivals/{arrival.pk}/", headers={"HX-Target": "progress"})
    assert (answer.headers["HX-Refresh"], answer.content) == ("true", b"")


def test_a_contributor_sees_the_events_without_ways_to_the_desk(signed_in: SignedIn, work: Work) -> None:
    client, user = signed_in(Role.CONTRIBUTOR)
    arrival = take_page(page(1), by=user).arrival
    assert arrival
    work()
    told = client.get(f"/desk/arrivals/{arrival.pk}/").content.decode()
    assert "Shells fell on the market" in told
    assert "/desk/events/" not in told
    assert "/desk/incidents/" not in told


def test_what_is_refused_says_why_and_is_tried_again(signed_in: SignedIn, web: Web, work: Work) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    web.pages[STORY] = b"<html><nav>Home</nav></html>"
    path = _hand_in(client, "address", url=STORY).headers["Location"]
    work()
    told = client.get(path).content.decode()
    assert "It is refused." in told
    assert "The page holds no article text" in told
    assert f"?way=text&amp;url={STORY.replace(':', '%3A').replace('/', '%2F')}" in told
    web.pages[STORY] = page(3)
    assert client.post(f"{path}retry/").headers["Location"] == path
    work()
    assert "1 event" in client.get(path).content.decode()
    assert Change.objects.get(verb="retried").about == "arrival"


def test_a_page_that_waits_for_its_site_says_why_and_until_when(
    signed_in: SignedIn, web: Web, work: Work
) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    web.pages[STORY] = NoConnection(STORY, "Later.")
    path = _hand_in(client, "address", url=STORY).headers["Location"]
    work()
    told = client.get(path).content.decode()
    assert f"The site takes no connection: {STORY}. Later. It was tried once." in told
    assert "Next try:" in told


def test_a_report_that_failed_to_be_coded_says_where_it_stopped_and_is_tried_again(
    signed_in: SignedIn, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, user = signed_in(Role.CONTRIBUTOR)
    arrival = take_page(page(1), by=user).arrival
    assert arrival
    monkeypatch.setattr("dateline.web.archive.ingest_coding.pipeline.code", _fails)
    monkeypatch.setattr("dateline.web.archive.tasks_outcome.MOST_TRIES_OF_FAULTS", 1)
    work()
    path = f"/desk/arrivals/{arrival.pk}/"
    told = client.get(path).content.decode()
    assert "This is a fault of Dateline (ValueError: boom)." in told
    assert "stopped here" in told
    monkeypatch.undo()
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    client.post(f"{path}retry/")
    work()
    assert "1 event" in client.get(path).content.decode()


def _fails(*_: object) -> None:
    raise ValueError("boom")


def test_what_is_there_is_not_tried_again(signed_in: SignedIn, work: Work) -> None:
    client, user = signed_in(Role.CONTRIBUTOR)
    arrival = take_page(page(1), by=user).arrival
    assert arrival
    work()
    answer = client.post(f"/desk/arrivals/{arrival.pk}/retry/", follow=True)
    assert "nothing to try again" in answer.content.decode()


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "shown"), [("", 3), ("waiting", 1), ("there", 1), ("troubled", 1), ("nonsense", 3)]
)
def test_arrivals_are_listed_by_how_far_they_are(
    signed_in: SignedIn, work: Work, state: str, shown: int
) -> None:
    client, user = signed_in(Role.ANALYST)
    take_page(page(1), by=user)
    take_page(b"<html><nav>Home</nav></html>", by=user)
    work()
    take_page(page(2), by=user)
    assert len(client.get(f"/desk/arrivals/?state={state}").context["lines"]) == shown


def test_a_list_of_arrivals_costs_the_same_however_long_it_is(
    signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, user = signed_in(Role.ANALYST)
    feed = Feed.objects.create(source=Source.objects.create(name="The Mill"), url="https://mill.example/feed")
    for number in range(40):
        report = Report.objects.create(key=f"r{number}", text="Shells fell.", source=feed.source)
        Arrival.objects.create(
            key=f"k{number}",
            url=f"{STORY}/{number}",
            state=ArrivalState.READ,
            report=report,
            by=user,
            feed=feed,
        )
        Arrival.objects.create(key=f"k{number}", state=ArrivalState.KNOWN, done_at=timezone.now(), by=user)
    with django_assert_max_num_queries(8):  # session, user, rights, count, rows, those that waited already
        assert len(client.get("/desk/arrivals/?whose=all").context["lines"]) == 50
    with django_assert_max_num_queries(8):
        client.get("/desk/hand-in/")


def test_one_arrival_costs_the_same_however_much_it_tells(
    signed_in: SignedIn, work: Work, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, user = signed_in(Role.ANALYST)
    arrival = take_page(page(1), by=user).arrival
    assert arrival
    work()
    first = Event.objects.get()
    for number in range(30):
        Event.objects.create(
            report=first.report, coding=first.coding, ref=f"x{number}", type=first.type, status=first.status,
            confidence=0.5, words="fell", start=1, end=2,
        )  # fmt: skip
    with django_assert_max_num_queries(11):
        assert len(client.get(f"/desk/arrivals/{arrival.pk}/").context["events"]) == 31
