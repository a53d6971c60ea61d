"""Reasons in words: plain sentences that name who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.domain import EventType, Stance
from dateline.domain.messages import Named, message
from dateline.domain.naming import TYPES
from dateline.resolving.acting.calling import called, is_plural, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.linking.independence import Independent
    from dateline.linking.origins import Voice
    from dateline.linking.tellings import Said


def the_happening(kind: EventType) -> str:
    """An event type as a noun in a sentence: "the airstrike"."""
    return Named.of(f"the {_NOUNS.get(kind, kind.value.replace('_', ' '))}", TYPES[kind])


def are_many(kind: EventType) -> bool:
    """Whether the noun takes a verb in the plural: "the deaths were"."""
    return kind is EventType.DEATH


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
        unnamed = message("unnamed sources on a side") if voice.alignment else message("unnamed sources")
        who = voice.name if voice.id.startswith("person:") else unnamed
        return message("%(outlet)s (%(who)s)", outlet=shown(voice.brought_by), who=who)
    if voice.id.startswith("report:"):
        return message("the report “%(title)s”", title=voice.name)
    if voice.id.startswith("outlet:") and voice.name[:1].islower():
        return message("the outlet “%(name)s”", name=voice.name)
    return Named.of(called(voice.name), voice.name)


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
        _naming(listed(who), agents, accuses=accuses, plural=several([voices[one] for one in who]))
        for (agents, accuses), who in by_whom.items()
    ]
    return listed(clauses, last=", and ")


def _naming(who: str, whom: str, *, accuses: bool, plural: bool) -> str:
    """A clause; each with a verb of its own, for other languages put it otherwise."""
    match accuses, plural:
        case True, True:
            return message("%(who)s accuse %(whom)s", who=who, whom=whom)
        case True, False:
            return message("%(who)s accuses %(whom)s", who=who, whom=whom)
        case False, True:
            return message("%(who)s name %(whom)s", who=who, whom=whom)
        case _:
            return message("%(who)s names %(whom)s", who=who, whom=whom)


def whom_words(said: Said) -> str:
    """An agent as a telling gives it: by its name, or in the words."""
    actor = said.telling.actor
    if actor and actor.actor and said.voice.id == f"actor:{actor.actor.id}":
        return message("themselves") if is_plural(said.voice.name) else message("itself")
    if actor and actor.actor:
        return Named.of(called(said.telling.value), said.telling.value)
    return message("“%(words)s”", words=said.telling.value.strip("“”"))


def _first(one: Independent) -> Voice:
    return min(one.voices, key=lambda voice: voice.brought_by is not None)


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
