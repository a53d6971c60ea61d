"""What somebody decides on an incident: reviews, merges, splits, and what is taken back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from dateline.domain.errors import DatelineError
from dateline.web.archive import reviewing
from dateline.web.archive.linking import rulings
from dateline.web.archive.models import Account, Incident, Ruling
from dateline.web.desk import undoing
from dateline.web.desk.filters import kept
from dateline.web.desk.incident.comparing import called
from dateline.web.desk.incident.screen import address_of, next_one
from dateline.web.desk.requests import me
from dateline.web.desk.undoing import Act
from dateline.web.rights import Right, load, needs

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise


_VERDICTS: dict[str, Callable[..., object]] = {"accept": reviewing.accept, "reject": reviewing.reject}
_ELSE: dict[str, tuple[Callable[..., object], StrOrPromise]] = {
    "reopen": (reviewing.reopen, gettext_lazy("It waits for a review again.")),
    "take": (reviewing.take, gettext_lazy("It is in your hands for 30 minutes.")),
    "take over": (reviewing.take_over, gettext_lazy("It is in your hands now; the history says so.")),
    "let go": (reviewing.let_go, gettext_lazy("It is in nobody's hands.")),
}


@require_POST
@needs(Right.REVIEW)
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept, reject, reopen, take or let go; who has accepted or rejected goes on to the next."""
    row = load(request.user, Right.REVIEW, Incident.objects.light(), pk)
    verb = request.POST.get("verb", "")
    if verb not in _VERDICTS and verb not in _ELSE:
        raise Http404
    if row.gone_at:
        return redirect(_here(request, row))  # which says where it went
    do, said = _ELSE.get(verb) or (partial(_VERDICTS[verb], as_of=_as_of(request)), "")
    try:
        do(row, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
        return redirect(_here(request, row))
    if said:
        messages.success(request, said)
        return redirect(_here(request, row))
    return _go_on(request, row, accepted=verb == "accept")


def _go_on(request: HttpRequest, row: Incident, *, accepted: bool) -> HttpResponse:
    """To the next incident of the list, having said what was done with this one."""
    undone = _("accepted %(what)s") if accepted else _("rejected %(what)s")
    undoing.offer(request, Act.INCIDENT_REVIEW, row.pk, undone % {"what": called(row)})
    done = _("Accepted:") if accepted else _("Rejected:")
    messages.success(request, format_html('{} <a href="{}">{}</a>', done, _here(request, row), called(row)))
    found = next_one(request.GET, me(request), row)
    return redirect(address_of(found.pk, kept(request.GET)) if found else _here(request, row))


@require_POST
@needs(Right.REVIEW)
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that this incident and another are one; to the one that is left."""
    row, other = _both(request, pk)
    try:
        ruling = rulings.merge([row, other], by=me(request), seen=_seen(request, row, other))
    except DatelineError as error:
        messages.error(request, str(error))
        return redirect(_here(request, row))
    for one in (row, other):
        one.refresh_from_db(fields=["gone_at", "into"])
    left, gone = (row, other) if row.gone_at is None else (other, row)
    undoing.offer(request, Act.RULING, ruling.pk, _("merged two incidents"))
    messages.success(request, _("Merged: %(gone)s is part of this incident now.") % {"gone": called(gone)})
    return redirect(_here(request, left))


@require_POST
@needs(Right.REVIEW)
def keep_apart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that this incident and one that looks like it are two."""
    row, other = _both(request, pk)
    try:
        ruling = rulings.keep_apart(row, other, by=me(request), seen=_seen(request, row, other))
    except DatelineError as error:
        messages.error(request, str(error))
    else:
        undoing.offer(request, Act.RULING, ruling.pk, _("kept two incidents apart"))
        messages.success(request, _("Kept apart, for good: %(other)s.") % {"other": called(other)})
    return redirect(_here(request, row))


@require_POST
@needs(Right.REVIEW)
def split(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that some of its accounts are of another incident, which the message leads to."""
    row = load(request.user, Right.REVIEW, Incident.objects.light(), pk)
    numbers = {int(one) for one in request.POST.getlist("account") if one.isdecimal() and len(one) < _LONG}
    accounts = list(Account.objects.filter(incident=row, pk__in=numbers).only("pk"))
    if len(accounts) < len(numbers):
        messages.error(
            request, _("Some of these accounts are of this incident no more. Look at it as it is now.")
        )
        return redirect(_here(request, row))
    try:
        ruling = rulings.split(row, accounts, by=me(request), seen=_seen(request, row))
    except DatelineError as error:
        messages.error(request, str(error))
        return redirect(_here(request, row))
    undoing.offer(request, Act.RULING, ruling.pk, _("split an incident"))
    into = Incident.objects.light().filter(accounts__pk=accounts[0].pk).first()
    said = ngettext(
        "Split off: %(number)d account is now of", "Split off: %(number)d accounts are now of", len(accounts)
    ) % {"number": len(accounts)}
    if into is not None:
        said = format_html('{} <a href="{}">{}</a>.', said, address_of(into.pk), called(into))
    messages.success(request, said)
    return redirect(_here(request, row))


@require_POST
@needs(Right.REVIEW)
def undo_ruling(request: HttpRequest, pk: UUID, ruling: UUID) -> HttpResponse:
    """Have a ruling on this incident hold no more."""
    row = load(request.user, Right.REVIEW, Incident.objects.light(), pk)
    held = load(request.user, Right.REVIEW, Ruling.objects.filter(pk__in=rulings.rulings_on(row)), ruling)
    try:
        rulings.undo(held, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone: the accounts are where they were before."))
    return redirect(_here(request, row))


_LONG = 19  # digits from which a number is of no account


def _both(request: HttpRequest, pk: UUID) -> tuple[Incident, Incident]:
    """The incident of the page and the other one that the form names."""
    there = Incident.objects.light()
    row = load(request.user, Right.REVIEW, there, pk)
    return row, load(request.user, Right.REVIEW, there, request.POST.get("other", ""))


def _seen(request: HttpRequest, row: Incident, other: Incident | None = None) -> dict[UUID, str]:
    """The last moves of accounts that the page knew of when it was opened."""
    seen = {row.pk: request.POST.get("seen", "")}
    if other is not None:
        known = request.POST.get("seen_other", request.POST.get(f"seen_{other.pk}"))
        seen |= {other.pk: known} if known is not None else {}
    return seen


def _as_of(request: HttpRequest) -> datetime | None:
    """When the incident had changed last that the page showed."""
    if not (written := request.POST.get("as_of")):
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise Http404 from None


def _here(request: HttpRequest, row: Incident) -> str:
    return address_of(row.pk, kept(request.GET))
