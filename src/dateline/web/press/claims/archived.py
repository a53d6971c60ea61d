"""The archived copy of a report: its words with what it is read as telling lit in them, and its versions.

Where its source's pages may be shown, readers see all of it; else the sentences that claims rest on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.domain import Span
from dateline.exporting.telling import tell
from dateline.web.archive.models import Incident, Report, Review
from dateline.web.archive.store import as_it_stands
from dateline.web.press.addresses import to_follow
from dateline.web.press.caching import known_by
from dateline.web.press.claims.masking import masked, passages, words_of_claim
from dateline.web.press.claims.public import events_shown, incidents_shown
from dateline.web.press.claims.ways import PublicWays, reads_words
from dateline.web.press.incidents.words import called
from dateline.web.press.models import Citation
from dateline.web.press.once import once
from dateline.web.telling.lighting import drawn
from dateline.web.telling.spans import span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from dateline.web.archive.models import Coding, Event, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report of which readers see something.

    `events` are those that they see; `cited` the citations of briefings that rest on it; `pages` the versions
    of its page, the newest first, without their bytes; `coding` is what it is read as now, without its body;
    `counted` are the incidents that readers see and the events are counted to, by the events' ids.
    """

    report: Report
    events: Sequence[Event]
    cited: Sequence[Citation]
    pages: Sequence[Page]
    coding: Coding | None
    counted: Mapping[UUID, Incident]


@once
def found(request: HttpRequest, pk: UUID) -> Found | None:  # noqa: ARG001 -- kept with it
    """The report of an address, in seven queries; None where readers see nothing of it."""
    report = Report.objects.light().filter(pk=pk).first()
    events = list(events_shown(pk).defer("anchor", "sentence")) if report else []
    if report is None or not events:
        return None
    return Found(
        report=report,
        events=events,
        cited=list(
            Citation.objects.standing()
            .filter(event__report=pk)
            .select_related("coding")
            .defer("coding__body")
            .order_by("pk")
        ),
        pages=list(report.pages.defer("body", "headers").order_by("-fetched_at", "-pk")),
        coding=report.codings.filter(current=True).defer("body").first(),
        counted=_counted_to(events),
    )


def _reads(request: HttpRequest, pk: UUID) -> str:
    one, asked = found(request, pk), request.GET.get("reading", "")
    reading = _reading(one, asked) if one and asked else None
    if asked and reading is None:
        return "reading=none"  # there is no such page
    named = reading if reading and one and reading != one.coding else None
    return "&".join(filter(None, (reads_words(request, pk), f"reading={named.pk}" if named else "")))


def _key(request: HttpRequest, pk: UUID) -> str | None:
    one = found(request, pk)
    if one is None:
        return None
    report = one.report
    parts = (
        [(event.pk, event.review, event.corrected, event.coding_id, called(event)) for event in one.events],
        sorted((event, row.pk, row.changed_at) for event, row in one.counted.items()),
        [citation.pk for citation in one.cited], [page.pk for page in one.pages],
        one.coding.pk if one.coding else None, report.showable,
        report.source.name if report.source else "", report.title, report.url, report.published,
    )  # fmt: skip
    return repr(parts)


@require_safe
@known_by(_key, reads=_reads)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An archived report. `?at=12-40` marks words, `&reading=` says in which of its readings they stand."""
    one = found(request, pk)
    if one is None:
        raise Http404
    coding = _reading(one, request.GET.get("reading", ""))
    if coding is None:
        raise Http404
    text = _text(one, coding, request.GET.get("at", ""))
    context: dict[str, Any] = {
        "report": one.report,
        "showable": one.report.showable,
        "coding": coding,
        "earlier": one.coding is not None and coding.pk != one.coding.pk,
        "pages": one.pages,
        "latest": one.pages[0] if one.pages else None,
        "original": to_follow(one.report.url),
        "text": text,
        "told": [
            {
                "called": called(event),
                "words": event.words,
                "url": PublicWays().event(event.pk),
                "unreviewed": event.review != Review.ACCEPTED,
                "incident": one.counted.get(event.pk),
            }
            for event in one.events
        ],
    }
    return render(request, "press/claims/archived.html", context)


def _reading(one: Found, asked: str) -> Coding | None:
    """The reading that is asked for: the current one, or one that a briefing rests on."""
    if not asked or (one.coding and asked == str(one.coding.pk)):
        return one.coding
    return next((cited.coding for cited in one.cited if str(cited.coding_id) == asked), None)


def _text(one: Found, coding: Coding, at: str) -> SafeString:
    """The text as readers see it, with the words `at` some place marked where they see these."""
    stands = as_it_stands(coding)
    text = stands.report.text
    shown = {event.ref: event for event in one.events if event.coding_id == coding.pk}
    told = [event for event in tell(stands) if event.event.id in shown]
    pointed = span_of(at, text)
    if not one.report.showable:
        rests = [span for event in told for span in words_of_claim(event.event)]
        rests += [Span(cited.start, cited.end) for cited in one.cited if cited.coding_id == coding.pk]
        seen = passages(text, rests)
        text = masked(text, seen)
        if pointed and not any(passage.holds(pointed) for passage in seen):
            pointed = None
    keys = {event.number: shown[event.event.id].pk for event in told}
    return drawn(
        text, told, current=None, leads=lambda number: PublicWays().event(keys[number]), pointed=pointed
    )


def _counted_to(events: Sequence[Event]) -> Mapping[UUID, Incident]:
    """The incidents that events are counted to and readers see, by the events' ids."""
    rows = incidents_shown([event.pk for event in events]).values_list("accounts__events", "pk")
    by_event = dict(rows)
    incidents = Incident.objects.light().in_bulk(list(set(by_event.values())))
    return {event: incidents[pk] for event, pk in by_event.items() if pk in incidents}
