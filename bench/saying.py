"""What people say of reports that are made up: corrections of every field, opinions, events of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline import domain

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence
    from uuid import UUID

    from dateline.domain import Coding, Event, Span
    from dateline.web.archive.models import Event as EventRow
    from dateline.web.archive.models import Field
    from dateline.web.archive.models import Report as ReportRow
    from dateline.web.archive.people import User

SAID = (0, 1, 1, 2)  # corrections of a report
SHARE_ADDED, SHARE_ACCEPTED, SHARE_REJECTED = 0.2, 0.3, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A correction as it was made: of which row, and all words that it hangs on, in the text of that time.

    `value` are the words that the field has by it, None where it is no field of words.
    """

    correction: UUID
    event: UUID
    field: str
    needs: tuple[Span, ...]
    value: tuple[Span, ...] | None
    after: Any


@dataclass(slots=True)
class Review:
    """What people said of one report."""

    report: ReportRow
    coding: Coding  # as it was when they said it
    said: list[Said] = field(default_factory=list)
    accepted: set[UUID] = field(default_factory=set)
    rejected: set[UUID] = field(default_factory=set)
    anchors: dict[UUID, tuple[Span, ...]] = field(default_factory=dict)  # where each event was mentioned


def review(coding: Coding, draw: random.Random, by: User, *, said: Sequence[int] = SAID) -> Review:
    """Store a report and say something of it: corrections of fields drawn by chance, opinions, an event.

    How many corrections is drawn from `said`.
    """
    from dateline.web.archive.models import Event as EventRow
    from dateline.web.archive.reviewing import accept, reject
    from dateline.web.archive.store import store_coding

    told = Review(report=store_coding(coding).report, coding=coding)
    rows = list(EventRow.objects.told().of_report(told.report.pk))
    told.anchors = {row.pk: event_of(coding, row).mentions[:1] for row in rows}
    for _ in range(draw.choice(said)):
        _correct(told, draw.choice(rows), draw, by)
    if draw.random() < SHARE_ADDED:
        _add(told, draw, by)
    for row in rows:
        turn = draw.random()
        if turn < SHARE_ACCEPTED:
            accept(row, by=by)
            told.accepted.add(row.pk)
        elif turn < SHARE_ACCEPTED + SHARE_REJECTED:
            reject(row, by=by)
            told.rejected.add(row.pk)
    return told


def _correct(told: Review, row: EventRow, draw: random.Random, by: User) -> None:
    from dateline.web.archive.corrections import correct
    from dateline.web.archive.models import Field
    from dateline.web.archive.store import coding_of

    standing = coding_of(told.report, with_rejected=True)
    row.refresh_from_db()
    event = event_of(standing, row) if standing else None
    if standing is None or event is None:
        return
    name = draw.choice([one for one in Field if one != Field.EVENT])
    words = _words_meant(name, event)
    if name in {Field.ACTOR, Field.PLACE} and words is None:
        name = Field.TYPE
    after, value = _value(name, draw, standing.report.text)
    made = correct(row, name, after, by=by, words=words if name in {Field.ACTOR, Field.PLACE} else None)
    needs = (words,) if words and name in {Field.ACTOR, Field.PLACE} else value or ()
    told.said = [one for one in told.said if not _overruled(one, row.pk, name, needs)]
    told.said.append(
        Said(correction=made.pk, event=row.pk, field=name.value, needs=needs, value=value, after=after)
    )


def _overruled(one: Said, event: UUID, name: Field, needs: tuple[Span, ...]) -> bool:
    """Whether a correction before says nothing any more: of one field the last one holds."""
    from dateline.web.archive.models import Field

    same = one.event == event and one.field == name
    return same and (name not in {Field.ACTOR, Field.PLACE} or one.needs == needs)


def _words_meant(name: Field, event: Event) -> Span | None:
    from dateline.web.archive.models import Field

    parts = event.places if name == Field.PLACE else event.agents
    return parts[0] if parts else None


def _value(  # noqa: PLR0911 -- a field each
    name: Field, draw: random.Random, text: str
) -> tuple[Any, tuple[Span, ...] | None]:
    """What a field is to say, and the words that are in it."""
    from dateline.web.archive.models import Field

    match name:
        case Field.TYPE:
            return draw.choice(list(domain.EventType)), None
        case Field.STATUS:
            return draw.choice(list(domain.Status)), None
        case Field.DATE:
            day = date(2018, draw.randrange(1, 13), draw.randrange(1, 29))
            return domain.DateRange(start=day, end=day, precision=domain.Precision.DAY), None
        case Field.ACTOR:
            actor = domain.Actor(
                id="front", name="Front of the Hills", cls=domain.ActorClass.REBEL_GROUP, sector="REB"
            )
            return domain.Acting(
                by=domain.ResolvedBy.REGISTER, reason="an analyst says so", actor=actor, cls=actor.cls
            ), None
        case Field.PLACE:
            return domain.Unresolved(reason="an analyst knows of no such place"), None
        case Field.HARM:
            words = _some_words(draw, text, 2)
            number = draw.randrange(9)
            harm = domain.Harm(
                effect=draw.choice(list(domain.Effect)),
                quantity=words[0],
                victims=words[1],
                count=domain.Count(min=number, max=number),
            )
            return (harm,), words
        case Field.CLAIMS:
            words = _some_words(draw, text, 2)
            return (domain.Attribution(id="", cue=words[0], source=words[1], named=True),), words
    spans = _some_words(draw, text, draw.choice((1, 1, 2)))
    return spans, spans


def _some_words(draw: random.Random, text: str, count: int) -> tuple[Span, ...]:
    """One to three words that stand together, so many times, none of them twice."""
    found: dict[Span, None] = {}
    while len(found) < count:
        starts = [0, *(at + 1 for at, sign in enumerate(text[:-2]) if sign == " ")]
        start = draw.choice(starts)
        end = start
        for _ in range(draw.choice((1, 1, 2, 3))):
            end = next((at for at in range(end + 1, len(text)) if text[at] in " ,."), len(text))
        found[domain.Span(start, end)] = None
    return tuple(found)


def _add(told: Review, draw: random.Random, by: User) -> None:
    from dateline.web.archive.corrections import add_event
    from dateline.web.archive.models import Correction, Field

    words = _some_words(draw, told.coding.report.text, 3)
    event = domain.Event(
        id="", type=domain.EventType.TALKS, mentions=words[:1], agents=words[1:2], times=words[2:]
    )
    row = add_event(told.report, event, by=by)
    made = Correction.objects.get(event=row, field=Field.EVENT)
    told.anchors[row.pk] = words[:1]
    told.said.append(
        Said(correction=made.pk, event=row.pk, field="event", needs=words, value=None, after=event)
    )


def event_of(coding: Coding, row: EventRow) -> Any:  # noqa: ANN401 -- an event, or none
    """The event of a row in a coding; None where it tells of none."""
    return next((one for one in coding.events if one.id == row.ref), None)
