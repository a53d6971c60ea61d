"""A briefing goes to all who subscribe to its series: to each once, whatever falls over on the way."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any
from uuid import uuid5

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from dateline.web.archive.tasks_outcome import READY
from dateline.web.archive.tasks_worker import ArchiveWorker
from dateline.web.press.models import Delivery, DeliveryState, Mailing, Subscription
from dateline.web.press.newsletter import sending
from dateline.web.press.newsletter.sending import enqueue_mailing, lay_out, send_some
from tests.web.press.post import Post
from tests.web.press.published import briefing, incidents, series, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

    from pytest_django.fixtures import Settings

    from dateline.web.press.models import Briefing
    from tests.web.accounts import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _post(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    settings.EMAIL_BACKEND = "tests.web.press.post.Post"
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    yield
    Post.script = Post.reached = None


@pytest.fixture
def issue(person: Person) -> Briefing:
    """A published briefing."""
    return briefing(series(), [], person())


@pytest.fixture
def cited(person: Person, small_world: object) -> Briefing:  # noqa: ARG001 -- a world to read in
    """A published briefing with claims."""
    told = incidents(4)[:2]
    return briefing(series(), told, person(), body=(
        "The front was *calm* for days.\n\n## The coast\n\n"
        "Two died, one voice says.[^c1] Another says less.[^c2]\n\n"
        "See [the series](/briefings/coast/).\n"
    ))  # fmt: skip


def _readers(of: Briefing, number: int = 5, **fields: object) -> list[Subscription]:
    fields.setdefault("confirmed_at", timezone.now())
    return [
        Subscription.objects.create(series=of.series, email=f"r{nth}@example.org", key=f"key{nth}", **fields)
        for nth in range(number)
    ]


def _work() -> None:
    ArchiveWorker(queues=["mail"], until_empty=True).run()


def _sent() -> list[str]:
    return sorted(one.to[0] for one in mail.outbox)


def _states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("subscription__email", "state"))


def _refusing(error: Callable[[str], Exception], *addresses: str) -> Callable[[Any], None]:
    def script(message: Any) -> None:  # noqa: ANN401
        if message.to[0] in addresses:
            raise error(message.to[0])

    return script


# ── who gets it ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mailing_goes_once_to_each_who_confirmed_and_to_nobody_else(issue: Briefing) -> None:
    _readers(issue, 3)
    Subscription.objects.create(series=issue.series, email="asked@example.org", key="a")
    Subscription.objects.create(
        series=issue.series, email="ended@example.org", key="e",
        confirmed_at=timezone.now(), ended_at=timezone.now(),
    )  # fmt: skip
    other = series("inland", "Inland report")
    Subscription.objects.create(series=other, email="o@example.org", key="o", confirmed_at=timezone.now())
    enqueue_mailing(issue)
    enqueue_mailing(issue)  # published twice, by two at once
    _work()
    assert _sent() == ["r0@example.org", "r1@example.org", "r2@example.org"]
    assert set(_states().values()) == {DeliveryState.SENT}
    assert Mailing.objects.get().ended_at


def test_every_step_of_a_mailing_may_be_done_again_and_nobody_is_mailed_twice(issue: Briefing) -> None:
    _readers(issue, 4)
    pk = str(enqueue_mailing(issue).pk)
    for _ in range(3):
        lay_out(pk)
    for _ in range(3):
        send_some(pk)
        send_some(pk)
    _work()
    assert _sent() == [f"r{nth}@example.org" for nth in range(4)]


def test_a_long_mailing_goes_in_batches_a_task_each(issue: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    _readers(issue, 5)
    enqueue_mailing(issue)
    _work()
    assert len(_sent()) == 5
    done = DBTaskResult.objects.successful().filter(task_path__endswith="send_batch")
    assert sorted(one.return_value for one in done) == [1, 2, 2]


def test_a_mailing_to_nobody_has_ended_at_once(issue: Briefing) -> None:
    enqueue_mailing(issue)
    _work()
    assert Mailing.objects.get().ended_at
    assert not mail.outbox


def test_who_ends_it_while_mails_go_out_gets_none(issue: Briefing) -> None:
    first, second, _ = _readers(issue, 3)

    def ends(_: object) -> None:
        Subscription.objects.filter(pk=second.pk).update(ended_at=timezone.now())

    Post.script = ends
    enqueue_mailing(issue)
    _work()
    assert _sent() == [first.email, "r2@example.org"]
    assert second.email not in _states()


def test_what_is_left_of_a_mailing_is_not_sent_once_its_briefing_is_withdrawn(
    issue: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    _readers(issue, 5)
    pk = str(enqueue_mailing(issue).pk)
    lay_out(pk)
    send_some(pk)
    withdraw(issue)
    _work()
    assert len(_sent()) == 2
    assert Mailing.objects.get().ended_at


# ── what servers answer ─────────────────────────────────────────────────────────────────────────────────────


def test_an_address_that_is_refused_for_good_is_not_tried_again(issue: Briefing) -> None:
    _readers(issue, 3)
    Post.script = _refusing(
        lambda to: smtplib.SMTPRecipientsRefused({to: (550, f"No such user: <{to}>".encode())}),
        "r1@example.org",
    )
    enqueue_mailing(issue)
    _work()
    assert _sent() == ["r0@example.org", "r2@example.org"]
    assert Delivery.objects.get(state=DeliveryState.FAILED).error == "550 No such user: …"
    assert Mailing.objects.get().ended_at


def test_an_address_that_is_not_taken_for_now_is_tried_later_and_later_for_a_day(issue: Briefing) -> None:
    _readers(issue, 2)
    Post.script = _refusing(
        lambda to: smtplib.SMTPRecipientsRefused({to: (451, b"Greylisted")}), "r1@example.org"
    )
    mailing = enqueue_mailing(issue)
    _work()
    assert _sent() == ["r0@example.org"]
    waiting = Delivery.objects.get(state=DeliveryState.WAITING)
    assert waiting.at
    assert timedelta(seconds=50) < waiting.at - timezone.now() < timedelta(seconds=61)
    later = DBTaskResult.objects.filter(status=READY).get(task_path__endswith="send_batch")
    assert later.run_after == waiting.at

    Mailing.objects.update(made_at=timezone.now() - timedelta(hours=5))
    Delivery.objects.filter(pk=waiting.pk).update(at=timezone.now())
    send_some(str(mailing.pk))
    waiting.refresh_from_db()
    assert waiting.at - timezone.now() > timedelta(hours=4.9)

    Mailing.objects.update(made_at=timezone.now() - timedelta(hours=25))
    Delivery.objects.filter(pk=waiting.pk).update(at=timezone.now())
    send_some(str(mailing.pk))
    assert _states()["r1@example.org"] == DeliveryState.FAILED
    assert Mailing.objects.get().ended_at


def test_an_address_that_is_taken_at_the_second_try_gets_one_mail(issue: Briefing) -> None:
    _readers(issue, 1)
    Post.script = _refusing(lambda _: smtplib.SMTPDataError(452, b"Full"), "r0@example.org")
    mailing = enqueue_mailing(issue)
    _work()
    Post.script = None
    assert send_some(str(mailing.pk)) == 0  # it is not due yet
    Delivery.objects.update(at=timezone.now())
    assert send_some(str(mailing.pk)) == 1
    assert send_some(str(mailing.pk)) == 0
    assert _sent() == ["r0@example.org"]


def test_a_server_that_is_not_reached_is_tried_again_by_the_queue_and_no_mail_counts_as_sent(
    issue: Briefing,
) -> None:
    _readers(issue, 3)

    def nobody() -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    Post.reached = nobody
    enqueue_mailing(issue)
    _work()
    assert set(_states().values()) == {DeliveryState.WAITING}
    put_off = DBTaskResult.objects.filter(status=READY).get(task_path__endswith="send_batch")
    assert put_off.run_after > timezone.now()
    assert "takes no mail from us just now" in put_off.traceback
    Post.reached = None
    DBTaskResult.objects.filter(pk=put_off.pk).update(run_after=timezone.now())
    _work()
    assert len(_sent()) == 3


def test_a_server_that_takes_nothing_more_for_now_gets_the_rest_a_minute_later(issue: Briefing) -> None:
    _readers(issue, 3)

    def script(_: object) -> None:
        if len(mail.outbox) == 1:
            raise smtplib.SMTPSenderRefused(421, b"Too many mails on this connection", "dateline@localhost")

    Post.script = script
    enqueue_mailing(issue)
    _work()
    assert len(_sent()) == 1
    assert sorted(_states().values()) == [DeliveryState.SENT, DeliveryState.WAITING, DeliveryState.WAITING]
    Post.script = None
    DBTaskResult.objects.filter(status=READY).update(run_after=timezone.now())
    _work()
    assert _sent() == [f"r{nth}@example.org" for nth in range(3)]


def test_a_mail_that_may_have_gone_out_is_never_sent_again(issue: Briefing) -> None:
    _readers(issue, 3)
    Post.script = _refusing(
        lambda _: smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), "r1@example.org"
    )
    mailing = enqueue_mailing(issue)
    _work()
    Post.script = None
    for _ in range(3):
        send_some(str(mailing.pk))
    assert _sent() == ["r0@example.org", "r2@example.org"]
    left = Delivery.objects.get(subscription__email="r1@example.org")
    assert (left.state, left.error) == (DeliveryState.SENDING, "Connection unexpectedly closed")


def test_a_worker_that_is_told_to_end_in_the_midst_of_a_mail_leaves_it_as_one_that_may_have_gone_out(
    issue: Briefing,
) -> None:
    _readers(issue, 3)

    def script(message: Any) -> None:  # noqa: ANN401
        if message.to[0] == "r1@example.org":
            raise KeyboardInterrupt

    Post.script = script
    enqueue_mailing(issue)
    with pytest.raises(KeyboardInterrupt):
        _work()
    Post.script = None
    _work()
    assert _sent() == ["r0@example.org", "r2@example.org"]
    assert _states()["r1@example.org"] == DeliveryState.SENDING


# ── what is in it ───────────────────────────────────────────────────────────────────────────────────────────


def _parsed(message: Any) -> EmailMessage:  # noqa: ANN401
    return message_from_bytes(message.message().as_bytes(), policy=policy.default)


def test_a_mail_is_plain_text_and_html_that_brings_nothing_from_elsewhere(cited: Briefing) -> None:
    _readers(cited, 1)
    enqueue_mailing(cited)
    _work()
    parsed = _parsed(mail.outbox[0])
    assert parsed.get_content_type() == "multipart/alternative"
    text, html = (part.get_content() for part in parsed.iter_parts())
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]

    citations = {one.label: one.pk for one in cited.citations.all()}
    assert "Two died, one voice says.[1] Another says less.[2]" in text
    assert f"[2] http://localhost/citations/{citations['c2']}/" in text
    assert "http://localhost/newsletter/end/key0/" in text
    assert "http://localhost/briefings/coast/2018-05-20/" in text
    assert "&" not in text.replace("&c", "")

    assert f'<a href="http://localhost/citations/{citations["c1"]}/"' in html
    assert 'href="http://localhost/briefings/coast/"' in html
    assert "http://localhost/newsletter/end/key0/" in html
    assert not any(word in html for word in ("<img", "<script", "<link", "style=", "url(", "@import", "src="))
    assert "prefers-color-scheme: dark" in html
    assert "<em>calm</em>" in html


def test_the_headers_of_a_mail_let_programs_end_it_and_know_it_again(
    issue: Briefing, settings: Settings
) -> None:
    settings.DATELINE_URL = "https://news.example.org"
    settings.DATELINE_MAIL_REPLY_TO = "desk@example.org"
    _readers(issue, 2)
    mailing = enqueue_mailing(issue)
    _work()
    for message, reader in zip(mail.outbox, Subscription.objects.order_by("email"), strict=True):
        parsed = _parsed(message)
        end = f"<https://news.example.org/newsletter/one-click/{reader.key}>"
        assert parsed["List-Unsubscribe"] == end
        assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert parsed["List-Id"] == "<coast.newsletter.news.example.org>"
        assert parsed["Message-ID"] == f"<{uuid5(mailing.pk, str(reader.pk)).hex}@news.example.org>"
        assert parsed["Reply-To"] == "desk@example.org"
        assert parsed["Auto-Submitted"] == "auto-generated"
        assert parsed["To"] == reader.email
        assert parsed["Subject"] == "Coast report: towns shelled"


def test_one_click_is_promised_over_https_alone(issue: Briefing) -> None:
    _readers(issue, 1)
    enqueue_mailing(issue)
    _work()
    parsed = _parsed(mail.outbox[0])
    assert parsed["List-Unsubscribe"] == "<http://localhost/newsletter/one-click/key0>"
    assert "List-Unsubscribe-Post" not in parsed


def test_a_headline_over_two_lines_makes_no_header_of_its_own(issue: Briefing) -> None:
    live = issue.live
    assert live
    type(live).objects.filter(pk=live.pk).update(headline="Towns shelled\nBcc: all@example.org")
    _readers(issue, 1)
    enqueue_mailing(issue)
    _work()
    parsed = _parsed(mail.outbox[0])
    assert parsed["Subject"] == "Towns shelled Bcc: all@example.org"
    assert "Bcc" not in parsed


def test_a_briefing_is_drawn_once_for_a_batch_and_a_mail_asks_the_database_little(issue: Briefing) -> None:
    _readers(issue, 2)
    pk = str(enqueue_mailing(issue).pk)
    lay_out(pk)
    with CaptureQueriesContext(
        connection,
    ) as few:
        send_some(pk)
    Delivery.objects.update(state=DeliveryState.WAITING)
    more = [*_readers_more(issue, 10)]
    Delivery.objects.bulk_create([Delivery(mailing_id=pk, subscription=one) for one in more])
    with CaptureQueriesContext(connection) as many:
        send_some(pk)
    per_mail = (len(many) - len(few)) / 10
    assert per_mail <= 5  # the delivery; its taking, in a transaction; its being sent


def _readers_more(of: Briefing, number: int) -> Iterator[Subscription]:
    for nth in range(number):
        yield Subscription.objects.create(
            series=of.series, email=f"m{nth}@example.org", key=f"m{nth}", confirmed_at=timezone.now()
        )
