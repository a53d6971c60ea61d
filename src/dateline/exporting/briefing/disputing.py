"""Disputing: who accuses whom of what, and who denies it. What is accused is never told as a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.domain import Fact
from dateline.exporting.briefing import quoting
from dateline.exporting.briefing.accounts import accusing, denying, same_actor
from dateline.exporting.briefing.citing import plainly
from dateline.exporting.briefing.deeds import a_noun, noun_of
from dateline.exporting.briefing.hand import many
from dateline.exporting.briefing.nouns import actor_words, capital, when, where
from dateline.exporting.briefing.quoting import within, words_around
from dateline.resolving.acting.calling import listed, verb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.domain import Telling
    from dateline.exporting.briefing.hand import Hand, Scene
    from dateline.exporting.briefing.shapes import Material
    from dateline.exporting.briefing.voices import Voice

_LONGEST = 160  # letters of a charge in its own words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Charge:
    """What somebody accuses whom of, in words, and what that rests on."""

    voice: Voice
    accused: str
    of: str
    rests: tuple[Telling, ...]


def accusations(hand: Hand, *, after: bool) -> Iterator[str]:
    """Who accuses whom of what, those together who say the same.

    `after` says that somebody has told of it before, and not as an accusation. That there is
    no word of somebody accused is said once in a draft.
    """
    material = hand.material
    charges: dict[tuple[str, str, str], list[_Charge]] = {}
    for told in _by_voice(accusing(material), hand).values():
        if not any(one.fact in {Fact.AGENT, Fact.TYPE} for one in told):
            continue
        one = _charge_of(told, hand, after=after)
        alone = one.voice.key if one.accused in {"itself", "themselves"} else ""
        charges.setdefault((one.accused, one.of, alone), []).append(one)
    for (accused, charge, _), some in charges.items():
        marked = [(one.voice, hand.mark(*one.rests)) for one in some]
        together, mark = hand.together(marked)
        plural = many(one.voice for one in some)
        if accused:
            yield f"{capital(together)} {verb('accuse', plural=plural)} {accused} of {charge}.{mark}"
        elif quoting.is_clause(charge):
            make = verb("make", plural=plural)
            stop = "" if charge.endswith(("?”", "!”")) else "."
            yield f"{capital(together)} {make} the accusation: {charge}{stop}{mark}"
        else:
            yield f"{capital(together)} {verb('make', plural=plural)} an accusation over {charge}.{mark}"
    silent = [one for key, one in _unanswered(material).items() if key not in hand.known.unanswered]
    hand.known.unanswered.update(_unanswered(material))
    if silent:
        names = listed([plainly(actor_words(one, material.told.incident.tellings)) for one in silent])
        yield f"The reports at hand hold no answer from {names}.{hand.mark(*silent)}"


def denials(hand: Hand) -> Iterator[str]:
    """Each denier's sentence."""
    material, voices = hand.material, hand.voices
    for told in _by_voice(denying(material), hand).values():
        voice = voices.of(told[0])
        name = capital(hand.again(voice))
        aside = material.asides.get(told[0])
        had = "had earlier" if aside and aside.earlier else "have" if voice.plural else "has"
        denied = f"{had} denied"
        agents = [one for one in told if one.fact is Fact.AGENT]
        one = next((it for it in told if it.fact is Fact.TYPE), told[0])
        quote = words_around(one)
        # Who denies that their strike killed civilians does not deny the strike: their words say which.
        in_words = one.fact is Fact.TYPE and bool(_FINITE.search(quote)) and len(quote) <= _LONGEST
        own = [it for it in agents if _is(it, voice)]
        if own and not in_words:
            itself = "they" if voice.plural else "it"
            yield f"{name} {denied} that {itself} did it.{hand.mark(*own[:1])}"
            continue
        if agents and not own:
            named = dict.fromkeys(
                plainly(actor_words(one, material.told.incident.tellings)) for one in agents
            )
            yield f"{name} {denied} that {listed(list(named))} did it.{hand.mark(*agents)}"
            continue
        mark = hand.mark(one, *_of_each_report(told, Fact.TYPE))
        if len(quote) > _LONGEST:
            yield f"{name} {denied} it.{mark}"
        elif quote[:1].isupper() and quote.endswith((".", "!", "?")):
            yield f"{name} {denied} it: “{within(quote)}”{mark}"
        else:
            that = "that " if _FINITE.search(quote) and not _CHARGES.match(quote) else ""
            yield f"{name} {denied} {that}“{within(quote)}”.{mark}"


