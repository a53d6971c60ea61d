"""The steps of the newsletter as background tasks: a question to an address, and mailings, a batch a task."""

from __future__ import annotations

from django_tasks import task

QUEUE = "mail"


@task(queue_name=QUEUE)
def ask_subscriber(subscription: str) -> bool:
    """Ask the owner of an address whether they want what was asked for in their name."""
    from dateline.web.press.newsletter.subscribing import send_question  # noqa: PLC0415

    return send_question(subscription)


@task(queue_name=QUEUE)
def lay_out_mailing(mailing: str) -> int:
    """Write down who gets a mailing, and begin."""
    from dateline.web.press.newsletter.sending import lay_out  # noqa: PLC0415

    return lay_out(mailing)


@task(queue_name=QUEUE)
def send_batch(mailing: str) -> int:
    """Send some mails of a mailing, and see to it that the others follow."""
    from dateline.web.press.newsletter.sending import send_some  # noqa: PLC0415

    return send_some(mailing)
