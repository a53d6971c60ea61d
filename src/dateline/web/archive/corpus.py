"""What people reviewed, as gold: lines of the corpus format, which training and the benchmarks read.

export(…) -> lines            a report each, in the order of their keys
whom("ana@example.org")       the id of a person whose reviews are asked for

A report is gold as a whole when every event that its coding tells of has been accepted or rejected since that
coding told it so. docs/reference/corpus-export.md says what stands in a line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from dateline.domain.errors import PersonUnknown
from dateline.web.archive.corpus_lines import tell
from dateline.web.archive.layers import layers
from dateline.web.archive.laying import lay
from dateline.web.archive.models import Coding as CodingRow
from dateline.web.archive.models import Correction, CorrectionState, Event, Opinion, Report, Review
from dateline.web.archive.store import as_coded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime
    from uuid import UUID

    from dateline.domain import Coding
    from dateline.web.archive.people import User

ORIGIN = "dateline"
_AT_ONCE = 100  # reports
_JUDGED = (Review.ACCEPTED, Review.REJECTED)


def export(
    *,
    since: date | None = None,
    by: Collection[UUID] = (),
    with_proposed: bool = False,
    named: bool = False,
) -> Iterator[dict[str, Any]]:
    """The reports that people reviewed, each as a line of the corpus.

    Args:
        since: Only those of which somebody has said something on that day or later.
        by: Only what these people reviewed: an event counts as reviewed if one of them did.
        with_proposed: Also reports of which not all events were reviewed: the others stand in them as the
            engine proposes them. Such a line says so, and has no layer that is gold.
        named: Give people's names; otherwise they go by pseudonyms, the same one for the same person.
    """
    known = Event.objects.told().filter(Q(review__in=_JUDGED) | Q(corrected=True)).values("report")
    keys = list(Report.objects.filter(pk__in=known).order_by("key").values_list("pk", flat=True))
    for at in range(0, len(keys), _AT_ONCE):
        for one in _read(keys[at : at + _AT_ONCE]):
            if by and not one.is_by(by):
                continue
            if since and one.last_said < since:
                continue
            if one.is_whole(by) or (with_proposed and one.is_begun(by)):
                yield one.line(gold=one.is_whole(by), named=named)


def to_line(line: dict[str, Any]) -> str:
    """A line of the corpus as JSON, without its line end. Halves of surrogate pairs become "?"."""
    words = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return words.encode("utf-8", "replace").decode("utf-8")


def whom(words: str) -> UUID:
    """The id of a person, by the e-mail address or by the pseudonym that an export gives them.

    Raises:
        PersonUnknown: Nobody here goes by it.
    """
    for person in get_user_model().objects.order_by("email"):
        if words.strip().lower() == person.email or words == pseudonym(person.pk):
            return person.pk
    raise PersonUnknown(f"“{words}”", "Give the e-mail address of an account, or a pseudonym of an export.")


def pseudonym(person: UUID) -> str:
    """What a person goes by in exports of this archive: who has not its secret key cannot tell who it is."""
    return f"p-{salted_hmac('dateline.corpus', str(person)).hexdigest()[:10]}"


# ── what was said of one report ─────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Reviewed:
    """A report with all that people said of it."""

    row: CodingRow
    events: list[Event] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    opinions: dict[UUID, list[Opinion]] = field(default_factory=lambda: defaultdict(list))

    @property
    def last_said(self) -> date:
        """The day on which somebody said something of it last."""
        times = [one.at for some in self.opinions.values() for one in some]
        times += [one.decided_at or one.at for one in self.corrections if one.by_id or one.decided_by_id]
        return timezone.localdate(max(times, default=self.row.made_at))

    def is_by(self, by: Collection[UUID]) -> bool:
        """Whether one of some people said something of it."""
        people = {one.by_id for some in self.opinions.values() for one in some}
        return bool(people.union(one.by_id for one in self.corrections).intersection(by))

    def is_judged(self, event: Event, by: Collection[UUID]) -> bool:
        """Whether an event was reviewed, and has not been told otherwise since."""
        judges = {one.by_id for one in self.opinions[event.pk]}
        return event.review in _JUDGED and not event.recoded and (not by or bool(judges.intersection(by)))

    def is_whole(self, by: Collection[UUID]) -> bool:
        """Whether all of it is gold."""
        return all(self.is_judged(one, by) for one in self.events)

    def is_begun(self, by: Collection[UUID]) -> bool:
        """Whether some of it is."""
        return any(one.corrected or self.is_judged(one, by) for one in self.events)

    def line(self, *, gold: bool, named: bool) -> dict[str, Any]:
        """The report as a line of the corpus."""
        report = self.row.report
        holding = [one for one in self.corrections if one.state == CorrectionState.CONFIRMED]
        coding = lay(as_coded(self.row), layers({one.pk: one.ref for one in self.events}, holding)).coding
        rejected = {one.ref for one in self.events if one.review == Review.REJECTED}
        standing = [one for one in coding.events if one.id not in rejected]
        kept = _with(coding, standing)
        told = tell(kept, [one for one in coding.events if one.id in rejected])
        person = _Person(named=named)
        return {
            "id": report.key,
            "origin": ORIGIN,
            "outlet": report.source.name if report.source else None,
            "url": report.url or None,
            "date": report.published.isoformat() if report.published else None,
            "title": report.title or None,
            "text": coding.report.text,
            "sents": told.sents,
            "layers": _layers(kept) if gold else [],
            "coding": told.coding,
            "review": {
                "gold": "whole" if gold else "part",
                "engine": self.row.engine,
                "engine_version": self.row.engine_version,
                "coded_at": _time(self.row.made_at),
                "events": [self._event(one, person) for one in self.events],
                "rejected": told.rejected,
                "corrections": [self._correction(one, person) for one in self.corrections],
            },
        }

    def _event(self, row: Event, person: _Person) -> dict[str, Any]:
        said = [
            {"by": person.of(one.by), "at": _time(one.at), "opinion": one.opinion}
            for one in self.opinions[row.pk]
        ]
        state = {"review": row.review, "corrected": row.corrected, "told_otherwise_since": row.recoded}
        return {"id": row.ref, **state, "opinions": said}

    def _correction(self, row: Correction, person: _Person) -> dict[str, Any]:
        refs = {one.pk: one.ref for one in self.events}
        return {
            "event": refs.get(row.event_id),
            "field": row.field,
            "words": row.words,
            "before": row.before,
            "after": row.after,
            "by": person.of(row.by),
            "at": _time(row.at),
            "state": row.state,
            "decided_by": person.of(row.decided_by),
            "decided_at": _time(row.decided_at),
            "laid": row.laid,
        }


@dataclass(frozen=True, slots=True)
class _Person:
    """How people are told of."""

    named: bool

    def of(self, person: User | None) -> str | None:
        """A person; None for Dateline itself."""
        if person is None:
            return None
        return (person.name or pseudonym(person.pk)) if self.named else pseudonym(person.pk)


def _read(reports: Collection[UUID]) -> list[_Reviewed]:
    """Reports with what was said of them, in four questions."""
    rows = CodingRow.objects.filter(report__in=reports, current=True).select_related("report__source")
    found = {row.report_id: _Reviewed(row) for row in rows.order_by("report__key")}
    by_event = {}
    events = Event.objects.told().filter(report__in=reports).order_by("start", "id")
    for one in events.only("report", "ref", "review", "recoded", "corrected", "start"):
        found[one.report_id].events.append(one)
        by_event[one.pk] = one.report_id
    corrections = Correction.objects.filter(report__in=found).exclude(state=CorrectionState.WITHDRAWN)
    for said in corrections.select_related("by", "decided_by").order_by("at", "id"):
        found[said.report_id].corrections.append(said)
    opinions = Opinion.objects.filter(event__in=by_event).select_related("by").order_by("at", "id")
    for opinion in opinions:
        found[by_event[opinion.event_id]].opinions[opinion.event_id].append(opinion)
    return list(found.values())


def _with(coding: Coding, events: list[Any]) -> Coding:
    """A coding with these events alone, and without attributions that only the others stood under."""
    told = {key for one in events for key in one.claims}
    untold = {key for one in coding.events for key in one.claims} - told
    enclosing = {one.within for one in coding.attributions if one.id in told}
    return replace(
        coding,
        events=tuple(events),
        attributions=tuple(one for one in coding.attributions if one.id not in untold or one.id in enclosing),
    )


def _layers(coding: Coding) -> list[str]:
    """What of it is gold: the attributions, too, where each is one that a reviewed event stands under."""
    told = {key for one in coding.events for key in one.claims}
    told |= {one.within for one in coding.attributions if one.id in told and one.within}
    whole = all(one.id in told for one in coding.attributions)
    return ["events", "attributions"] if whole else ["events"]


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
