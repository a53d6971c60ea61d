"""Composing: a draft of a briefing, in plain attributed prose, from reviewed incidents.

The prose is that of `dateline.exporting.briefing`; what it needs of the reports is looked up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.exporting import briefing
from dateline.exporting.briefing import Cites, Draft
from dateline.web.press.composing.asides import asides_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.exporting.briefing import Material
    from dateline.exporting.incidents.accounts import IncidentTold
    from dateline.web.archive.models import Incident

__all__ = ["Chosen", "Cites", "Draft", "cites_of", "compose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An incident that a briefing is to tell of; `front` is the heading that the editor puts it under."""

    incident: Incident
    told: IncidentTold
    front: str = ""


def compose(chosen: Sequence[Chosen], *, first: date, last: date, labels_from: int = 1) -> Draft:
    """A draft on some incidents, of the days from `first` to `last`; its labels run on from a number."""
    return briefing.compose(_materials(chosen), first=first, last=last, labels_from=labels_from)


def cites_of(chosen: Sequence[Chosen]) -> tuple[Cites, ...]:
    """All that is told of some incidents and can be cited, without labels."""
    return briefing.cites_of(_materials(chosen))


def _materials(chosen: Sequence[Chosen]) -> list[Material]:
    asides = asides_of([one.told for one in chosen])
    return [
        briefing.Material(key=one.incident.pk, told=one.told, front=one.front, asides=asides)
        for one in chosen
    ]
