"""Corrections: of a field, of whom or where words mean; withdrawn, confirmed; events added, kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline import domain
from dateline.domain import EventType
from dateline.domain.errors import CorrectionRefused, DatelineError
from dateline.web.archive import corrections
from dateline.web.archive.linking import rulings
from dateline.web.archive.models import CorrectionState, Event, Field, Report
from dateline.web.desk.filters import kept
from dateline.web.desk.requests import me
from dateline.web.desk.reviewing import showing
from dateline.web.desk.reviewing.amending import amended
from dateline.web.desk.reviewing.reading import read, seen
from dateline.web.desk.reviewing.views.doing import address, changing, event_for, posted, to_event
from dateline.web.desk.reviewing.words import WordsAsked
from dateline.web.desk.undoing import Act, offer
from dateline.web.rights import Right, load, needs
from dateline.web.telling.spans import span_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from dateline.web.archive.models import Correction
    from dateline.web.desk.reviewing.amending import Amended
    from dateline.web.desk.reviewing.words import Choice


@posted(Right.REVIEW)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a field of an event say something else."""
    row = event_for(request, Right.REVIEW, pk)
    field = _field(request)
    try:
        with changing(row, request):
            change = _change(request, row, field)
            made = _keep(request, row, field, change)
    except DatelineError as error:
        messages.error(request, str(error))
        return to_event(pk, request)
    if change.choices:
        return _choose(request, change.choices, row)
    if made:
        offer(
            request, Act.CORRECTION, made.pk, _("corrected %(field)s") % {"field": made.get_field_display()}
        )
        messages.success(request, _("Corrected: %(field)s.") % {"field": made.get_field_display()})
    else:
        messages.info(request, _("That is what it says already."))
    return to_event(pk, request)


def _field(request: HttpRequest) -> Field:
    try:
        field = Field(request.POST.get("field", ""))
    except ValueError:
        raise Http404 from None
    if field == Field.EVENT:
        raise Http404
    return field


def _change(request: HttpRequest, row: Event, field: Field) -> Amended:
    reading = read(row.report)
    event = reading.event(row)
    if event is None or reading.coding is None:
        raise CorrectionRefused(f"no coding tells of “{row.words}” any more", "Add the event anew.")
    return amended(field, request.POST, event, reading.coding, by=str(me(request)))


def _keep(request: HttpRequest, row: Event, field: Field, change: Amended) -> Correction | None:
    if change.choices or change.same:
        return None
    return corrections.correct(row, field, change.after, by=me(request), words=change.words)


def _choose(request: HttpRequest, choices: Sequence[Choice], row: Event | None) -> HttpResponse:
    """Ask which of several places is meant, with all else that was sent."""
    asked = {f"{choice.name}_at" for choice in choices} | {"csrfmiddlewaretoken"}
    given = [(name, value) for name, values in request.POST.lists() if name not in asked for value in values]
    context = {
        "screen_name": "desk",
        "row": row,
        "choices": choices,
        "given": given,
        "action": request.get_full_path(),
        "back": address("event", row.pk, request) if row else None,
    }
    return render(request, "desk/reviewing/which.html", context)


# ── whom and where words mean ───────────────────────────────────────────────────────────────────────────────


