"""Signs in the words around an event that tell more finely than its type what it was: "tear gas", "truce".

The codebooks of the formats decide by what happened; a coding holds the type and the words. What each
format makes of a sign stands in its own tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import EventType
    from dateline.exporting.happening import Happening


class Sign(NamedTuple):
    """What a format calls events of some types whose words hold a pattern.

    The words are those for the means where `means` is true, else the sentences that tell of the event.
    """

    types: tuple[EventType, ...]
    pattern: re.Pattern[str]
    code: str
    means: bool = False


def read_sign(signs: Iterable[Sign], happening: Happening) -> str | None:
    """The code of the first of `signs` that stands in the words around an event."""
    for sign in signs:
        words = happening.means if sign.means else happening.passage
        if happening.event.type in sign.types and sign.pattern.search(words):
            return sign.code
    return None


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


# Demonstrations.
MOB = _words(r"mobs?\b", r"lynch", r"vigilantes?\b")
RIOT = _words(
    r"riot(?!\s+(?:police|shield|gear))",
    r"thr[eo]w(?:ing)? (?:stones|rocks|bottles|petrol bombs|molotovs?)\b",
    r"(?:pelted|hurled|stoned)\b", r"(?:torched|set fire to|set ablaze|looted|ransacked|vandali[sz]ed)\b",
    r"burn(?:ed|t|ing) (?:tyres|tires|cars|vehicles|buildings|offices)\b",
)  # fmt: skip
LETHAL_FORCE = _words(
    r"open(?:ed|ing)? fire\b", r"live (?:rounds|ammunition|fire|bullets)\b", r"shot (?:dead|at)\b",
    r"fired (?:on|at|into)\b",
)  # fmt: skip
FORCE = _words(
    r"tear[ -]?gas", r"water cannons?\b", r"rubber(?:-coated)? bullets\b", r"stun grenades?\b", r"batons?\b",
    r"dispers", r"(?:arrest|detain)", r"beat(?:en|ing)?\b", r"broke up\b",
)  # fmt: skip
HUNGER_STRIKE = _words(r"hunger strikes?\b")
GENERAL_STRIKE = _words(r"general strikes?\b")
BOYCOTT = _words(r"boycott")
ROADBLOCK = _words(
    r"road ?blocks?\b", r"block(?:ed|ing) (?:\w+ ){0,3}(?:roads?|highways?|streets?|bridges?)\b"
)

# Violence.
# A grenade that is thrown: ACLED files rocket-propelled ones under shelling.
GRENADE = re.compile(r"(?<!propelled )(?<!propelled-)\bgrenades?\b", re.IGNORECASE)
FIREARMS = _words(
    r"small arms\b", r"light weapons\b", r"(?:machine|hand)[ -]?guns?\b", r"rifles?\b", r"pistols?\b",
    r"gunfire\b", r"guns?\b",
)  # fmt: skip
VEHICLE_BOMB = _words(r"(?:car|truck|vehicle|motorcycle|motorbike|lorry)[ -]?(?:borne|bombs?)\b")
ROADSIDE_BOMB = _words(r"road-?side\b")
SEXUAL = _words(r"rape[ds]?\b", r"raping\b", r"gang-rape", r"sexual(?:ly)?\b")
TORTURE = _words(r"tortur")
MASSACRE = _words(r"massacre")
EXECUTION = _words(r"execut(?:ed|ion|ions|ing)\b", r"behead")
ASSASSINATION = _words(r"assassinat")
BEATING = _words(r"beat(?:en|ings?)?\b")

# All else.
BASE_SET_UP = _words(
    r"(?:set up|sets up|setting up|establish\w*|built|opened|new)\b[^.;]{0,60}"
    r"\b(?:bases?|headquarters|camps?|outposts?|garrisons?|checkpoints?|positions?)\b"
)
ACCUSING = _words(r"accus", r"alleg", r"blam(?:e|ed|es|ing)\b", r"charg(?:e|ed|es|ing)\b")
INQUIRY = _words(r"investigat", r"inquir(?:y|ies)\b", r"prob(?:e|es|ed|ing)\b")
DISAPPROVAL = _words(
    r"condemn", r"denounc", r"critici[sz]", r"decr(?:y|ied|ies)\b", r"deplor", r"slam(?:s|med)\b"
)
TRUCE = _words(r"truces?\b", r"cease-?fires?\b", r"cessation of hostilities\b")
RELEASE = _words(r"releas", r"free(?:d|ing)\b", r"swap", r"exchang")
SANCTIONS = _words(r"sanction", r"embargo", r"boycott")
DEMAND = _words(r"demand", r"call(?:ed|s|ing)? (?:on|for)\b", r"urg(?:e|ed|es|ing)\b", r"order(?:ed|s)?\b")
MATERIAL = _words(
    r"aid\b", r"arms\b", r"weapons?\b", r"ammunition\b", r"money\b", r"fund", r"food\b", r"medicines?\b",
    r"suppl(?:y|ies|ied)\b", r"train", r"equipment\b", r"deliver", r"troops\b", r"vehicles\b", r"convoys?\b",
    r"dollars\b", r"(?:million|billion)\b",
)  # fmt: skip
