"""How reviewers agree, and the settling of what they do not agree on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.domain.errors import ReviewRefused
from dateline.web.archive import reviewing
from dateline.web.archive.models import Change, Event, Opinion, Review
from dateline.web.desk.reviewing.views.reviewers import kappa_words
from dateline.web.rights import Role
from dateline.web.site.environment import Environment
from tests.web.archive.people import somebody
from tests.web.desk.opened import event_named, oil_field, open_event, send, stands

if TYPE_CHECKING:
    from django.test import Client

    from dateline.web.archive.models import Report
    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def report() -> Report:
    """The sample of the oil field, coded and linked."""
    return oil_field()


@pytest.fixture
def editor(signed_in: SignedIn) -> Client:
    """An editor."""
    client, _ = signed_in(Role.EDITOR, email="omar@example.org")
    return client


def _disagreed(words: str = "attacked") -> Event:
    row = event_named(words)
    reviewing.accept(row, by=somebody("ana"), second=True)
    reviewing.reject(row, by=somebody("bo"), second=True)
    row.refresh_from_db()
    assert row.review == Review.SECOND
    return row


def _said(*pairs: tuple[str, str], day: int = 1) -> None:
    """Two people's words on events: `a` accepts, `r` rejects."""
    words = {"a": Review.ACCEPTED, "r": Review.REJECTED}
    for event, pair in zip(Event.objects.filter(opinions=None).order_by("start"), pairs, strict=False):
        for who, said in zip(("ana", "bo"), pair, strict=True):
            at = datetime(2026, 1, day, tzinfo=UTC)
            Opinion.objects.create(event=event, by=somebody(who), opinion=words[said], at=at)


def test_each_pair_is_told_with_how_often_they_agree_and_what_it_means(editor: Client) -> None:
    _said(("a", "a"), ("a", "a"), ("r", "r"), ("a", "r"))
    page = editor.get("/desk/reviewers/")
    (pair,) = page.context["pairs"]
    assert (pair.figures.events, pair.figures.same, pair.percent) == (4, 3, 75)
    assert pair.figures.kappa == pytest.approx(0.5)
    assert "Moderate" in page.content.decode()
    assert "ana@example.org – bo@example.org" in page.content.decode()


def test_a_period_leaves_out_what_was_said_before_and_after(editor: Client) -> None:
    _said(("a", "a"), ("a", "r"), day=3)
    _said(("r", "r"), ("r", "r"), ("r", "a"), day=9)
    for query, events in (
        ("", 5),
        ("?from=2026-01-04", 3),
        ("?to=2026-01-04", 2),
        ("?from=2026-01-03&to=2026-01-03", 2),
        ("?from=nonsense", 5),
    ):
        (pair,) = editor.get(f"/desk/reviewers/{query}").context["pairs"]
        assert pair.figures.events == events, query
    assert "No two people have looked" in editor.get("/desk/reviewers/?from=2027-01-01").content.decode()


@pytest.mark.parametrize(
    ("kappa", "word"),
    [(1.0, "Almost perfect"), (0.7, "Substantial"), (0.5, "Moderate"), (0.3, "Fair"), (0.1, "Slight"),
     (0.0, "None"), (-1.0, "None"), (None, "proves nothing")],
)  # fmt: skip
def test_every_kappa_has_its_words(kappa: float | None, word: str) -> None:
    assert word in str(kappa_words(kappa))


def test_what_two_say_otherwise_of_is_listed_until_an_editor_settles_it(editor: Client) -> None:
    row = _disagreed()
    page = editor.get("/desk/reviewers/disagreements/").content.decode()
    assert "ana@example.org – accepted; bo@example.org – rejected" in page
    assert "1 disagreement waits to be settled" in editor.get("/desk/reviewers/").content.decode()
    assert "Settle: it is right" in open_event(editor, row).content.decode()
    answer = send(editor, row, "settle", verdict="reject")
    assert answer.headers["Location"] == "/desk/reviewers/disagreements/"
    row.refresh_from_db()
    assert row.review == Review.REJECTED
    assert list(Opinion.objects.values_list("by__email", flat=True).order_by("by__email")) == [
        "ana@example.org", "bo@example.org",
    ]  # fmt: skip
    assert Change.objects.of(row)[0].verb == "settled"
    page = editor.get("/desk/reviewers/disagreements/").content.decode()
    assert "Nothing waits to be settled." in page
    assert "Decided since" in page
    assert not row.accounts.exists()


def test_a_settled_event_is_undone_with_the_key_u(editor: Client) -> None:
    row = _disagreed()
    send(editor, row, "settle", verdict="accept")
    editor.post("/desk/undo/", {"next": "/desk/reviewers/"})
    row.refresh_from_db()
    assert row.review == Review.SECOND


def test_an_analyst_settles_nothing(signed_in: SignedIn) -> None:
    row = _disagreed()
    client, _ = signed_in(Role.ANALYST)
    assert "An editor settles them." in client.get("/desk/reviewers/disagreements/").content.decode()
    page = open_event(client, row)
    assert "Settle:" not in page.content.decode()
    answer = client.post(
        f"/desk/events/{row.pk}/settle/", {"verdict": "accept", "seen": page.context["seen"]}
    )
    assert answer.status_code == 403
    row.refresh_from_db()
    assert row.review == Review.SECOND


@pytest.mark.parametrize(
    ("written", "policy"), [("", "no"), ("No", "no"), ("deaths", "deaths"), (" ALL ", "all")]
)
def test_the_environment_says_which_events_two_have_to_agree_on(written: str, policy: str) -> None:
    assert Environment({"DATELINE_SECOND_REVIEW": written}).second_review == policy
    assert Environment({}).second_review == "no"


def test_a_policy_that_is_none_stops_the_site() -> None:
    with pytest.raises(ImproperlyConfigured, match="write no, deaths"):
        _ = Environment({"DATELINE_SECOND_REVIEW": "some"}).second_review


def test_what_nobody_disagrees_on_is_not_settled(editor: Client) -> None:
    row = event_named("burned")
    send(editor, row, "settle", verdict="accept")
    row.refresh_from_db()
    assert row.review == Review.NEW
    reviewing.take_over(row, by=somebody())
    with pytest.raises(ReviewRefused):
        reviewing.settle(row, Review.ACCEPTED, by=somebody())


def test_a_rejected_event_that_is_settled_as_right_is_told_again(editor: Client) -> None:
    row = _disagreed()
    send(editor, row, "settle", verdict="accept")
    assert stands(row).id == row.ref
    row.refresh_from_db()
    assert (row.review, row.assignee) == (Review.ACCEPTED, None)


def test_the_list_asks_as_often_for_many_as_for_one(editor: Client) -> None:
    _disagreed("attacked")
    editor.get("/desk/reviewers/disagreements/")
    with CaptureQueriesContext(connection) as one:
        editor.get("/desk/reviewers/disagreements/")
    for words in ("burned", "struck", "withdrew"):
        _disagreed(words)
    with CaptureQueriesContext(connection) as many:
        editor.get("/desk/reviewers/disagreements/")
    assert len(one) == len(many) <= 14


def test_reviewers_are_for_the_desk(signed_in: SignedIn) -> None:
    reader, _ = signed_in(Role.READER)
    for path in ("/desk/reviewers/", "/desk/reviewers/disagreements/"):
        assert reader.get(path).status_code == 403
