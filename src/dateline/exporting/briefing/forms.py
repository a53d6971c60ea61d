"""Forms: each type of event as clauses, and the words of reports that mean as much."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.domain import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A type as clauses: `{a}` did it to `{t}`; "" where there is no such clause. `words` mean as much.

    `hits` is what a strike does, behind its noun, where the report tells of it by one: "airstrikes hit".
    """

    active: str = ""
    alone: str = ""
    passive: str = ""
    bare: str = ""
    hits: str = ""
    words: str
    noun: str


FORMS = {
    EventType.CLASH: Form(
        active="{a} fought {t}", bare="there was fighting", noun="fighting",
        words=r"clash|fight|fought|battl|exchang\w+ (?:of )?fire|skirmish|engag|combat|firefight|gun ?battle",
    ),
    EventType.ASSAULT: Form(
        active="{a} attacked {t}", alone="{a} launched an attack", passive="{t} {was} attacked",
        bare="there was an attack", noun="attack",
        words=r"attack|assault|storm|raid|ambush|offensive|infiltrat|fire|kill|hit|struck|strike|target",
    ),
    EventType.CAPTURE: Form(
        active="{a} captured {t}", passive="{t} {was} captured", noun="capture",
        words=r"captur|seiz|took|tak(?:e|en|ing)|overr[au]n|recaptur|control|liberat|secur|fell|enter|clear",
    ),
    EventType.AIRSTRIKE: Form(
        active="{a} struck {t} from the air", alone="{a} carried out an airstrike",
        passive="{t} {was} hit from the air", hits="hit {t}",
        bare="there was an airstrike", noun="airstrike",
        words=r"strik|struck|air ?-?raid|warplane|jet|aircraft|bomb|raid|sortie|hit|target|kill|barrel",
    ),
    EventType.DRONE_STRIKE: Form(
        active="{a} struck {t} with a drone", alone="{a} carried out a drone strike",
        passive="{t} {was} hit by a drone", hits="hit {t}",
        bare="there was a drone strike", noun="drone strike",
        words=r"drone|uav|unmanned|strik|struck|hit|target|kill",
    ),
    EventType.SHELLING: Form(
        active="{a} shelled {t}", alone="{a} fired shells", passive="{t} {was} shelled",
        bare="there was shelling", noun="shelling",
        words=r"shell|artiller|mortar|rocket|missile|bombard|howitzer|guns?\b|fire|hit|land",
    ),
    EventType.SUICIDE_BOMBING: Form(
        active="{a} carried out a suicide bombing against {t}", alone="{a} carried out a suicide bombing",
        passive="a suicide bomber struck {t}", bare="there was a suicide bombing", noun="suicide bombing",
        words=r"suicide|blew|bomb|explo|detonat",
    ),
    EventType.BOMBING: Form(
        active="{a} bombed {t}", alone="{a} set off a bomb", passive="{t} {was} bombed",
        bare="a bomb exploded", noun="bombing",
        words=r"\bbomb(?!ard)|explo|\bmines?\b|\bieds?\b|blast|blew|detonat",
    ),
    EventType.CHEMICAL_ATTACK: Form(
        active="{a} used chemical weapons against {t}", alone="{a} used chemical weapons",
        passive="{t} {was} attacked with chemical weapons", bare="there was a chemical attack",
        noun="chemical attack", words=r"chemical|gas|chlorine|sarin|nerve|toxic|mustard",
    ),
    EventType.ATTACK_ON_CIVILIANS: Form(
        active="{a} attacked {t}", passive="{t} {was} attacked", bare="there was an attack on civilians",
        noun="attack on civilians",
        words=r"attack|fire|shoot|shot|kill|massacre|execut|murder|stab|hit|target",
    ),
    EventType.ABDUCTION: Form(
        active="{a} abducted {t}", alone="{a} abducted people", passive="{t} {was} abducted",
        bare="people were abducted", noun="abduction", words=r"abduct|kidnap|hostage|seiz|disappear|snatch",
    ),
    EventType.ARREST: Form(
        active="{a} arrested {t}", alone="{a} made arrests", passive="{t} {was} arrested",
        bare="there were arrests", noun="arrests", words=r"arrest|detain|detention|round\w* up|custody",
    ),
    EventType.WEAPONS_SEIZURE: Form(noun="seizure of weapons", words=r"^\b$"),
    EventType.DESTRUCTION: Form(
        active="{a} destroyed {t}", passive="{t} {was} destroyed", noun="destruction",
        words=r"destr|demolish|raz(?:e|ing)|level",
    ),
    EventType.SIEGE: Form(
        active="{a} besieged {t}", passive="{t} {was} besieged", noun="siege",
        words=r"sieg|besieg|encircl|surround",
    ),
    EventType.WITHDRAWAL: Form(
        alone="{a} withdrew", noun="withdrawal", words=r"withdr|retreat|pull\w* (?:out|back)|evacuat",
    ),
    EventType.DISPLACEMENT: Form(
        passive="{t} fled", bare="people fled", noun="flight of people", words=r"fle[ed]|displac",
    ),
    EventType.PROTEST: Form(
        alone="{a} protested", bare="there was a protest", noun="protest",
        words=r"protest|demonstrat|rall|march|sit-in",
    ),
    EventType.TALKS: Form(
        active="{a} and {t} held talks", alone="{a} held talks", bare="there were talks", noun="talks",
        words=r"talk|negotiat|m[eo]et|discuss|summit",
    ),
    EventType.AGREEMENT: Form(
        alone="{a} reached an agreement", bare="there was an agreement", noun="agreement",
        words=r"agree|deal|truce|cease-?fire|accord|sign",
    ),
    EventType.DEATH: Form(noun="deaths", words=r"^\b$"),
    EventType.SUPPORT: Form(noun="support", words=r"^\b$"),
    EventType.PRESSURE: Form(noun="pressure", words=r"^\b$"),
    EventType.DEPLOYMENT: Form(noun="deployment", words=r"^\b$"),
    EventType.ACCUSATION: Form(noun="accusation", words=r"^\b$"),
    EventType.OTHER: Form(noun="incident", words=r"^\b$"),
}  # fmt: skip
"""Each type with its clauses; those whose words match nothing are quoted always."""
