"""Use: how much is won by looking at an event or an incident next.

Harm counts first, since a wrong number of dead is the worst error. Then doubt: a reviewer's word on what the
engine is sure of changes little, on an even chance most. Then evidence: what says where, when and by whom can
be checked, and is worth it. A day of age counts as much as anything else in a fixed measure, so that the
order among those that are there never changes with the clock and can be kept in an index.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from dateline.domain import Grade, PlacePrecision, Standing

if TYPE_CHECKING:
    from datetime import date

    from dateline import domain
    from dateline.domain import Incident, Placing

# What each is worth, in days of age: ten dead weigh as much as being two weeks younger.
_DOUBLING = 4.0  # each doubling of the number of victims
_DOUBT = 7.0  # an even chance, against certainty
_EVIDENCE = 1.5  # each of: who, where exactly, when, according to whom
_DISPUTED = 7.0
_YOUNGEST = 730_000  # an ordinal in 1999: keeps the numbers small


def use_of_event(event: domain.Event, placing: Placing | None, harm: int, published: date | None) -> float:
    """The use of looking at an event."""
    exact = placing is not None and placing.precision in {PlacePrecision.EXACT, PlacePrecision.TOWN}
    evidence = sum((bool(event.agents), exact, event.date is not None, bool(event.claims)))
    doubt = 4 * event.confidence * (1 - event.confidence)
    when = event.date.end if event.date else published
    return round(_DOUBLING * log2(1 + harm) + _DOUBT * doubt + _EVIDENCE * evidence + _age(when), 4)


def use_of_incident(incident: Incident, harm: int, sources: int, published: date | None) -> float:
    """The use of looking at an incident: the more it rests on, and the less its sources agree."""
    open_to_doubt = incident.standing is Standing.DISPUTED or incident.grade is Grade.CONTESTED
    when = incident.date.end if incident.date else published
    evidence = _EVIDENCE * min(sources, 4)
    return round(_DOUBLING * log2(1 + harm) + _DISPUTED * open_to_doubt + evidence + _age(when), 4)


def _age(when: date | None) -> float:
    return when.toordinal() - _YOUNGEST if when else 0.0
