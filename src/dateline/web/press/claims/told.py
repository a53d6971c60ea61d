"""Told: the claims that a briefing rests on, with what can be checked of each and how it stands now.

tell(cited().filter(briefing=briefing)) -> [ClaimTold]     in three queries, however many they are
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import get_language

from dateline.domain import EventRef, Fact, Grade, Span, Stance
from dateline.exporting.incidents.findings import Finding
from dateline.web.archive.models import Account, Event, Page, Review
from dateline.web.press.addresses import by_id, to_follow
from dateline.web.press.claims.others import others_of
from dateline.web.press.claims.quoting import quote_of
from dateline.web.press.claims.since import since
from dateline.web.press.claims.ways import PublicWays, to_words
from dateline.web.press.incidents.memory import records_of
from dateline.web.press.incidents.reasons import NO_REASON, reason_of
from dateline.web.press.incidents.words import FACTS, GRADES, STANCES, WARNINGS, WHOSE, called, day_words
from dateline.web.press.models import Citation
from dateline.web.telling.saying import apart, kept_said, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from dateline.exporting.incidents.record import Record
    from dateline.web.press.claims.others import Events, Others
    from dateline.web.press.claims.quoting import Quote
    from dateline.web.press.incidents.reasons import Reason
    from dateline.web.press.models.citations import CitationQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTold:
    """A claim that a briefing rests on: what it rested on when it was cited, and how that stands now.

    `value` is what is said of `fact` ("up to 10"), `stance` how, `whose` by whom and how, `warning` what a
    reader must be told besides.
    `others` are the other accounts of the same fact; where they `differ`, `notes` say who tells what;
    `since` what has become of it since it was cited, in
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
    others: Others | None
    notes: tuple[str, ...]
    differ: bool
    incident: str
    incident_url: str
    incident_warning: str
    grade: str
    grade_key: str
    reason: Reason
    permalink: str
    event_url: str
    words_url: str
    original: str
    warc: str

    @property
    def anchor(self) -> str:
        """What the page calls it: "claim-c3"."""
        return f"claim-{self.label}"


def cited() -> CitationQuerySet:
    """Citations with all that telling them asks for; `fetched_at` and `sha256` are those of the page.

    `within` says that the event is one of the incident's.
    """
    pages = Page.objects.filter(report=OuterRef("event__report")).order_by("-fetched_at", "-pk")
    return (
        Citation.objects.select_related("incident", "event__report__source")
        .only(
            *("briefing", "label", "coding", "fact", "value", "who", "through", "parts", "stance", "said"),
            *("words", "quote", "start", "end", "made_at"),
            *(f"incident__{name}" for name in _OF_INCIDENT),
            *("event__ref", "event__review", "event__coding"),
            *(f"event__report__{name}" for name in ("key", "title", "language", "url", "fetched_at")),
            *("event__report__source__name", "event__report__source__showable"),
        )
        .annotate(
            fetched_at=Subquery(pages.values("fetched_at")[:1]),
            sha256=Subquery(pages.values("sha256")[:1]),
            within=Exists(Account.objects.filter(events=OuterRef("event"), incident=OuterRef("incident"))),
        )
    )


_OF_INCIDENT = (
    *("type", "place_name", "grade", "reason", "reason_parts"),
    *("changed_at", "published_at", "gone_at"),
)


