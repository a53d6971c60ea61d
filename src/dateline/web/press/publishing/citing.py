"""Citing: the claims that a briefing's text points to, kept with the words that they rested on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain.errors import WordsMoved
from dateline.web.archive.models import Event
from dateline.web.archive.packing import parts_of, storable
from dateline.web.archive.store import as_coded
from dateline.web.press.models import Citation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from dateline.web.press.composing import Cites
    from dateline.web.press.models import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A citation, and whether it was made just now."""

    citation: Citation
    is_new: bool


def citations_of(briefing: Briefing, cites: Sequence[Cites], *, anew: bool = False) -> list[Made]:
    """Keep claims as citations of a briefing, which is held, in few queries however many they are.

    Args:
        briefing: The one whose text points to them.
        cites: The claims.
        anew: Whether labels are given here, and a claim that is kept already is not kept twice; otherwise
            each has the label that it comes with.

    Raises:
        WordsMoved: A report no longer says it so.
    """
    events = _events(cites)
    known = {_key_of(row): row for row in briefing.citations.all()} if anew else {}
    number = next_number(briefing) if anew else 0
    found: list[Made] = []
    for one in cites:
        event = events.get((one.report, one.event))
        if event is None:
            raise WordsMoved(f"“{one.words}”, in {one.report}", "Load the page again.")
        row = _citation(briefing, one, event)
        before = known.get(_key_of(row))
        if before is None and anew:
            row.label = f"c{number}"
            number += 1
            known[_key_of(row)] = row
        found.append(Made(citation=before or row, is_new=before is None))
    Citation.objects.bulk_create(one.citation for one in found if one.is_new)
    return found


def next_number(briefing: Briefing) -> int:
    """The number of the next label: one more than the highest that was ever given in a briefing."""
    labels = briefing.citations.values_list("label", flat=True)
    return max((int(one[1:]) for one in labels if one[1:].isdecimal()), default=0) + 1


def _events(cites: Sequence[Cites]) -> dict[tuple[str, str], Event]:
    rows = Event.objects.filter(
        report__key__in={one.report for one in cites},
        ref__in={one.event for one in cites},
        coding__current=True,
    )
    return {(row.report.key, row.ref): row for row in rows.select_related("report", "coding")}


def _citation(briefing: Briefing, cites: Cites, event: Event) -> Citation:
    """The row of a citation. The words have to stand where they are said to stand."""
    coding = event.coding
    if coding is None:  # the query asks for a coding; this tells the types
        raise WordsMoved(f"“{cites.words}”, in {cites.report}", "Load the page again.")
    start, end = cites.at.start, cites.at.end
    if (
        event.report.text[start:end] != storable(cites.words)
        and as_coded(coding).report.text[start:end] != cites.words
    ):
        raise WordsMoved(f"“{cites.words}”, in {cites.report}", "Load the page again.")
    return Citation(
        briefing=briefing,
        label=cites.label,
        incident_id=cites.incident,
        event=event,
        coding=coding,
        fact=cites.fact.value,
        value=storable(cites.value),
        who=storable(cites.who),
        through=storable(cites.through),
        parts={
            name: parts_of(words)
            for name, words in (("value", cites.value), ("who", cites.who), ("through", cites.through))
            if words and type(words) is not str
        },
        stance=cites.stance.value,
        said=cites.said,
        words=storable(cites.words),
        quote=storable(cites.quote),
        start=start,
        end=end,
    )


def _key_of(row: Citation) -> tuple[UUID, UUID, UUID, str, str, str, int, int]:
    """By what two citations are of one claim."""
    return (
        row.incident_id,
        row.event_id,
        row.coding_id,
        row.fact,
        row.value,
        row.who,
        row.start,
        row.end,
    )
