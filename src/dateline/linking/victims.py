"""Victims: whom a figure counts, which figures count alike, and whether harm is owned to."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from dateline.domain import ActorClass, Count, Fact, Stance
from dateline.linking.agreement import cls_of, may_be_one
from dateline.resolving.acting.referring import ARMED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.domain import Acting
    from dateline.linking.independence import Independence
    from dateline.linking.tellings import Said


class Victims(StrEnum):
    """Whom a figure counts."""

    ANYBODY = "people"  # "five people", "five were killed": all who came to harm
    CIVILIANS = "civilians"
    FIGHTERS = "fighters"  # soldiers, police, rebels
    FAMILIES = "families"  # another unit: not to be held against numbers of people


def victims_of(words: str, acting: Acting | None) -> Victims | None:
    """Whom words for victims count, by themselves or by what they resolve to; None for a bare number.

    >>> [victims_of(words, None) for words in ("people", "residents", "Marlandic soldiers", "eleven")]
    [<Victims.ANYBODY: 'people'>, <Victims.CIVILIANS: 'civilians'>, <Victims.FIGHTERS: 'fighters'>, None]
    """
    civil, armed = bool(_CIVILIANS.search(words)), bool(_FIGHTERS.search(words))
    if _FAMILIES.search(words):
        return Victims.FAMILIES
    if _PEOPLE.search(words) or (civil and armed):
        return Victims.ANYBODY
    if civil or armed:
        return Victims.CIVILIANS if civil else Victims.FIGHTERS
    cls = cls_of(acting)
    if cls in _UNARMED:
        return Victims.CIVILIANS
    if cls in ARMED:
        return Victims.FIGHTERS
    return Victims.ANYBODY if cls else None


def alike(one: Said, other: Said) -> bool:
    """Whether two figures for one kind of harm count alike: one kind of victims, and fighters of one side.

    A bare number counts whomever the other does. Damage counts alike where it is to the same things: vehicles
    are no houses.
    """
    if one.things or other.things:
        return one.things == other.things
    if None in {one.victims, other.victims}:
        return True
    if one.victims is not other.victims:
        return False
    return one.victims is not Victims.FIGHTERS or may_be_one(one.telling.actor, other.telling.actor)


def harm_to_people(table: Iterable[Said]) -> list[Said]:
    """The tellings that somebody came to harm."""
    return [
        said
        for said in table
        if said.telling.fact in _TO_PEOPLE
        and said.telling.stance is Stance.ASSERTS
        and said.telling.count != Count(min=0, max=0)
    ]


def harm_told_by(admitted: Sequence[Said], independence: Independence) -> list[Said]:
    """The harm to people that some voices tell of, or an outlet that passes them on."""
    own = {said.voice.one_with for said in admitted}
    return [
        said
        for said in harm_to_people(independence.table)
        if said.voice.one_with in own or independence.key(said) in own
    ]


def harm_accepted(admitted: Sequence[Said], independence: Independence) -> bool:
    """Whether those who admit a deed admit its harm, not only dead fighters where others count civilians.

    Whoever claims responsibility takes it for all that came of the deed. Where nobody tells of harm there is
    none to admit.
    """
    harm, theirs = harm_to_people(independence.table), harm_told_by(admitted, independence)
    if not harm or any(said.claims_it for said in admitted):
        return True
    others = [said for said in harm if said not in theirs and said.victims is not Victims.FIGHTERS]
    return bool(theirs) and not (others and all(said.victims is Victims.FIGHTERS for said in theirs))


_TO_PEOPLE = frozenset({Fact.KILLED, Fact.INJURED, Fact.CAPTURED, Fact.MISSING, Fact.DISPLACED})
_UNARMED = frozenset({
    ActorClass.CIVILIANS, ActorClass.PROTESTERS, ActorClass.NGO, ActorClass.MONITOR, ActorClass.MEDIA,
    ActorClass.PARTY, ActorClass.INTERGOVERNMENTAL,
})  # fmt: skip
_PEOPLE = re.compile(
    r"\b(?:people|persons?|individuals?|others|bod(?:y|ies)|victims?|casualt(?:y|ies)|lives|souls|fatalities)\b",
    re.IGNORECASE,
)
_FAMILIES = re.compile(r"\b(?:famil(?:y|ies)|households?)\b", re.IGNORECASE)
_CIVILIANS = re.compile(
    r"\b(?:civilians?|residents?|villagers?|citizens?|locals|inhabitants?|child(?:ren)?|wom[ae]n|boys?|girls?|infants?"
    r"|babies|toddlers?|students?|pupils?|teachers?|doctors?|medics?|paramedics?|nurses?|journalists?|farmers?"
    r"|shepherds?|workers?|worshippers?|shoppers|refugees?|displaced|relatives|mourners|engineers?)\b",
    re.IGNORECASE,
)
_FIGHTERS = re.compile(
    r"\b(?:fighters?|militants?|soldiers?|troops|terrorists?|gunm[ae]n|rebels?|insurgents?|combatants?|jihadis?\w*"
    r"|extremists?|commanders?|militiam[ae]n|militias?|mercenaries|officers?|policem[ae]n|police|guards?|forces|army"
    r"|servicem[ae]n|conscripts?|recruits?|paramilitar\w+)\b",
    re.IGNORECASE,
)
