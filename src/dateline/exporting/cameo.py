"""CAMEO's codes for our events and actors, as GDELT uses them.

Sources: Schrodt, "CAMEO: Conflict and Mediation Event Observations Event and Actor Codebook", version 1.1b3
(2012), for events and roles; the scale that GDELT publishes with it (CAMEO.goldsteinscale, 2013), after
Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data" (1992). Where CAMEO is finer than our types,
the words decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import ActorClass, EventType
from dateline.exporting import signs
from dateline.exporting.signs import Sign, read_sign

if TYPE_CHECKING:
    from dateline.exporting.happening import Happening
    from dateline.exporting.sides import Side

GOLDSTEIN = {
    "040": 1.0, "050": 3.5, "057": 8.0, "070": 7.0, "0841": 7.0, "0871": 9.0, "0874": 10.0, "100": -5.0,
    "111": -2.0, "112": -2.0,
    "1122": -2.0, "1123": -2.0, "130": -4.4, "141": -6.5, "145": -7.5, "154": -7.2, "163": -6.5, "1711": -9.2,
    "1712": -9.2, "173": -5.0, "180": -9.0, "181": -9.0, "1821": -9.0, "183": -10.0, "1831": -10.0,
    "1832": -10.0, "1833": -10.0, "190": -10.0, "191": -9.5, "192": -9.5, "193": -10.0, "194": -10.0,
    "195": -10.0, "1952": -10.0, "2041": -10.0,
}  # fmt: skip


def event_code(happening: Happening) -> str | None:
    """The CAMEO code of an event, None where CAMEO has none for its type."""
    if happening.event.type is EventType.SUPPORT and not signs.MATERIAL.search(happening.passage):
        return "050"  # in words alone
    return read_sign(_FINER, happening) or _EVENTS.get(happening.event.type)


def accusation_code(happening: Happening) -> str:
    """The code for accusing somebody of an event: of aggression, of a breach of human rights, or any."""
    match happening.event.type:
        case EventType.ABDUCTION | EventType.ARREST | EventType.ATTACK_ON_CIVILIANS:
            return "1122"
        case kind if (_EVENTS.get(kind) or "")[:2] in {"18", "19", "20"}:
            return "1123"
        case _:
            return "112"


def quad_class(code: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    root = int(code[:2])
    return next(quad for quad, last in ((1, 5), (2, 8), (3, 13), (4, 20)) if root <= last)


def role(side: Side) -> str:
    """The three letters for what kind of actor it is, "" where they are not known."""
    actor = side.acting.actor
    if actor is not None and actor.sector in _SECTORS:
        return _SECTORS[actor.sector]
    match side.cls:
        case None:
            return ""
        case ActorClass.EXTERNAL_FORCES:
            return "MIL" if side.country else "IMG"
        case cls:
            return _ROLES[cls]


_EVENTS = {
    EventType.CLASH: "190",
    EventType.ASSAULT: "190",
    EventType.CAPTURE: "192",
    EventType.AIRSTRIKE: "195",
    EventType.DRONE_STRIKE: "1952",
    EventType.SHELLING: "194",
    EventType.SUICIDE_BOMBING: "1831",
    EventType.BOMBING: "183",
    EventType.CHEMICAL_ATTACK: "2041",
    EventType.ATTACK_ON_CIVILIANS: "180",
    EventType.ABDUCTION: "181",
    EventType.ARREST: "173",
    EventType.WEAPONS_SEIZURE: "1711",
    EventType.DESTRUCTION: "1712",
    EventType.SIEGE: "191",
    EventType.WITHDRAWAL: "0874",
    EventType.DEPLOYMENT: "154",
    EventType.PROTEST: "141",
    EventType.AGREEMENT: "057",
    EventType.TALKS: "040",
    EventType.SUPPORT: "070",
    EventType.ACCUSATION: "112",
    EventType.PRESSURE: "130",
}

# PLOVER's sectors under CAMEO's role codes; both call most alike. PLOVER's PRM (paramilitaries) has no
# role of its own in CAMEO, whose UAF are armed forces not aligned; parties and religious bodies have none.
_SECTORS = {
    **{
        code: code
        for code in ("GOV", "JUD", "LEG", "MIL", "COP", "OPP", "REB", "SPY", "UAF", "CVL", "ELI", "BUS")
    },
    **{code: code for code in ("EDU", "LAB", "AGR", "REF", "CRM", "IGO", "NGO", "IMG", "MNC")},
    "MED": "HLH",
    "JRN": "MED",
    "PRM": "UAF",
    "ISM": "NGM",
}
_ROLES = {
    ActorClass.STATE_FORCES: "MIL",
    ActorClass.REBEL_GROUP: "REB",
    ActorClass.POLITICAL_MILITIA: "UAF",
    ActorClass.IDENTITY_MILITIA: "UAF",
    ActorClass.RIOTERS: "CVL",
    ActorClass.PROTESTERS: "CVL",
    ActorClass.CIVILIANS: "CVL",
    ActorClass.GOVERNMENT: "GOV",
    ActorClass.PARTY: "",
    ActorClass.INTERGOVERNMENTAL: "IGO",
    ActorClass.NGO: "NGO",
    ActorClass.MONITOR: "NGO",
    ActorClass.MEDIA: "MED",
}
_FINER = (
    Sign((EventType.CLASH, EventType.ASSAULT), signs.FIREARMS, "193", means=True),
    Sign((EventType.BOMBING,), signs.VEHICLE_BOMB, "1832", means=True),
    Sign((EventType.BOMBING,), signs.ROADSIDE_BOMB, "1833", means=True),
    Sign((EventType.ATTACK_ON_CIVILIANS,), signs.SEXUAL, "1821"),
    Sign((EventType.PROTEST,), signs.RIOT, "145"),
    Sign((EventType.AGREEMENT,), signs.TRUCE, "0871"),
    Sign((EventType.AGREEMENT,), signs.RELEASE, "0841"),
    Sign((EventType.ACCUSATION,), signs.ACCUSING, "112"),
    Sign((EventType.ACCUSATION,), signs.DISAPPROVAL, "111"),
    Sign((EventType.PRESSURE,), signs.SANCTIONS, "163"),
    Sign((EventType.PRESSURE,), signs.DEMAND, "100"),
)
