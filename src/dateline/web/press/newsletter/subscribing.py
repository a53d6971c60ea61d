"""Subscribing: somebody asks for a series, the owner of the address confirms it, and ends it when they like.

Whoever asks learns nothing of the address: all that happens is one mail to it.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.utils import timezone

from dateline.domain.errors import MailNotTaken
from dateline.web.press.models import Subscription
from dateline.web.press.newsletter.answers import Outcome, answer_to
from dateline.web.press.newsletter.forgetting import UNCONFIRMED
from dateline.web.press.newsletter.letters import question, standing
from dateline.web.press.newsletter.tasks import ask_subscriber

if TYPE_CHECKING:
    from datetime import datetime

    from dateline.web.press.models import Series


def ask_for(series: Series, email: str, *, language: str) -> None:
    """Have the owner of an address asked whether they want a series; if they have it, they are told so.

    Args:
        series: Which.
        email: The address, as it was typed.
        language: That of the mails.
    """
    address = email.strip().lower()
    try:
        with transaction.atomic():
            _ask(series, address, language)
    except IntegrityError:  # somebody asked at the same time, so now it is there
        with transaction.atomic():
            _ask(series, address, language)


def send_question(pk: str) -> bool:
    """Send the mail that follows on `ask_for`; False where nothing is to be sent, or the address takes none.

    Raises:
        MailNotTaken: The server takes none just now.
    """
    row = Subscription.objects.select_related("series").filter(pk=pk, ended_at=None).first()
    if row is None:
        return False
    mail = standing(row) if row.confirmed_at else question(row)
    connection = get_connection()
    try:
        heard = answer_to(connection.open)
        answer = (
            answer_to(lambda: connection.send_messages([mail])) if heard.outcome is Outcome.TAKEN else heard
        )
    finally:
        connection.close()
    if answer.outcome in {Outcome.LATER, Outcome.NOBODY_HEARD} or answer is heard:
        raise MailNotTaken(answer.words, "It is tried again by itself.")
    return answer.outcome is Outcome.TAKEN


def of_key(key: str) -> Subscription | None:
    """The subscription that a link opens; None where it is forgotten, or was not confirmed in time."""
    row = Subscription.objects.select_related("series").filter(key=key).first()
    if row is None or (row.confirmed_at is None and _too_late(row, timezone.now())):
        return None
    return row


@transaction.atomic
def confirm(key: str) -> bool:
    """Confirm a subscription; False where there is none to confirm. Done again, it changes nothing."""
    row = Subscription.objects.select_for_update().filter(key=key, ended_at=None).first()
    now = timezone.now()
    if row is None or (row.confirmed_at is None and _too_late(row, now)):
        return False
    if row.confirmed_at is None:
        row.confirmed_at = now
        row.save(update_fields=["confirmed_at"])
    return True


@transaction.atomic
def end(key: str) -> bool:
    """End a subscription; False where there is none. One that was never confirmed is forgotten at once."""
    row = Subscription.objects.select_for_update().filter(key=key).first()
    if row is None:
        return False
    if row.confirmed_at is None:
        row.delete()
    elif row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
    return True


def _ask(series: Series, address: str, language: str) -> None:
    row = Subscription.objects.select_for_update().filter(series=series, email=address).first()
    if row is None:
        row = Subscription(series=series, email=address, key=secrets.token_urlsafe(32))
    if row.confirmed_at is None or row.ended_at is not None:
        row.asked_at, row.confirmed_at, row.ended_at = timezone.now(), None, None
        row.language = language
        row.save()
    ask_subscriber.enqueue(subscription=str(row.pk))


def _too_late(row: Subscription, now: datetime) -> bool:
    return row.asked_at < now - UNCONFIRMED
