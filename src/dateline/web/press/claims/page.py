"""The page of a claim: one fact as one voice in one report gives it, with all that it can be checked by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.domain import EventRef, Fact, Grade, Standing
from dateline.exporting.incidents.wording import LABELS, name_of
from dateline.web.archive.models import Review
from dateline.web.press.addresses import to_follow
from dateline.web.press.caching import known_by
from dateline.web.press.claims.finding import found
from dateline.web.press.claims.others import notes_of, others_of
from dateline.web.press.claims.quoting import quote_of
from dateline.web.press.claims.told import EventsOf
from dateline.web.press.claims.ways import PublicWays, reads_words, to_words
from dateline.web.press.incidents.memory import records_of
from dateline.web.press.incidents.reasons import reason_of
from dateline.web.press.incidents.words import (
    FACTS,
    GRADES,
    GRADES_MEAN,
    STANCES,
    STANDINGS,
    WARNINGS,
    WHOSE,
    called,
    day_words,
    value_words,
    where_words,
)
from dateline.web.telling.saying import apart, said
from dateline.web.telling.spans import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from dateline.domain import Telling
    from dateline.exporting.incidents.record import Record
    from dateline.web.archive.models import Incident
    from dateline.web.press.claims.finding import Found
    from dateline.web.press.claims.quoting import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One fact as a voice gives it; `url` is its own page, `words_url` where its words stand."""

    fact: str
    value: str
    who: str
    through: tuple[str, ...]
    stance: StrOrPromise
    whose: str
    warning: StrOrPromise
    quote: Quote
    url: str
    words_url: str


def _key(request: HttpRequest, pk: UUID) -> str | None:
    one = found(request, pk)
    return one.key if one else None


@require_safe
@known_by(_key, reads=reads_words)
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A claim, as it stands now. `?at=` says which words of the event are meant."""
    one = found(request, pk)
    if one is None:
        raise Http404
    return render(request, "press/claims/page.html", _context(one, request.GET.get("at", "")))


def _context(one: Found, at: str) -> dict[str, Any]:
    event, report = one.event, one.event.report
    shown: dict[str, Any] = {
        "event": event,
        "report": report,
        "page": one.page,
        "what": called(event),
        "where": where_words(event),
        "unreviewed": event.review != Review.ACCEPTED,
        "rejected": event.review == Review.REJECTED,
        "lost": event.coding_id is None,
        "report_url": reverse("press:report", args=[report.pk]),
        "original": to_follow(report.url),
        "showable": report.showable,
        "cited": one.cited,
    }
    record = records_of([one.incident]).get(one.incident.pk) if one.incident else None
    if one.incident is None or record is None:
        return shown | {"main": None, "quote": quote_of(event.sentence, event.words)}
    return shown | _counted(one, one.incident, record, at)


def _counted(one: Found, incident: Incident, record: Record, at: str) -> dict[str, Any]:
    """What is to be said of a claim that is counted to an incident that readers see."""
    ref = EventRef(report=one.event.report.key, event=one.event.ref)
    own = [telling for fact in Fact for telling in record.tellings(fact, ref)]
    main = next((telling for telling in _in_order(own) if written(telling.at) == at), None) or next(
        _in_order(own), None
    )
    return {
        "main": _said(main, one, record) if main else None,
        "quote": quote_of(one.event.sentence, one.event.words),
        "said": main.said if main else None,
        "said_words": day_words(main.said) if main else "",
        "others": others_of(record, main.fact, ref, EventsOf([incident.pk]).of(incident.pk)) if main else (),
        "notes": notes_of(record, main.fact) if main else (),
        "siblings": [_said(telling, one, record) for telling in _in_order(own) if telling is not main],
        "elsewhere": [
            {"called": called(row), "words": row.words, "url": PublicWays().event(row.pk)}
            for row in one.elsewhere
        ],
        "incident": incident,
        "incident_called": called(incident),
        "warning": said(record.warning),
        "standing": STANDINGS[Standing(incident.standing)],
        "grade": GRADES[Grade(incident.grade)],
        "grade_means": GRADES_MEAN[Grade(incident.grade)],
        "reason": reason_of(incident),
    }


def _in_order(tellings: list[Telling]) -> Iterator[Telling]:
    """What happened first, then the facts as the account table has them."""
    order = [Fact.TYPE, *(fact for fact in LABELS if fact is not Fact.TYPE)]
    return iter(sorted(tellings, key=lambda one: order.index(one.fact)))


def _said(telling: Telling, one: Found, record: Record) -> Said:
    who = said(name_of(telling.origin, record.origins))
    return Said(
        fact=str(FACTS[telling.fact]),
        value=value_words(telling),
        who=who,
        through=tuple(name for name in telling.through if name not in who),
        stance=STANCES[telling.stance],
        whose=WHOSE[telling.stance] % {"who": apart(who)},
        warning=WARNINGS.get(telling.stance, ""),
        quote=quote_of(telling.quote, telling.words),
        url=PublicWays().event(one.event.pk, telling.at),
        words_url=to_words(one.event.report.pk, telling.at),
    )
