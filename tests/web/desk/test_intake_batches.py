"""Lists that are handed in: each line, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dateline.domain.errors import ListUnreadable
from dateline.web.archive.ingest import take_url
from dateline.web.archive.models import Arrival, Report
from dateline.web.desk.intake.batches import hand_in_list
from dateline.web.rights import Role
from tests.web.desk.intake_world import mill, web, work
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from django.test.client import Client, _MonkeyPatchedWSGIResponse
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import Person, SignedIn
    from tests.web.desk.intake_world import Work
    from tests.web.ingest.worlds import Web

__all__ = ["mill", "web", "work"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mill")]

HOME = "https://mill.example"
LIST = f"""url,title,published
{HOME}/1,No. 1,2018-11-02
nonsense,No. 2,
{HOME}/3,No. 3,soon
{HOME}/1#again,No. 1 again,
""".encode()


def _hand_in(client: Client, body: bytes = LIST, name: str = "mill.csv") -> _MonkeyPatchedWSGIResponse:
    file = SimpleUploadedFile(name, body)
    return client.post("/desk/hand-in/", {"way": "list", "file": file})


def test_every_line_of_a_list_is_told_what_came_of_it(signed_in: SignedIn, web: Web, work: Work) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    web.pages[f"{HOME}/1"] = page(1)
    path = _hand_in(client).headers["Location"]
    waiting = client.get(path)
    assert waiting.context["tally"] == {"all": 4, "there": 0, "troubled": 2, "doubled": 1, "waiting": 1}
    work()
    told = client.get(path)
    assert told.context["tally"] == {"all": 4, "there": 1, "troubled": 2, "doubled": 1, "waiting": 0}
    text = told.content.decode()
    assert "&#x27;nonsense&#x27; is no address of a page." in text
    assert "&#x27;soon&#x27; is no day; write it as 2018-11-23." in text
    assert [(one.line, progress.word) for one, progress in told.context["lines"]] == [
        (2, "linked"),
        (3, "refused"),
        (4, "refused"),
        (5, "linked"),
    ]
    assert "hx-get" not in text
    assert Report.objects.count() == 1


def test_a_batch_asks_for_itself_until_all_of_it_is_done(signed_in: SignedIn, web: Web, work: Work) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    web.pages[f"{HOME}/1"] = page(1)
    path = _hand_in(client).headers["Location"]
    before = client.get(path)
    poll = {"HX-Target": "progress"}
    assert client.get(path, {"seen": before.context["seen"]}, headers=poll).status_code == 204
    work()
    after = client.get(path, {"seen": before.context["seen"]}, headers=poll)
    assert after.status_code == 200
    assert "<html" not in after.content.decode()


def test_a_line_without_a_page_cannot_be_tried_again_and_says_so(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    _hand_in(client)
    line = Arrival.objects.get(line=3)
    told = client.get(f"/desk/arrivals/{line.pk}/").content.decode()
    assert "mill.csv, line 3" in told
    assert "retry" not in told
    answer = client.post(f"/desk/arrivals/{line.pk}/retry/", follow=True)
    assert "mend the list and hand it in again" in answer.content.decode()


def test_a_page_that_waits_already_is_a_line_that_follows_it(
    signed_in: SignedIn, web: Web, work: Work
) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    take_url(f"{HOME}/1")
    path = _hand_in(client, f"{HOME}/1\n".encode(), "list.txt").headers["Location"]
    web.pages[f"{HOME}/1"] = page(1)
    assert [progress.word for _, progress in client.get(path).context["lines"]] == ["waiting"]
    work()
    assert [progress.word for _, progress in client.get(path).context["lines"]] == ["linked"]
    assert Arrival.objects.count() == 2


def test_a_csv_among_the_files_is_taken_for_the_list_that_it_is(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    files = [SimpleUploadedFile("mill.csv", LIST)]
    answer = client.post("/desk/hand-in/", {"way": "files", "pages": files})
    assert answer.headers["Location"].startswith("/desk/batches/")


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"url,link\nhttps://mill.example/1,x\n", "two columns for one thing"), (b"\xff\xfa", "is not UTF-8")],
)
def test_what_is_no_list_is_said_beside_its_field(signed_in: SignedIn, body: bytes, says: str) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    answer = _hand_in(client, body)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Arrival.objects.exists()


def test_a_list_that_is_too_long_to_be_taken_in_at_once_is_told_to_be_split(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.web.archive.ingest.MOST_ROWS", 1)
    client, _ = signed_in(Role.CONTRIBUTOR)
    answer = _hand_in(client, b"https://mill.example/1\nhttps://mill.example/2\n")
    assert answer.status_code == 422
    assert "Split it into several lists." in answer.content.decode()
    assert not Arrival.objects.exists()


def test_a_list_that_breaks_off_leaves_nothing_behind(person: Person) -> None:
    with pytest.raises(ListUnreadable):
        hand_in_list(b"\x00\x00", name="mill.csv", by=person(Role.ANALYST))
    assert not Arrival.objects.exists()


def test_a_contributor_does_not_see_the_batch_of_another(signed_in: SignedIn, person: Person) -> None:
    client, _ = signed_in(Role.CONTRIBUTOR)
    batch = hand_in_list(LIST, name="mill.csv", by=person(Role.ANALYST))
    assert client.get(f"/desk/batches/{batch}/").status_code == 404


def test_a_long_batch_costs_no_more_than_a_short_one(
    signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, user = signed_in(Role.ANALYST)
    rows = "\n".join(f"{HOME}/{number % 60}" for number in range(150)) + "\nnonsense\n"
    batch = hand_in_list(rows.encode(), name="list.txt", by=user)
    with django_assert_max_num_queries(12):
        told = client.get(f"/desk/batches/{batch}/")
    assert len(told.context["lines"]) == 100
    assert len(client.get(f"/desk/batches/{batch}/?page=2").context["lines"]) == 51