def tell(citations: Iterable[Citation]) -> list[ClaimTold]:
    """Citations in words, in their order; they are those of `cited`."""
    citations = list(citations)
    incidents = {one.incident_id: one.incident for one in citations}
    records, events, words = records_of(incidents.values()), EventsOf(incidents), _words(get_language())
    names = {pk: called(row) for pk, row in incidents.items()}
    reasons = {pk: reason_of(row) for pk, row in incidents.items()}
    return [
        _told(
            one,
            records.get(one.incident_id),
            events.of(one.incident_id),
            words,
            name=names[one.incident_id],
            reason=reasons[one.incident_id],
        )
        for one in citations
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What claims are told in, in one language."""

    facts: Mapping[Fact, str]
    stances: Mapping[Stance, str]
    whose: Mapping[Stance, str]
    warnings: Mapping[Stance, str]
    grades: Mapping[Grade, str]


@lru_cache(maxsize=16)
def _words(language: str | None) -> _Words:  # noqa: ARG001 -- the one that is active
    return _Words(
        facts={one: str(words) for one, words in FACTS.items()},
        stances={one: str(words) for one, words in STANCES.items()},
        whose={one: str(words) for one, words in WHOSE.items()},
        warnings={one: str(words) for one, words in WARNINGS.items()},
        grades={one: str(words) for one, words in GRADES.items()},
    )


@dataclass(frozen=True, slots=True)
class EventsOf:
    """The events that some incidents are made of, looked up in one query when they are first asked for."""

    incidents: Iterable[UUID]
    found: dict[UUID, dict[tuple[str, str], UUID]] = field(default_factory=dict)

    def of(self, incident: UUID) -> Callable[[], Events]:
        """Those of one incident, by their reports and their own ids there."""
        return partial(self._of, incident)

    def _of(self, incident: UUID) -> Events:
        if not self.found:
            rows = Event.objects.standing().filter(accounts__incident__in=list(self.incidents))
            for of, key, ref, pk in rows.values_list("accounts__incident", "report__key", "ref", "pk"):
                self.found.setdefault(of, {})[key, ref] = pk
        return self.found.get(incident, {})


def _told(
    one: Citation,
    record: Record | None,
    events: Callable[[], Events],
    words: _Words,
    *,
    name: str,
    reason: Reason,
) -> ClaimTold:
    event, incident, fact, stance = one.event, one.incident, Fact(one.fact), Stance(one.stance)
    report, source = event.report, event.report.source
    fetched: datetime | None = getattr(one, "fetched_at", None)
    sha256: str = getattr(one, "sha256", None) or ""
    seen = bool(incident.published_at and not incident.gone_at)
    at = Span(one.start, one.end)
    reading = None if event.coding_id == one.coding_id else one.coding_id
    claim = EventRef(report=report.key, event=event.ref)
    others = others_of(record, fact, claim, events) if record and seen else None
    notes = record.notes(fact) if record and seen else ()
    who = kept_said(one.who, one.parts.get("who"))
    return ClaimTold(
        label=one.label,
        citation=one.pk,
        fact=words.facts[fact],
        value=kept_said(one.value, one.parts.get("value")),
        who=who,
        through="" if one.through in one.who else kept_said(one.through, one.parts.get("through")),
        stance=words.stances[stance],
        whose=words.whose[stance] % {"who": apart(who)},
        warning=words.warnings.get(stance, ""),
        quote=quote_of(one.quote, one.words),
        said=one.said,
        said_words=day_words(one.said),
        made_at=one.made_at,
        source=source.name if source else "",
        source_url=by_id("press:source", source.pk) if source else "",
        title=report.title,
        language=report.language,
        fetched_at=fetched or report.fetched_at,
        sha256=sha256,
        reviewed=event.review == Review.ACCEPTED,
        since=since(one, record, fetched, within=bool(getattr(one, "within", True))),
        others=others,
        notes=tuple(said(note.words) for note in notes),
        differ=any(note.finding is Finding.DIFFER for note in notes),
        incident=name,
        incident_url=by_id("press:incident", incident.pk) if seen else "",
        incident_warning=said(record.warning) if record else "",
        grade=words.grades[Grade(incident.grade)] if seen else "",
        grade_key=incident.grade if seen else "",
        reason=reason if seen else NO_REASON,
        permalink=by_id("press:citation", one.pk),
        event_url=PublicWays().event(event.pk, None if reading else at),
        words_url=to_words(report.pk, at, reading),
        original=to_follow(report.url),
        warc=by_id("files:warc", report.pk) if sha256 and report.showable else "",
    )
