"""Reasons in words: plain sentences that name who says what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import EventType, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.linking.independence import Independent
    from dateline.linking.origins import Voice
    from dateline.linking.tellings import Said

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_words(number: int) -> str:
    """A number as prose has it: in letters up to ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def listed(names: Sequence[str], last: str = " and ") -> str:
    """Names in a row, `last` before the last of them.

    >>> listed(["the Coast Monitor", "Harbour Dispatch", "World Wire"])
    'the Coast Monitor, Harbour Dispatch and World Wire'
    """
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def called(name: str) -> str:
    """A name as it stands in a sentence, with an article where it is a common noun's or takes one.

    >>> called("Coast Monitor"), called("Harbour Dispatch"), called("Government of Marland (exile)")
    ('the Coast Monitor', 'Harbour Dispatch', 'the Government of Marland')
    >>> called("military source"), called("Security sources"), called("Homs governor")
    ('a military source', 'security sources', 'the Homs governor')
    """
    plain = _BRACKETS.sub("", name)
    bare = _THE.sub("", plain)
    if _SENTENCE_START.match(bare):
        bare = bare[0].lower() + bare[1:]
    last = _head(bare).rsplit(" ", 1)[-1]
    common, small = last.islower(), bare[:1].islower()
    if _DETERMINED.match(bare) or (common and _OWNED.match(bare)):
        return bare
    without = common and (is_plural(bare) or bool(_MASS.search(last)))
    body = _BODY.search(_head(bare)) or (not small and _BODY.search(bare))
    if _THE.match(plain) or body or (common and not small and not without):
        return f"the {bare}"
    if small and not without:
        if bare == last and not _PERSON.search(last):
            return f"the {bare}"
        return f"an {bare}" if bare[0] in "aeiou" else f"a {bare}"
    return bare


def is_plural(name: str) -> bool:
    """Whether a name takes a verb in the plural: "the Marj police name", "security sources say".

    >>> [is_plural(one) for one in ("Marlandic police", "armed groups", "Marlandic Army", "United Nations")]
    [True, True, False, False]
    """
    last = _head(_BRACKETS.sub("", name)).rsplit(" ", 1)[-1]
    if last.islower() and last.endswith("s"):
        return not _SINGULAR.search(last)
    return bool(_PLURAL.search(last))


def the_happening(kind: EventType) -> str:
    """An event type as a noun in a sentence: "the airstrike"."""
    return f"the {_NOUNS.get(kind, kind.value.replace('_', ' '))}"


def was(kind: EventType) -> str:
    """The verb that goes with the noun: "the airstrike was", "the deaths were"."""
    return "were" if kind is EventType.DEATH else "was"


def those(found: Iterable[Independent]) -> str:
    """Independent origins, each by its first voice, if it can by one that speaks for itself."""
    return listed([shown(_first(one)) for one in found])


def many(found: Sequence[Independent]) -> bool:
    """Whether independent origins, named by `those`, take a verb in the plural."""
    return several([_first(one) for one in found])


def voices_of(table: Iterable[Said]) -> list[Voice]:
    """The voices that speak in some tellings, each once, in order."""
    return list({said.voice.id: said.voice for said in table}.values())


def all_of(table: Iterable[Said]) -> str:
    """The names of those who speak in some tellings."""
    return listed([shown(voice) for voice in voices_of(table)])


def several(voices: Sequence[Voice]) -> bool:
    """Whether voices take a verb in the plural: more than one, or one of many ("the police")."""
    return len(voices) != 1 or (voices[0].brought_by is None and is_plural(voices[0].name))


def shown(voice: Voice) -> str:
    """A voice as a sentence names it; people of no body by the outlet that brings them."""
    if voice.brought_by is not None:
        unnamed = "unnamed sources on a side" if voice.alignment else "unnamed sources"
        who = voice.name if voice.id.startswith("person:") else unnamed
        return f"{shown(voice.brought_by)} ({who})"
    if voice.id.startswith("report:"):
        return f"the report “{voice.name}”"
    if voice.id.startswith("outlet:") and voice.name[:1].islower():
        return f"the outlet “{voice.name}”"
    return called(voice.name)


def verb(base: str, *, plural: bool) -> str:
    """A verb in the present.

    >>> verb("deny", plural=False), verb("say", plural=False), verb("say", plural=True)
    ('denies', 'says', 'say')
    """
    if plural:
        return base
    return f"{base[:-1]}ies" if base.endswith("ny") else f"{base}{'es' if base.endswith('ss') else 's'}"


