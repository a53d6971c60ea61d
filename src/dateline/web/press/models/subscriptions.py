"""Subscription: a series by e-mail; and the mailing of a briefing, which reaches each of them once."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.web.archive.models.common import Identified
from dateline.web.press.models.briefings import Briefing
from dateline.web.press.models.series import Series


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Named questions about subscriptions."""

    def active(self) -> Self:
        """Those that were confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def pending(self) -> Self:
        """Those that were asked for and not confirmed."""
        return self.filter(confirmed_at=None, ended_at=None)


class Subscription(Identified):
    """A series that comes to an address. It counts once its owner confirmed it (double opt-in).

    `key` opens what only they may do: confirm and end it. `language` is that of the mails.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="subscriptions")
    email = models.EmailField(max_length=254)
    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=12, default="en-gb")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "email"], name="one_subscription_of_an_address"),
            models.CheckConstraint(condition=~Q(email=""), name="subscription_has_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.series_id}"


class Mailing(Identified):
    """The sending of a briefing to all who subscribe to its series: once a briefing, however often asked."""

    briefing = models.OneToOneField(Briefing, models.CASCADE, related_name="mailing")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.briefing_id)


class DeliveryState(models.TextChoices):
    """How far a mail has got."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")  # one that stays so may have gone out: it is never sent again
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class Delivery(models.Model):
    """A briefing on its way to one subscription."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        """How it is kept."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailing", "subscription"], name="nobody_mailed_twice"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state"),
        ]
        indexes: ClassVar = [models.Index(fields=["mailing", "state", "id"], name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.state}"
