"""Heading: a headline and a standfirst that promise no more than the reports hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Grade, PlacePrecision, Standing
from dateline.exporting import wording
from dateline.exporting.briefing.deeds import noun_of
from dateline.exporting.briefing.nouns import capital, number
from dateline.exporting.briefing.sections import ELSEWHERE, in_order
from dateline.resolving.acting.calling import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dateline.exporting.briefing.sections import Section
    from dateline.exporting.briefing.shapes import Material

_MOST = 2  # incidents in a headline
_PLACES = 3  # places in a standfirst


def headline(materials: Sequence[Material]) -> str:
    """The weightiest incidents by type and place, each with how sure it is.

    "Reported" is what is weakly told, "alleged" what nobody tells in their own name, "denied" what is denied.
    """
    parts: list[str] = []
    differ = False
    placed = [one for one in materials if one.told.incident.place] or materials
    for one in in_order(placed):
        part = _named(one)
        if part and part not in parts:
            parts.append(part)
            differ |= _differs(one)
        if len(parts) == _MOST:
            break
    if not parts:
        return "What the reports say" if materials else "No incidents"
    return capital(listed(parts)) + (": accounts differ" if differ else "")


def standfirst(sections: Sequence[Section], first: date, last: date) -> str:
    """The days, how many incidents and where, and in how many of them accounts differ."""
    materials = [one for section in sections for one in section.materials]
    if not materials:
        return ""
    count = len(materials)
    days = _days(first, last)
    places = [section.heading for section in sections if section.heading != ELSEWHERE]
    shown = places if len(places) <= _PLACES else [*places[: _PLACES - 1], "elsewhere"]
    where = f" in {listed(shown)}" if shown else ""
    incidents = f"{capital(number(count))} incident{'' if count == 1 else 's'}"
    told = f"{incidents}{where}, {days}, as the reports at hand tell of {'it' if count == 1 else 'them'}."
    differ = sum(map(_differs, materials))
    if not differ:
        return told
    if count == 1:
        return f"{told} Accounts differ; each stands here with who gives it."
    return f"{told} In {number(differ)} of them accounts differ; each stands here with who gives it."


def _named(material: Material) -> str:
    incident = material.told.incident
    if incident.type in {EventType.OTHER, EventType.PRESSURE, EventType.SUPPORT}:
        return ""
    noun = noun_of(incident.type)
    if incident.standing is Standing.DENIED or incident.grade is Grade.DISCOUNTED:
        noun = f"denied {noun}"
    elif material.told.warning:  # nobody says in their own name that it happened
        noun = f"alleged {noun}"
    elif incident.grade is Grade.WEAK:
        noun = f"reported {noun}"
    placing = incident.place
    if placing is None:
        return noun
    near = "near" if placing.precision is PlacePrecision.NEAR else "in"
    return f"{noun} {near} {placing.place.name}"


def _differs(material: Material) -> bool:
    return any(one.contradiction or one.denied_by for one in material.told.examined.weighings)


def _days(first: date, last: date) -> str:
    if first == last:
        return f"on {wording.day_words(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {wording.day_words(last)}"
    opening = wording.day_words(first)
    return f"between {opening.removesuffix(f' {last.year}')} and {wording.day_words(last)}"