@require_safe
@needs(Right.REVIEW)
def meant(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom or where words of an event mean: the reason, and a search for another."""
    row = event_for(request, Right.REVIEW, pk)
    kind = request.GET.get("kind", "actor")
    reading = read(row.report)
    span = span_of(request.GET.get("at", ""), reading.text)
    event, coding = reading.event(row), reading.coding
    if event is None or coding is None or span is None or kind not in {"actor", "place"}:
        messages.error(request, _("These words are not there any more."))
        return to_event(pk, request)
    filled = showing.looked_up(span, coding, kind)
    context = {
        "screen_name": "desk",
        "row": row,
        "filled": filled,
        "kind": kind,
        "words": request.GET.get("words", filled.words),
        "options": _options(request, kind) if "q" in request.GET else "",
        "kept": kept(request.GET) if "queue" not in request.GET else request.GET["queue"],
        "seen": seen(row, ((one.pk, one.state) for one in reading.said_of(row))),
    }
    return render(request, "desk/reviewing/meant.html", context)


def _options(request: HttpRequest, kind: str) -> str:
    """What the register offers for the words that are sought, as it answers htmx: the choices alone."""
    asked = HttpRequest()
    asked.method, asked.GET, asked.user, asked.session = "GET", request.GET, request.user, request.session
    asked.META = {**request.META, "HTTP_HX_REQUEST": "true"}
    asked.META.pop("HTTP_HX_BOOSTED", None)
    found = resolve(reverse(f"{kind}_options"))
    answer = found.func(asked, *found.args, **found.kwargs)
    return str(answer.content.decode(answer.charset))


# ── what was said before ────────────────────────────────────────────────────────────────────────────────────


@posted(Right.REVIEW)
def decide(request: HttpRequest, pk: UUID, correction: UUID) -> HttpResponse:
    """Withdraw a correction, or confirm one that was proposed."""
    row = event_for(request, Right.REVIEW, pk)
    said = load(request.user, Right.REVIEW, row.corrections, correction)
    confirms = request.POST.get("decision") == "confirm"
    try:
        with changing(row, request):
            decided = (corrections.confirm if confirms else corrections.withdraw)(said, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
        return to_event(pk, request)
    told = _("Confirmed: %(field)s.") if confirms else _("Withdrawn: %(field)s.")
    messages.success(request, told % {"field": decided.get_field_display()})
    if decided.state == CorrectionState.CONFIRMED:
        what = _("confirmed a correction of %(field)s") % {"field": decided.get_field_display()}
        offer(request, Act.CORRECTION, decided.pk, what)
    return to_event(pk, request)


# ── events added, and kept apart ────────────────────────────────────────────────────────────────────────────


@posted(Right.REVIEW, back="report")
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an event that no engine found: its words, and its type."""
    report = load(request.user, Right.REVIEW, Report.objects, pk)
    key = _uuid(request.POST.get("near", ""))
    near = Event.objects.filter(report=report, pk=key).first() if key else None
    try:
        with transaction.atomic():
            Report.objects.select_for_update().filter(pk=report.pk).values_list("pk").get()
            reading = read(report)
            trigger = domain.Span(near.start, near.end) if near else domain.Span(0, 1)
            asked = WordsAsked(request.POST, reading.text, trigger)
            words = asked.words("words")
            added = None if asked.choices else _add(request, report, words)
    except DatelineError as error:
        messages.error(request, str(error))
        return to_event(near.pk, request) if near else _to_report(report, request)
    if added is None:
        return _choose(request, asked.choices, near)
    what = _("added “%(words)s”") % {"words": added.words}
    offer(request, Act.CORRECTION, added.corrections.get(field=Field.EVENT).pk, what)
    messages.success(request, _("Added: “%(words)s”. Now say who did what to whom.") % {"words": added.words})
    return to_event(added.pk, request)


def _add(request: HttpRequest, report: Report, words: domain.Span | None) -> Event:
    if words is None:
        raise CorrectionRefused("no words are given", "Select the words that name it, or type them.")
    try:
        kind = EventType(request.POST.get("type", ""))
    except ValueError:
        raise CorrectionRefused("no type is given", "Choose what happened.") from None
    return corrections.add_event(report, domain.Event(id="", type=kind, mentions=(words,)), by=me(request))


def _to_report(report: Report, request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(address("report", report.pk, request))


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


@posted(Right.REVIEW)
def apart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that another event of the report, told as one happening with this one, is another happening."""
    row = event_for(request, Right.REVIEW, pk)
    other = load(request.user, Right.REVIEW, row.report.events, request.POST.get("other", ""))
    try:
        with changing(row, request):
            ruling = rulings.keep_events_apart(row, other, by=me(request))
    except DatelineError as error:
        messages.error(request, str(error))
        return to_event(pk, request)
    words = {"one": row.words, "other": other.words}
    offer(request, Act.RULING, ruling.pk, _("kept “%(one)s” and “%(other)s” apart") % words)
    messages.success(request, _("“%(one)s” and “%(other)s” are two happenings now.") % words)
    return to_event(pk, request)
