"""What people say of the events of a report, ready to be laid over its coding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.web.archive.laying import Layer, Said, lay
from dateline.web.archive.models import Correction, Event, Field, Review

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from dateline.domain import Coding
    from dateline.web.archive.models import Coding as CodingRow


def laid_over(row: CodingRow, coding: Coding, *, with_rejected: bool) -> Coding:
    """`coding`, that of `row`, with the corrections that hold laid over it."""
    rows = Event.objects.filter(coding=row).values_list("pk", "ref", "review")
    refs = {pk: ref for pk, ref, _ in rows}
    holding = Correction.objects.holding().filter(event__coding=row)
    coding = lay(coding, layers(refs, holding)).coding
    rejected = {ref for _, ref, review in rows if review == Review.REJECTED}
    if with_rejected or not rejected:
        return coding
    return replace(coding, events=tuple(one for one in coding.events if one.id not in rejected))


def layers(refs: Mapping[UUID, str], corrections: Iterable[Correction]) -> list[Layer]:
    """Corrections by the events that they are of; `refs` are the ids of these in the coding.

    Within one event the whole of it comes first, then what is said of its fields in the order in which it was
    said.
    """
    said: dict[UUID, list[Correction]] = defaultdict(list)
    for one in corrections:
        said[one.event_id].append(one)
    return [
        Layer(event=refs[pk], said=tuple(map(_said, sorted(some, key=_turn))))
        for pk, some in said.items()
        if pk in refs
    ]


def _turn(one: Correction) -> tuple[object, ...]:
    return one.field != Field.EVENT, one.at, one.pk


def _said(one: Correction) -> Said:
    return Said(key=str(one.pk), field=one.field, after=one.after, words=one.words)
