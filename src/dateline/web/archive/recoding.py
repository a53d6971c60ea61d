"""Recoding: a coding takes the place of another, and what people said of the report's events stays.

Each event that is known is looked for in the new coding by its anchor. Where it is found, its row goes on:
its id, its review, its corrections. Where the new engine does not tell of it and people have looked at it, it
is carried over as it was, with all its words that still stand in the text. Where none of those stand that
mention it, it is kept and listed as lost. What nobody ever looked at goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q

from dateline.web.archive.anchored_events import Reader, Writer
from dateline.web.archive.anchors import Finder, event_anchor, matched
from dateline.web.archive.event_rows import write_rows
from dateline.web.archive.layers import layers
from dateline.web.archive.laying import lay
from dateline.web.archive.models import (
    Correction,
    CorrectionState,
    Decision,
    Event,
    Field,
    Review,
    SearchKind,
)
from dateline.web.archive.search.indexing import forget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from dateline import domain
    from dateline.domain import Coding, Span
    from dateline.web.archive.laying import Laid
    from dateline.web.archive.models import Coding as CodingRow
    from dateline.web.archive.models import Report

LOST = "No coding tells of the event any more, and its words stand in the text no more."


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The coding that held until now: as the engine gave it, and as it stood."""

    coded: Coding
    stood: Coding


def settle(report: Report, row: CodingRow, coding: Coding, *, earlier: Earlier | None) -> None:
    """Bring the rows of a report's events in step with a new coding of it."""
    known = list(Event.objects.select_for_update().filter(report=report).order_by("start", "id"))
    found = matched({str(one.pk): one.anchor for one in known}, coding.events, coding.report.text)
    refs = {one.pk: found[str(one.pk)].id for one in known if str(one.pk) in found}
    if known:
        _give_back(report, refs)
        refs |= _carried_over(known, refs, earlier, coding)
    _put_down(report, row, coding, _Known(rows=known, refs=refs, earlier=earlier))


def relay(report: Report, row: CodingRow, coding: Coding) -> None:
    """Bring the rows of a report's events in step with what people say now, under the same coding."""
    known = list(Event.objects.select_for_update().filter(report=report).order_by("start", "id"))
    refs = {one.pk: one.ref for one in known if one.coding_id == row.pk or _is_given(one)}
    _put_down(report, row, coding, _Known(rows=known, refs=refs))


def own_ref(row: Event) -> str:
    """The id in codings of an event that people tell of: no engine gives one like it."""
    return f"h{row.pk.hex[-12:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Events that have rows, and under which ids they stand in the coding."""

    rows: list[Event]
    refs: dict[UUID, str]
    earlier: Earlier | None = None


def _put_down(report: Report, row: CodingRow, coding: Coding, known: _Known) -> None:
    corrections = list(Correction.objects.holding().filter(report=report))
    laid = lay(coding, layers(known.refs, corrections))
    by_ref = {ref: pk for pk, ref in known.refs.items()}
    rows = {one.pk: one for one in known.rows}
    there = {one.id for one in laid.coding.events}
    standing = {ref: rows[pk] for ref, pk in by_ref.items() if ref in there}
    coded = {one.id: one for one in coding.events}
    for one in laid.coding.events:
        kept = standing.get(one.id)
        if kept is None:
            continue
        kept.anchor = event_anchor(coded.get(one.id, one), coding.report.text, also=one.mentions)
        if known.earlier and kept.review == Review.ACCEPTED:
            kept.recoded = kept.recoded or _differs(kept, one, laid.coding, known.earlier.stood)
    corrected = {one.event_id for one in corrections}
    write_rows(report, row, laid.coding, standing=standing, coded=coded, corrected=corrected)
    _let_go([one for one in known.rows if one not in standing.values()])
    _tell_laid(corrections, laid, {one.pk for one in standing.values()})


def _tell_laid(corrections: Iterable[Correction], laid: Laid, standing: set[UUID]) -> None:
    """Keep of each correction whether it stands in the coding now, and if not, why."""
    for one in corrections:
        obstacle = laid.obstacles.get(str(one.pk), "" if one.event_id in standing else LOST)
        if one.laid != (not obstacle) or one.obstacle != obstacle:
            Correction.objects.filter(pk=one.pk).update(laid=not obstacle, obstacle=obstacle)


