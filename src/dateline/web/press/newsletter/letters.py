"""Letters: mails of the newsletter, which bring nothing from elsewhere and tell nobody that they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dateline.web.press.addresses import mailed
from dateline.web.press.feeds.content import content_of

if TYPE_CHECKING:
    from typing import Any

    from dateline.web.press.models import Mailing, Revision, Subscription

_MARK = "END-OF-SUBSCRIPTION-4e0f"  # stands for the address that ends a subscription, which no two share


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """A briefing as a mail in one language, but for what is each one's own."""

    subject: str
    text: str
    html: str


class Letter:
    """The mails of one mailing: each language is drawn once, and addressed to many."""

    def __init__(self, mailing: Mailing) -> None:
        """The mails of a mailing, whose briefing is published."""
        self._mailing = mailing
        self._drawn: dict[str, _Drawn] = {}

    def to(self, subscription: Subscription) -> EmailMultiAlternatives:
        """The mail to one who subscribes."""
        drawn = self._in(subscription.language)
        with override(subscription.language):
            end = mailed(reverse("press:end_subscription", args=[subscription.key]))
        briefing = self._mailing.briefing
        message = EmailMultiAlternatives(
            subject=drawn.subject,
            body=drawn.text.replace(_MARK, end),
            to=[subscription.email],
            reply_to=_reply_to(),
            headers={
                **ending(subscription),
                "Message-ID": f"<{uuid5(self._mailing.pk, str(subscription.pk)).hex}@{_host()}>",
                "List-Id": f"<{briefing.series.slug}.newsletter.{_host()}>",
                "Archived-At": f"<{_address(briefing)}>",
                "Precedence": "bulk",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(drawn.html.replace(_MARK, end), "text/html")
        return message

    def _in(self, language: str) -> _Drawn:
        if language not in self._drawn:
            with override(language):
                self._drawn[language] = self._draw()
        return self._drawn[language]

    def _draw(self) -> _Drawn:
        briefing = self._mailing.briefing
        revision: Revision | None = briefing.live
        if revision is None:
            raise ValueError(briefing.pk)  # no mailing is made of what is not published
        content = content_of(revision, briefing.citations.all(), mailed, pictures=False)
        context: dict[str, Any] = {
            "briefing": briefing,
            "series": briefing.series,
            "revision": revision,
            "content": content,
            "address": _address(briefing),
            "end": _MARK,
        }
        return _Drawn(
            subject=" ".join(revision.headline.split()),
            text=_text("press/newsletter/briefing.txt", context),
            html=render_to_string("press/newsletter/briefing.html", context),
        )


def question(subscription: Subscription) -> EmailMultiAlternatives:
    """The mail that asks whether its owner wants what was asked for in their name."""
    with override(subscription.language):
        return _alone(
            subscription,
            _("Do you want “%(series)s” by e-mail?") % {"series": subscription.series.name},
            "question",
            confirm=mailed(reverse("press:confirm_subscription", args=[subscription.key])),
        )


def standing(subscription: Subscription) -> EmailMultiAlternatives:
    """The mail that says that they have what was asked for already."""
    with override(subscription.language):
        return _alone(
            subscription,
            _("You get “%(series)s” already") % {"series": subscription.series.name},
            "standing",
            end=mailed(reverse("press:end_subscription", args=[subscription.key])),
        )


def ending(subscription: Subscription) -> dict[str, str]:
    """The headers by which a mail program ends a subscription with one click (RFC 2369, RFC 8058)."""
    address = mailed(reverse("files:one_click_end", args=[subscription.key]))
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https://"):  # RFC 8058, 3.1: by HTTPS alone
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _alone(subscription: Subscription, subject: str, name: str, **addresses: str) -> EmailMultiAlternatives:
    """A mail of one question or answer, by the templates of a name."""
    series, site = subscription.series, mailed(reverse("home"))
    context = {"subject": subject, "series": series, "site": site, **addresses}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=_text(f"press/newsletter/{name}.txt", context),
        to=[subscription.email],
        reply_to=_reply_to(),
        headers={"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"},
    )
    message.attach_alternative(render_to_string(f"press/newsletter/{name}.html", context), "text/html")
    return message


def _text(template: str, context: dict[str, Any]) -> str:
    """A template of plain text: what it is told is no HTML, and three line ends in a row are none's wish."""
    written = render_to_string(template, context).strip()
    while "\n\n\n" in written:
        written = written.replace("\n\n\n", "\n\n")
    return f"{written}\n"


def _address(briefing: Any) -> str:  # noqa: ANN401
    return mailed(reverse("press:briefing", args=[briefing.series.slug, briefing.slug]))


def _host() -> str:
    """The site's name, as an identifier of mails has it."""
    return (urlsplit(settings.DATELINE_URL).hostname or "localhost").strip("[]").replace(":", ".")


def _reply_to() -> list[str]:
    return [settings.DATELINE_MAIL_REPLY_TO] if settings.DATELINE_MAIL_REPLY_TO else []
