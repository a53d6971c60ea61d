"""The newsroom's screen of mailings: how many get each series, and what has become of each mailing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dateline.web.archive.tasks_dead import count_dead_letters
from dateline.web.desk.requests import page_of
from dateline.web.press.models import Delivery, DeliveryState, Mailing, Series
from dateline.web.press.newsletter.answers import without_addresses
from dateline.web.rights import Right, may, needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    Reasons = tuple[tuple[str, int], ...]

UNDER_WAY = timedelta(minutes=10)
"""How long a mail may be on its way to the server: one that takes longer was left by a worker that fell."""
_A_PAGE = 30
_MOST = 3  # reasons of one mailing


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A mailing, and how many of its mails stand how, and why, in the server's words without addresses."""

    mailing: Mailing
    sent: int
    waiting: int
    failed: int
    maybe: int
    why_waiting: Reasons
    why_failed: Reasons
    why_maybe: Reasons


@require_safe
@needs(Right.WRITE_BRIEFINGS)
def mailings(request: HttpRequest) -> HttpResponse:
    """How many get each series, and what has become of each mailing."""
    series = Series.objects.by_name().annotate(
        active=Count(
            "subscriptions",
            filter=Q(subscriptions__confirmed_at__isnull=False, subscriptions__ended_at=None),
        ),
        asked=Count(
            "subscriptions", filter=Q(subscriptions__confirmed_at=None, subscriptions__ended_at=None)
        ),
    )
    rows = Mailing.objects.select_related("briefing__series", "briefing__live").defer("briefing__live__body")
    page = page_of(request, rows.order_by("-made_at", "-pk"), _A_PAGE)
    context = {
        "series": series,
        "page": page,
        "told": list(_told(page.object_list)),
        "given_up": count_dead_letters() if may(request.user, Right.RETRY_TASKS) else 0,
        "room": "mailings",
        "screen_name": "newsroom",
    }
    return render(request, "newsroom/mailings.html", context)


def _told(rows: Iterable[Mailing]) -> Iterable[Told]:
    rows = list(rows)
    stuck = Q(state=DeliveryState.SENDING, at__lt=timezone.now() - UNDER_WAY) | (
        Q(state=DeliveryState.SENDING) & ~Q(error="")
    )
    open_ = Q(state__in=[DeliveryState.WAITING, DeliveryState.SENDING])
    counts = (
        Delivery.objects.filter(mailing__in=rows)
        .values_list("mailing")
        .annotate(
            sent=Count("pk", filter=Q(state=DeliveryState.SENT)),
            waiting=Count("pk", filter=open_ & ~stuck),
            failed=Count("pk", filter=Q(state=DeliveryState.FAILED)),
            maybe=Count("pk", filter=stuck),
        )
    )
    numbers = {pk: of_state for pk, *of_state in counts}
    reasons = _reasons(rows)
    for row in rows:
        sent, waiting, failed, maybe = numbers.get(row.pk, (0, 0, 0, 0))
        yield Told(
            mailing=row,
            sent=sent,
            waiting=waiting,
            failed=failed,
            maybe=maybe,
            why_waiting=reasons.get((row.pk, DeliveryState.WAITING), ()),
            why_failed=reasons.get((row.pk, DeliveryState.FAILED), ()),
            why_maybe=reasons.get((row.pk, DeliveryState.SENDING), ()),
        )


def _reasons(rows: Iterable[Mailing]) -> Mapping[tuple[UUID, str], Reasons]:
    """What servers said of mails that they did not take, by mailing and state, and of how many."""
    found: dict[tuple[UUID, str], Counter[str]] = defaultdict(Counter)
    told = Delivery.objects.filter(mailing__in=rows).exclude(error="").exclude(state=DeliveryState.SENT)
    columns = told.values_list("mailing", "state", "error").annotate(Count("pk")).order_by()
    for mailing, state, error, number in columns:
        found[mailing, state][without_addresses(error)] += number
    return {of: tuple(counted.most_common(_MOST)) for of, counted in found.items()}
