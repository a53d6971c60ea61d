"""Undo: what somebody did last is taken back, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.domain import EventType
from dateline.web.archive.corrections import withdraw
from dateline.web.archive.models import Correction, Review
from dateline.web.desk.undoing import KEPT
from dateline.web.rights import Role
from tests.web.archive.people import somebody
from tests.web.desk.opened import event_named, oil_field, open_event, send, stands, told

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(signed_in: SignedIn) -> Client:
    """An analyst at the desk, with the sample of the oil field."""
    oil_field()
    client, _ = signed_in(Role.ANALYST, email="nadia@example.org")
    return client


def _undo(client: Client, to: str = "") -> Any:  # noqa: ANN401 -- a response
    return client.post("/desk/undo/", {"next": to})


def test_a_correction_then_the_one_before_it_are_taken_back(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="type", type="clash")
    send(nadia, row, "correct", field="type", type="protest")
    page = open_event(nadia, row).content.decode()
    assert "Undo: corrected type" in page
    answer = _undo(nadia, f"/desk/events/{row.pk}/")
    assert answer.headers["Location"] == f"/desk/events/{row.pk}/"
    assert "Undone: corrected type." in told(nadia, answer)
    assert stands(row).type is EventType.CLASH
    _undo(nadia)
    assert stands(row).type is EventType.ASSAULT
    assert "Undo:" not in open_event(nadia, row).content.decode()
    assert "Nothing is left to undo." in told(nadia, _undo(nadia, f"/desk/events/{row.pk}/"))


@pytest.mark.parametrize("verdict", ["accept", "reject", "accept-second"])
def test_a_verdict_is_taken_back(nadia: Client, verdict: str) -> None:
    row = event_named("attacked")
    send(nadia, row, "judge", verdict=verdict)
    _undo(nadia)
    row.refresh_from_db()
    assert row.review == Review.NEW
    assert row.accounts.exists()


def test_an_added_event_is_taken_back_and_kept_as_lost(nadia: Client) -> None:
    report = event_named("attacked").report
    nadia.post(f"/desk/reports/{report.pk}/events/", {"words": "cited", "type": "accusation",
               "words_at": f"{report.text.index('cited')}-{report.text.index('cited') + 5}"})  # fmt: skip
    added = event_named("cited")
    assert added.coding_id
    _undo(nadia)
    added.refresh_from_db()
    assert added.coding_id is None


def test_what_another_has_taken_back_already_is_said_and_passed_by(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="type", type="clash")
    withdraw(Correction.objects.get(), by=somebody())
    assert "it is withdrawn already" in told(nadia, _undo(nadia, f"/desk/events/{row.pk}/"))
    assert "Nothing is left to undo." in told(nadia, _undo(nadia, f"/desk/events/{row.pk}/"))


def test_undo_leads_to_no_other_site(nadia: Client) -> None:
    assert _undo(nadia, "https://elsewhere.example/").headers["Location"] == "/desk/"


def test_the_last_acts_are_kept_and_no_more(nadia: Client) -> None:
    row = event_named("attacked")
    for turn in range(KEPT + 2):
        send(nadia, row, "correct", field="type", type=("clash", "protest")[turn % 2])
    assert len(nadia.session["desk-acts"]) == KEPT


def test_one_s_acts_are_one_s_own(nadia: Client, signed_in: SignedIn) -> None:
    row = event_named("attacked")
    send(nadia, row, "correct", field="type", type="clash")
    omar, _ = signed_in(Role.ANALYST, email="omar@example.org")
    _undo(omar)
    assert stands(row).type is EventType.CLASH
