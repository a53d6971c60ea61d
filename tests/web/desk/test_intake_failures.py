"""What was given up: seen with its reason, tried again or let be, and the history knows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from dateline.domain.errors import NoConnection
from dateline.web.archive.ingest import take_page, take_url
from dateline.web.archive.models import Arrival, ArrivalState, Change, Report, ReportState
from dateline.web.archive.tasks_dead import count_dead_letters
from dateline.web.desk.intake.batches import hand_in_list
from dateline.web.rights import Role
from tests.web.desk.intake_world import mill, web, work
from tests.web.ingest.worlds import page

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.accounts import Person, SignedIn
    from tests.web.desk.intake_world import Work
    from tests.web.ingest.worlds import Web

__all__ = ["mill", "web", "work"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mill")]

HOME = "https://mill.example"


@pytest.fixture
def given_up(mill: object, web: Web, work: Work, monkeypatch: pytest.MonkeyPatch) -> list[Arrival]:  # noqa: ARG001
    """Two pages whose site takes no connection, and a report that no engine codes, all given up."""
    monkeypatch.setattr("dateline.web.archive.tasks_outcome.MOST_TRIES", 1)
    monkeypatch.setattr("dateline.web.archive.tasks_outcome.MOST_TRIES_OF_FAULTS", 1)
    arrivals = []
    for number in (1, 2):
        web.pages[f"{HOME}/{number}"] = NoConnection(f"{HOME}/{number}", "Later.")
        arrivals.append(take_url(f"{HOME}/{number}").arrival)
    with monkeypatch.context() as patch:
        patch.setattr("dateline.web.archive.ingest_coding.pipeline.code", _fails)
        arrivals.append(take_page(page(3)).arrival)
        work()
    return [one for one in arrivals if one]


def _fails(*_: object) -> None:
    raise ValueError("boom")


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 403), (Role.EDITOR, 200), (Role.ADMIN, 200)])
def test_failures_are_for_those_who_may_retry(signed_in: SignedIn, role: Role, status: int) -> None:
    client, _ = signed_in(role)
    assert client.get("/desk/failed/").status_code == status
    assert client.post("/desk/failed/settle/").status_code == (status if status == 403 else 302)


@pytest.mark.usefixtures("given_up")
def test_failures_are_put_together_by_step_and_reason(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.EDITOR)
    answer = client.get("/desk/failed/")
    assert [(str(kind.step), kind.reason, len(kind.letters)) for kind in answer.context["kinds"]] == [
        ("Reading a page", "The site takes no connection", 2),
        ("Coding a report", "A fault of Dateline’s own (ValueError)", 1),
    ]
    told = answer.content.decode()
    assert "3 steps given up" in told
    assert "tried once" in told
    assert "mill.example/1" in told
    assert "Shells fall on Deir Salam" in told


@pytest.mark.usefixtures("given_up")
@pytest.mark.parametrize(("role", "sees"), [(Role.EDITOR, False), (Role.ADMIN, True)])
def test_the_traceback_is_for_admins_alone(signed_in: SignedIn, role: Role, *, sees: bool) -> None:
    client, _ = signed_in(role)
    assert ("Traceback (most recent call last)" in client.get("/desk/failed/").content.decode()) is sees


def test_one_is_tried_again_and_the_history_knows_by_whom(
    signed_in: SignedIn, given_up: list[Arrival], web: Web, work: Work
) -> None:
    client, user = signed_in(Role.EDITOR)
    web.pages[f"{HOME}/1"] = page(1)
    letter = DBTaskResult.objects.failed().get(args_kwargs__kwargs__arrival=str(given_up[0].pk))
    answer = client.post("/desk/failed/settle/", {"letter": str(letter.pk), "what": "retry"}, follow=True)
    assert "1 step is tried again." in answer.content.decode()
    work()
    given_up[0].refresh_from_db()
    assert given_up[0].state == ArrivalState.READ
    change = Change.objects.get(verb="retried")
    assert (change.by, change.object) == (user, str(given_up[0].pk))
    assert count_dead_letters() == 2


def test_all_of_one_kind_are_tried_again_and_the_others_left(
    signed_in: SignedIn, given_up: list[Arrival], web: Web, work: Work
) -> None:
    client, _ = signed_in(Role.ADMIN)
    web.pages |= {f"{HOME}/{number}": page(number) for number in (1, 2)}
    kind = client.get("/desk/failed/").context["kinds"][0]
    client.post("/desk/failed/settle/", {"kind": kind.key, "what": "retry"})
    work()
    assert Report.objects.filter(state=ReportState.LINKED).count() == 2
    assert count_dead_letters() == 1
    assert len(given_up) == 3


@pytest.mark.usefixtures("given_up")
def test_what_is_let_be_is_off_the_list_and_in_the_history(signed_in: SignedIn) -> None:
    client, user = signed_in(Role.EDITOR)
    kind = client.get("/desk/failed/").context["kinds"][1]
    client.post("/desk/failed/settle/", {"kind": kind.key, "what": "let be"})
    assert count_dead_letters() == 2
    assert Change.objects.get(verb="let be").by == user
    assert Report.objects.get().state == ReportState.FAILED


@pytest.mark.usefixtures("given_up")
@pytest.mark.parametrize("form", [{"letter": "nonsense"}, {"letter": str(uuid4())}, {"kind": "none"}, {}])
def test_what_nobody_gave_up_is_not_tried_again(signed_in: SignedIn, form: dict[str, str]) -> None:
    client, _ = signed_in(Role.EDITOR)
    answer = client.post("/desk/failed/settle/", {**form, "what": "retry"}, follow=True)
    assert "somebody was first" in answer.content.decode()
    assert count_dead_letters() == 3


def test_refused_pages_stand_below_once_and_lines_of_lists_do_not(
    signed_in: SignedIn, given_up: list[Arrival], work: Work, person: Person
) -> None:
    client, _ = signed_in(Role.ADMIN)
    refused = take_page(b"<html><nav>Home</nav></html>", name="home.html").arrival
    hand_in_list(b"url\nnonsense\n", name="mill.csv", by=person(Role.ANALYST))
    work()
    answer = client.get("/desk/failed/")
    assert [one.pk for one in answer.context["page"]] == [refused.pk if refused else None]
    assert str(given_up[0].pk) in answer.content.decode()
    back = client.post(f"/desk/arrivals/{refused.pk if refused else ''}/retry/", {"back": "failed"})
    assert back.headers["Location"] == "/desk/failed/"


def test_many_failures_cost_no_more_than_few(
    signed_in: SignedIn, given_up: list[Arrival], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client, _ = signed_in(Role.ADMIN)
    row = DBTaskResult.objects.failed().get(args_kwargs__kwargs__arrival=str(given_up[0].pk))
    for number in range(60):
        arrival = Arrival.objects.create(key=f"k{number}", url=f"{HOME}/k{number}", state=ArrivalState.FAILED)
        row.pk, row.args_kwargs = uuid4(), {"args": [], "kwargs": {"arrival": str(arrival.pk)}}
        row.save(force_insert=True)
        Arrival.objects.create(key=f"r{number}", url=f"{HOME}/r{number}", state=ArrivalState.REFUSED)
    with django_assert_max_num_queries(11):
        answer = client.get("/desk/failed/")
    assert sum(len(kind.letters) for kind in answer.context["kinds"]) == 63
