"""Sending: a briefing goes to all who subscribe to its series, and to each of them once.

A mail is taken (WAITING → SENDING) in a transaction of its own before it goes out, and is SENT after it. So
whoever is killed in between leaves a mail that may have gone out: nobody sends it again, and the newsroom is
told.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Exists, Min, Q
from django.utils import timezone

from dateline.domain.errors import MailNotTaken
from dateline.web.press.models import Delivery, DeliveryState, Mailing, Subscription
from dateline.web.press.newsletter.answers import Outcome, answer_to
from dateline.web.press.newsletter.letters import Letter
from dateline.web.press.newsletter.tasks import lay_out_mailing, send_batch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.mail.backends.base import BaseEmailBackend
    from django.db.models import QuerySet

    from dateline.web.press.models import Briefing
    from dateline.web.press.newsletter.answers import Answer

BATCH = 50
"""Mails of one task: even at twenty seconds each a task takes less than a worker takes for stuck."""
TRIED = timedelta(days=1)
"""How long a mail is tried that a server does not take for now: greylists open after minutes or hours."""
_SOONEST = timedelta(minutes=1)
_AT_ONCE = 1000


def enqueue_mailing(briefing: Briefing) -> Mailing:
    """Set the mails of a briefing on their way; where they are, nothing is done.

    It belongs into the transaction that publishes the briefing.
    """
    mailing, new = Mailing.objects.get_or_create(briefing=briefing)
    if new:
        lay_out_mailing.enqueue(mailing=str(mailing.pk))
    return mailing


@transaction.atomic
def lay_out(pk: str) -> int:
    """Write down a delivery to each who subscribes, and begin; how many. Done again, it adds nobody."""
    mailing = Mailing.objects.select_for_update().filter(pk=pk, ended_at=None).first()
    if mailing is None or mailing.deliveries.exists():
        return 0
    subscribers = (
        Subscription.objects.active()
        .filter(series__briefings=mailing.briefing_id)
        .order_by("confirmed_at", "id")
        .values_list("pk", flat=True)
    )
    laid_out = len(
        Delivery.objects.bulk_create(
            [Delivery(mailing=mailing, subscription_id=one) for one in subscribers], batch_size=_AT_ONCE
        )
    )
    if laid_out:
        send_batch.enqueue(mailing=str(mailing.pk))
    else:
        _end(mailing)
    return laid_out


def send_some(pk: str) -> int:
    """Send the mails of a mailing that are due, as many as one task does, and see to the others; how many.

    Raises:
        MailNotTaken: The server is not to be reached, or takes nothing that comes from us.
    """
    mailing = Mailing.objects.select_related("briefing__series", "briefing__live").filter(pk=pk).first()
    if mailing is None:
        return 0
    if not mailing.briefing.is_out:  # it was withdrawn meanwhile
        mailing.deliveries.filter(state=DeliveryState.WAITING).delete()
    waiting = list(_due(mailing).values_list("pk", flat=True)[:BATCH])
    sent, trouble = _send(mailing, waiting) if waiting else (0, "")
    if trouble and not sent:
        raise MailNotTaken(trouble, "It is tried again by itself.")
    _go_on(mailing, wait=_SOONEST if trouble else timedelta())
    return sent


def _due(mailing: Mailing) -> QuerySet[Delivery]:
    """What waits and may be tried now; `at` of what waits is when it may be tried again."""
    due = Q(at=None) | Q(at__lte=timezone.now())
    return mailing.deliveries.filter(due, state=DeliveryState.WAITING).order_by("id")


def _send(mailing: Mailing, waiting: Iterable[int]) -> tuple[int, str]:
    """Send some mails: how many went out, and what ails the server if it takes none."""
    letter = Letter(mailing)
    connection = get_connection()
    sent = 0
    try:
        for pk in waiting:
            if (heard := answer_to(connection.open)).outcome is not Outcome.TAKEN:
                return sent, heard.words
            delivery = Delivery.objects.select_related("subscription__series").filter(pk=pk).first()
            if delivery is None:  # its address was erased
                continue
            mail = letter.to(delivery.subscription)
            if not _take(delivery):
                continue
            answer = answer_to(partial(connection.send_messages, [mail]))
            _settle(mailing, delivery, answer)
            sent += answer.outcome is Outcome.TAKEN
            if answer.outcome is Outcome.NOBODY_HEARD:
                return sent, answer.words
            if answer.outcome is not Outcome.TAKEN:
                _close(connection)  # the other end may have closed it; it is opened for the next mail
    finally:
        _close(connection)
    return sent, ""


@transaction.atomic(durable=True)
def _take(delivery: Delivery) -> bool:
    """Take a mail before it goes out; False where another worker has, or its subscription has ended.

    One statement asks and takes, and its transaction has ended before the mail goes out.
    """
    waiting = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING)
    wanted = Subscription.objects.active().filter(pk=delivery.subscription_id)
    now = timezone.now()
    taken = waiting.filter(Exists(wanted)).update(state=DeliveryState.SENDING, at=now, error="")
    if not taken:
        waiting.filter(~Exists(wanted)).delete()
    return taken > 0


def _settle(mailing: Mailing, delivery: Delivery, answer: Answer) -> None:
    """Write down what has become of a mail that was taken; one that may have gone out stays "being sent"."""
    now = timezone.now()
    ours = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING)
    age = now - mailing.made_at
    match answer.outcome:
        case Outcome.TAKEN:
            ours.update(state=DeliveryState.SENT, at=now)
        case Outcome.LATER if age < TRIED:  # twice as late each time
            again = now + max(_SOONEST, age)
            ours.update(state=DeliveryState.WAITING, at=again, error=answer.words)
        case Outcome.NOBODY_HEARD:
            ours.update(state=DeliveryState.WAITING, at=None, error=answer.words)
        case Outcome.UNKNOWN:
            ours.update(error=answer.words)
        case _:
            ours.update(state=DeliveryState.FAILED, at=now, error=answer.words)


def _go_on(mailing: Mailing, *, wait: timedelta) -> None:
    """Have what still waits sent by a task to come, or end the mailing where nothing does."""
    waiting = mailing.deliveries.filter(state=DeliveryState.WAITING)
    if not waiting.exists():
        _end(mailing)
        return
    now = timezone.now()
    earliest = now if waiting.filter(at=None).exists() else waiting.aggregate(at=Min("at"))["at"]
    begins = max(earliest or now, now + wait)
    if begins <= now:
        send_batch.enqueue(mailing=str(mailing.pk))
    else:
        send_batch.using(run_after=begins).enqueue(mailing=str(mailing.pk))


def _end(mailing: Mailing) -> None:
    Mailing.objects.filter(pk=mailing.pk, ended_at=None).update(ended_at=timezone.now())


def _close(connection: BaseEmailBackend) -> None:
    """Close a connection; one that is broken counts as closed: what was taken, was taken."""
    with suppress(OSError):
        connection.close()
