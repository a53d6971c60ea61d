"""Sections: incidents by front or place, those of most weight first, deeds of different sides in turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, Fact, Feature, Grade, SourceKind, Stance
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.nouns import actor_words, titled
from dateline.exporting.briefing.voices import side_of
from dateline.exporting.meaning import country_name
from dateline.resolving.acting.calling import is_plural, listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Origin, Telling
    from dateline.exporting.briefing.citing import Citing
    from dateline.exporting.briefing.shapes import Material

ELSEWHERE = "Elsewhere"
"""The heading of those of which nobody says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Incidents under one heading; `within` is the province or land that the heading names, if it does."""

    heading: str
    within: str
    materials: tuple[Material, ...]


def sections_of(materials: Sequence[Material]) -> tuple[Section, ...]:
    """The sections of a draft: the editor's fronts as given, then places, those of most weight first."""
    lands = {_land(one) for one in materials if not one.front} - {""}
    divided = {_land(one) for one in materials if _division(one) and not one.front}
    by_heading: dict[tuple[str, str, bool], list[Material]] = {}
    for one in materials:
        place = _division(one)
        land = _land(one)
        name = f"{place}, {land}" if place and land and len(lands) > 1 else place or land or ELSEWHERE
        name = f"{ELSEWHERE} in {land}" if name == land and land in divided else name
        key = (one.front, "", True) if one.front else (name, place or land, False)
        by_heading.setdefault(key, []).append(one)
    found = [
        (given, Section(heading=heading, within=within, materials=tuple(_in_turn(some))))
        for (heading, within, given), some in by_heading.items()
    ]
    fronts = [one for given, one in found if given]
    places = [one for given, one in found if not given]
    places.sort(
        key=lambda one: (
            one.heading.startswith(ELSEWHERE),
            [-_weight(it) for it in one.materials[:1]],
            one.heading,
        )
    )
    return (*fronts, *places)


def in_order(materials: Sequence[Material]) -> list[Material]:
    """Incidents by weight, then by day."""
    return sorted(materials, key=lambda one: (-_weight(one), _day(one), str(one.key)))


def only_one_side(section: Section, citing: Citing, told: set[tuple[str, str]]) -> str:
    """A sentence that says whose side alone is heard in a section; "" where both are, or none is.

    `told` are the speakers and those unheard beside them of whom it has been said; it grows.
    """
    named: dict[str, tuple[Material, Telling]] = {}
    known: set[str | None] = set()
    speaking: dict[str, tuple[Material, Telling, Origin]] = {}
    for material in section.materials:
        origins = {origin.id: origin for origin in material.told.incident.origins}
        for one in material.told.incident.tellings:
            origin = origins.get(one.origin)
            side = side_of(origin) if origin else None
            if origin and side:
                speaking.setdefault(side, (material, one, origin))
                known |= {side, one.origin.removeprefix("actor:")}
            actor = one.actor.actor if one.fact in {Fact.AGENT, Fact.TARGET} and one.actor else None
            if actor and actor.cls in _BELLIGERENT:
                named.setdefault(actor.id, (material, one))
    silent = {key: found for key, found in named.items() if not {key, *_ties(found[1])} & known}
    if len(speaking) != 1 or not silent:
        return ""
    ((material, heard, origin),) = speaking.values()
    if origin.id.startswith("report:"):
        return ""
    wholes = {whole for found in silent.values() for whole in _ties(found[1])}
    silent = {
        key: found for key, found in silent.items() if key not in wholes and (origin.id, key) not in told
    }
    if not silent:
        return ""
    told |= {(origin.id, key) for key in silent}
    others = [plainly(actor_words(one, it.told.incident.tellings)) for it, one in silent.values()]
    rests = citing.mark(material, heard) + "".join(citing.mark(it, one) for it, one in silent.values())
    marks = "".join(dict.fromkeys(f"[^{label}" for label in rests.split("[^") if label))
    name = plainly(titled(origin.name))
    says = verb("speak", plural=is_plural(origin.name))
    heard_of = "are" if len(others) > 1 or is_plural(others[0]) else "is"
    some = "the parties" if origin.kind is SourceKind.PARTY else "those who stand on a side"
    alone = f"Of {some} only {name} {says} in these reports"
    return f"{alone}; {listed(others)} {heard_of} not heard.{marks}"


def _ties(telling: Telling) -> set[str]:
    actor = telling.actor.actor if telling.actor else None
    return {tie for tie in (actor.alignment, actor.parent) if tie} if actor else set()


def _in_turn(materials: Sequence[Material]) -> Iterator[Material]:
    """By weight and day, but deeds of different sides by turns, so that no side's stand in one block."""
    by_side: dict[str, list[Material]] = {}
    for one in in_order(materials):
        by_side.setdefault(_doer(one), []).append(one)
    rows = list(by_side.values())
    while any(rows):
        for row in rows:
            if row:
                yield row.pop(0)


def _doer(material: Material) -> str:
    for one in material.told.incident.tellings:
        actor = one.actor.actor if one.fact is Fact.AGENT and one.actor else None
        if actor and one.stance is not Stance.DENIES:
            return actor.alignment or actor.id
    return ""


def _weight(material: Material) -> float:
    """The dead, and a quarter of the wounded, as the most reliable have them; a little for good evidence."""
    examined = material.told.examined
    dead, wounded = (
        (found.best or 0) if (found := examined.weighing(fact)) else 0 for fact in (Fact.KILLED, Fact.INJURED)
    )
    known = {Grade.CONFIRMED: 0.5, Grade.FAIR: 0.5, Grade.CONTESTED: 0.4}.get(examined.incident.grade, 0.0)
    return dead + wounded / 4 + known


def _day(material: Material) -> date:
    found = material.told.incident.date
    return found.start if found else date.max


def _division(material: Material) -> str:
    placing = material.told.incident.place
    if placing is None:
        return ""
    place = placing.place
    return place.name if place.feature is Feature.ADMIN1 else place.admin1 or ""


def _land(material: Material) -> str:
    placing = material.told.incident.place
    return country_name(placing.place.country) if placing else ""


_BELLIGERENT = frozenset({
    ActorClass.STATE_FORCES, ActorClass.REBEL_GROUP, ActorClass.POLITICAL_MILITIA,
    ActorClass.IDENTITY_MILITIA, ActorClass.EXTERNAL_FORCES, ActorClass.GOVERNMENT,
})  # fmt: skip
