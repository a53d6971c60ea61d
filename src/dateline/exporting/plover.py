"""PLOVER's codes for our events and actors, as POLECAT uses them.

Sources: Open Event Data Alliance, "PLOVER: Political Language Ontology for Verifiable Event Records", draft
0.7b1 (2021), for event types, quad categories, scores ("Schrodt scores"), sectors and contexts; for modes
NGEC, the program that codes POLECAT (2023), which adds "aerial", "drone", "massacre", "unconventional",
"seize" and "allege" to the manual's and has "hunger" and "strike" for its "strike-hun" and "strike-gen".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import CODES, ActorClass, EventType
from dateline.exporting import signs
from dateline.exporting.signs import Sign, read_sign

if TYPE_CHECKING:
    from dateline.exporting.happening import Happening
    from dateline.exporting.sides import Side

INTENSITY = {
    "ASSAULT": -9.3, "COERCE": -7.2, "PROTEST": -6.6, "MOBILIZE": -5.3, "SANCTION": -5.2, "THREATEN": -5.1,
    "REQUEST": -5.0, "REJECT": -4.2, "ACCUSE": -2.0, "CONSULT": 2.1, "AGREE": 4.2, "SUPPORT": 4.6,
    "CONCEDE": 5.0, "COOPERATE": 6.8, "AID": 7.4, "RETREAT": 7.6,
}  # fmt: skip
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}


def event_type(happening: Happening) -> str | None:
    """PLOVER's type of an event, or None. What the manual calls DEMAND, POLECAT calls REQUEST."""
    kind = happening.event.type
    if kind is EventType.DEATH:
        return None  # nobody's act
    if kind is EventType.SUPPORT and not signs.MATERIAL.search(happening.passage):
        return "SUPPORT"
    return read_sign(_FINER_TYPES, happening) or CODES[kind].plover


def mode(happening: Happening) -> str:
    """How it was done, in PLOVER's word for it; "" where the type has no modes or the words tell none."""
    return read_sign(_FINER_MODES, happening) or _MODES.get(happening.event.type, "")


def contexts(happening: Happening) -> tuple[str, ...]:
    """The contexts that follow from the type alone; others would have to be read from the whole report."""
    return _CONTEXTS.get(happening.event.type, ())


def sector(side: Side) -> str:
    """The code of an actor's sector, "" where it has none or it is not known."""
    actor = side.acting.actor
    if actor is not None:
        return "" if actor.sector in _WITHOUT_COUNTRY else actor.sector
    return _SECTORS.get(side.cls, "") if side.cls else ""


def beyond_countries(side: Side) -> str:
    """The code that stands in place of a country for actors that have none: IGO, NGO, IMG."""
    if side.country is not None or side.cls is None:
        return ""
    return {
        ActorClass.INTERGOVERNMENTAL: "IGO",
        ActorClass.NGO: "NGO",
        ActorClass.MONITOR: "NGO",
        ActorClass.EXTERNAL_FORCES: "IMG",
    }.get(side.cls, "")


_WITHOUT_COUNTRY = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
_MODES = {
    EventType.AIRSTRIKE: "aerial",
    EventType.DRONE_STRIKE: "drone",
    EventType.SHELLING: "heavy-weapons",
    EventType.SUICIDE_BOMBING: "suicide-attack",
    EventType.BOMBING: "explosives",
    EventType.CHEMICAL_ATTACK: "unconventional",
    EventType.ABDUCTION: "abduct",
    EventType.DESTRUCTION: "destroy",
    EventType.ARREST: "arrest",
    EventType.WEAPONS_SEIZURE: "seize",
    EventType.SIEGE: "restrict",
    EventType.WITHDRAWAL: "withdraw",
    EventType.DEPLOYMENT: "troops",
    EventType.PROTEST: "demo",
    EventType.ACCUSATION: "allege",
}
_CONTEXTS = {
    **dict.fromkeys(
        (
            EventType.CLASH, EventType.ASSAULT, EventType.CAPTURE, EventType.AIRSTRIKE,
            EventType.DRONE_STRIKE, EventType.SHELLING, EventType.SIEGE, EventType.WITHDRAWAL,
            EventType.DEPLOYMENT,
        ),
        ("military",),
    ),
    EventType.CHEMICAL_ATTACK: ("cbrn", "military"),
    EventType.DISPLACEMENT: ("migration",),
    EventType.AGREEMENT: ("diplomatic",),
    EventType.TALKS: ("diplomatic",),
}  # fmt: skip
_SECTORS = {
    ActorClass.STATE_FORCES: "MIL",
    ActorClass.REBEL_GROUP: "REB",
    ActorClass.POLITICAL_MILITIA: "PRM",
    ActorClass.IDENTITY_MILITIA: "UAF",
    ActorClass.RIOTERS: "CVL",
    ActorClass.PROTESTERS: "CVL",
    ActorClass.CIVILIANS: "CVL",
    ActorClass.EXTERNAL_FORCES: "MIL",
    ActorClass.GOVERNMENT: "GOV",
    ActorClass.PARTY: "PTY",
    ActorClass.MEDIA: "JRN",
}
_CIVILIANS = (EventType.ATTACK_ON_CIVILIANS,)
_PROTEST = (EventType.PROTEST,)
_ACCUSATION = (EventType.ACCUSATION,)
_FINER_TYPES = (
    Sign((EventType.PRESSURE,), signs.SANCTIONS, "SANCTION"),
    Sign((EventType.PRESSURE,), signs.DEMAND, "REQUEST"),
    Sign((EventType.AGREEMENT,), signs.RELEASE, "RETREAT"),
    Sign((EventType.AGREEMENT,), signs.TRUCE, "RETREAT"),
)
_FINER_MODES = (
    Sign((EventType.CLASH, EventType.ASSAULT, *_CIVILIANS), signs.FIREARMS, "firearms", means=True),
    Sign(_CIVILIANS, signs.SEXUAL, "sexual"),
    Sign(_CIVILIANS, signs.TORTURE, "torture"),
    Sign(_CIVILIANS, signs.MASSACRE, "massacre"),
    Sign(_CIVILIANS, signs.EXECUTION, "execute"),
    Sign(_CIVILIANS, signs.ASSASSINATION, "assassinate"),
    Sign(_CIVILIANS, signs.BEATING, "beat"),
    Sign(_PROTEST, signs.RIOT, "riot"),
    Sign(_PROTEST, signs.HUNGER_STRIKE, "hunger"),
    Sign(_PROTEST, signs.GENERAL_STRIKE, "strike"),
    Sign(_PROTEST, signs.BOYCOTT, "boycott"),
    Sign(_PROTEST, signs.ROADBLOCK, "obstruct"),
    Sign((EventType.AGREEMENT,), signs.RELEASE, "release"),
    Sign((EventType.AGREEMENT,), signs.TRUCE, "ceasefire"),
    Sign(_ACCUSATION, signs.ACCUSING, "allege"),
    Sign(_ACCUSATION, signs.INQUIRY, "investigate"),
    Sign(_ACCUSATION, signs.DISAPPROVAL, "disapprove"),
)
