"""The review screen: an event with its report's words, accepted or rejected, and on to the next."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dateline.domain import EventType, Span, Status
from dateline.web.archive.corrections import correct
from dateline.web.archive.models import CorrectionState, Event, Field, Opinion, Review
from dateline.web.archive.reviewing import accept, take
from dateline.web.archive.store import store_coding
from dateline.web.rights import Role
from tests.codings import OIL_FIELD, sample_coding
from tests.web.archive.invented import Invented, stored
from tests.web.desk.opened import event_named, oil_field, open_event, send, told

if TYPE_CHECKING:
    from pytest_django import Settings

    from dateline.web.archive.models import Report
    from dateline.web.site.accounts.models import User
    from tests.web.accounts import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    """The sample of the oil field, coded and linked."""
    return oil_field()


@pytest.fixture
def nadia(signed_in: SignedIn) -> Client:
    """An analyst at the desk."""
    client, _ = signed_in(Role.ANALYST, email="nadia@example.org")
    return client


# ── what is shown ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_the_screen_shows_the_report_s_words_and_nothing_that_was_set_apart(nadia: Client) -> None:
    page = open_event(nadia, event_named("attacked")).content.decode()
    text = re.search(r"data-report-text.*?>\n(.*?)</div>", page, re.DOTALL)
    assert text
    words = re.sub(r"<[^>]*>", "", text[1])
    assert "On November 22, fighters of the Islamic State attacked positions" in words
    assert "raised of" not in page
    assert "BTC" not in page


def test_the_text_of_each_paragraph_is_the_report_s_own_and_says_where_it_begins(
    nadia: Client, report: Report
) -> None:
    page = open_event(nadia, event_named("attacked")).content.decode()
    found = re.findall(r'<p data-at="(\d+)">(.*?)</p>', page, re.DOTALL)
    assert len(found) == 7
    for at, inside in found:
        words = html.unescape(re.sub(r"<[^>]*>", "", inside))
        assert report.text[int(at) :].startswith(words)


@pytest.mark.usefixtures("report")
def test_the_event_in_question_is_strong_and_the_others_lead_to_their_own_screens(nadia: Client) -> None:
    one, other = event_named("attacked"), event_named("burned")
    page = open_event(nadia, one, "?type=assault").content.decode()
    assert re.search(
        r'<mark class="naming" id="trigger" data-number="1"><span [^>]*>attacked</span></mark>', page
    )
    assert f'href="/desk/events/{other.pk}/?type=assault"' in page
    assert '<span class="lit now agent" data-label="who">fighters of the Islamic State</span>' in page
    assert 'class="lit faint target"' in page


def test_who_is_meant_stands_beside_the_words_with_the_reason(nadia: Client) -> None:
    report = stored(Invented(3).codings(1))[0]
    page = open_event(nadia, report.events.all()[0]).content.decode()
    assert re.search(r'class="meant" title="(named|civilians)"', page)
    assert re.search(r'class="meant" title="the only one"', page)


@pytest.mark.usefixtures("report")
def test_the_screen_asks_the_database_little_however_many_events_and_corrections_there_are(
    nadia: Client,
) -> None:
    row = event_named("attacked")
    open_event(nadia, row)
    with CaptureQueriesContext(connection) as few:
        open_event(nadia, row)
    for words in ("burned", "struck", "withdrew", "attacked"):
        other = event_named(words)
        for status in (Status.PLANNED, Status.DENIED):
            correct(other, Field.STATUS, status, by=nadia_of(nadia))
    with CaptureQueriesContext(connection) as many:
        open_event(nadia, row)
    assert len(many) == len(few)
    assert len(few) <= 20, "\n".join(one["sql"] for one in few.captured_queries)


def nadia_of(client: Client) -> User:
    """Whose client it is."""
    user: User = client.get("/account/").context["user"]
    return user


@pytest.mark.usefixtures("report")
def test_who_may_not_review_sees_the_event_and_no_forms(signed_in: SignedIn) -> None:
    client, _ = signed_in(Role.ADMIN)
    row = event_named("attacked")
    page = open_event(client, row).content.decode()
    assert 'name="seen"' not in page
    assert "Islamic State" in page
    row.refresh_from_db()
    assert row.assignee is None


@pytest.mark.usefixtures("report")
def test_readers_and_strangers_do_not_come_in(signed_in: SignedIn) -> None:
    row = event_named("attacked")
    client, _ = signed_in(Role.READER)
    for path in ("", "next/", "meant/", "correct/", "judge/"):
        assert client.get(f"/desk/events/{row.pk}/{path}").status_code == 403
    assert client.post(f"/desk/events/{row.pk}/judge/", {"verdict": "accept"}).status_code == 403
    assert Client().get(f"/desk/events/{row.pk}/").status_code == 302
    row.refresh_from_db()
    assert row.review == Review.NEW


def test_an_event_that_is_not_there_is_not_found(nadia: Client) -> None:
    assert nadia.get(f"/desk/events/{uuid4()}/").status_code == 404
    assert nadia.post(f"/desk/events/{uuid4()}/judge/").status_code == 404


@pytest.mark.usefixtures("report")
def test_the_address_of_a_form_leads_back_to_the_event(nadia: Client) -> None:
    row = event_named("attacked")
    for path in ("correct", "judge", "reopen", "apart"):
        answer = nadia.get(f"/desk/events/{row.pk}/{path}/?type=assault")
        assert (answer.status_code, answer.headers["Location"]) == (
            302, f"/desk/events/{row.pk}/?type=assault",
        )  # fmt: skip


# ── in whose hands ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_who_opens_an_event_has_it_in_hand_and_another_reads_it_only(
    nadia: Client, signed_in: SignedIn
) -> None:
    row = event_named("attacked")
    open_event(nadia, row)
    omar, _ = signed_in(Role.ANALYST, email="omar@example.org")
    page = open_event(omar, row)
    assert "nadia@example.org has this event in hand" in page.content.decode()
    assert 'name="seen"' not in page.content.decode()
    assert "Take over" not in page.content.decode()
    answer = omar.post(f"/desk/events/{row.pk}/judge/", {"verdict": "accept", "seen": page.context["seen"]})
    assert "Somebody else has this in hand" in told(omar, answer)
    assert not Opinion.objects.exists()


@pytest.mark.usefixtures("report")
def test_an_editor_takes_an_event_over_and_then_it_is_theirs(nadia: Client, signed_in: SignedIn) -> None:
    row = event_named("attacked")
    open_event(nadia, row)
    editor, omar = signed_in(Role.EDITOR, email="omar@example.org")
    assert "Take over" in open_event(editor, row).content.decode()
    assert nadia.post(f"/desk/events/{row.pk}/take-over/").status_code == 403
    assert editor.post(f"/desk/events/{row.pk}/take-over/").status_code == 302
    row.refresh_from_db()
    assert row.assignee == omar
    assert "omar@example.org has this event in hand" in open_event(nadia, row).content.decode()
    assert 'name="seen"' in open_event(editor, row).content.decode()


@pytest.mark.usefixtures("report")
def test_what_somebody_had_in_hand_too_long_is_free_again(nadia: Client, person: object) -> None:
    del person
    row = event_named("attacked")
    other = Event.objects.exclude(pk=row.pk)[0]
    del other
    take(row, by=nadia_of(nadia), now=timezone.now() - timedelta(hours=1))
    assert 'name="seen"' in open_event(nadia, row).content.decode()


# ── accept, reject, next ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_accepted_the_next_event_of_the_queue_opens_with_its_filters(nadia: Client) -> None:
    queue = list(Event.objects.awaiting_review().of_type(EventType.ASSAULT).in_order_of_use())
    assert len(queue) == 3
    seen = open_event(nadia, queue[0], "?type=assault").context["seen"]
    answer = nadia.post(
        f"/desk/events/{queue[0].pk}/judge/?type=assault", {"seen": seen, "verdict": "accept"}
    )
    assert answer.headers["Location"] == f"/desk/events/{queue[1].pk}/?type=assault"
    queue[0].refresh_from_db()
    assert (queue[0].review, queue[0].assignee) == (Review.ACCEPTED, None)
    queue[1].refresh_from_db()
    assert queue[1].assignee == nadia_of(nadia)


@pytest.mark.usefixtures("report")
def test_the_next_event_is_never_one_that_another_has_in_hand(nadia: Client, signed_in: SignedIn) -> None:
    first, second, third = Event.objects.awaiting_review().of_type(EventType.ASSAULT).in_order_of_use()
    omar, _ = signed_in(Role.ANALYST, email="omar@example.org")
    open_event(omar, second)
    open_event(nadia, first)
    answer = nadia.get(f"/desk/events/{first.pk}/next/?type=assault")
    assert answer.headers["Location"] == f"/desk/events/{third.pk}/?type=assault"
    first.refresh_from_db()
    assert first.assignee is None


@pytest.mark.usefixtures("report")
def test_two_who_start_at_once_get_two_events(nadia: Client, signed_in: SignedIn) -> None:
    omar, _ = signed_in(Role.ANALYST, email="omar@example.org")
    one, other = (client.get("/desk/events/next/").headers["Location"] for client in (nadia, omar))
    assert one != other


@pytest.mark.usefixtures("report")
def test_behind_the_end_of_the_queue_comes_its_beginning_and_then_nothing(nadia: Client) -> None:
    first, second, third = Event.objects.awaiting_review().of_type(EventType.ASSAULT).in_order_of_use()
    seen = open_event(nadia, third).context["seen"]
    path = f"/desk/events/{third.pk}/judge/?type=assault"
    answer = nadia.post(path, {"seen": seen, "verdict": "reject"})
    assert str(first.pk) in answer.headers["Location"]
    send(nadia, first, "judge", verdict="accept")
    seen = open_event(nadia, second).context["seen"]
    answer = nadia.post(f"/desk/events/{second.pk}/judge/?type=assault", {"seen": seen, "verdict": "accept"})
    assert answer.headers["Location"] == "/desk/?type=assault"


@pytest.mark.usefixtures("report")
def test_one_finds_back_to_the_events_that_one_opened(nadia: Client) -> None:
    one, two, three = Event.objects.all()[:3]
    for row in (one, two, three):
        open_event(nadia, row)
    back = nadia.get(f"/desk/events/{three.pk}/previous/")
    assert str(two.pk) in back.headers["Location"]
    back = nadia.get(f"/desk/events/{two.pk}/previous/")
    assert str(one.pk) in back.headers["Location"]
    back = nadia.get(f"/desk/events/{one.pk}/previous/")
    assert "This is the first event that you opened." in told(nadia, back)


@pytest.mark.usefixtures("report")
def test_a_verdict_that_is_none_changes_nothing(nadia: Client) -> None:
    row = event_named("attacked")
    send(nadia, row, "judge", verdict="perhaps")
    row.refresh_from_db()
    assert row.review == Review.NEW


# ── a form that is out of date ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("report")
def test_a_form_from_before_another_s_correction_is_told_so_and_changes_nothing(nadia: Client) -> None:
    row = event_named("attacked")
    seen = open_event(nadia, row).context["seen"]
    correct(row, Field.TYPE, EventType.CLASH, by=nadia_of(nadia))
    for path, given in (
        ("judge", {"verdict": "accept"}),
        ("correct", {"field": "type", "type": "protest"}),
    ):
        answer = nadia.post(f"/desk/events/{row.pk}/{path}/", {"seen": seen, **given})
        assert answer.headers["Location"] == f"/desk/events/{row.pk}/"
        assert "was changed since you opened it" in told(nadia, answer)
    row.refresh_from_db()
    assert (row.type, row.review) == (EventType.CLASH, Review.NEW)


@pytest.mark.usefixtures("report")
def test_a_form_from_before_a_new_coding_is_told_so(nadia: Client) -> None:
    row = event_named("attacked")
    seen = open_event(nadia, row).context["seen"]
    store_coding(replace(sample_coding(OIL_FIELD), engine="other/2"))
    answer = nadia.post(f"/desk/events/{row.pk}/judge/", {"seen": seen, "verdict": "accept"})
    assert "was changed since you opened it" in told(nadia, answer)
    row.refresh_from_db()
    assert row.review == Review.NEW


@pytest.mark.usefixtures("report")
def test_an_event_that_no_coding_tells_of_any_more_is_shown_with_what_was_said_of_it(nadia: Client) -> None:
    row = event_named("attacked")
    correct(row, Field.AGENTS, (Span(0, 5),), by=nadia_of(nadia))
    coding = sample_coding(OIL_FIELD)
    text = "Quite another text."
    store_coding(replace(coding, report=replace(coding.report, text=text), events=(), attributions=(),
                         names=(), places={}, actors={}, speakers={}))  # fmt: skip
    page = open_event(nadia, row).content.decode()
    assert "No coding tells of this event any more" in page
    assert "lost" in page
    assert "its words stand in the text no more" in page
    assert 'name="field"' not in page
    said = row.corrections.get()
    send(nadia, row, f"corrections/{said.pk}", decision="withdraw")
    said.refresh_from_db()
    assert said.state == CorrectionState.WITHDRAWN


# ── second reviewers ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("policy", "words", "review"),
    [
        ("no", "attacked", Review.ACCEPTED),
        ("deaths", "attacked", Review.SECOND),
        ("deaths", "burned", Review.ACCEPTED),
        ("all", "burned", Review.SECOND),
    ],
)
@pytest.mark.usefixtures("report")
def test_the_policy_says_which_events_two_have_to_agree_on(
    nadia: Client, settings: Settings, policy: str, words: str, review: Review
) -> None:
    settings.DATELINE_SECOND_REVIEW = policy
    row = event_named(words)
    send(nadia, row, "judge", verdict="accept")
    row.refresh_from_db()
    assert row.review == review


@pytest.mark.usefixtures("report")
def test_a_second_reviewer_who_is_asked_for_settles_it_by_saying_the_same(
    nadia: Client, signed_in: SignedIn
) -> None:
    row = event_named("burned")
    send(nadia, row, "judge", verdict="accept-second")
    row.refresh_from_db()
    assert row.review == Review.SECOND
    omar, _ = signed_in(Role.ANALYST, email="omar@example.org")
    page = open_event(omar, row).content.decode()
    assert "nadia@example.org" not in page  # nobody is led by what the other said
    send(omar, row, "judge", verdict="accept")
    row.refresh_from_db()
    assert row.review == Review.ACCEPTED


@pytest.mark.usefixtures("report")
def test_what_waits_for_another_reviewer_does_not_come_back_to_the_first(nadia: Client) -> None:
    row = event_named("burned")
    send(nadia, row, "judge", verdict="accept-second")
    answer = nadia.get("/desk/events/next/?type=destruction")
    assert str(row.pk) not in answer.headers["Location"]
    Event.objects.filter(type="destruction").exclude(pk=row.pk).update(review=Review.REJECTED)
    assert nadia.get("/desk/events/next/?type=destruction").headers["Location"] == "/desk/?type=destruction"


@pytest.mark.usefixtures("report")
def test_one_takes_one_s_own_word_back(nadia: Client) -> None:
    row = event_named("burned")
    accept(row, by=nadia_of(nadia))
    send(nadia, row, "reopen")
    row.refresh_from_db()
    assert row.review == Review.NEW


def test_events_of_many_reports_come_in_the_order_of_their_use(nadia: Client) -> None:
    stored(Invented(3).codings(6))
    order = [str(pk) for pk in Event.objects.awaiting_review().in_order_of_use().values_list("pk", flat=True)]
    came, path = [], "/desk/events/next/"
    for _ in order:
        where = nadia.get(path).headers["Location"]
        came.append(where.split("/")[3])
        path = f"/desk/events/{came[-1]}/next/"
    assert came == order
