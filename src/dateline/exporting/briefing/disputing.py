"""Disputing: who accuses whom of what, and who denies it. What is accused is never told as a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.exporting.briefing.accounts import accusing, denying, same_actor
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.deeds import noun_of
from dateline.exporting.briefing.nouns import actor_words, capital, when, where
from dateline.exporting.briefing.quoting import within, words_around
from dateline.resolving.acting.calling import listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.hand import Hand, Scene
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.voices import Voice

_LONGEST = 160  # letters of a charge in its own words


def accusations(hand: Hand, *, after: bool) -> Iterator[str]:
    """Each accuser's sentence; `after` says that somebody has told of it before, and not as an accusation."""
    material, voices, citing, scene = hand.material, hand.voices, hand.citing, hand.scene
    for told in accusing(material).values():
        if not any(one.fact in {Fact.AGENT, Fact.TYPE} for one in told):
            continue
        voice = voices.of(told[0])
        name = capital(voices.name(voice))
        charged = verb("accuse", plural=voice.plural)
        whom = [one for one in told if one.fact is Fact.AGENT]
        whom = [one for at, one in enumerate(whom) if not any(same_actor(one, it) for it in whom[:at])]
        deeds = [one for one in told if one.fact is Fact.TYPE][:1]
        charge, said_with = _charge(material, told, scene, after=after)
        mark = citing.mark(material, *whom, *deeds, *said_with)
        if whom:
            accused = listed(list(dict.fromkeys(_whom(one, voice, material) for one in whom)))
            yield f"{name} {charged} {accused} of {charge}.{mark}"
        else:
            said = words_around(deeds[0])[:_LONGEST]
            made = verb("make", plural=voice.plural)
            yield f"{name} {made} the accusation: “{within(said.rstrip('.'))}”.{mark}"
    silent = _unanswered(material)
    if silent:
        names = listed([plainly(actor_words(one, material.told.incident.tellings)) for one in silent])
        mark = citing.mark(material, *silent)
        yield f"The reports at hand hold no answer from {names}.{mark}"


def denials(hand: Hand) -> Iterator[str]:
    """Each denier's sentence."""
    material, voices, citing = hand.material, hand.voices, hand.citing
    for told in denying(material).values():
        voice = voices.of(told[0])
        name = capital(voices.name(voice))
        aside = material.asides.get(told[0])
        had = "had earlier" if aside and aside.earlier else "have" if voice.plural else "has"
        denied = f"{had} denied"
        agents = [one for one in told if one.fact is Fact.AGENT]
        own = [one for one in agents if _is(one, voice)]
        if own:
            itself = "they" if voice.plural else "it"
            yield f"{name} {denied} that {itself} did it.{citing.mark(material, *own[:1])}"
            continue
        if agents:
            whom = listed([plainly(actor_words(one, material.told.incident.tellings)) for one in agents])
            yield f"{name} {denied} that {whom} did it.{citing.mark(material, *agents)}"
            continue
        one = next((it for it in told if it.fact is Fact.TYPE), told[0])
        quote = words_around(one)
        mark = citing.mark(material, one)
        if len(quote) > _LONGEST:
            yield f"{name} {denied} it.{mark}"
        elif quote[:1].isupper() and quote.endswith((".", "!", "?")):
            yield f"{name} {denied} it: “{within(quote)}”{mark}"
        else:
            that = "that " if _FINITE.search(quote) else ""
            yield f"{name} {denied} {that}“{within(quote)}”.{mark}"


def _charge(
    material: Material, told: Sequence[Telling], scene: Scene, *, after: bool
) -> tuple[str, tuple[Telling, ...]]:
    """What somebody is accused of, in the accuser's words or else by what it is, and what that rests on."""
    incident = material.told.incident
    deed = next((one for one in told if one.fact is Fact.TYPE), None)
    blamed = [one for one in told if deed and one.fact is Fact.AGENT and one.quote == deed.quote]
    quote = words_around(deed) if deed else ""
    for one in blamed:  # "the Front of the Hills of a massacre"
        quote = quote.partition(" ".join(one.words.split()))[2] or quote
    found = _OF.search(quote)
    if found and len(found[1]) <= _LONGEST:
        return f"“{within(found[1].rstrip('.'))}”", ()
    noun = noun_of(incident.type)
    if after:
        return f"the {noun}", ()
    place = next((one for one in told if one.fact is Fact.PLACE and one.place), None)
    day = next((one for one in told if one.fact is Fact.DATE and one.date), None)
    article = "" if noun in _WITHOUT_ARTICLE else "an " if noun[0] in "aeiou" else "a "
    parts = [f"{article}{noun}"]
    parts += [plainly(where(place.place, scene.heading))] if place and place.place else []
    parts += [when(day.date, scene.now)] if day and day.date else []
    return " ".join(parts), tuple(one for one in (place, day) if one)


def _whom(one: Telling, voice: Voice, material: Material) -> str:
    if _is(one, voice):
        return "themselves" if voice.plural else "itself"
    return plainly(actor_words(one, material.told.incident.tellings))


def _is(one: Telling, voice: Voice) -> bool:
    return bool(one.actor and one.actor.actor and voice.key == f"actor:{one.actor.actor.id}")


def _unanswered(material: Material) -> list[Telling]:
    """Those accused by name of whom no report has a word; each once."""
    speaking = {one.origin for one in material.told.incident.tellings}
    sides = {origin.alignment for origin in material.told.incident.origins if origin.alignment}
    found: dict[str, Telling] = {}
    for some in accusing(material).values():
        for one in some:
            actor = one.actor.actor if one.fact is Fact.AGENT and one.actor else None
            if (
                actor
                and f"actor:{actor.id}" not in speaking
                and not {actor.id, actor.alignment, actor.parent} & sides
            ):
                found.setdefault(actor.id, one)
    return list(found.values())


_WITHOUT_ARTICLE = frozenset({"fighting", "arrests", "deaths", "talks", "support", "pressure", "shelling"})
_OF = re.compile(r"\bof\s+((?!them\b|the\s+\w+\s+army).+)$", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|did|would|will|could)\b|\w+ed\b")
