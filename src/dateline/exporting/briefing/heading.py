"""Heading: a headline and a standfirst that promise no more than the reports hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Fact, Grade, PlacePrecision, Standing
from dateline.exporting import wording
from dateline.exporting.briefing import harm
from dateline.exporting.briefing.deeds import noun_of
from dateline.exporting.briefing.nouns import capital, number, where
from dateline.exporting.briefing.sections import ELSEWHERE, in_order
from dateline.exporting.briefing.voices import Voices
from dateline.exporting.meaning import country_name
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
    places = [section.heading for section in sections if not section.heading.startswith(ELSEWHERE)]
    shown = places if len(places) <= _PLACES else [*places[: _PLACES - 1], "elsewhere"]
    where = f" in {listed(shown)}" if shown else ""
    incidents = f"{capital(number(count))} incident{'' if count == 1 else 's'}"
    told = f"{incidents}{where}, {days}, as the reports at hand tell of {'it' if count == 1 else 'them'}."
    most = _most(materials)
    differ = sum(map(_differs, materials))
    if not differ:
        return f"{told}{most}"
    if count == 1:
        return f"{told}{most} Accounts differ; each stands here with who gives it."
    return f"{told}{most} In {number(differ)} of them accounts differ; each stands here with who gives it."


def _most(materials: Sequence[Material]) -> str:
    """The incident with most dead by the best figures, with the least and the most that somebody gives."""
    dead = [(_dead(one), one) for one in materials if _named(one)]
    most, first = max(dead, key=lambda one: one[0], default=(0, None))
    if first is None or most <= 1 or len(materials) == 1:
        return ""
    told = harm.tolls_of(first, Fact.KILLED, Voices(first))
    tolls = [one for one in told if one.figures[0].counted and not one.words.endswith("families")]
    if not tolls:
        return ""
    tolls.sort(key=lambda one: one.reach)
    other = next((one for one in reversed(tolls) if one.bare != tolls[0].bare), tolls[0])
    least, highest = (f"{one.bare}, according to {one.voice.name}" for one in (tolls[0], other))
    said = f"from {least}, to {highest}" if other.reach > tolls[0].reach else f"{least}, or {highest}"
    said = least if other is tolls[0] else said
    return f" Most deaths are reported from the {_named(first)}: {said}."


def _dead(one: Material) -> int:
    weighing = one.told.examined.weighing(Fact.KILLED)
    return (weighing.best or 0) if weighing else 0


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
    if placing.precision is PlacePrecision.COUNTRY:
        return f"{noun} in {country_name(placing.place.country) or placing.place.name}"
    return f"{noun} {where(placing, placing.place.admin1 or '')}"


def _differs(material: Material) -> bool:
    return any(one.contradiction or one.denied_by for one in material.told.examined.weighings)


def _days(first: date, last: date) -> str:
    if first == last:
        return f"on {wording.day_words(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {wording.day_words(last)}"
    opening = wording.day_words(first)
    return f"between {opening.removesuffix(f' {last.year}')} and {wording.day_words(last)}"
