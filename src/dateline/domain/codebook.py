"""The closed lists of a coding: event types, roles, statuses, effects, and their ACLED and PLOVER names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EventType(StrEnum):
    """What happened. The list and its meaning are those of docs/reference/coding-schema.md."""

    CLASH = "clash"
    ASSAULT = "assault"
    CAPTURE = "capture"
    AIRSTRIKE = "airstrike"
    DRONE_STRIKE = "drone_strike"
    SHELLING = "shelling"
    SUICIDE_BOMBING = "suicide_bombing"
    BOMBING = "bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    WEAPONS_SEIZURE = "weapons_seizure"
    DESTRUCTION = "destruction"
    SIEGE = "siege"
    WITHDRAWAL = "withdrawal"
    DEPLOYMENT = "deployment"
    DISPLACEMENT = "displacement"
    PROTEST = "protest"
    AGREEMENT = "agreement"
    TALKS = "talks"
    SUPPORT = "support"
    ACCUSATION = "accusation"
    PRESSURE = "pressure"
    DEATH = "death"
    OTHER = "other"


class NameClass(StrEnum):
    """What a name names."""

    ACTOR = "actor"
    PERSON = "person"
    PLACE = "place"
    WEAPON = "weapon"


class Role(StrEnum):
    """The part that words play in an event."""

    AGENT = "agent"
    TARGET = "target"
    PLACE = "place"
    TIME = "time"
    MEANS = "means"


class Status(StrEnum):
    """How far the text says that the event happened."""

    REPORTED = "reported"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DENIED = "denied"
    DISPUTED = "disputed"
    HYPOTHETICAL = "hypothetical"


class Effect(StrEnum):
    """What harm was done."""

    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DAMAGED = "damaged"


class Stance(StrEnum):
    """How a source puts what it says."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ACCUSES = "accuses"
    HEDGES = "hedges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """An event type under the names of ACLED (codebook 2023) and PLOVER (2021).

    `acled_sub` is None where the sub-event type hangs on the actors or the text; `acled` is None
    where ACLED has no such event; `plover_mode` is None where PLOVER gives the type none.
    """

    acled: str | None
    acled_sub: str | None
    plover: str | None
    plover_mode: str | None = None


_REMOTE = "Explosions/Remote violence"
_STRATEGIC = "Strategic developments"

CODES: dict[EventType, Codes] = {
    EventType.CLASH: Codes(acled="Battles", acled_sub="Armed clash", plover="ASSAULT"),
    EventType.ASSAULT: Codes(acled="Battles", acled_sub="Armed clash", plover="ASSAULT"),
    EventType.CAPTURE: Codes(acled="Battles", acled_sub=None, plover="ASSAULT"),
    EventType.AIRSTRIKE: Codes(
        acled=_REMOTE, acled_sub="Air/drone strike", plover="ASSAULT", plover_mode="aerial"
    ),
    EventType.DRONE_STRIKE: Codes(
        acled=_REMOTE, acled_sub="Air/drone strike", plover="ASSAULT", plover_mode="aerial"
    ),
    EventType.SHELLING: Codes(
        acled=_REMOTE,
        acled_sub="Shelling/artillery/missile attack",
        plover="ASSAULT",
        plover_mode="heavy-weapons",
    ),
    EventType.SUICIDE_BOMBING: Codes(
        acled=_REMOTE, acled_sub="Suicide bomb", plover="ASSAULT", plover_mode="explosives"
    ),
    EventType.BOMBING: Codes(
        acled=_REMOTE, acled_sub="Remote explosive/landmine/IED", plover="ASSAULT", plover_mode="explosives"
    ),
    EventType.CHEMICAL_ATTACK: Codes(
        acled=_REMOTE, acled_sub="Chemical weapon", plover="ASSAULT", plover_mode="unconventional"
    ),
    EventType.ATTACK_ON_CIVILIANS: Codes(
        acled="Violence against civilians", acled_sub="Attack", plover="ASSAULT"
    ),
    EventType.ABDUCTION: Codes(
        acled="Violence against civilians",
        acled_sub="Abduction/forced disappearance",
        plover="ASSAULT",
        plover_mode="abduct",
    ),
    EventType.ARREST: Codes(acled=_STRATEGIC, acled_sub="Arrests", plover="COERCE", plover_mode="arrest"),
    EventType.WEAPONS_SEIZURE: Codes(
        acled=_STRATEGIC, acled_sub="Disrupted weapons use", plover="COERCE", plover_mode="seize"
    ),
    EventType.DESTRUCTION: Codes(
        acled=_STRATEGIC, acled_sub="Looting/property destruction", plover="ASSAULT", plover_mode="destroy"
    ),
    EventType.SIEGE: Codes(acled=_STRATEGIC, acled_sub="Other", plover="COERCE"),
    EventType.WITHDRAWAL: Codes(
        acled=_STRATEGIC, acled_sub="Non-violent transfer of territory", plover="RETREAT"
    ),
    EventType.DEPLOYMENT: Codes(acled=_STRATEGIC, acled_sub="Change to group/activity", plover="MOBILIZE"),
    EventType.DISPLACEMENT: Codes(acled=_STRATEGIC, acled_sub="Other", plover="RETREAT"),
    EventType.PROTEST: Codes(acled="Protests", acled_sub="Peaceful protest", plover="PROTEST"),
    EventType.AGREEMENT: Codes(acled=_STRATEGIC, acled_sub="Agreement", plover="AGREE"),
    EventType.TALKS: Codes(acled=None, acled_sub=None, plover="CONSULT"),
    EventType.SUPPORT: Codes(acled=None, acled_sub=None, plover="AID"),
    EventType.ACCUSATION: Codes(acled=None, acled_sub=None, plover="ACCUSE"),
    EventType.PRESSURE: Codes(acled=None, acled_sub=None, plover="THREATEN"),
    EventType.DEATH: Codes(acled=None, acled_sub=None, plover="ASSAULT"),
    EventType.OTHER: Codes(acled=_STRATEGIC, acled_sub="Other", plover=None),
}
