"""A series by e-mail: asked for, confirmed, ended; who asks learns nothing of the address."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from dateline.web.archive.tasks_worker import ArchiveWorker, see_to_chores
from dateline.web.press.models import Subscription
from tests.web.press.published import series

if TYPE_CHECKING:
    from dateline.web.press.models import Series

pytestmark = pytest.mark.django_db
ADDRESS = "reader@example.org"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


@pytest.fixture
def coast() -> Series:
    """A series."""
    return series()


@pytest.fixture
def reader() -> Client:
    """A browser that would tell of a form without a token, if one was needed."""
    return Client(enforce_csrf_checks=True)


def _work() -> None:
    ArchiveWorker(queues=["mail"], until_empty=True).run()


def _asks(
    reader: Client, email: str = ADDRESS, at: str = "/newsletter/coast/", **more: str
) -> tuple[int, str]:
    answer = reader.post(at, {"email": email, "website": "", **more})
    _work()
    return answer.status_code, answer.headers.get("Location", "")


def _link(name: str) -> str:
    """The path of a link in the last mail."""
    found = re.search(rf"http://localhost(\S*/newsletter/{name}/\S+)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def _subscribed(of: Series, email: str = ADDRESS, **fields: object) -> Subscription:
    fields.setdefault("confirmed_at", timezone.now())
    return Subscription.objects.create(series=of, email=email, key=f"key-of-{email}", **fields)


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_asks_gets_one_mail_and_counts_only_once_they_have_pressed_the_button(
    reader: Client, coast: Series
) -> None:
    assert b'action="/newsletter/coast/"' in reader.get("/newsletter/coast/").content
    assert _asks(reader) == (303, "/newsletter/coast/asked/")
    assert [one.to for one in mail.outbox] == [[ADDRESS]]
    assert not Subscription.objects.active().exists()

    looked = reader.get(_link("confirm"))  # as a scanner of mail does, too
    assert ADDRESS in looked.content.decode()
    assert not Subscription.objects.active().exists()

    pressed = reader.post(_link("confirm"), follow=True)
    assert "It is confirmed" in pressed.content.decode()
    assert [one.email for one in Subscription.objects.active()] == [ADDRESS]
    assert coast.subscriptions.get().language == "en-gb"


@pytest.mark.usefixtures("coast")
def test_pages_of_the_newsletter_set_no_cookie_and_those_of_a_key_are_kept_by_nobody(reader: Client) -> None:
    _asks(reader)
    answer = reader.get(_link("confirm"))
    assert "no-store" in answer.headers["Cache-Control"]
    for path in ("/newsletter/coast/", "/newsletter/coast/asked/", _link("confirm")):
        answer = reader.get(path)
        assert answer.status_code == 200
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "<form" not in answer.content.decode() or "csrfmiddlewaretoken" not in answer.content.decode()
        assert 'name="robots" content="noindex"' in answer.content.decode()
    assert not reader.cookies


def test_the_answer_is_the_same_whether_the_address_is_known(reader: Client, coast: Series) -> None:
    row = _subscribed(coast)
    answers = {_asks(reader, ADDRESS), _asks(reader, "NEW@example.org"), _asks(reader, ADDRESS.upper())}
    assert len(answers) == 1
    assert [(one.to[0], "already" in one.subject) for one in mail.outbox] == [
        (ADDRESS, True),
        ("new@example.org", False),
        (ADDRESS, True),
    ]
    row.refresh_from_db()
    assert row.confirmed_at
    assert not row.ended_at


@pytest.mark.usefixtures("coast")
def test_a_stranger_can_have_an_address_written_to_three_times_a_day_and_sees_no_difference(
    reader: Client,
) -> None:
    answers = [_asks(reader) for _ in range(5)]
    assert len(set(answers)) == 1
    assert len(mail.outbox) == 3


@pytest.mark.usefixtures("coast")
def test_one_network_cannot_work_through_a_list_of_addresses() -> None:
    reader = Client(REMOTE_ADDR="2001:db8:1:2::77")
    neighbour = Client(REMOTE_ADDR="2001:db8:1:2:ffff::1")  # of the same network
    for number in range(20):
        assert reader.post("/newsletter/coast/", {"email": f"r{number}@example.org"}).status_code == 303
    refused = neighbour.post("/newsletter/coast/", {"email": "more@example.org"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3600")
    assert "try again in an hour" in refused.content.decode()
    assert not Subscription.objects.filter(email="more@example.org").exists()
    elsewhere = Client(REMOTE_ADDR="2001:db8:1:3::77")
    assert elsewhere.post("/newsletter/coast/", {"email": "more@example.org"}).status_code == 303


@pytest.mark.usefixtures("coast")
def test_what_fills_in_the_field_that_people_do_not_see_gets_the_same_answer_and_nothing_happens(
    reader: Client,
) -> None:
    assert _asks(reader, website="https://spam.example") == (303, "/newsletter/coast/asked/")
    assert not mail.outbox
    assert not Subscription.objects.exists()


@pytest.mark.usefixtures("coast")
def test_what_is_no_address_is_said_to_be_none(reader: Client) -> None:
    answer = reader.post("/newsletter/coast/", {"email": "reader@"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert reader.post("/newsletter/inland/", {"email": ADDRESS}).status_code == 404


def test_a_series_that_has_ended_is_not_to_be_had(reader: Client, coast: Series) -> None:
    coast.retired_at = timezone.now()
    coast.save()
    assert reader.get("/newsletter/coast/").status_code == 404
    assert reader.post("/newsletter/coast/", {"email": ADDRESS}).status_code == 404


@pytest.mark.usefixtures("coast")
def test_mails_are_in_the_language_of_the_page_and_lead_to_pages_in_it(reader: Client) -> None:
    status, then = _asks(reader, at="/de/newsletter/coast/")
    assert (status, then) == (303, "/de/newsletter/coast/asked/")
    assert Subscription.objects.get().language == "de"
    assert _link("confirm").startswith("/de/newsletter/confirm/")


# ── ending ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_link_ends_it_only_when_its_button_is_pressed(reader: Client, coast: Series) -> None:
    row = _subscribed(coast)
    path = f"/newsletter/end/{row.key}/"
    assert "End it" in reader.get(path).content.decode()
    assert Subscription.objects.active().exists()
    ended = reader.post(path, follow=True)
    assert "has ended" in ended.content.decode()
    assert not Subscription.objects.active().exists()
    first = Subscription.objects.get().ended_at
    reader.post(path)
    assert Subscription.objects.get().ended_at == first


def test_a_mail_program_ends_it_by_one_request_without_cookies_or_a_redirect(
    reader: Client, coast: Series
) -> None:
    row = _subscribed(coast)
    path = f"/newsletter/one-click/{row.key}"
    assert reader.get(path).headers["Location"] == f"/newsletter/end/{row.key}/"
    assert reader.post(path).status_code == 400
    assert Subscription.objects.active().exists()
    answer = reader.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Subscription.objects.active().exists()
    unknown = reader.post("/newsletter/one-click/nobody's", {"List-Unsubscribe": "One-Click"})
    assert (unknown.status_code, unknown.content) == (answer.status_code, answer.content)


def test_who_ended_it_can_have_it_again_and_is_asked_again(reader: Client, coast: Series) -> None:
    _subscribed(coast, ended_at=timezone.now())
    _asks(reader)
    assert not Subscription.objects.active().exists()
    reader.post(_link("confirm"))
    assert Subscription.objects.active().count() == Subscription.objects.count() == 1


# ── forgetting ──────────────────────────────────────────────────────────────────────────────────────────────


def test_addresses_are_forgotten_a_week_after_nobody_confirmed_and_a_month_after_the_end(
    coast: Series,
) -> None:
    now = timezone.now()

    def days_ago(number: float) -> object:
        return now - timedelta(days=number)

    _subscribed(coast, "asked-late@example.org", confirmed_at=None, asked_at=days_ago(6.9))
    _subscribed(coast, "asked-early@example.org", confirmed_at=None, asked_at=days_ago(7.1))
    _subscribed(coast, "stays@example.org", asked_at=days_ago(900), confirmed_at=days_ago(900))
    _subscribed(coast, "ended-late@example.org", confirmed_at=days_ago(90), ended_at=days_ago(29.9))
    _subscribed(coast, "ended-early@example.org", confirmed_at=days_ago(90), ended_at=days_ago(30.1))
    see_to_chores()
    assert set(Subscription.objects.values_list("email", flat=True)) == {
        "asked-late@example.org", "stays@example.org", "ended-late@example.org",
    }  # fmt: skip


def test_a_link_that_came_too_late_confirms_nothing(reader: Client, coast: Series) -> None:
    row = _subscribed(coast, confirmed_at=None, asked_at=timezone.now() - timedelta(days=8))
    assert reader.get(f"/newsletter/confirm/{row.key}/").status_code == 404
    assert reader.post(f"/newsletter/confirm/{row.key}/").status_code == 404
    assert not Subscription.objects.active().exists()


def test_a_subscription_that_was_ended_is_not_confirmed_by_an_old_link(reader: Client, coast: Series) -> None:
    row = _subscribed(coast, ended_at=timezone.now())
    assert reader.post(f"/newsletter/confirm/{row.key}/").status_code == 404
    assert not Subscription.objects.active().exists()
