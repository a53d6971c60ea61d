"""Corrections: what a person says an event should say. It holds at once, and over every coding to come.

correct(event, field, after, by=…)   a field of an event
add_event(report, event, by=…)       an event that no engine found
confirm, withdraw                    what was proposed; what was said before
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils import timezone

from dateline import domain
from dateline.domain import EventType, Status
from dateline.domain.errors import CorrectionRefused
from dateline.exporting.interchange.resolved import write_actor, write_place
from dateline.web.archive.anchored_events import SPANS, Writer, claims_of, date_as_json
from dateline.web.archive.history import record
from dateline.web.archive.linking import refresh
from dateline.web.archive.meanings import add_meanings
from dateline.web.archive.models import Correction, CorrectionState, Event, Field, Report
from dateline.web.archive.recoding import own_ref, relay
from dateline.web.archive.store import as_coded, as_it_stands, current_coding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from dateline.domain import Acting, Attribution, Coding, DateRange, Harm, Placing, Span, Unresolved
    from dateline.web.archive.models import Coding as CodingRow
    from dateline.web.archive.people import User

    After: TypeAlias = (
        EventType
        | Status
        | tuple[Span, ...]
        | tuple[Harm, ...]
        | DateRange
        | tuple[Attribution, ...]
        | Acting
        | Placing
        | Unresolved
        | None
    )


@transaction.atomic
def correct(
    event: Event,
    field: Field,
    after: After,
    *,
    by: User,
    words: Span | None = None,
    state: CorrectionState = CorrectionState.CONFIRMED,
) -> Correction:
    """Keep that a field of an event should say `after`, and have it say so from now on if it is confirmed.

    Args:
        event: A row of the current coding.
        field: What is corrected.
        after: What stands there instead, in the words of the domain: a type, spans of the coding's text,
        harm, a
            date, attributions (a known one is told by its cue; ids play no part), or whom or where `words`
            mean.
        by: Who says so.
        words: Those of the event that an actor or a place is said of.
        state: `PROPOSED` where somebody else has to confirm it.

    Raises:
        CorrectionRefused: No coding tells of the event, words lie outside the text, or the field takes no
        such value.
    """
    report = _locked(event)
    coding_row, coding = _standing(report)
    told = _told(event, coding)
    written = _as_json(field, after, coding)
    add_meanings(field, written, after, told, coding)
    row = Correction(
        report=report,
        event=event,
        anchor=event.anchor,
        field=field,
        words=_words(field, words, told, coding),
        before=_as_json(field, _value(field, told, coding, words), coding),
        after=written,
        by=by,
        state=state,
    )
    row.save(force_insert=True)
    verb = "corrected" if state == CorrectionState.CONFIRMED else "proposed"
    record(verb, event, by=by, before={field: row.before}, after={field: row.after})
    if state == CorrectionState.CONFIRMED:
        _hold(report, coding_row)
        row.refresh_from_db()
    return row


@transaction.atomic
def add_event(
    report: Report,
    event: domain.Event,
    *,
    by: User,
    claims: Iterable[Attribution] = (),
    actors: Mapping[Span, Acting] | None = None,
    places: Mapping[Span, Placing | Unresolved] | None = None,
) -> Event:
    """Keep an event that no engine found; its row. The id that `event` bears plays no part.

    Raises:
        CorrectionRefused: The report is not coded yet, or words lie outside the text.
    """
    report = _locked_report(report)
    coding_row, coding = _standing(report)
    given = {one.id: one for one in claims}
    whole = domain.Coding(
        report=coding.report,
        engine="",
        attributions=(*(one for one in coding.attributions if one.id not in given), *given.values()),
        actors={**coding.actors, **(actors or {})},
        places={**coding.places, **(places or {})},
    )
    _check(tuple(span for name in SPANS for span in getattr(event, name)), coding)
    row = Event(
        report=report,
        coding=None,
        type=event.type.value,
        status=event.status.value,
        confidence=event.confidence,
        words=event.trigger.of(coding.report.text),
        start=event.trigger.start,
        end=event.trigger.end,
        anchor={"type": event.type.value, "mentions": [], "parts": []},
    )
    row.ref = own_ref(row)
    row.save(force_insert=True)
    after = Writer(coding.report.text).event(event, whole)
    Correction.objects.create(report=report, event=row, anchor={}, field=Field.EVENT, after=after, by=by)
    record("added", row, by=by, after=after)
    _hold(report, coding_row)
    row.refresh_from_db()
    return row


@transaction.atomic
def confirm(correction: Correction, *, by: User) -> Correction:
    """Have a proposed correction hold.

    Raises:
        CorrectionRefused: It was decided on already.
    """
    return _decide(correction, CorrectionState.CONFIRMED, "confirmed", by, {CorrectionState.PROPOSED})


@transaction.atomic
def withdraw(correction: Correction, *, by: User) -> Correction:
    """Have a correction hold no more: the event says again what it said without it.

    Raises:
        CorrectionRefused: It was withdrawn already.
    """
    open_states = {CorrectionState.PROPOSED, CorrectionState.CONFIRMED}
    return _decide(correction, CorrectionState.WITHDRAWN, "withdrew", by, open_states)


def _decide(
    correction: Correction, state: CorrectionState, verb: str, by: User, while_in: set[CorrectionState]
) -> Correction:
    report = _locked_report(correction.report)
    row = Correction.objects.select_for_update().get(pk=correction.pk)
    if row.state not in while_in:
        raise CorrectionRefused(f"it is {row.get_state_display()} already")
    before, row.state, row.laid = row.state, state, False
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(update_fields=["state", "laid", "decided_by", "decided_at"])
    record(
        verb, row.event, by=by, before={row.field: row.before, "state": before}, after={row.field: row.after}
    )
    if coding_row := current_coding(report):
        _hold(report, coding_row)
    row.refresh_from_db()
    return row


def _hold(report: Report, coding_row: CodingRow) -> None:
    """Bring rows and incidents in step with what people say."""
    relay(report, coding_row, as_coded(coding_row))
    refresh(report)


def _locked(event: Event) -> Report:
    report = _locked_report(event.report)
    event.refresh_from_db()
    if event.coding_id is None:
        raise CorrectionRefused(f"no coding tells of “{event.words}” any more", "Add the event anew.")
    return report


def _locked_report(report: Report) -> Report:
    return Report.objects.select_for_update().get(pk=report.pk)


def _standing(report: Report) -> tuple[CodingRow, Coding]:
    row = current_coding(report)
    if row is None:
        raise CorrectionRefused(f"{report} is not coded yet", "Wait until it is.")
    return row, as_it_stands(row)


def _told(event: Event, coding: Coding) -> domain.Event:
    return next(one for one in coding.events if one.id == event.ref)


# ── what is said, as JSON ───────────────────────────────────────────────────────────────────────────────────


def _value(field: Field, event: domain.Event, coding: Coding, words: Span | None) -> Any:  # noqa: ANN401
    """What a field says now."""
    match field:
        case Field.CLAIMS:
            return claims_of(event, coding)
        case Field.ACTOR:
            return coding.actors.get(cast("Span", words))
        case Field.PLACE:
            return coding.places.get(cast("Span", words))
        case Field.EVENT:
            raise CorrectionRefused(
                "an event as a whole is added, not corrected", "Correct its fields one by one."
            )
    return getattr(event, field)


def _as_json(field: Field, value: Any, coding: Coding) -> Any:  # noqa: ANN401, PLR0911 -- a field each
    writer = Writer(coding.report.text)
    try:
        match field:
            case Field.TYPE:
                return EventType(value).value
            case Field.STATUS:
                return Status(value).value
            case Field.DATE:
                return date_as_json(value)
            case Field.HARM:
                _check(
                    [span for one in value for span in (one.quantity, one.victims, one.part_of) if span],
                    coding,
                )
                return writer.harm(value)
            case Field.CLAIMS:
                _check([span for one in value for span in (one.cue, one.source, one.content) if span], coding)
                return writer.claims(value)
            case Field.ACTOR:
                return write_actor(value) if value else None
            case Field.PLACE:
                return write_place(value) if value else None
        _check(value, coding)
        if field == Field.MENTIONS and not value:
            raise CorrectionRefused("an event is mentioned by some words", "Reject it if there are none.")
        return writer.spans(value)
    except (AttributeError, TypeError, ValueError):
        raise CorrectionRefused(f"{field} cannot be {value!r}") from None


def _words(field: Field, words: Span | None, event: domain.Event, coding: Coding) -> dict[str, Any] | None:
    if field not in {Field.ACTOR, Field.PLACE}:
        return None
    victims = (one.victims for one in event.harm if one.victims)
    parts = event.places if field == Field.PLACE else (*event.agents, *event.targets, *victims)
    if words not in parts:
        raise CorrectionRefused("these words play no such part in the event", "Give them the part first.")
    return Writer(coding.report.text).span(words)


def _check(spans: Iterable[Span], coding: Coding) -> None:
    for span in spans:
        if span.end > len(coding.report.text):
            raise CorrectionRefused(f"words from {span.start} to {span.end} lie outside the text")