def _let_go(rows: list[Event]) -> None:
    """What the coding does not tell of: kept, where people have said something of it, else gone."""
    keys = [one.pk for one in rows]
    decided = Decision.objects.filter(Q(one__in=keys) | Q(other__in=keys)).values_list("one", "other")
    said = Correction.objects.filter(event__in=keys).values_list("event", flat=True)
    told = {*said, *(pk for pair in decided for pk in pair)}
    kept = [one.pk for one in rows if one.pk in told or one.review != Review.NEW]
    Event.objects.filter(pk__in=kept).update(coding=None)
    gone = set(keys) - set(kept)
    forget(SearchKind.CLAIM, gone)
    Event.objects.filter(pk__in=gone).delete()


def _give_back(report: Report, refs: dict[UUID, str]) -> None:
    """What was carried over and an engine tells of again need not be carried any more."""
    Correction.objects.holding().filter(
        report=report, field=Field.EVENT, by=None, event__in=list(refs)
    ).update(state=CorrectionState.WITHDRAWN, laid=False)


def _carried_over(
    known: list[Event], refs: dict[UUID, str], earlier: Earlier | None, coding: Coding
) -> dict[UUID, str]:
    """The ids of events that no engine tells of but people do; what is to be carried is written down."""
    reader = Reader(Finder(coding.report.text))
    missing = [one for one in known if one.pk not in refs]
    holding = Correction.objects.holding().filter(event__in=missing).values_list("event", "field")
    corrected = {event for event, _ in holding}
    given = {event for event, name in holding if name == Field.EVENT}
    told = {one.id: one for one in earlier.coded.events} if earlier else {}
    writer = Writer(earlier.coded.report.text if earlier else "")
    _carried_before([one for one in missing if one.pk in given], reader)
    for one in missing:
        looked_at = one.pk in corrected or one.review in {Review.ACCEPTED, Review.SECOND}
        if (
            earlier
            and looked_at
            and one.pk not in given
            and one.coding_id
            and one.ref in told
            and _carry(one, writer.event(told[one.ref], earlier.coded), reader)
        ):
            given.add(one.pk)
    return {one.pk: own_ref(one) for one in missing if one.pk in given}


def _carry(row: Event, whole: Mapping[str, Any], reader: Reader) -> bool:
    """Write an event down as it was told, with all its words that stand in the new text still.

    One of those that mention it has to.
    """
    left = reader.left_of(whole)
    if not left["mentions"]:
        return False
    Correction.objects.create(
        report=row.report,
        event=row,
        anchor=row.anchor,
        field=Field.EVENT,
        after=left,
    )
    return True


def _carried_before(rows: Iterable[Event], reader: Reader) -> None:
    """What was carried over already and has lost words since is carried with those that are left."""
    for said in Correction.objects.holding().filter(field=Field.EVENT, by=None, event__in=rows):
        left = reader.left_of(cast("Mapping[str, Any]", said.after))
        if left != said.after and left["mentions"]:
            Correction.objects.filter(pk=said.pk).update(state=CorrectionState.WITHDRAWN, laid=False)
            _carry(said.event, left, reader)


def _is_given(row: Event) -> bool:
    return row.ref == own_ref(row)


def _differs(row: Event, event: domain.Event, coding: Coding, before: Coding) -> bool:
    was = next((one for one in before.events if one.id == row.ref), None)
    return was is None or _essence(was, before) != _essence(event, coding)


def _essence(event: domain.Event, coding: Coding) -> tuple[Any, ...]:
    """What an event says, wherever its words stand."""
    text = coding.report.text

    def words(spans: Iterable[Span]) -> tuple[str, ...]:
        return tuple(span.of(text) for span in spans)

    harm = tuple((one.effect, one.count, one.total, one.quantity.of(text)) for one in event.harm)
    where = tuple(coding.places.get(span) for span in event.places)
    who = tuple(coding.actors.get(span) for span in (*event.agents, *event.targets))
    spans = (event.agents, event.targets, event.places, event.times, event.means)
    return (event.type, event.status, event.date, *map(words, spans), harm, where, who)
