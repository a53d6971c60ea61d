"""How reviewers agree, and where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.web.archive import reviewing
from dateline.web.archive.models import Review
from dateline.web.rights import Right, may, needs

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.web.archive.reviewing import Agreement

_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two reviewers, and how often they say the same."""

    one: AbstractBaseUser
    other: AbstractBaseUser
    figures: Agreement

    @property
    def percent(self) -> int:
        """How many in a hundred they said the same of."""
        return round(100 * self.figures.same / self.figures.events)

    @property
    def meaning(self) -> StrOrPromise:
        """The figure in words."""
        return kappa_words(self.figures.kappa)


@require_safe
@needs(Right.SEE_DESK)
def agreement(request: HttpRequest) -> HttpResponse:
    """How often each two people say the same of the events that both looked at."""
    first, last = (_day(request.GET.get(name, "")) for name in ("from", "to"))
    figures = reviewing.agreement(first, last)
    people = get_user_model()._default_manager.in_bulk(
        {key for one in figures for key in (one.one, one.other)}
    )
    pairs = [Pair(one=people[one.one], other=people[one.other], figures=one) for one in figures]
    disagreed = reviewing.disagreements().filter(review=Review.SECOND).count()
    context = {"pairs": pairs, "first": first, "last": last, "disagreed": disagreed}
    return render(request, "desk/reviewing/agreement.html", context)


@require_safe
@needs(Right.SEE_DESK)
def disagreements(request: HttpRequest) -> HttpResponse:
    """The events of which two people say otherwise: those to settle first."""
    events = reviewing.disagreements().with_words().prefetch_related("opinions__by")
    opened = events.filter(review=Review.SECOND).in_order_of_use()
    since = Paginator(events.exclude(review=Review.SECOND).order_by("-id"), _A_PAGE)
    context = {
        "screen_name": "agreement",
        "open": opened[:_A_PAGE],
        "settled": since.get_page(request.GET.get("page")),
        "may_settle": may(request.user, Right.SETTLE),
    }
    return render(request, "desk/reviewing/disagreements.html", context)


def kappa_words(kappa: float | None) -> StrOrPromise:
    """What Cohen's kappa means, in the words of Landis and Koch (Biometrics 33, 1977)."""
    if kappa is None:
        return _("Both said the same of everything: chance alone would give that, so it proves nothing.")
    return next(words for least, words in _kappas() if kappa >= least)


def _kappas() -> list[tuple[float, str]]:
    return [
        (0.81, _("Almost perfect: they judge alike.")),
        (0.61, _("Substantial: they judge alike in most things.")),
        (0.41, _("Moderate: talk over where you differ.")),
        (0.21, _("Fair: they judge by different rules.")),
        (0.005, _("Slight: little more than chance would give.")),
        (-2.0, _("None: no more than chance would give.")),
    ]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