def claims_of_who(table: Sequence[Said]) -> str:
    """Who names whom: "the Coast Monitor names the Marlandic Army, and the police accuse “armed groups”"."""
    whom: dict[str, list[str]] = {}
    accusing: set[str] = set()
    voices = {shown(voice): voice for voice in voices_of(table)}
    for said in table:
        named = whom.setdefault(shown(said.voice), [])
        if whom_words(said) not in named:
            named.append(whom_words(said))
        if said.telling.stance is Stance.ACCUSES:
            accusing.add(shown(said.voice))
    by_whom: dict[tuple[str, bool], list[str]] = {}
    for who, agents in whom.items():
        by_whom.setdefault((listed(agents), who in accusing), []).append(who)
    clauses = [
        f"{listed(who)} "
        f"{verb('accuse' if accuses else 'name', plural=several([voices[one] for one in who]))} {agents}"
        for (agents, accuses), who in by_whom.items()
    ]
    return listed(clauses, last=", and ")


def whom_words(said: Said) -> str:
    """An agent as a telling gives it: by its name, or in the words."""
    actor = said.telling.actor
    if actor and actor.actor and said.voice.id == f"actor:{actor.actor.id}":
        return "themselves" if is_plural(said.voice.name) else "itself"
    return called(said.telling.value) if actor and actor.actor else f"“{said.telling.value.strip('“”')}”"


def _first(one: Independent) -> Voice:
    return min(one.voices, key=lambda voice: voice.brought_by is not None)


def _head(name: str) -> str:
    """A name up to what only says which one: "sources" of "sources close to the army"."""
    return _TAIL.split(name, maxsplit=1)[0]


_BODY = re.compile(
    r"\b(?:Monitor|Army|Forces?|Government|Ministry|Observatory|Front|Council|Agency|Network|Coalition|Nations"
    r"|Union|League|Command|Police|State|Guard|Brigade|Division|Movement|Party|Authority|Administration|Centre"
    r"|Center|Committees?|Commission|Group|Organi[sz]ation|Helmets|Press|States|Kingdom|Corps|Militia|Office"
    r"|Team|Service|Defen[cs]e|Units?|Department|Governor|Bureau|Directorate|Court|Crescent|Cross|Institute"
    r"|Programme|Program|Fund|Federation|Association|Society|Syndicate|Embassy|Foundation|Parliament|Senate)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_TAIL = re.compile(
    r"(?:\s+\w+ed)?\s+(?:of|for|in|and|at|from|by|with|on|to|inside|close|loyal|linked|that|who|which|–)\s+|,"
)
_DETERMINED = re.compile(
    r"(?:another|some|many|several|other|two|three|four|five|all|both|these|those|his|her|its|their)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\w+['’]s? ")  # "Norland's foreign minister"
_SENTENCE_START = re.compile(
    r"(?:Sources?|Rebels?|Local|Another|Security|Police|Activists?|Residents?|Officials?|Opposition|Jihadists?|Military"
    r"|Medical|Medics?|Witness(?:es)?|Militants?|Some|Several|Other|State|Army|Rescuers?|Reports?)"
    r"(?=$|\s[a-z])"
)
_MASS = re.compile(r"^(?:media|television|tv|radio|peshmerga)$")
_PERSON = re.compile(
    r"(?:source|witness|activist|resident|official|officer|spokes\w+|commander|man|woman|ist|er|or)$"
)
_SINGULAR = re.compile(r"(?:ss|us|is|news|headquarters)$")
_PLURAL = re.compile(
    r"^(?:police|media|peshmerga|people|forces|units|helmets|committees|brigades|guards|rebels|activists|sources"
    r"|officials|authorities|militants|fighters|groups|troops|residents|medics|doctors|factions|sons|guardians)$",
    re.IGNORECASE,
)
_NOUNS = {
    EventType.CLASH: "clash",
    EventType.ASSAULT: "attack",
    EventType.DRONE_STRIKE: "drone strike",
    EventType.ATTACK_ON_CIVILIANS: "attack",
    EventType.WEAPONS_SEIZURE: "seizure of weapons",
    EventType.DEATH: "deaths",
    EventType.OTHER: "incident",
    EventType.SUPPORT: "support",
}
