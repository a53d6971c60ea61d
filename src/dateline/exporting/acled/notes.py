"""ACLED's notes: one or two plain sentences on what happened, always with who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateline.domain import Effect, EventType, PlacePrecision, Precision, Stance, Status
from dateline.exporting import wording
from dateline.exporting.acled import types
from dateline.exporting.countries import country
from dateline.exporting.deaths import count_of
from dateline.exporting.tellers import UNNAMED, distinct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.exporting.acled.actors import Named
    from dateline.exporting.acled.types import Coded
    from dateline.exporting.happening import Happening, Where


VAGUE = {"dozens": 12, "hundreds": 100}  # the least numbers of dead that the codebook gives these words


def notes(happening: Happening, coded: Coded, first: Named | None, second: Named | None) -> str:
    """What is told of an event, in our words: "On 30 June 2022, in Marj (Idleb), … according to …."."""
    deed = _deed(happening.event.type, coded, first, second)
    sentences = [
        f"{_opening(happening)}, {deed}{_attribution(happening)}.",
        _harm(happening),
        "Accounts of it differ." if happening.event.status is Status.DISPUTED else "",
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _opening(happening: Happening) -> str:
    dated = happening.event.date
    when = ""
    if dated is not None:
        preposition = {Precision.DAY: "On", Precision.MONTH: "In", Precision.YEAR: "In"}.get(
            dated.precision, "From"
        )
        preposition = "On" if dated.start == dated.end else preposition
        when = f"{preposition} {wording.date_words(dated)}"
    where = _place(happening.where)
    return ", ".join(part for part in (when, where) if part)


def _place(where: Where) -> str:
    if where.placing is None:
        return f"at a place given as “{where.words}”" if where.words else "at a place not given"
    place = where.placing.place
    land = country(place.country)
    if where.placing.precision is PlacePrecision.COUNTRY:
        return f"in {land.name if land else place.name}"
    within = place.admin1 if place.admin1 and place.admin1 != place.name else land.name if land else ""
    preposition = "near" if where.placing.precision is PlacePrecision.NEAR else "in"
    return f"{preposition} {place.name} ({within})" if within else f"{preposition} {place.name}"


def _deed(kind: EventType, coded: Coded, first: Named | None, second: Named | None) -> str:
    deed = _BY_SUB_TYPE.get(coded.sub_event_type) or _DEEDS[kind]
    whom = _full(second) if second else ""
    if first is None:
        return f"{deed.noun} {deed.link} {whom} was reported" if whom else f"{deed.noun} was reported"
    return f"{_full(first)} {deed.toward} {whom}" if whom else f"{_full(first)} {deed.alone}"


def _full(actor: Named) -> str:
    return f"{actor.name} ({actor.associate})" if actor.associate else actor.name


def _attribution(happening: Happening) -> str:
    """Everybody who says so, by how they put it; the outlet where it speaks for itself."""
    if not happening.tellers:
        outlet = happening.coding.report.source
        return f", according to {outlet}" if outlet else ""
    parts = []
    for stance, words in _STANCES.items():
        tellers = [one for one in distinct(happening.tellers) if one.stance is stance]
        if tellers:
            parts.append(f", {words} {_and([_with_quoters(one.name, one.within) for one in tellers])}")
    return "".join(parts)


def _with_quoters(name: str, within: tuple[str, ...]) -> str:
    return f"{name or UNNAMED} as cited by {within[-1]}" if within else name or UNNAMED


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _harm(happening: Happening) -> str:
    counts = []
    for effect, words in _EFFECTS.items():
        if effect in happening.counts or any(one.effect is effect for one in happening.event.harm):
            vague = VAGUE if effect is Effect.KILLED else None
            count = count_of(effect, happening, vague=vague)
            counts.append(f"{words}: {wording.count_words(count) or 'a number not given'}")
    return f"{'; '.join(counts).capitalize()}." if counts else ""


_STANCES = {
    Stance.ASSERTS: "according to",
    Stance.HEDGES: "with less than certainty according to",
    Stance.ACCUSES: "according to an accusation, not established, by",
    Stance.DENIES: "which is denied by",
}
_EFFECTS = {
    Effect.KILLED: "killed",
    Effect.INJURED: "injured",
    Effect.CAPTURED: "captured",
    Effect.MISSING: "missing",
    Effect.DISPLACED: "displaced",
}


class _Deed(NamedTuple):
    """A deed: as a noun, with its link to whom it meets; as what an actor does, alone and to somebody."""

    noun: str
    link: str
    alone: str
    toward: str


def _strike(noun: str) -> _Deed:
    return _Deed(noun, "on", f"carried out {noun}", f"carried out {noun} on")


_DEEDS = {
    EventType.CLASH: _Deed("fighting", "involving", "fought", "fought"),
    EventType.ASSAULT: _Deed("an attack", "on", "attacked", "attacked"),
    EventType.CAPTURE: _Deed("a capture of ground", "from", "took ground", "took ground from"),
    EventType.AIRSTRIKE: _strike("an air strike"),
    EventType.DRONE_STRIKE: _strike("a drone strike"),
    EventType.SHELLING: _Deed("shelling", "of", "fired artillery, rockets or missiles", "shelled"),
    EventType.SUICIDE_BOMBING: _strike("a suicide bombing"),
    EventType.BOMBING: _Deed(
        "an explosion", "hitting", "set off an explosion", "set off an explosion that hit"
    ),
    EventType.CHEMICAL_ATTACK: _strike("a chemical attack"),
    EventType.ATTACK_ON_CIVILIANS: _Deed("violence", "against", "used violence", "used violence against"),
    EventType.ABDUCTION: _Deed("an abduction", "of", "abducted people", "abducted"),
    EventType.ARREST: _Deed("an arrest", "of", "made arrests", "arrested"),
    EventType.WEAPONS_SEIZURE: _Deed(
        "a seizure of weapons", "from", "seized or disabled weapons", "seized or disabled weapons of"
    ),
    EventType.DESTRUCTION: _Deed(
        "destruction of property", "of", "destroyed property", "destroyed property of"
    ),
    EventType.SIEGE: _Deed("a siege", "of", "laid siege", "besieged"),
    EventType.WITHDRAWAL: _Deed("a withdrawal", "before", "withdrew", "withdrew before"),
    EventType.DEPLOYMENT: _Deed(
        "a movement or change of forces",
        "involving",
        "moved or changed forces",
        "moved or changed forces, with",
    ),
    EventType.AGREEMENT: _Deed("an agreement", "with", "came to an agreement", "came to an agreement with"),
    EventType.DISPLACEMENT: _Deed("displacement", "of", "were on the move", "displaced"),
    EventType.PROTEST: _Deed("a demonstration", "against", "demonstrated", "demonstrated against"),
    EventType.OTHER: _Deed(
        "an incident", "with", "took part in an incident", "took part in an incident with"
    ),
}
_BY_SUB_TYPE = {
    types.EXCESSIVE: _Deed("force", "against", "used force", "used force against"),
    types.INTERVENTION: _Deed("a protest", "met by", "protested and met force", "protested and met force by"),
    types.VIOLENT: _Deed("a riot", "against", "rioted", "rioted, facing"),
    types.MOB: _Deed(
        "mob violence", "against", "took part in mob violence", "took part in mob violence against"
    ),
}
