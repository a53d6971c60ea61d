"""Those who say that something happened: names fit to print, and each of them once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.domain import SpeakerKind
from dateline.exporting.sides import NOT_LOOKED_UP, Side
from dateline.exporting.telling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.domain import Attribution, Coding, Event, Speaker, Stance

UNNAMED = "somebody unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One who says that it happened: a name fit to print, the words, and what was made of them.

    `within` are the names of those who quote this one, the outermost first.
    """

    name: str
    words: str
    attribution: Attribution
    speaker: Speaker | None
    within: tuple[str, ...] = ()

    @property
    def stance(self) -> Stance:
        """How this one puts it."""
        return self.attribution.stance

    @property
    def side(self) -> Side | None:
        """Who that is as an actor: the body spoken for, else the person; None for nobody named."""
        if not self.words:
            return None
        acting = self.speaker.organisation if self.speaker else None
        return Side(
            words=self.words,
            acting=acting or NOT_LOOKED_UP,
            written=self.speaker.person if self.speaker else None,
        )


def tellers_of(event: Event, coding: Coding) -> tuple[Teller, ...]:
    """Those under whose words `event` stands, in the order of its claims."""
    known = {one.id: one for one in coding.attributions}
    return tuple(_teller(known[claim], coding, known) for claim in event.claims if claim in known)


def distinct(tellers: Iterable[Teller]) -> tuple[Teller, ...]:
    """Each person, body or wording once for each way of putting it, under the fullest of its names."""
    who: dict[tuple[str, Stance], Teller] = {}
    for teller in tellers:
        key = (_identity(teller), teller.stance)
        first = who.setdefault(key, teller)
        if len(teller.name) > len(first.name):
            who[key] = replace(first, name=teller.name)
    return tuple(who.values())


def speaker_name(one: Attribution, coding: Coding) -> str:
    """Who says it, fit to print: "Rojin Asmar, spokeswoman of the SDF", or as written; "" for nobody."""
    speaker = coding.speakers.get(one.source) if one.source else None
    words = words_of(one.source, coding.report.text) if one.source else ""
    if words.casefold() in _PRONOUNS:
        words = ""  # "they" names nobody away from its sentence
    if speaker is None:
        return words
    actor = speaker.organisation.actor if speaker.organisation else None
    if speaker.person is None:
        return words or (actor.name if actor else "")
    role = speaker.role or ""
    post = f"{role} of {actor.name}" if role and actor else role or (actor.name if actor else "")
    return f"{speaker.person}, {post}" if post else speaker.person


_PRONOUNS = frozenset(
    {"he", "him", "i", "it", "one", "she", "that", "they", "this", "us", "we", "which", "who"}
)


def _identity(teller: Teller) -> str:
    speaker = teller.speaker
    if speaker and speaker.person:
        return f"person:{speaker.person.casefold()}"
    body = speaker.organisation.actor if speaker and speaker.organisation else None
    if speaker and body and speaker.kind is SpeakerKind.ORGANISATION:
        return f"body:{body.id}"
    return f"words:{teller.name.casefold()}"


def _teller(one: Attribution, coding: Coding, known: dict[str, Attribution]) -> Teller:
    within: list[Attribution] = []
    outer = known.get(one.within) if one.within else None
    while outer is not None and outer is not one and outer not in within:
        within.append(outer)
        outer = known.get(outer.within) if outer.within else None
    return Teller(
        name=speaker_name(one, coding),
        words=words_of(one.source, coding.report.text) if one.source else "",
        attribution=one,
        speaker=coding.speakers.get(one.source) if one.source else None,
        within=tuple(name for link in reversed(within) if (name := speaker_name(link, coding))),
    )
