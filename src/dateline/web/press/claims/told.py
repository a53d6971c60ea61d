"""Told: the claims that a briefing rests on, with what can be checked of each and how it stands now.

claims_of(briefing, labels) -> {label: ClaimTold}     in four queries, however many they are
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.domain import EventRef, Fact, Grade, Span, Stance
from dateline.web.archive.models import Event, Page, Review
from dateline.web.press.addresses import to_follow
from dateline.web.press.claims.others import notes_of, others_of
from dateline.web.press.claims.quoting import quote_of
from dateline.web.press.claims.since import since
from dateline.web.press.claims.ways import PublicWays, to_words
from dateline.web.press.incidents.memory import told_of
from dateline.web.press.incidents.words import FACTS, GRADES, STANCES, WARNINGS, WHOSE, called, day_words
from dateline.web.press.models import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.web.press.claims.others import Other
    from dateline.web.press.claims.quoting import Quote
    from dateline.web.press.models import Briefing


_FEW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTold:
    """A claim that a briefing rests on: what it rested on when it was cited, and how that stands now.

    `value` is what is said of `fact` ("up to 10"), `stance` how, `whose` by whom and how, `warning` what a
    reader must be told besides.
    `others` are the other accounts of the same fact, `since` what has become of it since it was cited, in
    whole sentences. Addresses are "" where there is nothing: `original` where the report has no address,
    `warc` where its pages may not be shown, `incident_url` where readers do not see it; nor do they see its
    `grade` and `reason` then.
    """

    label: str
    citation: UUID
    fact: str
    value: str
    who: str
    through: str
    stance: str
    whose: str
    warning: str
    quote: Quote
    said: date | None
    said_words: str
    made_at: datetime
    source: str
    source_url: str
    title: str
    language: str
    fetched_at: datetime | None
    sha256: str
    reviewed: bool
    since: tuple[str, ...]
    others: tuple[Other, ...]
    notes: tuple[str, ...]
    incident: str
    incident_url: str
    incident_warning: str
    grade: str
    grade_key: str
    reason: str
    permalink: str
    event_url: str
    words_url: str
    original: str
    warc: str

    @property
    def first_apart(self) -> tuple[Other, ...]:
        """The first few other accounts that go back to an origin of their own."""
        return tuple(one for one in self.others if not (one.same or one.again))[:_FEW]

    @property
    def anchor(self) -> str:
        """What the page calls it: "claim-c3"."""
        return f"claim-{self.label}"


def claims_of(briefing: Briefing, labels: Iterable[str]) -> dict[str, ClaimTold]:
    """The claims of a briefing by their labels, in the order of these; unknown labels are left out."""
    wanted = list(dict.fromkeys(labels))
    found = {one.label: one for one in cited().filter(briefing=briefing, label__in=wanted)}
    told = tell([found[label] for label in wanted if label in found])
    return {one.label: one for one in told}


def cited() -> QuerySet[Citation]:
    """Citations with all that telling them asks for."""
    return Citation.objects.select_related("incident", "event__report__source").defer(
        "incident__body", "event__anchor", "event__report__text", "event__report__set_apart"
    )


def tell(citations: Iterable[Citation]) -> list[ClaimTold]:
    """Citations in words, in their order."""
    citations = list(citations)
    incidents = {one.incident_id: one.incident for one in citations}
    facts = _Facts(
        told=told_of(incidents.values()),
        events=events_of(incidents),
        pages=Page.objects.latest_of({one.event.report_id for one in citations}),
    )
    return [_told(one, facts) for one in citations]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An event that an incident is made of."""

    incident: UUID
    report: str
    ref: str
    pk: UUID


def events_of(incidents: Iterable[UUID]) -> list[Member]:
    """The events that some incidents are made of."""
    rows = Event.objects.standing().filter(accounts__incident__in=list(incidents))
    columns = ("accounts__incident", "report__key", "ref", "pk")
    return [
        Member(incident=of, report=key, ref=ref, pk=pk) for of, key, ref, pk in rows.values_list(*columns)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What all citations are told from."""

    told: Mapping[UUID, IncidentTold]
    events: Sequence[Member]
    pages: Mapping[UUID, Page]


def _told(one: Citation, facts: _Facts) -> ClaimTold:
    event, incident, fact, stance = one.event, one.incident, Fact(one.fact), Stance(one.stance)
    report, source = event.report, event.report.source
    told, page = facts.told.get(one.incident_id), facts.pages.get(event.report_id)
    members = [member for member in facts.events if member.incident == one.incident_id]
    known = {(member.report, member.ref): member.pk for member in members}
    seen = bool(incident.published_at and not incident.gone_at)
    at = Span(one.start, one.end)
    reading = None if event.coding_id == one.coding_id else one.coding_id
    return ClaimTold(
        label=one.label,
        citation=one.pk,
        fact=str(FACTS[fact]),
        value=one.value,
        who=one.who,
        through="" if one.through in one.who else one.through,
        stance=str(STANCES[stance]),
        whose=WHOSE[stance] % {"who": one.who},
        warning=str(WARNINGS.get(stance, "")),
        quote=quote_of(one.quote, one.words),
        said=one.said,
        said_words=day_words(one.said),
        made_at=one.made_at,
        source=source.name if source else "",
        source_url=reverse("press:source", args=[source.pk]) if source else "",
        title=report.title,
        language=report.language,
        fetched_at=page.fetched_at if page else report.fetched_at,
        sha256=page.sha256 if page else "",
        reviewed=event.review == Review.ACCEPTED,
        since=since(one, told, page, within=event.pk in known.values()),
        others=others_of(told, fact, EventRef(report=report.key, event=event.ref), known)
        if told and seen
        else (),
        notes=notes_of(told, fact) if told and seen else (),
        incident=called(incident),
        incident_url=reverse("press:incident", args=[incident.pk]) if seen else "",
        incident_warning=_(told.warning) if told and told.warning else "",
        grade=str(GRADES[Grade(incident.grade)]) if seen else "",
        grade_key=incident.grade if seen else "",
        reason=incident.reason if seen else "",
        permalink=reverse("press:citation", args=[one.pk]),
        event_url=PublicWays().event(event.pk, None if reading else at),
        words_url=to_words(report.pk, at, reading),
        original=to_follow(report.url),
        warc=reverse("files:warc", args=[report.pk]) if page and report.showable else "",
    )