def _by_voice(told: Mapping[str, Sequence[Telling]], hand: Hand) -> dict[str, list[Telling]]:
    """Tellings by who gives them: those whom reports call alike are one voice."""
    found: dict[str, list[Telling]] = {}
    for some in told.values():
        for one in some:
            found.setdefault(hand.voices.of(one).key, []).append(one)
    return found


def _of_each_report(told: Sequence[Telling], fact: Fact) -> list[Telling]:
    """The first telling of a fact in each report, and of each actor."""
    found: dict[tuple[str, str], Telling] = {}
    for one in told:
        if one.fact is fact:
            found.setdefault((one.event.report, one.value.casefold() if fact is Fact.AGENT else ""), one)
    return list(found.values())


def _charge_of(told: Sequence[Telling], hand: Hand, *, after: bool) -> _Charge:
    material, voice = hand.material, hand.voices.of(told[0])
    whom = [one for one in told if one.fact is Fact.AGENT]
    whom = [one for at, one in enumerate(whom) if not any(same_actor(one, it) for it in whom[:at])]
    deeds = [one for one in told if one.fact is Fact.TYPE][:1]
    if whom:
        charge, said_with = _charge(material, told, hand.scene, after=after)
        accused = listed(list(dict.fromkeys(_whom(one, voice, material) for one in whom)))
        rests = (*_of_each_report(told, Fact.AGENT), *_of_each_report(told, Fact.TYPE), *said_with)
        return _Charge(voice=voice, accused=accused, of=charge, rests=rests)
    every = tuple(dict.fromkeys((*deeds, *_of_each_report(told, Fact.TYPE))))
    said = words_around(deeds[0])
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"
    if blamed := _ATTRIBUTED.fullmatch(said):  # "attributed the strike to the army"
        accused, of = f"“{within(blamed['whom'])}”", f"“{within(blamed['of'])}”"
        return _Charge(voice=voice, accused=accused, of=of, rests=every)
    return _Charge(voice=voice, accused="", of=f"“{quoting.unstopped(within(said))}”", rests=every)


def _charge(
    material: Material, told: Sequence[Telling], scene: Scene, *, after: bool
) -> tuple[str, tuple[Telling, ...]]:
    """What somebody is accused of, in the accuser's words or else by what it is, and what that rests on."""
    incident = material.told.incident
    deed = next((one for one in told if one.fact is Fact.TYPE), None)
    blamed = [one for one in told if deed and one.fact is Fact.AGENT and one.quote == deed.quote]
    quote = words_around(deed) if deed else ""
    behind = ""
    for one in blamed:  # "the Front of the Hills of a massacre"
        behind = quote.partition(" ".join(one.words.split()))[2] or behind
    found = _OF.match(behind) or _OF_DOING.search(quote)
    if found and len(found[1]) <= _LONGEST:
        return f"“{quoting.unstopped(within(found[1]))}”", ()
    noun = noun_of(incident.type)
    if after:
        return f"the {noun}", ()
    place = next((one for one in told if one.fact is Fact.PLACE and one.place), None)
    day = next((one for one in told if one.fact is Fact.DATE and one.date), None)
    parts = [a_noun(incident.type)]
    parts += [plainly(where(place.place, scene.heading))] if place and place.place else []
    parts += [when(day.date, scene.now)] if day and day.date else []
    return " ".join(parts), tuple(one for one in (place, day) if one)


def _whom(one: Telling, voice: Voice, material: Material) -> str:
    if _is(one, voice):
        return "themselves" if voice.plural else "itself"
    return plainly(actor_words(one, material.told.incident.tellings))


def _is(one: Telling, voice: Voice) -> bool:
    return bool(one.actor and one.actor.actor and voice.key == f"actor:{one.actor.actor.id}")


def _unanswered(material: Material) -> dict[str, Telling]:
    """Those accused by name of whom no report has a word, by their ids."""
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
    return found


_ATTRIBUTED = re.compile(
    r"(?P<of>(?:the |this |these |those )?(?:[\w-]+ ){0,3}(?:strikes?|airstrikes?|attacks?|bombings?"
    r"|shelling|bombardment|raids?)"
    r"(?: [\w-]+){0,6}?) to (?P<whom>(?:the |an? )?[\w’'-]+(?: [\w’'-]+){0,4})\.?"
)
_CHARGES = re.compile(
    r"(?:the |these |those |such |any |all )?(?:accusations?|allegations?|charges?|reports?|claims?)\b"
)
_OF = re.compile(r"^[\s\w]{0,12}\bof\s+((?!them\b).+)$", re.IGNORECASE)
_OF_DOING = re.compile(r"\bof\s+((?!the\s)\w+ing\s.+)$", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|did|would|will|could)\b|\w+ed\b")
